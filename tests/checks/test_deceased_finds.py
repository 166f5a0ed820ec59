"""Drawn cases of `deceased`: what it finds, and how sure it is."""

from drawn_cases import NOTHING

CHECKS = ("deceased", "record_error")


def test_one_department_is_yellow_and_two_that_agree_are_red(check):
    check(
        roster="""
        person
        ------
        a
        b
        c
        d
        e
        """,
        police_deaths="""
        person | died_on
        -------+-----------
        a      | 2024-06-09
        b      | 2024-05-10
        c      | 2024-05-10
        e      | 2024-06-02
        """,
        health_deaths="""
        person | died_on
        -------+-----------
        b      | 2024-06-09
        c      | 2024-06-10
        e      | 2024-06-01
        """,
        civil_funerals="""
        person | died_on    | cremated_on
        -------+------------+------------
        d      | -          | 2024-06-20
        e      | 2024-06-02 | 2024-06-05
        """,
        finds="""
        check        | person | subject        | lane   | lamp   | grade   | event_date | months | amount | sources
        -------------+--------+----------------+--------+--------+---------+------------+--------+--------+--------
        deceased     | a      | death          | exit   | yellow | certain | 2024-06-09 | 0      | 0.00   | police.deaths
        deceased     | b      | death          | exit   | red    | certain | 2024-06-09 | 0      | 0.00   | health.deaths police.deaths
        deceased     | c      | death          | exit   | yellow | certain | 2024-06-10 | 0      | 0.00   | health.deaths police.deaths
        record_error | c      | dates_conflict | record | yellow | certain | 2024-06-10 | -      | -      | health.deaths police.deaths
        deceased     | d      | death          | exit   | yellow | certain | 2024-06-20 | 0      | 0.00   | civil.funerals
        deceased     | e      | death          | exit   | red    | certain | 2024-06-02 | 0      | 0.00   | civil.funerals health.deaths police.deaths
        """,
    )


def test_two_records_of_one_department_are_one_source(check):
    check(
        roster="""
        person
        ------
        a
        """,
        police_deaths="""
        person | died_on
        -------+-----------
        a      | 2024-06-01
        a      | 2024-06-02
        """,
        finds="""
        check    | person | lamp   | grade   | event_date | sources
        ---------+--------+--------+---------+------------+--------------
        deceased | a      | yellow | certain | 2024-06-02 | police.deaths
        """,
    )


def test_a_missing_name_or_an_old_number_makes_the_match_probable(check):
    check(
        roster="""
        person
        ------
        a
        b
        c/15
        d
        e
        """,
        police_deaths="""
        person | name | died_on
        -------+------+-----------
        a      | -    | 2024-06-09
        b/15   |      | 2024-06-09
        c      |      | 2024-06-09
        d      | -    | 2024-06-09
        e/15   |      | 2024-06-09
        """,
        health_deaths="""
        person | died_on
        -------+-----------
        d      | 2024-06-09
        e      | 2024-06-09
        """,
        finds="""
        check    | person | lamp   | grade    | sources                     | remarks
        ---------+--------+--------+----------+-----------------------------+-------------
        deceased | a      | yellow | probable | police.deaths               | name_missing
        deceased | b      | yellow | probable | police.deaths               | id_completed
        deceased | c/15   | yellow | probable | police.deaths               | id_completed
        deceased | d      | yellow | certain  | health.deaths police.deaths | name_missing
        deceased | e      | red    | certain  | health.deaths police.deaths | id_completed
        """,
    )


def test_a_record_that_contradicts_neither_agrees_nor_dates(check):
    """Dates of c are apart, but the one under another name is not the person's."""
    check(
        roster="""
        person
        ------
        a
        b
        c
        """,
        police_deaths="""
        person | name | died_on
        -------+------+-----------
        a      | 郑军 | 2024-06-09
        c      | 郑军 | 2024-06-20
        """,
        health_deaths="""
        person | sex    | born_on    | died_on
        -------+--------+------------+-----------
        a      | female |            | 2024-06-10
        b      |        | 1961-03-15 | 2024-06-10
        c      |        |            | 2024-04-10
        """,
        finds="""
        check        | person | subject                    | lamp   | grade    | event_date | sources                     | remarks
        -------------+--------+----------------------------+--------+----------+------------+-----------------------------+--------
        deceased     | a      | death                      | yellow | possible | 2024-06-10 | health.deaths police.deaths | name_differs sex_contradicts
        record_error | a      | name_differs:police.deaths | yellow | possible | -          | police.deaths               | name_differs
        deceased     | b      | death                      | yellow | possible | 2024-06-10 | health.deaths               | birth_contradicts
        deceased     | c      | death                      | yellow | certain  | 2024-04-10 | health.deaths               | name_differs
        record_error | c      | name_differs:police.deaths | yellow | possible | -          | police.deaths               | name_differs
        """,
    )


def test_sex_that_is_not_stated_and_a_birth_without_a_day_contradict_nothing(check):
    check(
        people="""
        person | born       | sex
        -------+------------+-------
        a      | 1950-02-28 | female
        """,
        roster="""
        person
        ------
        a
        """,
        health_deaths="""
        person | sex     | born_on | died_on
        -------+---------+---------+-----------
        a      | unknown | 1950-03 | 2024-06-10
        """,
        finds="""
        check    | person | lamp   | grade   | remarks
        ---------+--------+--------+---------+--------
        deceased | a      | yellow | certain | -
        """,
    )


def test_a_date_without_a_day_counts_as_the_last_day_of_its_month(check):
    listed = """
        person
        ------
        a
        """
    check(
        roster=listed,
        months={"2024-05": {"roster": listed}},
        police_deaths="""
        person | died_on
        -------+--------
        a      | 2024-05
        """,
        health_deaths="""
        person | died_on
        -------+-----------
        a      | 2024-05-01
        """,
        finds="""
        check    | person | lamp | event_date | months | amount
        ---------+--------+------+------------+--------+-------
        deceased | a      | red  | 2024-05-31 | 1      | 500.00
        """,
    )


def test_a_passport_matches_to_the_letter_and_a_placeholder_nobody(check):
    check(
        roster="""
        person    | name | household_id
        ----------+------+-------------
        E12345678 | 玛丽 | H1
        无        | 王某 | H2
        -         | 王某 | H3
        a         |      | H4
        """,
        police_deaths="""
        person    | name | died_on
        ----------+------+-----------
        E12345678 | 玛丽 | 2024-06-09
        a         |      | 2024-06-09
        """,
        health_deaths="""
        person    | name | sex    | born_on    | died_on
        ----------+------+--------+------------+-----------
        E12345679 | 玛丽 | female | 1990-01-01 | 2024-06-09
        """,
        finds="""
        check    | person    | lamp   | sources
        ---------+-----------+--------+--------------
        deceased | E12345678 | yellow | police.deaths
        deceased | a         | yellow | police.deaths
        """,
    )


def test_somebody_listed_twice_is_found_once_in_the_household_that_is_paid_most(check):
    check(
        roster="""
        person | household_id | amount | division_code
        -------+--------------+--------+--------------
        a      | H1           | 100    | 990102001001
        a      | H2           | 300    | 990102002001
        """,
        police_deaths="""
        person | died_on
        -------+-----------
        a      | 2024-06-09
        """,
        finds="""
        check    | person | household_id | division_code
        ---------+--------+--------------+--------------
        deceased | a      | H2           | 990102002001
        """,
    )


def test_whoever_has_no_death_record_is_not_found(check):
    check(
        roster="""
        person
        ------
        a
        """,
        police_deaths="""
        person | died_on
        -------+-----------
        b      | 2024-06-09
        """,
        finds=NOTHING,
    )


def test_a_number_that_fails_its_check_digit_never_makes_a_match_certain_or_a_lamp_red(bureau):
    """Excel's …000 makes one number of many people; coverage rightly says that this one is not usable."""
    died = """
        person | died_on
        -------+-----------
        a/bad  | 2024-06-09
        """
    roster = """
        person
        ------
        a/bad
        """
    bureau.deliver("2024-06", {"roster": roster, "police_deaths": died, "health_deaths": died})
    bureau.compare("2024-06")
    for finding in bureau.findings("2024-06"):
        assert (finding["lamp"], finding["grade"]) == ("yellow", "possible")

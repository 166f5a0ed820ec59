"""Drawn cases of `record_error`; impossible dates stand with the cases of `deceased`."""

from drawn_cases import NOBODY, NOTHING

CHECKS = ("deceased", "record_error")


def test_a_funeral_without_a_cancellation_is_reported_from_the_sixtieth_day_on(check):
    """The days count from the death where it is stated; the finding is dated by the cremation. c is not paid."""
    check(
        roster="""
        person | amount
        -------+-------
        a      |
        b      |
        c      | 0
        d      |
        """,
        police_deaths=NOBODY,
        months={
            "2024-05": {
                "civil_funerals": """
                person | died_on    | cremated_on
                -------+------------+------------
                a      | 2024-05-01 | 2024-05-04
                b      | 2024-05-02 | 2024-05-02
                c      | -          | 2024-05-01
                d      | 2024-05-01 | 2024-05-04
                """
            },
            "2024-04": {
                "police_deaths": """
                person | died_on    | cancellation
                -------+------------+-------------
                a      | 2024-04-09 | 参军
                """
            },
        },
        health_deaths="""
        person | died_on
        -------+-----------
        d      | 2024-05-01
        """,
        finds="""
        check        | person | subject              | lane   | lamp   | grade   | event_date | months | sources
        -------------+--------+----------------------+--------+--------+---------+------------+--------+---------------
        deceased     | a      | death                | exit   | yellow | certain | 2024-05-01 | 1      | civil.funerals
        record_error | a      | funeral_unregistered | record | yellow | certain | 2024-05-04 | -      | civil.funerals
        deceased     | b      | death                | exit   | yellow | certain | 2024-05-02 | 1      | civil.funerals
        record_error | c      | funeral_unregistered | record | yellow | certain | 2024-05-01 | -      | civil.funerals
        deceased     | d      | death                | exit   | red    | certain | 2024-05-01 | 1      | civil.funerals health.deaths
        record_error | d      | funeral_unregistered | record | yellow | certain | 2024-05-04 | -      | civil.funerals
        """,
    )


FUNERAL = """
    person | died_on    | cremated_on
    -------+------------+------------
    a      | 2024-03-01 | 2024-03-04
    """
ROSTER = """
    person | amount
    -------+-------
    a      | 0
    """


def test_a_cancellation_of_any_month_settles_the_funeral(check):
    check(
        roster=ROSTER,
        police_deaths=NOBODY,
        months={
            "2024-03": {"civil_funerals": FUNERAL},
            "2024-04": {
                "police_deaths": """
                person | died_on
                -------+-----------
                a      | 2024-03-01
                """
            },
        },
        finds=NOTHING,
    )


def test_where_the_police_have_not_delivered_no_cancellation_is_missed(check):
    check(roster=ROSTER, months={"2024-03": {"civil_funerals": FUNERAL}}, finds=NOTHING)


def test_a_funeral_under_another_name_needs_no_cancellation(check):
    check(
        roster=ROSTER,
        police_deaths=NOBODY,
        months={
            "2024-03": {
                "civil_funerals": """
                person | name | died_on    | cremated_on
                -------+------+------------+------------
                a      | 郑军 | 2024-03-01 | 2024-03-04
                """
            }
        },
        finds="""
        check        | person | subject
        -------------+--------+----------------------------
        record_error | a      | name_differs:civil.funerals
        """,
    )


def test_dates_of_two_departments_conflict_from_the_thirty_first_day_on(check):
    """a: 30 days; b: 31; c: 31, but one is under another name; d: 31 within one department."""
    check(
        roster="""
        person | amount
        -------+-------
        a      | 0
        b      | 0
        c      | 0
        d      | 0
        """,
        police_deaths="""
        person | name | died_on
        -------+------+-----------
        a      |      | 2024-05-10
        b      |      | 2024-05-10
        c      | 郑军 | 2024-05-10
        d      |      | 2024-05-10
        d      |      | 2024-06-10
        """,
        health_deaths="""
        person | died_on
        -------+-----------
        a      | 2024-06-09
        b      | 2024-06-10
        c      | 2024-06-10
        """,
        finds="""
        check        | person | subject                    | lane   | lamp   | grade    | event_date | sources
        -------------+--------+----------------------------+--------+--------+----------+------------+----------------------------
        record_error | b      | dates_conflict             | record | yellow | certain  | 2024-06-10 | health.deaths police.deaths
        record_error | c      | name_differs:police.deaths | record | yellow | possible | -          | police.deaths
        """,
    )


def test_every_source_is_held_against_the_rosters_name(check):
    """A cancellation that is no death, and a contribution, name a person as well as any other record."""
    check(
        roster="""
        person | amount | authorised_on
        -------+--------+--------------
        a      | 0      | -
        """,
        police_deaths="""
        person | name | died_on    | cancellation
        -------+------+------------+-------------
        a      | 郑军 | 2024-06-09 | 参军
        """,
        police_residents="""
        person | name
        -------+-----
        a      | 郑军
        """,
        police_vehicles="""
        person | name
        -------+-----
        a      | 郑军
        """,
        health_deaths="""
        person | name | died_on
        -------+------+-----------
        a      | 郑军 | 2024-06-09
        """,
        civil_funerals="""
        person | name | died_on
        -------+------+-----------
        a      | 郑军 | 2024-06-09
        """,
        contributions="""
        person | name
        -------+-----
        a      | 郑军
        """,
        finds="""
        check        | person | subject                                    | lamp   | grade    | event_date
        -------------+--------+--------------------------------------------+--------+----------+-----------
        record_error | a      | name_differs:police.deaths                 | yellow | possible | -
        record_error | a      | name_differs:police.residents              | yellow | possible | -
        record_error | a      | name_differs:police.vehicles               | yellow | possible | -
        record_error | a      | name_differs:health.deaths                 | yellow | possible | -
        record_error | a      | name_differs:civil.funerals                | yellow | possible | -
        record_error | a      | name_differs:social_security.contributions | yellow | possible | -
        """,
    )


def test_names_that_differ_in_spaces_dots_or_variants_or_are_missing_do_not_differ(check):
    check(
        roster="""
        person | name
        -------+---------------------
        a      | 阿卜杜拉·买买提
        b      | 张 三
        c      |
        """,
        police_residents="""
        person | name
        -------+---------------------
        a      | 阿卜杜拉•买买提
        b      | 張三
        c      | -
        """,
        finds=NOTHING,
    )


def test_who_is_not_active_is_nobodys_error(check):
    check(
        roster="""
        person | status
        -------+---------
        a      | inactive
        """,
        police_residents="""
        person | name
        -------+-----
        a      | 郑军
        """,
        finds=NOTHING,
    )


def test_a_cancellation_for_death_settles_the_funeral_even_without_a_date(check):
    check(
        roster=ROSTER,
        police_deaths="""
        person | died_on
        -------+--------
        a      | -
        """,
        months={"2024-03": {"civil_funerals": FUNERAL}},
        finds="""
        check        | person | subject
        -------------+--------+----------------------------
        record_error | a      | undated_death:police.deaths
        """,
    )


def test_a_cancellation_stands_for_the_death_it_follows_or_goes_back_without_a_date(check):
    """c went abroad: no death, and no date of death is missed."""
    check(
        roster="""
        person
        ------
        a
        b
        c
        """,
        police_deaths="""
        person | died_on | cancelled_on | cancellation
        -------+---------+--------------+-------------
        a      | -       | 2024-05-09   |
        b      | -       | -            |
        c      | -       | 2024-05-09   | other
        """,
        finds="""
        check        | person | subject                     | lane   | lamp   | grade   | event_date | months
        -------------+--------+-----------------------------+--------+--------+---------+------------+-------
        deceased     | a      | death                       | exit   | yellow | certain | 2024-05-09 | 1
        record_error | b      | undated_death:police.deaths | record | yellow | certain | -          | -
        """,
    )

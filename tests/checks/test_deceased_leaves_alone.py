"""Drawn cases of `deceased`: everything that silences it."""

from drawn_cases import NOTHING

CHECKS = ("deceased", "record_error")


def test_the_reporting_relative_is_not_dead(check):
    check(
        roster="""
        person | name
        -------+-----
        r      | 李芳
        """,
        police_deaths="""
        person | name | died_on    | reported_by
        -------+------+------------+------------
        x      | 郑军 | 2024-05-09 | r
        """,
        finds=NOTHING,
    )


def test_who_is_not_paid_or_not_active_is_left_alone(check):
    check(
        roster="""
        person | amount | status
        -------+--------+---------
        a      | 0      |
        b      | -      |
        c      | 500    | inactive
        """,
        police_deaths="""
        person | died_on
        -------+-----------
        a      | 2024-06-09
        b      | 2024-06-09
        c      | 2024-06-09
        """,
        finds=NOTHING,
    )


def test_a_cancellation_for_another_reason_is_no_death(check):
    check(
        roster="""
        person
        ------
        a
        b
        c
        d
        """,
        police_deaths="""
        person | died_on    | cancellation
        -------+------------+-------------
        a      | 2024-06-09 | 出国定居
        b      | 2024-06-09 | 参军
        c      | 2024-06-09 | 重户
        d      | -          | 迁出
        """,
        finds=NOTHING,
    )


def test_june_sees_the_last_of_june_but_never_what_july_delivers(check):
    """A death of the last day of the pay month counts; a record delivered later does not, whatever its date."""
    check(
        roster="""
        person
        ------
        a
        b
        """,
        police_deaths="""
        person | died_on
        -------+-----------
        a      | 2024-06-30
        """,
        months={
            "2024-07": {
                "police_deaths": """
                person | died_on
                -------+-----------
                b      | 2024-05-09
                """,
                "health_deaths": """
                person | died_on
                -------+-----------
                a      | 2024-06-30
                """,
                "contributions": """
                person | period
                -------+--------
                a      | 2024-07
                """,
            }
        },
        finds="""
        check    | person | lamp   | grade   | event_date | months | sources
        ---------+--------+--------+---------+------------+--------+--------------
        deceased | a      | yellow | certain | 2024-06-30 | 0      | police.deaths
        """,
    )


def test_an_earlier_month_is_compared_without_the_later_ones_events(check):
    """Delivered in June and dated in June: May does not know of it, although June's roster is there."""
    listed = """
        person
        ------
        a
        """
    bureau = check(
        roster=listed,
        months={"2024-05": {"roster": listed}},
        police_deaths="""
        person | died_on
        -------+-----------
        a      | 2024-05-09
        """,
        finds="""
        check    | person | months
        ---------+--------+-------
        deceased | a      | 1
        """,
    )
    bureau.compare("2024-05")
    assert bureau.findings("2024-05") == []


def test_a_date_that_cannot_be_goes_to_the_department_and_accuses_nobody(check):
    check(
        people="""
        person | born
        -------+-----------
        a      | 1960-03-15
        b      | 1909-06-09
        c      | 1909-06-09
        d      | 1960-03-15
        """,
        roster="""
        person
        ------
        a
        b
        c
        d
        """,
        police_deaths="""
        person | died_on
        -------+-----------
        a      | 1960-03-14
        b      | 2024-06-10
        c      | 2024-06-09
        d      | 2024-07-01
        """,
        finds="""
        check        | person | subject                       | lane   | lamp   | grade   | event_date | sources
        -------------+--------+-------------------------------+--------+--------+---------+------------+--------------
        record_error | a      | impossible_date:police.deaths | record | yellow | certain | 1960-03-14 | police.deaths
        record_error | b      | impossible_date:police.deaths | record | yellow | certain | 2024-06-10 | police.deaths
        deceased     | c      | death                         | exit   | yellow | certain | 2024-06-09 | police.deaths
        record_error | d      | impossible_date:police.deaths | record | yellow | certain | 2024-07-01 | police.deaths
        """,
    )


def test_a_death_on_the_day_of_birth_can_be(check):
    check(
        people="""
        person | born
        -------+-----------
        a      | 2024-06-09
        """,
        roster="""
        person
        ------
        a
        """,
        health_deaths="""
        person | died_on
        -------+-----------
        a      | 2024-06-09
        """,
        finds="""
        check    | person | event_date
        ---------+--------+-----------
        deceased | a      | 2024-06-09
        """,
    )

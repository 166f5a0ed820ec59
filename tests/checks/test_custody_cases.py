"""Drawn cases of `custody`: who is held on the last day of the pay month, by what was said last."""

from drawn_cases import NOBODY, NOTHING

A = """
person
------
a
"""


def test_whoever_is_held_on_the_last_day_of_the_month(check):
    check(
        roster="""
        person | amount
        -------+-------
        a      |
        b      |
        c      |
        d      |
        e      |
        f      | 0
        g      | -
        """,
        custody="""
        person | began_on   | ended_on
        -------+------------+-----------
        a      | 2023-01-10 | -
        b      | 2024-06-30 | 2025-01-01
        c      | 2023-01-10 | 2024-06-30
        d      | 2024-07-01 | -
        e      | 2023-01-10 | 2024-07-01
        f      | 2023-01-10 | -
        g      | 2023-01-10 | -
        """,
        finds="""
        check   | person | subject | lane | lamp   | grade   | event_date | months | amount | sources
        --------+--------+---------+------+--------+---------+------------+--------+--------+----------------
        custody | a      | custody | exit | yellow | certain | 2023-01-10 | -      | -      | justice.custody
        custody | b      | custody | exit | yellow | certain | 2024-06-30 | -      | -      | justice.custody
        custody | e      | custody | exit | yellow | certain | 2023-01-10 | -      | -      | justice.custody
        """,
    )


def test_of_an_end_that_names_a_month_the_first_day_counts(check):
    check(
        roster="""
        person
        ------
        a
        b
        """,
        custody="""
        person | began_on   | ended_on
        -------+------------+---------
        a      | 2023-01-10 | 2024年7月
        b      | 2023-01-10 | 2024年6月
        """,
        finds="""
        check   | person
        --------+-------
        custody | a
        """,
    )


def test_what_was_said_last_decides(check):
    """Open in May, released in June; moved to another place, which begins anew; a delivery after the pay month."""
    check(
        roster="""
        person
        ------
        a
        b
        c
        """,
        months={
            "2024-05": {
                "roster": A,
                "custody": """
                person | began_on   | ended_on
                -------+------------+---------
                a      | 2024-02-01 | -
                b      | 2024-02-01 | -
                c      | 2024-02-01 | -
                """,
            },
            "2024-07": {
                "custody": """
                person | began_on   | ended_on
                -------+------------+-----------
                c      | 2024-02-01 | 2024-06-01
                """
            },
        },
        custody="""
        person | began_on   | ended_on
        -------+------------+-----------
        a      | 2024-02-01 | 2024-06-10
        b      | 2024-04-01 | -
        """,
        finds="""
        check   | person | event_date
        --------+--------+-----------
        custody | b      | 2024-04-01
        custody | c      | 2024-02-01
        """,
    )


def test_another_name_makes_it_possible_and_goes_back_to_the_justice_office(check):
    """A record under another name says nothing against one beyond doubt."""
    check(
        roster="""
        person
        ------
        a
        b
        """,
        custody="""
        person | name | began_on   | ended_on
        -------+------+------------+-----------
        a      | 郑军 | 2024-02-01 | -
        b      |      | 2024-02-01 | -
        b      | 郑军 | 2024-03-01 | 2024-06-01
        """,
        finds="""
        check        | person | subject                      | lane   | grade
        -------------+--------+------------------------------+--------+---------
        custody      | a      | custody                      | exit   | possible
        custody      | b      | custody                      | exit   | certain
        record_error | a      | name_differs:justice.custody | record | possible
        record_error | b      | name_differs:justice.custody | record | possible
        """,
    )


def test_nobody_in_custody_and_nothing_delivered_are_told_apart(check):
    bureau = check(roster=A, custody=NOBODY, finds=NOTHING)
    (row,) = bureau.coverage("2024-06", "custody")
    assert (row["checked"], row["reason"]) == (1, None)
    bureau.deliver("2024-08", {"roster": A})
    bureau.compare("2024-08")
    (row,) = bureau.coverage("2024-08", "custody")
    assert (row["checked"], row["reason"]) == (0, "missing:justice.custody")

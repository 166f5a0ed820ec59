"""Drawn cases of `pension`: one month's pensions of a household against its line."""

import pytest
from drawn_cases import NOTHING

CHECKS = ("pension",)
TWO = """
person | household_id | household_size
-------+--------------+---------------
a      | H1           | 2
b      | H1           | 2
c      | H2           | 1
"""


def test_the_pensions_of_all_members_against_the_standard_by_people(check):
    """1000 yuan a head: H1 may have 2000, H2 1000 exactly; the finding states how it was reckoned."""
    check(
        roster=TWO,
        pensions="""
        person | paid
        -------+--------
        a      | 1200
        b      | 800.01
        c      | 1000
        """,
        finds="""
        check   | person | subject | lane | lamp   | grade   | sources                  | total   | limit   | people | income | limit_from
        --------+--------+---------+------+--------+---------+--------------------------+---------+---------+--------+--------+-----------
        pension | a b    | income  | exit | yellow | certain | social_security.pensions | 2000.01 | 2000.00 | 2      | 0.00   | 2024-01-01
        """,
    )


def test_only_one_actual_month_counts(check):
    """May's pension is no income of June; back payments, held ones and those taken back are none either."""
    check(
        roster=TWO,
        pensions="""
        person | period  | paid  | state
        -------+---------+-------+------
        a      | 2024-05 | 1900  |
        a      | 2024-06 | 1900  |
        b      | 2024-06 | 900   | held
        b      | 2024-06 | 900   | back
        c      | 2024-06 | 1900  |
        c      | 2024-06 | -1000 | held
        """,
        finds=NOTHING,
    )


def test_the_line_goes_by_the_number_of_people_that_the_roster_states(check):
    """H1 is paid for two, though one of them is on no row; H2 states no number and has one member."""
    check(
        roster="""
        person | household_id | household_size
        -------+--------------+---------------
        a      | H1           | 2
        c      | H2           | -
        """,
        pensions="""
        person | paid
        -------+-----
        a      | 1900
        c      | 1900
        """,
        finds="""
        check   | person | people
        --------+--------+-------
        pension | c      | 1
        """,
    )


def test_a_pension_that_is_delivered_again_counts_once(check):
    june = """
    person | period  | paid
    -------+---------+-----
    c      | 2024-06 | 700
    """
    check(roster=TWO, months={"2024-05": {"pensions": june}}, pensions=june, finds=NOTHING)


def test_the_month_before_where_the_pay_month_has_not_come_yet(check):
    check(
        roster=TWO,
        months={
            "2024-05": {
                "pensions": """
                person | paid
                -------+-----
                c      | 1100
                """
            }
        },
        finds="""
        check   | person
        --------+-------
        pension | c
        """,
    )


@pytest.mark.parametrize(("programme", "found"), [("dibao", True), ("dibao_edge", False), ("elderly", False)])
def test_each_programme_has_its_line_or_none(check, programme, found):
    """1400 yuan: above the standard, below one and a half of it."""
    check(
        roster=f"""
        person | programme
        -------+----------
        a      | {programme}
        """,
        pensions="""
        person | paid
        -------+-----
        a      | 1400
        """,
        finds="""
        check   | person
        --------+-------
        pension | a
        """
        if found
        else NOTHING,
    )


def test_kinds_that_are_no_income_are_left_alone(check):
    check(
        roster=TWO,
        pensions="""
        person | insurance | paid
        -------+-----------+-----
        c      | 高龄津贴  | 1400
        """,
        finds=NOTHING,
    )


def test_with_the_stated_income_it_is_merely_possible(check):
    """The income may contain the pension: c's 700 and 400 together are too much, a's pension and 300 are not."""
    check(
        roster="""
        person | household_id | income
        -------+--------------+-------
        a      | H1           | 300
        c      | H2           | 400
        """,
        pensions="""
        person | paid
        -------+-----
        a      | 700
        c      | 700
        """,
        finds="""
        check   | person | grade    | total  | income | remarks
        --------+--------+----------+--------+--------+----------------
        pension | c      | possible | 700.00 | 400.00 | income_contains
        """,
    )


def test_another_persons_pension_makes_it_possible_and_only_where_it_is_needed(check):
    check(
        roster=TWO,
        pensions="""
        person | name | paid
        -------+------+-----
        a      |      | 2100
        b      | 郑军 | 900
        c      | 郑军 | 1900
        """,
        finds="""
        check   | person | grade    | total   | remarks
        --------+--------+----------+---------+--------------------------
        pension | a      | certain  | 2100.00 | -
        pension | c      | possible | 1900.00 | name_differs sum_doubtful
        """,
    )

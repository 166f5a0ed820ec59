"""Drawn cases of `newborn`: children of members who are not on the roster."""

import pytest
from drawn_cases import NOBODY, NOTHING

CHECKS = ("newborn",)
FAMILY = """
person | household_id | amount | approved_on
-------+--------------+--------+------------
a      | H1           | 0      | 2024-01-15
b      | H1           |        | 2024-01-15
c      | H2           |        | -
"""
CHILDREN = """
person | born       | sex
-------+------------+-------
k      | 2024-05-08 | female
l      | 2024-05-08 | male
m      | 2024-05-30 | male
"""


def test_a_child_of_a_member_who_is_not_on_the_roster(check):
    """Of a member who is not paid for, too; the finding is the household's, and in its favour."""
    check(
        roster=FAMILY,
        births="""
        person | born_on
        -------+-----------
        a      | 2024-05-08
        """,
        finds="""
        check   | person | subject          | lane | lamp   | grade   | event_date | months | amount | sources
        --------+--------+------------------+------+--------+---------+------------+--------+--------+--------------
        newborn | a      | birth:2024-05-08 | info | yellow | certain | 2024-05-08 | -      | -      | health.births
        """,
    )


@pytest.mark.parametrize(
    ("person", "born_on", "found"),
    [
        ("a", "2024-01-14", False),  # before the approval
        ("a", "2024-01-15", True),
        ("a", "2024-06-30", True),
        ("c", "2023-06-30", False),  # of an approval that is not stated the months alone decide
        ("c", "2023-07-01", True),
    ],
)
def test_since_the_approval_and_within_twelve_months(check, person, born_on, found):
    check(
        roster=FAMILY,
        births=f"""
        person   | born_on
        ---------+----------
        {person} | {born_on}
        """,
        finds=f"""
        check   | person   | event_date
        --------+----------+-----------
        newborn | {person} | {born_on}
        """
        if found
        else NOTHING,
    )


def test_a_birth_after_the_pay_month_is_not_yet_one(check):
    check(
        roster=FAMILY,
        births=NOBODY,
        months={"2024-07": {"births": "person | born_on\na | 2024-07-01"}},
        finds=NOTHING,
    )


@pytest.mark.parametrize(
    ("household", "amount", "finds"), [("H1", "500", ""), ("H1", "0", ""), ("H2", "500", "a")]
)
def test_a_child_who_is_listed_in_the_household_is_left_alone(check, household, amount, finds):
    """Paid for or not; one of another household with the same birthday says nothing."""
    check(
        people=CHILDREN,
        roster=f"{FAMILY}k | {household} | {amount} | 2024-06-01",
        births="""
        person | born_on
        -------+-----------
        a      | 2024-05-08
        """,
        finds=f"check | person\nnewborn | {finds}" if finds else NOTHING,
    )


def test_a_child_who_is_listed_in_two_households_is_listed_in_each(check):
    """Where the child counts as a person, the row that is paid most decides."""
    check(
        people=CHILDREN,
        roster=f"{FAMILY}k | H1 | 0 | 2024-06-01\nk | H2 | 500 | 2024-06-01",
        births="""
        person | born_on
        -------+-----------
        a      | 2024-05-08
        """,
        finds=NOTHING,
    )


def test_another_birthday_is_not_the_childs(check):
    check(
        people=CHILDREN,
        roster=f"{FAMILY}m | H1 | 500 | 2024-06-01",
        births="""
        person | born_on
        -------+-----------
        a      | 2024-05-08
        """,
        finds="""
        check   | person | subject
        --------+--------+-----------------
        newborn | a      | birth:2024-05-08
        """,
    )


@pytest.mark.parametrize(
    ("listed", "finds"), [("", "a"), ("k | H1 | 500 | -", "a"), ("k | H1 | 500 | -\nl | H1 | 500 | -", "")]
)
def test_twins_are_two(check, listed, finds):
    """Two certificates of one day; one that is delivered again is the same child."""
    twins = "person | born_on | certificate\na | 2024-05-08 | Z1\na | 2024-05-08 | Z2"
    check(
        people=CHILDREN,
        roster=FAMILY + listed,
        months={"2024-05": {"births": twins}},
        births=twins,
        finds=f"check | person\nnewborn | {finds}" if finds else NOTHING,
    )


def test_a_certificate_that_says_the_month_alone_is_held_against_that_month(check):
    month = "person | born_on\na | 2024年5月"
    check(people=CHILDREN, roster=f"{FAMILY}m | H1 | 0 | -", births=month, finds=NOTHING)
    check(
        month="2024-07",
        roster=FAMILY,
        births=NOBODY,
        finds="""
        check   | person | subject
        --------+--------+--------------
        newborn | a      | birth:2024-05
        """,
    )


def test_another_name_makes_it_possible_and_two_members_have_two_children(check):
    check(
        roster=FAMILY,
        births="""
        person | name | born_on
        -------+------+-----------
        a      | 郑军 | 2024-05-08
        b      |      | 2024-05-09
        """,
        finds="""
        check   | person | subject          | grade
        --------+--------+------------------+---------
        newborn | a      | birth:2024-05-08 | possible
        newborn | b      | birth:2024-05-09 | certain
        """,
    )

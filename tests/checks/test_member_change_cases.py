"""Drawn cases of `member_change`: deaths, marriages, divorces, and the number of people paid for."""

import pytest
from drawn_cases import NOBODY, NOTHING, compare_drawn

CHECKS = ("member_change",)
FAMILY = """
person | household_id | amount | approved_on
-------+--------------+--------+------------
a      | H1           |        | 2024-01-15
b      | H1           | 0      | 2024-01-15
c      | H1           | -      | 2024-01-15
d      | H2           |        | -
"""


def test_a_member_who_is_not_paid_for_has_died(check):
    """Whoever is paid goes to `deceased`; two departments that say so are one finding."""
    check(
        roster=FAMILY,
        police_deaths="""
        person | died_on
        -------+-----------
        a      | 2024-05-01
        b      | 2024-05-02
        """,
        health_deaths="""
        person | died_on
        -------+-----------
        b      | 2024-05-03
        c      | 2024-06-04
        """,
        finds="""
        check         | person | subject | lane | lamp   | grade   | event_date | months | amount | sources
        --------------+--------+---------+------+--------+---------+------------+--------+--------+-----------------------------
        member_change | b c    | death   | info | yellow | certain | 2024-06-04 | -      | -      | health.deaths police.deaths
        """,
    )


@pytest.mark.parametrize(
    ("died_on", "found"),
    [("2023-06-30", False), ("2023-07-01", True), ("2024-06-30", True), ("1950-01-01", False)],
)
def test_deaths_of_twelve_months_that_can_be(check, died_on, found):
    check(
        roster=FAMILY,
        civil_funerals=f"person | died_on | cremated_on\nb | {died_on} | {died_on}",
        finds="check | person | subject\nmember_change | b | death" if found else NOTHING,
    )


def test_a_death_under_another_name_is_possible(check):
    check(
        roster=FAMILY,
        health_deaths="person | name | died_on\nb | 郑军 | 2024-05-03",
        finds="check | person | grade\nmember_change | b | possible",
    )


def test_marriages_and_divorces(check):
    """A certificate that was issued again is no change."""
    check(
        roster=FAMILY,
        marriages="""
        person | registration | registered_on
        -------+--------------+--------------
        a      |              | 2024-05-06
        b      | divorce      | 2024-05-06
        c      | other        | 2024-05-06
        d      | divorce      | 2023-07-01
        d      | marriage     | 2024-02-01
        """,
        finds="""
        check         | person | subject             | lane | grade   | event_date | sources
        --------------+--------+---------------------+------+---------+------------+----------------
        member_change | a      | marriage:2024-05-06 | info | certain | 2024-05-06 | civil.marriages
        member_change | b      | divorce:2024-05-06  | info | certain | 2024-05-06 | civil.marriages
        member_change | d      | divorce:2023-07-01  | info | certain | 2023-07-01 | civil.marriages
        member_change | d      | marriage:2024-02-01 | info | certain | 2024-02-01 | civil.marriages
        """,
    )


@pytest.mark.parametrize(
    ("person", "registered_on", "found"),
    [
        ("a", "2024-01-14", False),  # before the approval
        ("a", "2024-01-15", True),
        ("a", "2024-06-30", True),
        ("d", "2023-06-30", False),  # of an approval that is not stated the months alone decide
        ("d", "2023-07-01", True),
    ],
)
def test_since_the_approval_and_within_twelve_months(check, person, registered_on, found):
    check(
        roster=FAMILY,
        marriages=f"person | registered_on\n{person} | {registered_on}",
        finds=f"check | person\nmember_change | {person}" if found else NOTHING,
    )


@pytest.mark.parametrize(
    ("registration", "one", "other", "finds"),
    [
        ("marriage", "a", "b", ""),
        ("divorce", "a", "b", "member_change | a b"),
        ("marriage", "a", "d", "member_change | a\nmember_change | d"),
    ],
)
def test_a_marriage_of_two_who_are_both_listed_is_reckoned_with(check, registration, one, other, finds):
    check(
        roster=FAMILY,
        marriages=f"person | registration | registered_on\n{one} | {registration} | 2024-05-06\n{other} | {registration} | 2024-05-06",
        finds=f"check | person\n{finds}" if finds else NOTHING,
    )


def test_a_marriage_under_another_name_is_possible_and_one_after_the_month_is_none(check):
    check(
        roster=FAMILY,
        marriages="person | name | registered_on\na | 郑军 | 2024-05-06",
        months={"2024-07": {"marriages": "person | registered_on\nb | 2024-07-01"}},
        finds="check | person | grade\nmember_change | a | possible",
    )


@pytest.mark.parametrize(
    ("sizes", "counted"),
    [
        (("2", "2", "2"), ""),  # two are paid, the amount of the third is not stated
        (("3", "3", "3"), ""),
        (("1", "1", "1"), "2-3"),
        (("4", "4", "4"), "2-3"),
        (("2", "3", "2"), "2-3"),
        (("-", "-", "-"), ""),
        (("2", "-", "-"), ""),
    ],
)
def test_the_number_of_people_paid_for(check, sizes, counted):
    one, two, three = sizes
    stated = "/".join(sorted({*sizes} - {"-"}))
    check(
        roster=f"""
        person | household_id | amount | household_size
        -------+--------------+--------+---------------
        a      | H1           | 500    | {one}
        b      | H1           | 400    | {two}
        c      | H1           | -      | {three}
        """,
        finds=f"""
        check         | person | subject | lane | grade   | sources      | stated   | counted
        --------------+--------+---------+------+---------+--------------+----------+----------
        member_change | a b c  | size    | info | certain | civil.roster | {stated} | {counted}
        """
        if counted
        else NOTHING,
    )


def test_people_count_once_and_only_where_somebody_is_paid(check):
    """One with two rows is one; without an ID everybody is one; suspended ones and unpaid households do not count."""
    bureau = check(
        roster="""
        person | household_id | programme | amount | household_size | status
        -------+--------------+-----------+--------+----------------+---------
        a      | H1           | dibao     | 500    | 2              |
        a      | H1           | elderly   | 80     | 2              |
        无     | H1           |           | 500    | 2              |
        b      | H2           |           | 500    | 2              |
        c      | H2           |           | 500    | 2              | inactive
        d      | H3           |           | 0      | 3              |
        """,
        finds="""
        check         | person | stated | counted
        --------------+--------+--------+--------
        member_change | b      | 2      | 1
        """,
    )
    (finding,) = bureau.findings("2024-06")
    assert "保障人口为2人" in finding["summary"]


def test_where_amounts_are_a_households_everybody_listed_counts(bureau):
    bureau.configure("assist.toml", 'amount_per = "person"', 'amount_per = "household"')
    roster = """
    person | household_id | amount | household_size
    -------+--------------+--------+---------------
    a      | H1           | 900    | 2
    b      | H1           | 0      | 2
    c      | H2           | 900    | 1
    d      | H2           | 0      | 1
    """
    bureau.deliver("2024-06", {"roster": roster, "marriages": NOBODY})
    bureau.compare("2024-06", only=CHECKS)
    compare_drawn(
        bureau.findings("2024-06"),
        "check | person | subject | stated | counted\nmember_change | c d | size | 1 | 2",
    )

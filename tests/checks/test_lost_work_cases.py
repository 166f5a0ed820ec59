"""Drawn cases of `lost_work`: jobs that ended, benefits of the unemployed, earners who died."""

import pytest
from drawn_cases import NOTHING

CHECKS = ("lost_work",)
ROSTER = """
person | household_id | approved_on
-------+--------------+------------
a      | H1           | 2023-01-01
b      | H1           | 2023-01-01
z      | H9           | 2023-01-01
"""
KNOWN = "".join(
    f"\n{who} | {month} | 望湖食品厂"
    for who in ("x1", "x2", "x3")
    for month in ("2024-03", "2024-04", "2024-05", "2024-06")
)
"""People who work all the time, so that every month is known."""


def work(*rows):
    return "person | period  | employer\n-------+---------+-----------\n" + "\n".join(rows) + KNOWN


ENDED = ("a | 2024-03 | 制衣厂", "a | 2024-04 | 制衣厂")
FOUND = """
check     | person | subject      | lane | lamp   | grade   | event_date | sources
----------+--------+--------------+------+--------+---------+------------+------------------------------
lost_work | a      | ended:制衣厂 | need | yellow | certain | 2024-04-30 | social_security.contributions
"""


def test_two_months_running_and_none_in_the_newest_two(check):
    check(roster=ROSTER, contributions=work(*ENDED), finds=FOUND)


@pytest.mark.parametrize(
    "rows",
    [
        ("a | 2024-04 | 制衣厂",),
        (*ENDED, "a | 2024-05 | 制衣厂"),
        (*ENDED, "a | 2024-05 | 印刷厂"),
        (*ENDED, "a | 2024-06 | 印刷厂"),
        ("a | 2024-02 | 制衣厂", "a | 2024-04 | 制衣厂"),
        ("a | 2023-08 | 制衣厂", "a | 2023-09 | 制衣厂"),
    ],
    ids=["one month", "paid in May", "worked elsewhere in May", "works elsewhere", "not running", "long ago"],
)
def test_work_that_goes_on_or_never_was_is_not_lost(check, rows):
    check(roster=ROSTER, contributions=work(*rows), finds=NOTHING)


def test_the_wages_of_a_public_post_are_lost_as_any_and_what_people_pay_themselves_is_no_wage(check):
    check(
        roster=ROSTER,
        contributions="""
        person | period  | employer | person_kind
        -------+---------+----------+-------------
        a      | 2024-03 | 柳堤街道 | 公益性岗位
        a      | 2024-04 | 柳堤街道 | 公益性岗位
        b      | 2024-03 | 社保中心 | 灵活就业人员
        b      | 2024-04 | 社保中心 | 灵活就业人员
        """
        + KNOWN.replace("食品厂", "食品厂 | -"),
        finds="""
        check     | person | subject
        ----------+--------+---------------------------
        lost_work | a      | ended:public_post:柳堤街道
        """,
    )


def test_a_job_lost_before_the_approval_was_known_then(check):
    check(roster=ROSTER.replace("2023-01-01", "2024-05-02"), contributions=work(*ENDED), finds=NOTHING)


@pytest.mark.parametrize(
    ("period", "finds"), [("2024-03", FOUND), ("2024-04", NOTHING), ("2024-05", NOTHING)]
)
def test_whoever_has_retired_since_has_lost_no_work(check, period, finds):
    check(
        roster=ROSTER,
        contributions=work(*ENDED),
        pensions=f"""
        person | period
        -------+--------
        a      | {period}
        """,
        finds=finds,
    )


def test_the_benefit_of_the_unemployed_is_no_retirement(check):
    check(
        roster=ROSTER,
        contributions=work(*ENDED),
        pensions="""
        person | insurance  | period
        -------+------------+--------
        a      | 失业保险金 | 2024-06
        """,
        finds="""
        check     | person | subject
        ----------+--------+-------------
        lost_work | a      | ended:制衣厂
        lost_work | a      | unemployment
        """,
    )


def test_whoever_has_died_has_lost_no_work(check):
    """It is the death of an earner, for whoever is left; H8's only member leaves nobody."""
    check(
        roster=ROSTER + "y | H8 | 2023-01-01",
        contributions=work(*ENDED, "y | 2024-03 | 制衣厂", "y | 2024-04 | 制衣厂"),
        police_deaths="""
        person | died_on
        -------+-----------
        a      | 2024-05-03
        y      | 2024-05-03
        """,
        finds="""
        check     | person | subject     | lane | grade   | event_date | sources
        ----------+--------+-------------+------+---------+------------+--------------
        lost_work | a      | earner_died | need | certain | 2024-05-03 | police.deaths
        """,
    )


@pytest.mark.parametrize(
    ("worked", "died_on"), [("2023-11", "2023-11-30"), ("2024-07", "2024-08-01"), ("2024-01", "2024-05-03")]
)
def test_an_earner_worked_shortly_before_and_died_within_the_months_of_the_rule_and_not_in_the_future(
    check, worked, died_on
):
    check(
        roster=ROSTER,
        contributions=work(f"a | {worked} | 制衣厂"),
        police_deaths=f"""
        person | died_on
        -------+-----------
        a      | {died_on}
        """,
        finds=NOTHING,
    )


def test_unemployment_benefits_of_the_newest_month(check):
    """What was taken back is none; those of May are over."""
    check(
        roster=ROSTER,
        contributions=work(),
        pensions="""
        person | insurance  | period  | paid | state
        -------+------------+---------+------+------
        a      | 失业保险金 | 2024-06 | 1530 |
        b      | 失业保险金 | 2024-06 | 1530 |
        b      | 失业保险金 | 2024-06 | -1530 | held
        z      | 失业保险金 | 2024-05 | 1530 |
        """,
        finds="""
        check     | person | subject      | lane | grade   | sources
        ----------+--------+--------------+------+---------+-------------------------
        lost_work | a      | unemployment | need | certain | social_security.pensions
        """,
    )


def test_where_the_newest_months_are_not_known_nothing_is_told(check):
    """Contributions that came last in April say nothing of May and June."""
    until_april = "".join(f"\n{who} | {month} | 制衣厂" for who in "yz" for month in ("2024-03", "2024-04"))
    jobs = "a | 2024-01 | 制衣厂\na | 2024-02 | 制衣厂"
    check(
        roster=ROSTER,
        months={
            "2024-04": {
                "contributions": f"person | period | employer\n-------+---------+---\n{jobs}{until_april}"
            }
        },
        finds=NOTHING,
    )

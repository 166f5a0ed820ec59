"""Drawn cases of `medical_burden`: what households bore themselves in twelve months, against the local limit."""

import pytest
from drawn_cases import NOTHING

CHECKS = ("medical_burden",)
COUPLE = """
person | household_id | amount
-------+--------------+-------
a      | H1           |
b      | H1           | 0
c      | H2           |
"""


def test_the_bills_of_all_members_are_added_up(check):
    """Paid for or not; the finding stands at the household, and says sum, limit and since when it holds."""
    bureau = check(
        roster=COUPLE,
        spending="""
        person | cash_paid | account_paid
        -------+-----------+-------------
        b      | 12000     | 500
        a      | 8000      | -
        c      | 20000     |
        """,
        finds="""
        check          | person | subject   | lane | lamp   | grade   | event_date | months | amount | sources         | total    | limit    | limit_from
        ---------------+--------+-----------+------+--------+---------+------------+--------+--------+-----------------+----------+----------+-----------
        medical_burden | a b    | self_paid | need | yellow | certain | -          | -      | -      | health.spending | 20500.00 | 20000.00 | 2014-05-01
        """,
    )
    (found,) = bureau.findings("2024-06")
    assert "20500.00" in found["summary"]
    assert "20000.00" in found["summary"]


@pytest.mark.parametrize(
    ("settled_on", "finds"),
    [("2023-06-30", ""), ("2023-07-01", "a"), ("2024-06-30", "a"), ("2024-07-01", "")],
)
def test_twelve_months_up_to_the_end_of_the_pay_month(check, settled_on, finds):
    check(
        roster=COUPLE,
        spending=f"""
        person | cash_paid | settled_on
        -------+-----------+-----------
        a      | 25000     | {settled_on}
        """,
        finds=f"""
        check          | person
        ---------------+-------
        medical_burden | {finds}
        """
        if finds
        else NOTHING,
    )


def test_a_reversal_is_netted(check):
    check(
        roster=COUPLE,
        spending="""
        person | cash_paid
        -------+----------
        a      | 15000
        a      | 15000
        a      | -15000
        """,
        finds=NOTHING,
    )


def test_what_is_delivered_again_counts_once(check):
    """The same settlement in two deliveries is one; two equal ones in a delivery are two."""
    bill = """
    person | cash_paid | settled_on
    -------+-----------+-----------
    a      | 11000     | 2024-05-05
    c      | 11000     | 2024-05-05
    c      | 11000     | 2024-05-05
    """
    check(
        roster=COUPLE,
        months={"2024-05": {"spending": bill}},
        spending=bill,
        finds="""
        check          | person | total
        ---------------+--------+---------
        medical_burden | c      | 22000.00
        """,
    )


def test_bills_under_another_name_count_only_where_they_are_needed_and_are_then_doubtful(check):
    check(
        roster=COUPLE,
        spending="""
        person | name | cash_paid
        -------+------+----------
        a      |      | 21000
        a      | 郑军 | 9000
        c      |      | 15000
        c      | 郑军 | 9000
        """,
        finds="""
        check          | person | grade    | total    | remarks
        ---------------+--------+----------+----------+--------------------------
        medical_burden | a      | certain  | 21000.00 | -
        medical_burden | c      | possible | 24000.00 | name_differs sum_doubtful
        """,
    )


def test_the_limit_is_that_of_the_nearest_division_and_of_its_day(bureau, check):
    """A limit of the district's own from July on; in June that of the province holds."""
    bureau.configure(
        "checks.toml",
        "yuan = 20000",
        """yuan = 20000

[[amounts.medical_limit]]
division = "990102"
from = 2024-07-01
basis = { zh = "东湖区", en = "Donghu" }
yuan = 5000.5""",
    )
    bill = """
    person | cash_paid
    -------+----------
    a      | 5000.60
    """
    check(roster=COUPLE, spending=bill, finds=NOTHING)
    check(
        month="2024-07",
        roster=COUPLE,
        spending="""
        person | cash_paid
        -------+----------
        a      | 0.10
        """,
        finds="""
        check          | person | total   | limit
        ---------------+--------+---------+--------
        medical_burden | a      | 5000.70 | 5000.50
        """,
    )

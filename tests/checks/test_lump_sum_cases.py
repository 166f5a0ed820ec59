"""Drawn cases of `lump_sum`: one-off payments of a person, delivered within twelve months, against the local limit."""

import pytest
from drawn_cases import NOTHING

CHECKS = ("lump_sum",)
A = """
person
------
a
"""
FOUND = """
check    | person
---------+-------
lump_sum | a
"""


def paid(*rows):
    """One-off payments of `a`: yuan, and cells by column."""
    columns = list(dict.fromkeys(name for _yuan, cells in rows for name in cells))
    lines = [" | ".join(["a", str(yuan), *(cells.get(name, "") for name in columns)]) for yuan, cells in rows]
    return "\n".join([" | ".join(["person", "paid", *columns]), *lines])


def single(yuan, **cells):
    return paid((yuan, {"insurance": "养老趸缴", **cells}))


def test_one_off_payments_of_a_person_are_added_up(check):
    """Paid for or not; each person by themselves; regular contributions do not count."""
    bureau = check(
        roster="""
        person | household_id | amount
        -------+--------------+-------
        a      | H1           | 0
        b      | H1           |
        c      | H1           |
        """,
        contributions="""
        person | paid  | insurance | person_kind | state | employer
        -------+-------+-----------+-------------+-------+---------
        a      | 15000 | 养老趸缴  |             |       | -
        a      | 5000.5 |          | 一次性缴费  |       | -
        b      | 19000 | 养老趸缴  |             |       | -
        b      | 9000  |           |             |       |
        c      | 25000 |           |             | 补缴  | 个人缴费窗口
        """,
        finds="""
        check    | person | subject  | lane | lamp   | grade   | event_date | sources                       | total    | limit    | limit_from
        ---------+--------+----------+------+--------+---------+------------+-------------------------------+----------+----------+-----------
        lump_sum | a      | lump_sum | exit | yellow | certain | -          | social_security.contributions | 20000.50 | 20000.00 | 2014-05-01
        lump_sum | c      | lump_sum | exit | yellow | certain | -          | social_security.contributions | 25000.00 | 20000.00 | 2014-05-01
        """,
    )
    (found,) = (found for found in bureau.findings("2024-06") if found["person"] == "a")
    assert "20000.50" in found["summary"]


@pytest.mark.parametrize(("yuan", "found"), [("20000", False), ("20000.01", True)])
def test_the_limit_itself_is_not_above_it(check, yuan, found):
    check(roster=A, contributions=single(yuan), finds=FOUND if found else NOTHING)


@pytest.mark.parametrize(("delivered", "found"), [("2023-06", False), ("2023-07", True)])
def test_twelve_months_of_delivery(check, delivered, found):
    check(
        roster=A,
        months={delivered: {"contributions": single(25000)}},
        finds=FOUND if found else NOTHING,
    )


@pytest.mark.parametrize("period", ["2010-01", "2024-06"])
def test_the_months_it_is_for_may_be_long_past(check, period):
    check(roster=A, contributions=single(25000, period=period), finds=FOUND)


@pytest.mark.parametrize(("approved_on", "found"), [("2024-05-31", True), ("2024-06-01", False)])
def test_what_was_delivered_by_the_month_of_approval_was_known(check, approved_on, found):
    check(
        roster=f"""
        person | approved_on
        -------+------------
        a      | {approved_on}
        """,
        contributions=single(25000),
        finds=FOUND if found else NOTHING,
    )


def test_where_the_approval_is_not_stated_it_is_merely_possible(check):
    check(
        roster="""
        person | approved_on
        -------+------------
        a      | -
        """,
        contributions=single(25000),
        finds="""
        check    | person | grade    | remarks
        ---------+--------+----------+------------------------------
        lump_sum | a      | possible | approval_missing sum_doubtful
        """,
    )


@pytest.mark.parametrize(
    "back",
    [
        (-9000, {"insurance": "养老趸缴"}),
        (-9000, {"state": "退费"}),
        (9000, {"state": "退费"}),
        (9000, {"state": "退费", "insurance": "养老趸缴"}),
    ],
)
def test_what_was_paid_back_is_netted(check, back):
    check(roster=A, contributions=paid((25000, {"insurance": "养老趸缴", "state": ""}), back), finds=NOTHING)


def test_what_is_delivered_again_counts_once(check):
    """Two equal ones in a delivery are two; and what was first delivered before the window is not of it."""
    twice = paid(*[(11000, {"insurance": "养老趸缴", "period": "2024-05"})] * 2).replace(
        "a | 11000", "b | 11000", 1
    )
    two = twice + "\n" + twice.splitlines()[1]
    people = "person\n------\na\nb"
    check(
        roster=people,
        months={"2024-05": {"contributions": two}},
        contributions=two,
        finds="""
        check    | person | total
        ---------+--------+---------
        lump_sum | b      | 22000.00
        """,
    )
    check(
        month="2025-05",
        roster=people,
        contributions=two,
        finds="""
        check    | person | lamp  | status
        ---------+--------+-------+--------
        lump_sum | b      | green | cleared
        """,
    )


@pytest.mark.parametrize(
    ("cells", "remark"),
    [
        ({"person_kind": "4050人员"}, "subsidised"),
        ({"state": "社保补贴"}, "subsidised"),
        ({"person_kind": "就业困难人员"}, "subsidised"),
        ({"insurance": "养老补缴"}, "employer_arrears"),
    ],
)
def test_subsidies_and_employers_arrears_lower_it_where_they_are_needed(check, cells, remark):
    check(
        roster=A,
        contributions=single(25000, **cells),
        finds=f"""
        check    | person | grade    | remarks
        ---------+--------+----------+---------------------
        lump_sum | a      | possible | {" ".join(sorted((remark, "sum_doubtful")))}
        """,
    )


def test_without_them_the_rest_may_be_above_the_limit(check):
    check(
        roster=A,
        contributions=paid((21000, {"insurance": "养老趸缴"}), (9000, {"insurance": "养老补缴"})),
        finds="""
        check    | person | grade   | total    | remarks
        ---------+--------+---------+----------+--------
        lump_sum | a      | certain | 21000.00 | -
        """,
    )


@pytest.mark.parametrize("employer", ["-", "个人", "灵活就业人员窗口", "孙宝珍"])
def test_arrears_that_the_person_pays_are_the_persons(check, employer):
    check(
        roster="""
        person | name
        -------+-------
        a      | 孙宝珍
        """,
        contributions=single(25000, insurance="养老补缴", employer=employer, name="孙宝珍"),
        finds="""
        check    | person | grade
        ---------+--------+--------
        lump_sum | a      | certain
        """,
    )


def test_payments_under_another_name_count_only_where_they_are_needed(check):
    check(
        roster=A,
        contributions=paid(
            (15000, {"insurance": "养老趸缴"}), (9000, {"insurance": "养老趸缴", "name": "郑军"})
        ),
        finds="""
        check    | person | grade    | total    | remarks
        ---------+--------+----------+----------+--------------------------
        lump_sum | a      | possible | 24000.00 | name_differs sum_doubtful
        """,
    )

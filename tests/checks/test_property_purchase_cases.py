"""Drawn cases of `property_purchase`: what a household has come to own since it was approved."""

import pytest
from drawn_cases import NOTHING

CHECKS = ("property_purchase",)
COUPLE = """
person | household_id | amount
-------+--------------+-------
a      | H1           |
b      | H1           | 0
"""
ALONE = """
person
------
a
"""


def test_a_unit_registered_in_the_window_and_after_approval_was_bought(check):
    """The window of June 2024 opens on 2022-06-30; what is registered in July is not owned in June."""
    check(
        roster="""
        person | approved_on | amount
        -------+-------------+-------
        a      | 2020-01-01  |
        b      | 2020-01-01  |
        c      | 2023-05-10  |
        d      | 2023-05-11  |
        e      | -           |
        f      | 2020-01-01  | 0
        """,
        holdings="""
        person | unit_number | registered_on
        -------+-------------+--------------
        a      | U1          | 2022-06-30
        b      | U2          | 2022-06-29
        c      | U3          | 2023-05-10
        d      | U4          | 2023-05-10
        e      | U5          | 2024-01-01
        f      | U6          | 2024-06-30
        f      | U7          | 2024-07-01
        """,
        finds="""
        check             | person | subject | lane | lamp   | grade   | event_date | months | amount | sources
        ------------------+--------+---------+------+--------+---------+------------+--------+--------+------------------
        property_purchase | a      | U1      | exit | yellow | certain | 2022-06-30 | -      | -      | property.holdings
        property_purchase | c      | U3      | exit | yellow | certain | 2023-05-10 | -      | -      | property.holdings
        property_purchase | f      | U6      | exit | yellow | certain | 2024-06-30 | -      | -      | property.holdings
        """,
    )


@pytest.mark.parametrize(
    ("registered_on", "approved_on", "finds"),
    [
        ("2022-06", "2020-01-01", ""),
        ("2022-07", "2020-01-01", "a"),
        ("2023-05", "2023-05-02", ""),
        ("2023-05", "2023-05-01", "a"),
        ("2023-05-31", "2023-05-02", "a"),
    ],
)
def test_of_a_month_alone_the_first_day_counts(check, registered_on, approved_on, finds):
    check(
        roster=f"""
        person | approved_on
        -------+------------
        a      | {approved_on}
        """,
        holdings=f"""
        person | registered_on
        -------+--------------
        a      | {registered_on}
        """,
        finds=f"""
        check             | person
        ------------------+-------
        property_purchase | {finds}
        """
        if finds
        else NOTHING,
    )


@pytest.mark.parametrize(
    ("registration", "state", "finds"),
    [
        ("转移登记", "现势", "a"),
        ("-", "-", "a"),
        ("预购商品房预告登记", "", ""),
        ("抵押权登记", "", ""),
        ("居住权登记", "", ""),
        ("注销登记", "", ""),
        ("", "历史", ""),
    ],
)
def test_what_is_no_ownership_or_has_ended_is_left_alone(check, registration, state, finds):
    check(
        roster=ALONE,
        holdings=f"""
        person | registered_on | registration   | state
        -------+---------------+----------------+--------
        a      | 2024-02-03    | {registration} | {state}
        """,
        finds=f"""
        check             | person
        ------------------+-------
        property_purchase | {finds}
        """
        if finds
        else NOTHING,
    )


def test_of_several_rows_of_a_unit_the_newest_counts(check):
    """U1 was sold again; U2 was owned before and only registered anew; a later notice takes no ownership away."""
    check(
        roster=ALONE,
        holdings="""
        person | unit_number | registered_on | state | registration
        -------+-------------+---------------+-------+-------------
        a      | U1          | 2023-02-03    |       |
        a      | U1          | 2023-08-03    | 历史  |
        a      | U2          | 2024-01-05    |       |
        a      | U2          | 2009-01-05    |       |
        a      | U3          | 2023-01-06    |       |
        a      | U3          | 2024-01-06    |       | 预告登记
        """,
        finds="""
        check             | person | subject | event_date
        ------------------+--------+---------+-----------
        property_purchase | a      | U2      | 2024-01-05
        property_purchase | a      | U3      | 2023-01-06
        """,
    )


def test_the_row_under_the_right_name_counts_before_a_later_one_under_another(check):
    check(
        roster=ALONE,
        holdings="""
        person | name | unit_number | registered_on
        -------+------+-------------+--------------
        a      |      | U1          | 2009-01-05
        a      | 郑军 | U1          | 2024-01-05
        a      | 郑军 | U2          | 2024-01-05
        """,
        finds="""
        check             | person | subject | grade    | remarks
        ------------------+--------+---------+----------+-------------
        property_purchase | a      | U2      | possible | name_differs
        """,
    )


def test_two_members_unit_is_one_and_belongs_to_the_household(check):
    """One member's two units are two; so is a number that is written with blanks, or in small letters, one."""
    check(
        roster=COUPLE,
        holdings="""
        person | unit_number  | registered_on | ownership | usage
        -------+--------------+---------------+-----------+------
        a      | 990102 gb1f1 | 2024-02-03    | joint     | 住宅
        b      | 990102GB1F1  | 2024-02-03    | joint     | 住宅
        b      | U2           | 2024-02-04    | sole      | 车位
        """,
        finds="""
        check             | person | subject     | grade   | event_date
        ------------------+--------+-------------+---------+-----------
        property_purchase | a b    | 990102GB1F1 | certain | 2024-02-03
        property_purchase | b      | U2          | certain | 2024-02-04
        """,
    )


def test_a_unit_without_a_number_is_known_by_its_address_of_which_no_door_is_shown(check):
    bureau = check(
        roster=COUPLE,
        holdings="""
        person | unit_number | registered_on | location
        -------+-------------+---------------+--------------------
        a      | -           | 2024-02-03    | 东湖区湖滨路8号301
        b      | -           | 2024-02-03    | 明州市东湖区 湖滨路８号301室
        b      | -           | 2024-02-03    | 东湖区湖滨路8号302
        """,
        finds="""
        check             | person | subject
        ------------------+--------+-------------------------
        property_purchase | a b    | address:湖滨路***
        property_purchase | b      | address:湖滨路***
        """,
    )
    found = [one for one in bureau.findings("2024-06") if one["check"] == "property_purchase"]
    assert len({one["finding_id"] for one in found}) > 1
    assert all("湖滨路***" in one["summary"] for one in found)


@pytest.mark.parametrize(
    ("ownership", "share", "grade"),
    [
        ("按份共有", "49.99%", "possible"),
        ("按份共有", "50%", "certain"),
        ("按份共有", "-", "certain"),
        ("-", "1/3", "possible"),
        ("其他", "1/3", "possible"),
        ("共同共有", "1/3", "certain"),
        ("单独所有", "1/3", "certain"),
    ],
)
def test_less_than_a_half_is_merely_possible(check, ownership, share, grade):
    """Owners in common own the whole; so does whoever's share is not stated."""
    check(
        roster=ALONE,
        holdings=f"""
        person | registered_on | ownership   | share
        -------+---------------+-------------+--------
        a      | 2024-02-03    | {ownership} | {share}
        """,
        finds=f"""
        check             | person | grade   | remarks
        ------------------+--------+---------+--------
        property_purchase | a      | {grade} | {"share_small" if grade == "possible" else "-"}
        """,
    )


def test_the_members_shares_are_added_up_but_not_what_is_under_another_name(check):
    check(
        roster=COUPLE,
        holdings="""
        person | name | unit_number | registered_on | ownership | share
        -------+------+-------------+---------------+-----------+------
        a      |      | U1          | 2024-02-03    | shares    | 20%
        b      |      | U1          | 2024-02-03    | shares    | 30%
        a      |      | U2          | 2024-02-03    | shares    | 20%
        b      | 郑军 | U2          | 2024-02-03    | shares    | 30%
        """,
        finds="""
        check             | person | subject | grade    | remarks
        ------------------+--------+---------+----------+-------------------------
        property_purchase | a b    | U1      | certain  | -
        property_purchase | a b    | U2      | possible | name_differs share_small
        """,
    )


def test_a_member_who_joins_a_unit_that_another_has_owned_for_long_is_merely_possible(check):
    """The other's row is shown, but does not speak; what both acquired at once is certain."""
    check(
        roster=COUPLE,
        holdings="""
        person | unit_number | registered_on | ownership
        -------+-------------+---------------+----------
        a      | U1          | 2009-02-03    | joint
        b      | U1          | 2024-02-03    | joint
        a      | U2          | 2024-02-03    | joint
        b      | U2          | 2024-02-04    | joint
        """,
        finds="""
        check             | person | subject | grade    | event_date | remarks
        ------------------+--------+---------+----------+------------+-------------
        property_purchase | b      | U1      | possible | 2024-02-03 | owned_before
        property_purchase | a b    | U2      | certain  | 2024-02-04 | -
        """,
    )


def test_how_it_was_acquired_is_noted(check):
    check(
        roster=ALONE,
        holdings="""
        person | unit_number | registered_on | acquired_by
        -------+-------------+---------------+------------
        a      | U1          | 2024-02-03    | 继承
        a      | U2          | 2024-02-03    | 拆迁安置
        a      | U3          | 2024-02-03    | 买卖
        """,
        finds="""
        check             | person | subject | grade   | remarks
        ------------------+--------+---------+---------+----------
        property_purchase | a      | U1      | certain | inherited
        property_purchase | a      | U2      | certain | resettled
        property_purchase | a      | U3      | certain | -
        """,
    )


def test_a_household_that_did_not_authorise_is_not_looked_at(check):
    bureau = check(
        roster="""
        person | authorised_on
        -------+--------------
        a      | -
        b      | 2024-07-01
        c      | 2024-06-30
        """,
        holdings="""
        person | registered_on
        -------+--------------
        a      | 2024-02-03
        b      | 2024-02-03
        c      | 2024-02-03
        """,
        finds="""
        check             | person
        ------------------+-------
        property_purchase | c
        """,
    )
    assert [row["not_checked"] for row in bureau.coverage("2024-06", "property_purchase")] == [2]


def test_only_the_newest_register_counts(check):
    """A unit that was there in May and is gone in June was sold."""
    check(
        roster=ALONE,
        months={
            "2024-05": {
                "holdings": """
                person | registered_on
                -------+--------------
                a      | 2024-02-03
                """
            }
        },
        holdings="""
        person | registered_on
        -------+--------------
        b      | 2024-02-03
        """,
        finds=NOTHING,
    )

"""Drawn cases of `property_owned`: a second dwelling, and whatever is no dwelling."""

import pytest
from drawn_cases import NOTHING

CHECKS = ("property_owned",)
HOUSEHOLDS = """
person | household_id | amount
-------+--------------+-------
a      | H1           |
b      | H1           | 0
c      | H2           |
"""


def test_more_than_one_dwelling_of_all_members_together(check):
    """One finding with their number, whose day is the last one's; c owns one, and that is left alone."""
    bureau = check(
        roster=HOUSEHOLDS,
        holdings="""
        person | unit_number | registered_on
        -------+-------------+--------------
        a      | U1          | 2009-02-03
        b      | U2          | 2011-02-03
        b      | U3          | 2024-02-03
        c      | U4          | 2009-02-03
        """,
        finds="""
        check          | person | subject   | lane | lamp   | grade   | event_date | months | amount | sources           | dwellings
        ---------------+--------+-----------+------+--------+---------+------------+--------+--------+-------------------+----------
        property_owned | a b    | dwellings | exit | yellow | certain | 2024-02-03 | -      | -      | property.holdings | 3
        """,
    )
    (found,) = (one for one in bureau.findings("2024-06") if one["check"] == "property_owned")
    assert "3" in found["summary"]


def test_one_unit_of_two_members_is_one(check):
    check(
        roster=HOUSEHOLDS,
        holdings="""
        person | unit_number | ownership
        -------+-------------+----------
        a      | U1          | joint
        b      | U1          | joint
        a      | U2          | joint
        c      | U2          | joint
        """,
        finds="""
        check          | person | dwellings
        ---------------+--------+----------
        property_owned | a b    | 2
        """,
    )


@pytest.mark.parametrize(
    ("usage", "area", "finds"),
    [
        ("成套住宅", "88", "dwellings"),
        ("非成套住宅", "10", "dwellings"),
        ("集体宿舍", "", "dwellings"),
        ("-", "20", "dwellings"),
        ("-", "-", "dwellings"),
        ("其他", "88", "dwellings"),
        ("-", "19.99", ""),
        ("其它", "12.5", ""),
        ("地下车位", "88", ""),
        ("住宅配套储藏室", "88", ""),
        ("商业服务", "12", "U2"),
        ("非住宅", "88", "U2"),
        ("其他商服用房", "88", "U2"),
        ("停车场", "880", "U2"),
    ],
)
def test_what_a_unit_is_its_use_says(check, usage, area, finds):
    """Beside a dwelling, another dwelling is too much, an accessory is left alone, and all else is found."""
    check(
        roster=HOUSEHOLDS,
        holdings=f"""
        person | unit_number | usage   | area
        -------+-------------+---------+-------
        a      | U1          | 住宅    | 88
        a      | U2          | {usage} | {area}
        """,
        finds=f"""
        check          | person | subject | grade
        ---------------+--------+---------+--------
        property_owned | a      | {finds} | certain
        """
        if finds
        else NOTHING,
    )


def test_of_two_uses_of_one_unit_the_milder_counts(check):
    check(
        roster=HOUSEHOLDS,
        holdings="""
        person | unit_number | usage
        -------+-------------+------
        a      | U1          | 商业
        b      | U1          | 住宅
        a      | U2          | 住宅
        b      | U2          | 车位
        """,
        finds=NOTHING,
    )


def test_a_recent_purchase_that_is_no_dwelling_is_found_as_such_alone(check):
    """By either member; a dwelling that was bought counts as a dwelling all the same."""
    check(
        roster=HOUSEHOLDS,
        holdings="""
        person | unit_number | usage | registered_on
        -------+-------------+-------+--------------
        a      | U1          | 商业  | 2024-02-03
        a      | U2          | 商业  | 2009-02-03
        b      | U2          | 商业  | 2024-02-03
        a      | U3          | 商业  | 2022-06-29
        c      | U4          | 住宅  | 2024-02-03
        c      | U5          | 住宅  | 2022-06-29
        """,
        finds="""
        check          | person | subject   | event_date
        ---------------+--------+-----------+-----------
        property_owned | a      | U3        | 2022-06-29
        property_owned | c      | dwellings | 2024-02-03
        """,
    )


@pytest.mark.parametrize(
    ("first", "second", "third", "grade"),
    [
        ("100%", "50%", "", "certain"),
        ("100%", "49%", "", "possible"),
        ("49%", "49%", "49%", "possible"),
        ("100%", "49%", "50%", "certain"),
    ],
)
def test_shares_below_a_half_count_but_two_dwellings_must_be_left_without_them(
    check, first, second, third, grade
):
    row = f"a | U3 | shares | {third}" if third else ""
    check(
        roster=HOUSEHOLDS,
        holdings=f"""
        person | unit_number | ownership | share
        -------+-------------+-----------+------
        a | U1 | shares | {first}
        a | U2 | shares | {second}
        {row}
        """,
        finds=f"""
        check          | person | grade   | dwellings            | remarks
        ---------------+--------+---------+----------------------+--------
        property_owned | a      | {grade} | {3 if third else 2} | {"dwellings_shared" if grade == "possible" else "-"}
        """,
    )


def test_the_members_shares_of_a_dwelling_are_added_up(check):
    check(
        roster=HOUSEHOLDS,
        holdings="""
        person | unit_number | ownership | share
        -------+-------------+-----------+------
        a      | U1          | shares    | 1/4
        b      | U1          | shares    | 1/4
        a      | U2          | sole      |
        """,
        finds="""
        check          | person | grade   | remarks
        ---------------+--------+---------+--------
        property_owned | a b    | certain | -
        """,
    )


def test_a_share_below_a_half_of_what_is_no_dwelling_is_merely_possible(check):
    check(
        roster=HOUSEHOLDS,
        holdings="""
        person | unit_number | usage | ownership | share
        -------+-------------+-------+-----------+------
        a      | U1          | 商业  | shares    | 1/3
        c      | U2          | 商业  | shares    | 1/2
        """,
        finds="""
        check          | person | subject | grade    | remarks
        ---------------+--------+---------+----------+------------
        property_owned | a      | U1      | possible | share_small
        property_owned | c      | U2      | certain  | -
        """,
    )


def test_records_under_another_name_count_only_where_they_are_needed_and_are_then_doubtful(check):
    check(
        roster=HOUSEHOLDS,
        holdings="""
        person | name | unit_number
        -------+------+------------
        a      |      | U1
        b      |      | U2
        a      | 郑军 | U3
        c      |      | U4
        c      | 郑军 | U5
        """,
        finds="""
        check          | person | grade    | dwellings | remarks
        ---------------+--------+----------+-----------+--------------------------------
        property_owned | a b    | certain  | 2         | -
        property_owned | c      | possible | 2         | dwellings_doubtful name_differs
        """,
    )


def test_what_is_no_ownership_or_has_ended_is_left_alone(check):
    check(
        roster=HOUSEHOLDS,
        holdings="""
        person | unit_number | usage | registration | state | registered_on
        -------+-------------+-------+--------------+-------+--------------
        a      | U1          | 商业  | 预告登记     |       |
        a      | U2          | 商业  |              | 历史  |
        a      | U3          | 商业  |              |       | 2024-07-01
        a      | U4          | 住宅  |              |       |
        b      | U5          | 住宅  | 预告登记     |       |
        """,
        finds=NOTHING,
    )


def test_inheritance_and_resettlement_are_noted(check):
    check(
        roster=HOUSEHOLDS,
        holdings="""
        person | unit_number | acquired_by
        -------+-------------+------------
        a      | U1          | 继承
        b      | U2          | 征收补偿
        c      | U3          | 受遗赠
        c      | U4          | 买卖
        """,
        finds="""
        check          | person | grade   | remarks
        ---------------+--------+---------+--------------------
        property_owned | a b    | certain | inherited resettled
        property_owned | c      | certain | inherited
        """,
    )


@pytest.mark.parametrize(("month", "since"), [("2025-12", "2019-01-01"), ("2026-01", "2026-01-01")])
def test_both_packs_find_the_same_and_say_since_when_they_hold(check, month, since):
    check(
        month=month,
        roster=HOUSEHOLDS,
        holdings="""
        person | unit_number
        -------+------------
        a      | U1
        a      | U2
        """,
        finds=f"""
        check          | person | from
        ---------------+--------+--------
        property_owned | a      | {since}
        """,
    )

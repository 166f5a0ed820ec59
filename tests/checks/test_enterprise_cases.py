"""Drawn cases of `enterprise`: live businesses in which somebody is more than a supervisor or the like."""

import pytest
from drawn_cases import NOTHING

CHECKS = ("enterprise",)
ROSTER = """
person | household_id | amount
-------+--------------+-------
a      | H1           |
b      | H1           | 0
"""


def test_every_member_in_a_live_business_is_found_once_a_business(check):
    """Two roles in one business are one finding, however its code is written; two persons in it are two."""
    check(
        roster=ROSTER,
        enterprises="""
        person | credit_code         | role       | founded_on
        -------+---------------------+------------+-----------
        a      | 91990102MA00000001  | 法定代表人 | 2015-03-04
        a      | 91990102ma 00000001 | 股东       | 2015-03-04
        b      | 91990102MA00000001  | 股东       | 2015-03-04
        b      | 92                  | 经营者     | -
        """,
        finds="""
        check      | person | subject            | lane | lamp   | grade   | event_date | months | amount | sources
        -----------+--------+--------------------+------+--------+---------+------------+--------+--------+-------------------
        enterprise | a      | 91990102MA00000001 | exit | yellow | certain | 2015-03-04 | -      | -      | market.enterprises
        enterprise | b      | 91990102MA00000001 | exit | yellow | certain | 2015-03-04 | -      | -      | market.enterprises
        enterprise | b      | 92                 | exit | yellow | certain | -          | -      | -      | market.enterprises
        """,
    )


@pytest.mark.parametrize(
    ("role", "found"),
    [
        ("法定代表人", True),
        ("股东", True),
        ("经营者", True),
        ("-", True),
        ("股东兼监事", True),
        ("监事、股东", True),
        ("执行董事", True),
        ("监事", False),
        ("监事会主席", False),
        ("联络员", False),
        ("财务负责人", False),
        ("委派代表", False),
        ("监事、财务负责人", False),
        ("监事 兼 联络员", False),
    ],
)
def test_who_is_only_a_supervisor_or_the_like_is_left_alone(check, role, found):
    check(
        roster=ROSTER,
        enterprises=f"""
        person | role
        -------+-------
        a      | {role}
        """,
        finds="""
        check      | person | grade
        -----------+--------+--------
        enterprise | a      | certain
        """
        if found
        else NOTHING,
    )


@pytest.mark.parametrize(
    ("state", "grade", "remarks"),
    [
        ("在业", "certain", "-"),
        ("歇业", "possible", "business_paused"),
        ("清算", "possible", "business_paused"),
        ("注销", "", ""),
        ("吊销，未注销", "", ""),
        ("迁出", "", ""),
    ],
)
def test_a_business_that_has_ended_is_left_alone_and_one_that_pauses_is_possible(
    check, state, grade, remarks
):
    check(
        roster=ROSTER,
        enterprises=f"""
        person | state
        -------+--------
        a      | {state}
        """,
        finds=f"""
        check      | person | grade   | remarks
        -----------+--------+---------+----------
        enterprise | a      | {grade} | {remarks}
        """
        if grade
        else NOTHING,
    )


@pytest.mark.parametrize(
    ("kind", "grade", "remarks"),
    [
        ("有限责任公司", "certain", "-"),
        ("个人独资企业", "certain", "-"),
        ("-", "certain", "-"),
        ("个体工商户", "possible", "family_shop"),
        ("个体(内地)", "possible", "family_shop"),
        ("农民专业合作社", "possible", "co_operative"),
        ("股份合作制", "certain", "-"),
    ],
)
def test_small_shops_and_cooperatives_are_possible(check, kind, grade, remarks):
    check(
        roster=ROSTER,
        enterprises=f"""
        person | business_type
        -------+--------------
        a      | {kind}
        """,
        finds=f"""
        check      | person | grade   | remarks
        -----------+--------+---------+----------
        enterprise | a      | {grade} | {remarks}
        """,
    )


def test_more_than_three_live_businesses_look_like_a_stolen_identity(check):
    """In whatever role; a's paused and cancelled ones, and two roles in one, are not counted."""
    check(
        roster=ROSTER,
        enterprises="""
        person | credit_code | founded_on | role | state
        -------+-------------+------------+------+------
        a      | 91          | 2010-01-01 |      |
        a      | 92          | 2012-01-01 |      |
        a      | 93          | 2014-01-01 | 监事 |
        a      | 94          | 2016-01-01 | 监事 | 歇业
        a      | 95          | 2018-01-01 |      | 注销
        a      | 91          | 2010-01-01 | 股东 |
        b      | 91          | 2010-01-01 |      |
        b      | 92          | 2012-01-01 |      |
        b      | 93          | 2014-01-01 | 监事 |
        b      | 94          | 2016-01-01 | 监事 |
        """,
        finds="""
        check      | person | subject | grade    | remarks
        -----------+--------+---------+----------+---------------
        enterprise | a      | 91      | certain  | -
        enterprise | a      | 92      | certain  | -
        enterprise | b      | 91      | possible | identity_theft
        enterprise | b      | 92      | possible | identity_theft
        """,
    )


BURST = """
person | credit_code | founded_on
-------+-------------+-----------
a      | 91          | 2010-01-01
a      | 92          | 2020-05-01
a      | 93          | 2020-05-08
b      | 91          | 2020-05-01
b      | 92          | 2020-05-09
b      | 93          | -
"""


def test_businesses_founded_within_a_week_look_like_a_stolen_identity(check):
    """Those of the burst alone; eight days apart are not within a week."""
    check(
        roster=ROSTER,
        enterprises=BURST,
        finds="""
        check      | person | subject | grade    | remarks
        -----------+--------+---------+----------+---------------
        enterprise | a      | 91      | certain  | -
        enterprise | a      | 92      | possible | identity_theft
        enterprise | a      | 93      | possible | identity_theft
        enterprise | b      | 91      | certain  | -
        enterprise | b      | 92      | certain  | -
        enterprise | b      | 93      | certain  | -
        """,
    )


def test_how_many_make_a_burst_is_a_parameter(bureau, check):
    bureau.configure("checks.toml", "burst_businesses = 2", "burst_businesses = 3")
    check(
        roster=ROSTER,
        enterprises="""
        person | credit_code | founded_on
        -------+-------------+-----------
        a      | 91          | 2010-01-01
        a      | 92          | 2020-05-01
        a      | 93          | 2020-05-08
        b      | 91          | 2020-05-01
        b      | 92          | 2020-05-08
        b      | 93          | 2020-05-05
        """,
        finds="""
        check      | person | subject | grade
        -----------+--------+---------+---------
        enterprise | a      | 91      | certain
        enterprise | a      | 92      | certain
        enterprise | a      | 93      | certain
        enterprise | b      | 91      | possible
        enterprise | b      | 92      | possible
        enterprise | b      | 93      | possible
        """,
    )


def test_another_name_is_possible_and_what_was_founded_later_is_left_alone(check):
    check(
        roster=ROSTER,
        enterprises="""
        person | name | credit_code | founded_on
        -------+------+-------------+-----------
        a      | 郑军 | 91          | 2015-01-01
        a      |      | 92          | 2024-06-30
        a      |      | 93          | 2024-07-01
        """,
        finds="""
        check      | person | subject | grade    | remarks
        -----------+--------+---------+----------+-------------
        enterprise | a      | 91      | possible | name_differs
        enterprise | a      | 92      | certain  | -
        """,
    )


def test_a_household_that_did_not_authorise_is_not_looked_at(check):
    bureau = check(
        roster="""
        person | authorised_on
        -------+--------------
        a      | -
        b      | 2024-06-30
        """,
        enterprises="""
        person
        ------
        a
        b
        """,
        finds="""
        check      | person
        -----------+-------
        enterprise | b
        """,
    )
    assert [row["not_checked"] for row in bureau.coverage("2024-06", "enterprise")] == [1]

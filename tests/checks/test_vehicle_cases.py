"""Drawn cases of `vehicle_purchase` and `vehicle_owned`: every vehicle is one or the other, or is left alone."""

from drawn_cases import NOTHING


def test_a_vehicle_registered_in_the_window_and_after_approval_was_bought(check):
    """The window of June 2024 opens on 2022-06-30; whoever owns without having bought in it owns."""
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
        police_vehicles="""
        person | plate  | registered_on
        -------+--------+--------------
        a      | 九A001 | 2022-06-30
        b      | 九A002 | 2022-06-29
        c      | 九A003 | 2023-05-10
        d      | 九A004 | 2023-05-10
        e      | 九A005 | 2024-01-01
        f      | 九A006 | 2024-06-30
        f      | 九A007 | -
        """,
        finds="""
        check            | person | subject | lane | lamp   | grade   | event_date | months | amount | sources
        -----------------+--------+---------+------+--------+---------+------------+--------+--------+----------------
        vehicle_purchase | a      | 九A001  | exit | yellow | certain | 2022-06-30 | -      | -      | police.vehicles
        vehicle_owned    | b      | 九A002  | exit | yellow | certain | 2022-06-29 | -      | -      | police.vehicles
        vehicle_purchase | c      | 九A003  | exit | yellow | certain | 2023-05-10 | -      | -      | police.vehicles
        vehicle_owned    | d      | 九A004  | exit | yellow | certain | 2023-05-10 | -      | -      | police.vehicles
        vehicle_owned    | e      | 九A005  | exit | yellow | certain | 2024-01-01 | -      | -      | police.vehicles
        vehicle_purchase | f      | 九A006  | exit | yellow | certain | 2024-06-30 | -      | -      | police.vehicles
        vehicle_owned    | f      | 九A007  | exit | yellow | certain | -          | -      | -      | police.vehicles
        """,
    )


def test_a_leap_day_two_years_later_is_the_last_of_february(check):
    check(
        month="2024-02",
        roster="""
        person
        ------
        a
        b
        """,
        police_vehicles="""
        person | plate  | registered_on
        -------+--------+--------------
        a      | 九A001 | 2022-02-28
        b      | 九A002 | 2022-02-27
        """,
        finds="""
        check            | person
        -----------------+-------
        vehicle_purchase | a
        vehicle_owned    | b
        """,
    )


def test_what_no_longer_runs_or_carries_the_disabled_is_left_alone(check):
    check(
        roster="""
        person
        ------
        a
        """,
        police_vehicles="""
        person | state | plate_kind   | vehicle_type
        -------+-------+--------------+------------------
        a      | 注销  |              |
        a      | 报废  |              |
        a      | 转出  |              |
        a      |       |              | 普通二轮摩托车
        a      |       | 轻便摩托车   | 小型轿车
        a      |       |              | 电动自行车
        a      |       | 残疾人专用车 |
        a      |       |              | 机动轮椅车
        """,
        finds=NOTHING,
    )


def test_overdue_scrapping_and_overdue_inspection_are_still_owned(check):
    check(
        roster="""
        person
        ------
        a
        """,
        police_vehicles="""
        person | plate  | state      | scrap_by
        -------+--------+------------+-----------
        a      | 九A001 | 逾期未检验 | 2024-06-29
        a      | 九A002 | 违法未处理 | 2024-06-30
        a      | 九A003 | 正常       | -
        """,
        finds="""
        check         | person | subject | lamp   | grade   | remarks
        --------------+--------+---------+--------+---------+------------------
        vehicle_owned | a      | 九A001  | yellow | certain | scrapping_overdue
        vehicle_owned | a      | 九A002  | yellow | certain | -
        vehicle_owned | a      | 九A003  | yellow | certain | -
        """,
    )


def test_a_household_that_did_not_authorise_is_not_looked_at(check):
    check(
        roster="""
        person | authorised_on
        -------+--------------
        a      | -
        b      | 2024-07-01
        c      | 2024-06-30
        """,
        police_vehicles="""
        person | plate
        -------+-------
        a      | 九A001
        b      | 九A002
        c      | 九A003
        """,
        finds="""
        check         | person
        --------------+-------
        vehicle_owned | c
        """,
    )


def test_an_authorisation_lapses_where_the_bureau_says_so(bureau, check):
    bureau.configure("assist.toml", "# authorisation_months = 24", "authorisation_months = 24")
    check(
        roster="""
        person | authorised_on
        -------+--------------
        a      | 2022-06-30
        b      | 2022-07-01
        """,
        police_vehicles="""
        person | plate
        -------+-------
        a      | 九A001
        b      | 九A002
        """,
        finds="""
        check         | person
        --------------+-------
        vehicle_owned | b
        """,
    )


def test_a_vehicle_listed_twice_is_one_vehicle_and_another_owners_name_is_merely_possible(check):
    check(
        roster="""
        person
        ------
        a
        b
        """,
        police_vehicles="""
        person | name | plate
        -------+------+-------
        a      |      | 九A001
        a      |      | 九A001
        b      | 郑军 | 九A002
        """,
        finds="""
        check         | person | subject                      | grade
        --------------+--------+------------------------------+---------
        vehicle_owned | a      | 九A001                       | certain
        vehicle_owned | b      | 九A002                       | possible
        record_error  | b      | name_differs:police.vehicles | possible
        """,
    )


def test_only_the_newest_register_counts(check):
    """A car that was there in May and is gone in June was sold."""
    check(
        roster="""
        person
        ------
        a
        """,
        months={
            "2024-05": {
                "police_vehicles": """
                person | plate
                -------+-------
                a      | 九A001
                """
            }
        },
        police_vehicles="""
        person | plate
        -------+-------
        b      | 九A001
        """,
        finds=NOTHING,
    )


def test_of_several_rows_of_a_vehicle_the_last_says_what_has_become_of_it(check):
    check(
        roster="""
        person
        ------
        a
        b
        """,
        police_vehicles="""
        person | plate  | state
        -------+--------+-------
        a      | 九A001 | normal
        a      | 九A001 | gone
        b      | 九A002 | gone
        b      | 九A002 | normal
        """,
        finds="""
        check         | person | subject
        --------------+--------+--------
        vehicle_owned | b      | 九A002
        """,
    )

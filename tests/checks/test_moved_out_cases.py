"""Drawn cases of `moved_out`. 990102 is the bureau's district, 990103 its neighbour, 990201 one of the same name elsewhere."""

from drawn_cases import NOTHING

ROSTER = """
person
------
a
b
c
d
e
"""


def test_a_hukou_outside_the_jurisdiction_has_moved_out_at_every_depth_of_the_code(check):
    check(
        roster=ROSTER,
        police_residents="""
        person | hukou_division | registered_on | moved_out_on
        -------+----------------+---------------+-------------
        a      | 990103001002   | 2024-03-05    |
        b      | 990201001      | 2024-03-05    |
        c      | 990201         | 2024-03-05    | 2024-03-04
        d      | 9902           | 2024-03-05    |
        e      | 9901           | 2024-03-05    |
        """,
        finds="""
        check     | person | subject      | lane | lamp   | grade   | event_date | months | amount | sources
        ----------+--------+--------------+------+--------+---------+------------+--------+--------+-----------------
        moved_out | a      | 990103001002 | exit | yellow | certain | 2024-03-05 | -      | -      | police.residents
        moved_out | b      | 990201001    | exit | yellow | certain | 2024-03-05 | -      | -      | police.residents
        moved_out | c      | 990201       | exit | yellow | certain | 2024-03-04 | -      | -      | police.residents
        moved_out | d      | 9902         | exit | yellow | certain | 2024-03-05 | -      | -      | police.residents
        """,
    )


def test_a_cancellation_by_migration_has_moved_out_unless_it_names_the_own_district(check):
    """b went to a district of the same name in another city; d's destination names no city, which is not enough to accuse."""
    check(
        roster=ROSTER,
        police_residents="""
        person | cancelled | moved_out_on | moved_to             | registered_on
        -------+-----------+--------------+----------------------+--------------
        a      | moved     | 2024-05-06   | 九九省明州市西岭区   |
        b      | moved     | 2024-05-06   | 九九省青川市东湖区   |
        c      | moved     | 2024-05-06   | 九九省明州市东湖区   |
        d      | moved     | 2024-05-06   | 东湖区柳堤街道       |
        e      | moved     | -            | -                    | 2024-05-07
        """,
        finds="""
        check     | person | subject   | lamp   | grade   | event_date
        ----------+--------+-----------+--------+---------+-----------
        moved_out | a      | cancelled | yellow | certain | 2024-05-06
        moved_out | b      | cancelled | yellow | certain | 2024-05-06
        moved_out | e      | cancelled | yellow | certain | 2024-05-07
        """,
    )


def test_a_cancellation_without_a_reason_is_a_migration_only_with_its_date(check):
    check(
        roster=ROSTER,
        police_residents="""
        person | cancelled | moved_out_on | hukou_division
        -------+-----------+--------------+---------------
        a      | yes       | 2024-05-06   |
        b      | yes       | -            |
        c      | dead      | -            |
        d      | dead      | -            | 990103001001
        e      | yes       | -            | 990103001001
        """,
        finds="""
        check     | person | subject      | event_date
        ----------+--------+--------------+-----------
        moved_out | a      | cancelled    | 2024-05-06
        moved_out | e      | 990103001001 | 2010-01-01
        """,
    )


def test_collective_households_are_left_alone(check):
    check(
        roster=ROSTER,
        police_residents="""
        person | hukou_division | hukou_address                  | cancelled
        -------+----------------+--------------------------------+----------
        a      | 990103001001   | 明州市西岭区某大学学生集体户   |
        b      | 990103001001   | 明州市西岭区云岭路集体户3号    | moved
        """,
        finds=NOTHING,
    )


def test_the_newest_standing_entry_decides(check):
    """a came back, b left again, c's cancelled entry is newer than the one that stands."""
    check(
        roster=ROSTER,
        police_residents="""
        person | hukou_division | registered_on | cancelled
        -------+----------------+---------------+----------
        a      | 990103001001   | 2022-01-01    |
        a      | 990102001001   | 2023-01-01    |
        b      | 990102001001   | 2022-01-01    |
        b      | 990103001001   | 2023-01-01    |
        c      | 990102001001   | 2022-01-01    |
        c      | 990103001001   | 2023-01-01    | moved
        """,
        finds="""
        check     | person | subject      | event_date
        ----------+--------+--------------+-----------
        moved_out | b      | 990103001001 | 2023-01-01
        """,
    )


def test_only_the_newest_snapshot_up_to_the_pay_month_is_looked_at(check):
    """May's entry of a was corrected in June; July's of b is not seen."""
    outside = """
        person | hukou_division
        -------+---------------
        {}     | 990103001001
        """
    check(
        roster=ROSTER,
        months={
            "2024-05": {"police_residents": outside.format("a")},
            "2024-07": {"police_residents": outside.format("b")},
        },
        police_residents="""
        person
        ------
        a
        b
        """,
        finds=NOTHING,
    )


def test_a_record_under_another_name_is_merely_possible_and_an_unpaid_member_counts(check):
    check(
        roster="""
        person | amount
        -------+-------
        a      |
        b      | 0
        c/15   |
        d      |
        """,
        police_residents="""
        person | name | hukou_division
        -------+------+---------------
        a      | 郑军 | 990103001001
        b      |      | 990103001001
        c      |      | 990103001001
        d      | -    | 990103001001
        """,
        finds="""
        check        | person | subject                       | lamp   | grade    | remarks
        -------------+--------+-------------------------------+--------+----------+-------------
        moved_out    | a      | 990103001001                  | yellow | possible | name_differs
        record_error | a      | name_differs:police.residents | yellow | possible | name_differs
        moved_out    | b      | 990103001001                  | yellow | certain  | -
        moved_out    | c/15   | 990103001001                  | yellow | probable | id_completed
        moved_out    | d      | 990103001001                  | yellow | probable | name_missing
        """,
    )


def test_a_blank_cancellation_mark_is_an_entry_that_stands(check):
    check(
        roster=ROSTER,
        police_residents="""
        person | hukou_division | residence_division | registered_on | cancelled
        -------+----------------+--------------------+---------------+----------
        a      | 990103001001   |                    |               | -
        b      | 990102002001   |                    |               | -
        c      | 990102001001   | 990103001          |               | -
        d      | 990102001001   |                    | 2020-01-01    | -
        d      | 990103001001   |                    | 2022-01-01    | no
        """,
        finds="""
        check            | person | subject
        -----------------+--------+-------------
        moved_out        | a      | 990103001001
        moved_within     | b      | 990102002001
        living_elsewhere | c      | 990103001
        moved_out        | d      | 990103001001
        """,
    )


def test_a_division_that_was_renamed_or_merged_into_the_own_one_is_no_move(check, bureau):
    """990104 was merged into the district, 990105 into its neighbour; b's entry names the district as it was called."""
    former = "990104,东湖县,990102\n990105,西岭县,990103\n"
    bureau.configure("divisions.csv", "990103,西岭区,9901\n", "990103,西岭区,9901\n" + former)
    check(
        roster=ROSTER,
        police_residents="""
        person | hukou_division | cancelled | moved_out_on | moved_to
        -------+----------------+-----------+--------------+-------------
        a      | 990104002003   |           |              |
        b      | 990102001001   | moved     | 2024-05-02   | 明州市东湖县
        c      | 990105001      |           |              |
        d      | 990102001001   | moved     | 2024-05-02   | 明州市西岭县
        """,
        finds="""
        check     | person | subject
        ----------+--------+----------
        moved_out | c      | 990103
        moved_out | d      | cancelled
        """,
    )

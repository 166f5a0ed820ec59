"""Drawn cases of `moved_out`. 990102 is the bureau's district, 990103 its neighbour, 990201 one of the same name elsewhere."""

import pytest
from drawn_cases import NOTHING, Bureau, compare_drawn

from assist_cli.settings.create import create_workspace

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


ROSTER_OF_SIX = ROSTER + "f\n"

PARTED = """
990104,大湖县,990102
990104,大湖县,990103
990105,小湖县,990103
990105,小湖县,990201
990103009,界河镇,990102003
990103009,界河镇,990103002
990102009,城南街道,990102001
990102009,城南街道,990102002
"""


def test_a_hukou_in_a_division_that_was_split_has_perhaps_moved_out_where_a_part_lies_inside(check, bureau):
    """Of a's county and d's town a part is the bureau's, of b's none is; c's street was parted among its own."""
    bureau.configure("divisions.csv", "990103,西岭区,9901\n", "990103,西岭区,9901" + PARTED)
    check(
        roster=ROSTER,
        police_residents="""
        person | hukou_division | registered_on | hukou_address
        -------+----------------+---------------+--------------
        a      | 990104002003   | 2009-03-05    |
        b      | 990105         | 2009-03-05    |
        c      | 990102009001   | 2009-03-05    |
        d      | 990103009      | 2009-03-05    |
        e      | 990104002003   | 2009-03-05    | 学生集体户
        """,
        finds="""
        check     | person | subject      | lamp   | grade    | event_date | remarks
        ----------+--------+--------------+--------+----------+------------+---------------
        moved_out | a      | 990104002003 | yellow | possible | 2009-03-05 | division_split
        moved_out | b      | 990105       | yellow | certain  | 2009-03-05 | -
        moved_out | d      | 990103009    | yellow | possible | 2009-03-05 | division_split
        """,
    )


def test_a_migration_to_a_division_that_was_split_is_possible_where_a_part_lies_inside(check, bureau):
    """d's destination is of that name in another city; e's hukou lies outside whatever it is, f's perhaps."""
    bureau.configure("divisions.csv", "990103,西岭区,9901\n", "990103,西岭区,9901" + PARTED)
    check(
        roster=ROSTER_OF_SIX,
        police_residents="""
        person | hukou_division | cancelled | moved_out_on | moved_to
        -------+----------------+-----------+--------------+-------------
        a      | 990102001001   | moved     | 2008-05-02   | 明州市大湖县
        b      | 990102001001   | moved     | 2008-05-02   | 明州市小湖县
        c      | 990102001001   | moved     | 2008-05-02   | 大湖县渡口镇
        d      | 990102001001   | moved     | 2008-05-02   | 青川市大湖县
        e      | 990103001001   | moved     | 2008-05-02   | 明州市大湖县
        f      | 990104001      | moved     | 2008-05-02   | 青川市白沙县
        """,
        finds="""
        check     | person | subject      | grade    | remarks
        ----------+--------+--------------+----------+---------------
        moved_out | a      | cancelled    | possible | division_split
        moved_out | b      | cancelled    | certain  | -
        moved_out | c      | cancelled    | possible | division_split
        moved_out | d      | cancelled    | certain  | -
        moved_out | e      | 990103001001 | certain  | -
        moved_out | f      | cancelled    | certain  | -
        """,
    )


def test_a_city_bureau_tells_the_code_of_a_county_that_a_neighbour_took_in_part(tmp_path):
    """The old code begins like the city's own: it is told all the same, and is no cancellation."""
    create_workspace(tmp_path / "city", "9901")
    bureau = Bureau(tmp_path / "city")
    (bureau.root / "divisions.csv").write_text(
        "code,name,parent\n99,九九省,\n9901,明州市,99\n990107,甲县,990102\n990107,甲县,990201\n",
        encoding="utf-8",
    )
    tables = {
        "roster": ROSTER,
        "police_residents": """
        person | hukou_division
        -------+---------------
        a      | 990107001
        """,
    }
    bureau.deliver("2024-06", tables)
    bureau.compare("2024-06", only=["moved_out"])
    compare_drawn(
        bureau.findings("2024-06"),
        """
        check     | person | subject   | grade    | remarks
        ----------+--------+-----------+----------+---------------
        moved_out | a      | 990107001 | possible | division_split
        """,
    )


def test_a_code_that_no_table_knows_is_no_move_unless_what_is_known_of_it_lies_outside(check):
    """990199 is in the own city, 990299 in the other one; of 88 nothing is known, and e is not checked."""
    bureau = check(
        roster=ROSTER,
        police_residents="""
        person | hukou_division | residence_division
        -------+----------------+-------------------
        a      | 990199001      | -
        b      | 990299001      | -
        c      | 990102099001   | 990102099001
        d      | 9901           | -
        e      | 880101001      | -
        """,
        finds="""
        check        | person | subject      | grade
        -------------+--------+--------------+--------
        moved_out    | b      | 9902         | certain
        moved_within | c      | 990102099001 | certain
        """,
    )
    (row,) = bureau.coverage("2024-06", "moved_out")
    assert (row["checked"], row["not_checked"], row["reason"]) == (4, 1, "not_in:police.residents")


def test_a_jurisdiction_that_was_renamed_holds_whoever_is_registered_under_either_code(check, bureau):
    bureau.configure("divisions.csv", "990102,东湖区,9901\n", "990106,东湖新区,9901\n990102,东湖区,990106\n")
    check(
        roster=ROSTER,
        police_residents="""
        person | hukou_division | cancelled | moved_out_on | moved_to
        -------+----------------+-----------+--------------+---------------
        a      | 990102001001   |           |              |
        b      | 990106001001   |           |              |
        c      | 990103001001   |           |              |
        d      | 990102001001   | moved     | 2024-05-02   | 明州市东湖区
        e      | 990102001001   | moved     | 2024-05-02   | 明州市东湖新区
        """,
        finds="""
        check     | person | subject
        ----------+--------+-------------
        moved_out | c      | 990103001001
        """,
    )


@pytest.fixture
def foshan(tmp_path):
    """A bureau of 南海区, whose divisions.csv is empty: the national table alone speaks."""
    create_workspace(tmp_path / "nanhai", "440605")
    return Bureau(tmp_path / "nanhai")


def test_the_national_table_tells_renames_and_splits(foshan):
    """The old 南海市 was split, 三水市 is a neighbour; e's roster still has the old code."""
    roster = """
        person | division_code
        -------+--------------
        a      | 440605001001
        b      | 440605001001
        c      | 440605001001
        d      | 440605001001
        e      | 440682001001
        f      | 440605001001
        """
    residents = """
        person | hukou_division | cancelled | moved_out_on | moved_to
        -------+----------------+-----------+--------------+--------------
        a      | 440682103001   |           |              |
        b      | 440683103      |           |              |
        c      | 440605011      |           |              |
        d      | 440605001001   | moved     | 2001-05-02   | 佛山市南海市
        e      | 440605001001   |           |              |
        f      | 440605001001   | moved     | 2019-05-02   | 佛山市禅城区
        """
    foshan.deliver("2024-06", {"roster": roster, "police_residents": residents})
    foshan.compare("2024-06", only=["moved_out"])
    compare_drawn(
        foshan.findings("2024-06"),
        """
        check     | person | subject      | grade    | remarks
        ----------+--------+--------------+----------+---------------
        moved_out | a      | 440682103001 | possible | division_split
        moved_out | b      | 440607       | certain  | -
        moved_out | d      | cancelled    | possible | division_split
        moved_out | f      | cancelled    | certain  | -
        """,
    )
    told = {row["person"]: row["summary"] for row in foshan.findings("2024-06")}
    assert "佛山市南海市（440682103001）" in told["a"]
    assert "该区划已拆分，其中一部分现属本辖区" in told["a"]


def test_a_destination_whose_name_ends_like_a_former_one_of_the_district_is_another(tmp_path):
    """城区 of 长治市 is 潞州区 today; 潞城区 is a neighbour in the same city."""
    create_workspace(tmp_path / "luzhou", "140403")
    bureau = Bureau(tmp_path / "luzhou")
    tables = {
        "roster": ROSTER,
        "police_residents": """
        person | hukou_division | cancelled | moved_out_on | moved_to
        -------+----------------+-----------+--------------+---------------
        a      | 140403001      | moved     | 2016-05-02   | 山西省长治市城区
        b      | 140403001      | moved     | 2020-05-02   | 山西省长治市潞城区
        c      | 140403001      | moved     | 2020-05-02   | 山西省长治市潞州区
        d      | 140402001      |           |              |
        e      | 140406001      |           |              |
        """,
    }
    bureau.deliver("2024-06", tables)
    bureau.compare("2024-06", only=["moved_out"])
    compare_drawn(
        bureau.findings("2024-06"),
        """
        check     | person | subject   | grade
        ----------+--------+-----------+--------
        moved_out | b      | cancelled | certain
        moved_out | e      | 140406001 | certain
        """,
    )

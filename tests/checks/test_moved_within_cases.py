"""Drawn cases of `moved_within` and `living_elsewhere`: where the hukou lies inside the jurisdiction."""

from drawn_cases import NOTHING

ROSTER = """
person | division_code
-------+--------------
a      | 990102001001
b      | 990102001001
c      | 990102001001
d      | 990102001001
e      | 990102001
f      | 990102001001
"""


def test_a_hukou_in_another_street_or_community_is_handed_over(check):
    """Codes are compared as deep as both go: d's hukou and e's roster stop at the street, f's at the district."""
    check(
        roster=ROSTER,
        police_residents="""
        person | hukou_division | registered_on
        -------+----------------+--------------
        a      | 990102002003   | 2024-04-05
        b      | 990102001002   | 2024-04-05
        c      | 990102003      | 2024-04-05
        d      | 990102001      | 2024-04-05
        e      | 990102001004   | 2024-04-05
        f      | 990102         | 2024-04-05
        """,
        finds="""
        check        | person | subject      | lane | lamp   | grade   | event_date | months | amount | sources
        -------------+--------+--------------+------+--------+---------+------------+--------+--------+-----------------
        moved_within | a      | 990102002003 | info | yellow | certain | 2024-04-05 | -      | -      | police.residents
        moved_within | b      | 990102001002 | info | yellow | certain | 2024-04-05 | -      | -      | police.residents
        moved_within | c      | 990102003    | info | yellow | certain | 2024-04-05 | -      | -      | police.residents
        """,
    )


def test_codes_that_differ_under_the_same_names_are_the_same_place(check):
    """The roster's code is an old one, its street and community are those of the register: c's community is not."""
    check(
        roster="""
        person | division_code | street   | community
        -------+---------------+----------+----------
        a      | 990102009001  | 柳堤街道 | 长堤社区
        b      | 990102009001  | 柳堤街道 | 长堤社区
        c      | 990102009001  | 柳堤街道 | 渔歌社区
        d      | 990102009001  | 石桥镇   | 长堤社区
        """,
        police_residents="""
        person | hukou_division
        -------+---------------
        a      | 990102002001
        b      | 990102002
        c      | 990102002001
        d      | 990102002001
        """,
        finds="""
        check        | person | subject
        -------------+--------+-------------
        moved_within | c      | 990102002001
        moved_within | d      | 990102002001
        """,
    )


def test_cancelled_entries_and_entries_elsewhere_are_not_moves_within(check):
    check(
        roster=ROSTER,
        police_residents="""
        person | hukou_division | cancelled | moved_out_on | moved_to
        -------+----------------+-----------+--------------+-------------
        a      | 990102002003   | dead      |              |
        b      | 990102002003   | yes       |              |
        c      | 990102002003   | moved     | 2024-05-06   | 明州市东湖区
        """,
        finds=NOTHING,
    )


def test_living_in_another_street_is_told_and_is_no_event(check):
    """d's residence is known to the district only; c lives in another community of the same street."""
    check(
        roster=ROSTER,
        police_residents="""
        person | hukou_division | residence_division
        -------+----------------+-------------------
        a      | 990102001001   | 990102002003
        b      | 990102001001   | 990103001
        c      | 990102001001   | 990102001003
        d      | 990102001001   | 990103
        e      | 990102001001   | 990102
        f      | 990102001001   | -
        """,
        finds="""
        check            | person | subject      | lane | lamp   | grade   | event_date | months | amount | sources
        -----------------+--------+--------------+------+--------+---------+------------+--------+--------+-----------------
        living_elsewhere | a      | 990102002003 | info | yellow | certain | -          | -      | -      | police.residents
        living_elsewhere | b      | 990103001    | info | yellow | certain | -          | -      | -      | police.residents
        living_elsewhere | d      | 990103       | info | yellow | certain | -          | -      | -      | police.residents
        """,
    )


def test_homes_hospitals_and_custody_are_left_alone(check):
    check(
        roster=ROSTER,
        police_residents="""
        person | residence_division | address
        -------+--------------------+---------------------
        a      | 990103001          | 西岭区南坡敬老院
        b      | 990103001          | 西岭区第二人民医院
        c      | 990103001          | 明州市监狱
        d      | 990103001          | 西岭区云岭路9号
        e      | 990103001          | -
        """,
        finds="""
        check            | person | subject
        -----------------+--------+----------
        living_elsewhere | d      | 990103001
        living_elsewhere | e      | 990103001
        """,
    )


def test_who_has_moved_out_or_was_cancelled_is_not_said_to_live_elsewhere(check):
    check(
        roster=ROSTER,
        police_residents="""
        person | hukou_division | residence_division | cancelled | hukou_address
        -------+----------------+--------------------+-----------+--------------
        a      | 990103001001   | 990102001001       |           |
        b      | 990102001001   | 990103001001       | moved     |
        c      | 990102001001   | 990103001001       | dead      |
        d      | 990103001001   | 990102001001       |           | 学生集体户
        """,
        finds="""
        check     | person | subject
        ----------+--------+-------------
        moved_out | a      | 990103001001
        moved_out | b      | cancelled
        """,
    )


def test_the_same_name_in_variant_characters_agrees_and_another_one_is_merely_possible(check):
    check(
        roster="""
        person | name
        -------+-------
        a      | 刘 伟
        b      | 刘伟
        """,
        police_residents="""
        person | name | residence_division
        -------+------+-------------------
        a      | 劉偉 | 990103001
        b      | 刘维 | 990103001
        """,
        finds="""
        check            | person | subject                       | grade
        -----------------+--------+-------------------------------+---------
        living_elsewhere | a      | 990103001                     | certain
        living_elsewhere | b      | 990103001                     | possible
        record_error     | b      | name_differs:police.residents | possible
        """,
    )


def test_a_street_or_community_that_was_renamed_or_merged_is_no_move(check, bureau):
    """Streets 990102008 and 990102009 are the first street today; in the register and on the roster alike."""
    former = "990102008,湖东街道,990102001\n990102009,湖西街道,990102001\n990102001009,老社区,990102001002\n"
    bureau.configure("divisions.csv", "990102001,东湖街道,990102\n", former + "990102001,东湖街道,990102\n")
    check(
        roster="""
        person | division_code
        -------+--------------
        a      | 990102001001
        b      | 990102009001
        c      | 990102001002
        d      | 990102002001
        """,
        police_residents="""
        person | hukou_division | residence_division
        -------+----------------+-------------------
        a      | 990102008004   | 990102001001
        b      | 990102008004   | 990102009001
        c      | 990102001009   | 990102001009
        d      | 990102001009   | 990102008004
        """,
        finds="""
        check        | person | subject
        -------------+--------+-------------
        moved_within | d      | 990102001002
        """,
    )


PARTED = """
990102009,城南街道,990102001
990102009,城南街道,990102002
990102001009,大村社区,990102001001
990102001009,大村社区,990102001002
990103009,界河镇,990102003
990103009,界河镇,990103002
"""


def test_a_split_street_or_community_is_told_only_where_no_part_of_it_agrees(check, bureau):
    """Either side can be the split one; f's town went in part to a neighbour, which is for `moved_out` to say."""
    bureau.configure("divisions.csv", "990102,东湖区,9901\n", "990102,东湖区,9901" + PARTED)
    check(
        roster="""
        person | division_code
        -------+--------------
        a      | 990102001001
        b      | 990102003001
        c      | 990102009004
        d      | 990102009004
        e      | 990102001003
        f      | 990102001001
        g      | 990102001009
        """,
        police_residents="""
        person | hukou_division | registered_on
        -------+----------------+--------------
        a      | 990102009004   | 2008-01-01
        b      | 990102009004   | 2008-01-01
        c      | 990102002001   | 2008-01-01
        d      | 990102003001   | 2008-01-01
        e      | 990102001009   | 2008-01-01
        f      | 990103009001   | 2008-01-01
        g      | 990102001002   | 2008-01-01
        """,
        finds="""
        check        | person | subject      | grade    | remarks
        -------------+--------+--------------+----------+---------------
        moved_within | b      | 990102009004 | certain  | -
        moved_within | d      | 990102003001 | certain  | -
        moved_within | e      | 990102001009 | certain  | -
        moved_out    | f      | 990103009001 | possible | division_split
        """,
    )


def test_a_residence_in_a_split_street_is_apart_only_where_every_part_is(check, bureau):
    """a and c may live where they are registered; whoever has perhaps moved out is not said to live elsewhere."""
    bureau.configure("divisions.csv", "990102,东湖区,9901\n", "990102,东湖区,9901" + PARTED)
    check(
        roster=ROSTER,
        police_residents="""
        person | hukou_division | residence_division | address
        -------+----------------+--------------------+-----------------------------
        a      | 990102001001   | 990102009004     |
        b      | 990102001001   | 990103009001     |
        c      | 990102009001   | 990102001001     |
        d      | 990102009001   | 990102003001     | 明州市东湖区石桥镇石桥村12号
        f      | 990103009001   | 990102001001     |
        """,
        finds="""
        check            | person | subject      | grade
        -----------------+--------+--------------+---------
        living_elsewhere | b      | 990103009001 | certain
        living_elsewhere | d      | 990102003001 | certain
        moved_out        | f      | 990103009001 | possible
        """,
    )


def test_who_lives_at_the_address_of_the_hukou_does_not_live_elsewhere_whatever_the_codes_say(check):
    """c's house is another, d's road; e's address is too vague, f's hukou has none."""
    check(
        roster=ROSTER,
        police_residents="""
        person | residence_division | hukou_address                | address
        -------+--------------------+------------------------------+---------------------------
        a      | 990102002003       | 明州市东湖区湖滨路8号        | 东湖区湖滨路八号
        b      | 990103001          | 石桥镇石桥村3组12号          | 石桥村委会第3村民小组12号
        c      | 990102002003       | 明州市东湖区湖滨路8号        | 东湖区湖滨路18号
        d      | 990102002003       | 明州市东湖区中山路8号        | 东湖区中山一路8号
        e      | 990102002003       | 明州市东湖区湖滨路8号        | 湖滨路8号附近
        f      | 990102002003       | -                            | 湖滨路8号
        """,
        finds="""
        check            | person | subject
        -----------------+--------+-------------
        living_elsewhere | c      | 990102002003
        living_elsewhere | d      | 990102002003
        living_elsewhere | e      | 990102002003
        living_elsewhere | f      | 990102002003
        """,
    )


def test_the_same_road_and_number_in_another_street_is_another_place(check):
    check(
        roster=ROSTER,
        police_residents="""
        person | residence_division | hukou_address                  | address
        -------+--------------------+--------------------------------+-----------------------------
        a      | 990102002003       | 明州市东湖区东湖街道人民路8号  | 东湖区柳堤街道人民路8号
        b      | 990102002003       | 明州市东湖区东湖街道人民路8号  | 东湖区东湖街道办事处人民路8号
        """,
        finds="""
        check            | person | subject
        -----------------+--------+-------------
        living_elsewhere | a      | 990102002003
        """,
    )


def test_an_address_in_the_roster_s_own_street_or_community_contradicts_a_code_elsewhere(check):
    """a's and b's address is that of the roster; c's and d's that of the code, f has none."""
    check(
        roster=ROSTER,
        police_residents="""
        person | hukou_division | hukou_address
        -------+----------------+-----------------------------------------
        a      | 990102002003   | 明州市东湖区东湖街道办事处湖滨路8号
        b      | 990102001002   | 明州市东湖区湖滨社区居委会湖滨路8号
        c      | 990102002003   | 明州市东湖区柳堤街道晚晴社区湖滨路8号
        d      | 990102002003   |
        f      | 990102002003   | -
        """,
        finds="""
        check        | person | subject      | grade    | remarks
        -------------+--------+--------------+----------+-------------------------
        moved_within | a      | 990102002003 | possible | address_contradicts_code
        moved_within | b      | 990102001002 | possible | address_contradicts_code
        moved_within | c      | 990102002003 | certain  | -
        moved_within | d      | 990102002003 | certain  | -
        moved_within | f      | 990102002003 | certain  | -
        """,
    )


def test_an_address_contradicts_only_what_the_code_changes(check):
    """a moved within the street that its address names; b's address lies in the street of the code; c's names neither."""
    check(
        roster=ROSTER,
        police_residents="""
        person | hukou_division | hukou_address
        -------+----------------+-----------------------------------------
        a      | 990102001002   | 明州市东湖区东湖街道湖滨路8号
        b      | 990102002003   | 明州市东湖区柳堤街道湖滨社区湖滨路8号
        c      | 990102002003   | 明州市东湖区湖滨路8号
        d      | 990102002003   | 东湖区湖滨社区湖滨路8号
        """,
        finds="""
        check        | person | subject      | grade    | remarks
        -------------+--------+--------------+----------+-------------------------
        moved_within | a      | 990102001002 | certain  | -
        moved_within | b      | 990102002003 | certain  | -
        moved_within | c      | 990102002003 | certain  | -
        moved_within | d      | 990102002003 | possible | address_contradicts_code
        """,
    )

"""Headers on three levels: whom the highest group names, the column far below it is about, or the file is refused."""

import csv
import io

import pytest
from drawn_files import POLICE, ROSTER, landed_rows, read, resident, sheet_of, workbook
from drawn_headers import cells_of, mapped, taken
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assist_cli.errors import DataError
from assist_cli.extracts.columns.header import find_heading, map_columns

DEAD_AND_RELATIVE = """
死者     |              | 死亡信息 |          | 申报人   |
基本信息 |              |          |          | 基本信息 |
姓名     | 公民身份号码 | 死亡日期 | 注销类别 | 姓名     | 公民身份号码
"""
RELATIVE_FIRST = """
申报人   |              | 死亡人员 |              | 死亡日期 | 注销类别
身份信息 |              | 身份信息 |              |          |
姓名     | 公民身份号码 | 姓名     | 公民身份号码 |          |
"""
NEUTRAL = """
人员信息     |      | 注销情况 |
基本信息     |      | 死亡信息 |
公民身份号码 | 姓名 | 死亡日期 | 注销类别
"""
SPLIT = """
死者 |          | 注销 |
姓名 | 公民身份 | 死亡 | 注销
     | 号码     | 日期 | 类别
"""


@pytest.mark.parametrize(
    ("drawn", "id_number", "name"),
    [(DEAD_AND_RELATIVE, "B", "A"), (RELATIVE_FIRST, "D", "C"), (NEUTRAL, "A", "B"), (SPLIT, "B", "A")],
)
def test_the_number_under_the_dead_is_taken(drawn, id_number, name):
    assert taken(drawn, POLICE).items() >= {"id_number": id_number, "name": name}.items()


@pytest.mark.parametrize("title", ["", "明州市公安局死亡注销人员登记表", "2024年5月死者及申报人"])
@pytest.mark.parametrize("drawn", [DEAD_AND_RELATIVE, RELATIVE_FIRST, NEUTRAL, SPLIT])
def test_the_row_number_is_that_of_the_lowest_header_row(drawn, title):
    rows = [[title], *cells_of(drawn)] if title else cells_of(drawn)
    heading = find_heading("f", rows, POLICE)
    assert (heading.row, heading.depth) == (len(rows), 3)


def test_members_and_head_of_a_household():
    drawn = """
    户编号 | 户主     |          | 家庭成员 |          | 保障信息 |            |          |      |      |
           | 基本信息 |          | 基本信息 |          |          |            |          |      |      |
           | 姓名     | 身份证号 | 姓名     | 身份证号 | 救助类别 | 月保障金额 | 区划代码 | 镇街 | 村居 | 状态
    """
    assert taken(drawn, ROSTER).items() >= {"household_id": "A", "name": "D", "id_number": "E"}.items()
    assert mapped(drawn, ROSTER).not_landed == ["户主姓名", "户主身份证号"]


def test_several_members_beside_each_other_are_refused():
    drawn = """
    户编号 | 家庭成员 |          |        |          | 救助类别 | 月保障金额 | 区划代码 | 镇街 | 村居 | 状态
           | 第一人   |          | 第二人 |          |          |            |          |      |      |
           | 姓名     | 身份证号 | 姓名   | 身份证号 |          |            |          |      |      |
    """
    with pytest.raises(DataError):
        mapped(drawn, ROSTER)


@pytest.mark.parametrize("other", ["申报人", "家属信息", "户主情况"])
@pytest.mark.parametrize(
    "between", ["基本信息 | | 注销信息 |", "| | 注销信息 |", "基本信息 | | |", "甲 | | 乙 |", "| | |"]
)
@pytest.mark.parametrize("above", ["{other} | | 死亡情况 |", "{other} | | |", "死亡情况 | {other} | |"])
def test_a_number_under_another_person_is_never_the_dead_persons(other, between, above):
    """Whatever the row between says, and even if there is nothing in it."""
    drawn = f"""
    {above.format(other=other)}
    {between}
    姓名 | 公民身份号码 | 死亡日期 | 注销类别
    """
    with pytest.raises(DataError, match=r"missing|none of the first"):
        mapped(drawn, POLICE)


def test_a_relative_beside_columns_on_one_level():
    drawn = """
    死亡日期 | 注销类别 | 申报人   |
             |          | 基本信息 |
             |          | 姓名     | 公民身份号码
    """
    with pytest.raises(DataError, match="column missing"):
        mapped(drawn, POLICE)


ANOTHER, OWN = ["申报人", "家属信息", "户主"], ["死者", "基本信息", "死亡信息", "甲", "", ""]


@st.composite
def headers(draw):
    """Three rows, the columns in any order, those of dates on one level or on three."""
    groups = st.sampled_from([*ANOTHER, *OWN])
    columns = []
    for name in draw(st.permutations(["公民身份号码", "姓名", "死亡日期", "注销类别"])):
        tall = name.endswith(("日期", "类别")) and draw(st.booleans())
        columns.append((name, "", "") if tall else (draw(groups), draw(groups), name))
    return [list(row) for row in zip(*columns, strict=True)]


def said_over(row, at, lowest):
    """The text of the merged cell over a column, which ends at a column on one level."""
    return next(
        (cell for cell, below in zip(row[at::-1], lowest[at::-1], strict=True) if cell or not below), ""
    )


@given(headers())
@settings(max_examples=300, deadline=None)
def test_whatever_else_stands_over_a_number_no_other_person_may(rows):
    at = rows[-1].index("公民身份号码")
    assume(any(said_over(row, at, rows[-1]) in ANOTHER for row in rows[:2]))
    try:
        mapping = map_columns("drawn", find_heading("drawn", rows, POLICE).headers, POLICE)
    except DataError:
        return
    assert mapping.positions["id_number"] != at


LINES = [
    "填报单位 | 东湖分局 | 填报人 | 李四",
    "填报单位:东湖分局 | | 经办人:李四 |",
    "2024年6月死亡人员及申报人登记表 | | |",
    "死亡人员信息 | | |",
]


@pytest.mark.parametrize("line", LINES)
def test_a_title_or_a_line_of_a_form_above_two_levels_is_no_third(line):
    drawn = f"""
    {line}
    基本信息     |      | 注销信息 |
    公民身份号码 | 姓名 | 死亡日期 | 注销类别
    """
    heading = find_heading("f", cells_of(drawn), POLICE)
    assert (heading.row, heading.depth) == (3, 2)
    assert heading.headers == ["公民身份号码", "姓名", "死亡日期", "注销类别"]


@pytest.mark.parametrize("line", LINES)
def test_nor_is_it_a_second_one_over_an_empty_row(line):
    drawn = f"{line}\n| | |\n公民身份号码 | 姓名 | 死亡日期 | 注销类别"
    heading = find_heading("f", cells_of(drawn), POLICE)
    assert (heading.row, heading.depth) == (3, 1)


def csv_bytes(rows) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


ROWS = [
    *cells_of(DEAD_AND_RELATIVE),
    ["张三", resident(1), "2024-05-01", "死亡", "李四", resident(2)],
    *cells_of(DEAD_AND_RELATIVE),
    ["王五", resident(3), "2024-05-02", "死亡", "赵六", resident(4)],
]


def merged(book) -> None:
    """The same as a workbook, its groups in merged cells."""
    sheet_of(ROWS)(book)
    sheet = book.worksheets()[0]
    for place in ("A1:B1", "C1:D2", "E1:F1", "A2:B2", "E2:F2"):
        row, column = int(place[1]) - 1, "ABCDEF".index(place[0])
        sheet.merge_range(place, ROWS[row][column])


@pytest.mark.parametrize(("name", "content"), [("f.csv", csv_bytes(ROWS)), ("f.xlsx", workbook(merged))])
def test_a_file_with_three_levels_lands_the_dead_and_not_the_relative(tmp_path, name, content):
    rows = read(tmp_path, name, content, POLICE)
    assert landed_rows(rows) == [4, 8]
    assert rows.landed.select("person_key", "name").rows() == [
        (int(resident(1)[:17]), "张三"),
        (int(resident(3)[:17]), "王五"),
    ]
    assert rows.not_landed == ["申报人姓名", "申报人公民身份号码"]
    assert (rows.rejected.height, rows.aside) == (0, 3)

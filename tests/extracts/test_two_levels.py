"""Headers on two levels: the group above decides whose the column below it is."""

import csv
import io

import pytest
from drawn_files import POLICE, ROSTER, SHIPPED, landed_rows, read, resident, sheet_of, workbook
from drawn_headers import cells_of, mapped, taken

from assist_cli.errors import DataError
from assist_cli.extracts.columns.header import find_heading

BOTH = """
死者 |              | 死亡日期 | 注销类别 | 申报人 |
姓名 | 公民身份号码 |          |          | 姓名   | 公民身份号码
"""
MERGED_LATER = """
死亡日期 | 注销类别 | 申报人 |              | 死亡人员 |
         |          | 姓名   | 公民身份号码 | 姓名     | 公民身份号码
"""
ABOVE_AND_BESIDE = """
公民身份号码 | 姓名 | 死亡日期 | 注销类别 | 申报人 |
             |      |          |          | 姓名   | 公民身份号码
"""
NEUTRAL = """
基本信息     |      | 注销信息 |          |
公民身份号码 | 姓名 | 死亡日期 | 注销日期 | 注销类别
"""


@pytest.mark.parametrize(
    ("drawn", "id_number", "name"),
    [
        (BOTH, "B", "A"),
        (MERGED_LATER, "F", "E"),
        (ABOVE_AND_BESIDE, "A", "B"),
        (NEUTRAL, "A", "B"),
    ],
)
def test_the_number_under_the_dead_is_taken(drawn, id_number, name):
    assert taken(drawn, POLICE).items() >= {"id_number": id_number, "name": name}.items()


@pytest.mark.parametrize(
    "title", ["", "明州市公安局死亡注销人员登记表", "死亡人员信息", "2024年5月死者及申报人"]
)
@pytest.mark.parametrize("drawn", [BOTH, MERGED_LATER, ABOVE_AND_BESIDE, NEUTRAL])
def test_the_row_number_is_that_of_the_lower_header_row(drawn, title):
    rows = [[title], [], *cells_of(drawn)] if title else cells_of(drawn)
    heading = find_heading("f", rows, POLICE)
    assert (heading.row, heading.depth) == (len(rows), 2)


@pytest.mark.parametrize("other", ["申报人", "申报人信息", "家属", "报告人情况", "经办人", "联系人", "户主"])
def test_a_number_under_another_person_is_never_the_dead_persons(other):
    """Even though the lower row alone would be a header that fits in every column."""
    drawn = f"""
    {other}      |      |          |
    公民身份号码 | 姓名 | 死亡日期 | 注销类别
    """
    with pytest.raises(DataError, match=r"missing|none of the first"):
        mapped(drawn, POLICE)


@pytest.mark.parametrize("group", ["第三方", "甲方", "捐赠者"])
def test_a_number_under_an_unknown_group_is_not_guessed(group):
    drawn = f"""
    死者 | 死亡日期 | 注销类别 | {group} |
    姓名 |          |          | 姓名    | 公民身份号码
    """
    with pytest.raises(DataError, match="column missing"):
        mapped(drawn, POLICE)


def test_two_groups_of_the_dead_are_a_question():
    drawn = """
    死者         |          |          | 基本信息
    公民身份号码 | 死亡日期 | 注销类别 | 公民身份号码
    """
    with pytest.raises(
        DataError, match=r"two columns fit 'id_number': 死者公民身份号码 \[A\] / 公民身份号码 \[D\]"
    ):
        mapped(drawn, POLICE)


@pytest.mark.parametrize(
    "above",
    [
        "公安局 | 姓名不得外传 | |",
        "明州市死亡人员信息 | | |",
        "填报单位:东湖分局 | | 经办人:李四 |",
        "2024年6月死亡人员及申报人登记表 | | |",
        "注:公民身份号码以死者为准,申报人除外 | | |",
    ],
)
def test_a_title_or_a_remark_above_is_no_group(above):
    heading = find_heading("f", cells_of(f"{above}\n公民身份号码 | 姓名 | 死亡日期 | 注销类别"), POLICE)
    assert (heading.row, heading.depth) == (2, 1)
    assert heading.headers == ["公民身份号码", "姓名", "死亡日期", "注销类别"]


def test_a_repeated_header_directly_below_is_no_second_level():
    one = "公民身份号码 | 姓名 | 死亡日期 | 注销类别"
    assert find_heading("f", cells_of(f"{one}\n{one}"), POLICE).depth == 1


def test_words_split_over_two_rows_are_joined():
    drawn = """
    公民身份号码 | 姓名 | 死亡 | 注销 |
                 |      | 日期 | 日期 | 类别
    """
    assert taken(drawn, POLICE).items() >= {"died_on": "C", "cancelled_on": "D", "cancellation": "E"}.items()


def test_a_column_of_two_cells_that_say_the_same_has_their_text_once():
    drawn = """
    死者         | 死亡日期 | 注销类别
    公民身份号码 | 死亡日期 | 注销类别
    """
    assert taken(drawn, POLICE) == {"id_number": "A", "died_on": "B", "cancellation": "C"}


@pytest.mark.parametrize("member", ["", "成员"])
@pytest.mark.parametrize("group", ["家庭成员", "成员", "救助对象", "人员信息"])
def test_groups_of_a_roster(group, member):
    drawn = f"""
    户编号 | 户主 |          | {group}      |                  | 救助类别 | 月保障金额 | 区划代码 | 镇街 | 村居 | 状态
           | 姓名 | 身份证号 | {member}姓名 | {member}身份证号 |          |            |          |      |      |
    """
    assert taken(drawn, ROSTER).items() >= {"name": "D", "id_number": "E"}.items()
    assert mapped(drawn, ROSTER).not_landed == ["户主姓名", "户主身份证号"]


ROWS = [
    ["死者", "", "死亡日期", "注销类别", "申报人", ""],
    ["姓名", "公民身份号码", "", "", "姓名", "公民身份号码"],
    ["张三", resident(1), "2024-05-01", "死亡", "李四", resident(2)],
]


def csv_bytes(rows) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


@pytest.mark.parametrize(
    ("name", "content"), [("f.csv", csv_bytes(ROWS)), ("f.xlsx", workbook(sheet_of(ROWS)))]
)
def test_a_file_with_two_levels_lands_the_dead_and_not_the_relative(tmp_path, name, content):
    rows = read(tmp_path, name, content, POLICE)
    assert landed_rows(rows) == [3]
    assert rows.landed.select("person_key", "name").rows() == [(int(resident(1)[:17]), "张三")]
    assert rows.not_landed == ["申报人姓名", "申报人公民身份号码"]


def test_a_word_for_a_person_in_the_first_row_of_data_is_no_second_header_row():
    """The owner's role is that of a legal representative, which is also a header of the source."""
    drawn = """
    统一社会信用代码   | 企业名称 | 类型 | 法定代表人 | 证件号码           | 职务       | 登记状态
    929901020000001688 | 竹溪商店 | 个体 | 赵六       | 990102196001010017 | 法定代表人 | 存续
    """
    source = SHIPPED.sources["market.enterprises"]
    heading = find_heading("f", cells_of(drawn), source)
    assert (heading.row, heading.depth) == (1, 1)

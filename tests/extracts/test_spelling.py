"""The same header in other people's spelling, and the letters over a column."""

import pytest
from drawn_files import EVERYTHING, HEADERS, POLICE
from drawn_headers import taken

from assist_cli.errors import DataError
from assist_cli.extracts.columns.header import map_columns
from assist_cli.extracts.columns.spelling import letter, normalise


@pytest.mark.parametrize(
    ("header", "spelt"),
    [
        ("证件号码", "证件号"),
        ("（注）证件号", "证件号"),
        ("ＩＤ 号码", "id号"),
        ("姓　名", "姓名"),
        ("姓\u200b名\ufeff", "姓名"),
        ("金额[元]", "金额"),
        ("1.姓名", "姓名"),
        ("１２、姓名", "姓名"),
        ("(3)姓名", "姓名"),
        ("（3）姓名", "姓名"),
        ("①姓名", "姓名"),
        ("二、姓名", "姓名"),
        ("姓名*", "姓名"),
        ("*姓名：", "姓名"),
        ("★姓名（必填）", "姓名"),
        ("死亡日期\n（yyyy-mm-dd）", "死亡日期"),
        ("死亡日期（格式：2024-01-31）", "死亡日期"),
        ("公民\r\n身份号码", "公民身份号"),
        ("镇（街）", "镇(街)"),
    ],
)
def test_a_header_is_compared_without_what_says_nothing(header, spelt):
    assert normalise(header) == spelt


@pytest.mark.parametrize(
    "header", ["公民身份号码（申报人）", "金额（万元）", "12月金额", "80岁以上", "姓名2", "金额(元/月)"]
)
def test_what_says_whose_or_how_much_stays(header):
    assert normalise(header) not in {
        normalise(known) for known in ("公民身份号码", "金额", "月金额", "岁以上", "姓名")
    }


@pytest.mark.parametrize(
    ("at", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")]
)
def test_letters_are_those_of_a_spreadsheet(at, letters):
    assert letter(at) == letters


def test_a_day_fits_whether_it_says_day_or_time():
    assert taken("公民身份号码 | 死亡日期 | 注销时间 | 注销类别", POLICE)["cancelled_on"] == "C"
    headers = ["死亡时间" if header == "死亡日期" else header for header in HEADERS]
    assert map_columns("f", headers, EVERYTHING).positions["died_on"] == headers.index("死亡时间")


def test_a_time_beside_its_day_is_left_behind():
    """死亡时间 may hold the hour; where 死亡日期 is there, it is not needed."""
    found = map_columns("f", [*HEADERS, "死亡时间"], EVERYTHING)
    assert found.positions["died_on"] == HEADERS.index("死亡日期")
    assert found.not_landed == ["死亡时间"]


def test_only_days_are_alike_by_day_and_time():
    with pytest.raises(DataError, match="column missing"):
        map_columns("f", ["公民身份号码", "死亡时间", "注销类别"], as_text("died_on"))


def as_text(column):
    said = POLICE.model_dump(by_alias=True)
    said["columns"][column] |= {"kind": "text", "headers": ["死亡日期"]}
    return type(POLICE).model_validate(said)


def test_two_columns_of_one_header_cannot_be_told_apart_by_the_source():
    with pytest.raises(DataError, match=r"公民身份号码 \[A\] / 公民身份号码 \[C\]") as caught:
        map_columns("f", ["公民身份号码", "死亡日期", "公民身份号码", "注销类别"], POLICE)
    assert "header of its own" in caught.value.remedy


def test_a_header_with_a_line_break_is_named_on_one_line():
    with pytest.raises(DataError, match=r"公民 身份号码 \[A\] / 身份证号 \[AC\]"):
        map_columns("f", ["公民\n身份号码", *[""] * 27, "身份证号"], POLICE)

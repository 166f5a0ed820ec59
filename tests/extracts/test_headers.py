"""Which row is the header, and which column is which; the reporting relative is never the dead person."""

import pytest
from drawn_files import (
    CANARY,
    EVERYTHING,
    HEADERS,
    POLICE,
    ROSTER,
    csv_text,
    good_row,
    landed_rows,
    read,
    resident,
)

from assist_cli.errors import DataError
from assist_cli.extracts.columns.header import find_heading, map_columns
from assist_cli.settings.values import Source

DEATH = ["公民身份号码", "姓名", "死亡日期", "注销类别"]
RELATIVE = ["申报人公民身份号码", "申报人姓名"]


def read_csv(folder, table, source=POLICE):
    return read(folder, "deaths.csv", csv_text(table).encode(), source)


def dead(number=1, day="2024-05-01"):
    return [resident(number), "张三", day, "死亡"]


@pytest.mark.parametrize("header", POLICE.columns["id_number"].headers)
def test_every_alias_of_a_column_is_known(tmp_path, header):
    assert landed_rows(read_csv(tmp_path, [[header, *DEATH[1:]], dead()])) == [2]


@pytest.mark.parametrize(
    "header", ["公民身份号", " 公民身份号码 ", "公民 身份号码", "公民身份号码\n", "公民身份号码（18位）"]
)
def test_an_alias_is_known_in_other_spellings(tmp_path, header):
    assert landed_rows(read_csv(tmp_path, [[header, *DEATH[1:]], dead()])) == [2]


@pytest.mark.parametrize("above", [0, 1, 5, 28])
def test_the_header_may_stand_below_title_rows(tmp_path, above):
    titles = [["公安局", "姓名不得外传", "", ""]] * above
    assert landed_rows(read_csv(tmp_path, [*titles, DEATH, dead()])) == [above + 2]


def test_a_header_below_the_searched_rows_is_not_found(tmp_path):
    with pytest.raises(DataError, match="none of the first 30 rows"):
        read_csv(tmp_path, [*[["公安局"]] * 30, DEATH, dead()])


def test_the_row_that_knows_most_headers_is_the_header():
    heading = find_heading("f", [["姓名", "身份证号"], HEADERS, HEADERS], EVERYTHING)
    assert (heading.row, heading.headers) == (2, HEADERS)


def test_columns_in_any_order_and_unknown_ones_between_them(tmp_path):
    table = [
        ["序号", "姓名", "民族", "注销类别", "死亡日期", "公民身份号码"],
        ["1", "张三", "壮", "死亡", "20240501", resident(1)],
    ]
    rows = read_csv(tmp_path, table)
    assert rows.landed.select("name", "cancellation").rows() == [("张三", "death")]
    assert rows.not_landed == ["序号"]
    assert "壮" not in str(rows.landed.rows())


def test_a_file_without_a_header_is_refused_and_no_row_of_it_is_quoted(tmp_path):
    people = [[resident(number), CANARY, "2024-05-01", "死亡"] for number in range(40)]
    with pytest.raises(DataError, match=r"^deaths\.csv: .*header of police\.deaths") as caught:
        read_csv(tmp_path, people)
    said = caught.value.what + caught.value.remedy
    assert "sources/police.deaths.toml" in said
    assert CANARY not in said
    assert not any(resident(number) in said for number in range(40))


@pytest.mark.parametrize("missing", ["公民身份号码", "死亡日期", "注销类别"])
def test_a_missing_column_is_named_with_its_meaning(tmp_path, missing):
    kept = [at for at, header in enumerate(DEATH) if header != missing]
    with pytest.raises(DataError, match=missing) as caught:
        read_csv(tmp_path, [[DEATH[at] for at in kept], [dead()[at] for at in kept]])
    assert caught.value.what.startswith("deaths.csv: ")
    assert "sources/police.deaths.toml" in caught.value.remedy
    assert resident(1) not in caught.value.what + caught.value.remedy


def test_a_column_that_is_not_required_may_be_absent(tmp_path):
    rows = read_csv(tmp_path, [["公民身份号码", "死亡日期", "注销类别"], [resident(1), "2024-05-01", "死亡"]])
    assert rows.landed.select("name").rows() == [(None,)]


@pytest.mark.parametrize(
    "second",
    ["身份证号", "公民身份号码", "公民身份号码(2)", "死者身份证号码", "公民身份号"],
)
def test_two_id_columns_that_both_fit_are_a_question_not_a_guess(tmp_path, second):
    with pytest.raises(DataError, match="two columns fit 'id_number'") as caught:
        read_csv(tmp_path, [[*DEATH, second], [*dead(), resident(2)]])
    assert f"公民身份号码 [A] / {second} [E]" in caught.value.what
    assert resident(2) not in caught.value.what + caught.value.remedy


@pytest.mark.parametrize(
    "order", [[*DEATH, *RELATIVE], [*RELATIVE, *DEATH], [RELATIVE[0], *DEATH, RELATIVE[1]]]
)
def test_the_reporting_relative_beside_the_dead_is_dropped(tmp_path, order):
    cells = dict(zip([*DEATH, *RELATIVE], [*dead(1), resident(2), "李四"], strict=True))
    rows = read_csv(tmp_path, [order, [cells[header] for header in order]])
    assert rows.landed.select("person_key", "name").rows() == [(int(resident(1)[:17]), "张三")]
    assert set(rows.not_landed) == set(RELATIVE)
    assert resident(2) not in str(rows.landed.rows())


@pytest.mark.parametrize("header", [*POLICE.dropped[:3], "申报人证件号码", "报告人身份证号", "家属身份证号"])
def test_the_reporting_relative_instead_of_the_dead_is_refused(tmp_path, header):
    with pytest.raises(DataError, match=r"column missing for police\.deaths"):
        read_csv(tmp_path, [[header, "死者姓名", *DEATH[2:]], [resident(2), *dead()[1:]]])


def test_the_heads_columns_of_the_roster_are_not_the_members(tmp_path):
    headers = [
        "户编号",
        "户主姓名",
        "户主身份证号",
        "成员姓名",
        "成员身份证号",
        "救助类别",
        "月保障金额",
        "区划代码",
        "镇街",
        "村居",
        "状态",
    ]
    row = [
        "H1",
        "李四",
        resident(2),
        "张三",
        resident(1),
        "低保",
        "600",
        "990102001001",
        "东湖街道",
        "湖滨社区",
        "在保",
    ]
    rows = read_csv(tmp_path, [headers, row], ROSTER)
    assert rows.landed.select("name", "id_number").rows() == [("张三", resident(1))]
    assert rows.not_landed == ["户主姓名", "户主身份证号"]


@pytest.mark.parametrize("header", ["公民身份号码（申报人）", "身份证号(家属)"])
def test_a_relative_told_by_a_remark_beside_the_dead_is_asked_about_or_dropped(tmp_path, header):
    try:
        rows = read_csv(tmp_path, [[*DEATH, header], [*dead(1), resident(2)]])
    except DataError as error:
        assert "two columns fit 'id_number'" in error.what  # noqa: PT017  either is right
    else:
        assert rows.landed["person_key"].to_list() == [int(resident(1)[:17])]


@pytest.mark.parametrize("header", ["公民身份号码（申报人）", "身份证号(家属)", "（报告人）身份证号码"])
def test_a_remark_that_names_the_relative_is_no_remark(tmp_path, header):
    with pytest.raises(DataError):
        read_csv(tmp_path, [[header, "死者姓名", *DEATH[2:]], [resident(2), *dead()[1:]]])


def test_amounts_under_a_header_in_ten_thousands_are_yuan_or_refused(tmp_path):
    headers = [header if header != "金额" else "金额（万元）" for header in HEADERS]
    try:
        rows = read_csv(tmp_path, [headers, good_row(1, paid="0.06")], EVERYTHING)
    except DataError:
        return
    assert [str(amount) for amount in rows.landed["paid"]] == ["600.00"]


def test_listing_the_other_column_under_dropped_answers_the_question():
    told = Source.model_validate({**POLICE.model_dump(by_alias=True), "dropped": ["身份证号"]})
    assert map_columns("f", [*DEATH, "身份证号"], told).positions["id_number"] == 0

"""Excel workbooks as they arrive: titles, merged cells, footers, number cells, several sheets."""

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from drawn_files import (
    CANARY,
    HEADERS,
    POLICE,
    csv_text,
    good_row,
    landed_rows,
    read,
    reasons,
    resident,
    sheet_of,
    workbook,
)

from assist_cli.errors import DataError

BLANK = [""] * len(HEADERS)
POLICE_HEADERS = ["公民身份号码", "姓名", "死亡日期", "注销类别"]


def read_sheet(folder, rows, **said):
    return read(folder, "f.xlsx", workbook(sheet_of(rows)), **said)


def test_rows_are_numbered_as_in_the_sheet(tmp_path):
    table = [
        ["东湖区发放名册"],
        [],
        ["单位：元"],
        HEADERS,
        good_row(1),
        [],
        BLANK,
        good_row(2, paid="三百"),
        HEADERS,
        good_row(3),
        ["合 计", *BLANK[1:-2], "1238", ""],
        ["  制表人：王五　审核人：赵六"],
    ]
    rows = read_sheet(tmp_path, table)
    assert landed_rows(rows) == [5, 10]
    assert reasons(rows) == {8: "paid:not_an_amount"}
    assert rows.aside == 5


@pytest.mark.parametrize(("above", "before"), [(0, 0), (1, 0), (3, 0), (0, 2), (3, 2)])
def test_rows_keep_their_numbers_where_a_sheet_begins_with_nothing(tmp_path, above, before):
    def draw(book):
        table = [*([[]] * above), HEADERS, good_row(1, household=""), good_row(2, household=""), good_row(3)]
        sheet_of([[*[""] * before, *row] for row in table])(book)
        sheet = book.worksheets()[0]
        sheet.merge_range(above + 1, before, above + 2, before, "H1")
        sheet.write_formula(above + 3, before + 8, "=1/0", None, "#DIV/0!")

    rows = read(tmp_path, "f.xlsx", workbook(draw))
    assert rows.landed.select("row", "household").rows() == [(above + 2, "H1"), (above + 3, "H1")]
    assert reasons(rows) == {above + 4: "paid:error_cell"}


@pytest.mark.parametrize(
    "footer",
    [
        "合计",
        "合　计",
        "总计",
        "小计",
        "制表人：王五",
        "填表人",
        "审核人：",
        "经办人",
        "负责人",
        "备注：",
        "注：",
        "说明：",
    ],
)
def test_a_footer_is_counted_aside_unless_it_names_somebody(tmp_path, footer):
    named = good_row(2, household=footer)
    rows = read_sheet(tmp_path, [HEADERS, good_row(1), [footer], named])
    assert (landed_rows(rows), rows.aside) == ([2, 4], 1)


def test_a_row_that_lacks_an_id_but_is_no_footer_is_rejected_not_put_aside(tmp_path):
    rows = read_sheet(tmp_path, [HEADERS, good_row(1, id_number="", household="H7")])
    assert (rows.aside, reasons(rows)) == (0, {2: "id_number:missing"})


def test_merged_cells_are_filled_downwards_where_the_source_says_so(tmp_path):
    def draw(book):
        sheet_of([HEADERS, *(good_row(number, household="", division="") for number in range(4))])(book)
        sheet = book.worksheets()[0]
        sheet.merge_range(1, 0, 2, 0, "H1")
        sheet.merge_range(1, 4, 3, 4, "990102001001")
        sheet.write_string(4, 0, "H3")

    rows = read(tmp_path, "f.xlsx", workbook(draw))
    assert rows.landed.sort("row")["household"].to_list() == ["H1", "H1", None, "H3"]
    assert rows.landed.sort("row")["division"].to_list() == ["990102001001", None, None, None]


def test_a_merged_title_is_no_household(tmp_path):
    def draw(book):
        sheet_of([[], [], HEADERS, good_row(1), good_row(2)])(book)
        book.worksheets()[0].merge_range(0, 0, 1, 9, "东湖区名册")

    rows = read(tmp_path, "f.xlsx", workbook(draw))
    assert rows.landed["household"].to_list() == ["H1", "H2"]


def test_an_id_in_a_number_cell_is_rejected_and_counted(tmp_path):
    as_number = [resident(2)]
    as_number[0] = int(resident(2).replace("X", "0"))
    table = [HEADERS, good_row(1), [*good_row(2)[:1], *as_number, *good_row(2)[2:]]]
    rows = read_sheet(tmp_path, table)
    assert (landed_rows(rows), rows.number_ids) == ([2], 1)
    assert reasons(rows) == {3: "id_number:number_cell"}


def test_fifteen_digits_in_a_number_cell_are_whole(tmp_path):
    row = good_row(1)
    rows = read_sheet(tmp_path, [HEADERS, [row[0], 990102620101123, *row[2:]]])
    assert rows.landed.select("person_key", "repairs").rows() == [(99010219620101123, "id_number:from_15")]
    assert rows.number_ids == 1


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (date(2024, 1, 31), date(2024, 1, 31)),
        (datetime(2024, 1, 31, 8, 30), date(2024, 1, 31)),  # noqa: DTZ001  a cell has no zone
        (45322, date(2024, 1, 31)),
        (20240131, date(2024, 1, 31)),
        (202401, date(2024, 1, 31)),
        (date(9999, 12, 31), None),
    ],
)
def test_days_in_real_date_cells_and_in_number_cells(tmp_path, cell, day):
    table = [POLICE_HEADERS, *([resident(number), "张三", cell, "死亡"] for number in range(3))]
    rows = read_sheet(tmp_path, table, source=POLICE)
    assert rows.landed["died_on"].to_list() == [day] * 3


@pytest.mark.parametrize("number_format", [14, 27, 28, 31, 57, 'yyyy"年"m"月"d"日"'])
def test_the_date_formats_of_a_chinese_excel(tmp_path, number_format):
    def draw(book):
        sheet_of([POLICE_HEADERS, [resident(1), "张三", "", "死亡"]])(book)
        book.worksheets()[0].write_number(1, 2, 45322, book.add_format({"num_format": number_format}))

    assert read(tmp_path, "f.xlsx", workbook(draw), POLICE).landed["died_on"].to_list() == [date(2024, 1, 31)]


def test_amounts_and_counts_in_number_cells(tmp_path):
    row = good_row(1)
    rows = read_sheet(tmp_path, [HEADERS, [*row[:8], 1238.5, 3], [*row[:8], -300, 3.0]])
    assert [str(amount) for amount in rows.landed["paid"]] == ["1238.50", "-300.00"]
    assert rows.landed["size"].to_list() == [3, 3]


def test_a_workbook_of_another_program_is_read_too(tmp_path):
    book = openpyxl.Workbook()
    for row in (["名册"], HEADERS, good_row(1, name="㛃𬱖")):
        book.active.append(row)
    book.active.merge_cells("A1:J1")
    book.save(tmp_path / "f.xlsx")
    rows = read(tmp_path, "g.xlsx", (tmp_path / "f.xlsx").read_bytes())
    assert rows.landed.select("row", "name").rows() == [(3, "㛃𬱖")]


def test_the_one_sheet_that_fits_is_read_and_hidden_ones_are_not(tmp_path):
    content = workbook(
        sheet_of([["说明"], ["请勿修改"]], "说明"),
        sheet_of([HEADERS, good_row(1)], "名册"),
        sheet_of([HEADERS, good_row(2), good_row(3)], "底稿", hidden=True),
        lambda book: book.add_worksheet("空"),
    )
    assert landed_rows(read(tmp_path, "f.xlsx", content)) == [2]


def test_a_hidden_sheet_is_named_where_it_is_the_only_one_that_fits(tmp_path):
    content = workbook(
        sheet_of([["说明"], ["请勿修改"]], "说明"), sheet_of([HEADERS, good_row(1)], "底稿", hidden=True)
    )
    with pytest.raises(DataError, match=r"^f\.xlsx: .*hidden: 底稿") as caught:
        read(tmp_path, "f.xlsx", content)
    assert "unhide" in caught.value.remedy


def test_two_sheets_that_fit_are_an_error_that_names_them(tmp_path):
    content = workbook(sheet_of([HEADERS, good_row(1)], "甲"), sheet_of([HEADERS, good_row(2)], "乙"))
    with pytest.raises(DataError, match=r"^f\.xlsx: .*甲 / 乙") as caught:
        read(tmp_path, "f.xlsx", content)
    assert caught.value.remedy


def test_the_name_of_a_file_decides_nothing(tmp_path):
    assert landed_rows(read(tmp_path, "f.csv", workbook(sheet_of([HEADERS, good_row(1)])))) == [2]
    assert landed_rows(read(tmp_path, "f.txt", csv_text([HEADERS, good_row(1)]).encode())) == [2]


def _hidden_only() -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(workbook(sheet_of([HEADERS, good_row(1, name=CANARY)]))))
    book.create_sheet("空")
    book.worksheets[0].sheet_state = "hidden"
    book.active = 1
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


WHOLE = workbook(sheet_of([HEADERS, good_row(1, name=CANARY)]))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("damaged.xlsx", WHOLE[: len(WHOLE) // 2]),
        ("damaged2.xlsx", b"PK\x03\x04" + CANARY.encode() * 100),
        ("locked.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)),
        ("page.xls", f"<html><table><tr><td>{CANARY}</td></tr></table></html>".encode()),
        ("empty.xlsx", workbook(lambda book: book.add_worksheet())),
        ("other.xlsx", workbook(sheet_of([["甲", "乙"], [CANARY, resident(1)]]))),
        ("surplus.xlsx", _hidden_only()),
        ("nothing.xlsx", b""),
    ],
)
def test_a_workbook_that_cannot_be_used_is_an_error_that_names_it_and_quotes_nothing(tmp_path, name, content):
    with pytest.raises(DataError) as caught:
        read(tmp_path, name, content)
    assert caught.value.what.startswith(f"{name}: ")
    assert caught.value.remedy
    for cell in (CANARY, resident(1)):
        assert cell not in caught.value.what + caught.value.remedy


def test_a_date_cell_of_zero_is_no_date(tmp_path):
    def draw(book):
        sheet_of([HEADERS, good_row(1, died_on="")])(book)
        book.worksheets()[0].write_number(1, 6, 0, book.add_format({"num_format": "yyyy-mm-dd"}))

    rows = read(tmp_path, "f.xlsx", workbook(draw))
    assert rows.landed["died_on"].to_list() == [None]


def test_an_error_cell_is_a_problem_and_never_a_silent_null(tmp_path):
    def draw(book):
        sheet_of([HEADERS, good_row(1, paid="")])(book)
        book.worksheets()[0].write_formula(1, 8, "=1/0", None, "#DIV/0!")

    assert list(reasons(read(tmp_path, "f.xlsx", workbook(draw)))) == [2]


def test_an_amount_that_excel_has_calculated_lands(tmp_path):
    row = good_row(1)
    plain = workbook(sheet_of([HEADERS, [*row[:8], 1399.8, 3]]))
    as_excel = io.BytesIO()  # which writes all 17 digits of 3 × 466.6
    with zipfile.ZipFile(io.BytesIO(plain)) as old, zipfile.ZipFile(as_excel, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"<v>1399.8</v>", b"<v>1399.8000000000002</v>"))
    rows = read(tmp_path, "f.xlsx", as_excel.getvalue())
    assert [str(amount) for amount in rows.landed["paid"]] == ["1399.80"]

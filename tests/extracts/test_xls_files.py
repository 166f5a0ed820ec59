"""Workbooks of the old binary kind: .xls of Excel, .et of WPS; and protected workbooks of both kinds."""

import io
from collections.abc import Sequence
from datetime import date, datetime

import pytest
import xlwt
from drawn_files import HEADERS, POLICE, good_row, landed_rows, read, reasons, resident, sheet_of, workbook
from msoffcrypto.format.ooxml import OOXMLFile

from assist_cli.errors import DataError

NOT_AVAILABLE = 0x2A
POLICE_HEADERS = ["公民身份号码", "姓名", "死亡日期", "注销类别"]
DAY = xlwt.easyxf(num_format_str="yyyy/m/d")


def old_workbook(*sheets: tuple[str, Sequence[Sequence[object]]], hidden: Sequence[str] = ()) -> bytes:
    """An .xls with these sheets; days become date cells, Formula objects formulas."""
    book = xlwt.Workbook(encoding="utf-8")
    for name, rows in sheets:
        sheet = book.add_sheet(name)
        sheet.visibility = int(name in hidden)
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell != "":
                    sheet.write(at, column, cell, DAY if isinstance(cell, date) else xlwt.Style.default_style)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def protected(content: bytes, password: str) -> bytes:
    """An .xlsx under a password, as Excel writes it (agile encryption)."""
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt(password, out)
    return out.getvalue()


@pytest.mark.parametrize("name", ["f.xls", "f.et", "f.xlsx", "f.csv"])
def test_an_old_workbook_is_read_whatever_its_name(tmp_path, name):
    content = old_workbook(("名册", [["东湖区发放名册"], HEADERS, good_row(1, name="㛃𬱖"), [], good_row(2)]))
    rows = read(tmp_path, name, content)
    assert rows.landed.select("row", "name").rows() == [(3, "㛃𬱖"), (5, "张三")]


def test_a_new_workbook_is_read_under_the_name_of_wps(tmp_path):
    assert landed_rows(read(tmp_path, "f.et", workbook(sheet_of([HEADERS, good_row(1)])))) == [2]


def test_numbers_days_and_merged_cells_of_an_old_workbook(tmp_path):
    book = xlwt.Workbook()
    sheet = book.add_sheet("名册")
    for column, header in enumerate(HEADERS):
        sheet.write(0, column, header)
    for at in (1, 2):
        for column, cell in enumerate(good_row(at, household="", died_on="", paid="", size="")):
            if cell:
                sheet.write(at, column, cell)
        sheet.write(at, 6, datetime(2024, 5, at), DAY)  # noqa: DTZ001  a cell has no zone
        sheet.write(at, 8, 1238.5)
        sheet.write(at, 9, 3)
    sheet.write_merge(1, 2, 0, 0, "H1")
    out = io.BytesIO()
    book.save(out)
    landed = read(tmp_path, "f.xls", out.getvalue()).landed.sort("row")
    assert landed["household"].to_list() == ["H1", "H1"]
    assert landed["died_on"].to_list() == [date(2024, 5, 1), date(2024, 5, 2)]
    assert [str(paid) for paid in landed["paid"]] == ["1238.50", "1238.50"]


def test_an_id_in_a_number_cell_of_an_old_workbook_is_rejected(tmp_path):
    row = [good_row(1)[0], int(resident(1).replace("X", "0")), *good_row(1)[2:]]
    rows = read(tmp_path, "f.xls", old_workbook(("名册", [HEADERS, row])))
    assert (reasons(rows), rows.number_ids) == ({2: "id_number:number_cell"}, 1)


def test_error_cells_of_an_old_workbook_are_problems(tmp_path):
    book = xlwt.Workbook()
    book.add_sheet("说明").write(0, 0, "请勿修改")
    sheet = book.add_sheet("名册")
    for at, row in enumerate([HEADERS, good_row(1, died_on=""), good_row(2, paid=""), good_row(3)]):
        for column, cell in enumerate(row):
            if cell:
                sheet.write(at, column, cell)
    sheet.row(1).set_cell_error(6, NOT_AVAILABLE)
    sheet.row(2).set_cell_error(8, NOT_AVAILABLE)
    out = io.BytesIO()
    book.save(out)
    rows = read(tmp_path, "f.xls", out.getvalue())
    assert reasons(rows) == {2: "died_on:error_cell", 3: "paid:error_cell"}
    assert landed_rows(rows) == [4]


def test_the_sheet_that_fits_is_found_in_an_old_workbook(tmp_path):
    content = old_workbook(
        ("说明", [["请勿修改"]]), ("名册", [HEADERS, good_row(1)]), ("底", [HEADERS]), hidden=["底"]
    )
    assert landed_rows(read(tmp_path, "f.xls", content)) == [2]


class TestPasswords:
    PASSWORD = "湖畔 Pass"  # noqa: S105  of a file made here

    @pytest.fixture
    def locked(self):
        return protected(workbook(sheet_of([HEADERS, good_row(1)])), self.PASSWORD)

    @pytest.mark.parametrize("name", ["f.xlsx", "f.xls"])
    def test_the_password_opens_it(self, tmp_path, locked, name):
        assert landed_rows(read(tmp_path, name, locked, password=self.PASSWORD)) == [2]

    @pytest.mark.parametrize(
        ("password", "said"), [(None, "protected"), ("湖畔 pass", "does not fit"), ("", "does not fit")]
    )
    def test_a_wrong_or_missing_password_is_an_error(self, tmp_path, locked, password, said):
        with pytest.raises(DataError, match=said) as caught:
            read(tmp_path, "f.xlsx", locked, password=password)
        assert caught.value.remedy
        assert "湖畔" not in caught.value.what + caught.value.remedy

    def test_a_workbook_that_only_may_not_be_changed_needs_none(self, tmp_path):
        content = protected(workbook(sheet_of([HEADERS, good_row(1)])), "VelvetSweatshop")
        assert landed_rows(read(tmp_path, "f.xlsx", content)) == [2]

    def test_a_password_does_no_harm_where_none_is_needed(self, tmp_path):
        content = old_workbook(("名册", [HEADERS, good_row(1)]))
        assert landed_rows(read(tmp_path, "f.xls", content, password=self.PASSWORD)) == [2]

    def test_a_protected_workbook_cut_short_is_refused(self, tmp_path, locked):
        with pytest.raises(DataError):
            read(tmp_path, "f.xlsx", locked[: len(locked) // 2], password=self.PASSWORD)


def test_an_old_workbook_cut_short_or_of_another_kind_is_refused(tmp_path):
    whole = old_workbook(("名册", [HEADERS, *(good_row(number) for number in range(200))]))
    for content in (whole[:600], whole[: len(whole) // 2], whole[:8] + bytes(4000)):
        with pytest.raises(DataError, match=r"^f\.xls: "):
            read(tmp_path, "f.xls", content)
    word = whole.replace("Workbook".encode("utf-16-le"), "Document".encode("utf-16-le"))
    with pytest.raises(DataError, match="another kind"):
        read(tmp_path, "f.xls", word)


def test_the_last_corner_on_many_sheets_is_not_loaded(tmp_path):
    sheets = [(f"表{number}", [HEADERS, *[[]] * 65_534, [""] * 255 + ["x"]]) for number in range(3)]
    with pytest.raises(DataError, match="too large"):
        read(tmp_path, "f.xls", old_workbook(*sheets))


def test_days_of_the_police_in_an_old_workbook(tmp_path):
    rows = [POLICE_HEADERS, [resident(1), "张三", datetime(2024, 1, 31), "死亡"]]  # noqa: DTZ001
    landed = read(tmp_path, "f.xls", old_workbook(("注销", rows)), POLICE).landed
    assert landed["died_on"].to_list() == [date(2024, 1, 31)]

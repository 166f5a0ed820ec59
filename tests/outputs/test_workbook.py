"""The Excel package, read back by openpyxl and by LibreOffice."""

import csv
import io
import shutil
import subprocess
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from sample_findings import TITLES, finding, findings

from assist_cli.cases import outcomes
from assist_cli.outputs.packages.columns import FILL_IN, PACKAGE_COLUMNS
from assist_cli.outputs.packages.division import write_packages
from assist_cli.outputs.tables import unguard

FULL_ID = "990102199001011234"
SAME = {"division_code": "990102001001", "street": "东湖街道", "household_id": "0012"}
MONTH_FRAME = findings(
    finding(1, id_number=FULL_ID, name="㛃𬱖", **SAME),
    finding(2, "moved_out", name="=1+1", summary="@SUM(1;2)", **SAME),
    finding(3, "living_elsewhere", name="http://example.org", id_number="1e5", **SAME),
)
VISITS = MONTH_FRAME.tail(1).select(
    pl.lit("990103001").alias("host_code"),
    pl.lit("=云岭街道").alias("host_name"),
    "household_id",
    "id_number",
    "name",
    "address",
)


def package(folder: Path, file_format: str = "xlsx") -> Path:
    written = write_packages(
        folder, MONTH_FRAME, VISITS, level="street", file_format=file_format, top=None, titles=TITLES["zh"]
    )
    return next(path for path in written if path.stem == "findings")


@pytest.fixture
def book(tmp_path, speak):
    speak("zh")
    return openpyxl.load_workbook(package(tmp_path))


def cell(sheet, column, line):
    return sheet.cell(line, PACKAGE_COLUMNS.index(column) + 1)


def test_the_first_row_is_the_contract(book):
    sheet = book.worksheets[0]
    assert [header.value for header in sheet[1]] == list(PACKAGE_COLUMNS)
    assert sheet.max_row == 1 + MONTH_FRAME.height


def test_texts_stay_texts_whatever_they_look_like(book):
    sheet = book.worksheets[0]
    seen = {
        (cell(sheet, name, line).value, cell(sheet, name, line).data_type)
        for name in ("id_number", "name", "household_id", "division_code", "summary")
        for line in (2, 3, 4)
    }
    for text in (FULL_ID, "㛃𬱖", "=1+1", "@SUM(1;2)", "http://example.org", "1e5", "0012", "990102001001"):
        assert (text, "s") in seen
    assert {kind for _text, kind in seen} == {"s"}
    assert all(found.hyperlink is None for row in sheet.iter_rows() for found in row)


def test_dates_months_and_amounts_are_what_they_are(book):
    sheet = book.worksheets[0]
    assert cell(sheet, "event_date", 2).value == datetime(2024, 3, 9)  # noqa: DTZ001  Excel knows no zone
    assert cell(sheet, "event_date", 2).number_format == "yyyy-mm-dd"
    assert Decimal(str(cell(sheet, "amount", 2).value)) == Decimal(1938)
    assert cell(sheet, "amount", 2).number_format == "0.00"
    assert cell(sheet, "months", 2).value == 3
    assert cell(sheet, "sources", 2).value == "civil.funerals;police.deaths"
    assert [cell(sheet, name, 4).value for name in ("event_date", "amount", "months")] == [None] * 3


def test_header_is_frozen_filtered_and_explained(book):
    sheet = book.worksheets[0]
    assert sheet.freeze_panes == "J2"
    assert sheet.auto_filter.ref == "A1:AB4"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.fitToWidth in {None, 1}  # one page wide is the format's default
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert "疑点编号" in sheet["A1"].comment.text
    assert all(header.comment for header in sheet[1])


def offered(book, name):
    """The texts of a column's drop-down, by following its rule to the hidden sheet."""
    sheet = book.worksheets[0]
    place = cell(sheet, name, 2).coordinate
    [rule] = [rule for rule in sheet.data_validations.dataValidation if place in rule.sqref]
    assert rule.type == "list"
    assert str(rule.sqref) == f"{place}:{cell(sheet, name, 4).coordinate}"
    source, area = rule.formula1.split("!")
    return book[source], tuple(row[0].value for row in book[source][area.replace("$", "")])


def test_outcomes_are_offered_and_can_be_read_back(book):
    source, texts = offered(book, "outcome")
    assert [outcomes.parse(text) for text in texts] == list(outcomes.OUTCOMES)
    assert source.sheet_state == "veryHidden"
    _source, texts = offered(book, "verified_how")
    assert [outcomes.parse_method(text) for text in texts] == ["visit", "phone", "documents", "department"]


def test_the_day_of_verifying_must_be_a_day(book):
    sheet = book.worksheets[0]
    place = cell(sheet, "verified_on", 2).coordinate
    [rule] = [rule for rule in sheet.data_validations.dataValidation if place in rule.sqref]
    assert (rule.type, rule.operator or "between") == ("date", "between")
    assert rule.formula2 == "TODAY()"
    assert cell(sheet, "verified_on", 2).number_format == "yyyy-mm-dd"


def test_what_is_to_be_filled_in_is_empty_and_coloured(book):
    sheet = book.worksheets[0]
    for name in FILL_IN:
        assert cell(sheet, name, 3).value is None
        assert cell(sheet, name, 3).fill.start_color.rgb != cell(sheet, "summary", 3).fill.start_color.rgb


def test_sheets_in_both_languages(tmp_path, tongue):
    names = openpyxl.load_workbook(package(tmp_path)).sheetnames
    expected = {
        "zh": ["疑点清单", "填写说明", "委托走访", "lists"],
        "en": ["Findings", "Guide", "Host visits", "lists"],
    }
    assert names == expected[tongue]


def test_the_guide_explains_every_column_and_concludes_nothing(book):
    texts = [str(found.value) for row in book["填写说明"].iter_rows() for found in row if found.value]
    assert set(PACKAGE_COLUMNS) <= set(texts)
    assert any("疑点不是结论" in text and "建议核实" in text for text in texts)
    assert set(outcomes.choices(outcomes.OUTCOMES)) <= set(texts)
    assert "疑似死亡仍在册" in texts
    assert not any("停发" in text for text in texts)


def test_host_visits_are_a_sheet_of_texts(book):
    header, visit = book["委托走访"].iter_rows()
    assert [found.value for found in header] == VISITS.columns
    assert [(found.value, found.data_type) for found in visit] == [(text, "s") for text in VISITS.row(0)]


def test_nothing_in_the_file_depends_on_the_clock(tmp_path, book):
    assert book.properties.created.date() == date(2024, 6, 30)
    [path] = tmp_path.rglob("findings.xlsx")
    with zipfile.ZipFile(path) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice here")


def convert(path: Path, kind: str, folder: Path, *options: str) -> Path:
    home = f"-env:UserInstallation=file://{folder / 'home'}"
    command = [
        "soffice",
        home,
        "--headless",
        *options,
        "--convert-to",
        kind,
        "--outdir",
        str(folder),
        str(path),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / f"{path.stem}.{kind.split(':', maxsplit=1)[0]}"


@needs_libreoffice
def test_libreoffice_keeps_texts_and_drop_downs(tmp_path, speak):
    speak("zh")
    source = package(tmp_path / "made")
    open_document = convert(source, "ods", tmp_path)
    again = openpyxl.load_workbook(convert(open_document, "xlsx", tmp_path))
    sheet = again.worksheets[0]
    assert [header.value for header in sheet[1]][: len(PACKAGE_COLUMNS)] == list(PACKAGE_COLUMNS)
    assert (cell(sheet, "id_number", 2).value, cell(sheet, "id_number", 2).data_type) == (FULL_ID, "s")
    assert cell(sheet, "name", 2).value == "㛃𬱖"
    assert (cell(sheet, "name", 3).value, cell(sheet, "name", 3).data_type) == ("=1+1", "s")
    place = cell(sheet, "outcome", 2).coordinate
    [rule] = [rule for rule in sheet.data_validations.dataValidation if place in rule.sqref]
    assert rule.type == "list"
    assert "lists" in rule.formula1
    assert again["lists"]["A1"].value == outcomes.choices(outcomes.OUTCOMES)[0]


@needs_libreoffice
def test_libreoffice_writes_the_same_values_as_csv(tmp_path, speak):
    speak("zh")
    text = convert(package(tmp_path / "made"), "csv:Text - txt - csv (StarCalc):44,34,76", tmp_path)
    rows = list(csv.DictReader(io.StringIO(text.read_text(encoding="utf-8"))))
    assert [row["id_number"] for row in rows] == [FULL_ID, "990102********1002", "1e5"]
    assert [row["name"] for row in rows] == ["㛃𬱖", "=1+1", "http://example.org"]
    assert [row["household_id"] for row in rows] == ["0012"] * 3
    assert rows[0]["event_date"] == "2024-03-09"
    assert rows[0]["amount"] == "1938.00"


@needs_libreoffice
def test_libreoffice_opening_the_csv_runs_and_changes_nothing(tmp_path, speak):
    speak("zh")
    source = package(tmp_path / "made", "csv")
    numbers_detected = "--infilter=CSV:44,34,76,1,,2052,false,true"
    sheet = openpyxl.load_workbook(convert(source, "xlsx", tmp_path, numbers_detected)).active
    lines = range(2, 5)
    assert [unguard(cell(sheet, "id_number", line).value) for line in lines] == [
        FULL_ID,
        "990102********1002",
        "1e5",
    ]
    assert [unguard(cell(sheet, "name", line).value) for line in lines] == [
        "㛃𬱖",
        "=1+1",
        "http://example.org",
    ]
    assert [unguard(cell(sheet, "household_id", line).value) for line in lines] == ["0012"] * 3
    assert unguard(cell(sheet, "summary", 3).value) == "@SUM(1;2)"
    assert {found.data_type for row in sheet.iter_rows() for found in row} <= {"s", "n", "d"}
    assert cell(sheet, "division_code", 2).value == 990102001001

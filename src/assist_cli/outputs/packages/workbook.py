"""A package as an Excel workbook: findings, guide, host visits, and the lists behind the drop-downs.

Every text is written as text, whatever it looks like. The same rows give the same bytes: the created date
is the last day of the pay month, and XlsxWriter gives every part of the archive the same time stamp.
"""

import calendar
import io
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

import polars as pl
import xlsxwriter  # type: ignore[import-untyped]  # ships no types

from assist_cli.cases import outcomes
from assist_cli.language import _
from assist_cli.outputs.packages.cells import (
    LINE,
    Sheet,
    Style,
    line_count,
    make_formats,
    row_height,
    write_header,
    write_text,
    write_value,
)
from assist_cli.outputs.packages.columns import FILL_IN, PACKAGE_COLUMNS, VISIT_COLUMNS, Column, columns
from assist_cli.outputs.packages.guide import Section, sections

_A4, _AFTER_NAME = 9, PACKAGE_COLUMNS.index("name") + 1
_TERM_WIDTH, _EXPLANATION_WIDTH = 72, 84


def workbook_bytes(
    heading: str, month: str, rows: pl.DataFrame, visits: pl.DataFrame, titles: Mapping[str, str]
) -> bytes:
    """One package as XLSX.

    `rows` has the findings columns and `address`, `visits` the columns of `VISIT_COLUMNS` (no rows: no
    sheet); `heading` is printed on every page; `titles` maps checks to titles in the chosen language.
    """
    content = io.BytesIO()
    book, formats = _new_book(content, heading, month)
    _findings(Sheet(book.add_worksheet(_("Findings")), formats), heading, rows)
    _guide(Sheet(book.add_worksheet(_("Guide")), formats), sections(month, titles))
    if not visits.is_empty():
        _plain(Sheet(book.add_worksheet(_("Host visits")), formats), heading, columns(VISIT_COLUMNS), visits)
    _lists(book.add_worksheet("lists"))
    book.close()
    return content.getvalue()


def table_bytes(heading: str, month: str, shown: Sequence[Column], rows: pl.DataFrame) -> bytes:
    """A workbook with one table: the columns `shown` of `rows`."""
    content = io.BytesIO()
    book, formats = _new_book(content, heading, month)
    _plain(Sheet(book.add_worksheet(_("Table")), formats), heading, shown, rows)
    book.close()
    return content.getvalue()


def _new_book(
    content: io.BytesIO, heading: str, month: str
) -> tuple[xlsxwriter.Workbook, Mapping[Style, xlsxwriter.format.Format]]:
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(content, options)
    book.set_properties({"title": heading, "created": _created(month)})
    return book, make_formats(book)


def _created(month: str) -> datetime:
    year, number = int(month[:4]), int(month[5:7])
    last = datetime(year, number, calendar.monthrange(year, number)[1], tzinfo=UTC)
    return last.replace(tzinfo=None)


def _findings(sheet: Sheet, heading: str, rows: pl.DataFrame) -> None:
    shown = rows.select(PACKAGE_COLUMNS[: -len(FILL_IN)])
    known = columns(shown.columns)
    write_header(sheet, columns(PACKAGE_COLUMNS))
    for line, row in enumerate(shown.iter_rows(), start=1):
        sheet.page.set_row(line, row_height(known, row, at_least=2))
        for place, (column, value) in enumerate(zip(known, row, strict=True)):
            write_value(sheet, line, place, column, value)
        for place, name in enumerate(FILL_IN, start=len(shown.columns)):
            form = sheet.formats["fill_date" if name == "verified_on" else "fill"]
            sheet.page.write_blank(line, place, None, form)
    _drop_downs(sheet, rows.height)
    _table(sheet, heading, rows.height, len(PACKAGE_COLUMNS))
    sheet.page.freeze_panes(1, _AFTER_NAME)


def _plain(sheet: Sheet, heading: str, shown: Sequence[Column], rows: pl.DataFrame) -> None:
    names = [column.name for column in shown]
    write_header(sheet, shown)
    for line, row in enumerate(rows.select(names).iter_rows(), start=1):
        sheet.page.set_row(line, row_height(shown, row, at_least=1))
        for place, (column, value) in enumerate(zip(shown, row, strict=True)):
            write_value(sheet, line, place, column, value)
    _table(sheet, heading, rows.height, len(names))
    sheet.page.freeze_panes(1, 0)


def _guide(sheet: Sheet, guide: Sequence[Section]) -> None:
    sheet.page.set_column(0, 0, _TERM_WIDTH)
    sheet.page.set_column(1, 1, _EXPLANATION_WIDTH)
    sheet.page.hide_gridlines(2)
    line = 0
    for section in guide:
        write_text(sheet, line, 0, section.heading, "heading")
        sheet.page.set_row(line, 2 * LINE)
        line = _terms(sheet, _paragraphs(sheet, line + 1, section), section) + 1
    _print_setup(sheet, guide[0].heading)


def _paragraphs(sheet: Sheet, line: int, section: Section) -> int:
    """Write from `line` on; the line after."""
    for place, text in enumerate(section.paragraphs, start=line):
        sheet.page.merge_range(place, 0, place, 1, "", sheet.formats["paragraph"])
        write_text(sheet, place, 0, text, "paragraph")
        sheet.page.set_row(place, line_count(text, _TERM_WIDTH + _EXPLANATION_WIDTH) * LINE)
    return line + len(section.paragraphs)


def _terms(sheet: Sheet, line: int, section: Section) -> int:
    """Write from `line` on; the line after."""
    for place, (term, explanation) in enumerate(section.terms, start=line):
        write_text(sheet, place, 0, term, "wrapped")
        write_text(sheet, place, 1, explanation, "wrapped")
        lines = max(line_count(term, _TERM_WIDTH), line_count(explanation, _EXPLANATION_WIDTH))
        sheet.page.set_row(place, lines * LINE)
    return line + len(section.terms)


def _lists(page: xlsxwriter.worksheet.Worksheet) -> None:
    """The texts of the drop-downs; a list written into the validation itself may not pass 255 characters."""
    for place, labels in enumerate((outcomes.OUTCOMES, outcomes.METHODS)):
        for line, text in enumerate(outcomes.choices(labels)):
            page.write_string(line, place, text)
    page.very_hidden()


def _drop_downs(sheet: Sheet, height: int) -> None:
    choose = {
        "validate": "list",
        "input_title": _("Choose from the list"),
        "error_title": _("Not in the list"),
        "error_message": _("Please choose one of the words offered."),
    }
    day = {
        "validate": "date",
        "criteria": "between",
        "minimum": date(2000, 1, 1),
        "maximum": "=TODAY()",
        "error_title": _("Not a day"),
        "error_message": _("Please write the day as 2024-06-30, not later than today."),
    }
    _validate(sheet, "outcome", height, choose | {"source": f"=lists!$A$1:$A${len(outcomes.OUTCOMES)}"})
    _validate(sheet, "verified_how", height, choose | {"source": f"=lists!$B$1:$B${len(outcomes.METHODS)}"})
    _validate(sheet, "verified_on", height, day)


def _validate(sheet: Sheet, name: str, height: int, rule: Mapping[str, object]) -> None:
    place = PACKAGE_COLUMNS.index(name)
    if sheet.page.data_validation(1, place, height, place, dict(rule)) != 0:
        raise ValueError(f"the drop-down of {name} cannot be written")


def _table(sheet: Sheet, heading: str, height: int, width: int) -> None:
    sheet.page.autofilter(0, 0, height, width - 1)
    corner = xlsxwriter.utility.xl_rowcol_to_cell(height, width - 1)
    sheet.page.ignore_errors({"number_stored_as_text": f"A1:{corner}"})
    sheet.page.repeat_rows(0)
    _print_setup(sheet, heading)


def _print_setup(sheet: Sheet, heading: str) -> None:
    sheet.page.set_landscape()
    sheet.page.set_paper(_A4)
    sheet.page.set_margins(left=0.25, right=0.25, top=0.6, bottom=0.5)
    sheet.page.fit_to_pages(1, 0)
    sheet.page.set_header("&L" + heading.replace("&", "&&"))
    sheet.page.set_footer("&C&P / &N")

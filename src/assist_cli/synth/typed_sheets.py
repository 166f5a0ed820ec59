"""A workbook from cells as they were typed, with the household's cells merged over its members."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import polars as pl
import xlsxwriter  # type: ignore[import-untyped]

from assist_cli.synth.desk import BY_HOUSEHOLD, HOUSEHOLD, TEXT
from assist_cli.synth.row_truth import AGAIN, AT
from assist_cli.synth.sheets import CREATED


@dataclass(frozen=True, slots=True)
class TypedSheet:
    """Rows where `row_truth.placed` put them, down to row `last`, with what stands above and below."""

    columns: Sequence[str]
    titles: Sequence[str]
    headers: Sequence[str]
    rows: pl.DataFrame
    last: int
    footers: Sequence[Sequence[str]]


def write_typed_sheet(path: Path, typed: TypedSheet) -> None:
    """One workbook with one sheet of text cells."""
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"created": CREATED, "author": "九九省测试数据"})
        sheet = book.add_worksheet("Sheet1")
        for at, title in enumerate(typed.titles):
            sheet.merge_range(at, 0, at, len(typed.headers) - 1, title)
        above = typed.rows.filter(AGAIN)[AT] - 2  # the row above, counted from 0
        for at in (len(typed.titles), *above):
            _write_row(sheet, at, typed.headers)
        _write_body(sheet, typed)
        for at, footer in enumerate(typed.footers, start=typed.last):
            _write_row(sheet, at, footer)


def _write_body(sheet: xlsxwriter.worksheet.Worksheet, typed: TypedSheet) -> None:
    shared = {at for at, column in enumerate(typed.columns) if column in BY_HOUSEHOLD}
    texts = (TEXT + column for column in typed.columns)
    numbered = typed.rows.select(pl.col(AT) - 1, HOUSEHOLD, *texts).iter_rows()
    for _household, group in groupby(numbered, key=lambda row: row[1]):
        household = list(group)
        top, bottom = household[0][0], household[-1][0]
        merged = shared if bottom > top else set()
        for at, _number, *cells in household:
            _write_row(sheet, at, ["" if n in merged else cell for n, cell in enumerate(cells)])
        for column in sorted(merged):
            sheet.merge_range(top, column, bottom, column, "")
            sheet.write_string(top, column, household[0][2 + column])


def _write_row(sheet: xlsxwriter.worksheet.Worksheet, at: int, cells: Sequence[str]) -> None:
    for column, cell in enumerate(cells):
        if cell:
            sheet.write_string(at, column, cell)

"""Excel sheets as people type them: title rows, merged cells, a total, who made the table."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby
from pathlib import Path

import polars as pl
import xlsxwriter  # type: ignore[import-untyped]

from assist_cli.synth.sources import Source

AMOUNT, CENTS = "月保障金额", 100
# Typed once for a household: its first row carries them, merged over the rows of its members.
_MERGED = ("户编号", "户主姓名", "户主身份证号", "救助类别", "保障人口", "审批日期", "授权书日期")
CREATED = datetime(2024, 1, 1)  # noqa: DTZ001  Excel knows no zones
_UNIT = "填报单位：明州市东湖区民政局　　月份：{text}　　单位：元"
_WIDTH = 16


@dataclass(frozen=True, slots=True)
class _Table:
    """A sheet being written; `styles` are title, header, date, and merged cell."""

    sheet: xlsxwriter.worksheet.Worksheet
    styles: Mapping[str, xlsxwriter.format.Format]
    rows: pl.DataFrame

    @property
    def headers(self) -> list[str]:
        return self.rows.columns

    def title(self, row: int, text: str, style: str | None = None) -> None:
        """A text merged over the whole width."""
        self.sheet.merge_range(row, 0, row, self.rows.width - 1, text, self.styles.get(style or ""))

    def cell(self, row: int, column: int, value: object) -> None:
        """Texts as texts, amounts and counts as numbers, dates as true dates."""
        if isinstance(value, date):
            self.sheet.write_datetime(row, column, datetime.combine(value, time()), self.styles["date"])
        elif isinstance(value, int):
            amount = value / CENTS if self.headers[column] == AMOUNT else value
            self.sheet.write_number(row, column, amount)
        elif value is not None:
            self.sheet.write_string(row, column, str(value))

    def merged(self, top: int, bottom: int, column: int, value: object) -> None:
        """A value over the rows of a household."""
        self.sheet.merge_range(top, column, bottom, column, "", self.styles["merged"])
        self.cell(top, column, value)

    def body(self, first: int) -> None:
        """All rows; the household's columns merged where a household has several."""
        shared = {n for n, header in enumerate(self.headers) if header in _MERGED}
        numbered = enumerate(self.rows.rows(), start=first)
        by_household = groupby(numbered, key=lambda row: row[1][0] if shared else row[0])
        for _household, group in by_household:
            household = list(group)
            top, bottom = household[0][0], household[-1][0]
            merged = shared if bottom > top else set()
            for number, values in household:
                for column in range(len(values)):
                    if column not in merged:
                        self.cell(number, column, values[column])
            for column in sorted(merged):
                self.merged(top, bottom, column, household[0][1][column])

    def footer(self, row: int, month: str) -> None:
        """合计, and on rosters 制表人."""
        self.sheet.write_string(row, 0, "合计")
        if AMOUNT in self.headers:
            total = round(self.rows[AMOUNT].sum() / CENTS, 2)
            self.sheet.write_number(row, self.headers.index(AMOUNT), total)
            made_by = f"制表人：测试员甲　审核人：测试员乙　制表日期：{month}-25"
            self.sheet.write_string(row + 1, 0, made_by)
        else:
            self.sheet.write_string(row, 1, f"共{self.rows.height}人")


def write_sheet(path: Path, rows: pl.DataFrame, source: Source, month: str) -> None:
    """One workbook with one sheet; the same table gives the same bytes."""
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"created": CREATED, "author": "九九省测试数据"})
        styles = {
            "title": book.add_format({"align": "center", "bold": True, "font_size": 16}),
            "header": book.add_format({"bold": True, "border": 1}),
            "date": book.add_format({"num_format": "yyyy/m/d"}),
            "merged": book.add_format({"valign": "vcenter"}),
        }
        table = _Table(book.add_worksheet("Sheet1"), styles, rows)
        table.title(0, source.named(source.title, month), "title")
        titles = 1
        if AMOUNT in rows.columns:
            table.title(1, source.named(_UNIT, month))
            titles = 2
        table.sheet.write_row(titles, 0, rows.columns, styles["header"])
        table.sheet.set_column(0, rows.width - 1, _WIDTH)
        table.body(titles + 1)
        table.footer(titles + 1 + rows.height, month)

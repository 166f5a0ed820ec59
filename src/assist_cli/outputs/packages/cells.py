"""Cells of a workbook: how each kind of value is written and looks. Text is always written as text."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

import xlsxwriter  # type: ignore[import-untyped]  # ships no types
from rich.cells import cell_len

from assist_cli.language import _
from assist_cli.outputs.packages.columns import FILL_IN, Column

Style = Literal[
    "text",
    "wrapped",
    "date",
    "month_count",
    "money",
    "fill",
    "fill_date",
    "red",
    "yellow",
    "header",
    "header_fill",
    "heading",
    "paragraph",
]
LINE = 16.0  # points a line of text is high
_FONT = {"font_name": "等线", "font_size": 11, "valign": "vcenter"}
_BOX = {"border": 1, "border_color": "#BFBFBF"}
_TEXT = {**_BOX, "num_format": "@"}
_DAY = {**_BOX, "num_format": "yyyy-mm-dd", "align": "left"}
_FILL = {"bg_color": "#FFF9DB"}
_HEAD = {**_BOX, "bold": True, "font_color": "#FFFFFF", "text_wrap": True}
_STYLES: Mapping[Style, Mapping[str, object]] = {
    "text": _TEXT,
    "wrapped": {**_TEXT, "text_wrap": True},
    "date": _DAY,
    "month_count": {**_BOX, "num_format": "0"},
    "money": {**_BOX, "num_format": "0.00"},
    "fill": {**_TEXT, **_FILL, "text_wrap": True},
    "fill_date": {**_DAY, **_FILL},
    "red": {**_TEXT, "bg_color": "#F8CBAD", "bold": True},
    "yellow": {**_TEXT, "bg_color": "#FFE699"},
    "header": {**_HEAD, "bg_color": "#1F4E79"},
    "header_fill": {**_HEAD, "bg_color": "#C65911"},
    "heading": {"bold": True, "font_size": 14},
    "paragraph": {"text_wrap": True},
}


@dataclass(frozen=True)
class Sheet:
    """A worksheet, and the formats of its workbook by style."""

    page: xlsxwriter.worksheet.Worksheet
    formats: Mapping[Style, xlsxwriter.format.Format]


def make_formats(book: xlsxwriter.Workbook) -> dict[Style, xlsxwriter.format.Format]:
    """The formats of a workbook, by style."""
    return {name: book.add_format({**_FONT, **style}) for name, style in _STYLES.items()}


def write_header(sheet: Sheet, shown: Sequence[Column]) -> None:
    """The first row: the contract's names, each with a note on what it means in the chosen language."""
    before_folded = [False, *(column.folded for column in shown)]
    for place, column in enumerate(shown):
        options = {"level": 1, "hidden": True} if column.folded else {"collapsed": before_folded[place]}
        sheet.page.set_column(place, place, column.width, None, options)
        write_text(sheet, 0, place, column.name, "header_fill" if column.name in FILL_IN else "header")
        sheet.page.write_comment(0, place, _(column.meaning), {"x_scale": 1.6, "font_size": 10})
    sheet.page.set_row(0, 2 * LINE)


def write_text(sheet: Sheet, line: int, place: int, text: str, style: Style) -> None:
    """`text` as a text cell, whatever it looks like."""
    sheet.page.write_string(line, place, text, sheet.formats[style])


def write_value(sheet: Sheet, line: int, place: int, column: Column, value: object) -> None:
    """`value` of a column: dates as dates, numbers as numbers, everything else as text."""
    form = sheet.formats[_style(column, value)]
    match value:
        case None:
            sheet.page.write_blank(line, place, None, form)
        case date():
            sheet.page.write_datetime(line, place, value, form)
        case Decimal() | int():
            sheet.page.write_number(line, place, float(value), form)
        case list():
            sheet.page.write_string(line, place, ";".join(value), form)
        case _:
            sheet.page.write_string(line, place, str(value), form)


def row_height(shown: Sequence[Column], row: Sequence[object], at_least: int) -> float:
    """Points for the tallest wrapped text of a row; not every program measures that by itself."""
    wrapped = [
        line_count(str(value or ""), column.width)
        for column, value in zip(shown, row, strict=True)
        if column.wrapped
    ]
    return max(at_least, *wrapped) * LINE


def line_count(text: str, width: int) -> int:
    """How many lines `text` takes in a column of `width` characters; Chinese characters count two."""
    return max(1, math.ceil(cell_len(text) / (width - 2)))


def _style(column: Column, value: object) -> Style:
    if column.name == "lamp" and value in {"red", "yellow"}:
        return "red" if value == "red" else "yellow"
    match value:
        case date():
            return "date"
        case Decimal():
            return "money"
        case int():
            return "month_count"
        case _:
            return "wrapped" if column.wrapped else "text"

"""Excel workbooks: the sheet that fits, cells with their stored type, merged cells, true row numbers."""

import io
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

import polars as pl
import python_calamine as calamine

from assist_cli.errors import DataError
from assist_cli.extracts.header import Heading, find_heading
from assist_cli.extracts.table import ROW, SURPLUS, RawTable, unreadable
from assist_cli.language import _
from assist_cli.settings.values import Source

Cell = int | float | str | bool | date | datetime | time | timedelta
_EXACT_DIGITS = 15
_ZERO_DAY = "1900-01-00"
"""What a date cell that holds 0 shows in Excel; the reader takes it for midnight."""
_READING_FAULTS = (calamine.CalamineError, OSError, ValueError)


def read_workbook(file: str, content: bytes, source: Source) -> RawTable:
    """The table of the one visible sheet that carries the source's header."""
    fitting: list[tuple[calamine.CalamineSheet, list[list[Cell]], Heading]] = []
    reason = unreadable(file, _("the workbook has no visible sheet."))
    for sheet, cells in _sheets(file, content):
        try:
            heading = find_heading(file, [texts(row) for row in cells[: Heading.SEARCHED_ROWS]], source)
        except DataError as error:
            reason = error
        else:
            fitting.append((sheet, cells, heading))
    if not fitting:
        raise reason
    if len(fitting) > 1:
        names = " / ".join(sheet.name for sheet, _cells, _heading in fitting)
        raise unreadable(
            file, _("two sheets fit: {names}.").format(names=names), _("Delete the sheet that is not meant.")
        )
    return _table(file, *fitting[0])


def _sheets(file: str, content: bytes) -> list[tuple[calamine.CalamineSheet, list[list[Cell]]]]:
    """The visible sheets with all their cells."""
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        visible = [
            sheet.name for sheet in book.sheets_metadata if sheet.visible == calamine.SheetVisibleEnum.Visible
        ]
        return [
            (sheet, sheet.to_python(skip_empty_area=False)) for sheet in map(book.get_sheet_by_name, visible)
        ]
    except calamine.PasswordError:
        raise unreadable(file, _("the workbook is protected by a password.")) from None
    except _READING_FAULTS:
        raise unreadable(file, _("this is no workbook that can be read, or it is damaged.")) from None
    except BaseException as fault:  # the reader's Rust panics are no Exception and have no importable name
        if type(fault).__name__ != "PanicException":
            raise
        raise unreadable(file, _("this is no workbook that can be read, or it is damaged.")) from None


def _table(file: str, sheet: calamine.CalamineSheet, cells: list[list[Cell]], heading: Heading) -> RawTable:
    width, below = len(heading.headers), cells[heading.row :]
    columns = {f"c{at}": [_text(row[at]) for row in below] for at in range(width)}
    surplus = [any(_text(cell) for cell in row[width:]) for row in below]
    numbers = list(range(heading.row + 1, heading.row + 1 + len(below)))
    frame = pl.DataFrame(
        {ROW: numbers, **columns, SURPLUS: surplus},
        schema={ROW: pl.Int64, **dict.fromkeys(columns, pl.String), SURPLUS: pl.Boolean},
    )
    stored = Counter(at for row in below for at in range(width) if _is_number(row[at]))
    return RawTable(
        file,
        heading,
        [frame],
        dict(stored),
        _merged(sheet, heading.row, width),
        sheet.name,
    )


def _merged(sheet: calamine.CalamineSheet, header_row: int, width: int) -> dict[int, list[tuple[int, int]]]:
    """Runs of data rows (1-based, inclusive) under one merged cell, per column."""
    runs: dict[int, list[tuple[int, int]]] = {}
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        if top >= header_row and bottom > top and left == right and left < width:
            runs.setdefault(left, []).append((top + 1, bottom + 1))
    return runs


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def _text(cell: Cell) -> str:
    """A cell as text. Numbers beyond 15 digits have lost some, and are written so that no ID can come of them."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    if cell == time():
        return _ZERO_DAY
    if isinstance(cell, date | time | timedelta | bool):
        return str(cell)
    if abs(cell) >= 10**_EXACT_DIGITS:
        return f"{float(cell):.14E}"
    return str(int(cell)) if cell == int(cell) else f"{cell:.{_EXACT_DIGITS}g}"


def is_workbook(content: bytes) -> bool:
    """Whether the bytes start as a zip container or an OLE2 file does, whatever the name says."""
    return content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))


def texts(row: Iterable[Cell]) -> list[str]:
    """A row's cells as text."""
    return [_text(cell) for cell in row]

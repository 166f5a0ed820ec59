"""Sheets of a workbook, tables of a page: the one that fits becomes the table."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice, pairwise

import polars as pl

from assist_cli.errors import DataError
from assist_cli.extracts.columns.header import Heading, find_heading
from assist_cli.extracts.files.table import ROW, SURPLUS, RawTable, unreadable
from assist_cli.language import _
from assist_cli.settings.values import Source

Cell = int | float | str | bool | date | datetime | time | timedelta
Position = tuple[int, int]
"""Row and column, from 0."""
MOST_CELLS = 65536 * 256
"""The largest sheet of an .xls; the reader takes about 65 bytes for each cell, 1.1 GB in all."""
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
"""Of one sheet, by Excel's own limits."""

_BATCH = 1 << 9
"""Rows whose cells are turned to text together: so few stay in the processor's cache."""
_INEXACT = 10**15
_ZERO_DAY = "1900-01-00"
"""What a date cell that holds 0 shows in Excel; the reader takes it for midnight."""


@dataclass(frozen=True)
class Sheet:
    """One sheet. `rows` gives its rows from the very first, all of one width; `merged` top left, bottom right."""

    name: str
    rows: Callable[[], Iterator[list[Cell]]]
    merged: Callable[[], Iterable[tuple[Position, Position]]]
    hidden: bool = False


def fitting_table(file: str, sheets: Iterable[Sheet], source: Source) -> RawTable:
    """The table of the one visible sheet that carries the source's header."""
    visible: list[tuple[Sheet, Heading]] = []
    hidden: list[str] = []
    reason = unreadable(file, _("the workbook has no visible sheet."))
    for sheet in sheets:
        try:
            head = [texts(row) for row in islice(sheet.rows(), Heading.SEARCHED_ROWS)]
            heading = find_heading(file, head, source)
        except DataError as error:
            reason = reason if sheet.hidden else error
        else:
            if sheet.hidden:
                hidden.append(sheet.name)
            else:
                visible.append((sheet, heading))
        if len(visible) > 1:
            names = " / ".join(sheet.name for sheet, _heading in visible)
            raise unreadable(
                file,
                _("two sheets fit: {names}.").format(names=names),
                _("Delete the sheet that is not meant."),
            )
    if visible:
        return _table(file, *visible[0])
    if hidden:
        raise unreadable(
            file,
            _("the only sheet that fits is hidden: {names}.").format(names=" / ".join(hidden)),
            _("Ask the department whether it is meant; if so, unhide it and save the workbook."),
        )
    raise reason


def damaged_workbook(file: str) -> DataError:
    """The error for what should be a workbook and cannot be opened as one."""
    return unreadable(file, _("this is no workbook that can be read, or it is damaged."))


def too_large(file: str) -> DataError:
    """The error for a workbook that memory cannot hold."""
    return unreadable(
        file,
        _("this workbook is too large to be read as one, or was made to do harm."),
        _("Ask the department to export the table as CSV (UTF-8), which may have any size."),
    )


def texts(row: Iterable[Cell]) -> list[str]:
    """A row's cells as text."""
    return [cell if cell.__class__ is str else _text(cell) for cell in row]


def _table(file: str, sheet: Sheet, heading: Heading) -> RawTable:
    width, numbers = len(heading.headers), Counter[int]()
    below = islice(sheet.rows(), heading.row, None)
    frames = [_frame([[]] * width, width)]
    while rows := list(islice(below, _BATCH)):
        columns: list[Sequence[Cell]] = list(zip(*rows, strict=True))
        for at, column in enumerate(columns):
            if set(map(type, column)) != {str}:  # all of it is text in most
                kinds = Counter(map(type, column))
                numbers[at] += kinds[int] + kinds[float]
                columns[at] = texts(column)
        frames.append(_frame(columns, width))
    cells = pl.concat(frames, rechunk=True)
    first = heading.row + 1
    cells.insert_column(0, pl.int_range(first, first + cells.height, eager=True).alias(ROW))
    merged = _merged(file, sheet, heading, cells.height)
    return RawTable(file, heading, [cells], dict(+numbers), merged, sheet.name)


def _frame(columns: Sequence[Sequence[Cell]], width: int) -> pl.DataFrame:
    """The first `width` of some columns of texts and, last, whether a row has text beyond them."""
    beyond = columns[width:]
    surplus = list(map(any, zip(*beyond, strict=True))) if beyond else [False] * len(columns[0])
    return pl.DataFrame(
        [
            *(pl.Series(f"c{at}", column, pl.String) for at, column in enumerate(columns[:width])),
            pl.Series(SURPLUS, surplus, pl.Boolean),
        ]
    )


def _merged(file: str, sheet: Sheet, heading: Heading, height: int) -> dict[int, list[tuple[int, int]]]:
    """Runs of data rows (1-based, inclusive) under one merged cell, per column."""
    runs: dict[int, list[tuple[int, int]]] = {}
    last = heading.row + height
    for (top, left), (bottom, right) in sheet.merged():
        if heading.row <= top < min(bottom, last) and left == right and left < len(heading.headers):
            runs.setdefault(left, []).append((top + 1, min(bottom + 1, last)))
    for column in runs.values():
        column.sort()
        if any(bottom >= top for (_top, bottom), (top, _bottom) in pairwise(column)):
            raise damaged_workbook(file)  # no program writes merged cells that overlap
    return runs


@lru_cache(1 << 10, typed=True)  # days and rates recur; more would not stay in the processor's cache
def _text(cell: Cell) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _number(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    return _ZERO_DAY if cell == time() else str(cell)


def _number(cell: float) -> str:
    """A number as text; beyond 15 digits it has lost some, and is written so that no ID can come of it."""
    if abs(cell) >= _INEXACT:
        return f"{float(cell):.14E}"
    whole = int(cell)
    return str(whole) if cell == whole else f"{cell:.15g}"

"""Excel and WPS workbooks: .xlsx, .xls and .et, with their stored types, merged cells and true row numbers."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import BinaryIO

import python_calamine as calamine

from assist_cli.extracts.files.containers import ZIP
from assist_cli.extracts.files.passwords import decrypted
from assist_cli.extracts.files.sheet_parts import error_cells
from assist_cli.extracts.files.sheets import Cell, Position, Sheet, damaged_workbook, fitting_table
from assist_cli.extracts.files.table import RawTable
from assist_cli.extracts.files.xls_records import is_encrypted_package, read_records
from assist_cli.settings.values import Source

_OLE = b"\xd0\xcf\x11\xe0"
_READING_FAULTS = (calamine.CalamineError, OSError, ValueError)
Errors = Mapping[str, Mapping[Position, str]]
"""Sheet name -> its error cells (#N/A, #REF!), which the reader would give as empty ones."""


def is_workbook(head: bytes) -> bool:
    """Whether the bytes start as a zip or an OLE file does, whatever the name says."""
    return head.startswith((ZIP, _OLE))


def read_workbook(file: str, handle: BinaryIO, source: Source, password: str | None) -> RawTable:
    """The table of the one visible sheet that carries the source's header."""
    head = handle.read(len(_OLE))
    handle.seek(0)
    if head != _OLE:
        return _read(file, handle, source, error_cells(file, handle))
    if is_encrypted_package(file, handle):
        with decrypted(file, handle, "xlsx", password) as plain:
            return _read(file, plain, source, error_cells(file, plain))
    records = read_records(file, handle)
    if records.encrypted:
        with decrypted(file, handle, "xls", password) as plain:
            return _read(file, plain, source, read_records(file, plain).errors)
    return _read(file, handle, source, records.errors)


def _read(file: str, handle: BinaryIO, source: Source, errors: Errors) -> RawTable:
    handle.seek(0)
    with _faults_of_the_reader(file):
        book = calamine.CalamineWorkbook.from_filelike(handle)
        return fitting_table(file, _sheets(book, errors), source)


def _sheets(book: calamine.CalamineWorkbook, errors: Errors) -> Iterator[Sheet]:
    for known in book.sheets_metadata:
        if known.typ == calamine.SheetTypeEnum.WorkSheet:
            hidden = known.visible != calamine.SheetVisibleEnum.Visible
            yield _sheet(book.get_sheet_by_name(known.name), errors.get(known.name, {}), hidden=hidden)


def _sheet(sheet: calamine.CalamineSheet, errors: Mapping[Position, str], *, hidden: bool) -> Sheet:
    return Sheet(sheet.name, lambda: _rows(sheet, errors), lambda: sheet.merged_cell_ranges or [], hidden)


def _rows(sheet: calamine.CalamineSheet, errors: Mapping[Position, str]) -> Iterator[list[Cell]]:
    """All rows from the sheet's first, with what error cells show.

    The reader gives the empty rows above its first cell, but not the empty columns before it.
    """
    if sheet.start is None:
        return iter(())
    rows, before = sheet.iter_rows(), sheet.start[1]
    if before or errors:
        width = max([before + sheet.width, *(column + 1 for _row, column in errors)])
        return _completed(rows, before, width, errors)
    return rows


def _completed(
    rows: Iterable[list[Cell]], before: int, width: int, errors: Mapping[Position, str]
) -> Iterator[list[Cell]]:
    """`rows` as they stand in the sheet: `before` columns to the right, `width` columns wide."""
    places: dict[int, list[int]] = {}
    for at, column in errors:
        places.setdefault(at, []).append(column)
    for at, known in enumerate(rows):
        row = [""] * before + known
        row += [""] * (width - len(row))
        for column in places.get(at, ()):
            row[column] = errors[at, column]
        yield row


@contextmanager
def _faults_of_the_reader(file: str) -> Iterator[None]:
    try:
        yield
    except _READING_FAULTS:
        raise damaged_workbook(file) from None
    except BaseException as fault:  # the reader's Rust panics are no Exception and have no importable name
        if type(fault).__name__ != "PanicException":
            raise
        raise damaged_workbook(file) from None

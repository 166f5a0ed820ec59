"""Excel and WPS workbooks: .xlsx, .xls and .et, with their stored types, merged cells and true row numbers."""

from collections.abc import Iterator, Mapping
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
    def rows() -> Iterator[list[Cell]]:
        return _with_errors(_padded(sheet), errors)

    return Sheet(sheet.name, rows, lambda: sheet.merged_cell_ranges or [], hidden)


def _padded(sheet: calamine.CalamineSheet) -> Iterator[list[Cell]]:
    """All rows, also the empty ones and columns that come before the first cell."""
    if sheet.start is None:
        return
    above, before = sheet.start
    for _row in range(above):
        yield [""] * (before + sheet.width)
    for row in sheet.iter_rows():
        yield [""] * before + row


def _with_errors(rows: Iterator[list[Cell]], errors: Mapping[Position, str]) -> Iterator[list[Cell]]:
    """`rows` with what error cells show."""
    places: dict[int, list[int]] = {}
    for at, column in errors:
        places.setdefault(at, []).append(column)
    for at, row in enumerate(rows):
        for column in places.get(at, ()):
            row.extend([""] * (column + 1 - len(row)))
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

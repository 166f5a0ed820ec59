"""The records of an .xls or OLE .et, looked through before the reader loads them: is it safe, where are error cells.

A workbook is a stream of records (number, length, content; [MS-XLS] 2.1.4), one substream for the whole and one for
each sheet. The reader holds every sheet from A1 to its last cell, and shows error cells as empty ones.
"""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

import olefile

from assist_cli.extracts.files.sheets import MOST_CELLS, Position, damaged_workbook, too_large
from assist_cli.extracts.files.table import unreadable
from assist_cli.language import _

MOST_BYTES = 256 << 20
"""16.8 million cells of an .xls take about 240 MB, and their texts less again."""
_BOF, _BOUNDSHEET, _FILEPASS = 0x0809, 0x0085, 0x002F
_FORMULA, _BOOLERR, _DIMENSIONS = 0x0006, 0x0205, 0x0200
_ONE_CELL = {0x0006, 0x0201, 0x0203, 0x0204, 0x0205, 0x00D6, 0x00FD, 0x027E, 0x0406}
_MANY_CELLS = {0x00BD, 0x00BE}
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_OLE_FAULTS = (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError, struct.error)


@dataclass
class _Sheet:
    rows: int = 0
    columns: int = 0
    errors: dict[Position, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Records:
    """What was found: whether the content is encrypted, and each sheet's error cells, by its name."""

    encrypted: bool
    errors: Mapping[str, Mapping[Position, str]] = field(default_factory=dict)


def is_encrypted_package(file: str, handle: BinaryIO) -> bool:
    """Whether an OLE file is the protected form of an .xlsx."""
    with _opened(file, handle) as ole:
        if not ole.exists("EncryptionInfo"):
            return False
        if ole.get_size("EncryptionInfo") > 1 << 16:
            raise damaged_workbook(file)
        return True


def read_records(file: str, handle: BinaryIO) -> Records:
    """The workbook stream's error cells; what is unsafe to load, or no workbook, is a `DataError`."""
    with _opened(file, handle) as ole:
        name = next((name for name in ("Workbook", "Book") if ole.exists(name)), None)
        if name is None:
            raise unreadable(file, _("this is a document of another kind, no workbook."))
        try:
            content = ole.openstream(name).read()
        except _OLE_FAULTS:
            raise damaged_workbook(file) from None
    try:
        return _read(file, content)
    except (struct.error, IndexError):
        raise damaged_workbook(file) from None


def _opened(file: str, handle: BinaryIO) -> olefile.OleFileIO:
    if handle.seek(0, 2) > MOST_BYTES:
        raise too_large(file)
    handle.seek(0)
    try:
        return olefile.OleFileIO(handle)
    except _OLE_FAULTS:
        raise damaged_workbook(file) from None


def _read(file: str, content: bytes) -> Records:
    names: dict[int, str] = {}
    sheets: dict[int, _Sheet] = {}
    here = _Sheet()
    for start, kind, at, length in _records(content):
        if kind == _FILEPASS:
            return Records(encrypted=True)
        if kind == _BOF:
            here = sheets.setdefault(start, _Sheet())
        elif kind == _BOUNDSHEET:
            place = struct.unpack_from("<I", content, at)[0]
            names[place] = _sheet_name(content[at + 6 : at + length])
        elif kind in _ONE_CELL:
            _note_cell(here, kind, content, at)
        elif kind in _MANY_CELLS:
            row = struct.unpack_from("<H", content, at)[0]
            last = struct.unpack_from("<H", content, at + length - 2)[0]
            here.rows, here.columns = max(here.rows, row + 1), max(here.columns, last + 1)
    if sum(sheet.rows * sheet.columns for sheet in sheets.values()) > MOST_CELLS:
        raise too_large(file)
    return Records(
        encrypted=False,
        errors={
            name: sheets[place].errors
            for place, name in names.items()
            if place in sheets and sheets[place].errors
        },
    )


def _records(content: bytes) -> Iterator[tuple[int, int, int, int]]:
    """Start, number, place of the content and its length, of each record."""
    start, end = 0, len(content) - 3
    while start < end:
        kind, length = struct.unpack_from("<HH", content, start)
        yield start, kind, start + 4, length
        start += 4 + length


def _note_cell(sheet: _Sheet, kind: int, content: bytes, at: int) -> None:
    row, column = struct.unpack_from("<HH", content, at)
    sheet.rows, sheet.columns = max(sheet.rows, row + 1), max(sheet.columns, column + 1)
    code = None
    if kind == _BOOLERR and content[at + 7]:
        code = content[at + 6]
    elif kind == _FORMULA and content[at + 6] == 2 and content[at + 12 : at + 14] == b"\xff\xff":  # noqa: PLR2004  an error as result
        code = content[at + 8]
    if code is not None:
        sheet.errors[row, column] = _ERRORS.get(code, "#ERROR!")


def _sheet_name(field_: bytes) -> str:
    """A short string of [MS-XLS] 2.5.240: length, width of its characters, characters."""
    wide = field_[1] & 1
    return (
        field_[2 : 2 + field_[0] * 2].decode("utf-16-le")
        if wide
        else field_[2 : 2 + field_[0]].decode("latin-1")
    )

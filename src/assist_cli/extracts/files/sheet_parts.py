"""The XML parts of an .xlsx, looked through before the reader loads them whole: is it safe, where are error cells.

The reader holds a dense table of everything from A1 to the last cell, copies a shared text into every cell that
shows it, and trusts counts; so all of that is measured first, on the bytes as they really unpack. Every size that
the zip's directory states is compared with the real one.
"""

import re
import zipfile
import zlib
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from string import ascii_uppercase, digits
from typing import BinaryIO
from xml.parsers import expat

import polars as pl

from assist_cli.beside import made_ahead
from assist_cli.errors import DataError
from assist_cli.extracts.files.containers import refuse_large_directory
from assist_cli.extracts.files.sheet_xml import column_of, read_cells, sheet_parts, text_lengths
from assist_cli.extracts.files.sheets import MOST_CELLS, MOST_COLUMNS, Position, damaged_workbook, too_large
from assist_cli.extracts.files.table import unreadable
from assist_cli.language import _

MOST_UNPACKED = 1 << 30
"""Bytes of XML: 16.8 million cells take about 670 MB."""
MOST_TEXT = 1 << 30
"""Bytes of text in all cells together."""

_CHUNK = 1 << 20
_LONGEST = 4 << 20
"""Bytes without a tag, or of one shared text: 32,767 characters and their formatting."""
_CELL = re.compile(
    rb'<(?:[^\s<>/:]*:)?c(?=[\s/>])(?: r="([A-Z]{1,3})([0-9]{1,7})"(?: [a-qs-z]+="[0-9A-Za-z]*")* ?/?>)?'
)
"""A cell; with its letters and number if it is written as nearly every program does: its place first, and once."""
_ODD_CELL = r"""[<:]c(?:
    [\t\n\r/>]
    |\x20(?:[^r]|r[^=]|r=[^"]|r="[^A-Z]|r="[A-Z]+[^A-Z0-9]|r="[A-Z]+[0-9]+[^0-9"])
    |\x20r="[A-Z]+[0-9]+"(?:\x20[a-qs-z]+="[0-9A-Za-z]*")*(?:
        [^\x20/>]
        |\x20(?:[^a-qs-z/>]|[a-qs-z]+[^a-qs-z=]|[a-qs-z]+=[^"]|[a-qs-z]+="[0-9A-Za-z]*[^0-9A-Za-z"])
    )
)"""
"""A cell that is written otherwise, by the first sign that departs; for Polars, with blanks that do not count."""
_LAST_CELLS = 1 << 12
"""Bytes at a piece's end among which its last cell is looked for."""
_SHARED_TEXT = re.compile(rb"<(?:[\w.-]+:)?si(?=[\s/>])")
_FORBIDDEN = (b"\x00", b"<!DOCTYPE", b"<!ENTITY")
_HUGE_COUNT = re.compile(rb"""ount\s*=\s*["'][\s+]*[0-9]{9}""")
_SPELT = r"v(?:\s[^<>]*)?>[\s0-9]*(?:&|<[!?])"
"""A number written with references or comments in it, of which the reader takes one part alone."""
_SPELT_INDEX = re.compile(_SPELT.encode())
_PACKED_AS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
"""No program packs a workbook otherwise (ISO/IEC 29500-2 allows nothing else)."""
_PACKING_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


@dataclass
class _Extent:
    """What a sheet's XML holds: its last row and column (from 1); at most so many shared texts; perhaps error cells."""

    rows: int = 0
    columns: int = 0
    shared: int = 0
    errors: bool = False
    implied: bool = False
    """Whether a cell does not say plainly where it stands."""
    spelt: bool = False
    """Whether the number of a shared text may be written so that it cannot be told which one is meant."""

    def reach(self, cells: Sequence[tuple[bytes, bytes]]) -> None:
        """Extend it to the letters and row numbers of some cells; both are empty where a cell is not plain."""
        for letters in {letters for letters, _row in cells}:
            self.columns = max(self.columns, column_of(letters.decode()) + 1)
        self.rows = max(self.rows, max((int(row or 0) for _letters, row in cells), default=0))


@dataclass
class _Package:
    """The opened zip and what its parts were found to be."""

    file: str
    archive: zipfile.ZipFile
    sheets: dict[str, _Extent] = field(default_factory=dict)
    unpacked: int = 0
    longest_text: int = 0
    text: int = 0
    """Bytes of the shared text that was begun last."""


def error_cells(file: str, handle: BinaryIO) -> Mapping[str, Mapping[Position, str]]:
    """Sheet name -> its error cells and what they show. A workbook that is unsafe to load is a `DataError`."""
    refuse_large_directory(file, handle)
    try:
        with zipfile.ZipFile(handle) as archive:
            return _looked_through(_Package(file, archive))
    except (*_PACKING_FAULTS, expat.ExpatError):
        raise damaged_workbook(file) from None
    finally:
        handle.seek(0)


def _looked_through(package: _Package) -> Mapping[str, Mapping[Position, str]]:
    members = package.archive.infolist()
    names = {member.filename.lower() for member in members}
    if any(member.compress_type not in _PACKED_AS for member in members):
        raise damaged_workbook(package.file)
    if len(names) < len(members) or not any(name.endswith("xl/workbook.xml") for name in names):
        raise _foreign(package.file, names) or damaged_workbook(package.file)
    parts = [member for member in members if member.filename.lower().endswith((".xml", ".rels"))]
    if sum(member.file_size for member in parts) > MOST_UNPACKED:
        raise too_large(package.file)
    for part in parts:
        _measure(package, part, is_sheet="sheets/" in part.filename.lower())
    sheets = list(sheet_parts(package.archive))
    if len({sheet for _name, sheet in sheets}) < len(sheets):  # one part loaded again and again
        raise damaged_workbook(package.file)
    for part in parts:
        if part.filename.lower() in {sheet for _name, sheet in sheets} - set(package.sheets):
            _measure(package, part, is_sheet=True)
    _refuse_large_sheets(package)
    found = {}
    for name, sheet in sheets:
        if sheet in package.sheets and package.sheets[sheet].errors:
            found[name] = read_cells(package.archive, sheet).errors
    return found


def _foreign(file: str, names: set[str]) -> DataError | None:
    """The error for what is packed like a workbook and is none."""
    if "xl/workbook.bin" in names or "content.xml" in names:
        return unreadable(
            file,
            _("workbooks in the formats .xlsb and .ods are not read."),
            _("Save it as .xlsx, or as CSV (UTF-8)."),
        )
    return None


def _measure(package: _Package, part: zipfile.ZipInfo, *, is_sheet: bool) -> None:
    """One look at every byte of a part."""
    name = part.filename.lower()
    extent = package.sheets.setdefault(name, _Extent()) if is_sheet else None
    size = 0
    for piece, tail in made_ahead(_pieces(package, part)):
        size += len(piece)
        if extent is None or not _is_plain(extent, piece):
            if any(mark in piece for mark in _FORBIDDEN) or _HUGE_COUNT.search(piece):
                raise damaged_workbook(package.file)
            if extent is not None:
                _measure_cells(extent, piece)
            elif "sharedstrings" in name:
                _measure_texts(package, piece)
        if max(len(tail), package.text) > _LONGEST:
            raise unreadable(package.file, _("a cell is longer than a workbook allows."))
    if size != part.file_size:
        raise damaged_workbook(package.file)


def _measure_texts(package: _Package, piece: bytes) -> None:
    """The longest shared text so far, the one that goes on in the next piece included."""
    first, *others = map(len, _SHARED_TEXT.split(piece))
    begun = package.text + first
    package.longest_text = max(package.longest_text, begun, *others)
    package.text = others[-1] if others else begun


def _pieces(package: _Package, part: zipfile.ZipInfo) -> Iterator[tuple[bytes, bytes]]:
    """A part's bytes cut before a tag, each with what is kept back for the next."""
    stated, part.file_size = part.file_size, MOST_UNPACKED + 1  # read what is there, not what is stated
    tail = b""
    with package.archive.open(part) as stream:
        part.file_size = stated
        while chunk := stream.read(_CHUNK):
            package.unpacked += len(chunk)
            if package.unpacked > MOST_UNPACKED:
                raise too_large(package.file)
            text = tail + chunk
            cut = max(text.rfind(b"<"), 0)
            tail = text[cut:]
            yield text[:cut], tail
        yield tail, b""


def _is_plain(extent: _Extent, piece: bytes) -> bool:
    """Whether a piece of a sheet holds nothing remarkable, so that there is no need to look at it more closely.

    Rows follow one another, so its last cells tell how far it reaches; `extent` is that of the sheet so far.
    """
    extent.reach(_CELL.findall(piece, max(0, len(piece) - _LAST_CELLS)))
    try:
        text = pl.Series([piece]).cast(pl.String)
    except pl.exceptions.ComputeError:  # it is no UTF-8
        return False
    if text.str.contains(_remarkable(extent)).item() or b"\x00" in piece or _HUGE_COUNT.search(piece):
        return False
    extent.shared += piece.count(b't="s"')
    return True


def _measure_cells(extent: _Extent, piece: bytes) -> None:
    """Note what a piece of a sheet holds, cell by cell."""
    cells = _CELL.findall(piece)
    extent.reach(cells)
    extent.implied |= (b"", b"") in cells
    extent.spelt |= _SPELT_INDEX.search(piece) is not None
    extent.errors |= b'"e"' in piece or b"'e'" in piece
    extent.shared += piece.count(b'"s"') + piece.count(b"'s'")


def _remarkable(extent: _Extent) -> str:
    """A pattern of odd cells, of cells outside `extent`, of what marks an error cell, and of declarations."""
    column, row = _greater(_letters(extent.columns), ascii_uppercase), _greater(str(extent.rows), digits)
    return f'(?x){_ODD_CELL}|[<:]c\\x20r="(?:(?:{column})[0-9]|[A-Z]+(?:{row}))|"e"|<!|{_SPELT}'


def _greater(number: str, signs: str) -> str:
    """A pattern of the numbers greater than `number`, and of those with more digits, whose digits are `signs`."""
    any_digit = f"[{signs[0]}-{signs[-1]}]"
    greater = [f"{any_digit}{{{len(number) + 1},}}"]
    for at, digit in enumerate(number):
        if digit != signs[-1]:
            least = signs[signs.index(digit) + 1]
            rest = f"{any_digit}{{{len(number) - at - 1}}}"
            greater.append(f"{number[:at]}[{least}-{signs[-1]}]{rest}")
    return "|".join(greater)


def _refuse_large_sheets(package: _Package) -> None:
    lengths: array[int] | None = None
    total = 0
    for part, extent in package.sheets.items():
        crowded = extent.shared * package.longest_text > MOST_TEXT
        if crowded and extent.spelt:
            raise too_large(package.file)
        if crowded and lengths is None:
            lengths = text_lengths(package.archive)
        cells = read_cells(package.archive, part, lengths) if extent.implied or crowded else None
        rows, columns = (cells.rows, cells.columns) if cells else (extent.rows, extent.columns)
        total += rows * columns
        if total > MOST_CELLS or columns > MOST_COLUMNS or (cells and cells.text > MOST_TEXT):
            raise too_large(package.file)


def _letters(columns: int) -> str:
    """The name of the last of so many columns: `A` of 1, `XFD` of 16,384; nothing of 0."""
    letters = ""
    while columns:
        columns, letter = divmod(columns - 1, 26)
        letters = ascii_uppercase[letter] + letters
    return letters

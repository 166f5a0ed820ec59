"""XML Spreadsheet 2003, which some systems export under the name .xls or .xml."""

import re
from datetime import datetime
from typing import BinaryIO
from xml.parsers import expat

from assist_cli.extracts.files.grid import Grid, Room
from assist_cli.extracts.files.sheets import Cell, damaged_workbook, fitting_table, too_large
from assist_cli.extracts.files.table import RawTable, unreadable
from assist_cli.language import _
from assist_cli.settings.values import Source

MOST_BYTES = 1 << 30
"""Eight million cells, the most that are laid out, take about 800 MB."""
_NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"
_LONGEST_CELL = 32_767
_SHEET = re.compile(
    rb'<\?mso-application\s+progid="Excel\.Sheet"\?>|<(\w+:)?Workbook[^>]*' + _NAMESPACE.encode()
)


def is_xml_spreadsheet(head: bytes) -> bool:
    """Whether the bytes begin as Excel's XML of 2003 does."""
    bare = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return bare.startswith(b"<") and _SHEET.search(bare) is not None


def read_xml_spreadsheet(file: str, handle: BinaryIO, source: Source) -> RawTable:
    """The table of the one visible sheet that carries the source's header."""
    if handle.seek(0, 2) > MOST_BYTES:
        raise too_large(file)
    handle.seek(0)
    book = _Book(file)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = book.begin, book.end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = book.hear, book.refuse
    try:
        parser.ParseFile(handle)
        return fitting_table(file, (grid.sheet() for grid in book.sheets), source)
    except (expat.ExpatError, ValueError, OverflowError):
        raise damaged_workbook(file) from None


class _Book:
    """The sheets as their elements come by."""

    def __init__(self, file: str) -> None:
        self.sheets: list[Grid] = []
        self._file, self._room = file, Room(file)
        self._cell: dict[str, str] = {}
        self._kind: str | None = None
        self._texts: list[str] = []
        self._length = 0

    def begin(self, tag: str, said: dict[str, str]) -> None:
        said = {name.removeprefix(f"{_NAMESPACE} "): value for name, value in said.items()}
        match tag.removeprefix(f"{_NAMESPACE} "):
            case "Worksheet":
                self.sheets.append(Grid(self._room, said.get("Name", "")))
            case "Row" if self.sheets:
                self.sheets[-1].begin_row(_index(said))
            case "Cell":
                self._cell, self._texts, self._length = said, [], 0
                self._kind = ""
            case "Data" if self._kind is not None:
                self._kind = said.get("Type", "String")

    def hear(self, text: str) -> None:
        if self._kind:
            self._texts.append(text)
            self._length += len(text)
            if self._length > _LONGEST_CELL * 2:
                raise unreadable(self._file, _("a cell is longer than a workbook allows."))

    def end(self, tag: str) -> None:
        match tag.removeprefix(f"{_NAMESPACE} "):
            case "Data":
                self._cell["shown"] = "".join(self._texts)
                self._cell["kind"] = self._kind or ""
                self._kind = ""
            case "Cell" if self.sheets and self._kind is not None:
                across, down = (int(self._cell.get(name, "0")) for name in ("MergeAcross", "MergeDown"))
                cell = _value(self._cell.get("kind", ""), self._cell.get("shown", ""))
                self.sheets[-1].add(cell, across + 1, down + 1, _index(self._cell))
                self._kind = None

    def refuse(self, *_declaration: object) -> None:
        """A document type can hold entities that unfold without end; Excel writes none."""
        raise damaged_workbook(self._file)


def _index(said: dict[str, str]) -> int | None:
    return int(said["Index"]) - 1 if "Index" in said else None


def _value(kind: str, text: str) -> Cell:
    if kind == "Number":
        number = float(text)
        return int(number) if number.is_integer() else number
    if kind == "DateTime":
        return datetime.fromisoformat(text)
    if kind == "Boolean":
        return text == "1"
    return text

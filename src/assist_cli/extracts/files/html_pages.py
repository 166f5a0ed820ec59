"""HTML tables, which many systems export under the name .xls."""

import codecs
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import BinaryIO

from assist_cli.errors import DataError
from assist_cli.extracts.files.grid import Grid, Room
from assist_cli.extracts.files.sheets import fitting_table, too_large
from assist_cli.extracts.files.table import RawTable, unreadable
from assist_cli.identity.characters import correct_characters
from assist_cli.language import _
from assist_cli.settings.values import Source

MOST_BYTES = 256 << 20
"""About a million rows of ten columns; the parser reads some 5 MB a second."""
_CHUNK = 1 << 16
_LONGEST = 1 << 18
"""Characters of one tag or comment; one left open would be looked through again with every chunk."""
_LONGEST_CELL = 32_767
"""Characters, as in a workbook."""
_DEEPEST, _MOST_TABLES = 50, 10_000
"""Tables inside one another, and in all."""
_WIDEST, _HIGHEST = 1000, 65_534
"""Of a cell, as the HTML standard limits `colspan` and `rowspan`."""
_PAGE = re.compile(
    r"^\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|meta|title|style|body|div|table|center)\b",
    re.IGNORECASE | re.DOTALL,
)
_BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def is_page(head: bytes) -> bool:
    """Whether the bytes begin as an HTML page or table does, in any encoding."""
    return _PAGE.match(_bare(head)) is not None


def read_page(file: str, handle: BinaryIO, source: Source) -> RawTable:
    """The one table of the page that carries the source's header; cells are text as the page shows it."""
    if handle.seek(0, 2) > MOST_BYTES:
        raise too_large(file)
    parser = _Tables(file)
    for text in _decoded(file, handle):
        parser.feed(text)
        if len(parser.rawdata) > _LONGEST:
            raise _broken(file)
    parser.close()
    if not parser.tables:
        raise unreadable(file, _("there is no table in this web page."))
    return fitting_table(file, (grid.sheet() for grid in parser.tables), source)


def _bare(head: bytes) -> str:
    """The beginning in ASCII, without byte order mark."""
    for bom, encoding in _BOMS.items():
        if head.startswith(bom):
            return head.decode(encoding, errors="replace")
    return head.replace(b"\x00", b"").decode("latin-1")


def _decoded(file: str, handle: BinaryIO) -> Iterator[str]:
    """The page in chunks: in the encoding of its byte order mark, else UTF-8 if it strictly is, else GB18030."""
    handle.seek(0)
    head = handle.read(4)
    marked = next((encoding for bom, encoding in _BOMS.items() if head.startswith(bom)), None)
    wide = {1: "utf-16-le", 0: "utf-16-be"}.get(head.find(0)) if 0 in head[:2] else None
    for encoding in [marked] if marked else [wide] if wide else ["utf-8", "gb18030"]:
        if _is_in(encoding, handle):
            chunks = _chunks(encoding, handle)
            yield from map(correct_characters, chunks) if encoding == "gb18030" else chunks
            return
    raise unreadable(file, _("the text is neither UTF-8 nor GB18030."))


def _is_in(encoding: str, handle: BinaryIO) -> bool:
    try:
        return all(True for _chunk in _chunks(encoding, handle))
    except UnicodeDecodeError:
        return False


def _chunks(encoding: str, handle: BinaryIO) -> Iterator[str]:
    handle.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    while chunk := handle.read(_CHUNK):
        yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)


def _broken(file: str) -> DataError:
    return unreadable(file, _("this web page is damaged, or was made to do harm."))


class _Tables(HTMLParser):
    """Every table of a page, also one inside another, each with its own cells only."""

    def __init__(self, file: str) -> None:
        super().__init__()
        self.tables: list[Grid] = []
        self._file, self._room = file, Room(file)
        self._open: list[_OpenTable] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "style"}:
            self._silent += 1
        elif tag == "table":
            if len(self._open) >= _DEEPEST or len(self.tables) >= _MOST_TABLES:
                raise _broken(self._file)
            grid = Grid(self._room, _("table {number}").format(number=len(self.tables) + 1))
            self.tables.append(grid)
            self._open.append(_OpenTable(grid))
        elif self._open:
            self._begin_part(tag, dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "style"}:
            self._silent = max(0, self._silent - 1)
        elif tag == "table" and self._open:
            self._open.pop().end_cell()
        elif tag in {"td", "th", "tr"} and self._open:
            self._open[-1].end_cell()

    def handle_data(self, data: str) -> None:
        if self._open and not self._silent and not self._open[-1].hear(data):
            raise unreadable(self._file, _("a cell is longer than a workbook allows."))

    def close(self) -> None:
        if not self.rawdata.startswith(
            "<"
        ):  # a tag without an end, which the parser would look for again and again
            super().close()
        for table in self._open:
            table.end_cell()

    def _begin_part(self, tag: str, said: dict[str, str | None]) -> None:
        table = self._open[-1]
        if tag in {"td", "th"}:
            table.begin_cell(_span(said.get("colspan"), _WIDEST), _span(said.get("rowspan"), _HIGHEST))
        elif tag == "tr":
            table.end_cell()
            table.grid.begin_row()
        elif tag == "br":
            self.handle_data("\v")


class _OpenTable:
    """A table whose end has not come yet, and the cell that is being read."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self._texts: list[str] | None = None
        self._length = 0
        self._spans = (1, 1)

    def begin_cell(self, columns: int, rows: int) -> None:
        self.end_cell()
        self._texts, self._length, self._spans = [], 0, (columns, rows)

    def hear(self, text: str) -> bool:
        """Take in text of the cell; false where it becomes too long."""
        if self._texts is not None:
            self._texts.append(text)
            self._length += len(text)
        return self._length <= _LONGEST_CELL * 2

    def end_cell(self) -> None:
        if self._texts is not None:
            shown = re.sub(r"[ \t\r\n\f]+", " ", "".join(self._texts))
            lines = (line.strip(" ") for line in shown.split("\v"))
            self.grid.add("\n".join(lines).strip("\n"), *self._spans)
            self._texts = None


def _span(said: str | None, most: int) -> int:
    digits = re.match(r"\s*0*([1-9][0-9]{0,8})\s*$", said or "")
    return min(int(digits[1]), most) if digits else 1

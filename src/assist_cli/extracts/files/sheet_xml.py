"""The XML of a workbook, element by element: exact, and slow, so only where a look at the bytes does not settle it.

Nothing here guards against harm; `sheet_parts` has looked before.
"""

import posixpath
import re
import zipfile
from array import array
from collections.abc import Callable, Iterator
from xml.parsers import expat  # document types, and with them entities, are refused before anything is parsed

from assist_cli.extracts.files.sheets import MOST_COLUMNS, Position

_REFERENCE = re.compile(r"^([A-Za-z]{1,3})([0-9]{1,7})$")


def column_of(letters: str) -> int:
    """`A` is 0, `XFD` 16,383."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


class Cells:
    """Every cell of a sheet, one by one: where the last ones stand, what error cells show, how long the text is.

    A cell that does not say where it stands follows the one before it, in the row that was begun, as the reader has it.
    """

    def __init__(self, lengths: "array[int] | None" = None) -> None:
        self.errors: dict[Position, str] = {}
        self.rows = self.columns = self.text = 0
        self._lengths = lengths or array("L")
        self._row = self._column = 0
        self._place = (0, 0)
        self._kind, self._shown = "", ""
        self._inside = False

    def begin(self, tag: str, said: dict[str, str]) -> None:
        match _local(tag):
            case "row" if "r" in said:
                self._row = int(said["r"]) - 1
            case "c":
                self._begin_cell(said.get("r"))
                self._kind = said.get("t", "")
            case "v":
                self._inside, self._shown = True, ""

    def hear(self, text: str) -> None:
        if self._inside and self._kind in {"e", "s"}:
            self._shown += text

    def end(self, tag: str) -> None:
        match _local(tag):
            case "row":
                self._row, self._column = self._row + 1, 0
            case "v":
                self._inside = False
                self._end_value()

    def _begin_cell(self, reference: str | None) -> None:
        row, column = self._row, self._column
        if reference is not None:
            found = _REFERENCE.match(reference)
            if not found:
                raise ValueError(reference)
            row, column = int(found[2]) - 1, column_of(found[1])
        if column >= MOST_COLUMNS:
            raise ValueError(column)
        self._place, self._column = (row, column), column + 1
        self.rows, self.columns = max(self.rows, row + 1), max(self.columns, column + 1)

    def _end_value(self) -> None:
        if self._kind == "e":
            self.errors[self._place] = self._shown.strip()
        elif self._kind == "s" and self._lengths:
            number = (
                int(self._shown) if self._shown.isascii() and self._shown.isdigit() else 0
            )  # as the reader does
            self.text += self._lengths[number] if number < len(self._lengths) else 0


def _local(tag: str) -> str:
    """The name of a tag behind its prefix; as for the reader, that ends at the first colon."""
    return tag.partition(":")[2] or tag


def read_cells(archive: zipfile.ZipFile, part: str, lengths: "array[int] | None" = None) -> Cells:
    """A sheet's cells. With the `lengths` of the shared texts their text is added up."""
    cells = Cells(lengths)
    _parse(archive, part, cells.begin, cells.end, cells.hear)
    return cells


def text_lengths(archive: zipfile.ZipFile) -> "array[int]":
    """The length of each shared text, in characters."""
    lengths = array("L")

    def begin(tag: str, _said: dict[str, str]) -> None:
        if _local(tag) == "si":
            lengths.append(0)

    def hear(text: str) -> None:
        if lengths:
            lengths[-1] += len(text)

    for member in archive.namelist():
        if "sharedstrings" in member.lower():
            _parse(archive, member.lower(), begin, lambda _tag: None, hear)
    return lengths


def sheet_parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Sheet name and part, as the workbook relates them."""
    targets: dict[str, str] = {}
    sheets: list[tuple[str, str]] = []

    def relation(tag: str, said: dict[str, str]) -> None:
        if _local(tag) == "Relationship":
            targets[said["Id"]] = posixpath.normpath(posixpath.join("/xl", said["Target"])).strip("/").lower()

    def sheet(tag: str, said: dict[str, str]) -> None:
        if _local(tag) == "sheet":
            relations = [value for key, value in said.items() if key.endswith(":id")]
            sheets.extend((said["name"], relation_id) for relation_id in relations)

    _parse(archive, "xl/_rels/workbook.xml.rels", relation)
    _parse(archive, "xl/workbook.xml", sheet)
    for name, relation_id in sheets:
        if relation_id in targets:
            yield name, targets[relation_id]


def _parse(
    archive: zipfile.ZipFile,
    part: str,
    begin: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] = lambda _tag: None,
    hear: Callable[[str], None] = lambda _text: None,
) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = begin, end, hear
    name = next((name for name in archive.namelist() if name.lower() == part), "")
    if not name:
        raise ValueError(part)
    with archive.open(name) as stream:
        parser.ParseFile(stream)

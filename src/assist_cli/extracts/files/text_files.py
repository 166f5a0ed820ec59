"""Text files with separators: every cell as text, some megabytes at a time."""

import csv
import io
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO, Literal

import polars as pl

from assist_cli.errors import DataError
from assist_cli.extracts.columns.header import Heading, find_heading
from assist_cli.extracts.files.encodings import Encoding, decide_encoding, read_records, unclosed
from assist_cli.extracts.files.table import ROW, SURPLUS, RawTable
from assist_cli.settings.values import Source

SEPARATORS = (",", "\t", ";", "|")
_HEAD_BYTES = 1 << 16
_MOST_SURPLUS = 64
"""A row with more cells than this beyond the header's is broken, even where they are empty."""


def read_text_file(file: str, content: BinaryIO, source: Source) -> RawTable:
    """The table of a text file in UTF-8, GB18030 or UTF-16, its cells separated by one of `SEPARATORS`."""
    encoding = decide_encoding(content)
    with closing(read_records(file, content, encoding)) as pieces:
        head = next(pieces, b"")[:_HEAD_BYTES].decode(errors="ignore")
    heading, separator = _heading(file, head, source)
    rows = _Rows(file, content, encoding, separator, heading)
    return RawTable(file, heading, rows)


def _heading(file: str, head: str, source: Source) -> tuple[Heading, str]:
    """The header, and the separator by which there is one."""
    faults = []
    for separator in SEPARATORS:
        try:
            return find_heading(file, _records(head, separator), source), separator
        except DataError as fault:
            faults.append(fault)
    raise faults[0]


def _records(head: str, separator: str) -> list[list[str]]:
    lines = csv.reader(io.StringIO(head, newline=""), delimiter=separator)
    return [record for _number, record in zip(range(Heading.SEARCHED_ROWS), lines, strict=False)]


@dataclass(frozen=True)
class _Rows:
    """The batches of a text file; walking them begins the file anew."""

    file: str
    content: BinaryIO
    encoding: Encoding
    separator: str
    heading: Heading

    def __iter__(self) -> Iterator[pl.DataFrame]:
        pieces = read_records(self.file, self.content, self.encoding)
        first = next(pieces)
        row = self.heading.row + 1
        for piece in chain([first[self._header_bytes(first) :]], pieces):
            batch = self._batch(piece, row)
            row += batch.height
            yield batch

    def _header_bytes(self, text: bytes) -> int:
        """How long the header and all above it are; a quoted cell may hold line breaks."""
        head = text[:_HEAD_BYTES].decode(errors="ignore")
        records = csv.reader(io.StringIO(head, newline=""), delimiter=self.separator)
        for _record in range(self.heading.row):
            next(records)
        lines = io.StringIO(head, newline="")
        return sum(len(lines.readline().encode()) for _line in range(records.line_num))

    def _batch(self, text: bytes, row: int) -> pl.DataFrame:
        cells, broken = self._even_cells(text) or self._uneven_cells(text)
        numbers = pl.int_range(row, row + cells.height, dtype=pl.Int64)
        return cells.with_columns(numbers.alias(ROW), broken.alias(SURPLUS))

    def _even_cells(self, text: bytes) -> tuple[pl.DataFrame, pl.Series] | None:
        """The usual case, told at a glance: every record has the header's number of cells. None where one has not.

        More cells than that are no secret to the parser; where none are missing, cells, separators, quotation marks
        and line ends are all the bytes there are.
        """
        try:
            cells = self._parsed(text, len(self.heading.headers), extra_columns="raise")
        except pl.exceptions.PolarsError:
            return None
        if not _are_even(text, cells):
            return None
        return cells, pl.repeat(value=False, n=cells.height, dtype=pl.Boolean, eager=True)

    def _uneven_cells(self, text: bytes) -> tuple[pl.DataFrame, pl.Series]:
        """The cells, and which records have fewer than the header, or more that are not empty."""
        width = len(self.heading.headers)
        cells, counts = self._cells(text, width), self._cells_a_record(text)
        if counts.len() != cells.height:
            raise unclosed(self.file)
        widest = min(counts.to_frame().select(pl.max("line")).item() or 0, width + _MOST_SURPLUS)
        broken = (counts < width) | (counts > width + _MOST_SURPLUS)
        if widest <= width:
            return cells, broken
        beyond = self._cells(text, widest).select(pl.nth(range(width, widest)).str.strip_chars() != "")
        return cells, broken | beyond.select(pl.any_horizontal(pl.all())).to_series()

    def _cells(self, text: bytes, width: int) -> pl.DataFrame:
        try:
            return self._parsed(text, width, extra_columns="ignore")
        except pl.exceptions.PolarsError:  # its message may quote a cell
            raise unclosed(self.file) from None

    def _parsed(self, text: bytes, width: int, extra_columns: Literal["ignore", "raise"]) -> pl.DataFrame:
        return pl.read_csv(
            text,
            has_header=False,
            separator=self.separator,
            schema=dict.fromkeys((f"c{at}" for at in range(width)), pl.String),
            extra_columns=extra_columns,
            missing_columns="insert",
            empty_string_is_null=False,
            raise_if_empty=False,
        ).rechunk()

    def _cells_a_record(self, text: bytes) -> pl.Series:
        lines = pl.read_csv(
            _without_quoted(text) if b'"' in text else text,
            has_header=False,
            separator="\x01",
            quote_char=None,
            schema={"line": pl.String},
            extra_columns="ignore",
            empty_string_is_null=False,
            raise_if_empty=False,
        )
        return lines["line"].str.count_matches(self.separator, literal=True).cast(pl.Int64) + 1


def _are_even(text: bytes, cells: pl.DataFrame) -> bool:
    """Whether each record of `text` has just these `cells`: then they and what parts them are all its bytes."""
    said = int(cells.select(pl.sum_horizontal(pl.all().str.len_bytes().sum())).item() or 0)
    separators = cells.height * (cells.width - 1)
    line_ends = cells.height - (not text.endswith(b"\n")) + _count(text, b"\r\n")
    marks = _count(text, b'"')
    too_many = said + separators + line_ends + marks - len(text)
    return too_many == (_counted_twice(cells) if marks and too_many else 0)


def _count(text: bytes, what: bytes) -> int:
    """How often; to see that there is none at all is ten times as fast."""
    return text.count(what) if what[:1] in text else 0


def _counted_twice(cells: pl.DataFrame) -> int:
    """Quotation marks within cells, which are doubled in the text, and line ends within cells."""
    inside = pl.all().str.count_matches('"', literal=True) + pl.all().str.count_matches("\r\n", literal=True)
    return int(cells.select(pl.sum_horizontal(inside.sum())).item())


def _without_quoted(text: bytes) -> bytes:
    """The text with a letter in place of every quoted cell, so that only separators and ends of records are left."""
    bare = pl.Series([text]).cast(pl.String).str.replace_all(r'"(?:[^"]|"")*"', "Q")
    return str(bare[0]).encode()

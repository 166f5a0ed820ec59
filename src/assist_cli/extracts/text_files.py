"""CSV files: the encoding decided on the whole file, then every cell as text."""

import csv
import io

import polars as pl

from assist_cli.extracts.header import Heading, find_heading
from assist_cli.extracts.table import ROW, SURPLUS, RawTable, unreadable
from assist_cli.identity.characters import correct_characters
from assist_cli.language import _
from assist_cli.settings.values import Source

_HEAD_BYTES = 1 << 16
_BOM = "\ufeff"


def read_text_file(file: str, content: bytes, source: Source) -> RawTable:
    """The table of a CSV file in UTF-8 (with or without BOM) or GB18030."""
    text = decode(file, content)
    heading = find_heading(file, _first_records(text), source)
    width = len(heading.headers)
    body = _below(text, heading.row)
    unclosed = unreadable(file, _("the text cannot be split into cells: a quotation mark is not closed."))
    try:
        cells = pl.read_csv(
            body.encode(),
            has_header=False,
            schema=dict.fromkeys((f"c{at}" for at in range(width)), pl.String),
            extra_columns="ignore",
            missing_columns="insert",
            empty_string_is_null=False,
            raise_if_empty=False,
        )
    except pl.exceptions.PolarsError:  # its message may quote a cell
        raise unclosed from None
    uneven = _is_uneven(body, width).alias(SURPLUS)
    if uneven.len() != cells.height:
        raise unclosed
    return RawTable(
        file,
        heading.headers,
        heading.row,
        cells.with_columns(uneven).with_row_index(ROW, heading.row + 1).cast({ROW: pl.Int64}),
    )


def decode(file: str, content: bytes) -> str:
    """The whole file as UTF-8 if it strictly is, else as GB18030; never a guess by prefix or by cell."""
    if b"\x00" in content:
        raise unreadable(file, _("this is no text: it holds NUL bytes."))
    for encoding in ("utf-8", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        text = correct_characters(text) if encoding == "gb18030" else text.removeprefix(_BOM)
        return text if "\n" in text else text.replace("\r", "\n")
    raise unreadable(file, _("the text is neither UTF-8 nor GB18030."))


def _first_records(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text[:_HEAD_BYTES], newline="")))[: Heading.SEARCHED_ROWS]


def _below(text: str, records: int) -> str:
    """The text below its first `records` records; a quoted cell may hold line breaks."""
    reader = csv.reader(io.StringIO(text[:_HEAD_BYTES], newline=""))
    for _record in range(records):
        next(reader)
    lines = io.StringIO(text, newline="")
    for _line in range(reader.line_num):
        lines.readline()
    return lines.read().rstrip("\n")


def _is_uneven(body: str, width: int) -> pl.Series:
    """Whether each record was broken on the way: fewer cells than the header, or more that are not empty."""
    if not body:
        return pl.Series(dtype=pl.Boolean)
    if '"' not in body:
        lines = pl.Series(body.split("\n")).str.strip_chars_end("\r")
        too_few = lines.str.count_matches(",", literal=True) + 1 < width
        return too_few | (lines.str.strip_chars_end(",").str.count_matches(",", literal=True) + 1 > width)
    records = csv.reader(io.StringIO(body, newline=""))
    return pl.Series([len(record) < width or any(record[width:]) for record in records], dtype=pl.Boolean)

"""CSV files: the encoding decided on the whole file, then every cell as text."""

import csv
import io
import re

import polars as pl

from assist_cli.extracts.header import Heading, find_heading
from assist_cli.extracts.table import ROW, SURPLUS, RawTable, unreadable
from assist_cli.language import _
from assist_cli.settings.values import Source

_HEAD_BYTES = 1 << 16
_BOM = "\ufeff"
_PRIVATE_USE = re.compile("[\ue000-\uf8ff]")

# GB18030-2005 and -2022 moved these 25 characters out of the private use area; Python's codec has the table of 2000.
_CORRECTED = str.maketrans(
    {
        0xE78D: 0xFE10, 0xE78E: 0xFE12, 0xE78F: 0xFE11, 0xE790: 0xFE13, 0xE791: 0xFE14, 0xE792: 0xFE15,
        0xE793: 0xFE16, 0xE794: 0xFE17, 0xE795: 0xFE18, 0xE796: 0xFE19, 0xE7C7: 0x1E3F, 0xE816: 0x20087,
        0xE817: 0x20089, 0xE818: 0x200CC, 0xE81E: 0x9FB4, 0xE826: 0x9FB5, 0xE82B: 0x9FB6, 0xE82C: 0x9FB7,
        0xE831: 0x215D7, 0xE832: 0x9FB8, 0xE83B: 0x2298F, 0xE843: 0x9FB9, 0xE854: 0x9FBA, 0xE855: 0x241FE,
        0xE864: 0x9FBB,
    }
)  # fmt: skip


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
    counts = _cell_counts(body)
    if counts.len() != cells.height:
        raise unclosed
    uneven = (counts != width).alias(SURPLUS)
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
        if encoding == "gb18030" and _PRIVATE_USE.search(text):
            text = text.translate(_CORRECTED)
        return text.removeprefix(_BOM)
    raise unreadable(file, _("the text is neither UTF-8 nor GB18030."))


def _first_records(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text[:_HEAD_BYTES], newline="")))[: Heading.SEARCHED_ROWS]


def _below(text: str, records: int) -> str:
    """The text below its first `records` records; a quoted cell may hold line breaks."""
    reader = csv.reader(io.StringIO(text[:_HEAD_BYTES], newline=""))
    for _record in range(records):
        next(reader)
    lines = text.split("\n", reader.line_num)
    return lines[-1].rstrip("\n") if len(lines) > reader.line_num else ""


def _cell_counts(body: str) -> pl.Series:
    """How many cells each record has: more or fewer than the header's mean that it was broken on the way."""
    if not body:
        return pl.Series(dtype=pl.UInt32)
    if '"' not in body:
        return pl.Series(body.split("\n")).str.count_matches(",", literal=True) + 1
    records = csv.reader(io.StringIO(body, newline=""))
    return pl.Series([len(record) for record in records], dtype=pl.UInt32)

"""The bytes of a text file, whatever its encoding, as UTF-8 cut at the ends of records.

The encoding is decided on the whole file: UTF-16 where it says so itself, UTF-8 if every byte of it is, else
GB18030. Only some pieces of the file are held at a time, and the next one is decoded beside the parsing of the last.
"""

import codecs
from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import BinaryIO, Literal

from assist_cli.extracts.files.table import unreadable
from assist_cli.identity.characters import correct_characters
from assist_cli.language import _

Encoding = Literal["utf-8", "gb18030", "utf-16"]
PIECE_BYTES = 1 << 25
LONGEST_RECORD_BYTES = 1 << 26
"""No row of a table is as long; one that does not end is that of a quotation mark nobody closed."""

_BOM = codecs.BOM_UTF8
_UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decide_encoding(content: BinaryIO) -> Encoding:
    """By the whole file, never by a prefix or a cell."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for piece in _pieces(content):
            if piece.startswith(_UTF_16_MARKS):
                return "utf-16"
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8"


def read_records(file: str, content: BinaryIO, encoding: Encoding) -> Generator[bytes, None, None]:
    """The text as UTF-8 with line feeds, each piece a number of whole records; what is no text is a `DataError`."""
    pieces = _pieces(content) if encoding == "utf-8" else _decoded(file, content, encoding)
    yield from _whole_records(file, _with_line_feeds(file, _ahead(pieces)))


def _pieces(content: BinaryIO) -> Iterator[bytes]:
    content.seek(0)
    while piece := content.read(PIECE_BYTES):
        yield piece


def _decoded(file: str, content: BinaryIO, encoding: Encoding) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)()
    correct = correct_characters if encoding == "gb18030" else str
    try:
        for piece in _pieces(content):
            yield correct(decoder.decode(piece)).encode()
        yield decoder.decode(b"", final=True).encode()
    except UnicodeError:
        raise unreadable(file, _("the text is neither UTF-8 nor GB18030.")) from None


def _ahead(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same pieces, the next one always being made while the last is worked on."""
    with ThreadPoolExecutor(max_workers=1) as beside:
        coming = beside.submit(next, pieces, None)
        while (piece := coming.result()) is not None:
            coming = beside.submit(next, pieces, None)
            yield piece


def _with_line_feeds(file: str, pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Without byte-order mark; a file whose only line ends are carriage returns gets line feeds."""
    bare = None
    for piece in pieces:
        if b"\x00" in piece:
            raise unreadable(file, _("this is no text: it holds NUL bytes."))
        text = piece if bare is not None else piece.removeprefix(_BOM)
        bare = b"\n" not in text if bare is None else bare
        yield text.replace(b"\r", b"\n") if bare else text


def _whole_records(file: str, pieces: Iterator[bytes]) -> Iterator[bytes]:
    rest = b""
    for piece in pieces:
        end = _end_of_records(piece, rest.count(b'"'))
        if end:
            yield b"".join((rest, memoryview(piece)[:end]))
            rest = piece[end:]
        else:
            rest += piece
        if len(rest) > LONGEST_RECORD_BYTES:
            raise unclosed(file)
    if rest:
        yield rest


def _end_of_records(text: bytes, marks: int) -> int:
    """Behind the last line end that stands outside quotation marks; 0 where there is none. `marks` stand before it."""
    end = text.rfind(b"\n") + 1
    marks += text.count(b'"', 0, end)
    while end and marks % 2:
        before = text.rfind(b"\n", 0, end - 1) + 1
        marks -= text.count(b'"', before, end)
        end = before
    return end


def unclosed(file: str) -> Exception:
    """The error for text whose quotation marks do not come in pairs."""
    return unreadable(file, _("the text cannot be split into cells: a quotation mark is not closed."))

"""The bytes of a text file, whatever its encoding, as UTF-8 cut at the ends of records.

The encoding is decided on the whole file: UTF-16 where it says so itself, UTF-8 if every byte of it is, else
GB18030. Only some pieces of the file are held at a time, and the next one is decoded beside the parsing of the last.
"""

import codecs
from collections.abc import Generator, Iterator
from typing import BinaryIO, Literal

import polars as pl

from assist_cli.beside import made_ahead
from assist_cli.extracts.files.table import unreadable
from assist_cli.identity.characters import correct_characters
from assist_cli.language import _

Encoding = Literal["utf-8", "gb18030", "utf-16"]
PIECE_BYTES = 1 << 24
LONGEST_RECORD_BYTES = 1 << 26
"""No row of a table is as long; one that does not end is that of a quotation mark nobody closed."""

_LOOKED_AT_BYTES = 1 << 20
"""What fits the processor's cache is decided on ten times as fast."""
_BOM = codecs.BOM_UTF8
_LONGEST_CHARACTER, _CONTINUING = 4, range(0x80, 0xC0)
"""Of UTF-8: bytes of one character, and what they are but the first."""
_UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decide_encoding(content: BinaryIO) -> Encoding:
    """By the whole file, never by a prefix or a cell."""
    begun = b""
    for piece in _pieces(content, _LOOKED_AT_BYTES):
        if piece.startswith(_UTF_16_MARKS):
            return "utf-16"
        text = begun + piece
        end = _end_of_characters(text)
        if not _is_utf8(text[:end]):
            return "gb18030"
        begun = text[end:]
    return "utf-8" if _is_utf8(begun) else "gb18030"


def _is_utf8(text: bytes) -> bool:
    """Python's own decoder says the same, at a seventh of the speed."""
    try:
        pl.Series([text], dtype=pl.Binary).cast(pl.String)
    except pl.exceptions.ComputeError:
        return False
    return True


def _end_of_characters(text: bytes) -> int:
    """Where the last character begins, which may go on in the next piece."""
    backwards = range(1, min(len(text), _LONGEST_CHARACTER) + 1)
    return next((len(text) - back for back in backwards if text[-back] not in _CONTINUING), len(text))


def read_records(file: str, content: BinaryIO, encoding: Encoding) -> Generator[bytes, None, None]:
    """The text as UTF-8 with line feeds, each piece a number of whole records; what is no text is a `DataError`."""
    pieces = _pieces(content, PIECE_BYTES) if encoding == "utf-8" else _decoded(file, content, encoding)
    yield from made_ahead(_whole_records(file, _with_line_feeds(file, pieces)))


def _pieces(content: BinaryIO, size: int) -> Iterator[bytes]:
    content.seek(0)
    while piece := content.read(size):
        yield piece


def _decoded(file: str, content: BinaryIO, encoding: Encoding) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)()
    correct = correct_characters if encoding == "gb18030" else str
    try:
        for piece in _pieces(content, PIECE_BYTES):
            yield correct(decoder.decode(piece)).encode()
        yield decoder.decode(b"", final=True).encode()
    except UnicodeError:
        raise unreadable(file, _("the text is neither UTF-8 nor GB18030.")) from None


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
    marks += text.count(b'"', 0, end) if b'"' in text else 0  # looking is far cheaper than counting
    while end and marks % 2:
        before = text.rfind(b"\n", 0, end - 1) + 1
        marks -= text.count(b'"', before, end)
        end = before
    return end


def unclosed(file: str) -> Exception:
    """The error for text whose quotation marks do not come in pairs."""
    return unreadable(file, _("the text cannot be split into cells: a quotation mark is not closed."))

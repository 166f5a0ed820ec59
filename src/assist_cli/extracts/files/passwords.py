"""Password-protected workbooks, opened with the password that the department has sent by another way."""

import struct
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, Literal
from zipfile import BadZipFile

from assist_cli.errors import DataError
from assist_cli.extracts.files.table import unreadable
from assist_cli.language import _

_WRITE_PROTECTED = "VelvetSweatshop"
"""Excel's own password of workbooks that everybody may read and few may change ([MS-OFFCRYPTO] 2.4.2.3)."""
_MOST_ROUNDS = 1_000_000
"""Excel hashes a password 100,000 times; the format allows ten million, which takes ten seconds."""
_MOST_ENCRYPTED = {"xls": 64 << 20, "xlsx": 256 << 20}
"""Bytes; the library decrypts in memory, and an .xls byte by byte."""


def needs_password(file: str) -> DataError:
    """The error for a file that is protected, and no password was given."""
    return unreadable(
        file,
        _("it is protected by a password."),
        _("Write the password into a file that only you can read, and give --password-file FILE."),
    )


def wrong_password(file: str) -> DataError:
    """The error for a password that opens nothing."""
    return unreadable(
        file,
        _("the password does not fit."),
        _("Ask the department for the right one; capitals and spaces count."),
    )


@contextmanager
def decrypted(
    file: str, handle: BinaryIO, kind: Literal["xlsx", "xls"], password: str | None
) -> Iterator[BinaryIO]:
    """The protected workbook in the OLE file `handle` without its protection, in a nameless temporary file."""
    if handle.seek(0, 2) > _MOST_ENCRYPTED[kind]:
        raise unreadable(
            file,
            _("a protected workbook of this size cannot be opened."),
            _("Save it without a password, or ask the department for CSV (UTF-8) in a protected zip file."),
        )
    with tempfile.TemporaryFile() as copy:
        handle.seek(0)
        try:
            open_kind = _open_xlsx if kind == "xlsx" else _open_xls
            open_kind(handle, _WRITE_PROTECTED if password is None else password, copy)
        except _faults():  # the password is verified, and so is what it opens
            raise (needs_password(file) if password is None else wrong_password(file)) from None
        copy.seek(0)
        yield copy


def _open_xlsx(handle: BinaryIO, password: str, copy: BinaryIO) -> None:
    from msoffcrypto.format.ooxml import OOXMLFile  # noqa: PLC0415  few files need it, and it takes its time

    document = OOXMLFile(handle)
    if document.info.get("spinValue", 0) > _MOST_ROUNDS:
        raise ValueError
    document.load_key(password=password, verify_password=True)
    document.decrypt(copy)


def _open_xls(handle: BinaryIO, password: str, copy: BinaryIO) -> None:
    from msoffcrypto.format.xls97 import Xls97File  # noqa: PLC0415  few files need it, and it takes its time

    document = Xls97File(handle)
    document.load_key(password=password)
    document.decrypt(copy)


def _faults() -> tuple[type[Exception], ...]:
    from msoffcrypto import exceptions  # noqa: PLC0415  few files need it, and it takes its time

    return (
        exceptions.DecryptionError,
        exceptions.FileFormatError,
        exceptions.ParseError,
        BadZipFile,
        OSError,
        ValueError,
        LookupError,
        TypeError,
        AssertionError,
        struct.error,
    )

"""Zip and gzip files: the one table file inside, unpacked within limits to a file without a name.

What is unpacked lies in the system's temporary folder (`TMPDIR` names another), readable by its owner only. It has
no name there, so no member's name can lead it elsewhere, and it is gone when it is closed or the program is killed.
"""

import errno
import gzip
import re
import shutil
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO, Protocol

from assist_cli.errors import DataError
from assist_cli.extracts.files.passwords import needs_password, wrong_password
from assist_cli.extracts.files.table import unreadable
from assist_cli.language import _

ZIP, GZIP = b"PK\x03\x04", b"\x1f\x8b"
MOST_UNPACKED = 100 << 30
"""The largest table of PRODUCT.md, a few hundred million rows of 150 to 200 bytes, takes about 60 GB."""
MOST_TIMES = 200
"""Extracts shrink to a tenth or a twentieth, the most monotonous ones to a hundredth; bombs to a thousandth."""
UNSUSPECTED = 64 << 20
"""Below this size nobody is harmed, however well it was packed."""
_MOST_DIRECTORY = 1 << 20
"""Bytes of a zip's directory: ten thousand members, where one is wanted."""

_END = re.compile(rb"PK\x05\x06.{8}(.{4})", re.DOTALL)
_WIDE_END, _SEE_WIDE_END = re.compile(rb"PK\x06\x06.{36}(.{8})", re.DOTALL), 0xFFFFFFFF
"""The size of the directory in a zip's last records, of 32 and of 64 bits."""
_HEAD = 512
_CHUNK = 1 << 20
_FOREIGN = {b"Rar!\x1a\x07": "RAR", b"7z\xbc\xaf\x27\x1c": "7z"}
_TAR_MARK = slice(257, 262)
_NAMED = 10
_IGNORED = {"desktop.ini", "thumbs.db"}
_LETTERS = {".pdf", ".ofd", ".doc", ".docx", ".wps", ".jpg", ".jpeg", ".png"}
"""What accompanies a table: the covering letter, its scan."""
_ENCRYPTED, _UTF8_NAME = 0x1, 0x800
_FAULTS = (zipfile.BadZipFile, gzip.BadGzipFile, zlib.error, EOFError, ValueError, struct.error)


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True)
class Member:
    """A table file ready to be read: its name for people (`deaths.zip/东湖.csv`) and its bytes."""

    file: str
    handle: BinaryIO


@contextmanager
def unpacked(file: str, handle: BinaryIO, password: str | None) -> Iterator[Member]:
    """The table file inside `handle`, or `handle` itself where it is no container."""
    head = handle.read(_HEAD)
    handle.seek(0)
    _refuse_foreign(file, head)
    if head.startswith(GZIP):
        with gzip.GzipFile(fileobj=handle) as packed, _copied(file, packed, handle, damaged(file)) as copy:
            yield _plain(Member(file, copy))
    elif head.startswith(ZIP) and not is_office_zip(file, handle):
        with _opened(file, handle) as archive:
            member = _the_table(file, archive)
            name = f"{file}/{_base_name(member)}"
            broken = wrong_password(name) if member.flag_bits & _ENCRYPTED else damaged(name)
            with (
                _stream(name, archive, member, password) as stream,
                _copied(name, stream, handle, broken) as copy,
            ):
                yield _plain(Member(name, copy))
    else:
        yield Member(file, handle)


def is_office_zip(file: str, handle: BinaryIO) -> bool:
    """Whether a zip is a workbook, or another document, rather than a container of files."""
    with _opened(file, handle) as archive:
        names = set(archive.namelist())
    handle.seek(0)
    return "[Content_Types].xml" in names or {"mimetype", "content.xml"} <= names


def refuse_large_directory(file: str, handle: BinaryIO) -> None:
    """A zip's directory is read whole, so its size is looked at first."""
    handle.seek(max(0, handle.seek(0, 2) - (1 << 16) - 22))
    tail = handle.read()
    handle.seek(0)
    wide = [int.from_bytes(size, "little") for size in _WIDE_END.findall(tail)]
    plain = [int.from_bytes(size, "little") for size in _END.findall(tail)]
    stated = wide + [size for size in plain if not wide or size != _SEE_WIDE_END]
    if max(stated, default=0) > _MOST_DIRECTORY:
        raise unreadable(file, _("this zip file holds too many files."))


def damaged(file: str) -> DataError:
    """The error for a container that cannot be unpacked."""
    return unreadable(
        file,
        _("the packed file is damaged or incomplete."),
        _("Ask the department to send the extract again."),
    )


@contextmanager
def _opened(file: str, handle: BinaryIO) -> Iterator[zipfile.ZipFile]:
    refuse_large_directory(file, handle)
    try:
        archive = zipfile.ZipFile(handle)
    except _FAULTS:
        raise damaged(file) from None
    with archive:
        yield archive


def _the_table(file: str, archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    """The one member that is a table."""
    found = [member for member in archive.infolist() if not member.is_dir() and not _is_ignored(member)]
    if not found:
        raise unreadable(file, _("there is no table in this zip file."))
    if len(found) > 1:
        names = " / ".join(_base_name(member) for member in found[:_NAMED]) + " …" * (len(found) > _NAMED)
        raise unreadable(
            file,
            _("there are several files in this zip file: {names}.").format(names=names),
            _(
                "Unpack it and put the files that are meant side by side; all files of one source are one delivery."
            ),
        )
    return found[0]


def _is_ignored(member: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(_name(member)).parts
    return (
        any(part == "__MACOSX" or (part.startswith((".", "~$")) and part != "..") for part in parts)
        or parts[-1].lower() in _IGNORED
        or PurePosixPath(parts[-1]).suffix.lower() in _LETTERS
    )


def _name(member: zipfile.ZipInfo) -> str:
    """A member's name; without the UTF-8 flag it is UTF-8 all the same, or what Chinese Windows writes: GBK."""
    name = member.orig_filename
    if not member.flag_bits & _UTF8_NAME:
        raw = name.encode("cp437")
        try:
            name = raw.decode()
        except UnicodeDecodeError:
            name = raw.decode("gb18030", errors="replace")
    return name.replace("\\", "/").rstrip("/") or "?"


def _base_name(member: zipfile.ZipInfo) -> str:
    name = PurePosixPath(_name(member)).name
    return "".join(sign if sign.isprintable() else "?" for sign in name)


@contextmanager
def _stream(
    file: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo, password: str | None
) -> Iterator[_Readable]:
    """The member's bytes as they are unpacked."""
    if member.file_size > shutil.disk_usage(tempfile.gettempdir()).free:
        raise _no_room(file)
    if member.flag_bits & _ENCRYPTED and password is None:
        raise needs_password(file)
    for key in _keys(member, password):
        try:
            stream = archive.open(member, pwd=key)
        except NotImplementedError:
            raise unreadable(
                file,
                _("it was packed in a way that this program does not know."),
                _(
                    "Unpack it, and pack it again as an ordinary zip file (ZipCrypto where it has a password)."
                ),
            ) from None
        except RuntimeError:  # a wrong password
            continue
        except _FAULTS:
            raise damaged(file) from None
        with stream:
            yield stream
        return
    raise wrong_password(file)


def _keys(member: zipfile.ZipInfo, password: str | None) -> list[bytes | None]:
    """The password as Chinese and other programs turn it into bytes."""
    if password is None or not member.flag_bits & _ENCRYPTED:
        return [None]
    return list(dict.fromkeys(password.encode(encoding) for encoding in ("utf-8", "gb18030")))


@contextmanager
def _copied(file: str, stream: _Readable, packed: BinaryIO, broken: DataError) -> Iterator[BinaryIO]:
    """All of `stream` in a nameless temporary file, unless it is `broken` or grows as no table does."""
    with tempfile.TemporaryFile() as copy:
        try:
            size = 0
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                _refuse_bomb(file, size, packed.tell())
                copy.write(chunk)
            copy.flush()
        except _FAULTS:
            raise broken from None
        except OSError as fault:
            if fault.errno not in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
                raise
            raise _no_room(file) from None
        copy.seek(0)
        yield copy


def _no_room(file: str) -> DataError:
    return unreadable(
        file,
        _("there is no room to unpack it in {folder}.").format(folder=tempfile.gettempdir()),
        _("Make room there, or name a folder with more room in the environment variable TMPDIR."),
    )


def _refuse_foreign(file: str, head: bytes) -> None:
    """Containers that are not opened here."""
    kind = next((kind for mark, kind in _FOREIGN.items() if head.startswith(mark)), "")
    if not kind and head[_TAR_MARK] == b"ustar":
        kind = "tar"
    if kind:
        raise unreadable(
            file,
            _("files packed as {kind} are not opened.").format(kind=kind),
            _("Unpack it, or ask the department for .zip."),
        )


def _plain(member: Member) -> Member:
    """`member`, which may be no container again."""
    head = member.handle.read(_HEAD)
    member.handle.seek(0)
    _refuse_foreign(member.file, head)
    if head.startswith(GZIP) or (head.startswith(ZIP) and not is_office_zip(member.file, member.handle)):
        raise unreadable(
            member.file,
            _("there is another packed file inside."),
            _("Unpack it, and put the table itself there."),
        )
    return member


def _refuse_bomb(file: str, unpacked_size: int, packed_size: int) -> None:
    if unpacked_size > MOST_UNPACKED or unpacked_size > max(UNSUSPECTED, MOST_TIMES * packed_size):
        raise unreadable(
            file,
            _("unpacked it is far larger than any extract; it may have been made to do harm."),
            _("Do not open it. Ask the department whether it sent this file."),
        )

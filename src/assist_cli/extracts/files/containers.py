"""Zip and gzip files: the table files inside, each unpacked within limits to a file without a name.

What is unpacked lies in the system's temporary folder (`TMPDIR` names another), readable by its owner only, and only
one table at a time. It has no name there, so no member's name can lead it elsewhere, and it is gone when it is closed
or the program is killed.
"""

import errno
import gzip
import lzma
import re
import shutil
import struct
import tempfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Generator, Iterator
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
"""Bytes of a zip's directory: some ten thousand members, where a city sends a file for each of a few hundred streets."""

_END = re.compile(rb"PK\x05\x06.{8}(.{4})", re.DOTALL)
_WIDE_END, _SEE_WIDE_END = re.compile(rb"PK\x06\x06.{36}(.{8})", re.DOTALL), 0xFFFFFFFF
"""The size of the directory in a zip's last records, of 32 and of 64 bits."""
_HEAD = 512
_CHUNK = 1 << 20
_FOREIGN = {b"Rar!\x1a\x07": "RAR", b"7z\xbc\xaf\x27\x1c": "7z"}
_TAR_MARK = slice(257, 262)
_IGNORED = {"desktop.ini", "thumbs.db"}
_LETTERS = {".pdf", ".ofd", ".doc", ".docx", ".wps", ".jpg", ".jpeg", ".png"}
"""What accompanies a table: the covering letter, its scan."""
_ENCRYPTED, _UTF8_NAME = 0x1, 0x800
_AES = 99
"""The packing method of members in WinZip's AES encryption, which is what Bandizip, 7-Zip and WPS offer."""
_LONGEST_NAME = 1000
"""Characters with all folders; a name stands in every row that lands."""
_FAULTS = (
    zipfile.BadZipFile,
    gzip.BadGzipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    ValueError,
    struct.error,
)


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True)
class Member:
    """A table file ready to be read: its name for people (`deaths.zip/东湖.csv`) and its bytes."""

    file: str
    handle: BinaryIO


def unpacked(file: str, handle: BinaryIO, password: str | None) -> Generator[Member, None, None]:
    """The table files inside `handle` in the order of their names, or `handle` itself where it is no container.

    Each can be read until the next one is asked for.
    """
    head = handle.read(_HEAD)
    handle.seek(0)
    _refuse_foreign(file, head)
    if head.startswith(GZIP):
        with gzip.GzipFile(fileobj=handle) as packed, tempfile.TemporaryFile() as copy:
            try:
                _Limits(handle).copy(file, packed, copy)
            except _FAULTS:
                raise damaged(file) from None
            yield _plain(file, copy)
    elif head.startswith(ZIP) and not is_office_zip(file, handle):
        yield from _members(file, handle, password)
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
        archive = _archive(handle)
    except NotImplementedError:
        raise _unknown(file) from None
    except _faults():
        raise damaged(file) from None
    with archive:
        yield archive


def _archive(handle: BinaryIO) -> zipfile.ZipFile:
    plain = zipfile.ZipFile(handle)
    if all(member.compress_type != _AES for member in plain.infolist()):
        return plain
    from pyzipper import AESZipFile  # noqa: PLC0415  few files need it, and it takes its time

    protected: zipfile.ZipFile = AESZipFile(handle)
    return protected


def _faults() -> tuple[type[Exception], ...]:
    """What unpacking raises where something is damaged; a RuntimeError is a wrong password."""
    from pyzipper import BadZipFile  # noqa: PLC0415  few files need it, and it takes its time

    return (*_FAULTS, BadZipFile, RuntimeError, AttributeError, KeyError)


def _members(file: str, handle: BinaryIO, password: str | None) -> Iterator[Member]:
    limits = _Limits(handle)
    with _opened(file, handle) as archive:
        for name, member in _tables(file, archive):
            with tempfile.TemporaryFile() as copy:
                _unpack(f"{file}/{name}", member, copy, archive=archive, password=password, limits=limits)
                yield _plain(f"{file}/{name}", copy)


def _tables(file: str, archive: zipfile.ZipFile) -> list[tuple[str, zipfile.ZipInfo]]:
    """The members that are tables, each with the name it is shown by: with its folders where others are called alike."""
    found = [(_parts(member), member) for member in archive.infolist() if not _is_ignored(member)]
    if not found:
        raise unreadable(file, _("there is no table in this zip file."))
    alike = Counter(parts[-1] for parts, _member in found)
    tables = dict[str, zipfile.ZipInfo]()
    for parts, member in found:
        name = "/".join(parts) if alike[parts[-1]] > 1 else parts[-1]
        if len(name) > _LONGEST_NAME:
            raise damaged(file)
        if name in tables:
            raise unreadable(
                file,
                _("two files in this zip file have the same name: {name}.").format(name=name),
                _("Unpack it, and rename one of them or take it out."),
            )
        tables[name] = member
    return sorted(tables.items())


def _is_ignored(member: zipfile.ZipInfo) -> bool:
    parts = _parts(member)
    return (
        _name(member).endswith("/")
        or any(part == "__MACOSX" or part.startswith((".", "~$")) for part in parts)
        or parts[-1].lower() in _IGNORED
        or PurePosixPath(parts[-1]).suffix.lower() in _LETTERS
    )


def _parts(member: zipfile.ZipInfo) -> list[str]:
    """A member's folders and its own name, such that they can be shown and lead nowhere."""
    shown = "".join(sign if sign.isprintable() else "?" for sign in _name(member))
    return [part for part in shown.split("/") if part not in {"", ".", ".."}] or ["?"]


def _name(member: zipfile.ZipInfo) -> str:
    """A member's name; without the UTF-8 flag it is UTF-8 all the same, or what Chinese Windows writes: GBK."""
    name = member.orig_filename
    if not member.flag_bits & _UTF8_NAME:
        raw = name.encode("cp437")
        try:
            name = raw.decode()
        except UnicodeDecodeError:
            name = raw.decode("gb18030", errors="replace")
    return name.replace("\\", "/")


def _unpack(
    file: str,
    member: zipfile.ZipInfo,
    copy: BinaryIO,
    *,
    archive: zipfile.ZipFile,
    password: str | None,
    limits: "_Limits",
) -> None:
    """The whole member to `copy`. A key may seem to fit until all has been read; then the next one is tried."""
    if member.file_size > shutil.disk_usage(tempfile.gettempdir()).free:
        raise _no_room(file)
    for key in _keys(file, member, password):
        copy.seek(0)
        copy.truncate()
        try:
            with archive.open(member, pwd=key) as stream:
                limits.copy(file, stream, copy)
        except NotImplementedError:
            raise _unknown(file) from None
        except _faults():
            continue
        return
    raise wrong_password(file) if member.flag_bits & _ENCRYPTED else damaged(file)


def _keys(file: str, member: zipfile.ZipInfo, password: str | None) -> list[bytes | None]:
    """The password as Chinese and other programs turn it into bytes."""
    if not member.flag_bits & _ENCRYPTED:
        return [None]
    if password is None:
        raise needs_password(file)
    return list(dict.fromkeys(password.encode(encoding) for encoding in ("utf-8", "gb18030")))


@dataclass
class _Limits:
    """What was unpacked of the container `packed` so far, and how far it was read for that: bytes, over all members."""

    packed: BinaryIO
    unpacked: int = 0
    reached: int = 0

    def copy(self, file: str, stream: _Readable, copy: BinaryIO) -> None:
        """All of `stream` to `copy`, unless there is no room for it or it grows as no table does."""
        try:
            while chunk := stream.read(_CHUNK):
                self._count(file, len(chunk))
                copy.write(chunk)
            copy.seek(0)
        except OSError as fault:
            if fault.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
                raise _no_room(file) from None
            if fault.errno is None:  # which is how the packers bzip2 and gzip say it
                raise EOFError from None
            raise

    def _count(self, file: str, size: int) -> None:
        self.unpacked += size
        self.reached = max(self.reached, self.packed.tell())
        if self.unpacked > MOST_UNPACKED or self.unpacked > max(UNSUSPECTED, MOST_TIMES * self.reached):
            raise unreadable(
                file,
                _("unpacked it is far larger than any extract; it may have been made to do harm."),
                _("Do not open it. Ask the department whether it sent this file."),
            )


def _unknown(file: str) -> DataError:
    return unreadable(
        file,
        _("it was packed in a way that this program does not know."),
        _("Unpack it, and pack it again as an ordinary zip file."),
    )


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


def _plain(file: str, handle: BinaryIO) -> Member:
    """What was unpacked, which may be no container again."""
    head = handle.read(_HEAD)
    handle.seek(0)
    _refuse_foreign(file, head)
    if head.startswith(GZIP) or (head.startswith(ZIP) and not is_office_zip(file, handle)):
        raise unreadable(
            file,
            _("there is another packed file inside."),
            _("Unpack it, and put the table itself there."),
        )
    return Member(file, handle)

"""A path to an open file: regular, permitted, and the same when it has been read as before."""

import io
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from assist_cli.errors import DataError
from assist_cli.language import _

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


def require_file(path: Path) -> None:
    """Whatever is not a file that may be read is a `DataError`. Opens nothing, so that no pipe can block."""
    try:
        kind = path.stat().st_mode
    except OSError as fault:
        raise _unreachable(path, fault) from None
    if not stat.S_ISREG(kind):
        raise _no_file(path)
    if not os.access(path, os.R_OK):
        raise _forbidden(path)


@contextmanager
def open_file(path: Path) -> Iterator[BinaryIO]:
    """`path`, open for reading; a file that vanishes, grows or fails meanwhile is a `DataError`."""
    try:
        # A pipe put in the file's place would otherwise wait for a writer that never comes.
        number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as fault:
        raise _unreachable(path, fault) from None
    before = os.fstat(number)
    if not stat.S_ISREG(before.st_mode):
        os.close(number)
        raise _no_file(path)
    with io.BufferedReader(_Delivered(number, path)) as handle:
        yield handle
        after = os.fstat(number)
        if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
            raise DataError(
                _("{file}: the file was changed while it was read.").format(file=path.name),
                _("Wait until it is copied completely, then call again."),
            )


class _Delivered(io.FileIO):
    """A delivered file; where the system cannot read it that is a fault of the file, not of the store."""

    def __init__(self, number: int, path: Path) -> None:
        super().__init__(number, "rb")
        self.path = path

    def readinto(self, buffer: "WriteableBuffer") -> int:
        with self._faults():
            return super().readinto(buffer) or 0

    def readall(self) -> bytes:
        with self._faults():
            return super().readall()

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except OSError as fault:
            raise _failing(self.path, fault) from None


def _no_file(path: Path) -> DataError:
    return DataError(_("{file}: this is no file.").format(file=path), _("Name the files one by one."))


def _unreachable(path: Path, fault: OSError) -> DataError:
    if isinstance(fault, PermissionError):
        return _forbidden(path)
    if path.is_symlink():
        return DataError(
            _("{file}: this link leads to no file.").format(file=path), _("Put the file itself there.")
        )
    if isinstance(fault, FileNotFoundError | NotADirectoryError):
        return DataError(_("{file}: there is no such file.").format(file=path), _("Check the path."))
    return _failing(path, fault)


def _forbidden(path: Path) -> DataError:
    return DataError(
        _("{file}: the file may not be read.").format(file=path), _("Ask for permission to read it.")
    )


def _failing(path: Path, fault: OSError) -> DataError:
    return DataError(
        _("{file}: the system could not read it: {reason}.").format(file=path.name, reason=fault.strerror),
        _("Check the disk or the network folder, then call again."),
    )

"""Files that are either as they were or completely new: temporary name, flush, rename.

Everything the store writes passes here. Folders are 0700, files 0600.
"""

import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path

_CHUNK = 1 << 20


def make_folder(path: Path) -> None:
    """Create `path` and its missing parents, readable by their owner only."""
    missing = [folder for folder in (path, *path.parents) if not folder.exists()]
    for folder in reversed(missing):
        folder.mkdir(mode=0o700, exist_ok=True)


def write_bytes(path: Path, content: bytes) -> None:
    """Publish `content` as `path`, whole or not at all."""

    def fill(place: Path) -> None:
        place.write_bytes(content)

    publish(path, fill)


def publish(path: Path, write: Callable[[Path], None]) -> None:
    """Let `write` fill a temporary file beside `path`, then put it in place in one step."""
    make_folder(path.parent)
    place = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        place.touch(mode=0o600)
        write(place)
        place.chmod(0o600)
        flush(place)
        place.replace(path)
    finally:
        place.unlink(missing_ok=True)
    flush(path.parent)


def flush(path: Path) -> None:
    """Force a file or a folder's entries to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove_leftovers(folder: Path) -> None:
    """Delete what a killed run left half-written under `folder`; only the lock's holder may call this."""
    for place in sorted(folder.rglob(".*.part")):
        if place.is_dir():
            shutil.rmtree(place)
        else:
            place.unlink(missing_ok=True)


def sha256(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as content:
        while chunk := content.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()

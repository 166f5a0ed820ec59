"""Who did what: `store/audit.jsonl`, one JSON object a line, each holding the hash of the line before."""

import errno
import getpass
import hashlib
import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from assist_cli.store.files import make_folder

if TYPE_CHECKING:
    from filelock import FileLock

FILE = "audit.jsonl"
_START = "0" * 64
_LOCK = ".audit.lock"
_PATIENCE_SECONDS = 30


def record(store: Path, action: str, details: dict[str, object]) -> None:
    """Append one entry and flush it to the disk. Details never hold a person's value."""
    with _locked(store):
        _append(store / FILE, {"action": action, **details})


def record_once(store: Path, entry: dict[str, object]) -> None:
    """Append the entry of a change of the store, unless a run that was killed afterwards has done so."""
    with _locked(store):
        last = _last(store / FILE)
        if last is None or last.get("change") != entry["change"]:
            _append(store / FILE, entry)


def entry_hash(entry: dict[str, object]) -> str:
    """SHA-256 of an entry without its own hash, keys sorted."""
    content = {key: value for key, value in entry.items() if key != "hash"}
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _locked(store: Path) -> "FileLock":
    from filelock import FileLock  # noqa: PLC0415  whoever only reads does without

    make_folder(store)
    return FileLock(store / _LOCK, timeout=_PATIENCE_SECONDS, mode=0o600)


def _append(path: Path, entry: dict[str, object]) -> None:
    """Write one line whole: what a dying run left of a line is cut off first, and so is what the disk refuses."""
    last = _last(path)
    known = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "by": getpass.getuser(), **entry}
    known["previous"] = str(last["hash"]) if last else _START
    known["hash"] = entry_hash(known)
    line = (json.dumps(known, ensure_ascii=False) + "\n").encode()
    handle = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        end = _whole_lines(path)
        os.ftruncate(handle, end)
        os.lseek(handle, end, os.SEEK_SET)
        if os.write(handle, line) < len(line):
            os.ftruncate(handle, end)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), FILE)
        os.fsync(handle)
    finally:
        os.close(handle)


def _whole_lines(path: Path) -> int:
    """How many bytes of the log are whole lines."""
    return path.read_bytes().rfind(b"\n") + 1


def _last(path: Path) -> dict[str, object] | None:
    lines = path.read_bytes()[: _whole_lines(path)].splitlines() if path.exists() else []
    return dict(json.loads(lines[-1])) if lines else None

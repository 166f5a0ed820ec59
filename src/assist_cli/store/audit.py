"""Who did what: `store/audit.jsonl`, one JSON object a line, each holding the hash of the line before."""

import getpass
import hashlib
import json
import os
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock

from assist_cli.store.files import make_folder

FILE = "audit.jsonl"
_START = "0" * 64
_LOCK = ".audit.lock"
_PATIENCE_SECONDS = 30


def record(store: Path, action: str, details: dict[str, object]) -> None:
    """Append one entry and flush it to the disk. Details never hold a person's value."""
    make_folder(store)
    with FileLock(store / _LOCK, timeout=_PATIENCE_SECONDS, mode=0o600):
        _append(store / FILE, action, details)


def _append(path: Path, action: str, details: dict[str, object]) -> None:
    entry = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "by": getpass.getuser(),
        "action": action,
        **details,
        "previous": _last_hash(path),
    }
    entry["hash"] = entry_hash(entry)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(handle, (json.dumps(entry, ensure_ascii=False) + "\n").encode())
        os.fsync(handle)
    finally:
        os.close(handle)


def entry_hash(entry: dict[str, object]) -> str:
    """SHA-256 of an entry without its own hash, keys sorted."""
    content = {key: value for key, value in entry.items() if key != "hash"}
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _last_hash(path: Path) -> str:
    if not path.exists():
        return _START
    lines = path.read_bytes().splitlines()
    return str(json.loads(lines[-1])["hash"]) if lines else _START

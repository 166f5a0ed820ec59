"""One writer at a time. The lock is released by the system when its holder dies."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from assist_cli.errors import BusyError
from assist_cli.language import _
from assist_cli.store.files import make_folder, write_bytes
from assist_cli.store.journal import JOURNAL, recover

LOCK = ".lock"
HOLDER = ".lock.holder"


@contextmanager
def writing(store: Path, command: str) -> Iterator[None]:
    """Hold the store for writing; `BusyError` names whoever holds it already. Nested use is the holder's own."""
    from filelock import FileLock, Timeout  # noqa: PLC0415  whoever only reads does without

    make_folder(store)
    lock = FileLock(store / LOCK, timeout=0, mode=0o600, is_singleton=True)
    try:
        with lock:
            if lock.lock_counter == 1:
                note = {
                    "pid": os.getpid(),
                    "command": command,
                    "since": datetime.now(UTC).isoformat(timespec="seconds"),
                }
                write_bytes(store / HOLDER, json.dumps(note).encode())
                recover(store)
            yield
    except Timeout:
        raise BusyError(
            _holder(store), _("Wait until it has finished, then call the same command again.")
        ) from None


def settle(store: Path) -> None:
    """Finish what a killed run had decided on, before anything is read; whoever is writing now does it itself."""
    if (store / JOURNAL).exists():
        with suppress(BusyError), writing(store, "recovery"):
            pass


def _holder(store: Path) -> str:
    with suppress(OSError, ValueError):
        note = json.loads((store / HOLDER).read_text(encoding="utf-8"))
        return _("Another run holds the workspace: process {pid} (assist {command}), since {since}.").format(
            pid=note["pid"], command=note["command"], since=note["since"]
        )
    return _("Another run holds the workspace.")

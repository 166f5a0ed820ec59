"""Several files published as one: all of them, or, after any crash, none or all.

The new files are written beside their places first. Then one journal, itself published by rename, names every
move; from that moment the change has happened. Moves are idempotent, so a run that finds a journal of a dead
one carries it out to the end. Rows that lie elsewhere were put there before, and only their pointers move.
"""

import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self
from uuid import uuid4

from assist_cli.store.audit import record_once
from assist_cli.store.files import flush, make_folder, remove_leftovers, write_bytes
from assist_cli.store.rows_files import POINTER, forget

JOURNAL = "journal.json"
PENDING = ".pending"


@dataclass
class Change:
    """One change of the store under `root`; nothing is visible before `commit`."""

    root: Path
    _moves: list[tuple[str, str]] = field(default_factory=list)
    _gone: list[str] = field(default_factory=list)

    def write(self, path: Path, fill: Callable[[Path], object]) -> Path:
        """Let `fill` write what will become `path`; returns where it lies until then."""
        place = path.with_name(f".{path.name}{PENDING}")
        make_folder(path.parent)
        place.unlink(missing_ok=True)
        place.touch(mode=0o600)
        fill(place)
        place.chmod(0o600)
        flush(place)
        flush(place.parent)
        self._moves.append((self._relative(place), self._relative(path)))
        return place

    def keep(self, path: Path, to: Path) -> None:
        """Keep the file that is about to be replaced readable as `to`: a second name for the same bytes."""
        place = to.with_name(f".{to.name}{PENDING}")
        make_folder(to.parent)
        place.unlink(missing_ok=True)
        os.link(path, place)
        self._moves.append((self._relative(place), self._relative(to)))

    def remove(self, path: Path) -> None:
        """Let a file go, if it is there, once everything else is in its place."""
        if path.exists():
            self._gone.append(self._relative(path))

    def commit(self, action: str, details: dict[str, object]) -> None:
        """Make the change happen, and record it in the audit log."""
        entry = {"change": uuid4().hex, "action": action, **details}
        journal = {"moves": self._moves, "gone": self._gone, "entry": entry}
        write_bytes(self.root / JOURNAL, json.dumps(journal, ensure_ascii=False).encode())
        finish(self.root)

    def discard(self) -> None:
        """Leave the store as it was."""
        for place, _path in self._moves:
            _drop(self.root, self.root / place)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if kind is not None and not (self.root / JOURNAL).exists():
            self.discard()

    def _relative(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()


def finish(root: Path) -> None:
    """Carry out the moves of the journal, if there is one, and record the change unless that was done."""
    path = root / JOURNAL
    if not path.exists():
        return
    journal = json.loads(path.read_text(encoding="utf-8"))
    folders = set()
    for source, target in journal["moves"]:
        if (root / source).exists():
            make_folder((root / target).parent)
            (root / source).replace(root / target)
            folders |= {(root / source).parent, (root / target).parent}
    for gone in journal["gone"]:
        (root / gone).unlink(missing_ok=True)
        folders.add((root / gone).parent)
    for folder in sorted(folders):
        flush(folder)
    record_once(root, journal["entry"])
    path.unlink()
    flush(root)


def recover(root: Path) -> None:
    """Finish a dead run's change, and delete what it had not decided on yet. Only for the lock's holder."""
    finish(root)
    remove_leftovers(root)
    for place in sorted(root.rglob(f".*{PENDING}")):
        _drop(root, place)


def _drop(root: Path, place: Path) -> None:
    """Delete what was not decided on; a pointer stays until its object, too, could be removed."""
    if not place.name.endswith(f"{POINTER}{PENDING}") or forget(root, place):
        place.unlink(missing_ok=True)

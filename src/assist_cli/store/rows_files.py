"""One file of landed or rejected rows: in the store, or an object elsewhere that a pointer in the store names.

What counts is said by the store alone, so that one journal publishes both. An object is written once, under a name that
says its delivery and its content, and never renamed, copied or changed: whoever reads one delivery while another
replaces it reads to the end.
"""

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from assist_cli.errors import AssistError, ConfigurationError
from assist_cli.language import _
from assist_cli.settings.storage import Storage
from assist_cli.settings.workspace import MARKER, Workspace
from assist_cli.store import objects

DELIVERY = "assist.delivery"
POINTER = ".object"
_HASH_DIGITS = 16


@dataclass(frozen=True)
class RowsFile:
    """The file of the store under `root` that has this `name`; where there is a pointer, that counts."""

    root: Path
    name: str

    @property
    def path(self) -> Path:
        """Where it lies in the store."""
        return self.root / self.name

    @property
    def pointer(self) -> Path:
        """What names the object that it is elsewhere."""
        return self.path.with_suffix(POINTER)

    @property
    def here(self) -> Path:
        """What there is of it in the store: itself, or its pointer."""
        return self.pointer if self.pointer.exists() else self.path

    def exists(self) -> bool:
        """Whether the store has it."""
        return self.here.exists()

    def scan(self) -> pl.LazyFrame:
        """Its rows, lazily."""
        if self.here == self.path:
            return pl.scan_parquet(self.path)
        return objects.scan(_storage(self.root), _object(self.pointer))

    def delivery(self) -> str | None:
        """The id of the delivery whose rows these are; nothing elsewhere is asked for it."""
        if not self.exists():
            return None
        if self.here == self.path:
            return pl.read_parquet_metadata(self.path).get(DELIVERY)
        return str(_read(self.pointer)["delivery"])

    def object_name(self, delivery: str, sha256: str) -> str:
        """What it is called elsewhere."""
        file = Path(self.name)
        return (
            file.parent / f"delivery={delivery}" / f"{file.stem}-{sha256[:_HASH_DIGITS]}{file.suffix}"
        ).as_posix()


def point(delivery: str, name: str) -> bytes:
    """The content of a pointer."""
    return (json.dumps({"delivery": delivery, "object": name}) + "\n").encode()


def forget(root: Path, pointer: Path) -> bool:
    """Remove the object of a pointer that never counted, unless one that counts names it too.

    False where its storage cannot be reached now.
    """
    try:
        name = _object(pointer)
    except (FileNotFoundError, ValueError):  # not written whole, so nothing was put
        return True
    _kind, source, month, *_below = pointer.relative_to(root).parts
    if name in {_object(other) for other in root.glob(f"*/{source}/{month}/**/*{POINTER}")}:
        return True
    with suppress(AssistError):
        objects.remove(_storage(root), name)
        return True
    return False


def _storage(root: Path) -> Storage:
    storage = Workspace(root.parent).bureau.storage
    if storage is None:
        raise ConfigurationError(
            _("{file} has no [storage], but rows of this workspace lie elsewhere.").format(
                file=root.parent / MARKER
            ),
            _("Restore the table; the files *{suffix} in the store name the objects.").format(suffix=POINTER),
        )
    return storage


def _object(pointer: Path) -> str:
    return str(_read(pointer)["object"])


def _read(pointer: Path) -> dict[str, object]:
    return dict(json.loads(pointer.read_text(encoding="utf-8")))

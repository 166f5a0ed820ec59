"""Landing one delivery: everything of it or nothing, and the delivery it replaces kept readable."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from assist_cli.settings.storage import Storage
from assist_cli.store import manifests, objects
from assist_cli.store.catalogue import EXTRACT, REJECTED, Catalogue
from assist_cli.store.files import sha256, write_bytes
from assist_cli.store.journal import Change
from assist_cli.store.rows_files import DELIVERY, RowsFile, point
from assist_cli.store.spool import Spool


@dataclass(frozen=True)
class Place:
    """Which delivery of which source and month."""

    source: str
    month: str
    delivery: str


@dataclass(frozen=True)
class Written:
    """What will become a file of rows: where it lies until then, and what its object is called, if it goes elsewhere."""

    rows: RowsFile
    file: Path
    sha256: str
    object: str | None

    @property
    def output(self) -> dict[str, str]:
        """As manifests tell it."""
        return {"file": self.object or self.rows.name, "sha256": self.sha256}


@dataclass(frozen=True)
class Staged:
    """A delivery written, but not in place, and the storage it will go to, if not into the store."""

    landed: Written
    rejected: Written
    storage: Storage | None

    @property
    def outputs(self) -> list[dict[str, str]]:
        """Its files with their hashes."""
        return [self.landed.output, self.rejected.output]


def stage(
    catalogue: Catalogue, change: Change, place: Place, spool: Spool, storage: Storage | None
) -> Staged:
    """Write the rows of a delivery; nothing of it is visible yet, and nothing has left the machine."""

    def written(rows: RowsFile, fill: Callable[[Path], None]) -> Written:
        if storage is None:
            file = change.write(rows.path, fill)
            return Written(rows, file, sha256(file), None)
        file = spool.folder / rows.path.name
        fill(file)
        digest = sha256(file)
        return Written(rows, file, digest, rows.object_name(place.delivery, digest))

    landed, rejected = (where(place.source, place.month) for where in (catalogue.extract, catalogue.rejected))
    return Staged(
        written(landed, lambda path: spool.write_landed(path, {DELIVERY: place.delivery})),
        written(rejected, spool.write_rejected),
        storage,
    )


def publish(
    catalogue: Catalogue,
    change: Change,
    place: Place,
    staged: Staged,
    *,
    manifest: Mapping[str, object],
    note: dict[str, object],
) -> None:
    """Make a staged delivery the current one; `note` goes into the audit log."""
    _keep_replaced(catalogue, change, place)
    for written in (staged.landed, staged.rejected):
        _put_in_place(change, place, written, staged.storage)
    run = manifests.run_file(catalogue.root, "ingest", place.month, place.source, place.delivery)
    change.write(run, lambda path: path.write_bytes(manifests.as_bytes(manifest)))
    change.commit("ingest", note)


def refuse(catalogue: Catalogue, place: Place, manifest: Mapping[str, object]) -> None:
    """Record that a delivery could not be used, and why; nothing of it lands."""
    run = manifests.run_file(catalogue.root, "blocked", place.month, place.source, place.delivery)
    write_bytes(run, manifests.as_bytes(manifest))


def _put_in_place(change: Change, place: Place, written: Written, storage: Storage | None) -> None:
    """What goes elsewhere goes now; its pointer is on the disk before, so that a dead run's object is found."""
    rows, name = written.rows, written.object
    if storage is None or name is None:
        change.remove(rows.pointer)
        return
    change.write(rows.pointer, lambda path: path.write_bytes(point(place.delivery, name)))
    objects.put(storage, written.file, name)
    change.remove(rows.path)


def _keep_replaced(catalogue: Catalogue, change: Change, place: Place) -> None:
    current = catalogue.delivery(place.source, place.month)
    if current is None or current == place.delivery:
        return
    for rows, file in (
        (catalogue.extract(place.source, place.month), EXTRACT),
        (catalogue.rejected(place.source, place.month), REJECTED),
    ):
        kept = catalogue.replaced(place.source, place.month, current, file)
        change.keep(rows.here, kept.path.with_suffix(rows.here.suffix))

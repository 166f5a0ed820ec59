"""Landing one delivery: everything of it or nothing, and the delivery it replaces kept readable."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assist_cli.store import manifests
from assist_cli.store.catalogue import DELIVERY, Catalogue
from assist_cli.store.files import sha256, write_bytes
from assist_cli.store.journal import Change
from assist_cli.store.spool import Spool


@dataclass(frozen=True)
class Place:
    """Which delivery of which source and month."""

    source: str
    month: str
    delivery: str


@dataclass(frozen=True)
class Staged:
    """A delivery written beside its place: where its landed rows lie until then, and its files with their hashes."""

    landed: Path
    outputs: list[dict[str, str]]


def stage(catalogue: Catalogue, change: Change, place: Place, spool: Spool) -> Staged:
    """Write the rows of a delivery; nothing of it is visible yet."""
    landed, rejected = (where(place.source, place.month) for where in (catalogue.extract, catalogue.rejected))
    pending = {
        landed: change.write(landed, lambda path: spool.write_landed(path, {DELIVERY: place.delivery})),
        rejected: change.write(rejected, spool.write_rejected),
    }
    hashes = [
        {"file": path.relative_to(catalogue.root).as_posix(), "sha256": sha256(written)}
        for path, written in pending.items()
    ]
    return Staged(pending[landed], hashes)


def publish(
    catalogue: Catalogue,
    change: Change,
    place: Place,
    manifest: Mapping[str, object],
    note: dict[str, object],
) -> None:
    """Make a staged delivery the current one; `note` goes into the audit log."""
    _keep_replaced(catalogue, change, place)
    run = manifests.run_file(catalogue.root, "ingest", place.month, place.source, place.delivery)
    change.write(run, lambda path: path.write_bytes(manifests.as_bytes(manifest)))
    change.commit("ingest", note)


def refuse(catalogue: Catalogue, place: Place, manifest: Mapping[str, object]) -> None:
    """Record that a delivery could not be used, and why; nothing of it lands."""
    run = manifests.run_file(catalogue.root, "blocked", place.month, place.source, place.delivery)
    write_bytes(run, manifests.as_bytes(manifest))


def _keep_replaced(catalogue: Catalogue, change: Change, place: Place) -> None:
    current = catalogue.delivery(place.source, place.month)
    if current is None or current == place.delivery:
        return
    folder = catalogue.replaced(place.source, place.month, current)
    for path in (catalogue.extract(place.source, place.month), catalogue.rejected(place.source, place.month)):
        change.keep(path, folder / path.name)

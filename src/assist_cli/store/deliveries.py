"""Landing one delivery: everything of it or nothing, and the delivery it replaces kept readable."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from assist_cli.store import manifests
from assist_cli.store.catalogue import DELIVERY, ROWS_PER_GROUP, Catalogue
from assist_cli.store.files import sha256, write_bytes
from assist_cli.store.journal import PENDING, Change


@dataclass(frozen=True)
class Landing:
    """A delivery ready for the store: `landed` and `rejected` rows, and the `manifest` that describes it."""

    source: str
    month: str
    delivery: str
    landed: pl.DataFrame
    rejected: pl.DataFrame
    manifest: Mapping[str, object]


def land(catalogue: Catalogue, landing: Landing, note: dict[str, object]) -> None:
    """Make `landing` the current delivery of its source and month; `note` goes into the audit log."""
    place = (landing.source, landing.month)
    run = manifests.run_file(catalogue.root, "ingest", landing.month, landing.source, landing.delivery)
    with Change(catalogue.root) as change:
        _keep_replaced(catalogue, change, landing)
        change.write(catalogue.extract(*place), lambda path: _write_sorted(landing, path))
        change.write(catalogue.rejected(*place), landing.rejected.write_parquet)
        change.write(run, lambda path: _write_manifest(catalogue, landing, path))
        change.commit("ingest", note)


def refuse(catalogue: Catalogue, manifest: Mapping[str, object]) -> None:
    """Record that a delivery could not be used, and why; nothing of it lands."""
    place = (str(manifest[name]) for name in ("month", "source", "delivery"))
    run = manifests.run_file(catalogue.root, "blocked", *place)
    write_bytes(run, manifests.as_bytes(manifest))


def _keep_replaced(catalogue: Catalogue, change: Change, landing: Landing) -> None:
    current = catalogue.delivery(landing.source, landing.month)
    if current is None or current == landing.delivery:
        return
    folder = catalogue.replaced(landing.source, landing.month, current)
    for path in (
        catalogue.extract(landing.source, landing.month),
        catalogue.rejected(landing.source, landing.month),
    ):
        change.keep(path, folder / path.name)


def _write_sorted(landing: Landing, path: Path) -> None:
    landing.landed.sort("person_key", "file", "row", nulls_last=False).write_parquet(
        path, row_group_size=ROWS_PER_GROUP, metadata={DELIVERY: landing.delivery}
    )


def _write_manifest(catalogue: Catalogue, landing: Landing, path: Path) -> None:
    outputs = [
        catalogue.extract(landing.source, landing.month),
        catalogue.rejected(landing.source, landing.month),
    ]
    pending = [output.with_name(f".{output.name}{PENDING}") for output in outputs]
    hashes = [
        {"file": output.relative_to(catalogue.root).as_posix(), "sha256": sha256(place)}
        for output, place in zip(outputs, pending, strict=True)
    ]
    path.write_bytes(manifests.as_bytes({**landing.manifest, "outputs": hashes}))

"""One delivery from its files to the store: read, judged by the gates, landed or refused."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from assist_cli.errors import BlockedError, CallError, DataError
from assist_cli.extracts.gates import MEANINGS, Delivery, Gate, judge
from assist_cli.extracts.reading import read_table, require_file
from assist_cli.extracts.rows import Rows, read_rows, rejected_schema, store_schema
from assist_cli.language import _
from assist_cli.settings.months import last_day
from assist_cli.settings.values import Source
from assist_cli.settings.workspace import Workspace
from assist_cli.store import manifests
from assist_cli.store.catalogue import Catalogue
from assist_cli.store.deliveries import Landing, land, refuse
from assist_cli.store.lock import writing


@dataclass(frozen=True)
class Accepted:
    """Gates that the user lets a delivery pass, and why."""

    gates: Sequence[str] = ()
    reason: str = ""


@dataclass(frozen=True)
class Outcome:
    """What became of a delivery. `again`: the very same delivery had landed before, and nothing was done."""

    source: str
    month: str
    landed: int
    rejected: int
    again: bool = False


def ingest(
    workspace: Workspace, source: Source, files: Sequence[Path], month: str, accepted: Accepted
) -> Outcome:
    """Land `files` as the delivery of `source` for `month`; raises `BlockedError` where a gate refuses it."""
    _check_call(files, accepted)
    for path in files:
        require_file(path)
    with writing(workspace.store, f"ingest {source.name}"):
        catalogue = Catalogue(workspace.store)
        known = _known(workspace, source, files, month, accepted)
        if catalogue.delivery(source.name, month) == known["delivery"]:
            return _landed_before(catalogue, source, month)
        try:
            tables = [read_rows(read_table(path, source), source, last_day(month)) for path in sorted(files)]
        except DataError as error:
            refuse(catalogue, {**known, "refused": error.what})
            raise
        landing, gates = _prepared(catalogue, source, month, tables, known)
        blocking = [gate for gate in gates if gate.blocks and gate.name not in accepted.gates]
        if blocking:
            refuse(catalogue, landing.manifest)
            raise _blocked(source, files, blocking)
        land(catalogue, landing, _note(landing, accepted))
    return Outcome(source.name, month, landing.landed.height, landing.rejected.height)


def _check_call(files: Sequence[Path], accepted: Accepted) -> None:
    names = [path.name for path in files]
    if len(set(names)) < len(names):
        raise CallError(_("Two files of the delivery have the same name."), _("Rename one of them."))
    for gate in accepted.gates:
        if gate not in MEANINGS:
            raise CallError(
                _("There is no gate '{gate}'.").format(gate=gate),
                _("Gates: {gates}.").format(gates=", ".join(MEANINGS)),
            )
    if accepted.gates and not accepted.reason.strip():
        raise CallError(_("--accept needs --reason."), _("Say why this delivery may pass the gate."))


def _known(
    workspace: Workspace, source: Source, files: Sequence[Path], month: str, accepted: Accepted
) -> dict[str, object]:
    """What is known before a file is opened, and the delivery's id, which follows from it."""
    inputs = manifests.fingerprints(files)
    configuration = manifests.fingerprints([workspace.root / "sources" / f"{source.name}.toml"])
    decisive = [source.name, month, inputs, configuration, manifests.versions()]
    return {
        "action": "ingest",
        "source": source.name,
        "month": month,
        "delivery": manifests.identity(decisive),
        "at": manifests.now(),
        "inputs": inputs,
        "configuration": configuration,
        "versions": manifests.versions(),
        "accepted": {"gates": list(accepted.gates), "reason": accepted.reason},
    }


def _landed_before(catalogue: Catalogue, source: Source, month: str) -> Outcome:
    landed = pl.scan_parquet(catalogue.extract(source.name, month)).select(pl.len()).collect().item()
    rejected = pl.scan_parquet(catalogue.rejected(source.name, month)).select(pl.len()).collect().item()
    return Outcome(source.name, month, landed, rejected, again=True)


def _prepared(
    catalogue: Catalogue, source: Source, month: str, tables: Sequence[Rows], known: dict[str, object]
) -> tuple[Landing, list[Gate]]:
    landed = pl.concat([pl.DataFrame(schema=store_schema(source)), *(rows.landed for rows in tables)])
    rejected = pl.concat([pl.DataFrame(schema=rejected_schema(source)), *(rows.rejected for rows in tables)])
    gates = judge(
        Delivery(
            source,
            month,
            landed,
            rejected.height,
            pl.concat([rows.ids for rows in tables]),
            sum(rows.number_ids for rows in tables),
            _rows_before(catalogue, source, month),
        )
    )
    reasons = rejected["reason"].value_counts().sort("reason")
    manifest = {
        **known,
        "delivered": landed.height + rejected.height,
        "landed": landed.height,
        "rejected": rejected.height,
        "aside": sum(rows.aside for rows in tables),
        "reasons": dict(reasons.iter_rows()),
        "not_landed": sorted({header for rows in tables for header in rows.not_landed}),
        "gates": [gate.as_dict() for gate in gates],
    }
    return Landing(source.name, month, str(known["delivery"]), landed, rejected, manifest), gates


def _rows_before(catalogue: Catalogue, source: Source, month: str) -> int | None:
    earlier = [known for known in catalogue.months(source.name) if known < month]
    if not earlier:
        return None
    rows = pl.scan_parquet(catalogue.extract(source.name, earlier[-1])).select(pl.len()).collect().item()
    return int(rows)


def _blocked(source: Source, files: Sequence[Path], blocking: Sequence[Gate]) -> BlockedError:
    names = ", ".join(path.name for path in files)
    number = any(gate.name == "number_ids" for gate in blocking)
    export = _(
        "The department must format the ID column as text before it exports the table; digits already lost cannot be restored. "
    )
    return BlockedError(
        _("{source} ({files}) is blocked; nothing of it has landed.\n{gates}").format(
            source=source.name, files=names, gates="\n".join(f"  - {gate}" for gate in blocking)
        ),
        (export if number else "")
        + _(
            'Ask {department} for a corrected extract. If it is right as it is: assist ingest … --accept {gate} --reason "…"'
        ).format(department=source.department, gate=blocking[0].name),
    )


def _note(landing: Landing, accepted: Accepted) -> dict[str, object]:
    return {
        "source": landing.source,
        "month": landing.month,
        "delivery": landing.delivery,
        "landed": landing.landed.height,
        "rejected": landing.rejected.height,
        "accepted": list(accepted.gates),
        "reason": accepted.reason,
    }

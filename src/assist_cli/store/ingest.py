"""One delivery from its files to the store: read, judged by the gates, landed or refused."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

import polars as pl

from assist_cli.errors import BlockedError, CallError, DataError
from assist_cli.extracts.cells.division_names import DivisionNames
from assist_cli.extracts.files.reading import open_tables, require_file
from assist_cli.extracts.gates import MEANINGS, Delivery, Gate, judge
from assist_cli.extracts.measures import Measures
from assist_cli.extracts.rows import Reader
from assist_cli.language import _
from assist_cli.settings.months import last_day
from assist_cli.settings.values import Source
from assist_cli.settings.workspace import Workspace
from assist_cli.store import manifests
from assist_cli.store.catalogue import Catalogue
from assist_cli.store.deliveries import Place, publish, refuse, stage
from assist_cli.store.journal import Change
from assist_cli.store.lock import writing
from assist_cli.store.objects import writable_storage
from assist_cli.store.precedents import roster_missing, rows_before
from assist_cli.store.spool import Spool, spooling


@dataclass(frozen=True)
class Accepted:
    """Gates that the user lets a delivery pass, and why."""

    gates: Sequence[str] = ()
    reason: str = ""


@dataclass(frozen=True)
class Outcome:
    """What became of a delivery, and what it only was warned of.

    `again`: the very same delivery had landed before, and nothing was done.
    """

    source: str
    month: str
    landed: int
    rejected: int
    again: bool = False
    warnings: Sequence[Gate] = ()


def ingest(
    workspace: Workspace,
    source: Source,
    files: Sequence[Path],
    month: str,
    accepted: Accepted,
    *,
    password: str | None = None,
) -> Outcome:
    """Land `files` as the delivery of `source` for `month`; raises `BlockedError` where a gate refuses it.

    `password` opens protected ones.
    """
    _check_call(files, accepted)
    for path in files:
        require_file(path)
    storage = writable_storage(workspace)
    with writing(workspace.store, f"ingest {source.name}"), ThreadPoolExecutor(max_workers=1) as beside:
        catalogue = Catalogue(workspace.store)
        current = catalogue.delivery(source.name, month)
        knowing = beside.submit(_known, workspace, source, files, month, accepted)
        if current is not None and current == knowing.result()["delivery"]:
            return _landed_before(catalogue, source, month)
        with (
            spooling(workspace.store, _reader(workspace, source, month)) as spool,
            Change(workspace.store) as change,
        ):
            fault = _read(spool, files, password)
            known = knowing.result()
            place = Place(source.name, month, str(known["delivery"]))
            if fault is not None:
                refuse(catalogue, place, {**known, "fault": fault.what})
                raise fault
            staged = stage(catalogue, change, place, spool, storage)
            gates = judge(_delivery(catalogue, source, month, spool.measures, staged.landed.file))
            manifest = {**known, **_counts(spool), "gates": [gate.as_dict() for gate in gates]}
            if blocking := [gate for gate in gates if gate.blocks and gate.name not in accepted.gates]:
                refuse(catalogue, place, manifest)
                raise _blocked(source, files, blocking)
            landed = {**manifest, "outputs": staged.outputs}
            note = _note(place, spool.measures, accepted)
            publish(catalogue, change, place, staged, manifest=landed, note=note)
    warnings = [gate for gate in gates if gate.beyond and gate.warns]
    return Outcome(source.name, month, spool.measures.landed, spool.measures.rejected, warnings=warnings)


def _read(spool: Spool, files: Sequence[Path], password: str | None) -> DataError | None:
    """All files of a delivery, in the order of their names; the fault of one that cannot be read."""
    try:
        for path in sorted(files, key=lambda path: path.name):
            with open_tables(path, spool.source, password) as tables:
                for table in tables:
                    spool.add(table)
    except DataError as fault:
        return fault
    return None


def _delivery(catalogue: Catalogue, source: Source, month: str, measures: Measures, landed: Path) -> Delivery:
    """What the gates look at; `landed` rows lie where they were staged."""
    before = rows_before(catalogue, source, month)
    return Delivery(source, month, measures, before, roster_missing(catalogue, source, month, landed))


def _reader(workspace: Workspace, source: Source, month: str) -> Reader:
    names = DivisionNames(workspace.divisions, workspace.bureau.jurisdiction)
    return Reader(source, last_day(month), names, workspace.bureau.amount_per == "household")


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
    """What is known without reading a table, and the delivery's id, which follows from the bytes of its files."""
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
    landed = catalogue.extract(source.name, month).scan().select(pl.len()).collect().item()
    rejected = catalogue.rejected(source.name, month).scan().select(pl.len()).collect().item()
    return Outcome(source.name, month, landed, rejected, again=True)


def _counts(spool: Spool) -> dict[str, object]:
    counted = spool.measures
    return {
        "delivered": counted.landed + counted.rejected,
        "landed": counted.landed,
        "rejected": counted.rejected,
        "aside": counted.aside,
        "reasons": dict(sorted(counted.reasons.items())),
        "not_landed": sorted(spool.not_landed),
        "refused": sorted(spool.refused),
    }


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


def _note(place: Place, measures: Measures, accepted: Accepted) -> dict[str, object]:
    return {
        **asdict(place),
        "landed": measures.landed,
        "rejected": measures.rejected,
        "accepted": list(accepted.gates),
        "reason": accepted.reason,
    }

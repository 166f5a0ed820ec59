"""The packages of a month: written once for the same findings, recorded, and never with full names unsaid."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from assist_cli.cases.ledger import Ledger
from assist_cli.language import chosen
from assist_cli.outputs.month_view import check_titles, host_visits, told, unmasked, with_address
from assist_cli.outputs.packages.division import write_packages
from assist_cli.outputs.packages.swap import FORMATS, TABLES, FileFormat
from assist_cli.settings.workspace import Workspace
from assist_cli.store import audit, manifests
from assist_cli.store.files import sha256, write_bytes
from assist_cli.store.lock import writing

Level = Literal["district", "street", "community"]


@dataclass(frozen=True)
class Wanted:
    """What to write. `reason` is why names and IDs are written in full; empty means masked."""

    level: Level
    file_format: FileFormat = "xlsx"
    top: int | None = None
    reason: str = ""


@dataclass(frozen=True)
class Exported:
    """The written files; `again` where they stood already. `kept`: sheets somebody had filled in, under new names."""

    paths: list[Path]
    kept: list[Path]
    again: bool


def level_below(jurisdiction: str) -> Level:
    """The level at which a bureau hands its findings on: a city to its districts, a district to its streets."""
    return "street" if len(jurisdiction) == 6 else "district"  # noqa: PLR2004  GB/T 2260


def export(
    workspace: Workspace, month: str, wanted: Wanted, folder: Path, *, unless_known: bool = False
) -> Exported:
    """Write one package a division into `folder`. `unless_known`: not where the same packages stand already."""
    with writing(workspace.store, f"export {month}"):
        ledger = Ledger(workspace.store)
        tables = ledger.read(month)
        reason = wanted.reason or (
            workspace.bureau.privacy.reason if workspace.bureau.privacy.packages == "full" else ""
        )
        decisive = {
            "month": month,
            **asdict(wanted),
            "reason": reason,
            "run": ledger.run(month),
            "language": chosen(),
            "to": _place(workspace, folder),
        }
        record = manifests.run_file(workspace.store, "export", month, manifests.identity(decisive))
        if unless_known and (standing := _standing(record, folder)):
            return Exported(standing, [], again=True)
        findings = told(workspace, tables)
        if reason:
            findings = unmasked(ledger, month, tables, findings)
        earlier = _earlier(workspace, month, folder)
        kept = _set_aside(folder, earlier)
        packaged = with_address(ledger, month, tables, findings, full=bool(reason))
        visits = host_visits(workspace, month, tables, packaged, full=bool(reason))
        paths = write_packages(
            folder,
            packaged,
            visits,
            level=wanted.level,
            file_format=wanted.file_format,
            top=wanted.top,
            titles=check_titles(workspace),
            replaced=_replaced(earlier, decisive),
        )
        _record(workspace, record, decisive, paths)
    return Exported(paths, kept, again=False)


def _standing(record: Path, folder: Path) -> list[Path]:
    """The files of an earlier export of the very same, if all are there; filled in or not, they are its packages."""
    if not record.exists():
        return []
    paths = [folder / name for name in _files(manifests.read(record))]
    return paths if all(path.is_file() for path in paths) else []


def _earlier(workspace: Workspace, month: str, folder: Path) -> list[dict[str, object]]:
    """The records of every export of the month into `folder`."""
    records = [
        manifests.read(path) for path in sorted((workspace.store / "runs").glob(f"export.{month}.*.json"))
    ]
    return [record for record in records if record["to"] == _place(workspace, folder)]


def _place(workspace: Workspace, folder: Path) -> str:
    """The folder as it is recorded: within the workspace, which may itself be moved, without the way to it."""
    return str(folder.relative_to(workspace.root) if folder.is_relative_to(workspace.root) else folder)


def _set_aside(folder: Path, earlier: list[dict[str, object]]) -> list[Path]:
    """Rename sheets that are not as they were written: somebody has filled them in, and nothing of that is lost."""
    written = {digest for record in earlier for digest in _files(record).values()}
    kept = []
    for path in sorted(path for name in TABLES.values() for path in folder.glob(f"*/{name}")):
        digest = sha256(path)
        if digest not in written:
            kept.append(path.rename(path.with_name(f"{path.stem}.filled-{digest[:8]}{path.suffix}")))
    return kept


def _replaced(earlier: list[dict[str, object]], decisive: dict[str, object]) -> list[FileFormat]:
    """The formats whose files must go: the one written, and any that was made from other findings."""
    same = {record["file_format"] for record in earlier if record["run"] == decisive["run"]}
    return [each for each in FORMATS if each == decisive["file_format"] or each not in same]


def _files(record: dict[str, object]) -> dict[str, str]:
    outputs = record["outputs"]
    return (
        {str(entry["file"]): str(entry["sha256"]) for entry in outputs} if isinstance(outputs, list) else {}
    )


def _record(workspace: Workspace, record: Path, decisive: dict[str, object], paths: list[Path]) -> None:
    folder = workspace.root / str(decisive["to"])
    outputs = [{"file": path.relative_to(folder).as_posix(), "sha256": sha256(path)} for path in paths]
    content = {"action": "export", "at": manifests.now(), **decisive, "outputs": outputs}
    write_bytes(record, manifests.as_bytes(content))
    details = {"month": decisive["month"], "files": len(paths), "reason": decisive["reason"]}
    audit.record(workspace.store, "export", {**details, "full": bool(decisive["reason"])})

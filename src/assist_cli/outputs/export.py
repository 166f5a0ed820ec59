"""The packages of a month: written once for the same findings, recorded, and never with full names unsaid."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from assist_cli.cases.ledger import Ledger
from assist_cli.language import chosen
from assist_cli.outputs.month_view import check_titles, host_visits, told, unmasked, with_address
from assist_cli.outputs.packages import write_packages
from assist_cli.settings.workspace import Workspace
from assist_cli.store import audit, manifests
from assist_cli.store.files import sha256, write_bytes
from assist_cli.store.lock import writing

Level = Literal["district", "street", "community"]
FileFormat = Literal["csv", "xlsx"]


@dataclass(frozen=True)
class Wanted:
    """What to write. `reason` is why names and IDs are written in full; empty means masked."""

    level: Level
    file_format: FileFormat = "xlsx"
    top: int | None = None
    reason: str = ""


@dataclass(frozen=True)
class Exported:
    """The written files; `again` where they stood already."""

    paths: list[Path]
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
            "to": str(folder),
        }
        record = manifests.run_file(workspace.store, "export", month, manifests.identity(decisive))
        if unless_known and (standing := _standing(record, folder)):
            return Exported(standing, again=True)
        findings = told(workspace, tables)
        if reason:
            findings = unmasked(ledger, month, tables, findings)
        packaged = with_address(ledger, month, tables, findings, full=bool(reason))
        visits = host_visits(workspace, tables, packaged)
        paths = write_packages(
            folder,
            packaged,
            visits,
            level=wanted.level,
            file_format=wanted.file_format,
            top=wanted.top,
            titles=check_titles(),
        )
        _record(workspace, record, decisive, paths)
    return Exported(paths, again=False)


def _standing(record: Path, folder: Path) -> list[Path]:
    """The files of an earlier export of the very same, if every one of them is still as it was written."""
    if not record.exists():
        return []
    outputs = manifests.read(record)["outputs"]
    files = outputs if isinstance(outputs, list) else []
    paths = [folder / str(entry["file"]) for entry in files]
    same = all(
        path.is_file() and sha256(path) == entry["sha256"] for path, entry in zip(paths, files, strict=True)
    )
    return paths if same else []


def _record(workspace: Workspace, record: Path, decisive: dict[str, object], paths: list[Path]) -> None:
    folder = Path(str(decisive["to"]))
    outputs = [{"file": path.relative_to(folder).as_posix(), "sha256": sha256(path)} for path in paths]
    content = {"action": "export", "at": manifests.now(), **decisive, "outputs": outputs}
    write_bytes(record, manifests.as_bytes(content))
    details = {"month": decisive["month"], "files": len(paths), "reason": decisive["reason"]}
    audit.record(workspace.store, "export", {**details, "full": bool(decisive["reason"])})

"""What goes back to the departments: slips on records to be corrected, and their own rows that could not be read.

A department finds a record by its own file and row, so nothing here needs a name: what a cell held is masked in a
slip, and left out of the list of rejected rows, unless there is a reason for more.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from assist_cli.cases.ledger import Ledger
from assist_cli.errors import DataError
from assist_cli.extracts.problems import explain_reason
from assist_cli.language import _
from assist_cli.outputs.month_view import told
from assist_cli.outputs.packages.columns import Column, columns
from assist_cli.outputs.packages.division import folder_name
from assist_cli.outputs.packages.swap import FORMATS, FileFormat
from assist_cli.outputs.packages.workbook import table_bytes
from assist_cli.outputs.tables import csv_text
from assist_cli.settings.values import Source
from assist_cli.settings.workspace import Workspace
from assist_cli.store import audit
from assist_cli.store.catalogue import Catalogue
from assist_cli.store.files import write_bytes
from assist_cli.store.lock import writing
from assist_cli.store.rows_files import RowsFile

SLIP_COLUMNS = ("finding_id", "month", "check", "source", "file", "row", "cells", "summary", "answer")
_STEMS = ("slip", "rejected")
_RECORD = ["finding_id", "source", "month", "file", "row"]


@dataclass(frozen=True)
class Letter:
    """One table for one department: `name` of its folder, `stem` of its file, heading, columns and rows."""

    name: str
    stem: str
    heading: str
    shown: tuple[Column, ...]
    rows: pl.DataFrame


def export_slips(workspace: Workspace, month: str, file_format: FileFormat, folder: Path) -> list[Path]:
    """A slip for every department that has records to correct, under `folder/slips/`."""
    with writing(workspace.store, f"export {month}"):
        ledger = Ledger(workspace.store)
        tables = ledger.read(month)
        wrong = told(workspace, tables).filter(pl.col("lane") == "record", pl.col("status") != "cleared")
        records = _records(workspace.sources, tables.evidence.join(wrong, on="finding_id", how="semi"))
        rows = records.join(wrong.select("finding_id", "check", "summary"), on="finding_id")
        rows = rows.with_columns(pl.lit("").alias("answer")).sort(
            "source", "month", "file", "row", "finding_id"
        )
        heading = _("Records to be corrected, {month}").format(month=month)
        letters = [
            Letter(_folder_name(workspace.sources, name), _STEMS[0], heading, columns(SLIP_COLUMNS), part)
            for (name,), part in rows.partition_by("department", as_dict=True, maintain_order=True).items()
        ]
        paths = _send(folder / "slips", letters, month, file_format)
        _log(workspace, month, "slips", paths)
    return paths


def export_rejected(
    workspace: Workspace, month: str, file_format: FileFormat, folder: Path, reason: str
) -> list[Path]:
    """Every source's rejected rows of a month, under `folder/rejected/`; with a `reason` with their raw cells."""
    with writing(workspace.store, f"export {month}"):
        catalogue = Catalogue(workspace.store)
        letters = [
            letter
            for source in workspace.sources.values()
            if (letter := _faulty(source, catalogue.rejected(source.name, month), with_cells=bool(reason)))
        ]
        if not letters and not any(catalogue.extract(name, month).exists() for name in workspace.sources):
            raise DataError(
                _("Nothing has landed for {month}.").format(month=month), _("Call `assist ingest` first.")
            )
        paths = _send(folder / "rejected", letters, month, file_format)
        _log(workspace, month, "rejected", paths, reason)
    return paths


def _records(sources: Mapping[str, Source], evidence: pl.DataFrame) -> pl.DataFrame:
    """The departments' records behind findings: one row a record, its cells told in one text."""
    departments = {name: name.partition(".")[0] for name in sources if name != "civil.roster"}
    meanings = {
        f"{source.name} {name}": str(column.meaning)
        for source in sources.values()
        for name, column in source.columns.items()
    }
    known = evidence.filter(pl.col("source").is_in(list(departments)), pl.col("field") != "remark")
    place = pl.concat_str("source", "field", separator=" ")
    cell = (
        place.replace_strict(meanings, default=pl.col("field"), return_dtype=pl.String)
        + ": "
        + pl.col("value")
    )
    return known.group_by(_RECORD, maintain_order=True).agg(
        cell.str.join("; ").alias("cells"),
        pl.col("source").replace_strict(departments, return_dtype=pl.String).first().alias("department"),
    )


def _folder_name(sources: Mapping[str, Source], department: str) -> str:
    title = next(source.department for name, source in sources.items() if name.startswith(f"{department}."))
    return folder_name(department, str(title))


def _faulty(source: Source, rejected: RowsFile, *, with_cells: bool) -> Letter | None:
    """One source's rejected rows, or None where there are none."""
    rows = rejected.scan().collect() if rejected.exists() else pl.DataFrame()
    if rows.is_empty():
        return None
    raw = (
        [Column(name, str(column.meaning), 18) for name, column in source.columns.items()]
        if with_cells
        else []
    )
    shown = (*columns(("file", "row")), *raw, *columns(("reason",)))
    why = pl.Series("reason", [explain_reason(reason) for reason in rows["reason"]])
    heading = _("{source}: rows that could not be read").format(source=source.title)
    return Letter(source.name, _STEMS[1], heading, shown, rows.with_columns(why).sort("file", "row"))


def _send(folder: Path, letters: list[Letter], month: str, file_format: FileFormat) -> list[Path]:
    """Write the letters; nothing of an earlier export stays in `folder`."""
    for old in sorted(
        path for stem in _STEMS for each in FORMATS for path in folder.glob(f"*/{stem}.{each}")
    ):
        old.unlink()
        if not any(old.parent.iterdir()):
            old.parent.rmdir()
    paths = [folder / letter.name / f"{letter.stem}.{file_format}" for letter in letters]
    for path, letter in zip(paths, letters, strict=True):
        write_bytes(path, _content(letter, month, file_format))
    return paths


def _log(workspace: Workspace, month: str, what: str, paths: list[Path], reason: str = "") -> None:
    details = {"month": month, "what": what, "files": len(paths), "full": bool(reason), "reason": reason}
    audit.record(workspace.store, "export", details)


def _content(letter: Letter, month: str, file_format: FileFormat) -> bytes:
    names = [column.name for column in letter.shown]
    if file_format == "csv":
        return csv_text(letter.rows, names).encode()
    return table_bytes(letter.heading, month, letter.shown, letter.rows)

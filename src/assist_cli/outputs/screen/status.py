"""`assist status`: what has landed and what has not, source by source, and what was rejected."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import polars as pl
from rich.console import Group, RenderableType
from rich.text import Text

from assist_cli.extracts.gates import loud_gates
from assist_cli.extracts.problems import explain_reason
from assist_cli.identity.documents import INVALID
from assist_cli.language import _
from assist_cli.outputs import wording
from assist_cli.outputs.packages.swap import TABLES
from assist_cli.outputs.screen.grid import LOUD, grid, heading, line, number, row, stacked
from assist_cli.settings.values import Source
from assist_cli.settings.workspace import Workspace
from assist_cli.store.catalogue import Catalogue

Record = Mapping[str, object]
_EXAMPLES = 5


@dataclass(frozen=True)
class Page:
    """One answer of `assist status`: records for programs, a table for people."""

    records: list[Record]
    table: RenderableType

    def as_json(self) -> str:
        """The records as a JSON array."""
        return json.dumps(self.records, ensure_ascii=False, indent=1, default=str)


def deliveries_page(workspace: Workspace, month: str | None) -> Page:
    """Months by sources: state, rows, rejected, age in days since landing, gates that spoke; and packages sent."""
    catalogue = Catalogue(workspace.store)
    months = [month] if month else _known_months(workspace, catalogue)
    records = [
        _delivery(workspace, catalogue, source, name)
        for name in months
        for source in workspace.sources.values()
        if source.expected or name in catalogue.known_months(source.name)
    ]
    table = grid(
        _("Month"),
        _("Source"),
        _("State"),
        _("Rows"),
        _("Rejected"),
        _("Age, days"),
        _("Gates"),
        numbers=(3, 4, 5),
        wide=(6,),
    )
    for record in records:
        row(
            table,
            [
                _shown(record, name)
                for name in ("month", "title", "state", "rows", "rejected", "age_days", "gates")
            ],
        )
    held_back = [line(text, LOUD) for record in records for text in _held_back(record)]
    sent: list[RenderableType] = [line(_packages(workspace, name)) for name in months]
    empty = (
        []
        if months
        else [line(_("Nothing has landed yet: put files into inbox/YYYY-MM/ and call `assist run`."))]
    )
    return Page(records, Group(*empty, *([table, *held_back, *sent] if months else [])))


def rejected_page(workspace: Workspace, source: Source, month: str | None) -> Page:
    """Counts by reason, and examples in which only the shape of a cell is left.

    Of a source whose people are checked, rows that landed without a usable ID are told too: they match nobody.
    """
    catalogue = Catalogue(workspace.store)
    months = [month] if month else catalogue.months(source.name)[-1:]
    there = [name for name in months if catalogue.extract(source.name, name).exists()]
    rows = [catalogue.rejected(source.name, name).scan().collect() for name in there]
    if source.columns[source.id_column].keep:
        rows += [_unusable(source, catalogue.rows(source.name, [name])) for name in there]
    faulty = pl.concat(rows, how="diagonal") if rows else pl.DataFrame()
    if faulty.is_empty():
        return Page([], line(_("{source}: no row was rejected.").format(source=source.name)))
    parts = faulty.sort("reason", "file", "row").partition_by("reason", as_dict=True, maintain_order=True)
    records = [
        {
            "reason": reason,
            "rows": part.height,
            "examples": [_example(entry) for entry in part.head(_EXAMPLES).iter_rows(named=True)],
        }
        for (reason,), part in parts.items()
    ]
    return Page(list(records), _rejected_table(source, records))


def _unusable(source: Source, rows: pl.LazyFrame) -> pl.DataFrame:
    """Landed rows whose ID matches nobody, as if rejected for that reason."""
    unusable = pl.col("person_key").is_null() | (pl.col("id_kind") == INVALID)
    reason = pl.lit(f"{source.id_column}:unusable").alias("reason")
    return rows.filter(unusable).select("file", "row", source.id_column, reason).collect()


def _rejected_table(source: Source, records: list[dict[str, object]]) -> RenderableType:
    table = grid(
        _("Reason"), _("Rows"), _("Examples: file, row, shape of the cell"), numbers=(1,), wide=(0, 2)
    )
    for record in records:
        examples = record["examples"]
        shown = stacked(*examples) if isinstance(examples, list) else ""
        row(table, [explain_reason(str(record["reason"])), number(int(str(record["rows"]))), shown])
    explained = line(_("In the examples 9 stands for a digit, A for a letter, 字 for a Chinese character."))
    return Group(heading(source.name), table, explained)


def _example(entry: Mapping[str, object]) -> str:
    column = str(entry["reason"]).split(";")[0].partition(":")[0]
    cell = entry.get(column)
    return f"{entry['file']}, {entry['row']}" + (f", {_shape(str(cell))}" if cell else "")


def _shape(cell: str) -> str:
    """A cell without its content: 2024-13-45 is 9999-99-99."""
    return "".join(_sign(sign) for sign in cell[:24])


def _sign(sign: str) -> str:
    if sign.isdigit():
        return "9"
    if sign.isascii():
        return "A" if sign.isalpha() else sign
    return "字" if sign.isalpha() else sign


def _known_months(workspace: Workspace, catalogue: Catalogue) -> list[str]:
    return sorted({month for name in workspace.sources for month in catalogue.known_months(name)})


def _delivery(workspace: Workspace, catalogue: Catalogue, source: Source, month: str) -> Record:
    here = catalogue.manifest(source.name, month) or {}
    landed = datetime.fromisoformat(str(here["at"])) if here else None
    refused = catalogue.blocked(source.name, month) or {}
    loud = loud_gates(here or refused)
    return {
        "month": month,
        "source": source.name,
        "title": str(source.title),
        "state": catalogue.state(source, month),
        "rows": here.get("landed"),
        "rejected": here.get("rejected"),
        "landed_at": here.get("at"),
        "age_days": (datetime.now(UTC) - landed).days if landed else None,
        "gates": [gate.name for gate in loud],
        "held_back": [str(refused["fault"])]
        if "fault" in refused
        else list(map(str, loud if refused else [])),
        "packages": _sent(workspace, month),
    }


def _held_back(record: Record) -> list[str]:
    """Why a delivery was refused, a line a reason."""
    reasons = record["held_back"]
    where = f"{record['month']} {record['title']}"
    return [f"{where}: {reason}" for reason in reasons] if isinstance(reasons, list) else []


def _sent(workspace: Workspace, month: str) -> int:
    folder = workspace.exports / month
    return sum(1 for name in TABLES.values() for _path in folder.glob(f"*/{name}")) if folder.is_dir() else 0


def _packages(workspace: Workspace, month: str) -> str:
    return _("{month}: {count} packages written").format(month=month, count=_sent(workspace, month))


def _shown(record: Record, name: str) -> Text:
    value = record[name]
    if name == "state":
        word = wording.delivery_state(str(value))
        return Text(word, style="" if value == "present" else "bold red")
    if name == "gates":
        names = ", ".join(value) if isinstance(value, list) else ""
        told = _("blocked: {gates}") if record["state"] == "blocked" else _("accepted: {gates}")
        return Text(told.format(gates=names) if names else "")
    return Text(number(value) if isinstance(value, int) else str(value or ""))

"""What the store holds about people as answers to read: told in the chosen language, masked unless in full."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

import polars as pl

from assist_cli.cases.ledger import Ledger
from assist_cli.cases.lookup.links import COMPARED
from assist_cli.cases.lookup.members import NUMBER
from assist_cli.cases.lookup.records import REPAIRS
from assist_cli.cases.lookup.terms import HOUSEHOLD, TERM
from assist_cli.cases.lookup.walk import ASKED, Part, look_up
from assist_cli.findings.tables import FINDINGS
from assist_cli.identity.documents import INVALID
from assist_cli.identity.masking import MASKS, mask_id, mask_inside
from assist_cli.outputs.order import together
from assist_cli.settings.values import Source
from assist_cli.settings.workspace import ROSTER, Workspace
from assist_cli.store import audit

Cells = Mapping[str, Any]  # Any: of every type that a column may have
Whom = tuple[Any, ...]


@dataclass(frozen=True)
class Record:
    """A landed row: where it stands, how its cells were repaired, and its declared columns."""

    source: str
    month: str
    file: str
    row: int
    repairs: str | None
    cells: Cells


@dataclass(frozen=True)
class Answer:
    """Everything about one person of one term; `household_id` where the term named the household."""

    term: int
    household_id: str | None
    kind: str | None
    id_number: str | None
    records: list[Record] = field(default_factory=list)
    findings: list[Cells] = field(default_factory=list)

    @property
    def known(self) -> bool:
        """Whether the store holds anything."""
        return bool(self.records or self.findings)

    @property
    def mistyped(self) -> bool:
        """Whether nobody has the number, and it is no valid one either."""
        return not self.known and self.kind == INVALID


def answers(workspace: Workspace, asked: pl.DataFrame, file: str = "", reason: str = "") -> Iterator[Answer]:
    """The answers to `asked`, terms that stand in `file` where one is named; with a `reason` unmasked, which is logged."""
    parts = look_up(workspace, asked, file)
    if reason:
        details = {"command": "lookup", "terms": asked.height, "reason": reason}
        audit.record(workspace.store, "unmask", details)
    return chain.from_iterable(_answers(workspace, part, full=bool(reason)) for part in parts)


def _answers(workspace: Workspace, part: Part, *, full: bool) -> Collection[Answer]:
    """The answers of a part in the order of its terms."""
    told = dict(_people(part.who, full=full))
    for name, rows in part.records.items():
        source = workspace.sources[name]
        shown = rows if full else rows.with_columns(_masks(source, rows.columns))
        for row in shown.iter_rows(named=True):
            told[_whom(row)].records.append(_record(source, row))
    for finding in _findings(workspace, part.links, full=full):
        told[_whom(finding)].findings.append({name: finding[name] for name in FINDINGS})
    return told.values()


def _whom(entry: Cells) -> Whom:
    return tuple(entry[name] for name in ASKED)


def _people(who: pl.DataFrame, *, full: bool) -> Iterator[tuple[Whom, Answer]]:
    people = who.unique(ASKED, maintain_order=True).sort(ASKED, nulls_last=True)
    number, household = pl.col("id_number"), pl.col(HOUSEHOLD)
    told = people.select(
        TERM,
        household if full else mask_inside(household),
        "kind",
        number if full else mask_id(number),
    )
    for whom, answer in zip(people.select(ASKED).iter_rows(), told.iter_rows(), strict=True):
        yield whom, Answer(*answer)


def _masks(source: Source, there: list[str]) -> Iterator[pl.Expr]:
    """The masks of what names a person, a door or an account; and of IDs that are household numbers."""
    for name, column in source.columns.items():
        if name in there and column.kind in MASKS:
            yield MASKS[column.kind](pl.col(name)).alias(name)
    if source.name == ROSTER:
        yield mask_inside(pl.col(NUMBER))


def _record(source: Source, row: Cells) -> Record:
    cells = {name: row[name] for name in source.columns if name in row}
    return Record(source.name, row["month"], row["file"], row["row"], row[REPAIRS], cells)


def _findings(workspace: Workspace, links: pl.DataFrame, *, full: bool) -> Iterator[Cells]:
    """The findings of `links`, month by month, the most urgent first."""
    if links.is_empty():
        return
    from assist_cli.outputs.month_view import told, unmasked  # noqa: PLC0415  it loads every check; most people have none

    ledger = Ledger(workspace.store)
    for month in links[COMPARED].unique().sort():
        whose = links.filter(pl.col(COMPARED) == month)
        tables = ledger.read_findings(month, whose["finding_id"].unique().to_list())
        findings = told(workspace, tables)
        if full:
            findings = unmasked(ledger, month, tables, findings)
        yield from (
            together(findings).join(whose, on="finding_id", maintain_order="left").iter_rows(named=True)
        )

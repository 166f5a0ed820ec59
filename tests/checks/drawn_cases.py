"""A drawn case goes the way of a real month: files are delivered, landed and compared, and the ledger is read.

One case is one workspace. Only what is drawn is delivered: an extract that a case does not draw is missing.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl
import pytest
from drawn_people import People
from drawn_tables import as_csv, delivered_rows, rows_of

from assist_cli.cases.compare import compare
from assist_cli.cases.ledger import Ledger
from assist_cli.checks import REGISTER
from assist_cli.progress import silent
from assist_cli.settings.create import create_workspace
from assist_cli.settings.workspace import Workspace
from assist_cli.store.ingest import Accepted, ingest

NOTHING = ""
NOBODY = """
person
------
"""
"""An extract that was delivered and is about nobody on the roster."""

SOURCES = {
    "roster": "civil.roster",
    "police_deaths": "police.deaths",
    "police_residents": "police.residents",
    "police_vehicles": "police.vehicles",
    "health_deaths": "health.deaths",
    "civil_funerals": "civil.funerals",
    "contributions": "social_security.contributions",
    "custody": "justice.custody",
    "spending": "health.spending",
    "holdings": "property.holdings",
    "deposits": "housing_fund.deposits",
    "pensions": "social_security.pensions",
    "other_rosters": "civil.other_rosters",
    "enterprises": "market.enterprises",
    "births": "health.births",
    "marriages": "civil.marriages",
}


@dataclass
class Bureau:
    """A bureau in a temporary folder, and the labels of the people on its rosters."""

    root: Path
    people: People = field(default_factory=People)
    labels: dict[tuple[str, str, int], str] = field(default_factory=dict)

    @property
    def workspace(self) -> Workspace:
        """Read anew each time, as each command does."""
        return Workspace(self.root)

    @property
    def ledger(self) -> Ledger:
        return Ledger(self.root / "store")

    def configure(self, file: str, old: str, new: str) -> None:
        """Write `new` where `old` first stands in a configuration file."""
        path = self.root / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def deliver(self, month: str, tables: Mapping[str, str | None]) -> None:
        """Land the drawn tables of a month; a key of `SOURCES` each."""
        drawn = {SOURCES[name]: rows_of(table) for name, table in tables.items() if table is not None}
        for source, rows in drawn.items():
            content = as_csv(source, delivered_rows(source, rows, self.people, month), month)
            path = self._write(f"{source}-{month}.csv", content)
            self.land(source, [path], month)
            if source == "civil.roster":
                places = {(month, path.name, at): row["person"] for at, row in enumerate(rows, start=2)}
                self.labels |= places

    def _write(self, name: str, content: bytes) -> Path:
        path = self.root / "inbox" / name
        path.write_bytes(content)
        return path

    def land(self, source: str, files: list[Path], month: str) -> None:
        workspace = self.workspace
        outcome = ingest(workspace, workspace.source(source), files, month, Accepted())
        assert outcome.rejected == 0, f"{source}: the case draws rows that no extract can hold"

    def compare(self, month: str, only: Collection[str] = ()) -> None:
        compare(self.workspace, month, silent, only=only)

    def findings(self, month: str) -> list[dict[str, object]]:
        """The month's findings, each with what its check states, its `person` (or persons), `subject` and `remarks`."""
        ledger = self.ledger.read(month)
        return [
            {**finding, **self._told(ledger.evidence, finding["finding_id"])}
            for finding in ledger.findings.iter_rows(named=True)
        ]

    def coverage(self, month: str, check: str) -> list[dict[str, object]]:
        return self.ledger.read(month).coverage.filter(pl.col("check") == check).rows(named=True)

    def _told(self, evidence: pl.DataFrame, finding_id: object) -> dict[str, object]:
        rows = evidence.filter(pl.col("finding_id") == finding_id).rows(named=True)
        listed = sorted(
            (row["month"], row["file"], row["row"])
            for row in rows
            if row["source"] == "civil.roster" and row["field"] == "name"
        )
        remarks = {row["value"] for row in rows if row["field"] == "remark"}
        (subject,) = {row["value"] for row in rows if row["source"] == "checks" and row["field"] == "subject"}
        stated = {row["field"]: row["value"] for row in rows if row["source"] == "checks"}
        return {
            **stated,
            "person": " ".join(dict.fromkeys(map(self.labels.__getitem__, listed))),
            "subject": subject,
            "remarks": sorted(remarks),
        }


def shown(value: object) -> str:
    """A value as a case draws it."""
    if value is None or value == []:
        return "-"
    return " ".join(value) if isinstance(value, list) else str(value)


def compare_drawn(findings: list[dict[str, object]], finds: str) -> None:
    """Hold findings against a drawn table: the same rows, in the drawn columns."""
    expected = rows_of(finds)
    columns = list(expected[0]) if expected else ["check", "person", "subject"]
    found = [{column: shown(finding[column]) for column in columns} for finding in findings]
    assert _sorted(found) == _sorted(expected), found


def _sorted(rows):
    return sorted(rows, key=lambda row: list(row.values()))


Check = Callable[..., Bureau]


@pytest.fixture
def bureau(tmp_path: Path) -> Bureau:
    create_workspace(tmp_path / "bureau", "990102")
    return Bureau(tmp_path / "bureau")


@pytest.fixture
def check(bureau: Bureau, request: pytest.FixtureRequest) -> Check:
    """Draw a case: what was delivered in `month` (and in other `months`), and all that is found in `month`.

    A file of cases that names its `CHECKS` is held against the findings of these alone.
    """
    meant = getattr(request.module, "CHECKS", tuple(REGISTER))

    def drawn(
        *,
        roster: str,
        police_deaths: str | None = None,
        police_residents: str | None = None,
        police_vehicles: str | None = None,
        health_deaths: str | None = None,
        civil_funerals: str | None = None,
        contributions: str | None = None,
        custody: str | None = None,
        spending: str | None = None,
        holdings: str | None = None,
        deposits: str | None = None,
        pensions: str | None = None,
        other_rosters: str | None = None,
        enterprises: str | None = None,
        births: str | None = None,
        marriages: str | None = None,
        month: str = "2024-06",
        months: Mapping[str, Mapping[str, str]] | None = None,
        people: str = "",
        finds: str,
    ) -> Bureau:
        bureau.people.stated |= {row["person"]: row for row in rows_of(people)}
        tables = {
            "roster": roster,
            "police_deaths": police_deaths,
            "police_residents": police_residents,
            "police_vehicles": police_vehicles,
            "health_deaths": health_deaths,
            "civil_funerals": civil_funerals,
            "contributions": contributions,
            "custody": custody,
            "spending": spending,
            "holdings": holdings,
            "deposits": deposits,
            "pensions": pensions,
            "other_rosters": other_rosters,
            "enterprises": enterprises,
            "births": births,
            "marriages": marriages,
        }
        for other, others in (months or {}).items():
            bureau.deliver(other, others)
        bureau.deliver(month, tables)
        bureau.compare(month, only=() if meant == tuple(REGISTER) else meant)
        compare_drawn([found for found in bureau.findings(month) if found["check"] in meant], finds)
        return bureau

    return drawn

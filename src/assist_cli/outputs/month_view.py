"""A compared month as people may see it: filtered, told in their language, masked unless they say why not."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from assist_cli.cases.ledger import Ledger
from assist_cli.checks.register import read_register
from assist_cli.findings.summary import Narrator
from assist_cli.findings.tables import Month
from assist_cli.identity.masking import mask_address
from assist_cli.language import chosen
from assist_cli.settings.divisions import STREET
from assist_cli.settings.values import spoken
from assist_cli.settings.workspace import Workspace
from assist_cli.store.catalogue import Catalogue


@dataclass(frozen=True)
class Filters:
    """Which findings to show; empty means all."""

    checks: list[str] = field(default_factory=list)
    lanes: list[str] = field(default_factory=list)
    lamps: list[str] = field(default_factory=list)
    statuses: list[str] = field(default_factory=list)
    division: str = ""

    @property
    def any(self) -> bool:
        """Whether anything is filtered."""
        return bool(self.checks or self.lanes or self.lamps or self.statuses or self.division)

    def apply(self, findings: pl.DataFrame) -> pl.DataFrame:
        """The findings that pass."""
        wanted = {"check": self.checks, "lane": self.lanes, "lamp": self.lamps, "status": self.statuses}
        kept = [pl.col(name).is_in(values) for name, values in wanted.items() if values]
        return findings.filter(*kept, pl.col("division_code").str.starts_with(self.division))


def check_titles(workspace: Workspace) -> Mapping[str, str]:
    """Check name -> title in the chosen language."""
    return {name: spoken(check.title) for name, check in read_register(workspace).items()}


def told(workspace: Workspace, month: Month) -> pl.DataFrame:
    """The month's findings with their summaries in the chosen language."""
    if chosen() == workspace.bureau.language:
        return month.findings
    narrator = Narrator(chosen(), read_register(workspace), workspace.sources, workspace.divisions)
    return month.findings.with_columns(narrator.tell(month.findings, month.evidence))


def unmasked(ledger: Ledger, name: str, month: Month, findings: pl.DataFrame) -> pl.DataFrame:
    """`findings` with full IDs, names and household numbers, read back from the rosters they were made from."""
    people = ledger.roster_rows(name, month.evidence).select(
        "finding_id", "household_id", "id_number", "name"
    )
    return (
        findings.drop("household_id", "id_number", "name")
        .join(people, on="finding_id", how="left", maintain_order="left")
        .select(findings.columns)
    )


def with_address(
    ledger: Ledger, name: str, month: Month, findings: pl.DataFrame, *, full: bool
) -> pl.DataFrame:
    """`findings` with `address`, where to visit; its house number masked unless `full`."""
    shown = pl.col("address") if full else mask_address(pl.col("address"))
    people = ledger.roster_rows(name, month.evidence)
    if "address" not in people.columns:
        return findings.with_columns(pl.lit(None, pl.String).alias("address"))
    places = people.select("finding_id", shown.alias("address"))
    return findings.join(places, on="finding_id", how="left", maintain_order="left")


def host_visits(
    workspace: Workspace, name: str, month: Month, packaged: pl.DataFrame, *, full: bool
) -> pl.DataFrame:
    """Whom each host street should be asked to visit: host_code, host_name, the person as in the package, address.

    The address is where the register says the person lives; its house number masked unless `full`.
    """
    records = Ledger(workspace.store).delivered_rows(
        name, month.evidence, "police.residents", "residence_division"
    )
    living = packaged.filter(pl.col("check") == "living_elsewhere", pl.col("status") != "cleared").drop(
        "address"
    )
    if records.is_empty() or living.is_empty():
        return pl.DataFrame()
    shown = pl.col("address") if full else mask_address(pl.col("address"))
    hosts = records.select(
        "finding_id", shown, pl.col("residence_division").str.head(STREET).alias("host_code")
    )
    names = {code: workspace.divisions.place(code) for code in hosts["host_code"].unique()}
    return (
        living.join(hosts.unique("finding_id"), on="finding_id", maintain_order="left")
        .with_columns(pl.col("host_code").replace_strict(names, return_dtype=pl.String).alias("host_name"))
        .select("host_code", "host_name", "household_id", "id_number", "name", "address")
        .sort("host_code", "household_id", "id_number")
    )


def delivered(workspace: Workspace, month: str) -> pl.DataFrame:
    """What arrived for a month: source, title, state, delivered, rows, rejected; sources not received are left out."""
    catalogue = Catalogue(workspace.store)
    rows = []
    for source in workspace.sources.values():
        if not source.expected:
            continue
        months = catalogue.months(source.name, until=month)
        manifest = (catalogue.manifest(source.name, months[-1]) if months else None) or {}
        rows.append(
            {
                "source": source.name,
                "title": str(source.title),
                "state": catalogue.state(source, month),
                "delivered": months[-1] if months else None,
                "rows": manifest.get("landed"),
                "rejected": manifest.get("rejected"),
            }
        )
    schema = {
        "source": pl.String,
        "title": pl.String,
        "state": pl.String,
        "delivered": pl.String,
        "rows": pl.Int64,
        "rejected": pl.Int64,
    }
    return pl.DataFrame(rows, schema=schema)

"""What the store holds: which delivery of a source and month is current, and its rows as lazy frames."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from assist_cli.settings.months import between
from assist_cli.settings.values import Source
from assist_cli.store import manifests
from assist_cli.store.rows_files import RowsFile

EXTRACT, REJECTED = "extract.parquet", "rejected.parquet"
MONTH = "month"


@dataclass(frozen=True)
class Catalogue:
    """The store under `root`."""

    root: Path

    def extract(self, source: str, month: str) -> RowsFile:
        """The current delivery's landed rows."""
        return RowsFile(self.root, f"extracts/{source}/month={month}/{EXTRACT}")

    def rejected(self, source: str, month: str) -> RowsFile:
        """The current delivery's rejected rows."""
        return RowsFile(self.root, f"rejected/{source}/month={month}/{REJECTED}")

    def replaced(self, source: str, month: str, delivery: str, file: str = EXTRACT) -> RowsFile:
        """The rows of a delivery that another has replaced."""
        return RowsFile(self.root, f"replaced/{source}/month={month}/{delivery}/{file}")

    def delivered(self, source: str, month: str, delivery: str) -> RowsFile:
        """The landed rows of a delivery, current or replaced."""
        current = self.extract(source, month)
        return current if current.delivery() == delivery else self.replaced(source, month, delivery)

    def months(self, source: str, until: str | None = None) -> list[str]:
        """Months with a current delivery, oldest first, none after `until`."""
        there = (self.root / "extracts" / source).glob(f"month=*/{Path(EXTRACT).stem}.*")
        found = sorted({path.parent.name.removeprefix("month=") for path in there})
        return [month for month in found if until is None or month <= until]

    def known_months(self, source: str) -> set[str]:
        """Months for which something was delivered, landed or refused."""
        refused = (self.root / "runs").glob(f"blocked.*.{source}.*.json")
        return {*self.months(source), *(path.name.split(".")[1] for path in refused)}

    def delivery(self, source: str, month: str) -> str | None:
        """The id of the current delivery, or None."""
        return self.extract(source, month).delivery()

    def manifest(self, source: str, month: str) -> dict[str, object] | None:
        """The manifest of the current delivery, or None."""
        delivery = self.delivery(source, month)
        return (
            manifests.read(manifests.run_file(self.root, "ingest", month, source, delivery))
            if delivery
            else None
        )

    def blocked(self, source: str, month: str) -> dict[str, object] | None:
        """The manifest of the newest refused delivery, where no other has landed; else None."""
        if self.extract(source, month).exists():
            return None
        refused = map(manifests.read, (self.root / "runs").glob(f"blocked.{month}.{source}.*.json"))
        return max(
            refused, key=lambda manifest: (str(manifest["at"]), str(manifest["delivery"])), default=None
        )

    def rows(self, source: str, months: list[str]) -> pl.LazyFrame:
        """Landed rows of some months, with their `month`; a column that one of them lacks is empty there."""
        parts = [
            self.extract(source, month).scan().with_columns(pl.lit(month).alias(MONTH)) for month in months
        ]
        return pl.concat(parts, how="diagonal")

    def used_months(self, source: Source, month: str) -> list[str]:
        """The deliveries a comparison of `month` looks at: all events up to it, or the newest snapshot up to it."""
        known = self.months(source.name, until=month)
        return known if source.shape == "events" else known[-1:]

    def state(self, source: Source, month: str) -> str:
        """`present`, `missing`, `stale` or `blocked`: what a source is worth in a pay month."""
        known = self.months(source.name, until=month)
        fresh = source.fresh_for_months if source.shape == "snapshot" else 1
        if known and between(known[-1], month) < fresh:
            return "present"
        if self.blocked(source.name, month):
            return "blocked"
        return "stale" if known and source.shape == "snapshot" else "missing"

"""Compared months in the store: read, and published as one."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from assist_cli.errors import DataError
from assist_cli.findings.tables import CASES, COVERAGE, Month
from assist_cli.language import _
from assist_cli.settings.workspace import ROSTER
from assist_cli.store import manifests
from assist_cli.store.catalogue import Catalogue
from assist_cli.store.files import sha256
from assist_cli.store.journal import Change

RUN = "assist.run"
TABLES = ("findings", "evidence", "coverage", "cases")
MEMBER_CELL = "name"
"""The evidence's roster cell of everybody whose records speak for a finding."""


@dataclass(frozen=True)
class Ledger:
    """The compared months of the store under `root`."""

    root: Path

    def path(self, table: str, month: str) -> Path:
        """Where one table of a month lies."""
        return self.root / table / f"month={month}.parquet"

    def months(self) -> list[str]:
        """Compared months, oldest first."""
        return sorted(
            path.stem.removeprefix("month=") for path in (self.root / "findings").glob("month=*.parquet")
        )

    def run(self, month: str) -> str | None:
        """The id of the run that wrote a month, or None."""
        path = self.path("findings", month)
        return pl.read_parquet_metadata(path).get(RUN) if path.exists() else None

    def before(self, month: str) -> str | None:
        """The newest compared month before `month`."""
        earlier = [known for known in self.months() if known < month]
        return earlier[-1] if earlier else None

    def read(self, month: str) -> Month:
        """A compared month; one never compared is a `DataError`."""
        if month not in self.months():
            raise DataError(
                _("{month} has not been compared yet.").format(month=month),
                _("Call `assist compare --month {month}` first.").format(month=month),
            )
        return Month(*(pl.read_parquet(self.path(table, month)) for table in TABLES))

    def scan(self, table: str, month: str) -> pl.LazyFrame:
        """One table of a month, lazily."""
        return pl.scan_parquet(self.path(table, month))

    def read_findings(self, month: str, ids: list[str]) -> Month:
        """Some findings of a compared month, with their evidence; its coverage and cases are left out."""
        few = pl.col("finding_id").is_in(ids)
        scans = [self.scan(table, month).filter(few) for table in ("findings", "evidence")]
        findings, evidence = pl.collect_all(scans)
        return Month(findings, evidence, pl.DataFrame(schema=COVERAGE), pl.DataFrame(schema=CASES))

    def cases_before(self, month: str) -> pl.DataFrame:
        """The cases of the newest compared month before `month`; none where there is no such month."""
        earlier = self.before(month)
        return pl.DataFrame(schema=CASES) if earlier is None else pl.read_parquet(self.path("cases", earlier))

    def manifest(self, month: str) -> dict[str, object]:
        """The manifest of the run that wrote a month."""
        return manifests.read(manifests.run_file(self.root, "compare", month, str(self.run(month))))

    def publish(self, month: str, run: str, tables: Month, decisive: dict[str, object]) -> None:
        """Put a compared month in place, all tables and the manifest of what was `decisive` for it together."""
        frames = {name: getattr(tables, name) for name in TABLES}
        counts = {name: frame.height for name, frame in frames.items()}
        known = {"action": "compare", "month": month, "at": manifests.now(), **decisive, "counts": counts}
        with Change(self.root) as change:
            hashes = [self._write(change, name, month, run, frame) for name, frame in frames.items()]
            content = manifests.as_bytes({**known, "outputs": hashes})
            target = manifests.run_file(self.root, "compare", month, run)
            change.write(target, lambda place: place.write_bytes(content))
            change.commit("compare", {"month": month, "run": run, "checks": decisive["checks"], **counts})

    def _write(self, change: Change, name: str, month: str, run: str, frame: pl.DataFrame) -> dict[str, str]:
        path = self.path(name, month)
        place = change.write(path, lambda place: frame.rechunk().write_parquet(place, metadata={RUN: run}))
        return {"file": path.relative_to(self.root).as_posix(), "sha256": sha256(place)}

    def roster_rows(self, month: str, evidence: pl.DataFrame) -> pl.DataFrame:
        """For each finding of `evidence` the roster row of the person at whom it stands, with `finding_id`."""
        return self.delivered_rows(month, evidence, ROSTER, "division_code")

    def member_rows(self, month: str, evidence: pl.DataFrame) -> pl.DataFrame:
        """For each finding of `evidence` the roster rows of all whose records speak for it, with `finding_id`."""
        return self.delivered_rows(month, evidence, ROSTER, MEMBER_CELL)

    def delivered_rows(self, month: str, evidence: pl.DataFrame, source: str, field: str) -> pl.DataFrame:
        """For each finding of `evidence` the row of `source` that its cell `field` was read from, with `finding_id`.

        Findings hold masks only; the values themselves stay in the extracts. A delivery replaced since the
        comparison of `month` is read under its own id.
        """
        cells = evidence.filter(pl.col("source") == source, pl.col("field") == field)
        places = cells.select("finding_id", "month", "file", "row").unique(maintain_order=True)
        catalogue, deliveries = Catalogue(self.root), dict(self.deliveries(month, source))
        seen = (
            places["month"].unique().sort().to_list() or list(deliveries)[:1]
        )  # where there is none, its columns
        parts = [
            catalogue.delivered(source, known, deliveries[known])
            .scan()
            .filter(pl.col("row").is_in(places["row"].implode()))
            .with_columns(pl.lit(known).alias("month"))
            for known in seen
        ]
        if not parts:
            return pl.DataFrame(schema={"finding_id": pl.String})
        return places.lazy().join(pl.concat(parts), on=["month", "file", "row"]).collect()

    def deliveries(self, month: str, source: str) -> list[tuple[str, str]]:
        """The months and ids of the deliveries of `source` that a month was compared with."""
        inputs = self.manifest(month)["deliveries"]
        used = inputs[source] if isinstance(inputs, dict) else []
        return [(str(known), str(delivery)) for known, delivery in used]

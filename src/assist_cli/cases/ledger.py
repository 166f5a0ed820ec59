"""Compared months in the store: read, and published as one."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from assist_cli.errors import DataError
from assist_cli.findings.packing import CELLS, unpacked
from assist_cli.findings.tables import CASES, COVERAGE, EVIDENCE, Compared, Month
from assist_cli.language import _
from assist_cli.settings.workspace import ROSTER
from assist_cli.store import manifests
from assist_cli.store.catalogue import Catalogue
from assist_cli.store.files import sha256
from assist_cli.store.journal import Change
from assist_cli.store.parquet import write_parts

RUN = "assist.run"
TABLES = ("findings", "evidence", "coverage", "cases")
MEMBER_CELL = "name"
"""The evidence's roster cell of everybody whose records speak for a finding."""
_PLACE = ("month", "file", "row")
Manifest = Mapping[str, object]


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

    def evidence_of(self, month: str, findings: pl.DataFrame) -> pl.LazyFrame:
        """The evidence of some findings of a month, lazily."""
        ids = findings.select("finding_id").lazy()
        return self.scan("evidence", month).join(ids, on="finding_id", how="semi")

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

    def publish(self, month: str, run: str, compared: Compared, decisive: dict[str, object]) -> None:
        """Put a compared month in place, all tables and the manifest of what was `decisive` for it together."""
        frames = {"findings": compared.findings, "coverage": compared.coverage, "cases": compared.cases}
        counts = {name: frame.height for name, frame in frames.items()}
        counts["evidence"] = int(compared.proof[CELLS].sum())
        known = {"action": "compare", "month": month, "at": manifests.now(), **decisive, "counts": counts}
        with Change(self.root) as change:
            hashes = [self._write(change, name, month, run, compared) for name in TABLES]
            content = manifests.as_bytes({**known, "outputs": hashes})
            target = manifests.run_file(self.root, "compare", month, run)
            change.write(target, lambda place: place.write_bytes(content))
            change.commit("compare", {"month": month, "run": run, "checks": decisive["checks"], **counts})

    def _write(self, change: Change, name: str, month: str, run: str, compared: Compared) -> dict[str, str]:
        def fill(place: Path) -> None:
            if name == "evidence":
                write_parts(unpacked(compared.proof), EVIDENCE, place, {RUN: run})
            else:
                getattr(compared, name).rechunk().write_parquet(place, metadata={RUN: run})

        path = self.path(name, month)
        place = change.write(path, fill)
        return {"file": path.relative_to(self.root).as_posix(), "sha256": sha256(place)}

    def roster_rows(self, month: str, evidence: pl.DataFrame | pl.LazyFrame) -> pl.DataFrame:
        """For each finding of `evidence` the roster row of the person at whom it stands, with `finding_id`."""
        return self.delivered_rows(month, evidence, ROSTER, "division_code")

    def member_rows(self, month: str, evidence: pl.DataFrame | pl.LazyFrame) -> pl.DataFrame:
        """For each finding of `evidence` the roster rows of all whose records speak for it, with `finding_id`."""
        return self.delivered_rows(month, evidence, ROSTER, MEMBER_CELL)

    def delivered_rows(
        self, month: str, evidence: pl.DataFrame | pl.LazyFrame, source: str, field: str
    ) -> pl.DataFrame:
        """For each finding of `evidence` the row of `source` that its cell `field` was read from, with `finding_id`.

        Findings hold masks only; the values themselves stay in the extracts. A delivery replaced since a comparison is
        read under its own id. What was not found again in `month` is proved as in the month that found it last.
        """
        cells = evidence.lazy().filter(pl.col("source") == source, pl.col("field") == field).collect()
        cases = self.scan("cases", month).select("finding_id", "last_found").collect()
        places = cells.select("finding_id", *_PLACE).unique(maintain_order=True).join(cases, on="finding_id")
        proved = places.partition_by("last_found", "month", as_dict=True) or {
            (month, known): places
            for known, _delivery in self.deliveries(month, source)[:1]  # its columns
        }
        behind = self.runs_behind(month)
        parts = [
            self._delivered(behind[str(found)], str(known), source)
            .filter(pl.col("row").is_in(there["row"].implode()))
            .join(there.drop("last_found").lazy(), on=_PLACE)
            for (found, known), there in proved.items()
        ]
        return (
            pl.concat(parts, how="diagonal").collect()
            if parts
            else pl.DataFrame(schema={"finding_id": pl.String})
        )

    def runs_behind(self, month: str) -> dict[str, Manifest]:
        """The manifests by which a month came about: its own, and by month those of the runs that it was held against.

        An earlier month may have been compared anew since: that run is none of them.
        """
        behind: dict[str, Manifest] = {month: self.manifest(month)}
        while before := _mapping(behind[month]["before"]):
            ((month, findings),) = before.items()
            written = (self.root / "runs").glob(f"compare.{month}.*.json")
            runs = [manifest for manifest in map(manifests.read, written) if _wrote(manifest, findings)]
            behind[month] = runs[0] if runs else self.manifest(month)
        return behind

    def _delivered(self, run: Manifest, known: str, source: str) -> pl.LazyFrame:
        """The rows of that delivery for the month `known` that a run compared, with their `month`."""
        delivery = dict(_deliveries(run, source))[known]
        rows = Catalogue(self.root).delivered(source, known, delivery).scan()
        return rows.with_columns(pl.lit(known).alias("month"))

    def deliveries(self, month: str, source: str) -> list[tuple[str, str]]:
        """The months and ids of the deliveries of `source` that a month was compared with."""
        return _deliveries(self.manifest(month), source)


def _deliveries(manifest: Manifest, source: str) -> list[tuple[str, str]]:
    return [(str(known), str(delivery)) for known, delivery in _mapping(manifest["deliveries"])[source]]


def _wrote(manifest: Manifest, content: object) -> bool:
    outputs = manifest["outputs"]
    return isinstance(outputs, list) and any(output["sha256"] == content for output in outputs)


def _mapping(told: object) -> Mapping[str, Any]:
    return told if isinstance(told, dict) else {}

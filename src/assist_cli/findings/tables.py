"""The tables of a compared month, as INTERFACE.md names their columns."""

from dataclasses import dataclass

import polars as pl

from assist_cli.extracts.cells.kinds import MONEY

FINDINGS = pl.Schema(
    {
        "finding_id": pl.String(),
        "month": pl.String(),
        "check": pl.String(),
        "lane": pl.String(),
        "lamp": pl.String(),
        "grade": pl.String(),
        "household_id": pl.String(),
        "id_number": pl.String(),
        "name": pl.String(),
        "programme": pl.String(),
        "division_code": pl.String(),
        "district": pl.String(),
        "street": pl.String(),
        "community": pl.String(),
        "event_date": pl.Date(),
        "months": pl.Int32(),
        "amount": MONEY,
        "sources": pl.List(pl.String()),
        "summary": pl.String(),
        "status": pl.String(),
        "first_month": pl.String(),
        "months_open": pl.Int32(),
    }
)
EVIDENCE = pl.Schema(
    {
        "finding_id": pl.String(),
        "source": pl.String(),
        "month": pl.String(),
        "file": pl.String(),
        "row": pl.Int64(),
        "field": pl.String(),
        "value": pl.String(),
    }
)
"""`source` is a delivered source, or `checks` for the rule: its file, line, parameters and remarks."""

COVERAGE = pl.Schema(
    {
        "month": pl.String(),
        "check": pl.String(),
        "division_code": pl.String(),
        "district": pl.String(),
        "street": pl.String(),
        "community": pl.String(),
        "people": pl.Int32(),
        "checked": pl.Int32(),
        "not_checked": pl.Int32(),
        "reason": pl.String(),
        "found": pl.Int32(),
    }
)
CASES = pl.Schema(
    {
        "finding_id": pl.String(),
        "check": pl.String(),
        "division_code": pl.String(),
        "status": pl.String(),
        "first_month": pl.String(),
        "last_found": pl.String(),
        "months_open": pl.Int32(),
    }
)


@dataclass(frozen=True)
class Compared:
    """A month on its way into the store: its tables, its evidence as `packing` packs it."""

    findings: pl.DataFrame
    proof: pl.DataFrame
    coverage: pl.DataFrame
    cases: pl.DataFrame


@dataclass(frozen=True)
class Month:
    """A compared month: its tables, by the schemas above."""

    findings: pl.DataFrame
    evidence: pl.DataFrame
    coverage: pl.DataFrame
    cases: pl.DataFrame

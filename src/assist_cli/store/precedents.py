"""What the store knows beside a delivery, by which its gates judge it."""

from pathlib import Path

import polars as pl

from assist_cli.settings.values import Source
from assist_cli.settings.workspace import ROSTER
from assist_cli.store.catalogue import Catalogue
from assist_cli.store.spool import KEY

_COMPARED_MONTHS = 3
_ENOUGH_PEOPLE = 30


def rows_before(catalogue: Catalogue, source: Source, month: str) -> list[int]:
    """How many rows landed in each of the last three months before."""
    earlier = [known for known in catalogue.months(source.name) if known < month][-_COMPARED_MONTHS:]
    return [
        catalogue.extract(source.name, known).scan().select(pl.len()).collect().item() for known in earlier
    ]


def roster_missing(catalogue: Catalogue, source: Source, month: str, landed: Path) -> float | None:
    """The share of the newest roster's people who are not in a register that should hold them; None if too few."""
    rosters = catalogue.months(ROSTER, until=month)[-1:]
    if not source.holds_roster or not rosters:
        return None
    people = catalogue.rows(ROSTER, rosters).select(KEY).drop_nulls().unique()
    there = pl.scan_parquet(landed).select(KEY, there=pl.lit(value=True)).unique()
    found = people.join(there, on=KEY, how="left").select(pl.len(), pl.col("there").count()).collect()
    listed, present = found.row(0)
    return 1 - present / listed if listed >= _ENOUGH_PEOPLE else None

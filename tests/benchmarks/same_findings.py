"""Whether programs found the same: row by row, in every column that all of them write."""

from collections.abc import Iterable
from pathlib import Path

import polars as pl
from polars.testing import assert_frame_equal
from programs import ASSIST, result

COLUMNS = (
    "finding_id",
    "check",
    "lane",
    "lamp",
    "grade",
    "household_id",
    "id_number",
    "programme",
    "division_code",
    "district",
    "street",
    "community",
    "event_date",
    "months",
    "amount",
    "sources",
)
"""The number of a finding is made of check, person (or household) and subject: equal numbers say that these are equal."""


def check_same(bureau: Path, others: Iterable[str]) -> None:
    """Fail with the first difference."""
    ours = found(bureau, ASSIST)
    for other in others:
        assert_frame_equal(ours, found(bureau, other).cast(ours.schema))


def found(bureau: Path, program: str) -> pl.DataFrame:
    """A program's findings in one order."""
    return pl.read_parquet(result(bureau, program)).select(COLUMNS).sort("finding_id")

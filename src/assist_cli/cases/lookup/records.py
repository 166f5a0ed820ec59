"""All landed rows about some people: one scan a source over all its months, in which only their row groups are read."""

from collections.abc import Mapping

import polars as pl

from assist_cli.cases.lookup.members import NUMBER
from assist_cli.cases.lookup.terms import KEY
from assist_cli.settings.values import Source
from assist_cli.settings.workspace import ROSTER
from assist_cli.store.catalogue import MONTH, Catalogue

PLACE = (MONTH, "file", "row")
REPAIRS = "repairs"


def records_of(
    catalogue: Catalogue, sources: Mapping[str, Source], keys: list[int]
) -> Mapping[str, pl.DataFrame]:
    """Source -> rows of these people: `person_key`, place, repairs, and the declared columns that the store has.

    A list prunes row groups; a series in its place would not.
    """
    scans = {
        name: _declared(source, catalogue.rows(name, months)).filter(pl.col(KEY).is_in(keys))
        for name, source in sources.items()
        if (months := catalogue.months(name))
    }
    rows = pl.collect_all(list(scans.values()))
    return {name: frame.sort(PLACE) for name, frame in zip(scans, rows, strict=True) if frame.height}


def keyless_rows(catalogue: Catalogue, source: Source, households: list[str]) -> pl.DataFrame:
    """The roster rows without a usable ID in these households."""
    rows = _declared(source, catalogue.rows(ROSTER, catalogue.months(ROSTER)))
    return rows.filter(pl.col(KEY).is_null(), pl.col(NUMBER).is_in(households)).collect().sort(PLACE)


def _declared(source: Source, rows: pl.LazyFrame) -> pl.LazyFrame:
    there = rows.collect_schema().names()
    return rows.select(KEY, *PLACE, REPAIRS, *(name for name in source.columns if name in there))

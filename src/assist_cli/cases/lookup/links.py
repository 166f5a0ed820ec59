"""Which findings are about whom: findings hold masks, but their evidence says from which roster rows they come."""

from collections.abc import Iterator

import polars as pl

from assist_cli.cases.ledger import MEMBER_CELL, Ledger
from assist_cli.cases.lookup.records import PLACE
from assist_cli.cases.lookup.terms import KEY
from assist_cli.settings.workspace import ROSTER
from assist_cli.store.catalogue import MONTH, Catalogue

COMPARED = "compared"
LINKS = pl.Schema({COMPARED: pl.String, "finding_id": pl.String, KEY: pl.Int64})
_DELIVERY, _FOUND = "delivery", "last_found"


def find_links(ledger: Ledger, keys: list[int]) -> pl.DataFrame:
    """`LINKS` of these people: every finding of every compared month at them, or for which their records speak.

    What was not found again stands at whom the roster had in its rows when it was last found. Of months before any roster
    names one of these people no evidence is read.
    """
    used = [
        (found, month, delivery)
        for found in ledger.months()
        for month, delivery in ledger.deliveries(found, ROSTER)
    ]
    rosters = sorted({(month, delivery) for _found, month, delivery in used})
    if not rosters:
        return pl.DataFrame(schema=LINKS)
    named = pl.concat(_named(Catalogue(ledger.root), rosters, keys)).collect()
    then = pl.DataFrame(used, schema=[_FOUND, MONTH, _DELIVERY], orient="row")
    places = then.join(named, on=[MONTH, _DELIVERY]).drop(_DELIVERY)
    return pl.concat([pl.DataFrame(schema=LINKS), *pl.collect_all(list(_links(ledger, places)))])


def _named(catalogue: Catalogue, rosters: list[tuple[str, str]], keys: list[int]) -> Iterator[pl.LazyFrame]:
    """Where the rosters name these people, each roster as it was delivered then."""
    for month, delivery in rosters:
        rows = catalogue.delivered(ROSTER, month, delivery).scan()
        told = {MONTH: pl.lit(month), _DELIVERY: pl.lit(delivery)}
        yield rows.filter(pl.col(KEY).is_in(keys)).select("file", "row", KEY).with_columns(**told)


def _links(ledger: Ledger, places: pl.DataFrame) -> Iterator[pl.LazyFrame]:
    for month in ledger.months():
        known = places.filter(pl.col(_FOUND) <= month)
        if known.is_empty():
            continue
        cells = ledger.scan("evidence", month).filter(
            pl.col("row").is_in(known["row"].unique().to_list()),
            pl.col("source") == ROSTER,
            pl.col("field") == MEMBER_CELL,
        )
        cases = ledger.scan("cases", month).select("finding_id", _FOUND)
        found = cells.select("finding_id", *PLACE).join(cases, on="finding_id")
        links = found.join(known.lazy(), on=[_FOUND, *PLACE])
        yield links.select(pl.lit(month).alias(COMPARED), "finding_id", KEY).unique()

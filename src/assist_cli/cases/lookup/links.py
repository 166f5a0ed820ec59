"""Which findings are about whom: findings hold masks, but their evidence says from which roster rows they come."""

from collections.abc import Iterator, Mapping

import polars as pl

from assist_cli.cases.ledger import MEMBER_CELL, Ledger
from assist_cli.cases.lookup.records import PLACE
from assist_cli.cases.lookup.terms import KEY
from assist_cli.settings.workspace import ROSTER
from assist_cli.store.catalogue import MONTH, Catalogue

COMPARED = "compared"
LINKS = pl.Schema({COMPARED: pl.String, "finding_id": pl.String, KEY: pl.Int64})
_DELIVERY = "delivery"


def find_links(ledger: Ledger, keys: list[int]) -> pl.DataFrame:
    """`LINKS` of these people: every finding of every compared month at them, or for which their records speak.

    Of months whose rosters name none of them no evidence is read.
    """
    used = {month: ledger.deliveries(month, ROSTER) for month in ledger.months()}
    rosters = sorted({delivery for deliveries in used.values() for delivery in deliveries})
    if not rosters:
        return pl.DataFrame(schema=LINKS)
    named = pl.concat(_named(Catalogue(ledger.root), rosters, keys)).collect()
    links = pl.collect_all(list(_links(ledger, used, named))) if named.height else []
    return pl.concat([pl.DataFrame(schema=LINKS), *links])


def _named(catalogue: Catalogue, rosters: list[tuple[str, str]], keys: list[int]) -> Iterator[pl.LazyFrame]:
    """Where the rosters name these people, each roster as it was delivered then."""
    for month, delivery in rosters:
        rows = catalogue.delivered(ROSTER, month, delivery).scan()
        told = {MONTH: pl.lit(month), _DELIVERY: pl.lit(delivery)}
        yield rows.filter(pl.col(KEY).is_in(keys)).select("file", "row", KEY).with_columns(**told)


def _links(
    ledger: Ledger, used: Mapping[str, list[tuple[str, str]]], named: pl.DataFrame
) -> Iterator[pl.LazyFrame]:
    for month, deliveries in used.items():
        then = pl.DataFrame(deliveries, schema=[MONTH, _DELIVERY], orient="row")
        places = named.join(then, on=[MONTH, _DELIVERY])
        if places.is_empty():
            continue
        cells = ledger.scan("evidence", month).filter(
            pl.col("row").is_in(places["row"].to_list()),
            pl.col("source") == ROSTER,
            pl.col("field") == MEMBER_CELL,
        )
        found = cells.select("finding_id", *PLACE).join(places.lazy(), on=PLACE)
        yield found.select(pl.lit(month).alias(COMPARED), "finding_id", KEY).unique()

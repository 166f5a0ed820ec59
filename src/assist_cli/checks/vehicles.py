"""Vehicles that count, as both vehicle checks read them."""

import polars as pl

from assist_cli.checks.hits import as_hits, with_remark
from assist_cli.checks.households import HOUSEHOLD, Households
from assist_cli.checks.view import KEY, View
from assist_cli.checks.words import says
from assist_cli.settings.values import Pack

CELLS = ("name", "plate", "plate_kind", "vehicle_type", "usage", "registered_on", "state", "scrap_by")


class VehicleRule(Pack):
    """Which vehicles count, and since when one counts as a purchase.

    `lookback_months`: how long before the last day of the pay month a first registration is a purchase.
    `excluded_types`: words in type or plate kind that make a vehicle not count. `livelihood_uses`, `livelihood_types`:
    words of a use and of a type that together make a small commercial vehicle; a household's only one needs judgement.
    """

    lookback_months: int
    excluded_types: list[str]
    livelihood_uses: list[str]
    livelihood_types: list[str]


def vehicle_hits(view: View, rule: VehicleRule, *, purchases: bool) -> pl.LazyFrame:
    """Every vehicle that counts: those bought in the window (or all the others) speak for the finding, the rest stand beside."""
    rows = _newest(view).filter(pl.col("state") == "normal", ~_excluded(rule))
    bought = _bought(view, rule)
    meant = bought if purchases else ~bought
    overdue = pl.col("scrap_by") < view.as_of
    rows = rows.with_columns(with_remark("scrapping_overdue", overdue)).with_columns(
        with_remark("livelihood_vehicle", _livelihood(rule))
    )
    role = pl.when(meant).then(pl.lit("for")).otherwise(pl.lit("beside"))
    return as_hits(rows, CELLS, subject=pl.col("plate"), event_date=pl.col("registered_on"), role=role)


def only_of_household(hits: pl.DataFrame, households: Households, rule: VehicleRule) -> pl.DataFrame:
    """Keep the livelihood remark on a household's only vehicle; a second vehicle takes it from both.

    A vehicle is a plate of a kind; in the name of two members it is one.
    """
    del rule
    owned = households.beside(hits)
    kinds = pl.element().struct.field("value").filter(pl.element().struct.field("field") == "plate_kind")
    kind = pl.col("cells").list.eval(kinds).list.first()
    single = pl.struct("subject", kind).n_unique().over(HOUSEHOLD) == 1
    kept = pl.col("remarks").list.eval(pl.element().filter(pl.element() != "livelihood_vehicle"))
    return owned.with_columns(remarks=pl.when(single).then("remarks").otherwise(kept)).drop(HOUSEHOLD)


def _newest(view: View) -> pl.LazyFrame:
    """One row a vehicle: what was said of it last."""
    vehicle = [KEY, "plate", "plate_kind"]
    order = view.match("police.vehicles").sort(
        *vehicle, "month", "file", "row", descending=[False, False, False, True, True, True]
    )
    return order.unique(vehicle, keep="first", maintain_order=True)


def _bought(view: View, rule: VehicleRule) -> pl.Expr:
    start = pl.lit(view.as_of).dt.offset_by(f"-{rule.lookback_months}mo")
    bought = (pl.col("registered_on") >= start) & (pl.col("registered_on") >= pl.col("approved_on_roster"))
    return bought.fill_null(value=False)


def _excluded(rule: VehicleRule) -> pl.Expr:
    said = pl.concat_str("vehicle_type", "plate_kind", separator=" ", ignore_nulls=True)
    return says(said, rule.excluded_types)


def _livelihood(rule: VehicleRule) -> pl.Expr:
    if not rule.livelihood_uses:
        return pl.lit(value=False)
    commercial = says(pl.col("usage"), rule.livelihood_uses) & ~pl.col("usage").str.starts_with("非")
    return commercial & says(pl.col("vehicle_type"), rule.livelihood_types)

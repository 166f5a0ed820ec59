"""Units of property that a household owns, as both property checks read them."""

from decimal import Decimal

import polars as pl

from assist_cli.checks.hits import ADDRESS_SUBJECT, as_hits, with_remark
from assist_cli.checks.households import HOUSEHOLD, Households
from assist_cli.checks.remarks import doubtful
from assist_cli.checks.view import KEY, View
from assist_cli.checks.words import says
from assist_cli.extracts.cells.quantities import SHARE
from assist_cli.identity.addresses import dwelling_key
from assist_cli.settings.values import Pack, Share

SOURCE = "property.holdings"
CELLS = (
    "name",
    "unit_number",
    "location",
    "area",
    "usage",
    "ownership",
    "share",
    "registered_on",
    "registration",
    "acquired_by",
    "state",
)
UNIT = [HOUSEHOLD, "subject"]


class PropertyRule(Pack):
    """What counts as owned, and since when as bought.

    `lookback_months`: how long before the last day of the pay month a registration is a purchase.
    `no_ownership_words`: words of registrations that are no ownership: priority notices, mortgages, seizures.
    `inherited_words`, `resettled_words`: words of ways of acquiring a unit that are noted.
    `least_share`: below this part of a unit the household's share makes a finding merely possible.
    """

    lookback_months: int
    no_ownership_words: list[str]
    inherited_words: list[str]
    resettled_words: list[str]
    least_share: Share


def holdings(view: View, rule: PropertyRule) -> pl.LazyFrame:
    """Every unit that a person owns: those bought in the window speak for a purchase, the others stand beside."""
    rows = view.match(SOURCE).filter(~says(pl.col("registration"), rule.no_ownership_words))
    known = rows.with_columns(unit=unit_key(), since=_first_day()).filter(pl.col("since") <= view.as_of)
    standing = _last_said(known).filter(_stands())
    noted = standing.with_columns(
        with_remark("inherited", says(pl.col("acquired_by"), rule.inherited_words))
    ).with_columns(with_remark("resettled", says(pl.col("acquired_by"), rule.resettled_words)))
    role = pl.when(_bought(view, rule)).then(pl.lit("for")).otherwise(pl.lit("beside"))
    return as_hits(noted, CELLS, subject=pl.col("unit"), event_date=pl.col("registered_on"), role=role)


def unit_key() -> pl.Expr:
    """What tells one unit from another: its number, and where early registrations have none its address."""
    dwelling = dwelling_key(pl.col("location")).str.replace(
        r"\|+", ""
    )  # a bare road stands before the first number
    place = pl.coalesce(dwelling, _bare("location"))
    return pl.coalesce(_bare("unit_number"), ADDRESS_SUBJECT + place)


def in_households(hits: pl.DataFrame, households: Households, rule: PropertyRule) -> pl.DataFrame:
    """`hits` of `holdings` with their household and, for each unit, whether it was `bought` and its share is `small`.

    The household owns what its members own together; a record that is doubtful by itself adds nothing to others.
    """
    clean = ~doubtful(pl.col("remarks"))
    counted = clean | ~clean.any().over(UNIT)
    part = pl.when(counted).then(_part()).otherwise(pl.lit(Decimal(0))).sum().over(UNIT)
    return households.beside(hits).with_columns(
        bought=(pl.col("role") == "for").any().over(UNIT),
        small=part < Decimal(str(rule.least_share)),
    )


def cell(name: str) -> pl.Expr:
    """A cell of each hit, as text."""
    named = pl.element().struct.field("value").filter(pl.element().struct.field("field") == name)
    return pl.col("cells").list.eval(named).list.first()


def _last_said(rows: pl.LazyFrame) -> pl.LazyFrame:
    """One row a person and unit: of records beyond doubt, if there are any, the latest registration."""
    unit = [KEY, "unit"]
    order = rows.sort(
        *unit,
        doubtful(pl.col("remarks")),
        "since",
        "file",
        "row",
        descending=[False, False, False, True, True, True],
    )
    return order.unique(unit, keep="first", maintain_order=True)


def _stands() -> pl.Expr:
    ended = (pl.col("state") == "gone").fill_null(value=False)
    return ~ended & ~says(pl.col("registration"), ["注销"])


def _bought(view: View, rule: PropertyRule) -> pl.Expr:
    start = pl.lit(view.as_of).dt.offset_by(f"-{rule.lookback_months}mo")
    bought = (pl.col("since") >= start) & (pl.col("since") >= pl.col("approved_on_roster"))
    return bought.fill_null(value=False)


def _first_day() -> pl.Expr:
    """The earliest day on which the unit can have been registered: a month alone may have been its first."""
    vague = pl.col("repairs").str.contains("registered_on:month").fill_null(value=False)
    return pl.when(vague).then(pl.col("registered_on").dt.month_start()).otherwise("registered_on")


def _part() -> pl.Expr:
    """What the person owns of the unit; owners in common, and whoever's share is not stated, own it whole."""
    whole = cell("ownership").is_in(["sole", "joint"]).fill_null(value=False)
    return pl.when(~whole).then(cell("share").cast(SHARE)).fill_null(Decimal(1))


def _bare(column: str) -> pl.Expr:
    return pl.col(column).str.normalize("NFKC").str.replace_all(r"\s", "").str.to_uppercase()

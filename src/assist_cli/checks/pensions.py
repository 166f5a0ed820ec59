"""Pensions, as every check that asks what was paid for a month reads them."""

import polars as pl

from assist_cli.checks.repeats import once
from assist_cli.checks.view import View
from assist_cli.checks.words import says
from assist_cli.settings.months import shift

SOURCE = "social_security.pensions"
CELLS = ("name", "insurance", "period", "paid", "state")


def pensions(view: View) -> pl.LazyFrame:
    """Matches for months up to the pay month: what was paid for them, and what was taken back; repeats count once.

    Held payments are none, and back payments of other months are not that month's pension.
    """
    paid = (pl.col("state") == "paid").fill_null(value=True) | (pl.col("paid") < 0)
    return once(view.match(SOURCE).filter(pl.col("period") <= view.month), CELLS[1:]).filter(paid)


def newest_month(view: View) -> str | None:
    """The pay month, or the one before where the pay month is not told in full yet; None where neither is."""
    months = (view.month, shift(view.month, -1))
    return next((month for month in months if month in view.known[SOURCE]), None)


def of_kinds(words: list[str]) -> pl.Expr:
    """Whether a pension is of one of the kinds that `words` name."""
    return says(pl.col("insurance"), words)

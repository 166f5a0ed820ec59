"""Payments in the store, of which a check says which ones were beyond entitlement."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

import polars as pl

from assist_cli.checks.view import KEY
from assist_cli.settings.divisions import Divisions
from assist_cli.settings.values import Pack
from assist_cli.settings.workspace import ROSTER

MONTH = "month"
OTHER_ROSTERS = "civil.other_rosters"
COUNTED = ("finding_id", "source", MONTH, "file", "row", "share")
"""What is told of a payment that counts: whose finding, where it stands, and the yuan (null: not stated)."""


@dataclass(frozen=True)
class Payments:
    """Every payment of the store up to the pay month.

    `here`: key, month, programme, amount, share, file and row of all active rows of the bureau's own rosters.
    `elsewhere`: all rows of other rosters, with the month of their delivery.
    """

    here: pl.LazyFrame
    elsewhere: pl.LazyFrame
    jurisdiction: str
    divisions: Divisions

    def of(self, people: pl.Series) -> "Payments":
        """Those of some people alone, by their keys."""
        theirs = pl.col(KEY).is_in(people.unique().implode())
        return replace(self, here=self.here.filter(theirs), elsewhere=self.elsewhere.filter(theirs))


Rule = TypeVar("Rule", bound=Pack)
Count = Callable[[pl.LazyFrame, Payments, Rule], pl.LazyFrame]
"""Of findings (id, key, subject, event_date) the payments that were beyond entitlement, with the columns `COUNTED`."""


def paid_after(found: pl.LazyFrame, payments: Payments, rule: Pack) -> pl.LazyFrame:
    """What the rosters after the month of the event list for the person."""
    del rule
    event_month = pl.col("event_date").dt.strftime("%Y-%m").alias("event_month")
    listed = payments.here.join(found.select("finding_id", KEY, event_month), on=KEY)
    after = listed.filter(pl.col(MONTH) > pl.col("event_month"))
    return after.with_columns(pl.lit(ROSTER).alias("source")).select(COUNTED)


def beyond_one(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Of several payments of a month all but the largest.

    `rows` has `COUNTED` and `side`; of the payments of one side the largest stands for it. A payment that is not
    stated is the smallest.
    """
    order = rows.sort(
        "finding_id",
        MONTH,
        pl.col("share").fill_null(0),
        "source",
        "file",
        "row",
        descending=[False, False, True, False, False, False],
    )
    sides = order.unique(["finding_id", MONTH, "side"], keep="first", maintain_order=True)
    nth = pl.int_range(pl.len()).over("finding_id", MONTH)
    return sides.filter(nth > 0).select(COUNTED)

"""What was paid beyond entitlement: the rosters after the month of the event, up to the pay month."""

import polars as pl

from assist_cli.checks.view import KEY
from assist_cli.extracts.cells.kinds import MONEY
from assist_cli.store.catalogue import MONTH


def payments_after(graded: pl.DataFrame, rosters: pl.LazyFrame) -> pl.DataFrame:
    """The roster rows that paid each finding's person after the month of its event: id, month, file, row, share."""
    events = graded.select("finding_id", KEY, pl.col("event_date").dt.strftime("%Y-%m").alias("event_month"))
    paid = rosters.join(events.lazy(), on=KEY).filter(pl.col(MONTH) > pl.col("event_month"))
    return (
        paid.select("finding_id", MONTH, "file", "row", "share")
        .sort("finding_id", MONTH, "file", "row")
        .collect()
    )


def totals(payments: pl.DataFrame) -> pl.DataFrame:
    """Months and amount (yuan) a finding."""
    return payments.group_by("finding_id").agg(
        pl.col(MONTH).n_unique().cast(pl.Int32).alias("months"),
        pl.col("share").fill_null(0).sum().cast(MONEY).alias("amount"),
    )


def with_totals(graded: pl.DataFrame, payments: pl.DataFrame) -> pl.DataFrame:
    """`graded` with months and amount, 0 where nothing was paid."""
    joined = graded.join(totals(payments), on="finding_id", how="left", maintain_order="left")
    return joined.with_columns(
        pl.col("months").fill_null(0), pl.col("amount").fill_null(pl.lit(0).cast(MONEY))
    )


def unpriced(graded: pl.DataFrame) -> pl.DataFrame:
    """`graded` of a check that states no payments: months and amount are null."""
    return graded.with_columns(months=pl.lit(None, pl.Int32), amount=pl.lit(None, MONEY))

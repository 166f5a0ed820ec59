"""What was paid beyond entitlement: months and yuan of findings whose check counts them."""

import polars as pl

from assist_cli.checks.check import Check
from assist_cli.checks.payments import COUNTED, MONTH, Payments
from assist_cli.extracts.cells.kinds import MONEY
from assist_cli.settings.values import Pack

_NONE = pl.Schema(
    zip(COUNTED, (pl.String(), pl.String(), pl.String(), pl.String(), pl.Int64(), MONEY), strict=True)
)


def payments_of(check: Check[Pack], rule: Pack, graded: pl.DataFrame, paid: Payments) -> pl.DataFrame:
    """The payments that count for each finding, in a fixed order: id, source, month, file, row, share."""
    parts = [
        count(graded.lazy().filter(_kind(check) == kind), paid, rule)
        for kind, count in check.payments.items()
    ]
    counted = pl.concat([pl.LazyFrame(schema=_NONE), *parts], how="vertical_relaxed")
    return counted.sort(COUNTED[:-1]).collect()


def with_totals(check: Check[Pack], graded: pl.DataFrame, payments: pl.DataFrame) -> pl.DataFrame:
    """`graded` with months and amount: 0 where nothing was paid, null where the check does not count."""
    joined = graded.join(_totals(payments), on="finding_id", how="left", maintain_order="left")
    counts = _kind(check).is_in(list(check.payments))
    return joined.with_columns(
        months=pl.when(counts).then(pl.col("months").fill_null(0)),
        amount=pl.when(counts).then(pl.col("amount").fill_null(pl.lit(0).cast(MONEY))),
    )


def _totals(payments: pl.DataFrame) -> pl.DataFrame:
    """Months and amount (yuan) a finding."""
    return payments.group_by("finding_id").agg(
        pl.col(MONTH).n_unique().cast(pl.Int32).alias("months"),
        pl.col("share").fill_null(0).sum().cast(MONEY).alias("amount"),
    )


def _kind(check: Check[Pack]) -> pl.Expr:
    """The key of the check's `payments` that a finding belongs to."""
    said = pl.col("subject").str.split(":").list.first()
    return pl.when(said.is_in(list(check.payments))).then(said).otherwise(pl.lit(""))

"""A month's findings against those of the month before: new, open, cleared."""

import polars as pl

from assist_cli.settings.months import between


def follow(found: pl.DataFrame, before: pl.DataFrame, unchecked: set[str], month: str) -> pl.DataFrame:
    """`found` with status, first_month and months_open, and a row for each finding of `before` that is not there.

    `before`: the findings of the month before, cleared ones left out. What is not found again is `cleared`, its lamp
    green, unless its person could not be checked (`unchecked`, finding ids): then it stays `open`, its lamp grey.
    """
    first = before.select("finding_id", pl.col("first_month").alias("known_since"))
    joined = found.drop("status", "first_month", "months_open").join(
        first, on="finding_id", how="left", maintain_order="left"
    )
    now = joined.with_columns(
        pl.when(pl.col("known_since").is_null())
        .then(pl.lit("new"))
        .otherwise(pl.lit("open"))
        .alias("status"),
        pl.col("known_since").fill_null(month).alias("first_month"),
    )
    gone = before.join(found, on="finding_id", how="anti").with_columns(
        pl.lit(month).alias("month"),
        pl.when(pl.col("finding_id").is_in(unchecked))
        .then(pl.lit("open"))
        .otherwise(pl.lit("cleared"))
        .alias("status"),
        pl.when(pl.col("finding_id").is_in(unchecked))
        .then(pl.lit("grey"))
        .otherwise(pl.lit("green"))
        .alias("lamp"),
    )
    together = pl.concat(
        [now.drop("known_since").select(gone.drop("months_open").columns), gone.drop("months_open")]
    )
    return together.with_columns(_months_open(together["first_month"], month))


def case_rows(findings: pl.DataFrame, before: pl.DataFrame) -> pl.DataFrame:
    """The cases of a month: each finding with the month in which it was last found."""
    last = before.select("finding_id", pl.col("last_found").alias("earlier"))
    joined = findings.join(last, on="finding_id", how="left", maintain_order="left")
    seen = ~pl.col("lamp").is_in(["green", "grey"])
    return joined.select(
        "finding_id",
        "check",
        "division_code",
        "status",
        "first_month",
        pl.when(seen).then("month").otherwise("earlier").alias("last_found"),
        "months_open",
    )


def _months_open(first: pl.Series, month: str) -> pl.Series:
    """Pay months since the first, both counted."""
    return pl.Series("months_open", [between(start, month) + 1 for start in first], dtype=pl.Int32)

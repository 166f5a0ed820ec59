"""Records that a later delivery repeats."""

from collections.abc import Sequence

import polars as pl

from assist_cli.checks.view import KEY


def once(rows: pl.LazyFrame, cells: Sequence[str]) -> pl.LazyFrame:
    """`rows` of `View.match` as often as the delivery that holds them most often: equal ones in one are several acts.

    Of rows that are equal in the person and `cells`, those delivered first are kept.
    """
    same = [KEY, *cells]
    ordered = rows.sort("month", "file", "row").with_columns(time=pl.int_range(pl.len()).over(*same, "month"))
    return ordered.unique([*same, "time"], keep="first", maintain_order=True)

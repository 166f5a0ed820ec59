"""Key ranges: every row of a person lies in one of them, whatever the source."""

import polars as pl

from assist_cli.store.spool import KEY

Range = tuple[int | None, int | None]
"""Keys from the first up to but not including the second; None is no limit."""


def key_ranges(keys: pl.Series, people_per_range: int) -> list[Range]:
    """Ranges that together hold every key, with at most `people_per_range` of the people of the roster's `keys` in each."""
    ordered = keys.drop_nulls().sort()
    bounds = ordered.gather_every(people_per_range)[1:].unique(maintain_order=True).to_list()
    return list(zip([None, *bounds], [*bounds, None], strict=True))


def within(rows: pl.LazyFrame, part: Range) -> pl.LazyFrame:
    """The rows whose key lies in a range; those without a key lie in the lowest."""
    low, high = part
    key = pl.col(KEY)
    if high is not None:
        rows = rows.filter((key < high) if low is not None else (key < high) | key.is_null())
    return rows if low is None else rows.filter(key >= low)

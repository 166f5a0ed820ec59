"""Key ranges: every row of a person lies in one of them, whatever the source."""

import polars as pl

Range = tuple[int | None, int | None]


def key_ranges(keys: pl.Series, people_per_range: int) -> list[Range]:
    """Ranges that together hold every key, with about `people_per_range` of the roster's `keys` in each."""
    ordered = keys.drop_nulls().unique().sort()
    bounds = [ordered[at] for at in range(people_per_range, ordered.len(), people_per_range)]
    return list(zip([None, *bounds], [*bounds, None], strict=True))

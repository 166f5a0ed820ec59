"""On this machine: two ranges at a time, so that one is read while the other is judged."""

from collections.abc import Callable, Sequence

import polars as pl

from assist_cli.beside import side_by_side
from assist_cli.engines.tables import Tables, joined
from assist_cli.store.ranges import Range


def walk(
    work: Callable[[Range], Tables], ranges: Sequence[Range], step: Callable[[], None]
) -> dict[str, pl.DataFrame]:
    """What `work` makes of each range, put together in the order of the ranges."""
    parts = []
    for part in side_by_side(work, ranges):
        parts.append(part)
        step()
    return joined(parts)

"""One range after another on this machine; Polars uses every core within one."""

from collections.abc import Callable, Sequence

import polars as pl

from assist_cli.engines.tables import Tables, joined
from assist_cli.store.ranges import Range


def walk(
    work: Callable[[Range], Tables], ranges: Sequence[Range], step: Callable[[], None]
) -> dict[str, pl.DataFrame]:
    """What `work` makes of each range, put together in the order of the ranges."""
    parts = []
    for part in ranges:
        parts.append(work(part))
        step()
    return joined(parts)

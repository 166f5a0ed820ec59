"""One range after another on this machine; Polars uses every core within one."""

from collections.abc import Callable, Mapping, Sequence

import polars as pl

from assist_cli.checks.view import View
from assist_cli.engines.ranges import Range

Find = Callable[[View], pl.LazyFrame]


def find_all(
    view: View, finders: Mapping[str, Find], ranges: Sequence[Range], step: Callable[[], None]
) -> dict[str, pl.DataFrame]:
    """What each finder finds over all ranges, in an order that does not depend on the ranges."""
    found: dict[str, list[pl.DataFrame]] = {name: [] for name in finders}
    for low, high in ranges:
        part = view.between(low, high).gathered()
        plans = [find(part) for find in finders.values()]
        for name, frame in zip(finders, pl.collect_all(plans), strict=True):
            found[name].append(frame)
        step()
    return {name: _ordered(pl.concat(parts)) for name, parts in found.items()}


def _ordered(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.sort(name for name, kind in frame.schema.items() if not kind.is_nested())

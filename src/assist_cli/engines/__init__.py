"""How the key ranges of a comparison are walked; nothing else knows that there is more than one way."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Literal

import polars as pl

from assist_cli.engines import local
from assist_cli.engines.tables import Tables
from assist_cli.settings.bureau import Engine
from assist_cli.store.ranges import Range

Walk = Callable[[Callable[[Range], Tables], Sequence[Range], Callable[[], None]], dict[str, pl.DataFrame]]
"""Called with the work on one range, the ranges, and what to call after each: the tables of all of them together."""


def walk_by(name: Literal["local", "spark"], settings: Engine) -> Walk:
    """The engine of that name."""
    if name == "local":
        return local.walk
    from assist_cli.engines.spark.walking import walk  # noqa: PLC0415  an extra, and slow to import

    return partial(walk, settings.spark)

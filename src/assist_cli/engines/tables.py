"""What work on key ranges returns: tables by name."""

from collections.abc import Mapping, Sequence

import polars as pl

Tables = Mapping[str, pl.DataFrame]


def joined(parts: Sequence[Tables]) -> dict[str, pl.DataFrame]:
    """The tables of several ranges, each put together in their order; every range has the same ones."""
    return {name: pl.concat(part[name] for part in parts) for name in parts[0]}

"""Parquet files that are written part after part, however large they become."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import polars as pl
from polars.io.plugins import register_io_source

ROWS_PER_GROUP = 250_000


def write_parts(
    parts: Iterator[pl.DataFrame],
    schema: Mapping[str, pl.DataType],
    path: Path,
    metadata: Mapping[str, str],
) -> None:
    """Frames one after the other as one Parquet file, none of them held longer than it takes to write it."""

    def frames(*_pushed_down: object) -> Iterator[pl.DataFrame]:
        yield pl.DataFrame(schema=schema)
        yield from parts

    rows = register_io_source(frames, schema=pl.Schema(schema))
    rows.sink_parquet(path, row_group_size=ROWS_PER_GROUP, metadata=dict(metadata))

"""Parquet files as some departments send them: text columns, or columns typed by whoever exported them."""

import io

import polars as pl

from assist_cli.extracts.header import find_heading
from assist_cli.extracts.table import ROW, SURPLUS, RawTable, unreadable
from assist_cli.language import _
from assist_cli.settings.values import Source

MAGIC = b"PAR1"


def read_parquet_file(file: str, content: bytes, source: Source) -> RawTable:
    """The table of a Parquet file; the header counts as no row, so its first row is 1."""
    try:
        frame = pl.read_parquet(io.BytesIO(content))
    except pl.exceptions.PolarsError:
        raise unreadable(file, _("this Parquet file is damaged.")) from None
    heading = find_heading(file, [frame.columns], source)
    numbers = {at: frame.height for at, kind in enumerate(frame.dtypes) if kind.is_numeric()}
    texts = [
        _as_text(pl.col(name), kind).alias(f"c{at}") for at, (name, kind) in enumerate(frame.schema.items())
    ]
    cells = frame.select(
        pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias(ROW), *texts, pl.lit(value=False).alias(SURPLUS)
    )
    return RawTable(file, heading.headers, 0, cells, numbers)


def _as_text(column: pl.Expr, kind: pl.DataType) -> pl.Expr:
    """Floats in scientific notation beyond 15 digits, so that no ID can come of a rounded number."""
    if not kind.is_float():
        return column.cast(pl.String)
    whole = column.cast(pl.Int64, strict=False)
    plain = (
        pl.when(whole.cast(pl.Float64) == column)
        .then(whole.cast(pl.String))
        .otherwise(column.cast(pl.String))
    )
    return pl.when(column.abs() >= 1e15).then(pl.lit("9.99E+17")).otherwise(plain)  # noqa: PLR2004  15 exact digits

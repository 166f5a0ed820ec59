"""Parquet files as some departments send them: text columns, or columns typed by whoever exported them."""

import io

import polars as pl

from assist_cli.extracts.columns.header import find_heading, map_columns
from assist_cli.extracts.files.table import ROW, SURPLUS, RawTable, unreadable
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
    needed = set(map_columns(file, heading.headers, source).positions.values())
    numbers = {at: frame.height for at, kind in enumerate(frame.dtypes) if kind.is_numeric()}
    texts = [
        (_as_text(pl.col(name), kind) if at in needed else pl.lit(None, pl.String)).alias(f"c{at}")
        for at, (name, kind) in enumerate(frame.schema.items())
    ]
    row = pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias(ROW)
    try:
        cells = frame.select(row, *texts, pl.lit(value=False).alias(SURPLUS))
    except pl.exceptions.PolarsError:
        raise unreadable(file, _("a column that is needed holds neither text, number nor date.")) from None
    return RawTable(file, heading, [cells], numbers)


def _as_text(column: pl.Expr, kind: pl.DataType) -> pl.Expr:
    """Floats in scientific notation beyond 15 digits, so that no ID can come of a rounded number."""
    if isinstance(kind, pl.Datetime):
        local = column.dt.convert_time_zone("Asia/Shanghai") if kind.time_zone else column
        return local.dt.strftime("%Y-%m-%d %H:%M:%S")
    if not kind.is_float():
        return column.cast(pl.String)
    number = pl.when(column.is_not_nan()).then(column)
    whole = number.cast(pl.Int64, strict=False)
    plain = (
        pl.when(whole.cast(pl.Float64) == number)
        .then(whole.cast(pl.String))
        .otherwise(number.cast(pl.String))
    )
    return pl.when(number.abs() >= 1e15).then(pl.lit("9.99E+17")).otherwise(plain)  # noqa: PLR2004  15 exact digits

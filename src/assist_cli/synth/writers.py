"""Files as departments write them: each in its encoding and format."""

from io import BytesIO
from pathlib import Path

import polars as pl

from assist_cli.synth.sheets import AMOUNT, CENTS, write_sheet
from assist_cli.synth.sources import Source

_ROWS_AT_ONCE = 200_000
_LONGEST_SHEET = 60_000
_ENCODINGS = {
    "police.deaths": "gb18030",
    "police.residents": "gb18030",
    "police.vehicles": "utf-8",
    "health.deaths": "utf-8-sig",
}


def write(path: Path, rows: pl.DataFrame, source: Source, month: str) -> Path:
    """Write one delivery and return the path it got (long rosters come as CSV, not as a sheet)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".parquet":
        rows.write_parquet(path, compression="zstd", statistics=True)
    elif path.suffix == ".xlsx" and rows.height <= _LONGEST_SHEET:
        write_sheet(path, rows, source, month)
    else:
        path = path.with_suffix(".csv")
        _write_csv(path, _with_amounts(rows), _ENCODINGS.get(source.name, "utf-8-sig"))
    return path


def _with_amounts(rows: pl.DataFrame) -> pl.DataFrame:
    if rows.schema.get(AMOUNT) != pl.Int64:
        return rows
    cents = pl.col(AMOUNT)
    yuan = pl.format("{}.{}", cents // CENTS, (cents % CENTS).cast(pl.String).str.zfill(2))
    return rows.with_columns(yuan.alias(AMOUNT))


def _write_csv(path: Path, rows: pl.DataFrame, encoding: str) -> None:
    """Windows line ends from the police's old system, plain ones elsewhere."""
    line_end = "\r\n" if encoding == "gb18030" else "\n"
    with path.open("wb") as file:
        for start in range(0, max(1, rows.height), _ROWS_AT_ONCE):
            text = BytesIO()
            part = rows.slice(start, _ROWS_AT_ONCE)
            part.write_csv(text, include_header=start == 0, line_terminator=line_end)
            file.write(text.getvalue().decode().encode(encoding))
            encoding = encoding.removesuffix("-sig")  # one byte order mark is enough

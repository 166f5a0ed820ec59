"""Where every row stands in its file, what is wrong with it as a row, and what must become of it."""

import polars as pl

from assist_cli.synth.desk import FREE, HOUSEHOLD, PROBLEM, ROW, TEXT, TRUE, Desk
from assist_cli.synth.mess_kinds import OF_10_000
from assist_cli.synth.odd_cells import SHARES
from assist_cli.synth.written_ids import person_key

AT, BLANK, AGAIN, CUT, LONG = "at", "blank above", "header above", "a cell too few", "a cell too many"
"""Columns: the row's number in the file (from 1), what stands above it, and how many cells it has."""


def placed(typed: pl.DataFrame, desk: Desk, last: int, *, ragged: bool) -> pl.DataFrame:
    """The rows of a file that has `last` rows already; only where rows are text they can be `ragged`."""
    begins = (pl.col(HOUSEHOLD) != pl.col(HOUSEHOLD).shift(1)).fill_null(value=True)
    uneven = _drawn(desk, "cell_count") & pl.col(FREE) & pl.lit(ragged)
    too_few = desk.draws(2, "few or many") == 0
    above = pl.col(BLANK).cast(pl.Int64) + pl.col(AGAIN).cast(pl.Int64)
    return typed.with_columns(
        (_drawn(desk, "blank_rows") & begins).alias(BLANK),
        (_drawn(desk, "repeated_headers") & begins).alias(AGAIN),
        (uneven & too_few).alias(CUT),
        (uneven & ~too_few).alias(LONG),
    ).with_columns((last + (1 + above).cum_sum()).alias(AT))


def only_data(typed: pl.DataFrame, last: int) -> pl.DataFrame:
    """The rows of a file that can hold nothing but data, the first one being 1."""
    flags = [pl.lit(value=False).alias(flag) for flag in (BLANK, AGAIN, CUT, LONG)]
    return typed.with_columns(*flags, (pl.col(ROW) + 1 + last).alias(AT))


def truth(rows: pl.DataFrame, desk: Desk, file: str) -> pl.DataFrame:
    """One row a data row: `file`, `row`, `lands`, `reason` (null where it lands), `person_key` and values.

    Values, under the names that the store gives them, are null in rows that do not land; codes are
    the words delivered, and `person_key` is null for whatever is not a valid resident ID.
    """
    last = list(desk.source.columns)[-1]
    reasons: list[pl.Expr] = [pl.when(pl.col(CUT) | pl.col(LONG)).then(pl.lit("row:cell_count"))]
    for column, landing in desk.landings.items():
        problem = pl.col(PROBLEM + column)
        if column == last:
            left_out = pl.lit("missing" if landing.filled else None, dtype=pl.String)
            problem = pl.when(CUT).then(left_out).otherwise(problem)
        reasons.append(pl.lit(f"{landing.stored or column}:") + problem)
    reason = pl.concat_str(reasons, separator=";", ignore_nulls=True)
    lands = pl.col("reason").is_null()
    values = [pl.col(TRUE + c).alias(landing.stored or c) for c, landing in desk.landings.items()]
    return (
        rows.select(
            pl.lit(file).alias("file"),
            pl.col(AT).alias("row"),
            pl.when(reason != "").then(reason).alias("reason"),
            person_key(pl.col(TRUE + "id_number")).alias("person_key"),
            *values,
        )
        .with_columns(lands.alias("lands"))
        .with_columns(pl.when("lands").then(pl.exclude("file", "row", "lands", "reason")))
    )


def _drawn(desk: Desk, kind: str) -> pl.Expr:
    return pl.lit(kind in desk.kinds) & (desk.draws(SHARES, kind) < OF_10_000[kind])


def texts(rows: pl.DataFrame, desk: Desk) -> pl.DataFrame:
    """The cells as delivered, under their headers."""
    return rows.select(pl.col(TEXT + column).alias(desk.header(column)) for column in desk.source.columns)

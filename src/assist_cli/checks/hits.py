"""What a check returns: one row for each record that speaks for or against a finding."""

from collections.abc import Sequence
from typing import Literal

import polars as pl

from assist_cli.checks.view import KEY
from assist_cli.extracts.cells.kinds import MONEY
from assist_cli.settings.workspace import ROSTER

Role = Literal["for", "against", "with", "beside"]

RULE = "checks"
"""The source of what a check itself states: its subject, its parameters, what it reckoned."""

ADDRESS_SUBJECT = "address:"
"""How a subject begins that is an address; it is masked as one wherever it is shown."""

CELL = pl.Struct({"field": pl.String, "value": pl.String})
HITS = pl.Schema(
    {
        KEY: pl.Int64(),
        "subject": pl.String(),
        "event_date": pl.Date(),
        "role": pl.String(),
        "remarks": pl.List(pl.String()),
        "source": pl.String(),
        "month": pl.String(),
        "file": pl.String(),
        "row": pl.Int64(),
        "cells": pl.List(CELL),
        "yuan": MONEY,
    }
)
"""`subject`: what the finding is about beside the person (the death, the plate, the new division).
`role`: whether the record speaks `for` the finding, `against` it, is shown `with` it and says neither, or only stands
`beside` it while a household is settled. `remarks`: codes of `checks.remarks`. `source`, `month`, `file`, `row`: where the record was delivered.
`cells`: those of its values that matter, as text. `yuan`: what a household adds up."""


def as_hits(
    rows: pl.LazyFrame,
    cells: Sequence[str],
    *,
    subject: pl.Expr,
    event_date: pl.Expr | None = None,
    role: Role | pl.Expr = "for",
    yuan: pl.Expr | None = None,
) -> pl.LazyFrame:
    """`rows` of `View.match` as hits, with the named columns as evidence."""
    values = [
        pl.struct(pl.lit(name).alias("field"), pl.col(name).cast(pl.String).alias("value")) for name in cells
    ]
    return rows.select(
        KEY,
        subject.cast(pl.String).alias("subject"),
        (pl.lit(None, pl.Date) if event_date is None else event_date).alias("event_date"),
        (pl.lit(role) if isinstance(role, str) else role).alias("role"),
        "remarks",
        "source",
        "month",
        "file",
        "row",
        pl.concat_list(values).alias("cells"),
        (pl.lit(None) if yuan is None else yuan).cast(MONEY).alias("yuan"),
    )


def listed_as_hits(
    rows: pl.LazyFrame, month: str, cells: Sequence[str], *, role: Role | pl.Expr = "for"
) -> pl.LazyFrame:
    """Roster rows as hits, with the named columns as evidence; `rows` has `subject` and `remarks`."""
    told = rows.with_columns(pl.lit(ROSTER).alias("source"), pl.lit(month).alias("month"))
    return as_hits(told, cells, subject=pl.col("subject"), role=role)


def with_remark(code: str, when: pl.Expr) -> pl.Expr:
    """The remarks, with `code` appended where `when` is true."""
    extra = pl.when(when.fill_null(value=False)).then(pl.lit(code))
    return pl.concat_list("remarks", extra).list.drop_nulls().alias("remarks")

"""What reading one column of cells gives: the value, or why there is none, and what was repaired."""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

NOTHING = pl.lit(None, pl.String)


@dataclass(frozen=True)
class Reading:
    """How one column is read: its value, why it could not be (a code, or null), and what was repaired (or null).

    Where there is a problem the row is rejected, and its repair says nothing.
    """

    value: pl.Expr
    problem: pl.Expr = NOTHING
    repair: pl.Expr = NOTHING


@dataclass(frozen=True)
class Plain:
    """Cells that need no care: those of a whole `pattern`, and their value, which needs no check."""

    pattern: str
    value: Callable[[pl.Expr], pl.Expr]


def unread(filled: pl.Expr, value: pl.Expr, code: str) -> pl.Expr:
    """The problem `code` where a filled cell has given no value."""
    return pl.when(filled.is_not_null() & value.is_null()).then(pl.lit(code))

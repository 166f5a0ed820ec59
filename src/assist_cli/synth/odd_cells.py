"""One cell and its truth, side by side: what is written, what must land of it, or why it cannot."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import polars as pl

from assist_cli.synth.mess_kinds import OF_10_000

SHARES = 10_000
NOTHING = pl.lit(None, dtype=pl.String)


@dataclass(frozen=True, slots=True)
class Cell:
    """The `text` delivered, the `value` that must land, and the `problem` that rejects the row (or null)."""

    text: pl.Expr
    value: pl.Expr
    problem: pl.Expr = NOTHING


@dataclass(frozen=True, slots=True)
class Odd:
    """What a kind of mess makes of a cell, where it `fits`."""

    kind: str
    cell: Cell
    fits: pl.Expr


def drawn(plain: Cell, odd: Sequence[Odd], draw: pl.Expr, kinds: frozenset[str]) -> Cell:
    """The plain cell, or one of the odd ones by `draw` (below `SHARES`).

    Kinds that are switched off keep their part of the draw, so that the others fall where they did.
    """
    text, value, problem = plain.text, plain.value, plain.problem
    start = 0
    for each in odd:
        end = start + OF_10_000[each.kind]
        if each.kind in kinds:
            hit = (draw >= start) & (draw < end) & each.fits
            text = pl.when(hit).then(each.cell.text).otherwise(text)
            value = pl.when(hit).then(each.cell.value).otherwise(value)
            problem = pl.when(hit).then(each.cell.problem).otherwise(problem)
        start = end
    return Cell(text, value, problem)


def filled(cell: Cell) -> Cell:
    """The cell of a column that may not be empty."""
    missing = pl.when(cell.value.is_null()).then(pl.lit("missing"))
    return replace(cell, problem=pl.coalesce(cell.problem, missing))


def because(problem: str) -> pl.Expr:
    """A problem that holds for every row."""
    return pl.lit(problem)

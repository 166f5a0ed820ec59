"""Rows of a table that are no data: blank ones, totals and signatures, titles and headers printed again."""

from dataclasses import dataclass

import polars as pl

from assist_cli.extracts.columns.header import Heading
from assist_cli.extracts.repeats import find_repeats

_FOOTER = r"^[\s　]*(合\s*计|总\s*计|小\s*计|制\s*表|填\s*表|审\s*核|经办|负责人|备\s*注|注[:：]|说明[:：])"
_TOTAL = r"^[\s　]*(合\s*计|总\s*计)"


@dataclass(frozen=True)
class Asides:
    """Per row of a batch: whether it is no data, and whether it states the total of the whole table."""

    aside: pl.Series
    total: pl.Series


def find_asides(batch: pl.DataFrame, heading: Heading, named_by: int) -> Asides:
    """Blank rows, repeated titles and headers, and rows that begin like a footer and name nobody.

    `named_by`: the position of the column that names people. Where a number stands there, the row can only be a
    repetition.
    """
    cells = [pl.col(f"c{at}").fill_null("").str.strip_chars() for at in range(len(heading.headers))]
    who = cells[named_by]
    places = batch.select(((who == "") | who.str.contains(_FOOTER)).arg_true()).to_series()
    first = pl.coalesce(pl.when(cell != "").then(cell) for cell in cells)
    found = batch[places].select(
        (first.is_null() | first.str.contains(_FOOTER)).alias("aside"),
        first.str.contains(_TOTAL).fill_null(value=False).alias("total"),
    )
    nothing = pl.repeat(value=False, n=batch.height, dtype=pl.Boolean, eager=True)
    return Asides(
        nothing.scatter(places, found["aside"]) | find_repeats(batch, heading),
        nothing.scatter(places, found["total"]),
    )

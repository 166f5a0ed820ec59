"""Rows of a table that are no data: blank ones, totals and signatures, titles and headers printed again."""

from dataclasses import dataclass

import polars as pl

from assist_cli.extracts.columns.header import Heading
from assist_cli.extracts.repeats import find_repeats

_FOOTER = r"^[\s　]*(合\s*计|总\s*计|小\s*计|制\s*表|填\s*表|审\s*核|经办|负责人|备\s*注|注[:：]|说明[:：])"
_TOTAL = r"^[\s　]*(合\s*计|总\s*计)"
_LONG_NUMBER = r"^[0-9]{14}"
"""Where a row names somebody so, it is data: no title or header that is looked for has such a number there."""


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
    named = batch[f"c{named_by}"].str.contains(_LONG_NUMBER)
    places = named.not_().fill_null(value=True).arg_true()
    rows = batch[places]
    cells = [pl.col(f"c{at}").fill_null("").str.strip_chars() for at in range(len(heading.headers))]
    first = pl.coalesce(pl.when(cell != "").then(cell) for cell in cells)
    nobody = (cells[named_by] == "") | cells[named_by].str.contains(_FOOTER)
    found = rows.select(
        (nobody & (first.is_null() | first.str.contains(_FOOTER))).alias("aside"),
        (nobody & first.str.contains(_TOTAL).fill_null(value=False)).alias("total"),
    )
    aside = found["aside"] | find_repeats(rows, heading)
    return Asides(_spread(aside, places, batch.height), _spread(found["total"], places, batch.height))


def _spread(found: pl.Series, places: pl.Series, height: int) -> pl.Series:
    """What was found at `places`, and false everywhere else."""
    return pl.repeat(value=False, n=height, dtype=pl.Boolean, eager=True).scatter(places, found)

"""Words of a rule, as they are looked for in a text."""

from collections.abc import Sequence

import polars as pl


def says(text: pl.Expr, words: Sequence[str]) -> pl.Expr:
    """Whether a text holds one of the words: never of no words, and a missing text holds none."""
    return text.str.contains_any(pl.lit(list(words), pl.List(pl.String))).fill_null(value=False)

"""Words of a rule, as they are looked for in a text."""

from collections.abc import Sequence

import polars as pl


def says(text: pl.Expr, words: Sequence[str]) -> pl.Expr:
    """Whether a text holds one of the words; with no words, none does. A missing text stays missing."""
    return text.str.contains_any(pl.lit(list(words), pl.List(pl.String)))

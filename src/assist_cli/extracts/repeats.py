"""Titles and headers printed again on every page of a table, which are no data.

A row is one when every cell of the table says what a row above the data says, and is empty where that is empty.
Spaces do not count; nor, in title rows, do numbers of up to four digits (第1页, 2024年6月), because pages and dates
change. Rows above the header that hold a longer number are never looked for: they could be somebody's.
"""

import re
from collections import defaultdict
from collections.abc import Sequence

import polars as pl

from assist_cli.extracts.columns.header import Heading

_SPACE = re.compile(r"[\s\u3000\u00a0]+")
_SHORT_NUMBER = re.compile(r"[0-9]+")
_LONGEST_NUMBER = 4


def find_repeats(cells: pl.DataFrame, heading: Heading) -> pl.Series:
    """Per row of a batch (`c0`, `c1`, … as text), whether it is a title or header row of `heading` again.

    Cheap where there is none: one pattern on each column in which such rows begin, mostly one; the other columns
    are looked at only in the rows that begin alike.
    """
    patterns = _patterns(heading)
    if not patterns:
        return pl.Series("repeated", [False] * cells.height, dtype=pl.Boolean)
    alike = pl.any_horizontal(
        pl.col(f"c{at}").str.contains("|".join(sorted({row[at] for row in rows})))
        for at, rows in _by_first_column(patterns).items()
    )
    marked = cells.select(alike.fill_null(value=False).alias("repeated"))["repeated"]
    if not marked.any():
        return marked
    found = cells.filter(marked).select(pl.any_horizontal(map(_is_like, patterns)).alias("repeated"))
    return marked.scatter(marked.arg_true(), found["repeated"])


def _patterns(heading: Heading) -> list[list[str]]:
    """For each row above the data, what each of its cells must match to be that row again."""
    width, title_rows = len(heading.headers), heading.row - heading.depth
    wanted = list[list[str]]()
    for number, row in enumerate(heading.above):
        cells = [_SPACE.sub("", cell) for cell in [*row, *[""] * width][:width]]
        is_title = number < title_rows
        if _may_repeat(cells, is_title=is_title):
            wanted.append([_pattern(cell, is_title=is_title) for cell in cells])
    return wanted


def _may_repeat(cells: Sequence[str], *, is_title: bool) -> bool:
    numbers = [number for cell in cells for number in _SHORT_NUMBER.findall(cell)]
    longest = max(map(len, numbers), default=0)
    return any(re.search("[一-鿿]", cell) for cell in cells) and not (is_title and longest > _LONGEST_NUMBER)


def _pattern(cell: str, *, is_title: bool) -> str:
    """Spaces anywhere; in a title any short number for a short number."""
    parts = re.split("([0-9]+)", cell) if is_title else [cell]
    texts = [
        f"[0-9]{{1,{_LONGEST_NUMBER}}}" if is_title and part.isdecimal() else _spaced(part)
        for part in parts
        if part
    ]
    return r"^\s*" + r"\s*".join(texts) + r"\s*$"


def _spaced(text: str) -> str:
    return r"\s*".join(map(re.escape, text))


def _by_first_column(patterns: Sequence[Sequence[str]]) -> dict[int, list[Sequence[str]]]:
    """The rows by the first column in which they say something."""
    rows = defaultdict[int, list[Sequence[str]]](list)
    for row in patterns:
        rows[next(at for at, cell in enumerate(row) if cell != _pattern("", is_title=False))].append(row)
    return rows


def _is_like(row: Sequence[str]) -> pl.Expr:
    return pl.all_horizontal(pl.col(f"c{at}").fill_null("").str.contains(cell) for at, cell in enumerate(row))

"""Dates and months as departments type them: one form a column and month, and single cells that are none."""

import polars as pl

from assist_cli.synth.chance import named
from assist_cli.synth.odd_cells import NOTHING, Cell, Odd, because

_SERIAL, _EPOCH = "serial", "epoch"
_PLAIN = "%Y-%m-%d"
_FORMS = ("%Y%m%d", "%Y-%-m-%-d", "%Y.%-m.%-d", "%Y年%-m月%-d日", "%Y/%-m/%-d")
_MONTHS = ("{}{}", "{}-{}", "{}年{}月", "{}/{}")
_SERIAL_OF_1970 = 25_569
_DAY_MS, _CHINA_AHEAD_MS = 86_400_000, 8 * 3_600_000
_WIDE_SPAN = ("born_on", "scrap_by")  # too old, or mostly 9999-12-31: no day number of five digits
_NO_DATES = ("1900-01-00", "9999-12-31")
_IMPOSSIBLE = ("2024-02-30", "20231301", "2023年4月31日")
_COMPACT_MONTH = "%Y%m"


def form(column: str, turn: int, kinds: frozenset[str]) -> str:
    """The form that a date column has in its `turn`."""
    forms = list(_FORMS if "date_forms" in kinds else (_PLAIN,))
    if column not in _WIDE_SPAN:
        forms += [name for name, kind in ((_SERIAL, "serials"), (_EPOCH, "epoch")) if kind in kinds]
    return forms[turn % len(forms)]


def plain(column: str, written_as: str, month_alone: pl.Expr) -> Cell:
    """A day in the column's form, or its month where that is all the department knows."""
    day = pl.col(column)
    text = pl.when(month_alone).then(day.dt.strftime(_COMPACT_MONTH)).otherwise(_text(day, written_as))
    never = day.dt.year() == 9999  # noqa: PLR2004  the year that stands for no date
    stated = pl.when(month_alone).then(day.dt.month_end()).otherwise(day)
    return Cell(text.fill_null(""), pl.when(~never).then(stated))


def odd(column: str, pick: pl.Expr, free: pl.Expr) -> list[Odd]:
    """What stands in single cells: a month alone, no date at all, or one that never was."""
    day = pl.col(column)
    stated = free & day.is_not_null()
    none = pl.lit(None, dtype=pl.Date)
    return [
        Odd("month_only", Cell(day.dt.strftime(_COMPACT_MONTH), day.dt.month_end()), stated),
        Odd("no_date", Cell(_one_of(_NO_DATES, pick), none), stated),
        Odd("impossible_date", Cell(_one_of(_IMPOSSIBLE, pick), none, because("not_a_date")), stated),
    ]


def month(column: str, turn: int, kinds: frozenset[str]) -> Cell:
    """A month, from 202404."""
    year, number = pl.col(column).str.head(4), pl.col(column).str.slice(4)
    pattern = _MONTHS[turn % len(_MONTHS)] if "date_forms" in kinds else _MONTHS[0]
    return Cell(pl.format(pattern, year, number), pl.format("{}-{}", year, number))


def odd_month(column: str, free: pl.Expr) -> list[Odd]:
    """A thirteenth month."""
    wrong = Cell(pl.col(column).str.head(4) + "13", NOTHING, because("not_a_month"))
    return [Odd("impossible_date", wrong, free)]


def _text(day: pl.Expr, written_as: str) -> pl.Expr:
    since_1970 = day.dt.epoch("d").cast(pl.Int64)
    if written_as == _SERIAL:
        return (since_1970 + _SERIAL_OF_1970).cast(pl.String)
    if written_as == _EPOCH:
        never = day.dt.year() == 9999  # noqa: PLR2004
        milliseconds = (since_1970 * _DAY_MS - _CHINA_AHEAD_MS).cast(pl.String)
        return pl.when(never).then(pl.lit(_NO_DATES[1])).otherwise(milliseconds)
    return day.dt.strftime(written_as)


def _one_of(texts: tuple[str, ...], pick: pl.Expr) -> pl.Expr:
    return named(pick % len(texts), texts)

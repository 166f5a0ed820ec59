"""Cells that say a day or a month, in the forms that departments write; day-first forms are refused.

Each form is one chain of replacements that ends in one parse, because every mention of a cell is work on every row.
"""

from datetime import date

import polars as pl

from assist_cli.extracts.cells.reading import Reading, unread

_TIME = r"[ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?$"
NO_DATE = (
    r"^(0|0000[-./]?00[-./]?00|1900[-./年]?0?1[-./月]?0{1,2}日?|2958465|9999[-./年]?12[-./月]?31日?|长期)$"
)
"""What programs write where there is no date; 2958465 is the day number of 9999-12-31."""
_LAST_DAY = r"^9999[-./年]?12[-./月]?31日?$"
"""Of the sentinels the one that could be read as a day."""
PLAIN_DAY = r"^(19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])$"
"""Days as they are written most often, without those that not every month has."""
_COMPACT_DAY = r"^([0-9]{4})([0-9]{2})([0-9]{2})$"
_DAY = r"^([0-9]{4}[-./年][0-9]{1,2}[-./月][0-9]{1,2})日?$"
_COMPACT_MONTH = r"^([0-9]{4})([0-9]{2})$"
_MONTH = r"^([0-9]{4}[-./年][0-9]{1,2})月?$"
_ANY_MONTH = r"^[0-9]{4}([-./年][0-9]{1,2}月?|[0-9]{2})$"
SERIAL = r"^([0-9]{5})$"
"""A day number of Excel."""
_EPOCH = r"^(-?[0-9]{12,13})(\.0+)?$"
_CHINA_AHEAD_MS = 8 * 3600 * 1000
_SERIAL_ZERO = date(1899, 12, 30)


def read_day(filled: pl.Expr, *, serials: bool) -> Reading:
    """A day; of a month alone its last day, in the person's favour; of a sentinel nothing."""
    text = filled.str.replace(_TIME, "")
    day = _written_day(text.str.replace(_LAST_DAY, ""))
    value = pl.coalesce(day, _written_month(text).dt.month_end(), _epoch_day(text))
    repair: pl.Expr = (
        pl.when(text.str.contains(NO_DATE))
        .then(pl.lit("sentinel"))
        .when(text.str.contains(_ANY_MONTH))
        .then(pl.lit("month"))
        .when(text.str.contains(_EPOCH))
        .then(pl.lit("epoch"))
    )
    if serials:
        value = pl.coalesce(value, _serial_day(text))
        repair = pl.coalesce(repair, pl.when(text.str.contains(SERIAL)).then(pl.lit("serial")))
    stated = pl.when(~text.str.contains(NO_DATE)).then(text)
    return Reading(value, unread(stated, value, "not_a_date"), repair)


def read_month(filled: pl.Expr) -> Reading:
    """A month as `YYYY-MM`; a day counts as its month."""
    text = filled.str.replace(_TIME, "")
    value = pl.coalesce(_written_day(text), _written_month(text)).dt.strftime("%Y-%m")
    return Reading(value, unread(filled, value, "not_a_month"))


def _written_day(text: pl.Expr) -> pl.Expr:
    parted = text.str.replace(_COMPACT_DAY, "$1-$2-$3").str.extract(_DAY)
    return parted.str.replace_all(r"[./年月]", "-").str.to_date("%Y-%m-%d", strict=False)


def _written_month(text: pl.Expr) -> pl.Expr:
    """The first day of a month."""
    parted = text.str.replace(_COMPACT_MONTH, "$1-$2").str.extract(_MONTH)
    return (parted.str.replace("[./年]", "-") + "-1").str.to_date("%Y-%m-%d", strict=False)


def _serial_day(text: pl.Expr) -> pl.Expr:
    number = text.str.extract(SERIAL).cast(pl.Int64, strict=False)
    return pl.lit(_SERIAL_ZERO) + pl.duration(days=number)


def _epoch_day(text: pl.Expr) -> pl.Expr:
    """Milliseconds since 1970 UTC, as the day it was then in China."""
    milliseconds = text.str.extract(_EPOCH).cast(pl.Int64, strict=False)
    return pl.from_epoch(milliseconds + _CHINA_AHEAD_MS, time_unit="ms").dt.date()

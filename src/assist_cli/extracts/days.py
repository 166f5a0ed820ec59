"""Cells that say a day or a month, in the forms that departments write; day-first forms are refused."""

from datetime import date

import polars as pl

from assist_cli.extracts.typed_cell import Reading, unread

_NO_DATE = (
    r"^(0|0000[-./]?00[-./]?00|1900[-./年]?0?1[-./月]?0{1,2}日?|2958465|9999[-./年]?12[-./月]?31日?|长期)$"
)
_TIME = r"[ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?$"
_DAY = r"^([0-9]{4})[-./年]([0-9]{1,2})[-./月]([0-9]{1,2})日?$"
_COMPACT_DAY = r"^([0-9]{4})([0-9]{2})([0-9]{2})$"
_MONTH = r"^([0-9]{4})[-./年]([0-9]{1,2})月?$"
_COMPACT_MONTH = r"^([0-9]{4})([0-9]{2})$"
_SERIAL = r"^[0-9]{5}$"
_EPOCH = r"^(-?[0-9]{12,13})(\.0+)?$"
_CHINA_AHEAD_MS = 8 * 3600 * 1000
_SERIAL_ZERO = date(1899, 12, 30)


def read_day(filled: pl.Expr, *, serials: bool) -> Reading:
    """A day; of a month alone its last day, in the person's favour; of a sentinel nothing."""
    text = filled.str.replace(_TIME, "")
    sentinel = text.str.contains(_NO_DATE)
    stated = pl.when(~sentinel).then(text)
    forms = {
        "day": pl.coalesce(_day(stated, _DAY), _day(stated, _COMPACT_DAY)),
        "month": _first_of_month(stated).dt.month_end(),
        "epoch": _epoch_day(stated),
        "serial": _serial_day(stated) if serials else pl.lit(None, pl.Date),
    }
    value = pl.coalesce(forms.values())
    form = pl.coalesce(pl.when(read.is_not_null()).then(pl.lit(name)) for name, read in forms.items())
    repair = pl.when(sentinel).then(pl.lit("sentinel")).when(form != "day").then(form)
    return Reading(value, unread(stated, value, "not_a_date"), repair)


def read_month(filled: pl.Expr) -> Reading:
    """A month as `YYYY-MM`; a day counts as its month."""
    text = filled.str.replace(_TIME, "")
    day = pl.coalesce(_day(text, _DAY), _day(text, _COMPACT_DAY))
    value = pl.coalesce(day, _first_of_month(text)).dt.strftime("%Y-%m")
    return Reading(value, unread(filled, value, "not_a_month"))


def share_of_serials(filled: pl.Series) -> float:
    """Which share of filled cells are Excel day numbers."""
    return int(filled.str.contains(_SERIAL).sum()) / max(filled.len(), 1)


def _day(text: pl.Expr, pattern: str) -> pl.Expr:
    parts = text.str.extract_groups(pattern)
    padded = [parts.struct[index].str.zfill(width) for index, width in enumerate((4, 2, 2))]
    return pl.concat_str(padded).str.to_date("%Y%m%d", strict=False)


def _first_of_month(text: pl.Expr) -> pl.Expr:
    found = []
    for pattern in (_MONTH, _COMPACT_MONTH):
        parts = text.str.extract_groups(pattern)
        padded = pl.concat_str(parts.struct[0], parts.struct[1].str.zfill(2), pl.lit("01"))
        found.append(padded.str.to_date("%Y%m%d", strict=False))
    return pl.coalesce(found)


def _serial_day(text: pl.Expr) -> pl.Expr:
    number = pl.when(text.str.contains(_SERIAL)).then(text).cast(pl.Int64, strict=False)
    return pl.lit(_SERIAL_ZERO) + pl.duration(days=number)


def _epoch_day(text: pl.Expr) -> pl.Expr:
    """Milliseconds since 1970 UTC, as the day it was then in China."""
    milliseconds = text.str.extract(_EPOCH).cast(pl.Int64, strict=False)
    return pl.from_epoch(milliseconds + _CHINA_AHEAD_MS, time_unit="ms").dt.date()

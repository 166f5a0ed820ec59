"""Text cells to typed values. A cell that is not what its column says is a problem, never a silent null."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from assist_cli.identity.names import clean_name
from assist_cli.settings.values import Column, Kind

MONEY = pl.Decimal(12, 2)
TYPES: Mapping[Kind, pl.DataType] = {
    "id": pl.Int64(),
    "name": pl.String(),
    "text": pl.String(),
    "address": pl.String(),
    "division": pl.String(),
    "code": pl.String(),
    "date": pl.Date(),
    "month": pl.String(),
    "amount": MONEY,
    "integer": pl.Int32(),
}
"""What a column of each kind is in the store; months are `YYYY-MM`, amounts yuan."""

_BLANK = r"^(|[-/\\—.]+|无|不详|未知|NULL|null|None|nan|N/A)$"
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
_AMOUNT = r"^-?[0-9]+(\.[0-9]{1,2}0*)?$"
_TEN_THOUSANDS = r"^-?[0-9]+(\.[0-9]{1,6})?$"
_EXACT = pl.Decimal(18, 6)
_DIVISION = r"^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})$"


@dataclass(frozen=True)
class Reading:
    """How one column is read: its value, why it could not be (a code, or null), and what was repaired (or null)."""

    value: pl.Expr
    problem: pl.Expr
    repair: pl.Expr = pl.lit(None, pl.String)  # noqa: RUF009  an expression is a value


def read_cell(name: str, column: Column, *, serials: bool, ten_thousands: bool = False) -> Reading:
    """The reading of column `name` for every kind but `id`.

    `serials`: the column holds Excel day numbers. `ten_thousands`: its header says 万元.
    """
    text = pl.col(name).str.normalize("NFKC").str.strip_chars()
    filled = pl.when(~text.str.contains(_BLANK)).then(text)
    if column.kind == "code":
        return _code(filled, column)
    if column.kind == "date":
        return _date(filled, serials=serials)
    if column.kind == "amount":
        return _amount(filled, ten_thousands=ten_thousands)
    return _PLAIN_READERS[column.kind](filled)


def serials_ahead(cells: pl.Series) -> int:
    """How many more filled cells of a date column are Excel day numbers than are not: one format a column, by vote."""
    counted = cells.value_counts(name="cells")
    text = pl.col(cells.name).str.strip_chars()
    side = pl.when(text.str.contains(_SERIAL)).then(1).when(~text.str.contains(_BLANK)).then(-1).otherwise(0)
    return int(counted.select((side * pl.col("cells").cast(pl.Int64)).sum()).item())


def _text(filled: pl.Expr) -> Reading:
    return Reading(filled, pl.lit(None, pl.String))


def _name(filled: pl.Expr) -> Reading:
    return Reading(clean_name(filled), pl.lit(None, pl.String))


def _integer(filled: pl.Expr) -> Reading:
    value = filled.str.replace(r"\.0+$", "").cast(pl.Int32, strict=False)
    return Reading(value, _problem(filled, value, "not_a_number"))


def _problem(filled: pl.Expr, value: pl.Expr, code: str) -> pl.Expr:
    return pl.when(filled.is_not_null() & value.is_null()).then(pl.lit(code))


def _code(filled: pl.Expr, column: Column) -> Reading:
    spellings = {spelling: code for code, words in column.codes.items() for spelling in (*words, code)}
    value = filled.replace_strict(spellings, default=None, return_dtype=pl.String)
    return Reading(value, _problem(filled, value, "unknown_code"))


def _date(filled: pl.Expr, *, serials: bool) -> Reading:
    text = filled.str.replace(_TIME, "")
    stated = pl.when(~text.str.contains(_NO_DATE)).then(text)
    day = pl.coalesce(_day(stated, _DAY), _day(stated, _COMPACT_DAY))
    month = _first_of_month(stated).dt.month_end()
    value = pl.coalesce(day, month, _epoch_day(stated))
    if serials:
        number = pl.when(stated.str.contains(_SERIAL)).then(stated).cast(pl.Int64, strict=False)
        value = pl.coalesce(value, pl.lit(_SERIAL_ZERO) + pl.duration(days=number))
    repair = pl.when(day.is_null() & month.is_not_null()).then(pl.lit("month"))
    return Reading(value, _problem(stated, value, "not_a_date"), repair)


def _epoch_day(text: pl.Expr) -> pl.Expr:
    """Milliseconds since 1970 UTC, as the day it was then in China."""
    milliseconds = text.str.extract(_EPOCH).cast(pl.Int64, strict=False)
    return pl.from_epoch(milliseconds + _CHINA_AHEAD_MS, time_unit="ms").dt.date()


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


def _month(filled: pl.Expr) -> Reading:
    text = filled.str.replace(_TIME, "")
    day = pl.coalesce(_day(text, _DAY), _day(text, _COMPACT_DAY))
    value = pl.coalesce(day, _first_of_month(text)).dt.strftime("%Y-%m")
    return Reading(value, _problem(filled, value, "not_a_month"))


def _amount(filled: pl.Expr, *, ten_thousands: bool) -> Reading:
    bare = filled.str.replace_all(r"[,\s¥元]", "").str.replace("−", "-", literal=True)
    signed = bare.str.replace(r"^\((.+)\)$", "-$1")
    if ten_thousands:
        exact = pl.when(signed.str.contains(_TEN_THOUSANDS)).then(signed).cast(_EXACT, strict=False)
        value = (exact * 10_000).cast(MONEY, strict=False)
    else:
        value = pl.when(signed.str.contains(_AMOUNT)).then(signed).cast(MONEY, strict=False)
    return Reading(value, _problem(filled, value, "not_an_amount"))


def _division(filled: pl.Expr) -> Reading:
    """Codes without their filling zeros: 990102001000 is the street 990102001."""
    digits = pl.when(filled.str.contains(_DIVISION)).then(filled)
    street = digits.str.replace(r"^([0-9]{9})000$", "$1").str.replace(r"^([0-9]{6})000$", "$1")
    value = street.str.replace(r"^([0-9]{4})00$", "$1").str.replace(r"^([0-9]{2})00$", "$1")
    return Reading(value, _problem(filled, value, "not_a_division"))


_PLAIN_READERS: Mapping[Kind, Callable[[pl.Expr], Reading]] = {
    "name": _name,
    "text": _text,
    "address": _text,
    "division": _division,
    "month": _month,
    "integer": _integer,
}

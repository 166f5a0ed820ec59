"""Text cells to typed values. A cell that is not what its column says is a problem, never a silent null."""

from collections.abc import Callable, Mapping

import polars as pl

from assist_cli.extracts.cells.days import NO_DATE, PLAIN_DAY, SERIAL, read_day, read_month
from assist_cli.extracts.cells.quantities import (
    MONEY,
    PLAIN_AMOUNT,
    SHARE,
    read_amount,
    read_number,
    read_share,
)
from assist_cli.extracts.cells.reading import Plain, Reading, unread
from assist_cli.identity.names import clean_name
from assist_cli.settings.values import Column, Kind

__all__ = ["MONEY", "PLAIN", "REPAIRS", "TYPES", "Reading", "read_cell", "serials_ahead"]

TYPES: Mapping[Kind, pl.DataType] = {
    "id": pl.Int64(),
    "name": pl.String(),
    "text": pl.String(),
    "address": pl.String(),
    "account": pl.String(),
    "division": pl.String(),
    "code": pl.String(),
    "date": pl.Date(),
    "month": pl.String(),
    "amount": MONEY,
    "number": pl.Decimal(12, 2),
    "share": SHARE,
    "integer": pl.Int32(),
}
"""What a column of each kind is in the store; months are `YYYY-MM`, amounts yuan, shares parts of 1."""

UNREAD = "unread"
REPAIRS: Mapping[str, str] = {
    "month": "the cell says a month; its last day stands",
    "serial": "the cell is a day number of Excel",
    "epoch": "the cell counts milliseconds since 1970; the day is China's",
    "sentinel": "the cell says that there is no date (1900-01-00, 9999-12-31, 长期)",
    "ten_thousand": "the cell or its header says 万元; yuan stand",
    "reversed": "a minus behind the number, or brackets about it; the amount is negative",
    "rounded": "a share with no end, as a third, stands with four decimals",
    UNREAD: "the cell could not be read and stands empty, in a column that is `lenient`",
}
"""What was changed in reading a cell, as `repairs` has it (`column:code`); those of IDs are `identity.documents`'."""

_BLANK = r"^(|[-/\\—.]+|无|不详|未知|NULL|null|None|nan|N/A)$"
ERROR_CELL = r"^\s*#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!)\s*$"
"""What a formula shows that has failed, whatever the column."""
_PLAIN_TEXT = r"^[一-鿿--[无不未]][一-鿿0-9A-Za-z]*$"
"""Text that neither NFKC nor the cleaning of names changes, and that is no blank (无, 不详, 未知)."""
_AS_WRITTEN = Plain(_PLAIN_TEXT, lambda text: text)
PLAIN: Mapping[Kind, Plain] = {
    "amount": Plain(PLAIN_AMOUNT, lambda text: text.cast(MONEY)),
    "date": Plain(PLAIN_DAY, lambda text: text.str.to_date("%Y-%m-%d")),
    "division": Plain(r"^([0-9]{5}|[0-9]{8}|[0-9]{11})[1-9]$", lambda text: text),
    "name": _AS_WRITTEN,
    "text": _AS_WRITTEN,
    "address": _AS_WRITTEN,
}
"""How cells of each kind are written mostly, which is much cheaper to tell than to read."""
_DIVISION = r"^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})$"
_ACCOUNT = r"^[0-9]{6,30}$"


def read_cell(name: str, column: Column, *, serials: bool, ten_thousands: bool = False) -> Reading:
    """The reading of column `name` for every kind but `id`.

    `serials`: the column holds Excel day numbers. `ten_thousands`: its header says 万元.
    """
    text = pl.col(name).str.normalize("NFKC").str.strip_chars()
    filled = pl.when(~text.str.contains(_BLANK)).then(text)
    if column.kind == "code":
        return _code(filled, column)
    if column.kind == "date":
        return read_day(filled, serials=serials)
    if column.kind == "amount":
        return read_amount(filled, ten_thousands=ten_thousands)
    return _PLAIN_READERS[column.kind](filled)


def serials_ahead(cells: pl.Series) -> int:
    """How many more filled cells of a date column are Excel day numbers than are not: one format a column, by vote."""
    plain = cells.str.contains(PLAIN_DAY).fill_null(value=False)
    counted = cells.filter(~plain).value_counts(name="cells")
    text = pl.col(cells.name).str.strip_chars()
    empty = text.str.contains(_BLANK) | text.str.contains(NO_DATE)
    side = pl.when(text.str.contains(SERIAL)).then(1).when(~empty).then(-1).otherwise(0)
    return int(counted.select((side * pl.col("cells").cast(pl.Int64)).sum()).item()) - int(plain.sum())


def _text(filled: pl.Expr) -> Reading:
    return Reading(filled)


def _name(filled: pl.Expr) -> Reading:
    return Reading(clean_name(filled))


def _integer(filled: pl.Expr) -> Reading:
    value = filled.str.replace(r"\.0+$", "").cast(pl.Int32, strict=False)
    return Reading(value, unread(filled, value, "not_a_number"))


def _code(filled: pl.Expr, column: Column) -> Reading:
    spellings = {spelling: code for code, words in column.codes.items() for spelling in (*words, code)}
    value = filled.replace_strict(spellings, default=None, return_dtype=pl.String)
    return Reading(value, unread(filled, value, "unknown_code"))


def _account(filled: pl.Expr) -> Reading:
    """An account's digits; scientific notation has lost some, and stars hide some: two accounts could look alike."""
    bare = filled.str.replace_all(r"[\s'’‘-]", "")
    value = pl.when(bare.str.contains(_ACCOUNT)).then(bare)
    return Reading(value, unread(filled, value, "not_an_account"))


def _division(filled: pl.Expr) -> Reading:
    """Codes without their filling zeros: 990102001000 is the street 990102001."""
    digits = pl.when(filled.str.contains(_DIVISION)).then(filled)
    street = digits.str.replace(r"^([0-9]{9})000$", "$1").str.replace(r"^([0-9]{6})000$", "$1")
    value = street.str.replace(r"^([0-9]{4})00$", "$1").str.replace(r"^([0-9]{2})00$", "$1")
    return Reading(value, unread(filled, value, "unknown_division"))


_PLAIN_READERS: Mapping[Kind, Callable[[pl.Expr], Reading]] = {
    "name": _name,
    "text": _text,
    "address": _text,
    "account": _account,
    "division": _division,
    "month": read_month,
    "number": read_number,
    "share": read_share,
    "integer": _integer,
}

"""Cells that say how much: amounts of money, numbers with a unit, shares.

A cell is matched as a whole and to the last digit: a comma that does not part thousands, a third decimal or
scientific notation is refused, because whatever was meant can no longer be told.
"""

from collections.abc import Mapping

import polars as pl

from assist_cli.extracts.cells.reading import Reading, unread

MONEY = pl.Decimal(12, 2)
SHARE = pl.Decimal(5, 4)
PLAIN_AMOUNT = r"^-?[0-9]{1,9}(\.[0-9]{1,2})?$"
"""An amount that is nothing but its number."""
_EXACT = pl.Decimal(24, 6)
_DASH = r"[-\u2010-\u2015\u2212]"
"""Hyphens, dashes and the minus sign, as NFKC leaves them."""
_CURRENCY_BEFORE = r"^([-+(]?)\x20*(?:¥|人民币|(?i:RMB|CNY))\x20*"
_CURRENCY_BEHIND = r"\x20*(?:元整?|圆|(?i:RMB|CNY))(\x20*[-)]?)$"
_TEN_THOUSAND_YUAN = r"万元(\x20*[-)]?)$"
_REVERSED = r"^(?:\((.+)\)|([^-+(].*)-)$"
_WRITTEN_REVERSED = rf"(?:{_DASH}|\))[^0-9]*$"
_DIGITS = r"(?:[0-9]{1,3}(?:[,\x20][0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_AMOUNT = rf"^\+?(-?{_DIGITS}\x20*万?)\x20*$"
_NUMBER = rf"^(-?{_DIGITS})\x20*(?:m2|m\^2|平方米|平方|平米)?$"
_TO_CENTS = r"^(-?[0-9]+(?:\.[0-9]{1,2})?)0*$"
_TO_CENTS_OF_TEN_THOUSAND = r"^(-?[0-9]+(?:\.[0-9]{1,6})?)0*"
_PERCENT = r"^([0-9]{1,3}(?:\.[0-9]+)?)\s*%$"
_DECIMAL = r"^([01](?:\.[0-9]+)?)$"
_FRACTION = r"^([0-9]{1,6})\s*[/⁄∕]\s*([0-9]{1,6})$"
_SPOKEN = r"^([一二三四五六七八九十百]+)分之([一二三四五六七八九十百]+|[0-9]{1,3}(?:\.[0-9]+)?)$"

_PARTED = "\x1f"
"""Stands between the two numbers of a share, and in no cell."""
_PARTS = {
    _PERCENT: f"${{1}}{_PARTED}100",
    _DECIMAL: f"${{1}}{_PARTED}1",
    _FRACTION: f"${{1}}{_PARTED}${{2}}",
    _SPOKEN: f"${{2}}{_PARTED}${{1}}",
}


def read_amount(filled: pl.Expr, *, ten_thousands: bool) -> Reading:
    """Yuan. `ten_thousands`: the header says 万元; a cell that then says 元 contradicts it and is refused."""
    bare = filled.str.replace_all(_DASH, "-").str.replace(_CURRENCY_BEFORE, "$1")
    if ten_thousands:
        number = _number(bare.str.replace(_TEN_THOUSAND_YUAN, "$1"))
        value = _yuan_of_ten_thousands(number, "万?$")
        in_tens = filled.is_not_null()
    else:
        number = _number(bare.str.replace(_CURRENCY_BEHIND, "$1"))
        value = pl.coalesce(_to_cents(number), _yuan_of_ten_thousands(number, "万$"))
        in_tens = filled.str.contains("万", literal=True)
    repairs = [
        pl.when(in_tens).then(pl.lit("ten_thousand")),
        pl.when(filled.str.contains(_WRITTEN_REVERSED)).then(pl.lit("reversed")),
    ]
    repair = pl.concat_str(repairs, separator="+", ignore_nulls=True)
    return Reading(value, unread(filled, value, "not_an_amount"), pl.when(repair != "").then(repair))


def read_number(filled: pl.Expr) -> Reading:
    """A number with at most two decimals, a square-metre sign left off."""
    value = _to_cents(_without_separators(filled.str.replace_all(_DASH, "-").str.extract(_NUMBER)))
    return Reading(value, unread(filled, value, "not_a_decimal"))


def read_share(filled: pl.Expr) -> Reading:
    """A part of a whole, 0 to 1: percent, decimal, fraction, or spoken as 二分之一; a bare 50 may mean anything."""
    above, below = _parts(filled)
    exact = pl.when(below > 0, above <= below).then(above / below)
    value = exact.round(SHARE.scale)
    rounded = pl.when((exact - value).abs() > 1e-9).then(pl.lit("rounded"))  # noqa: PLR2004  the float's own error
    return Reading(value.cast(SHARE), unread(filled, value, "not_a_share"), rounded)


def _parts(filled: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """Of 50% 50 and 100, of 0.5 0.5 and 1, of 1/2 and 二分之一 1 and 2; null where it is none of these."""
    parted = filled.str.replace_all(_PARTED, "?", literal=True)
    for pattern, parts in _PARTS.items():
        parted = parted.str.replace(pattern, parts)
    both = parted.str.split_exact(_PARTED, 1).struct
    return _as_number(both.field("field_0")), _as_number(both.field("field_1"))


def _number(bare: pl.Expr) -> pl.Expr:
    """An amount without currency as `-1238.00` or `-1.2万`; null if it is none."""
    return _without_separators(bare.str.replace(_REVERSED, "-$1$2").str.extract(_AMOUNT))


def _without_separators(number: pl.Expr) -> pl.Expr:
    return number.str.replace_all(r"[,\x20]", "")


def _to_cents(number: pl.Expr) -> pl.Expr:
    return number.str.extract(_TO_CENTS).cast(MONEY, strict=False)


def _yuan_of_ten_thousands(number: pl.Expr, unit: str) -> pl.Expr:
    exact = number.str.extract(_TO_CENTS_OF_TEN_THOUSAND + unit).cast(_EXACT, strict=False)
    return (exact * 10_000).cast(MONEY, strict=False)


def _as_number(text: pl.Expr) -> pl.Expr:
    spoken = text.replace_strict(_NUMERALS, default=None, return_dtype=pl.Float64)
    return pl.coalesce(spoken, text.cast(pl.Float64, strict=False))


def _numerals() -> Mapping[str, int]:
    """一 to 百 as they are spoken in 三分之一 and 百分之五十."""
    ones = dict(zip("一二三四五六七八九", range(1, 10), strict=True))
    tens = {f"{word if number > 1 else ''}十": number * 10 for word, number in ones.items()}
    both = {ten + one: tens[ten] + ones[one] for ten in tens for one in ones}
    return {**ones, **tens, **both, "百": 100, "一百": 100}


_NUMERALS = _numerals()

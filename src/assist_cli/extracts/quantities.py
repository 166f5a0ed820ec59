"""Cells that say how much: amounts of money, numbers with a unit, shares.

A cell is matched as a whole and to the last digit: a comma that does not part thousands, a third decimal or
scientific notation is refused, because whatever was meant can no longer be told.
"""

from collections.abc import Mapping, Sequence

import polars as pl

from assist_cli.extracts.typed_cell import Reading, unread

MONEY = pl.Decimal(12, 2)
SHARE = pl.Decimal(5, 4)
_EXACT = pl.Decimal(24, 6)
_DASHES = r"[\u2010-\u2015\u2212]"
"""Hyphens, dashes and the minus sign that NFKC leaves as they are."""
_DIGITS = r"(?<whole>[0-9]{1,3}(?:[,\x20][0-9]{3})+|[0-9]+)(?<decimals>\.[0-9]+)?"
_AMOUNT = rf"""(?xi)^
    (?<before>[-+(]?) \s* (?:¥|RMB|CNY|人民币)? \s* (?<inner>[-+(]?) \s*
    {_DIGITS} \s*
    (?:(?<tens>万)元?|(?<yuan>元整?|圆|RMB|CNY))? \s* (?<after>[-)]?) \s* (?<currency>元|RMB|CNY)?
$"""
_SIGNS = {"": 1, "+": 1, "-": -1, "…-": -1, "(…)": -1}
_REVERSED = ["…-", "(…)"]
"""Notations of a negative amount that another program may take for a positive one."""
_NUMBER = rf"(?xi)^(?<minus>-?) {_DIGITS} \s* (?:m2|m\^2|平方米|平方|平米)?$"
_CENTS = r"^\.[0-9]{1,2}0*$"
_CENTS_OF_TEN_THOUSAND = r"^\.[0-9]{1,6}0*$"
_PERCENT = r"^([0-9]{1,3}(?:\.[0-9]+)?)\s*%$"
_DECIMAL = r"^([01](?:\.[0-9]+)?)$"
_FRACTION = r"^([0-9]{1,6})\s*[/⁄∕]\s*([0-9]{1,6})$"
_SPOKEN = r"^([一二三四五六七八九十百]+)分之([一二三四五六七八九十百]+|[0-9]{1,3}(?:\.[0-9]+)?)$"


def read_amount(filled: pl.Expr, *, ten_thousands: bool) -> Reading:
    """Yuan. `ten_thousands`: the header says 万元; a cell that then says 元 contradicts it and is refused."""
    found = filled.str.replace_all(_DASHES, "-").str.extract_groups(_AMOUNT)
    part = found.struct.field
    signs = _sign_notation(part("before") + part("inner"), part("after"))
    in_tens = (part("tens") == "万").fill_null(value=ten_thousands)
    contradiction = pl.lit(ten_thousands) & (part("yuan").is_not_null() | part("currency").is_not_null())
    fits = _is_short(part("decimals"), _CENTS) | (
        in_tens & _is_short(part("decimals"), _CENTS_OF_TEN_THOUSAND)
    )
    sign = signs.replace_strict(_SIGNS, default=None, return_dtype=pl.Int32)
    factor = sign * pl.when(in_tens).then(10_000).otherwise(1)
    exact = pl.when(fits & ~contradiction).then(_exact(part("whole"), part("decimals")))
    value = (exact * factor).cast(MONEY, strict=False)
    repairs = [
        pl.when(in_tens).then(pl.lit("ten_thousand")),
        pl.when(signs.is_in(_REVERSED)).then(pl.lit("reversed")),
    ]
    return Reading(value, unread(filled, value, "not_an_amount"), _together(repairs, value))


def read_number(filled: pl.Expr) -> Reading:
    """A number with at most two decimals, a square-metre sign left off."""
    part = filled.str.replace_all(_DASHES, "-").str.extract_groups(_NUMBER).struct.field
    exact = pl.when(_is_short(part("decimals"), _CENTS)).then(_exact(part("whole"), part("decimals")))
    value = (exact * pl.when(part("minus") == "-").then(-1).otherwise(1)).cast(MONEY, strict=False)
    return Reading(value, unread(filled, value, "not_a_decimal"))


def read_share(filled: pl.Expr) -> Reading:
    """A part of a whole, 0 to 1: percent, decimal, fraction, or spoken as 二分之一; a bare 50 may mean anything."""
    fraction, spoken = filled.str.extract_groups(_FRACTION), filled.str.extract_groups(_SPOKEN)
    percent, decimal = filled.str.extract(_PERCENT), filled.str.extract(_DECIMAL)
    above = pl.coalesce(_as_number(text) for text in (percent, decimal, fraction.struct[0], spoken.struct[1]))
    whole = pl.when(percent.is_not_null()).then(100.0).when(decimal.is_not_null()).then(1.0)
    below = pl.coalesce(whole, *(_as_number(text) for text in (fraction.struct[1], spoken.struct[0])))
    exact = pl.when(below > 0, above <= below).then(above / below)
    value = exact.round(SHARE.scale)
    rounded = pl.when((exact - value).abs() > 1e-9).then(pl.lit("rounded"))  # noqa: PLR2004  the float's own error
    return Reading(value.cast(SHARE), unread(filled, value, "not_a_share"), rounded)


def _sign_notation(leading: pl.Expr, trailing: pl.Expr) -> pl.Expr:
    """The signs around a number as written: `-` before it, `…-` behind it, `(…)` about it."""
    return pl.when(trailing == "").then(leading).otherwise(leading + "…" + trailing)


def _is_short(decimals: pl.Expr, pattern: str) -> pl.Expr:
    return decimals.is_null() | decimals.str.contains(pattern)


def _exact(whole: pl.Expr, decimals: pl.Expr) -> pl.Expr:
    digits = whole.str.replace_all(r"[,\s]", "") + decimals.str.head(7).fill_null("")
    return digits.cast(_EXACT, strict=False)


def _together(repairs: Sequence[pl.Expr], value: pl.Expr) -> pl.Expr:
    text = pl.concat_str(repairs, separator="+", ignore_nulls=True)
    return pl.when(value.is_not_null() & (text != "")).then(text)


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

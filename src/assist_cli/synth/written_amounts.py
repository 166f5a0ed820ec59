"""Amounts as departments type them, from cents; the value is yuan."""

import polars as pl

from assist_cli.synth.odd_cells import Cell, Odd

MONEY = pl.Decimal(12, 2)
_CENTS, _TEN_THOUSAND_YUAN = 100, 1_000_000
HEADER = "{}（万元）"


def cents(column: str, kind: pl.DataType) -> pl.Expr:
    """A column of cents, or of texts such as 1,238.00, in cents."""
    if kind != pl.String:
        return pl.col(column).cast(pl.Int64)
    return (pl.col(column).str.replace_all(",", "", literal=True).cast(MONEY) * _CENTS).cast(pl.Int64)


def plain(amount: pl.Expr, *, ten_thousands: bool) -> Cell:
    """1238.00, or 0.1238 under a header that says 万元."""
    return Cell(_text(amount, ten_thousands=ten_thousands).fill_null(""), _value(amount))


def odd(amount: pl.Expr, pick: pl.Expr, free: pl.Expr, *, ten_thousands: bool) -> list[Odd]:
    """Thousands with a comma and units; amounts that are taken back."""
    stated = free & amount.is_not_null()
    text = _text(amount, ten_thousands=ten_thousands)
    back = pl.when(pick % 2 == 0).then("-" + text).otherwise("(" + text + ")")
    grouped = (
        text.str.replace(r"([0-9]{3}\.)", ",$1")
        .str.replace(r"([0-9])([0-9]{3},)", "$1,$2")
        .str.strip_chars_start(",")
    )
    dressed = pl.when(pick % 2 == 0).then(grouped + "元").otherwise("¥" + grouped)
    return [
        Odd("amount_forms", Cell(dressed, _value(amount)), stated & pl.lit(not ten_thousands)),
        Odd("reversals", Cell(back, _value(-amount)), stated & (amount > 0)),
    ]


def _value(amount: pl.Expr) -> pl.Expr:
    return (amount.cast(pl.Decimal(18, 2)) / pl.lit(_CENTS).cast(pl.Decimal(18, 2))).cast(MONEY)


def _text(amount: pl.Expr, *, ten_thousands: bool) -> pl.Expr:
    unit, digits = (_TEN_THOUSAND_YUAN, 6) if ten_thousands else (_CENTS, 2)
    sign = pl.when(amount < 0).then(pl.lit("-")).otherwise(pl.lit(""))
    fraction = (amount.abs() % unit).cast(pl.String).str.zfill(digits)
    return pl.format("{}{}.{}", sign, amount.abs() // unit, fraction)

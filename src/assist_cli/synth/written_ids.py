"""Resident IDs as departments type them, and whom each still means."""

import polars as pl

from assist_cli.synth.chance import named
from assist_cli.synth.identifiers import check_digit_column
from assist_cli.synth.odd_cells import NOTHING, Cell, Odd, because

CLEAN, VALID = "clean_id", "valid_id"
"""Columns: the ID before anybody typed it, and whether it is one (not null)."""

_ID = "id_number"
_DIGITS, _FULL_WIDTH = list("0123456789X"), list("０１２３４５６７８９Ｘ")
_NOTES = ("（已核）", " 曾用名", "(本人)")
_PLACEHOLDERS = ("无", "不详", "000000000000000000")


def valid(number: pl.Expr) -> pl.Expr:
    """Whether a text is a resident ID of the made-up province with the right check digit."""
    shaped = number.str.contains(r"^99[0-9]{15}[0-9X]$")
    digits = pl.when(shaped).then(number.str.head(17)).cast(pl.Int64, strict=False)
    return (shaped & (check_digit_column(digits) == number.str.tail(1))).fill_null(value=False)


def person_key(number: pl.Expr) -> pl.Expr:
    """The key of a resident ID; null for other documents, which have one that no truth can tell."""
    return pl.when(valid(number)).then(number.str.head(17)).cast(pl.Int64, strict=False)


def plain(*, may_be_empty: bool) -> Cell:
    """The cell of somebody in a story, or of anybody whom no mess met."""
    clean = pl.col(CLEAN)
    nobody = clean.is_in(_PLACEHOLDERS)
    reason = NOTHING if may_be_empty else pl.when(nobody).then(pl.lit("placeholder"))
    return Cell(pl.col(_ID), pl.when(~nobody).then(clean), reason)


def odd(pick: pl.Expr, free: pl.Expr, *, may_be_empty: bool) -> list[Odd]:
    """What mess makes of valid IDs of people who are `free`; `pick` (0 to 5) varies it."""
    clean, good = pl.col(CLEAN), pl.col(VALID) & free
    ends_in_x, of_last_century = clean.str.ends_with("X"), clean.str.slice(6, 2) == "19"
    nobody = Cell(_one_of(_PLACEHOLDERS, pick), NOTHING, NOTHING if may_be_empty else because("placeholder"))
    broken = clean.str.head(17) + _wrong(clean.str.tail(1))
    return [
        Odd("full_width", Cell(clean.str.replace_many(_DIGITS, _FULL_WIDTH), clean), good),
        Odd("blanks", Cell(_blanks(clean, pick), clean), good),
        Odd("apostrophe", Cell("'" + clean, clean), good),
        Odd("note", Cell(clean + _one_of(_NOTES, pick), clean), good),
        Odd("fifteen_digits", Cell(clean.str.head(6) + clean.str.slice(8, 9), clean), good & of_last_century),
        Odd("disability_card", Cell(clean + "43", clean), good),
        Odd("placeholder", nobody, good),
        Odd("check_digit", Cell(broken, broken), good),
        Odd("scientific", Cell(_scientific(clean), NOTHING, because("number_cell")), good),
        Odd("lower_case", Cell(clean.str.to_lowercase(), clean), good & ends_in_x),
        Odd("times_sign", Cell(clean.str.replace("X", "×", literal=True), clean), good & ends_in_x),
    ]


def _one_of(texts: tuple[str, ...], pick: pl.Expr) -> pl.Expr:
    return named(pick % len(texts), texts)


def _blanks(clean: pl.Expr, pick: pl.Expr) -> pl.Expr:
    inside = clean.str.head(6) + " " + clean.str.slice(6, 8) + " " + clean.str.slice(14)
    return (
        pl.when(pick % 3 == 0)
        .then(clean + "\u00a0")
        .when(pick % 3 == 1)
        .then(clean + "\u200b")
        .otherwise(inside)
    )


def _wrong(check: pl.Expr) -> pl.Expr:
    right = list("0123456789X")
    return check.replace_strict(right, [*right[1:-1], "0", "0"], default=None, return_dtype=pl.String)


def _scientific(clean: pl.Expr) -> pl.Expr:
    return clean.str.head(1) + "." + clean.str.slice(1, 5) + "E+17"

"""Resident IDs with true check digits (ISO 7064 MOD 11-2, as GB 11643-1999 uses it)."""

from datetime import date

import polars as pl

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
SEQUENCES = 1000


def check_digit(first17: str) -> str:
    """The 18th character of the ID that starts with these 17 digits."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, first17, strict=True))
    return _CHECKS[total % 11]


def resident_id(prefix: str, born_on: date, sequence: int) -> str:
    """The ID of who was born on that day and registered under that prefix; odd sequences are male."""
    first17 = f"{prefix}{born_on:%Y%m%d}{sequence:03d}"
    return first17 + check_digit(first17)


def wrong_check_digit(id_number: str) -> str:
    """The same ID with a check digit that is off by one."""
    return id_number[:17] + str((int(id_number[17]) + 1) % 10 if id_number[17] != "X" else 0)


def fifteen_digits(id_number: str) -> str:
    """The ID in the form of before 1999: no century, no check digit."""
    return id_number[:6] + id_number[8:17]


def check_digit_column(first17: pl.Expr) -> pl.Expr:
    """`check_digit` for a column of integers of 17 digits."""
    digits = (first17 // 10 ** (16 - place) % 10 * weight for place, weight in enumerate(_WEIGHTS))
    position = pl.sum_horizontal(*digits) % 11
    return position.replace_strict(list(range(11)), list(_CHECKS), return_dtype=pl.String)

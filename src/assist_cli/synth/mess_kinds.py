"""The kinds of mess that can be switched on and off, and what is done to which share of the cells or rows."""

from collections.abc import Mapping

KINDS: Mapping[str, str] = {
    "full_width": "IDs in full-width digits",
    "lower_case": "x for X at the end of IDs",
    "times_sign": "× for X at the end of IDs",
    "blanks": "blanks, no-break and zero-width spaces in IDs",
    "apostrophe": "an apostrophe before IDs",
    "note": "a note behind IDs",
    "fifteen_digits": "IDs of 15 digits",
    "disability_card": "numbers of disability cards for IDs",
    "placeholder": "无, 不详 or zeros for IDs",
    "check_digit": "IDs with a wrong check digit",
    "scientific": "IDs as 9.90102E+17",
    "padded_name": "names padded or spaced",
    "dots": "other middle dots in names",
    "date_forms": "another form of dates and months in every column and month",
    "serials": "date columns as the day numbers of a spreadsheet",
    "epoch": "date columns in milliseconds since 1970",
    "month_only": "202401 for a date",
    "no_date": "1900-01-00 and 9999-12-31 for dates",
    "impossible_date": "the 30th of February and the like",
    "amount_forms": "1,238.00元 and the like",
    "ten_thousands": "amount columns under a header in 万元",
    "reversals": "negative amounts, some in brackets",
    "unknown_word": "words that no list of codes knows",
    "blank_rows": "blank rows",
    "title_rows": "a title above the header",
    "footers": "合计 and 制表人 below the last row",
    "repeated_headers": "the header again in the middle",
    "cell_count": "rows with a cell too few or too many",
    "gb18030": "some files in GB18030",
    "bom": "some files with a byte order mark",
}
"""Every kind -> what it does."""

_LOSING = frozenset(
    ("placeholder", "check_digit", "scientific", "no_date", "impossible_date", "unknown_word", "cell_count")
)

ALL = frozenset(KINDS)
READABLE = ALL - _LOSING
"""The kinds that lose nothing: every row can still be read as it was meant."""

OF_10_000: Mapping[str, int] = {
    "full_width": 60,
    "lower_case": 3000,  # of the IDs that end in X
    "times_sign": 1500,
    "blanks": 120,
    "apostrophe": 80,
    "note": 60,
    "fifteen_digits": 80,
    "disability_card": 60,
    "placeholder": 60,
    "check_digit": 40,
    "scientific": 25,
    "padded_name": 150,
    "dots": 6000,  # of the names with a dot
    "month_only": 60,
    "no_date": 50,
    "impossible_date": 30,
    "amount_forms": 300,
    "reversals": 80,
    "unknown_word": 30,
    "blank_rows": 20,
    "repeated_headers": 2,
    "cell_count": 20,
}
"""How many of 10,000 cells or rows a kind is drawn for, where it fits."""

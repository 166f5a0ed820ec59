"""A document number as delivered becomes a `person_key`, with every repair recorded.

What counts as a valid resident ID (`assist checks explain record_error` prints it): 18 characters
`[0-9]{17}[0-9X]` after NFKC; a real date of birth, not after the delivery, at most 130 years before it; check
digit by ISO 7064 MOD 11-2 (GB 11643-1999). The division prefix is not judged: codes are abolished, and people
are older than their codes. 15 digits are completed with `19` and the check digit. Anything else is another
document, matched exactly and never repaired.

`person_key` is the first 17 digits of a valid resident ID, which the 18th follows from, and a negative number
from a stable hash of kind and text for everything else. Placeholders have no key and match nobody.
"""

import hashlib
from datetime import date
from functools import cache

import polars as pl

OLDEST_AGE_YEARS = 130
RESIDENT, INVALID, OTHER = "resident", "invalid", "other"

READING = pl.Struct(
    {"person_key": pl.Int64, "text": pl.String, "kind": pl.String, "repairs": pl.String, "problem": pl.String}
)
"""One document number, read: `kind` is resident, invalid or another document's, `repairs` joins codes by `+`."""

_INVISIBLE = r"[\s\u00a0\u200b-\u200f\u2060\ufeff]"
_QUOTES = r"^['’‘`\"]+|['’‘`\"]+$"
# A note after the number; one with so many digits that it could be a second number is none.
_NOTE = r"^([0-9]{17}[0-9X](?:[1-7][1-4])?|[0-9]{15})[^0-9A-Z](?:[0-9]{0,13}[^0-9])*[0-9]{0,13}$"
_RESIDENT_BYTES = 18
_LEAST_KEY, _MOST_KEY = 10**11, 10**17 - 1
"""Of 17 digits whose first six are not all zero, which would be a placeholder."""
_OLD = r"^[0-9]{15}$"
_DISABILITY_CARD = r"^[0-9]{17}[0-9X][1-7][1-4]$"
_SPREADSHEET_NUMBER = r"^[0-9](\.[0-9]+)?E\+?1[4-9]$"
_PLACEHOLDER = r"^(0+|1+|2+|3+|4+|5+|6+|7+|8+|9+|X+|[-/\\.*?]+|0{6}.*|123456789.*|无|不详|未知|暂无|没有|空|NULL|NONE|NAN|N/A|#N/A|#(REF|VALUE|DIV/0|NULL|NUM)!|#NAME\?)$"
_KINDS = {
    "passport": r"^([A-Z][0-9]{8}|[A-Z]{2}[0-9]{7})$",
    "travel_permit": r"^[HM][0-9]{8,10}$",
    "foreigner_card": r"^[A-Z]{3}[0-9]{12}$",
    INVALID: r"[0-9]{14}",
}
_CHECK_DIGITS = "0123456789X"


def read_documents(raw: pl.Series, as_of: date) -> pl.DataFrame:
    """The columns of `READING` for a column of raw text; births after `as_of` are no valid IDs.

    Most IDs need no repair; only the others go the long way.
    """
    texts = raw.to_frame("raw").with_row_index("at")
    plain = texts.select(_is_resident(pl.col("raw"), as_of)).to_series()
    read = texts.filter(plain).select(
        "at",
        pl.col("raw").str.head(17).cast(pl.Int64).alias("person_key"),
        pl.col("raw").alias("text"),
        pl.lit(RESIDENT).alias("kind"),
        pl.lit(None, pl.String).alias("repairs"),
        pl.lit(None, pl.String).alias("problem"),
    )
    if len(read) == len(texts):
        return read.drop("at")
    rest = texts.filter(~plain)
    repaired = pl.concat([rest.select("at"), _read_repairable(rest["raw"], as_of)], how="horizontal")
    return pl.concat([read, repaired]).sort("at").drop("at")


def _read_repairable(raw: pl.Series, as_of: date) -> pl.DataFrame:
    table = raw.to_frame("raw").lazy().with_columns(_cleaned())
    table = table.with_columns(_completed(as_of)).with_columns(valid=_is_resident(pl.col("text"), as_of))
    table = table.with_columns(kind=_kind(), problem=_problem(), repairs=_repairs())
    named = table.collect()
    return named.select(
        _keys(named),
        pl.when(pl.col("kind").is_not_null()).then("text").alias("text"),
        "kind",
        "repairs",
        "problem",
    )


def check_digit(first17: pl.Expr) -> pl.Expr:
    """The 18th character after 17 digits (ISO 7064 MOD 11-2).

    The standard's weights are powers of 2 modulo 11 read from the right, which is the number read in base 13
    (13 ≡ 2), so one integer conversion does the work of 17 multiplications.
    """
    remainder = (1 - 2 * (first17.str.to_integer(base=13, strict=False) % 11)) % 11
    return remainder.replace_strict(dict(enumerate(_CHECK_DIGITS)), default=None, return_dtype=pl.String)


def resident_id(person_key: pl.Expr) -> pl.Expr:
    """The 18 characters a positive key stands for; null for other documents."""
    first17 = person_key.cast(pl.String).str.zfill(17)
    return pl.when(person_key > 0).then(first17 + check_digit(first17))


def birth_date(person_key: pl.Expr) -> pl.Expr:
    """The date of birth in a resident's key; null for other documents."""
    digits = (person_key // 1000 % 100_000_000).cast(pl.String).str.zfill(8)
    return pl.when(person_key > 0).then(digits.str.to_date("%Y%m%d", strict=False))


def sex(person_key: pl.Expr) -> pl.Expr:
    """`male` or `female` by the 17th digit of a resident's key; null for other documents."""
    word = pl.when(person_key % 2 == 1).then(pl.lit("male")).otherwise(pl.lit("female"))
    return pl.when(person_key > 0).then(word)


def _cleaned() -> list[pl.Expr]:
    wide = pl.col("raw").str.normalize("NFKC")
    bare = wide.str.replace_all(_INVISIBLE, "").str.replace_all(_QUOTES, "")
    upper = bare.str.to_uppercase().str.replace_all("[×✕╳]", "X")
    return [
        upper.str.replace(_NOTE, "$1").alias("clean"),
        (wide != pl.col("raw")).alias("was_wide"),
        (bare != wide).alias("was_spaced"),
        (upper != bare).alias("was_lower"),
        upper.str.contains(_NOTE).alias("had_note"),
    ]


def _completed(as_of: date) -> list[pl.Expr]:
    clean = pl.col("clean")
    longer = clean.str.head(6) + "19" + clean.str.slice(6)
    old = clean.str.contains(_OLD) & ~clean.str.contains(_PLACEHOLDER) & _real_birth(longer, as_of)
    card = clean.str.contains(_DISABILITY_CARD) & _is_resident(clean.str.head(18), as_of)
    text = (
        pl.when(old).then(longer + check_digit(longer)).when(card).then(clean.str.head(18)).otherwise(clean)
    )
    return [text.alias("text"), old.alias("was_old"), card.alias("was_card")]


def _is_resident(text: pl.Expr, as_of: date) -> pl.Expr:
    """By arithmetic, which is far cheaper than patterns. Other placeholders than zeros have no date of birth."""
    digits = text.str.head(17)
    is_number = digits.cast(pl.Int64, strict=False).is_between(_LEAST_KEY, _MOST_KEY)
    shaped = (text.str.len_bytes() == _RESIDENT_BYTES) & is_number & ~text.str.starts_with("+")
    return (shaped & (check_digit(digits) == text.str.tail(1)) & _real_birth(digits, as_of)).fill_null(
        value=False
    )


def _real_birth(text: pl.Expr, as_of: date) -> pl.Expr:
    born = text.str.slice(6, 8).cast(pl.Int32, strict=False)
    return born.is_in(_days_of_birth(as_of).implode()).fill_null(value=False)


@cache
def _days_of_birth(as_of: date) -> pl.Series:
    """Every day on which somebody alive on `as_of` may have been born, as the number YYYYMMDD."""
    oldest = as_of.replace(year=as_of.year - OLDEST_AGE_YEARS, day=min(as_of.day, 28))
    days = pl.date_range(oldest, as_of, eager=True).dt
    return days.year().cast(pl.Int32) * 10_000 + days.month().cast(pl.Int32) * 100 + days.day()


def _kind() -> pl.Expr:
    text = pl.col("text")
    kind = pl.when("valid").then(pl.lit(RESIDENT))
    missing = (
        text.is_null()
        | (text == "")
        | text.str.contains(_PLACEHOLDER)
        | text.str.contains(_SPREADSHEET_NUMBER)
    )
    chain = kind.when(missing).then(pl.lit(None, pl.String))
    for name, pattern in _KINDS.items():
        chain = chain.when(text.str.contains(pattern)).then(pl.lit(name))
    return chain.otherwise(pl.lit(OTHER))


def _problem() -> pl.Expr:
    text = pl.col("text")
    return (
        pl.when(text.is_null() | (text == ""))
        .then(pl.lit("missing"))
        .when(text.str.contains(_SPREADSHEET_NUMBER))
        .then(pl.lit("number_cell"))
        .when(text.str.contains(_PLACEHOLDER) & ~pl.col("valid"))
        .then(pl.lit("placeholder"))
    )


def _repairs() -> pl.Expr:
    codes = {
        "was_wide": "width",
        "was_spaced": "spaces",
        "was_lower": "case",
        "had_note": "note",
        "was_old": "from_15",
        "was_card": "card",
    }
    marks = [pl.when(pl.col(flag)).then(pl.lit(code)) for flag, code in codes.items()]
    joined = pl.concat_str(marks, separator="+", ignore_nulls=True)
    return pl.when(joined != "").then(joined)


def _keys(named: pl.DataFrame) -> pl.Expr:
    """Keys of residents by arithmetic, of the few other documents by hash."""
    others = named.filter(pl.col("kind").is_not_null() & ~pl.col("valid")).select("kind", "text").unique()
    hashed = {text: _hashed(kind, text) for kind, text in others.iter_rows()}
    by_hash = pl.col("text").replace_strict(hashed, default=None, return_dtype=pl.Int64)
    by_digits = pl.col("text").str.head(17).cast(pl.Int64, strict=False)
    return (
        pl.when("valid").then(by_digits).when(pl.col("kind").is_not_null()).then(by_hash).alias("person_key")
    )


def _hashed(kind: str, text: str) -> int:
    digest = hashlib.blake2b(f"{kind}:{text}".encode(), digest_size=8).digest()
    return -(int.from_bytes(digest) >> 1) - 1

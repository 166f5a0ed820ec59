"""How clean cells come to look in what departments send; all of it can be read back without loss.

`mess` names what happens to a row, joined by `+`: full_width, lower_x, times, apostrophe, nbsp,
zero_width, spaced (the ID), spaced_name, and the two that lose something: fifteen, month_only.
"""

import polars as pl

from assist_cli.synth.chance import Chance, named
from assist_cli.synth.names import DOTS
from assist_cli.synth.parts import changed_where
from assist_cli.synth.sources import Source

FORMS = ("%Y%m%d", "%Y-%-m-%-d", "%Y.%-m.%-d", "%Y年%-m月%-d日", "%Y/%-m/%-d")
_COMPACT = FORMS[0]
_DIGITS, _FULL_WIDTH = list("0123456789X"), list("０１２３４５６７８９Ｘ")
_BY_CHANCE = (
    *("full_width", "lower_x", "lower_x", "lower_x", "apostrophe", "nbsp", "zero_width", "spaced", "times"),
    *("spaced_name", "spaced_name"),
)
_CLEAN = ("",) * (140 - len(_BY_CHANCE))
_ID = "id_number"


def dirtied(rows: pl.DataFrame, source: Source, position: int, chance: Chance) -> pl.DataFrame:
    """The table as its department would type it in its month (counted from 0): texts, under Chinese headers."""
    salt = f"{source.name} {position}"
    drawn = rows.with_row_index("row").with_columns(
        mess=pl.col("mess").fill_null(chance.choose(_CLEAN + _BY_CHANCE, f"mess {salt}", "row"))
    )
    dated = drawn.with_columns(_date(column, _form(source, column, position)) for column in source.dates)
    paid = dated.with_columns(_yuan(column) for column in source.amounts)
    dotted = paid.with_columns(_dotted(named(chance.below(len(DOTS), f"dot {salt}", "row"), DOTS)))
    written = as_marked(dotted)
    return written.select(pl.col(column).alias(header) for column, header in source.columns.items())


def as_marked(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with IDs and names as their `mess` (never null) says."""
    return changed_where(rows, pl.col("mess") != "", lambda part: part.with_columns(_id(), _name()))


def has(kind: str) -> pl.Expr:
    """Whether the row's `mess` names this kind."""
    return (pl.col("mess").str.split("+").list.contains(kind)).fill_null(value=False)


def _id() -> pl.Expr:
    text = pl.col(_ID)
    old = text.str.slice(0, 6) + text.str.slice(8, 9)
    text = pl.when(has("fifteen")).then(old).otherwise(text)
    text = pl.when(has("lower_x")).then(text.str.replace("X", "x", literal=True)).otherwise(text)
    text = pl.when(has("times")).then(text.str.replace("X", "×", literal=True)).otherwise(text)
    text = pl.when(has("full_width")).then(text.str.replace_many(_DIGITS, _FULL_WIDTH)).otherwise(text)
    spaced = text.str.slice(0, 6) + " " + text.str.slice(6, 8) + " " + text.str.slice(14)
    text = pl.when(has("spaced")).then(spaced).otherwise(text)
    text = pl.when(has("zero_width")).then(text + "\u200b").otherwise(text)
    text = pl.when(has("nbsp")).then(text + "\u00a0").otherwise(text)
    return pl.when(has("apostrophe")).then("'" + text).otherwise(text).alias(_ID)


def _dotted(dot: pl.Expr) -> pl.Expr:
    return pl.col("name").str.replace("·", dot, literal=True)


def padded(name: pl.Expr) -> pl.Expr:
    """A name as it fills its column: 张　三, or a blank behind it."""
    short = name.str.len_chars() == 2  # noqa: PLR2004
    wide = name.str.slice(0, 1) + "\u3000" + name.str.slice(1)
    return pl.when(short).then(wide).otherwise(name + " ")


def _name() -> pl.Expr:
    name = pl.col("name")
    return pl.when(has("spaced_name")).then(padded(name)).otherwise(name).alias("name")


def _form(source: Source, column: str, position: int) -> str:
    """One form a column and month; certificates stay compact, where a month alone can stand."""
    if source.name == "health.deaths" and column == "died_on":
        return _COMPACT
    return FORMS[(position + sum(column.encode()) + len(source.name)) % len(FORMS)]


def _yuan(column: str) -> pl.Expr:
    """Cents as yuan, with a sign where they are taken back."""
    cents = pl.col(column).abs()
    yuan = pl.format("{}.{}", cents // 100, (cents % 100).cast(pl.String).str.zfill(2))
    return pl.when(pl.col(column) < 0).then("-" + yuan).otherwise(yuan).alias(column)


def _date(column: str, form: str) -> pl.Expr:
    text = pl.col(column).dt.strftime(form)
    if form == _COMPACT:
        text = pl.when(has("month_only")).then(text.str.slice(0, 6)).otherwise(text)
    return text.alias(column)

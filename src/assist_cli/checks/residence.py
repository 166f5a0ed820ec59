"""Where people are registered and where they live, as three checks read it from the population register."""

from collections.abc import Collection, Iterable, Sequence
from itertools import chain

import polars as pl

from assist_cli.checks.view import KEY, View
from assist_cli.settings.divisions import COMMUNITY, STREET, Divisions

REGISTER = "police.residents"
COLUMNS = (
    "name",
    "hukou_address",
    "hukou_division",
    "address",
    "residence_division",
    "registered_on",
    "cancelled",
    "moved_out_on",
    "moved_to",
)


_LISTED = ("division_code_roster", "street_roster", "community_roster")
"""What the roster says of where people live, beside what the register says."""
CODES = {"hukou": "hukou_division", "residence": "residence_division", "listed": "division_code_roster"}
"""The codes of today (`listed` is the roster's), and the columns that state them."""


def newest_entries(view: View, register: str = REGISTER) -> pl.LazyFrame:
    """People's newest entries of a register: `COLUMNS`, and `CODES` as deep as they can be told today."""
    codes = [view.divisions.today(pl.col(column)).alias(name) for name, column in CODES.items()]
    rows = view.newest(register).select(
        KEY, "source", "month", "file", "row", "remarks", *COLUMNS, *_LISTED, *codes
    )
    return view.once(f"newest {register}", lambda: rows)


def entries_where(view: View, holds: pl.Expr, codes: Sequence[str]) -> pl.LazyFrame:
    """Newest entries for which `holds`, one row a person; `partly` where a split division leaves that open.

    `codes`: those of `CODES` that `holds` looks at. Where the division was split, each part of it is tried; `partly`
    is true where `holds` does for some only, and the row has the code that was stated, as no part is it for certain.
    """
    holds = holds.fill_null(value=False)
    changed = pl.any_horizontal(pl.col(name).ne_missing(pl.col(CODES[name])) for name in codes)
    tried = newest_entries(view).filter(holds | changed)
    for name in codes:
        tried = tried.with_columns(view.divisions.parts(pl.col(CODES[name])).alias(name)).explode(name)
    return (
        tried.with_columns(holds.alias("holds"))
        .with_columns(_told_apart(name) for name in codes)
        .with_columns(partly=~pl.col("holds").all().over(KEY))
        .filter("holds")
        .unique(KEY, keep="first", maintain_order=True)
    )


def _told_apart(name: str) -> pl.Expr:
    parts = pl.col(name).n_unique().over(KEY)
    return pl.when(parts > 1).then(CODES[name]).otherwise(name).alias(name)


def registered(view: View, source: str) -> pl.LazyFrame:
    """Keys of people whose newest entry says where they are registered, or that it was cancelled."""
    placed = pl.col("hukou").is_not_null()
    return newest_entries(view, source).filter(placed | (pl.col("cancelled") != "no")).select(KEY)


def lies_inside(division: pl.Expr, view: View) -> pl.Expr:
    """Whether a division of today lies inside the jurisdiction; one too coarse to tell counts as inside."""
    own = view.divisions.now(view.jurisdiction)
    return pl.any_horizontal(
        division.str.starts_with(home) | pl.lit(home).str.starts_with(division) for home in own
    )


def may_lie_inside(stated: pl.Expr, view: View) -> pl.Expr:
    """Whether a stated code, or a part of it where it was split, lies inside the jurisdiction, or none is stated."""
    parts = view.divisions.parts(stated).list.eval(lies_inside(pl.element(), view))
    return parts.list.any().fill_null(value=True)


def left_by_migration() -> pl.Expr:
    """Whether the entry was cancelled because the hukou moved away."""
    marked = (pl.col("cancelled") == "yes") & pl.col("moved_out_on").is_not_null()
    return (pl.col("cancelled") == "moved") | marked


def names_own_district(text: pl.Expr, view: View) -> pl.Expr:
    """Whether a destination is the jurisdiction itself, under its name of today or a former one.

    A district of the same name in another city is not.
    """
    own = view.divisions.now(view.jurisdiction)
    return _names(text, {view.jurisdiction, *own, *_united(map(view.divisions.former, own))}, view)


def names_part_of_own_district(text: pl.Expr, view: View) -> pl.Expr:
    """Whether a destination is a former division of which a part is, or may be, in the jurisdiction today."""
    own = view.divisions.now(view.jurisdiction)
    return _names(text, _united(map(view.divisions.partly_former, own)), view)


def _united(codes: Iterable[Iterable[str]]) -> set[str]:
    return set(chain.from_iterable(codes))


def _names(text: pl.Expr, codes: Collection[str], view: View) -> pl.Expr:
    """Whether a text names one of the divisions, beside a city that is theirs or the jurisdiction's, or beside none.

    潞城区 is not 城区: a longer name of the same cities is not looked into.
    """
    if not codes:
        return pl.lit(value=False)
    divisions = view.divisions
    around = {*codes, *divisions.now(view.jurisdiction)}
    names = {divisions.name(code) for code in codes}
    beside = {divisions.name(code) for code in divisions.beside(around)} - names
    longer = {other: "" for other in beside if any(name in other for name in names)}
    named = text.str.replace_many(longer) if longer else text
    right_city = text.str.contains_any(sorted(map(divisions.above, around))) | ~text.str.contains(
        "市", literal=True
    )
    return (named.str.contains_any(sorted(names)) & right_city).fill_null(value=False)


def differs(one: pl.Expr, other: pl.Expr, deepest: int = COMMUNITY) -> pl.Expr:
    """Whether two codes differ as deep as both go, at most to `deepest` digits."""
    depth = pl.min_horizontal(one.str.len_chars(), other.str.len_chars(), pl.lit(deepest))
    return one.str.head(depth) != other.str.head(depth)


def same_by_name(code: pl.Expr, street: pl.Expr, community: pl.Expr, divisions: Divisions) -> pl.Expr:
    """Whether the names of a code's street and community are these: then the codes differ, not the places."""
    same_street = divisions.name_at(code, STREET) == street
    no_community = code.str.len_chars() < COMMUNITY
    return (same_street & (no_community | (divisions.name_at(code, COMMUNITY) == community))).fill_null(
        value=False
    )

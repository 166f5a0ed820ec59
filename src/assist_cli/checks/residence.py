"""Where people are registered and where they live, as three checks read it from the population register."""

import polars as pl

from assist_cli.checks.view import KEY, View
from assist_cli.settings.divisions import COMMUNITY, STREET, Divisions

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


def newest_entries(view: View) -> pl.LazyFrame:
    """People's newest register entries, with `hukou`, `residence` and `listed` (the roster's) by the codes of today."""
    codes = {"hukou": "hukou_division", "residence": "residence_division", "listed": "division_code_roster"}
    return view.newest("police.residents").with_columns(
        view.divisions.today(pl.col(column)).alias(name) for name, column in codes.items()
    )


def registered(view: View, source: str) -> pl.LazyFrame:
    """Keys of people whose newest entry says where they are registered, or that it was cancelled."""
    telling = pl.col("hukou_division").is_not_null() | (pl.col("cancelled") != "no")
    return view.newest(source).filter(telling).select(KEY)


def lies_inside(division: pl.Expr, jurisdiction: str) -> pl.Expr:
    """Whether a division lies inside the jurisdiction; one too coarse to tell counts as inside."""
    return division.str.starts_with(jurisdiction) | pl.lit(jurisdiction).str.starts_with(division)


def left_by_migration() -> pl.Expr:
    """Whether the entry was cancelled because the hukou moved away."""
    marked = (pl.col("cancelled") == "yes") & pl.col("moved_out_on").is_not_null()
    return (pl.col("cancelled") == "moved") | marked


def names_own_district(text: pl.Expr, jurisdiction: str, divisions: Divisions) -> pl.Expr:
    """Whether a destination is the jurisdiction itself, under its name of today or a former one.

    A district of the same name in another city is not.
    """
    city = divisions.name(jurisdiction[:4])
    own = text.str.contains_any(divisions.names_of(jurisdiction))
    right_city = text.str.contains(city, literal=True) | ~text.str.contains("市", literal=True)
    return (own & right_city).fill_null(value=False)


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

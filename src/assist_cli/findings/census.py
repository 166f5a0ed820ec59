"""The roster's people, marked by what decides whether a check can look at them, and counted."""

from collections.abc import Mapping

import polars as pl

from assist_cli.checks.view import KEY
from assist_cli.identity.documents import INVALID
from assist_cli.settings.bureau import Bureau
from assist_cli.settings.divisions import COMMUNITY, STREET, Divisions
from assist_cli.settings.months import last_day, shift

PLACE = ["division_code", "district", "street", "community"]
UNUSABLE, UNSTATED, UNPAID, UNAUTHORISED = "id_unusable", "amount_missing", "unpaid", "not_authorised"
PEOPLE = "people"


def absent_from(register: str) -> str:
    """The mark of people who do not stand in a register."""
    return f"not_in:{register}"


def with_places(roster: pl.LazyFrame, divisions: Divisions) -> pl.LazyFrame:
    """The roster with its district by name; street and community as the roster names them."""
    code = pl.col("division_code")
    return roster.with_columns(
        pl.coalesce(divisions.name_at(code, 6), code.str.head(6)).alias("district"),
        pl.coalesce("street", divisions.name_at(code, STREET)).alias("street"),
        pl.coalesce("community", divisions.name_at(code, COMMUNITY)).alias("community"),
    )


def marked(
    listed: pl.LazyFrame, bureau: Bureau, month: str, registered: Mapping[str, pl.Series]
) -> pl.LazyFrame:
    """One row a person of the roster, everybody without a usable ID once a row: key, places and marks.

    `registered`: the keys of the people who stand in each register. Whose amount is not stated may be paid.
    """
    marks = {
        UNUSABLE: pl.col(KEY).is_null() | (pl.col("id_kind") == INVALID),
        UNSTATED: pl.col("amount").is_null(),
        UNPAID: pl.col("amount").fill_null(1) <= 0,
        UNAUTHORISED: ~authorised(bureau, month),
        **{absent_from(name): ~pl.col(KEY).is_in(keys.implode()) for name, keys in registered.items()},
    }
    people = listed.filter(pl.col("person") | pl.col(KEY).is_null())
    return people.select(
        KEY, *PLACE, *(mark.fill_null(value=False).alias(name) for name, mark in marks.items())
    )


def counted(people: pl.LazyFrame) -> pl.LazyFrame:
    """The number of `people` of each place and each combination of marks."""
    return people.group_by(pl.exclude(KEY)).agg(pl.len().alias(PEOPLE))


def authorised(bureau: Bureau, month: str) -> pl.Expr:
    """Whether the household's authorisation for asset checks holds at the end of the month."""
    day = pl.col("authorised_on")
    valid = day <= last_day(month)
    if bureau.authorisation_months is not None:
        valid &= day > last_day(shift(month, -bureau.authorisation_months))
    return valid.fill_null(value=False)

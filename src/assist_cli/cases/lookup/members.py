"""The people of the households that terms name, in every month's roster."""

import polars as pl

from assist_cli.cases.lookup.terms import HOUSEHOLD, KEY, PERSON, TERM
from assist_cli.identity.documents import RESIDENT
from assist_cli.settings.workspace import ROSTER
from assist_cli.store.catalogue import Catalogue

NUMBER = "household_id"
"""The roster's column of household numbers."""


def household_members(catalogue: Catalogue, terms: pl.DataFrame) -> pl.DataFrame:
    """Term, household, number and key of everybody who stood in a named household; who has no usable ID has no key.

    Of the roster only these columns are read. A resident ID names a household only where its own person's row says so,
    as where bureaus number households by the head's ID.
    """
    months = catalogue.months(ROSTER)
    if not months:
        return pl.DataFrame()
    roster = catalogue.rows(ROSTER, months).rename({NUMBER: HOUSEHOLD})
    named = _named(roster, terms)
    if not named:
        return pl.DataFrame()
    listed = roster.filter(pl.col(HOUSEHOLD).is_in(named)).select(
        HOUSEHOLD, "id_number", pl.col("id_kind").alias("kind"), pl.col(KEY).alias(PERSON), KEY
    )
    people = listed.unique().sort(HOUSEHOLD, KEY, "id_number").collect()
    return terms.select(TERM, HOUSEHOLD).unique(maintain_order=True).join(people, on=HOUSEHOLD)


def _named(roster: pl.LazyFrame, terms: pl.DataFrame) -> list[str]:
    """What the roster may have as a household number."""
    residents = terms.filter(pl.col("kind") == RESIDENT)
    named = terms.filter(pl.col("kind") != RESIDENT)[HOUSEHOLD].drop_nulls().to_list()
    if residents.height:
        theirs = roster.filter(pl.col(KEY).is_in(residents[KEY].to_list()))
        heads = theirs.filter(pl.col(HOUSEHOLD).is_in(residents[HOUSEHOLD].to_list()))
        named += heads.select(HOUSEHOLD).collect()[HOUSEHOLD].to_list()
    return named

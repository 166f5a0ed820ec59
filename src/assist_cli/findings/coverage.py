"""Who was checked and who was not, and why: one row a check and community."""

from collections.abc import Mapping

import polars as pl

from assist_cli.checks.check import Check
from assist_cli.checks.view import KEY
from assist_cli.findings.tables import COVERAGE
from assist_cli.identity.documents import INVALID
from assist_cli.settings.months import last_day, shift
from assist_cli.settings.values import Bureau, Pack, Source

PLACE = ["division_code", "district", "street", "community"]


def missing_sources(
    check: Check[Pack], states: Mapping[str, str], sources: Mapping[str, Source]
) -> list[str]:
    """Why nobody can count as checked: `missing:police.deaths` and the like.

    `not_received` where the bureau gets none of the check's sources.
    """
    expected = [name for name in check.finds if sources[name].expected]
    absent = [f"{states[name]}:{name}" for name in expected if states[name] != "present"]
    return absent if expected else ["not_received"]


def why_not_checked(
    check: Check[Pack], bureau: Bureau, month: str, registered: Mapping[str, pl.Series], blind: list[str]
) -> pl.Expr:
    """For each roster row the first reason for which the person was not checked, null where there is none."""
    unusable = pl.col(KEY).is_null() | (pl.col("id_kind") == INVALID)
    reasons = {";".join(blind): pl.lit(bool(blind)), "id_unusable": unusable}
    if check.paid_only:
        reasons["amount_missing"] = pl.col("amount").is_null()
    if check.asset:
        reasons["not_authorised"] = ~authorised(bureau, month)
    if check.register is not None:
        reasons[f"not_in:{check.register}"] = ~pl.col(KEY).is_in(registered[check.register].implode())
    return pl.coalesce(pl.when(applies).then(pl.lit(reason)) for reason, applies in reasons.items())


def authorised(bureau: Bureau, month: str) -> pl.Expr:
    """Whether the household's authorisation for asset checks holds at the end of the month."""
    day = pl.col("authorised_on")
    valid = day <= last_day(month)
    if bureau.authorisation_months is not None:
        valid &= day > last_day(shift(month, -bureau.authorisation_months))
    return valid.fill_null(value=False)


def people_of(check: Check[Pack], roster: pl.DataFrame) -> pl.DataFrame:
    """The roster people a check is about; everybody without a usable ID counts once a row.

    Whose amount is not stated may be paid.
    """
    people = roster.filter(pl.col("person") | pl.col(KEY).is_null())
    return people.filter(pl.col("amount").fill_null(1) > 0) if check.paid_only else people


def cover(month: str, check: Check[Pack], people: pl.DataFrame, findings: pl.DataFrame) -> pl.DataFrame:
    """Coverage rows of one check; `people` has the places and `reason`, `findings` those found this month."""
    unchecked = pl.col("reason").is_not_null()
    counted = people.group_by(PLACE).agg(
        pl.len().alias("people"),
        (~unchecked).sum().alias("checked"),
        unchecked.sum().alias("not_checked"),
        pl.col("reason").drop_nulls().unique().sort().str.join(";").alias("reason"),
    )
    found = findings.group_by(PLACE).agg(pl.len().alias("found"))
    joined = counted.join(found, on=PLACE, how="full", coalesce=True, nulls_equal=True)
    return (
        joined.select(
            pl.lit(month).alias("month"),
            pl.lit(check.name).alias("check"),
            *PLACE,
            *(pl.col(name).fill_null(0) for name in ("people", "checked", "not_checked")),
            pl.when(pl.col("reason") != "").then("reason").alias("reason"),
            pl.col("found").fill_null(0),
        )
        .cast(COVERAGE)
        .sort(PLACE)
    )

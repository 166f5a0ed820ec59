"""Who was checked and who was not, and why: one row a check and community."""

from collections.abc import Mapping

import polars as pl

from assist_cli.checks.check import Check
from assist_cli.findings.census import PEOPLE, PLACE, UNAUTHORISED, UNPAID, UNSTATED, UNUSABLE, absent_from
from assist_cli.findings.tables import COVERAGE
from assist_cli.settings.values import Pack, Source

NOT_RUN = "not_run"


def missing_sources(
    check: Check[Pack], states: Mapping[str, str], sources: Mapping[str, Source]
) -> list[str]:
    """Why nobody can count as checked: `missing:police.deaths` and the like.

    `not_received` where the bureau gets none of the check's sources.
    """
    expected = [name for name in check.finds if sources[name].expected]
    absent = [f"{states[name]}:{name}" for name in expected if states[name] != "present"]
    return absent if expected else ["not_received"]


def with_reason(check: Check[Pack], people: pl.DataFrame, blind: list[str]) -> pl.DataFrame:
    """Of `people` as the census marks them those whom a check is about, and the first `reason` why they were not checked.

    `blind`: why it could check nobody.
    """
    marks = [UNUSABLE]
    if check.paid_only:
        marks.append(UNSTATED)
    if check.asset:
        marks.append(UNAUTHORISED)
    if check.register is not None:
        marks.append(absent_from(check.register))
    reasons = {";".join(blind): pl.lit(bool(blind)), **{mark: pl.col(mark) for mark in marks}}
    about = people.filter(~pl.col(UNPAID)) if check.paid_only else people
    return about.with_columns(
        reason=pl.coalesce(pl.when(applies).then(pl.lit(reason)) for reason, applies in reasons.items())
    )


def cover(month: str, check: str, census: pl.DataFrame, findings: pl.DataFrame) -> pl.DataFrame:
    """Coverage rows of one check; `census` has places, `reason` and how many people, `findings` those found this month."""
    people, unchecked = pl.col(PEOPLE), pl.col("reason").is_not_null()
    counted = census.group_by(PLACE).agg(
        people.sum(),
        people.filter(~unchecked).sum().alias("checked"),
        people.filter(unchecked).sum().alias("not_checked"),
        pl.col("reason").drop_nulls().unique().sort().str.join(";").alias("reason"),
    )
    found = findings.group_by(PLACE).agg(pl.len().alias("found"))
    joined = counted.join(found, on=PLACE, how="full", coalesce=True, nulls_equal=True)
    return (
        joined.select(
            pl.lit(month).alias("month"),
            pl.lit(check).alias("check"),
            *PLACE,
            *(pl.col(name).fill_null(0) for name in ("people", "checked", "not_checked")),
            pl.when(pl.col("reason") != "").then("reason").alias("reason"),
            pl.col("found").fill_null(0),
        )
        .cast(COVERAGE)
        .sort(PLACE)
    )

"""Hits to graded findings: one a check, person and subject."""

import hashlib
from datetime import timedelta

import polars as pl

from assist_cli.checks.check import Check
from assist_cli.checks.households import HOUSEHOLD, Households
from assist_cli.checks.remarks import doubtful, lowering, nameless, weak
from assist_cli.checks.view import KEY
from assist_cli.settings.values import Pack

UNIT = "unit"
GROUP = [UNIT, "subject"]
"""What a finding is about: whose it is, and the subject. `unit`: the person's key or the household's number, as text."""


def with_unit(check: Check[Pack], hits: pl.DataFrame, households: Households) -> pl.DataFrame:
    """`hits` with the `unit` that their findings are about."""
    if check.unit == "person":
        return hits.with_columns(pl.col(KEY).cast(pl.String).alias(UNIT))
    return households.beside(hits).rename({HOUSEHOLD: UNIT})


def grade_hits(check: Check[Pack], rule: Pack, hits: pl.DataFrame) -> pl.DataFrame:
    """One row a finding: unit, key, subject, `finding_id`, grade, lamp, lane, event_date and sources.

    A household's finding stands at one of the members whose records speak for it, the one with the smallest key.

    Grade, after HL7 FHIR match-grade: `certain` where a record beyond doubt carries the ID and the name, `probable`
    where a name is missing or the ID had to be completed, `possible` where something contradicts. Lamp: red where two
    departments agree on ID and name within the rule's days and nothing contradicts, else yellow.
    """
    marked = hits.filter(pl.col("role").is_in(["for", "against"])).with_columns(
        pl.col("source").str.split(".").list.first().alias("department"),
        (pl.col("role") == "for").alias("speaks"),
        doubtful(pl.col("remarks")).alias("doubtful"),
        weak(pl.col("remarks")).alias("weak"),
        nameless(pl.col("remarks")).alias("nameless"),
        lowering(pl.col("remarks")).alias("lowering"),
    )
    grouped = marked.group_by(GROUP, maintain_order=True).agg(*_aggregates())
    graded = grouped.filter("speaks").with_columns(_grade(), _lamp(rule), _lane(check)).sort(KEY, "subject")
    told = ["grade", "lamp", "lane", "event_date", "sources"]
    return graded.select(*GROUP, KEY, _finding_id(check, graded), *told)


def _aggregates() -> list[pl.Expr]:
    clean = pl.col("speaks") & ~pl.col("doubtful")
    agreeing = clean & ~pl.col("nameless")
    counted = pl.col("speaks") & (clean | ~clean.any())
    return [
        pl.col("speaks").any(),
        pl.col(KEY).filter("speaks").min(),
        clean.any().alias("clean"),
        (clean & ~pl.col("weak")).any().alias("firm"),
        pl.col("lowering").any(),
        pl.col("department").filter(agreeing).n_unique().alias("departments"),
        (pl.col("event_date").filter(clean).max() - pl.col("event_date").filter(clean).min()).alias("spread"),
        pl.col("event_date").filter(counted).max(),
        pl.col("source").filter(counted).unique().sort().alias("sources"),
    ]


def _grade() -> pl.Expr:
    return (
        pl.when(~pl.col("clean") | pl.col("lowering"))
        .then(pl.lit("possible"))
        .when("firm")
        .then(pl.lit("certain"))
        .otherwise(pl.lit("probable"))
        .alias("grade")
    )


def _lamp(rule: Pack) -> pl.Expr:
    if rule.agree_within_days is None:
        return pl.lit("yellow").alias("lamp")
    near = pl.col("spread") <= timedelta(days=rule.agree_within_days)
    agree = (pl.col("departments") > 1) & near & ~pl.col("lowering")
    return pl.when(agree).then(pl.lit("red")).otherwise(pl.lit("yellow")).alias("lamp")


def _lane(check: Check[Pack]) -> pl.Expr:
    said = pl.col("subject").str.split(":").list.first()
    return said.replace_strict(dict(check.lanes), default=check.lane, return_dtype=pl.String).alias("lane")


def _finding_id(check: Check[Pack], graded: pl.DataFrame) -> pl.Series:
    """The same every month for the same check, person or household, and subject."""
    ids = [_stable_id(f"{check.name}|{unit}|{subject}") for unit, subject in graded.select(GROUP).iter_rows()]
    return pl.Series("finding_id", ids, dtype=pl.String)


def _stable_id(text: str) -> str:
    return "f" + hashlib.sha256(text.encode()).hexdigest()[:15]

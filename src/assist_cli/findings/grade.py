"""Hits to graded findings: one a check, person and subject."""

import hashlib
from datetime import timedelta

import polars as pl

from assist_cli.checks.check import Check
from assist_cli.checks.remarks import doubtful, lowering, nameless, weak
from assist_cli.checks.view import KEY
from assist_cli.settings.values import Pack

GROUP = [KEY, "subject"]


def grade_hits(check: Check[Pack], rule: Pack, hits: pl.DataFrame) -> pl.DataFrame:
    """One row a finding: `finding_id`, key, subject, grade, lamp, event_date and sources.

    Grade, after HL7 FHIR match-grade: `certain` where a record beyond doubt carries the ID and the name, `probable`
    where a name is missing or the ID had to be completed, `possible` where something contradicts. Lamp: red where two
    departments agree on ID and name within the rule's days and nothing contradicts, else yellow.
    """
    marked = hits.filter(pl.col("role") != "beside").with_columns(
        pl.col("source").str.split(".").list.first().alias("department"),
        (pl.col("role") == "for").alias("speaks"),
        doubtful(pl.col("remarks")).alias("doubtful"),
        weak(pl.col("remarks")).alias("weak"),
        nameless(pl.col("remarks")).alias("nameless"),
        lowering(pl.col("remarks")).alias("lowering"),
    )
    grouped = marked.group_by(GROUP, maintain_order=True).agg(*_aggregates())
    graded = grouped.filter("speaks").with_columns(_grade(), _lamp(rule)).sort(GROUP)
    return graded.select(*GROUP, _finding_id(check, graded), "grade", "lamp", "event_date", "sources")


def _aggregates() -> list[pl.Expr]:
    clean = pl.col("speaks") & ~pl.col("doubtful")
    agreeing = clean & ~pl.col("nameless")
    counted = pl.col("speaks") & (clean | ~clean.any())
    return [
        pl.col("speaks").any(),
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


def _finding_id(check: Check[Pack], graded: pl.DataFrame) -> pl.Series:
    """The same every month for the same check, person and subject."""
    ids = [_stable_id(f"{check.name}|{key}|{subject}") for key, subject in graded.select(GROUP).iter_rows()]
    return pl.Series("finding_id", ids, dtype=pl.String)


def _stable_id(text: str) -> str:
    return "f" + hashlib.sha256(text.encode()).hexdigest()[:15]

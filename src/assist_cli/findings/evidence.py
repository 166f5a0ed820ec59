"""The evidence of findings, one row a cell: the rule, the roster, every record for or against, every remark.

Values of IDs, names and addresses are masked; file and row say where they stand in full.
"""

from collections.abc import Mapping

import polars as pl

from assist_cli.checks.check import DatedRule
from assist_cli.checks.hits import ADDRESS_SUBJECT, RULE
from assist_cli.checks.households import HOUSEHOLD
from assist_cli.findings.grade import GROUP
from assist_cli.findings.tables import EVIDENCE
from assist_cli.identity.masking import MASKS, mask_inside
from assist_cli.settings.values import PERSONAL_KINDS, Source
from assist_cli.settings.workspace import ROSTER

REMARK = "remark"
MEMBER_CELLS = ("id_number", "name")
ROSTER_CELLS = (*MEMBER_CELLS, "division_code", "approved_on")


def rule_rows(graded: pl.DataFrame, month: str, rule: DatedRule) -> pl.DataFrame:
    """What each finding is about, and the parameters that were in force and since when."""
    shared = {
        "from": str(rule.pack.since),
        **{name: _shown(value) for name, value in rule.parameters.items()},
    }
    parameters = pl.DataFrame(
        {"field": list(shared), "value": list(shared.values())},
        schema={"field": pl.String, "value": pl.String},
    )
    rows = [
        graded.select("finding_id", pl.lit("subject").alias("field"), pl.col("subject").alias("value")),
        graded.select("finding_id").join(parameters, how="cross"),
    ]
    place = {"source": RULE, "month": month, "file": rule.file.name, "row": rule.line}
    told = pl.concat(rows).with_columns(pl.lit(value).alias(name) for name, value in place.items())
    return told.select(EVIDENCE.names()).cast(EVIDENCE)


def record_rows(graded: pl.DataFrame, hits: pl.DataFrame, rule: DatedRule) -> pl.DataFrame:
    """Every cell of the records for, against or with a finding, and what was remarked of each record.

    What a check reckoned by its own rule stands where the rule does.
    """
    placed = hits.with_columns(
        row=pl.when(pl.col("source") == RULE).then(pl.col("row").fill_null(rule.line)).otherwise("row")
    )
    ours = placed.filter(pl.col("role") != "beside").join(graded.select(*GROUP, "finding_id"), on=GROUP)
    cells = ours.explode("cells").unnest("cells")
    remarks = ours.explode("remarks").select(
        pl.exclude("remarks"), pl.lit(REMARK).alias("field"), pl.col("remarks").alias("value")
    )
    rows = pl.concat([cells.select(EVIDENCE.names()), remarks.select(EVIDENCE.names())])
    return rows.filter(pl.col("value").is_not_null())


def roster_rows(found: pl.DataFrame, members: pl.DataFrame, month: str) -> pl.DataFrame:
    """The roster's cells of each finding: those of the person at whom it stands, and who else's records speak for it.

    Both frames have the roster's columns, with `finding_id`, `file` and `row`.
    """
    cells = [(found, name) for name in ROSTER_CELLS] + [(members, name) for name in MEMBER_CELLS]
    values = [
        rows.select(
            "finding_id",
            pl.lit(ROSTER).alias("source"),
            pl.lit(month).alias("month"),
            "file",
            "row",
            pl.lit(name).alias("field"),
            pl.col(name).cast(pl.String).alias("value"),
        )
        for rows, name in cells
    ]
    return pl.concat(values).filter(pl.col("value").is_not_null()).cast(EVIDENCE)


def payment_rows(payments: pl.DataFrame, *, divided: bool) -> pl.DataFrame:
    """Every payment counted, and that it was divided where the roster states amounts per household."""
    paid = payments.select(
        "finding_id",
        "source",
        "month",
        "file",
        "row",
        pl.lit("amount").alias("field"),
        pl.col("share").cast(pl.String).alias("value"),
    )
    if not divided:
        return paid
    said = (
        pl.when(pl.col("value").is_null())
        .then(pl.lit("amount_undivided"))
        .otherwise(pl.lit("amount_divided"))
    )
    ours = paid.filter(pl.col("source") == ROSTER).with_columns(field=pl.lit(REMARK), value=said)
    return pl.concat([paid.drop_nulls("value"), ours])


def mask(evidence: pl.DataFrame, sources: Mapping[str, Source]) -> pl.DataFrame:
    """`evidence` with the values of personal columns masked, and IDs inside the numbers of households."""
    kinds = {
        f"{source.name} {name}": column.kind
        for source in sources.values()
        for name, column in source.columns.items()
        if column.kind in PERSONAL_KINDS
    }
    place = pl.concat_str("source", "field", separator=" ")
    addressed = (pl.col("source") == RULE) & pl.col("value").str.starts_with(ADDRESS_SUBJECT)
    known = place.replace_strict(kinds, default=None, return_dtype=pl.String)
    kind = pl.when(addressed).then(pl.lit("address")).otherwise(known)
    number = (pl.col("source") == ROSTER) & (pl.col("field") == HOUSEHOLD)
    value = pl.when(number).then(mask_inside(pl.col("value"))).otherwise("value")
    for name, hide in MASKS.items():
        value = pl.when(kind == name).then(hide(pl.col("value"))).otherwise(value)
    return evidence.with_columns(value)


def _shown(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)

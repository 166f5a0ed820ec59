"""Where hits are judged: graded, priced, told in a sentence, with their evidence."""

from dataclasses import dataclass

import polars as pl

from assist_cli.checks.check import Check
from assist_cli.checks.households import Households
from assist_cli.checks.packs import Rules
from assist_cli.checks.payments import Payments
from assist_cli.checks.view import IN_MEMORY, KEY
from assist_cli.findings import evidence as proof
from assist_cli.findings.amounts import payments_of, with_totals
from assist_cli.findings.census import with_places
from assist_cli.findings.grade import GROUP, grade_hits, with_unit
from assist_cli.findings.summary import Narrator
from assist_cli.findings.tables import EVIDENCE, FINDINGS
from assist_cli.identity.masking import mask_id, mask_inside, mask_name
from assist_cli.settings.values import Pack
from assist_cli.settings.workspace import Workspace

Judged = tuple[pl.DataFrame, pl.DataFrame]
"""Findings and their evidence."""


@dataclass(frozen=True)
class Desk:
    """What all hits of a month are judged by."""

    workspace: Workspace
    month: str
    rules: Rules
    payments: Payments

    def judge(self, name: str, hits: pl.DataFrame, households: Households) -> Judged:
        """What the hits of a check that stand come to; `households` holds those of their persons."""
        if hits.is_empty():
            return pl.DataFrame(schema=FINDINGS), pl.DataFrame(schema=EVIDENCE)
        check, rule = self.rules.checks[name], self.rules.of[name]
        owned = with_unit(check, hits, households)
        graded = grade_hits(check, rule.pack, owned)
        paid = payments_of(check, rule.pack, graded, self.payments.of(graded[KEY]))
        evidence = self._evidence(name, graded, owned, paid, households.persons)
        findings = self._findings(check, with_totals(check, graded, paid), households.persons)
        return findings.with_columns(self._narrator.tell(findings, evidence)), evidence

    @property
    def _narrator(self) -> Narrator:
        workspace = self.workspace
        language, divisions = workspace.bureau.language, workspace.divisions
        return Narrator(language, self.rules.checks, workspace.sources, divisions)

    def _findings(self, check: Check[Pack], priced: pl.DataFrame, persons: pl.DataFrame) -> pl.DataFrame:
        known = {"month": self.month, "check": check.name, "summary": ""}
        first = {"status": "new", "first_month": self.month, "months_open": 1}
        places = with_places(persons.lazy(), self.workspace.divisions)
        listed = priced.lazy().join(places, on=KEY, how="left", maintain_order="left")
        return (
            listed.with_columns(
                mask_inside(pl.col("household_id")).alias("household_id"),
                mask_id(pl.col("id_number")).alias("id_number"),
                mask_name(pl.col("name")).alias("name"),
                *(pl.lit(value).alias(name) for name, value in {**known, **first}.items()),
            )
            .select(pl.col(name).cast(kind) for name, kind in FINDINGS.items())
            .collect(engine=IN_MEMORY)
        )

    def _evidence(
        self,
        name: str,
        graded: pl.DataFrame,
        hits: pl.DataFrame,
        payments: pl.DataFrame,
        persons: pl.DataFrame,
    ) -> pl.DataFrame:
        rule = self.rules.of[name]
        speaking = hits.filter(pl.col("role") == "for").select(*GROUP, KEY).unique()
        found = graded.select("finding_id", KEY).join(persons, on=KEY, maintain_order="left")
        members = speaking.join(graded.select(*GROUP, "finding_id"), on=GROUP).join(persons, on=KEY)
        parts = [
            proof.rule_rows(graded, self.month, rule),
            proof.record_rows(graded, hits, rule),
            proof.roster_rows(found, members, self.month),
            proof.payment_rows(payments, divided=self.workspace.bureau.amount_per == "household"),
        ]
        return proof.mask(pl.concat(parts), self.workspace.sources).unique().sort(EVIDENCE.names())

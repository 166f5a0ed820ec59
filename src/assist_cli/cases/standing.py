"""What of a compared month stands although something was delivered: the checks for which nothing has changed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from assist_cli.cases.ledger import TABLES, Ledger
from assist_cli.checks.check import Check
from assist_cli.checks.payments import OTHER_ROSTERS
from assist_cli.checks.register import Register
from assist_cli.findings.packing import packed
from assist_cli.findings.tables import CASES, COVERAGE, EVIDENCE, FINDINGS, Compared
from assist_cli.settings.values import Pack
from assist_cli.settings.workspace import ROSTER
from assist_cli.store.files import sha256

Decisive = Mapping[str, object]
"""Everything the bytes of a month depend on, as its manifest tells it."""


@dataclass(frozen=True)
class Standing:
    """The `checks` of a month whose inputs are what they were, and all that its tables say of them; `evidence` lies in the store."""

    checks: frozenset[str]
    findings: pl.DataFrame
    evidence: pl.LazyFrame
    coverage: pl.DataFrame
    cases: pl.DataFrame

    @classmethod
    def nothing(cls) -> "Standing":
        """Of no check."""
        return cls(
            frozenset(),
            pl.DataFrame(schema=FINDINGS),
            pl.LazyFrame(schema=EVIDENCE),
            pl.DataFrame(schema=COVERAGE),
            pl.DataFrame(schema=CASES),
        )

    @classmethod
    def of(cls, ledger: Ledger, month: str, register: Register, decisive: Decisive) -> "Standing":
        """What stands of a month; nothing where its files are not what its run wrote."""
        if ledger.run(month) is None or not _is_as_written(ledger, month):
            return cls.nothing()
        before = ledger.manifest(month)
        same = {
            name for name, check in register.items() if _of_check(check, before) == _of_check(check, decisive)
        }
        findings, coverage, cases = (
            ledger.scan(table, month).filter(pl.col("check").is_in(same)).collect()
            for table in ("findings", "coverage", "cases")
        )
        evidence = ledger.evidence_of(month, findings)
        return cls(frozenset(same), findings, evidence, coverage, cases)

    def joined(self, fresh: Compared, register: Register) -> Compared:
        """The whole month, from what stands and what was found anew, as if all had been."""
        coverage = pl.concat([self.coverage, fresh.coverage])
        return Compared(
            pl.concat([self.findings, fresh.findings]).sort("finding_id"),
            pl.concat([packed(self.evidence), fresh.proof]),
            pl.concat(coverage.filter(pl.col("check") == name) for name in register),
            pl.concat([self.cases, fresh.cases]).sort("finding_id"),
        )


def _of_check(check: Check[Pack], decisive: Decisive) -> str:
    """Of what is `decisive` for the month that which is for one check: of deliveries, those that it looks at."""
    looked_at = {*check.sources, ROSTER, *([OTHER_ROSTERS] if check.payments else [])}

    def own(told: object) -> object:
        return (
            {name: what for name, what in told.items() if name in looked_at}
            if isinstance(told, dict)
            else told
        )

    narrowed = ("deliveries", "states")
    everything = ("bureau", "configuration", "versions", "checks", "before")
    content = {
        **{name: own(decisive.get(name)) for name in narrowed},
        **{name: decisive.get(name) for name in everything},
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True)


def _is_as_written(ledger: Ledger, month: str) -> bool:
    outputs = ledger.manifest(month)["outputs"]
    written = {sha256(ledger.path(table, month)) for table in TABLES}
    return isinstance(outputs, list) and written == {output["sha256"] for output in outputs}

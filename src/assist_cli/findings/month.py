"""All checks of a pay month: walked by the engine, graded, priced, evidenced, covered. Nothing is written."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import partial

import polars as pl

from assist_cli.checks.check import Check, DatedRule
from assist_cli.checks.hits import HITS
from assist_cli.checks.households import Households
from assist_cli.checks.inputs import Inputs, open_payments
from assist_cli.checks.packs import Rules
from assist_cli.checks.payments import Payments
from assist_cli.checks.residence import registered
from assist_cli.checks.view import KEY, View
from assist_cli.engines import local
from assist_cli.engines.ranges import key_ranges
from assist_cli.findings import evidence as proof
from assist_cli.findings.amounts import payments_of, with_totals
from assist_cli.findings.coverage import authorised, cover, missing_sources, people_of, why_not_checked
from assist_cli.findings.grade import GROUP, grade_hits, with_unit
from assist_cli.findings.tables import COVERAGE, EVIDENCE, FINDINGS
from assist_cli.identity.masking import mask_id, mask_inside, mask_name
from assist_cli.language import _
from assist_cli.progress import Progress
from assist_cli.settings.divisions import COMMUNITY, STREET
from assist_cli.settings.values import Pack
from assist_cli.settings.workspace import Workspace

NOT_RUN = "not_run"
_REGISTER = "register "


@dataclass(frozen=True)
class Found:
    """What the checks found in one month, before it is held against the month before.

    `findings` lack their status; `summary` is still empty. `unchecked`: check name -> keys of people who were not.
    """

    findings: pl.DataFrame
    evidence: pl.DataFrame
    coverage: pl.DataFrame
    unchecked: Mapping[str, pl.Series]


def find_month(
    workspace: Workspace,
    inputs: Inputs,
    rules: Rules,
    chosen: Collection[str],
    progress: Progress,
) -> Found:
    """Run the `chosen` checks; the others' people count as not checked."""
    ranges = key_ranges(inputs.roster[KEY], workspace.bureau.engine.people_per_range)
    told = progress(_("Comparing {month}").format(month=inputs.month), len(ranges))
    raw = local.find_all(inputs.view, _finders(workspace, inputs, rules, chosen), ranges, told)
    present = {
        name.removeprefix(_REGISTER): frame[KEY] for name, frame in raw.items() if name.startswith(_REGISTER)
    }
    roster = with_places(inputs.roster, workspace)
    households = Households(
        inputs.month,
        inputs.view.as_of,
        roster,
        workspace.bureau.amount_per,
        rules.amounts,
        workspace.checks_file.name,
    )
    desk = _Desk(workspace, inputs, households, present, open_payments(workspace, inputs.month))
    parts = [desk.judge(check, rules.of[name], raw.get(name)) for name, check in rules.checks.items()]
    return Found(
        pl.concat(part.findings for part in parts).sort("finding_id"),
        pl.concat(part.evidence for part in parts).sort(EVIDENCE.names()),
        pl.concat(part.coverage for part in parts),
        {name: keys for part in parts for name, keys in part.unchecked.items()},
    )


def _finders(
    workspace: Workspace, inputs: Inputs, rules: Rules, chosen: Collection[str]
) -> dict[str, local.Find]:
    """What the engine has to find: each check's hits, and who stands in each register."""
    finders: dict[str, local.Find] = {}
    allowed = authorised(workspace.bureau, inputs.month)
    for name, check in rules.checks.items():
        if name in chosen:
            finders[name] = partial(_hits_of, check, rules.of[name].pack, allowed)
        if check.register is not None:
            finders[_REGISTER + check.register] = partial(registered, source=check.register)
    return finders


def _hits_of(check: Check[Pack], pack: Pack, allowed: pl.Expr, view: View) -> pl.LazyFrame:
    if check.asset:
        view = view.only(allowed)
    if check.paid_only:
        view = view.only(pl.col("amount") > 0)
    return check.find(view, pack)


def with_places(roster: pl.DataFrame, workspace: Workspace) -> pl.DataFrame:
    """The roster with its district by name; street and community as the roster names them."""
    divisions = workspace.divisions
    return roster.with_columns(
        pl.coalesce(divisions.name_at(pl.col("division_code"), 6), pl.col("division_code").str.head(6)).alias(
            "district"
        ),
        pl.coalesce("street", divisions.name_at(pl.col("division_code"), STREET)).alias("street"),
        pl.coalesce("community", divisions.name_at(pl.col("division_code"), COMMUNITY)).alias("community"),
    )


@dataclass(frozen=True)
class _Desk:
    """Where the hits of a month are judged: what all its checks share."""

    workspace: Workspace
    inputs: Inputs
    households: Households
    registered: Mapping[str, pl.Series]
    payments: Payments

    def judge(self, check: Check[Pack], rule: DatedRule, hits: pl.DataFrame | None) -> Found:
        """What one check's hits come to; None where it was not run."""
        blind = (
            [NOT_RUN] if hits is None else missing_sources(check, self.inputs.states, self.workspace.sources)
        )
        reason = why_not_checked(check, self.workspace.bureau, self.inputs.month, self.registered, blind)
        people = people_of(check, self.households.rows).with_columns(reason.alias("reason"))
        findings, evidence = self._told(check, rule, self._settled(check, rule, hits))
        return Found(
            findings,
            evidence,
            cover(self.inputs.month, check, people, findings).select(COVERAGE.names()),
            {check.name: people.filter(pl.col("reason").is_not_null())[KEY].drop_nulls()},
        )

    def _told(
        self, check: Check[Pack], rule: DatedRule, settled: pl.DataFrame
    ) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Findings and evidence of the hits that stand; where there are none, nothing has to be reckoned."""
        if settled.is_empty():
            return pl.DataFrame(schema=FINDINGS), pl.DataFrame(schema=EVIDENCE)
        owned = with_unit(check, settled, self.households)
        graded = grade_hits(check, rule.pack, owned)
        payments = payments_of(check, rule.pack, graded, self.payments)
        return self._findings(check, graded, payments), self._evidence(rule, graded, owned, payments)

    def _settled(self, check: Check[Pack], rule: DatedRule, hits: pl.DataFrame | None) -> pl.DataFrame:
        """The hits that stand; none of a check that was not run."""
        if hits is None:
            return pl.DataFrame(schema=HITS)
        return hits if check.settle is None else check.settle(hits, self.households, rule.pack)

    def _findings(self, check: Check[Pack], graded: pl.DataFrame, payments: pl.DataFrame) -> pl.DataFrame:
        month = self.inputs.month
        priced = with_totals(check, graded, payments)
        constant = {"month": month, "check": check.name, "summary": ""}
        first = {"status": "new", "first_month": month, "months_open": 1}
        return (
            priced.join(self.households.persons, on=KEY, maintain_order="left")
            .with_columns(
                mask_inside(pl.col("household_id")).alias("household_id"),
                mask_id(pl.col("id_number")).alias("id_number"),
                mask_name(pl.col("name")).alias("name"),
                *(pl.lit(value).alias(name) for name, value in {**constant, **first}.items()),
            )
            .select(pl.col(name).cast(kind) for name, kind in FINDINGS.items())
        )

    def _evidence(
        self, rule: DatedRule, graded: pl.DataFrame, hits: pl.DataFrame, payments: pl.DataFrame
    ) -> pl.DataFrame:
        month = self.inputs.month
        speaking = hits.filter(pl.col("role") == "for").select(*GROUP, KEY).unique()
        persons = self.households.persons
        found = graded.select("finding_id", KEY).join(persons, on=KEY, maintain_order="left")
        members = speaking.join(graded.select(*GROUP, "finding_id"), on=GROUP).join(persons, on=KEY)
        parts = [
            proof.rule_rows(graded, month, rule),
            proof.record_rows(graded, hits, rule),
            proof.roster_rows(found, members, month),
            proof.payment_rows(payments, divided=self.workspace.bureau.amount_per == "household"),
        ]
        return proof.mask(pl.concat(parts), self.workspace.sources).unique().sort(EVIDENCE.names())

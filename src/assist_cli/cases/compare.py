"""One pay month compared: the checks' findings held against the month before, and published."""

from collections.abc import Collection
from dataclasses import dataclass

import polars as pl

from assist_cli.cases.follow import case_rows, follow
from assist_cli.cases.ledger import Ledger
from assist_cli.cases.standing import Standing
from assist_cli.checks.inputs import open_inputs
from assist_cli.checks.packs import read_rules
from assist_cli.checks.payments import OTHER_ROSTERS
from assist_cli.checks.register import check_known
from assist_cli.checks.view import KEY
from assist_cli.engines import Walk, local
from assist_cli.findings.month import Found, find_month
from assist_cli.findings.packing import packed
from assist_cli.findings.tables import EVIDENCE, FINDINGS, Compared
from assist_cli.progress import Progress
from assist_cli.settings.months import last_day
from assist_cli.settings.workspace import ROSTER, Workspace
from assist_cli.store import manifests
from assist_cli.store.catalogue import Catalogue
from assist_cli.store.files import sha256
from assist_cli.store.lock import writing


@dataclass(frozen=True)
class Run:
    """A comparison that was done, or that stood already because nothing had changed (`again`)."""

    month: str
    run: str
    again: bool


def compare(
    workspace: Workspace,
    month: str,
    progress: Progress,
    *,
    only: Collection[str] = (),
    unless_known: bool = False,
    walk: Walk = local.walk,
) -> Run:
    """Compare a pay month.

    `only`: these checks alone. `unless_known`: what has the same inputs as when it was compared stands, be it the
    month or one of its checks. `walk`: who walks the key ranges; the bytes do not depend on it.
    """
    with writing(workspace.store, f"compare {month}"):
        rules = read_rules(workspace, last_day(month))
        for name in only:
            check_known(name, rules.checks)
        ledger = Ledger(workspace.store)
        chosen = only or list(rules.checks)
        decisive = _decisive(workspace, ledger, month, chosen)
        run = manifests.identity(decisive)
        if unless_known and ledger.run(month) == run:
            return Run(month, run, again=True)
        standing = Standing.of(ledger, month, rules.checks, decisive) if unless_known else Standing.nothing()
        changed = rules.without(standing.checks)
        earlier = _Earlier.of(ledger, month, standing.checks)
        inputs = open_inputs(workspace, month, changed.checks)
        found = find_month(
            workspace, inputs, changed, chosen, progress, asked=earlier.people[KEY].unique(), walk=walk
        )
        tables = standing.joined(_followed(month, found, earlier), rules.checks)
        ledger.publish(month, run, tables, decisive)
    return Run(month, run, again=False)


def _decisive(workspace: Workspace, ledger: Ledger, month: str, chosen: Collection[str]) -> dict[str, object]:
    """Everything the bytes of a month depend on."""
    catalogue = Catalogue(workspace.store)
    before = ledger.before(month)
    return {
        "deliveries": {
            source.name: [
                (known, catalogue.delivery(source.name, known))
                for known in _months_used(catalogue, workspace, source.name, month)
            ]
            for source in workspace.sources.values()
        },
        "states": {source.name: catalogue.state(source, month) for source in workspace.sources.values()},
        "bureau": workspace.bureau.decisive,
        "configuration": manifests.fingerprints(workspace.configuration_files),
        "versions": manifests.versions(),
        "checks": sorted(chosen),
        "before": {before: sha256(ledger.path("findings", before))} if before else {},
    }


def _months_used(catalogue: Catalogue, workspace: Workspace, name: str, month: str) -> list[str]:
    """Amounts are counted over all rosters, also those of others; every other source is used as its shape says."""
    if name in (ROSTER, OTHER_ROSTERS):
        return catalogue.months(name, until=month)
    return catalogue.used_months(workspace.source(name), month)


@dataclass(frozen=True)
class _Earlier:
    """The month compared before: its findings and, in the store, their evidence; each one's check and the keys of its people; its cases."""

    findings: pl.DataFrame
    evidence: pl.LazyFrame
    people: pl.DataFrame
    cases: pl.DataFrame

    @classmethod
    def of(cls, ledger: Ledger, month: str, standing: Collection[str]) -> "_Earlier":
        """Without those of the checks whose month is `standing`."""
        earlier, cases = ledger.before(month), ledger.cases_before(month)
        if earlier is None:
            nobody = pl.DataFrame(schema={"finding_id": pl.String, "check": pl.String, KEY: pl.Int64})
            return cls(pl.DataFrame(schema=FINDINGS), pl.LazyFrame(schema=EVIDENCE), nobody, cases)
        before = ledger.scan("findings", earlier).filter(~pl.col("check").is_in(standing)).collect()
        evidence = ledger.evidence_of(earlier, before)
        members = ledger.member_rows(earlier, evidence).select("finding_id", KEY)
        people = before.select("finding_id", "check").join(members, on="finding_id")
        return cls(before, evidence, people, cases)


def _followed(month: str, found: Found, earlier: _Earlier) -> Compared:
    standing = earlier.findings.filter(pl.col("status") != "cleared")
    unchecked = _unchecked(found, earlier.people)
    followed = follow(found.findings, standing, unchecked, month).select(FINDINGS.names()).sort("finding_id")
    gone = followed.join(found.findings, on="finding_id", how="anti").select("finding_id").lazy()
    carried = earlier.evidence.join(gone, on="finding_id", how="semi")
    proof = pl.concat([found.proof, packed(carried)])
    return Compared(followed, proof, found.coverage, case_rows(followed, earlier.cases))


def _unchecked(found: Found, people: pl.DataFrame) -> set[str]:
    """Ids of the month before of which a person is still on the roster and was not checked this month.

    A check that is no longer there has checked nobody.
    """
    return {
        finding_id
        for (check,), part in people.partition_by("check", as_dict=True).items()
        for finding_id in part.filter(
            pl.col(KEY).is_in(found.unchecked.get(str(check), found.listed).implode())
        )["finding_id"]
    }

"""All checks of a pay month: first every key range by itself, then what households settle. Nothing is written."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import polars as pl

from assist_cli.checks.hits import HITS
from assist_cli.checks.households import HOUSEHOLD, Households
from assist_cli.checks.inputs import Inputs
from assist_cli.checks.packs import Rules
from assist_cli.checks.view import KEY
from assist_cli.engines import Walk, local
from assist_cli.engines.tables import Tables
from assist_cli.findings.coverage import NOT_RUN, cover, missing_sources, with_reason
from assist_cli.findings.desk import Desk, Judged
from assist_cli.findings.packing import packed, unpacked
from assist_cli.findings.part import ASKED, COUNTED, FOUND, HOUSEHOLDS, NOBODY, PROVED, Part
from assist_cli.findings.tables import COVERAGE, EVIDENCE
from assist_cli.language import _
from assist_cli.progress import Progress
from assist_cli.settings.months import last_day
from assist_cli.settings.workspace import Workspace
from assist_cli.store.ranges import key_ranges


@dataclass(frozen=True)
class Found:
    """What the checks found in one month, before it is held against the month before.

    `proof`: the evidence, packed. `listed`: the keys of those people asked after who stand on the roster. `unchecked`: check name -> the keys of those
    of them whom it is about and who were not checked.
    """

    findings: pl.DataFrame
    proof: pl.DataFrame
    coverage: pl.DataFrame
    listed: pl.Series
    unchecked: Mapping[str, pl.Series]

    @property
    def evidence(self) -> pl.DataFrame:
        """The whole evidence, which may be large."""
        return pl.concat([pl.DataFrame(schema=EVIDENCE), *unpacked(self.proof)])


def find_month(
    workspace: Workspace,
    inputs: Inputs,
    rules: Rules,
    chosen: Collection[str],
    progress: Progress,
    *,
    asked: pl.Series = NOBODY,
    walk: Walk = local.walk,
) -> Found:
    """Run the `chosen` checks; the others' people count as not checked. `asked`: the keys of people asked after."""
    desk = Desk(workspace, inputs.month, rules, inputs.payments)
    names = tuple(name for name in rules.checks if name in chosen)
    ranges = key_ranges(inputs.keys, workspace.bureau.engine.people_per_range)
    told = progress(_("Comparing {month}").format(month=inputs.month), len(ranges))
    tables = walk(Part(inputs, desk, names, asked), ranges, told)
    judged = _settled(inputs, desk, names, tables)
    findings = pl.concat([tables[FOUND], *(findings for findings, _proof in judged)]).sort("finding_id")
    settled = pl.concat([pl.LazyFrame(schema=EVIDENCE), *(proof.lazy() for _findings, proof in judged)])
    blind = {
        name: missing_sources(check, inputs.states, workspace.sources) if name in names else [NOT_RUN]
        for name, check in rules.checks.items()
    }
    coverage = [
        cover(
            inputs.month,
            name,
            with_reason(check, tables[COUNTED], blind[name]),
            findings.filter(pl.col("check") == name),
        )
        for name, check in rules.checks.items()
    ]
    unchecked = {
        name: with_reason(check, tables[ASKED], blind[name]).drop_nulls("reason")[KEY]
        for name, check in rules.checks.items()
    }
    covered = pl.concat([pl.DataFrame(schema=COVERAGE), *coverage])
    proof = pl.concat([tables[PROVED], packed(settled)])
    return Found(findings, proof, covered, tables[ASKED][KEY], unchecked)


def _settled(inputs: Inputs, desk: Desk, names: Collection[str], tables: Tables) -> list[Judged]:
    """What households come to, from the roster rows of those that were found, or that the roster itself makes suspect."""
    rules, workspace = desk.rules, desk.workspace
    checks = {name: check for name, check in rules.checks.items() if name in names}
    suspected = [inputs.suspected(check.suspects) for check in checks.values() if check.suspects is not None]
    named = pl.concat([tables[HOUSEHOLDS][HOUSEHOLD], *suspected]).unique()
    rows, persons = inputs.households(named)
    households = Households(
        inputs.month,
        last_day(inputs.month),
        rows,
        persons,
        workspace.bureau.amount_per,
        rules.amounts,
        workspace.checks_file.name,
    )
    judged = []
    for name, check in checks.items():
        if check.settle is not None:
            hits = tables[name].sort(column for column, kind in HITS.items() if not kind.is_nested())
            standing = check.settle(hits, households, rules.of[name].pack)
            judged.append(desk.judge(name, standing, households))
    return judged

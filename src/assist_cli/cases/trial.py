"""A past month with other parameters: what one check would have found, beside what stands. Nothing is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from assist_cli.cases.ledger import Ledger
from assist_cli.checks.changes import parameters, with_changes
from assist_cli.checks.check import Check
from assist_cli.checks.inputs import Inputs, open_inputs
from assist_cli.checks.packs import Rules, read_rules
from assist_cli.checks.register import check_known
from assist_cli.checks.view import KEY
from assist_cli.findings.month import Found, find_month
from assist_cli.progress import Progress
from assist_cli.settings.months import last_day
from assist_cli.settings.values import Pack
from assist_cli.settings.workspace import ROSTER, Workspace

_JUDGED = ("lane", "lamp", "grade")
_PLACE = ["file", "row"]


@dataclass(frozen=True)
class Trial:
    """One check of one pay month, found twice from the same deliveries.

    `stands`, `tried`: its rules in force, and the changed ones. `before`, `after`: what each finds, one row a finding
    and person whose records speak for it: finding_id, check, places, household_id (in full), key, lane, lamp, grade.
    `coverage`: who was checked, which no parameter changes. `stored`: whether the month stands compared, and then
    whether with the same findings of this check; None where it was never compared.
    """

    month: str
    check: Check[Pack]
    stands: Rules
    tried: Rules
    before: pl.DataFrame
    after: pl.DataFrame
    coverage: pl.DataFrame
    stored: bool | None

    @property
    def changed_parameters(self) -> list[str]:
        """The parameters of the pack whose values differ."""
        (old,), (new,) = self.stands.of.values(), self.tried.of.values()
        return [name for name in parameters(old.pack) if getattr(old.pack, name) != getattr(new.pack, name)]

    @property
    def changed_amounts(self) -> list[str]:
        """The local amounts whose values differ."""
        old, new = self.stands.amounts.known, self.tried.amounts.known
        return [name for name in self.check.amounts if old[name] != new[name]]

    @property
    def parts(self) -> Mapping[str, pl.DataFrame]:
        """Rows by what becomes of their findings: all that `stands` and that `would_be`, `gone`, `new`, otherwise `judged`."""
        known = self.before.select("finding_id", *_JUDGED).unique()
        judged = self.after.join(known, on=["finding_id", *_JUDGED], how="anti")
        return {
            "stands": self.before,
            "would_be": self.after,
            "gone": self.before.join(self.after, on="finding_id", how="anti"),
            "new": self.after.join(self.before, on="finding_id", how="anti"),
            "judged": judged.join(known, on="finding_id", how="semi"),
        }


def try_check(workspace: Workspace, month: str, name: str, typed: Sequence[str], progress: Progress) -> Trial:
    """Run a check with its rules in force and with those that `typed` changes (`key=value` each)."""
    rules = read_rules(workspace, last_day(month))
    check_known(name, rules.checks)
    stands, tried = rules.only(name), with_changes(rules, name, typed)
    inputs = open_inputs(workspace, month, stands.checks)
    found = [find_month(workspace, inputs, each, [name], progress) for each in (stands, tried)]
    before, after = (_spoken_for(each, inputs) for each in found)
    stored = _stored(workspace, month, name, before)
    return Trial(month, stands.checks[name], stands, tried, before, after, found[0].coverage, stored)


def _spoken_for(found: Found, inputs: Inputs) -> pl.DataFrame:
    """The findings, a row for each person whose records speak; findings themselves hold masks only."""
    cells = found.evidence.filter(pl.col("source") == ROSTER, pl.col("field") == "id_number")
    people = cells.select("finding_id", *_PLACE).unique(maintain_order=True)
    theirs = people.lazy().select(_PLACE).unique()
    listed = inputs.roster.select(*_PLACE, KEY, "household_id").join(theirs, on=_PLACE, how="semi").collect()
    return (
        found.findings.select("finding_id", "division_code", "district", "street", *_JUDGED)
        .join(people, on="finding_id", maintain_order="left")
        .join(listed, on=_PLACE, maintain_order="left")
        .drop(_PLACE)
    )


def _stored(workspace: Workspace, month: str, name: str, before: pl.DataFrame) -> bool | None:
    ledger = Ledger(workspace.store)
    if month not in ledger.months():
        return None
    of_check = ledger.read(month).findings.filter(
        pl.col("check") == name, pl.col("status") != "cleared", pl.col("lamp") != "grey"
    )
    same = ("finding_id", *_JUDGED)
    return of_check.select(same).unique().sort(same).equals(before.select(same).unique().sort(same))

"""`checks.toml`: the dated parameters of every check, and which of them hold in a pay month."""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

from assist_cli.checks import REGISTER
from assist_cli.checks.amounts import TABLE, LocalAmounts, amounts_on
from assist_cli.errors import ConfigurationError
from assist_cli.language import _
from assist_cli.settings.toml import build, line_of, read_toml
from assist_cli.settings.values import Pack
from assist_cli.settings.workspace import Workspace

_ALWAYS = {"since", "until", "basis"}


@dataclass(frozen=True)
class DatedRule:
    """A check's parameters and the line of `checks.toml` on which their pack begins."""

    pack: Pack
    line: int

    @property
    def parameters(self) -> dict[str, object]:
        """Name -> value, without the dates and the basis."""
        values = self.pack.model_dump(exclude=_ALWAYS)
        return {name: value for name, value in values.items() if value is not None}


@dataclass(frozen=True)
class Rules:
    """What is in force on a day: the rule of each check, and the local amounts."""

    of: Mapping[str, DatedRule]
    amounts: LocalAmounts


def read_packs(path: Path) -> dict[str, list[DatedRule]]:
    """Every check's packs in the order of their dates; gaps and overlaps are a `ConfigurationError`."""
    tables = read_toml(path)
    for name in tables:
        if name not in (*REGISTER, TABLE):
            near = difflib.get_close_matches(name, REGISTER, n=1)
            hint = _(" (did you mean '{key}'?)").format(key=near[0]) if near else ""
            raise ConfigurationError(
                _("{where}: unknown key '{key}'{hint}").format(
                    where=f"{path}:{line_of(path, (name, 0))}", key=name, hint=hint
                ),
                _("Correct or remove the key."),
            )
    return {name: _packs_of(name, tables.get(name), path) for name in REGISTER}


def rules_on(packs: Mapping[str, Sequence[DatedRule]], day: date, path: Path) -> dict[str, DatedRule]:
    """The rule of each check that was in force on `day`."""
    found = {}
    for name, dated in packs.items():
        valid = [rule for rule in dated if rule.pack.holds_on(day)]
        if not valid:
            raise ConfigurationError(
                _("{where}: no pack of '{name}' holds on {day}.").format(
                    where=f"{path}:{dated[0].line}", name=name, day=day
                ),
                _("Add a [[{name}]] with the parameters that held then.").format(name=name),
            )
        found[name] = valid[0]
    return found


def read_rules(workspace: Workspace, day: date) -> Rules:
    """Everything of `checks.toml` that was in force on `day`."""
    path = workspace.checks_file
    needed = [amount for check in REGISTER.values() for amount in check.amounts]
    return Rules(
        rules_on(read_packs(path), day, path),
        amounts_on(path, day, needed, workspace.bureau.jurisdiction),
    )


def _packs_of(name: str, tables: object, path: Path) -> list[DatedRule]:
    if not isinstance(tables, list) or not tables:
        raise ConfigurationError(
            _("{where}: the key '{key}' is missing").format(where=f"{path}:1", key=f"[[{name}]]"),
            _("Add the key."),
        )
    packs = [
        DatedRule(build(REGISTER[name].rule, table, path, (name, at)), line_of(path, (name, at)))
        for at, table in enumerate(tables)
    ]
    packs.sort(key=lambda rule: rule.pack.since)
    for earlier, later in pairwise(packs):
        if not later.pack.follows(earlier.pack):
            raise ConfigurationError(
                _(
                    "{where}: this pack of '{name}' does not begin on the day after the one before ends."
                ).format(where=f"{path}:{later.line}", name=name),
                _("Set `until` of the earlier pack to the day before `from` of this one."),
            )
    return packs

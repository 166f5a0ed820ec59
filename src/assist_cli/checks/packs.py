"""`checks.toml`: the dated parameters of every check, and which of them hold in a pay month."""

import difflib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

from assist_cli.checks.amounts import TABLE, LocalAmounts, amounts_on
from assist_cli.checks.check import Check, DatedRule
from assist_cli.checks.register import Register, read_register
from assist_cli.errors import ConfigurationError
from assist_cli.language import _
from assist_cli.settings.toml import build, line_of, read_toml
from assist_cli.settings.values import Pack
from assist_cli.settings.workspace import Workspace


@dataclass(frozen=True)
class Rules:
    """What is in force on a day: the checks, the rule of each, and the local amounts."""

    checks: Register
    of: Mapping[str, DatedRule]
    amounts: LocalAmounts

    def only(self, name: str) -> "Rules":
        """The same, of one check alone."""
        return self.without(self.checks.keys() - {name})

    def without(self, names: Collection[str]) -> "Rules":
        """The same, of all other checks."""
        checks = {name: check for name, check in self.checks.items() if name not in names}
        return Rules(checks, {name: self.of[name] for name in checks}, self.amounts)


def read_packs(path: Path, register: Register) -> dict[str, list[DatedRule]]:
    """Every check's packs in the order of their dates; gaps and overlaps are a `ConfigurationError`."""
    tables = read_toml(path)
    here = [name for name, check in register.items() if not check.packs]
    for name in tables:
        if name not in (*here, TABLE):
            near = difflib.get_close_matches(name, here, n=1)
            hint = _(" (did you mean '{key}'?)").format(key=near[0]) if near else ""
            raise ConfigurationError(
                _("{where}: unknown key '{key}'{hint}").format(
                    where=f"{path}:{line_of(path, (name, 0))}", key=name, hint=hint
                ),
                _("Correct or remove the key."),
            )
    return {
        name: list(check.packs) or _packs_of(check, tables.get(name), path)
        for name, check in register.items()
    }


def rules_on(packs: Mapping[str, Sequence[DatedRule]], day: date) -> dict[str, DatedRule]:
    """The rule of each check that was in force on `day`."""
    found = {}
    for name, dated in packs.items():
        valid = [rule for rule in dated if rule.pack.holds_on(day)]
        if not valid:
            raise ConfigurationError(
                _("{where}: no pack of '{name}' holds on {day}.").format(
                    where=dated[0].where, name=name, day=day
                ),
                _("Add a [[{name}]] with the parameters that held then.").format(name=name),
            )
        found[name] = valid[0]
    return found


def read_rules(workspace: Workspace, day: date) -> Rules:
    """Everything that was in force on `day`, of `checks.toml` and of the bureau's own checks."""
    path = workspace.checks_file
    register = {name: check for name, check in read_register(workspace).items() if check.known_on(day)}
    needed = [amount for check in register.values() for amount in check.amounts]
    return Rules(
        register,
        rules_on(read_packs(path, register), day),
        amounts_on(path, day, needed, workspace.bureau.jurisdiction),
    )


def _packs_of(check: Check[Pack], tables: object, path: Path) -> list[DatedRule]:
    if not isinstance(tables, list) or not tables:
        raise ConfigurationError(
            _("{where}: the key '{key}' is missing").format(where=f"{path}:1", key=f"[[{check.name}]]"),
            _("Add the key."),
        )
    packs = [
        DatedRule(build(check.rule, table, path, (check.name, at)), path, line_of(path, (check.name, at)))
        for at, table in enumerate(tables)
    ]
    packs.sort(key=lambda rule: rule.pack.since)
    for earlier, later in pairwise(packs):
        if not later.pack.follows(earlier.pack):
            raise ConfigurationError(
                _(
                    "{where}: this pack of '{name}' does not begin on the day after the one before ends."
                ).format(where=later.where, name=check.name),
                _("Set `until` of the earlier pack to the day before `from` of this one."),
            )
    return packs

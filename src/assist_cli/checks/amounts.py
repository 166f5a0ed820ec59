"""Local amounts of `checks.toml`: standards, lines and limits in yuan, by division and date."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from pydantic import Field

from assist_cli.errors import ConfigurationError
from assist_cli.language import _
from assist_cli.settings.toml import build, line_of, read_toml
from assist_cli.settings.values import Dated

TABLE = "amounts"
"""Where they stand: `[[amounts.NAME]]`, one a division and stretch of time."""


class LocalAmount(Dated):
    """An amount of a division and of everything below it that has none of its own."""

    division: str = Field(pattern=r"^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})$")
    yuan: float | int = Field(ge=0)


@dataclass(frozen=True)
class Amount:
    """A local amount in force: its yuan, since when, and the line of `checks.toml` that says so."""

    yuan: Decimal
    since: date
    line: int


@dataclass(frozen=True)
class LocalAmounts:
    """The amounts in force on a day: name -> division -> amount."""

    known: Mapping[str, Mapping[str, Amount]]

    def of(self, name: str, division: str) -> Amount | None:
        """The amount of the division, or of the nearest one above it that has one."""
        by_division = self.known.get(name, {})
        prefixes = (division[:length] for length in range(len(division), 0, -1))
        return next((by_division[prefix] for prefix in prefixes if prefix in by_division), None)

    def everywhere(self, name: str, yuan: Decimal) -> "LocalAmounts":
        """The same, but that one amount is `yuan` wherever it has a value."""
        changed = {code: Amount(yuan, amount.since, amount.line) for code, amount in self.known[name].items()}
        return LocalAmounts({**self.known, name: changed})


def amounts_on(path: Path, day: date, needed: Collection[str], jurisdiction: str) -> LocalAmounts:
    """The amounts that held on `day`.

    A gap, an overlap, an amount that nothing needs, or one that is missing for the jurisdiction is a
    `ConfigurationError`.
    """
    tables = read_toml(path).get(TABLE, {})
    listed = tables if isinstance(tables, dict) else {}
    for name in listed:
        if name not in needed:
            raise ConfigurationError(
                _("{where}: no check needs an amount '{name}'").format(
                    where=f"{path}:{line_of(path, (TABLE, name, 0))}", name=name
                ),
                _("Correct or remove the key."),
            )
    amounts = LocalAmounts({name: _on(path, name, day) for name in needed})
    for name in needed:
        if amounts.of(name, jurisdiction) is None:
            raise ConfigurationError(
                _("{where}: no amount '{name}' of {division} holds on {day}.").format(
                    where=f"{path}:{line_of(path, (TABLE, name))}", name=name, division=jurisdiction, day=day
                ),
                _("Add a [[{name}]] with the parameters that held then.").format(name=f"{TABLE}.{name}"),
            )
    return amounts


def stated_amounts(path: Path, name: str) -> list[tuple[LocalAmount, int]]:
    """All that `checks.toml` states of one amount, with its lines; gaps and overlaps are a `ConfigurationError`."""
    tables = read_toml(path).get(TABLE, {})
    rows = tables.get(name, []) if isinstance(tables, dict) else []
    dated = [
        (build(LocalAmount, row, path, (TABLE, name, at)), line_of(path, (TABLE, name, at)))
        for at, row in enumerate(rows)
    ]
    _without_gaps(path, name, dated)
    return dated


def _on(path: Path, name: str, day: date) -> dict[str, Amount]:
    return {
        row.division: Amount(Decimal(str(row.yuan)), row.since, line)
        for row, line in stated_amounts(path, name)
        if row.holds_on(day)
    }


def _without_gaps(path: Path, name: str, dated: list[tuple[LocalAmount, int]]) -> None:
    by_division = defaultdict[str, list[tuple[LocalAmount, int]]](list)
    for row, line in sorted(dated, key=lambda each: each[0].since):
        by_division[row.division].append((row, line))
    for rows in by_division.values():
        for (earlier, _line), (later, line) in pairwise(rows):
            if not later.follows(earlier):
                raise ConfigurationError(
                    _(
                        "{where}: this pack of '{name}' does not begin on the day after the one before ends."
                    ).format(where=f"{path}:{line}", name=f"{TABLE}.{name}"),
                    _("Set `until` of the earlier pack to the day before `from` of this one."),
                )

"""Checks as cards: what `assist checks list` and `assist checks explain` print."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from assist_cli.checks.amounts import LocalAmount, stated_amounts
from assist_cli.checks.check import HEADINGS, Check, DatedRule
from assist_cli.checks.packs import read_packs
from assist_cli.checks.register import read_register
from assist_cli.language import N_, _
from assist_cli.outputs import wording
from assist_cli.outputs.screen.grid import grid, heading, line, row, stacked
from assist_cli.settings.values import Message, Pack, spoken
from assist_cli.settings.workspace import Workspace

TITLES = {
    "Why it matters": N_("Why it matters"),
    "Found": N_("Found"),
    "Left alone": N_("Left alone"),
    "Made wrong by": N_("Made wrong by"),
    "Verify": N_("Verify"),
}


@dataclass(frozen=True)
class Card:
    """A check with its dated packs, oldest first, the titles of the sources it looks at, and its local amounts."""

    check: Check[Pack]
    packs: list[DatedRule]
    sources: Mapping[str, str]
    amounts: Mapping[str, list[LocalAmount]]

    @property
    def in_force(self) -> DatedRule:
        """Today's pack; the newest where none holds."""
        return next((rule for rule in self.packs if rule.pack.holds_on(_today())), self.packs[-1])


def read_cards(workspace: Workspace) -> list[Card]:
    """Every check of the register, as the workspace sets it up."""
    register = read_register(workspace)
    packs = read_packs(workspace.checks_file, register)
    return [_card(workspace, check, packs[name]) for name, check in register.items()]


def _card(workspace: Workspace, check: Check[Pack], packs: list[DatedRule]) -> Card:
    titles = {source: str(workspace.source(source).title) for source in check.sources}
    stated = {name: stated_amounts(workspace.checks_file, name) for name in check.amounts}
    amounts = {name: [amount for amount, _line in rows] for name, rows in stated.items()}
    return Card(check, packs, titles, amounts)


def _today() -> date:
    return date.today()  # noqa: DTZ011  the officer's own calendar day


def checks_table(cards: list[Card]) -> RenderableType:
    """One row a check."""
    table = grid(_("Check"), _("Lane"), _("Sources"), _("Parameters in force"), wide=(2, 3))
    for card in cards:
        rule = card.in_force
        row(
            table,
            [
                stacked(card.check.name, spoken(card.check.title)),
                stacked(wording.lane(card.check.lane), wording.unit(card.check.unit)),
                stacked(*card.sources.values()),
                stacked(_since(rule), *_parameters(rule), *_amounts_in_force(card)),
            ],
        )
    return table


def card_page(card: Card) -> RenderableType:
    """One check's full card."""
    check = card.check
    told = check.explanation
    parts: list[RenderableType] = [
        heading(f"{check.name} · {spoken(check.title)} · {wording.lane(check.lane)}"),
        line(f"{_sentence(told[''])} ({wording.unit(check.unit)})"),
    ]
    for name in HEADINGS:
        parts += [heading(_(TITLES[name])), Padding(Text(_sentence(told[name])), (0, 0, 0, 2))]
    parts.append(heading(_("Sources")))
    parts += [
        line(f"  {source}  {title}{_weighing(check, source)}") for source, title in card.sources.items()
    ]
    parts.append(heading(_("Rule, parameters and since when")))
    for rule in card.packs:
        parts.append(Padding(Text(f"{_since(rule)}{rule.pack.basis}"), (0, 0, 0, 2)))
        parts.append(Padding(stacked(*_parameters(rule)), (0, 0, 0, 4)))
    return Group(*parts, *_amounts(card))


def _amounts(card: Card) -> Iterator[RenderableType]:
    """Every local amount that the check uses, as each division states it."""
    for name, stated in card.amounts.items():
        yield heading(_("Local amount {name}: by division, since when, by what rule").format(name=name))
        for amount in stated:
            dates = wording.dates(amount.since, amount.until)
            told = _("{division}: {yuan} yuan ({dates}). {basis}").format(
                division=amount.division, yuan=f"{amount.yuan:,}", dates=dates, basis=amount.basis
            )
            yield Padding(Text(told), (0, 0, 0, 2))


def _amounts_in_force(card: Card) -> list[str]:
    """The local amounts of today, by division."""
    return [
        _("{name} of {division} = {yuan} yuan").format(
            name=name, division=amount.division, yuan=f"{amount.yuan:,}"
        )
        for name, stated in card.amounts.items()
        for amount in stated
        if amount.holds_on(_today())
    ]


def cards_json(cards: list[Card]) -> str:
    """All cards for programs."""
    return json.dumps(
        [
            {
                "check": card.check.name,
                "title": spoken(card.check.title),
                "lane": card.check.lane,
                "unit": card.check.unit,
                "sources": list(card.sources),
                "packs": [
                    {
                        "from": str(rule.pack.since),
                        "until": str(rule.pack.until or ""),
                        "basis": str(rule.pack.basis),
                        **rule.parameters,
                    }
                    for rule in card.packs
                ],
                "amounts": {
                    name: [
                        {
                            "division": amount.division,
                            "yuan": amount.yuan,
                            "from": str(amount.since),
                            "until": str(amount.until or ""),
                            "basis": str(amount.basis),
                        }
                        for amount in stated
                    ]
                    for name, stated in card.amounts.items()
                },
            }
            for card in cards
        ],
        ensure_ascii=False,
        indent=1,
    )


def _weighing(check: Check[Pack], source: str) -> str:
    return _(" (can only strengthen or weaken a finding)") if source in check.weighs else ""


def _since(rule: DatedRule) -> str:
    until = rule.pack.until
    if until is None:
        return _("Since {day}: ").format(day=rule.pack.since)
    return _("{day} to {until}: ").format(day=rule.pack.since, until=until)


def _parameters(rule: DatedRule) -> list[str]:
    shown = [
        f"{name} = {' '.join(map(str, value)) if isinstance(value, list) else value}"
        for name, value in rule.parameters.items()
        if value != []
    ]
    return shown or [_("no parameters")]


def _sentence(text: Message) -> str:
    """A part of an explanation in the chosen language, beginning as a sentence does."""
    told = spoken(text)
    return told[:1].upper() + told[1:]

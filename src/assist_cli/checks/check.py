"""What a check is: one pure function over a view, and everything that must be known about it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Generic, Literal, TypeVar

import polars as pl

from assist_cli.checks.households import Households, Suspects
from assist_cli.checks.payments import Count
from assist_cli.checks.view import View
from assist_cli.settings.values import Dated, Message, Pack, Text

Lane = Literal["exit", "need", "info", "record"]
Needs = Mapping[str, tuple[str, ...]]
Rule = TypeVar("Rule", bound=Pack)

HEADINGS = ("Why it matters", "Found", "Left alone", "Made wrong by", "Verify")


@dataclass(frozen=True)
class Check(Generic[Rule]):
    """One check.

    `doc`: the module's docstring, one sentence and a paragraph for each of `HEADINGS`; of a bureau's own check the same by heading. `summary`: what a finding
    says, by the first part of its subject (`""` for every other). `rule`: the shape of its dated parameters.
    `finds`: sources, and their columns, in which it finds; a person is not checked where one of them is expected
    and not there. `weighs`: sources that can only strengthen or weaken a finding.
    `lanes`: where findings whose subject begins so go in another lane than the check's.
    `unit`: whether a finding is about a person or about a household, whose members' records then speak together.
    `settle`: a last word over the hits of all ranges, with their persons' households, for what a household decides;
    `suspects`: whose households it needs besides.
    `amounts`: the local amounts it needs. `asset`: needs the household's authorisation. `register`: a snapshot in which a person must stand to be checked.
    `paid_only`: looks at people who are paid. `payments`: which payments were beyond entitlement, by the first part of the
    subject (`""` for every other); findings of other kinds state neither months nor amounts.
    `packs`: its dated parameters, where they do not stand in `checks.toml`.
    """

    name: str
    doc: str | Mapping[str, Text]
    lane: Lane
    title: Message
    summary: Mapping[str, Message]
    rule: type[Rule]
    find: Callable[[View, Rule], pl.LazyFrame]
    finds: Needs
    weighs: Needs = field(default_factory=dict)
    lanes: Mapping[str, Lane] = field(default_factory=dict)
    unit: Literal["person", "household"] = "person"
    settle: Callable[[pl.DataFrame, Households, Rule], pl.DataFrame] | None = None
    suspects: Suspects | None = None
    amounts: tuple[str, ...] = ()
    asset: bool = False
    register: str | None = None
    paid_only: bool = False
    payments: Mapping[str, Count[Rule]] = field(default_factory=dict)
    packs: tuple["DatedRule", ...] = ()

    @property
    def sources(self) -> list[str]:
        """Every source it looks at."""
        return [*self.finds, *self.weighs]

    @property
    def explanation(self) -> Mapping[str, Message]:
        """What it is, under the empty heading, and what stands under each of `HEADINGS`."""
        return sections(self.doc) if isinstance(self.doc, str) else self.doc

    def known_on(self, day: date) -> bool:
        """Whether there was such a check on `day`; a gap in `checks.toml` is a fault, and not this."""
        return not self.packs or any(rule.pack.holds_on(day) for rule in self.packs)


@dataclass(frozen=True)
class DatedRule:
    """A check's parameters, and the file and the line on which their pack begins."""

    pack: Pack
    file: Path
    line: int

    @property
    def where(self) -> str:
        """File and line, as messages name them."""
        return f"{self.file}:{self.line}"

    @property
    def parameters(self) -> dict[str, object]:
        """Name -> value, without the dates and the basis."""
        values = self.pack.model_dump(exclude=set(Dated.model_fields))
        return {name: value for name, value in values.items() if value is not None}


def sections(doc: str) -> dict[str, str]:
    """A check's docstring by its headings; its first sentence stands under the empty heading."""
    first, _newline, rest = doc.strip().partition("\n")
    parts = {"": first}
    for paragraph in re.split(r"\n(?=(?:" + "|".join(HEADINGS) + r"): )", rest):
        heading, colon, text = paragraph.strip().partition(": ")
        if colon:
            parts[heading] = " ".join(text.split())
    return parts

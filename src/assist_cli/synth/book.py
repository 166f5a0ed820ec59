"""What the stories have written down: changed people, changed rows, added records, and the truth."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from assist_cli.synth.divisions import STREET_DIGITS

Cell = str | int | date | None
Row = Mapping[str, Cell]

# The standard is raised by this many cents every second month.
RAISE = 1200
RAISE_EVERY = 2
_MONTHS_WITH_A_GAP = 3


@dataclass(frozen=True, slots=True)
class Member:
    """A roster person as the stories see one; `amount` is cents a month before any raise."""

    pid: int
    position: int
    household_id: str
    name: str
    id_number: str
    sex: str
    born_on: date
    amount: int
    division_code: str
    street: str
    community: str
    hukou_address: str
    approved_on: date
    authorised_on: date | None
    works: bool
    programme: str

    @property
    def street_code(self) -> str:
        """The 9-digit code of the street."""
        return self.division_code[:STREET_DIGITS]


@dataclass(frozen=True, slots=True)
class Claim:
    """A finding that must be made in the months `since` to `until` (positions; `until` is outside)."""

    story: str
    check: str
    who: Member
    subject: str
    lamp: str
    grade: str
    on: date | None
    sources: tuple[str, ...]
    since: int
    until: int
    beyond: Mapping[str, int] | None = None
    """Cents paid beyond entitlement by pay month, where the story says so."""


@dataclass(frozen=True, slots=True)
class Innocent:
    """Somebody who must be left alone, by one check or by all (`*`), in every month."""

    story: str
    who: Member
    check: str


@dataclass(slots=True)
class Book:
    """Everything planted, keyed so that a whole column can be changed at once."""

    months: Sequence[str]
    people: defaultdict[str, dict[int, Cell]] = field(default_factory=lambda: defaultdict(dict))
    edits: defaultdict[tuple[str, str], defaultdict[str, dict[int, Cell]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(dict))
    )
    gone: defaultdict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    records: defaultdict[tuple[str, str], list[Row]] = field(default_factory=lambda: defaultdict(list))
    claims: list[Claim] = field(default_factory=list)
    innocents: list[Innocent] = field(default_factory=list)
    planted: dict[str, int] = field(default_factory=dict)
    serial: int = 0

    def delivered(self, source: str, month: str) -> bool:
        """False for the one delivery that never comes: the second month's vehicles, of three or more."""
        short = len(self.months) < _MONTHS_WITH_A_GAP
        return short or (source, month) != ("police.vehicles", self.months[1])

    def told(self) -> frozenset[int]:
        """The `pid` of everybody whom a story is about, and of those it has invented."""
        changed = [*self.people.values(), *(v for columns in self.edits.values() for v in columns.values())]
        recorded = {int(str(row["pid"])) for rows in self.records.values() for row in rows}
        named = {claim.who.pid for claim in self.claims} | {innocent.who.pid for innocent in self.innocents}
        return frozenset(recorded | named).union(*changed, *self.gone.values())

    def listed(self, who: Member, month: str) -> bool:
        """Whether the roster of `month` carries this person in an active row."""
        status = self.edits[("civil.roster", month)]["status"].get(who.pid, "在保")
        return who.pid not in self.gone[month] and status in ("在保", "正常")

    def paid(self, who: Member, month: str) -> int:
        """The cents that the roster of `month` shows for this person."""
        edited = self.edits[("civil.roster", month)]["amount"]
        if who.pid in edited:
            cents = edited[who.pid]
            return cents if isinstance(cents, int) else 0
        return who.amount + raised(self.months, month) if who.amount else 0

    def next_serial(self) -> int:
        """A number nobody else has, for plates and strangers."""
        self.serial += 1
        return self.serial


def raised(months: Sequence[str], month: str) -> int:
    """The cents that were added to everybody's amount up to `month`."""
    return RAISE * (list(months).index(month) // RAISE_EVERY)

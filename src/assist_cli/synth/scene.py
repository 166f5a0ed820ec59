"""What a story may do: cast people, let departments write records, and tell the truth."""

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from assist_cli.synth import calendar
from assist_cli.synth.book import Book, Cell, Claim, Innocent, Member, Row
from assist_cli.synth.identifiers import resident_id
from assist_cli.synth.names import MALE

Household = tuple[Member, ...]
_PLANTED_CODES = 995000  # the base population's codes end below
_SERIALS_A_CODE = 500


class NobodyLeft(Exception):  # noqa: N818  not an error: the sample is simply too small for more
    """No free household fits the part."""


@dataclass(slots=True)
class Cast:
    """Households that no story has used, by street."""

    free: dict[str, deque[Household]]

    def take(self, turn: int, fits: Callable[[Household], bool]) -> Household:
        """The next household that fits, from the street whose turn it is or a later one."""
        streets = sorted(self.free)
        for offset in range(len(streets)):
            queue = self.free[streets[(turn + offset) % len(streets)]]
            for position, household in enumerate(queue):
                if fits(household):
                    del queue[position]
                    return household
        raise NobodyLeft


@dataclass(slots=True)
class Scene:
    """One copy of one story, beginning in the pay month at position `start`."""

    story: str
    start: int
    turn: int
    book: Book
    cast: Cast
    dice: Random

    @property
    def month(self) -> str:
        """The pay month in which the story begins."""
        return self.book.months[self.start]

    def day(self, months: int, earliest: int = 3, latest: int = 24) -> date:
        """A day of the calendar month that lies `months` after the story's beginning."""
        first = calendar.first_day(calendar.shifted(self.month, months))
        return first.replace(day=self.dice.randint(earliest, latest))

    def positions(self, since: int, until: int | None) -> range:
        """Positions of the months from `since` to before `until`, counted from the beginning."""
        end = len(self.book.months)
        return range(self.start + since, end if until is None else min(end, self.start + until))

    # -- casting ---------------------------------------------------------------------------------

    def family(self, fits: Callable[[Household], bool] = bool) -> Household:
        """A free household, the head first."""
        return self.cast.take(self.turn, fits)

    def couple(self) -> tuple[Member, Member]:
        """The paid head of a household and the spouse."""
        head, spouse, *_rest = self.family(
            lambda household: len(household) > 1 and _suits(household[0]) and not household[1].works
        )
        return head, spouse

    def head(self, youngest: int = 0) -> Member:
        """The paid head of a household, at least `youngest` years old, who does not work."""
        born_by = calendar.first_day(self.book.months[0]).year - youngest

        def fits(household: Household) -> bool:
            return _suits(household[0]) and household[0].born_on.year < born_by

        return self.family(fits)[0]

    def car_owners(self) -> Household:
        """A household of two or more that has authorised asset checks."""
        return self.family(lambda household: len(household) > 1 and household[0].authorised_on is not None)

    def renamed(self, who: Member, name: str) -> Member:
        """The same person under another name, in every source."""
        self.book.people["name"][who.pid] = name
        return replace(who, name=name)

    def reborn(self, who: Member, born_on: date, ending: str = "") -> Member:
        """The same person with another birthday, and an ID that ends as asked."""
        id_number = self.fresh_id(born_on, who.sex)
        while not id_number.endswith(ending):
            id_number = self.fresh_id(born_on, who.sex)
        self.book.people["born_on"][who.pid] = born_on
        self.book.people["id_number"][who.pid] = id_number
        return replace(who, born_on=born_on, id_number=id_number)

    def fresh_id(self, born_on: date, sex: str) -> str:
        """A valid ID that nobody has."""
        code, half = divmod(self.book.next_serial(), _SERIALS_A_CODE)
        return resident_id(str(_PLANTED_CODES + code), born_on, half * 2 + (sex == MALE))

    # -- what departments write --------------------------------------------------------------------

    def edit(
        self, source: str, who: Member, fields: Mapping[str, Cell], since: int = 0, until: int | None = None
    ) -> None:
        """Change cells of this person's row in the snapshots of these months."""
        for position in self.positions(since, until):
            columns = self.book.edits[(source, self.book.months[position])]
            for column, value in fields.items():
                columns[column][who.pid] = value

    def edit_all(self, source: str, household: Iterable[Member], fields: Mapping[str, Cell]) -> None:
        """Change the same cells of everybody in the household, in every month."""
        for who in household:
            self.edit(source, who, fields, since=-self.start)

    def leave_roster(self, who: Member, since: int) -> None:
        """Take this person's row out of the rosters from then on."""
        for position in self.positions(since, None):
            self.book.gone[self.book.months[position]].add(who.pid)

    def record(self, source: str, row: Row, since: int = 0, until: int | None = None) -> None:
        """Add a row to the deliveries of these months."""
        for position in self.positions(since, until):
            self.book.records[(source, self.book.months[position])].append(row)

    # -- the truth ---------------------------------------------------------------------------------

    def found(
        self,
        check: str,
        who: Member,
        subject: str,
        sources: tuple[str, ...],
        *,
        on: date | None = None,
        lamp: str = "yellow",
        grade: str = "certain",
        since: int = 0,
        until: int | None = None,
        beyond: Mapping[str, int] | None = None,
    ) -> None:
        """A finding that must be made, with these values, in these months."""
        months = self.positions(since, until)
        if months:
            claim = Claim(
                self.story, check, who, subject, lamp, grade, on, sources, months.start, months.stop, beyond
            )
            self.book.claims.append(claim)

    def innocent(self, who: Member, *checks: str) -> None:
        """Somebody who must be left alone by these checks (by every check if none is named)."""
        self.book.innocents.extend(Innocent(self.story, who, check) for check in checks or ("*",))


def _suits(who: Member) -> bool:
    return who.amount > 0 and not who.works

"""Let every story take its households and write itself into the book."""

from collections import Counter, defaultdict, deque
from random import Random

import polars as pl

from assist_cli.synth.book import Book, Member
from assist_cli.synth.chance import Chance
from assist_cli.synth.scene import Cast, Household, NobodyLeft, Scene
from assist_cli.synth.stories import STORIES

_COLUMNS = (
    "pid", "position", "household_id", "name", "id_number", "sex", "born_on", "amount", "division_code",
    "street", "community", "hukou_address", "approved_on", "authorised_on", "works", "programme",
)  # fmt: skip
_CANDIDATES_A_COPY, _CANDIDATES = 6, 600


def tell(people: pl.DataFrame, book: Book, chance: Chance) -> None:
    """Tell every story as often as the size of the roster asks; a copy that finds nobody is left out."""
    months, roster = len(book.months), people.filter("listed")
    copies = [story.copies_for(roster.height, months) for story in STORIES]
    cast = _cast(roster, chance, sum(copies))
    told: Counter[int] = Counter()
    for story, count in zip(STORIES, copies, strict=True):
        book.planted[story.name] = 0
        for turn in range(count):
            told[story.months] += 1
            start = -told[story.months] % (months - story.months + 1)  # the last month first
            dice = Random(f"{chance.key}:{story.name}:{turn}")  # noqa: S311  made-up people keep no secrets
            try:
                story.tell(Scene(story.name, start, turn, book, cast, dice))
            except NobodyLeft:
                break
            book.planted[story.name] += 1


def _cast(roster: pl.DataFrame, chance: Chance, copies: int) -> Cast:
    """Enough households for all copies, drawn by chance, by street."""
    drawn = (
        roster.select(pl.col("household").unique())
        .sort(chance.bits("cast", "household"), "household")
        .head(copies * _CANDIDATES_A_COPY + _CANDIDATES)
        .with_columns(order=pl.int_range(pl.len()))
    )
    chosen = roster.join(drawn, on="household").sort("order", "position")
    free: defaultdict[str, deque[Household]] = defaultdict(deque)
    for household in _households(chosen):
        free[household[0].street_code].append(household)
    return Cast(dict(free))


def _households(chosen: pl.DataFrame) -> list[Household]:
    by_id: defaultdict[str, list[Member]] = defaultdict(list)
    for values in chosen.select(_COLUMNS).rows():
        member = Member(*values)
        by_id[member.household_id].append(member)
    return [tuple(members) for members in by_id.values()]

"""The whole of it in order: people, stories, departments, mess, files, truth."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from assist_cli.synth import Counts, Order, blocks, calendar, departments, mess, truth, writers
from assist_cli.synth.book import Book
from assist_cli.synth.casting import tell
from assist_cli.synth.chance import Chance
from assist_cli.synth.desk import Desk
from assist_cli.synth.people import population
from assist_cli.synth.sources import SOURCES, Source
from assist_cli.synth.streams import Delivery, open_delivery


@dataclass(frozen=True, slots=True)
class Block:
    """The people of a block and what the stories have written about them."""

    chance: Chance
    people: pl.DataFrame
    book: Book

    @classmethod
    def of(cls, chance: Chance, people: int, months: Sequence[str]) -> "Block":
        """So many people on the roster, the others around them, and every story told."""
        book = Book(tuple(months), serial=blocks.SERIALS * chance.block)
        everybody = population(chance, people, calendar.first_day(months[0]))
        tell(everybody, book, chance)
        return cls(chance, departments.changed(everybody, book), book)

    def table(self, source: Source, month: str) -> pl.DataFrame:
        """What the source's department knows in a month."""
        return departments.table(source, self.people, self.book, self.chance, month)

    def counts(self, told: Sequence[truth.Truth]) -> Counter[str]:
        """People, households and truth rows, and, after a colon, the copies of every story."""
        listed = self.people.filter("listed")
        return Counter(
            {
                "people": listed.height,
                "households": listed["household"].n_unique(),
                "find": sum(row.must == "find" for row in told),
                "leave": sum(row.must == "leave" for row in told),
                **{f":{story}": copies for story, copies in self.book.planted.items()},
            }
        )


def write_sample(target: Path, people: int, months: Sequence[str], seed: int, truth_file: str) -> Counts:
    """One block as the sample shows it; see `synth.make`."""
    block = Block.of(Chance(seed), people, months)
    files = 0
    for position, source, month in _deliveries(SOURCES, months, block.book):
        path = target / month / source.named(source.file, month)
        typed = mess.dirtied(block.table(source, month), source, position, block.chance)
        writers.write(path, typed, source, month)
        files += 1
    told = truth.rows(block.book)
    truth.write(target / truth_file, told)
    return _counts(block.counts(told), files)


def write_district(target: Path, order: Order) -> Counts:
    """Block after block into the files of all months; see `synth.deliver`."""
    sources = [source for source in SOURCES if source.name in order.sources]
    counts = Counter[str]()
    with ExitStack() as stack:
        files: dict[tuple[str, str], Delivery] = {}
        for number, size in blocks.sizes(order.people):
            block = Block.of(Chance(order.seed, number), size, order.months)
            persons = block.book.told()
            for position, source, month in _deliveries(sources, order.months, block.book):
                desk = Desk(source, month, position, order.kinds, block.chance, persons)
                if (source.name, month) not in files:
                    opened = stack.enter_context(open_delivery(target, desk, order.people))
                    files[(source.name, month)] = opened
                files[(source.name, month)].add(block.table(source, month), desk)
            told = truth.rows(block.book)
            truth.write(target / "truth" / "truth.csv", told)
            counts += block.counts(told)
    return _counts(counts, len(files))


def _deliveries(
    sources: Sequence[Source], months: Sequence[str], book: Book
) -> Iterator[tuple[int, Source, str]]:
    """Position of the month, source and month of every delivery that comes."""
    for position, month in enumerate(months):
        for source in sources:
            if book.delivered(source.name, month):
                yield position, source, month


def _counts(counts: Counter[str], files: int) -> Counts:
    return Counts(
        people=counts["people"],
        households=counts["households"],
        files=files,
        find=counts["find"],
        leave=counts["leave"],
        planted={name[1:]: copies for name, copies in counts.items() if name.startswith(":")},
    )

"""The whole of it in order: people, stories, departments, mess, files, truth."""

from collections.abc import Sequence
from pathlib import Path

from assist_cli.synth import Counts, calendar, departments, mess, truth, writers
from assist_cli.synth.book import Book
from assist_cli.synth.casting import tell
from assist_cli.synth.chance import Chance
from assist_cli.synth.people import population
from assist_cli.synth.sources import SOURCES


def write_world(target: Path, people: int, months: Sequence[str], seed: int, truth_file: str) -> Counts:
    """Write everything; see `synth.make`."""
    chance, book = Chance(seed), Book(tuple(months))
    everybody = population(chance, people, calendar.first_day(months[0]))
    tell(everybody, book, chance)
    everybody = departments.changed(everybody, book)
    files = 0
    for position, month in enumerate(months):
        for source in SOURCES:
            if book.delivered(source.name, month):
                clean = departments.table(source, everybody, book, chance, month)
                path = target / month / source.named(source.file, month)
                writers.write(path, mess.dirtied(clean, source, position, chance), source, month)
                files += 1
    told = truth.rows(book)
    truth.write(target / truth_file, told)
    return Counts(
        people=people,
        households=everybody.filter("listed")["household"].n_unique(),
        files=files,
        find=sum(row.must == "find" for row in told),
        leave=sum(row.must == "leave" for row in told),
        planted=dict(book.planted),
    )

"""Made-up people, what departments would write about them, the mess they would send, and the truth.

Nothing here imports the checks or the reader: the truth is what the stories planted and what was
done to every cell, never what a check found or a reader read. Every resident ID starts with 99, a
division that cannot exist.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Counts:
    """What was written: roster people and households, files, truth rows, copies planted by story."""

    people: int
    households: int
    files: int
    find: int
    leave: int
    planted: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Order:
    """What to deliver: roster people (at most 30 millions), pay months in ascending order, sources, kinds of mess.

    `kinds` are names of `mess_kinds.KINDS`, `sources` names of `landing.LANDINGS`.
    """

    people: int
    months: Sequence[str]
    seed: int
    kinds: frozenset[str]
    sources: Sequence[str]


def make(
    target: Path, people: int, months: Sequence[str], seed: int, truth: str = "truth/truth.csv"
) -> Counts:
    """Write the files of the departments to `target/YYYY-MM/` and the known truth to `target/<truth>`.

    `people` are the people on the roster, `months` pay months `YYYY-MM` in ascending order. Everything
    is held in memory, and all of its mess can be read. The same arguments write the same bytes.
    """
    from assist_cli.synth.world import write_sample  # noqa: PLC0415  Polars is loaded when it is needed

    return write_sample(target, people, months, seed, truth)


def deliver(target: Path, order: Order) -> Counts:
    """Write every file of an order to `target/YYYY-MM/`; the same order writes the same bytes.

    Beside the files stand `truth/truth.csv` (findings) and, for every file, the truth of its rows in
    `truth/rows/<source>/month=YYYY-MM.parquet` (`row_truth.truth`). Memory holds one block of people.
    """
    from assist_cli.synth.world import write_district  # noqa: PLC0415  Polars is loaded when it is needed

    return write_district(target, order)

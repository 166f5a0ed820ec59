"""How a population of any size is made: block by block, so that memory holds one block.

A block is a small district of its own, with its people, stories and records. Numbers that must not
repeat (people, households, IDs, plates) start in every block where no other block's can be.
"""

from collections.abc import Iterator
from dataclasses import dataclass

PEOPLE = 50_000
"""Roster people in a block."""

MOST = 600
"""Blocks for which there are impossible division codes."""

NUMBERS = 1 << 18
"""Numbers of people, and of households, that a block may use."""

RECORDS = 20_000
"""Numbers of certificates and plates that a block may use in a month."""

SERIALS = 4000
"""Numbers that the stories of a block may use."""

_WIDTH, _BANDS = 20, 25  # together the 500 sequence numbers a day, sex and code


@dataclass(frozen=True, slots=True)
class Ids:
    """Where a block's resident IDs lie: `code` hundreds above the base codes, `width` sequences from `sequence` on.

    Who is born on a day that is full goes on in the next hundred of codes, which is the block's, too.
    """

    code: int
    sequence: int
    width: int


def ids_of(block: int) -> Ids:
    """The room for one block's resident IDs."""
    return Ids(block // _BANDS * 2, block % _BANDS * _WIDTH, _WIDTH)


def sizes(people: int) -> Iterator[tuple[int, int]]:
    """Number and roster people of every block."""
    for block, start in enumerate(range(0, people, PEOPLE)):
        yield block, min(PEOPLE, people - start)

"""Made-up people, what departments would write about them, the mess they would send, and the truth.

Nothing here imports the checks or the reader: the truth is what the stories planted, never what
a check found. Every resident ID starts with 99, a division that cannot exist.
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


def make(
    target: Path, people: int, months: Sequence[str], seed: int, truth: str = "truth/truth.csv"
) -> Counts:
    """Write every department's files to `target/YYYY-MM/` and the known truth to `target/<truth>`.

    `people` are the people on the roster, `months` pay months `YYYY-MM` in ascending order.
    The same arguments write the same bytes.
    """
    from assist_cli.synth.world import write_world  # noqa: PLC0415  Polars is loaded when it is needed

    return write_world(target, people, months, seed, truth)

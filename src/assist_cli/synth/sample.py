"""The repository's own `sample_data/`: always these people, these months, this seed."""

from pathlib import Path

from assist_cli.synth import Counts, make, readme

PEOPLE = 1200
MONTHS = ("2024-04", "2024-05", "2024-06")
SEED = 1


def write_sample(target: Path) -> Counts:
    """Write the months' files, `truth.csv` and `README.md` to `target`."""
    counts = make(target, PEOPLE, MONTHS, SEED, truth="truth.csv")
    (target / "README.md").write_text(readme.text(counts, MONTHS), encoding="utf-8")
    return counts

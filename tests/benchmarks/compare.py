"""What a comparison costs beside merely scanning the columns it needs: run by hand, never asserted.

    python tests/benchmarks/compare.py --register 20000000 --roster 500000 --pairs 5

A register of any size, vehicles, deaths and contributions in proportion, and a roster drawn from it, are made as landed
files. Whole processes in turn: `assist compare` with every check, and Polars' scan of the same files, each column that
the checks name read to its end. Printed are medians, their ratio, and the peak memory of our process.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from large_store import MONTH, make_store
from processes import apart, cost, told

from assist_cli.checks import REGISTER
from assist_cli.settings.workspace import Workspace
from assist_cli.store.catalogue import Catalogue


def main() -> None:
    """Make the store, run the pairs, print the table."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--register", type=int, default=2_000_000)
    asked.add_argument("--roster", type=int, default=50_000)
    asked.add_argument("--pairs", type=int, default=5)
    asked.add_argument(
        "--keep", type=Path, help="make the store here and leave it; one that is there is used again"
    )
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = options.keep or Path(folder) / "bureau"
        if not root.exists():
            apart(make_store, root, options.register, options.roster)
        compare = [
            sys.executable,
            "-m",
            "assist_cli",
            "--quiet",
            "--workspace",
            root,
            "compare",
            "--month",
            MONTH,
        ]
        scan = [sys.executable, "-c", scanning(root)]
        print(
            f"{options.register:,} register rows, {options.roster:,} recipients; medians of {options.pairs} pairs"
        )
        told("compare / scan", options.pairs, lambda: cost(compare), lambda: cost(scan))


def scanning(root: Path) -> str:
    """A program that reads every column the checks name, of every source that is there."""
    catalogue = Catalogue(Workspace(root).store)
    named = dict[str, set[str]]()
    for check in REGISTER.values():
        for source, cells in {**check.finds, **check.weighs}.items():
            if catalogue.months(source):
                named.setdefault(source, {"person_key"}).update(cells)
    scans = [
        f"pl.scan_parquet({str(catalogue.extract(source, MONTH).path)!r}).select(pl.col({sorted(columns)!r}).max())"
        ".collect(engine='streaming')"
        for source, columns in named.items()
    ]
    return "\n".join(["import polars as pl", *scans])


if __name__ == "__main__":
    main()

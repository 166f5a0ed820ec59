"""What looking people up costs: run by hand, never asserted.

    python tests/benchmarks/lookup.py --register 20000000 --roster 500000 --pairs 5

A large store is made as landed files, as `compare.py` does. Whole processes in turn: `assist lookup` of one person of the
roster against `python -c "import polars"`, and of a list of people of the register against Polars' own semi-join of that
list with the same files. Printed are medians, their ratio, and the peak memory of our process.
"""

import argparse
import sys
import tempfile
from pathlib import Path

import polars as pl
from large_store import MONTH, make_store
from processes import apart, as_installed, cost, told

from assist_cli.identity.documents import resident_id
from assist_cli.settings.workspace import Workspace
from assist_cli.store.catalogue import Catalogue

KEY = "person_key"
ROSTER, REGISTER = "civil.roster", "police.residents"


def main() -> None:
    """Make the store, run the pairs, print the table."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--register", type=int, default=2_000_000)
    asked.add_argument("--roster", type=int, default=50_000)
    asked.add_argument("--people", type=int, default=100_000, help="how many the list names")
    asked.add_argument("--pairs", type=int, default=5)
    asked.add_argument(
        "--keep", type=Path, help="make the store here and leave it; one that is there is used again"
    )
    options = asked.parse_args()
    as_installed()
    with tempfile.TemporaryDirectory() as folder:
        root, listed = options.keep or Path(folder) / "bureau", Path(folder) / "list.txt"
        if not root.exists():
            apart(make_store, root, options.register, options.roster)
        apart(write_list, root, listed, options.people)
        lookup = [sys.executable, "-m", "assist_cli", "--workspace", root, "lookup"]
        one = [*lookup, listed.read_text().partition("\n")[0]]
        polars = [sys.executable, "-c", "import polars"]
        many = [*lookup, "--file", listed, "--format", "csv"]
        join = [sys.executable, "-c", joining(root, listed)]
        print(f"{options.register:,} register rows, {options.people:,} people; {options.pairs} pairs")
        told("one / polars", options.pairs, lambda: cost(one), lambda: cost(polars))
        told("list / join", options.pairs, lambda: cost(many), lambda: cost(join))


def write_list(root: Path, listed: Path, people: int) -> None:
    """One person from the middle of the roster, then people from all over the register."""
    catalogue = Catalogue(Workspace(root).store)
    roster, register = (
        catalogue.rows(source, [MONTH]).select(KEY).collect()[KEY] for source in (ROSTER, REGISTER)
    )
    first = roster.slice(roster.len() // 2, 1)
    keys = pl.concat([first, register.sample(min(people, register.len()) - 1, seed=7, shuffle=True)])
    keys.to_frame().select(resident_id(pl.col(KEY))).write_csv(listed, include_header=False)


def joining(root: Path, listed: Path) -> str:
    """A program that reads the same rows, each source's by a semi-join."""
    workspace = Workspace(root)
    catalogue = Catalogue(workspace.store)
    paths = [
        str(catalogue.extract(source, MONTH).path) for source in workspace.sources if catalogue.months(source)
    ]
    return (
        "import polars as pl\n"
        f"keys = pl.scan_csv({str(listed)!r}, has_header=False, new_columns=['number'], infer_schema=False)"
        f".select(pl.col('number').str.head(17).cast(pl.Int64).alias({KEY!r}))\n"
        f"for path in {paths!r}:\n"
        f"    pl.scan_parquet(path).join(keys, on={KEY!r}, how='semi').collect()\n"
    )


if __name__ == "__main__":
    main()

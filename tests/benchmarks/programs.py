"""The programs that are timed beside each other, each a process of its own over the same landed files."""

import sys
from pathlib import Path

from large_people import MONTH

from assist_cli.checks import REGISTER
from assist_cli.settings.workspace import Workspace
from assist_cli.store.catalogue import Catalogue

ASSIST, DUCKDB, PANDAS, SCAN = "assist", "DuckDB", "pandas", "scan"
HAND_WRITTEN = (DUCKDB, PANDAS)
_HERE = Path(__file__).parent


def programs(bureau: Path) -> dict[str, list[object]]:
    """By name the command; of those that find something the result lies where `result` says."""
    ours = [sys.executable, "-m", "assist_cli", "--quiet", "--workspace", bureau]
    return {
        ASSIST: [*ours, "compare", "--month", MONTH],
        DUCKDB: [sys.executable, _HERE / "comparison_in_sql.py", bureau, result(bureau, DUCKDB)],
        PANDAS: [sys.executable, _HERE / "comparison_in_pandas.py", bureau, result(bureau, PANDAS)],
        SCAN: [sys.executable, "-c", scanning(bureau)],
    }


def result(bureau: Path, program: str) -> Path:
    """The Parquet file of a program's findings."""
    if program == ASSIST:
        return bureau / "store" / "findings" / f"month={MONTH}.parquet"
    return bureau / f"{program}.parquet"


def scanning(bureau: Path) -> str:
    """A program that reads every column the checks name to its end, of every delivery that counts."""
    workspace = Workspace(bureau)
    catalogue = Catalogue(workspace.store)
    named = dict[str, set[str]]()
    for check in REGISTER.values():
        for source, cells in {**check.finds, **check.weighs}.items():
            named.setdefault(source, {"person_key"}).update(cells)
    scans = [
        f"pl.scan_parquet({[str(catalogue.extract(source, month).path) for month in months]!r})"
        f".select(pl.col({sorted(columns)!r}).max()).collect(engine='streaming')"
        for source, columns in named.items()
        if (months := catalogue.used_months(workspace.source(source), MONTH))
    ]
    return "\n".join(["import polars as pl", *scans])

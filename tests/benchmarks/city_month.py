"""A city's whole month with `assist run`, beside merely reading its files: run by hand, never asserted.

    python tests/benchmarks/city_month.py --register 15700000 --roster 120000 --pairs 3

Departments deliver a register of so many people, vehicles, deaths and contributions in proportion, and a roster drawn from
it, as CSV and workbooks. Three earlier months of roster and contributions have landed before. Whole processes then run in
turn: `assist run` of the month (landing, comparing, packages, report), Polars and python-calamine that read the same files
to their end, and `assist run` again after one department has delivered anew.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from large_people import MONTH, MONTHS
from processes import Cost, apart, as_installed, cost
from raw_city import NAMES, write_deliveries

from assist_cli.settings.create import create_workspace

_PROGRAM = [sys.executable, "-m", "assist_cli", "--quiet"]
_CHANGED = NAMES["police.deaths"].format(MONTH.replace("-", ""))
RUN, READ, AGAIN, NOTHING = "assist run", "reading the files", "one changed extract", "nothing changed"


def main() -> None:
    """Make the city, run the rounds, print what they took."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--register", type=int, default=1_570_000)
    asked.add_argument("--roster", type=int, default=12_000)
    asked.add_argument("--pairs", type=int, default=3, help="rounds that are timed")
    asked.add_argument("--keep", type=Path, help="make the city here, leave it, use it again")
    options = asked.parse_args()
    as_installed()
    with tempfile.TemporaryDirectory() as folder:
        city = options.keep or Path(folder)
        if not (city / "before").exists():
            apart(make_city, city, options.register, options.roster)
        rounds = [_round(city) for _pair in range(options.pairs)]
    print(f"medians of {options.pairs} rounds")
    for name in rounds[0]:
        walls = [costs[name].wall for costs in rounds]
        of_read = median(costs[name].wall / costs[READ].wall for costs in rounds)
        of_run = median(costs[name].wall / costs[RUN].wall for costs in rounds)
        print(
            f"{name:<20} {median(walls):8.1f} s ({min(walls):.1f} to {max(walls):.1f})   "
            f"{of_read:6.2f} of reading   {of_run:6.1%} of the run   "
            f"peak {max(costs[name].peak for costs in rounds):6,.0f} MiB"
        )


def make_city(city: Path, register: int, listed: int) -> None:
    """The deliveries, and a bureau into which all months but the last have landed."""
    workspace = create_workspace(city / "before", "990102")
    rows = write_deliveries(city / "files", workspace, register, listed)
    files = sorted((city / "files" / MONTH).iterdir())
    size = sum(file.stat().st_size for file in files)
    print(f"{MONTH}: {rows[MONTH]:,} rows in {len(files)} files, {size / 2**20:,.0f} MiB", flush=True)
    for month in MONTHS[:-1]:
        shutil.copytree(city / "files" / month, workspace.inbox / month)
        subprocess.run(
            [*_PROGRAM, "--workspace", city / "before", "ingest", "--inbox", "--month", month], check=True
        )


def _round(city: Path) -> dict[str, Cost]:
    bureau = city / "bureau"
    shutil.rmtree(bureau, ignore_errors=True)
    shutil.copytree(city / "before", bureau)
    inbox = bureau / "inbox" / MONTH
    shutil.copytree(city / "files" / MONTH, inbox)
    run = [*_PROGRAM, "--workspace", bureau, "run", "--month", MONTH]
    costs = {RUN: cost(run), READ: cost([sys.executable, "-c", _reading(city)])}
    text = (inbox / _CHANGED).read_text(encoding="utf-8")
    (inbox / _CHANGED).write_text(text[: text.rstrip().rindex("\n") + 1], encoding="utf-8")
    costs |= {AGAIN: cost(run), NOTHING: cost(run)}
    return costs


def _reading(city: Path) -> str:
    """A program that reads every cell of the month's files, one file after another."""
    lines = ["import polars as pl", "from python_calamine import CalamineWorkbook as Book"]
    for path in sorted((city / "files" / MONTH).iterdir()):
        if path.suffix == ".csv":
            lines.append(
                f"pl.scan_csv({str(path)!r}, infer_schema=False).select(pl.all().max()).collect(engine='streaming')"
            )
        else:
            lines.append(f"Book.from_path({str(path)!r}).get_sheet_by_index(0).to_python()")
    return "\n".join(lines)


if __name__ == "__main__":
    main()

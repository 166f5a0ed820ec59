"""What each check costs and finds in a made-up city: run by hand, never asserted.

    python tests/benchmarks/city.py --people 120000

A city of so many recipients with every source is delivered for three months, landed and compared check by check in one
process: seconds, findings, and the share of households they fall on. Beside the property checks stands the share of
households that a bare join would name: every vehicle of a member, every unit beyond the first.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import polars as pl

from assist_cli.checks.inputs import in_order, open_inputs
from assist_cli.checks.packs import read_rules
from assist_cli.findings.month import find_month
from assist_cli.progress import silent
from assist_cli.settings.months import last_day
from assist_cli.settings.workspace import Workspace
from assist_cli.store.catalogue import Catalogue
from assist_cli.synth import Order, deliver
from assist_cli.synth.landing import LANDINGS
from assist_cli.synth.mess_kinds import READABLE

MONTHS = ("2024-04", "2024-05", "2024-06")
MONTH = MONTHS[-1]
BARE = {"vehicle": ("police.vehicles", 0), "property": ("property.holdings", 1)}
"""By the beginning of the checks' names: the source, and how many records a household may have for a bare join."""


def main() -> None:
    """Make the city, land it, run every check by itself, print the table."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--people", type=int, default=12_000)
    asked.add_argument(
        "--keep", type=Path, help="make the city here and leave it; one that is there is used again"
    )
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bureau = landed(options.keep or Path(folder), options.people)
        workspace = Workspace(bureau)
        rules = read_rules(workspace, last_day(MONTH))
        inputs = open_inputs(workspace, MONTH, rules.checks)
        roster = in_order(inputs.roster).collect()
        households = roster["household_id"].n_unique()
        print(f"{roster.filter('person').height:,} people in {households:,} households, pay month {MONTH}")
        for name in rules.of:
            began = time.perf_counter()
            found = find_month(workspace, inputs, rules, [name], silent).findings
            seconds = time.perf_counter() - began
            houses = found["household_id"].n_unique()
            print(
                f"{name:<18} {seconds:6.2f} s {found.height:7,} findings {houses / households:7.2%} of households"
            )
        for words, (source, allowed) in BARE.items():
            print(f"{words}: a bare join names {bare(workspace, roster, source, allowed) / households:.2%}")


def landed(folder: Path, people: int) -> Path:
    """A bureau under `folder` whose store holds the city."""
    bureau = folder / "bureau"
    if bureau.exists():
        return bureau
    deliver(folder / "files", Order(people, MONTHS, 5, frozenset(READABLE), tuple(LANDINGS)))
    program = [sys.executable, "-m", "assist_cli"]
    subprocess.run([*program, "init", bureau, "--jurisdiction", "990102"], check=True, capture_output=True)
    for month in MONTHS:
        shutil.copytree(folder / "files" / month, bureau / "inbox" / month)
        call = [*program, "--workspace", bureau, "ingest", "--inbox", "--month", month]
        began = time.perf_counter()
        done = subprocess.run(call, capture_output=True, text=True, check=False)
        print(
            f"{month} landed in {time.perf_counter() - began:.1f} s (exit {done.returncode}) {done.stderr[-300:]}"
        )
    return bureau


def bare(workspace: Workspace, roster: pl.DataFrame, source: str, allowed: int) -> int:
    """Households of which more than `allowed` records stand in a source, whatever they say."""
    months = Catalogue(workspace.store).used_months(workspace.source(source), MONTH)
    records = Catalogue(workspace.store).rows(source, months).select("person_key").collect()
    matched = records.join(roster.filter("person").select("person_key", "household_id"), on="person_key")
    return matched.group_by("household_id").len().filter(pl.col("len") > allowed).height


if __name__ == "__main__":
    main()

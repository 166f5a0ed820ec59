"""What a comparison costs beside the same one written by hand, and beside a bare scan: run by hand, never asserted.

    python tests/benchmarks/compare.py --sizes 2000000 20000000 --pairs 3

For each size a register of so many people, vehicles, deaths and contributions in proportion, and a roster of one in forty
are made as landed files. Whole processes then run in turn over the same files: `assist compare` with every check; SQL for
DuckDB (`sql/`) and pandas (`in_pandas/`), which do only what finds something here, and write neither evidence nor coverage;
and Polars' scan of each column that the checks name. Of a first round, which is not timed, the findings are compared row by
row: no time is told of programs that do not find the same. Several sizes are drawn as curves of growth.
"""

import argparse
import tempfile
from pathlib import Path
from statistics import median

from growth import drawn, tabled
from large_store import make_store
from processes import Cost, apart, as_installed, cost
from programs import ASSIST, HAND_WRITTEN, SCAN, programs
from same_findings import COLUMNS, check_same, found

PEOPLE_A_RECIPIENT = 40
Rounds = list[dict[str, Cost]]


def main() -> None:
    """Measure every size, print the tables, draw the curves."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--sizes", type=int, nargs="+", default=[2_000_000], metavar="ROWS")
    asked.add_argument("--pairs", type=int, default=5, help="rounds that are timed")
    asked.add_argument(
        "--without", choices=[*HAND_WRITTEN, SCAN], nargs="*", default=[], help="do not run these"
    )
    asked.add_argument(
        "--picture", type=Path, default=Path("growth.svg"), help="where several sizes are drawn"
    )
    asked.add_argument("--keep", type=Path, help="make the stores here, leave them, use them again")
    options = asked.parse_args()
    as_installed()
    growth = {size: _of_size(size, options) for size in options.sizes}
    if len(growth) > 1:
        print(tabled(growth))
        options.picture.write_text(drawn(growth), encoding="utf-8")
        print(f"drawn: {options.picture}")


def _of_size(size: int, options: argparse.Namespace) -> dict[str, float]:
    """The median seconds of each program."""
    with tempfile.TemporaryDirectory() as folder:
        bureau = (options.keep or Path(folder)) / str(size)
        if not bureau.exists():
            apart(make_store, bureau, size, size // PEOPLE_A_RECIPIENT)
        ran = {name: call for name, call in programs(bureau).items() if name not in options.without}
        for call in ran.values():
            cost(call)
        apart(_tell_same, bureau, size, [name for name in HAND_WRITTEN if name in ran])
        rounds = [{name: cost(call) for name, call in ran.items()} for _round in range(options.pairs)]
    print(_told(rounds))
    return {name: median(costs[name].wall for costs in rounds) for name in ran}


def _tell_same(bureau: Path, size: int, others: list[str]) -> None:
    check_same(bureau, others)
    rows = found(bureau, ASSIST)
    print(
        f"\n{size:,} register rows, {size // PEOPLE_A_RECIPIENT:,} recipients, {rows.height:,} findings of "
        f"{rows['check'].n_unique()} checks: the same {len(COLUMNS)} columns by {', '.join([ASSIST, *others])}"
    )


def _told(rounds: Rounds) -> str:
    lines = [f"medians of {len(rounds)} rounds   seconds (all)   processors   peak MiB   assist takes"]
    for name in rounds[0]:
        costs, ours = ([of[program] for of in rounds] for program in (name, ASSIST))
        walls = [cost.wall for cost in costs]
        told = f"{name:<12} {median(walls):9.2f} ({min(walls):.2f} to {max(walls):.2f})"
        told += f"{median(cost.cpu for cost in costs):11.2f} {max(cost.peak for cost in costs):10,.0f}"
        if name != ASSIST:
            wall = median(our.wall / cost.wall for our, cost in zip(ours, costs, strict=True))
            cpu = median(our.cpu / cost.cpu for our, cost in zip(ours, costs, strict=True))
            told += f"   {wall:.2f} times as long, {cpu:.2f} times the processors' time"
        lines.append(told)
    return "\n".join(lines)


if __name__ == "__main__":
    main()

"""Whole processes timed in turn: what a sceptic may repeat with a stopwatch."""

import compileall
import multiprocessing
import os
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import assist_cli


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock, seconds of all processors, and MiB at the peak."""

    wall: float
    cpu: float
    peak: float


def told(what: str, pairs: int, one: Callable[[], Cost], other: Callable[[], Cost]) -> None:
    """Print a row of the table: `one` against `other`, run in turn."""
    costs = [(one(), other()) for _pair in range(pairs)]
    left, right = ([pair[at] for pair in costs] for at in (0, 1))
    wall = median(a.wall / b.wall for a, b in costs)
    cpu = median(a.cpu / b.cpu for a, b in costs)
    print(
        f"{what:<16} {median(cost.wall for cost in left):8.2f} s {median(cost.wall for cost in right):8.2f} s"
        f"   ratio {wall:5.2f} (processors {cpu:5.2f})   peak {max(cost.peak for cost in left):6,.0f} MiB"
    )


def cost(command: list[object]) -> Cost:
    """What one process costs; a failing one ends the benchmark."""
    began = time.perf_counter()
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL)
    _pid, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"failed: {command}")
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def apart(work: Callable[..., None], *arguments: object) -> None:
    """Do it in a process of its own: a process counts as its peak what the one that started it held."""
    process = multiprocessing.get_context("spawn").Process(target=work, args=arguments)
    process.start()
    process.join()
    if process.exitcode:
        raise SystemExit(f"failed: {work.__name__}")


def as_installed() -> None:
    """Compile the program, as pip does where it installs it."""
    compileall.compile_dir(Path(assist_cli.__file__).parent, quiet=1)

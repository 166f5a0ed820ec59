"""Run one piece of work again and again, each time in a fresh process that is struck at a later file-system step.

Writing an object elsewhere is a step before and one after; each process has a folder of objects of its own, a copy, too.

`crash_driver.py WORK BLOW WORKSPACE FILE OUT STRIDE`: WORK is `ingest` or `recover`; BLOW is `kill` (SIGKILL before the
step happens) or `full` (the step fails once, as on a full disk). Every STRIDE-th step is tried; the n-th process works on `OUT/n`, a copy of
WORKSPACE. Ends once a process has met no blow. Forked from one that has not yet used Polars.
"""

import errno
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from assist_cli.errors import AssistError
from assist_cli.settings.workspace import Workspace
from assist_cli.store import objects
from assist_cli.store.ingest import Accepted, ingest
from assist_cli.store.lock import writing
from object_server import copy_elsewhere, lies_elsewhere

STEPS = {"open", "os.rename", "os.remove", "os.mkdir", "os.link", "os.chmod", "os.truncate"}
STRUCK, UNTOUCHED = 3, 0
AT_ONCE = 2


class Fate:
    """Counts file-system steps under a folder, and strikes at one of them."""

    def __init__(self, store: Path, blow: str, at: int) -> None:
        self.store, self.blow, self.left = str(store), blow, at
        self.fsync = os.fsync

    def arm(self) -> None:
        os.fsync = self.flush
        objects.put, objects.remove = self.around(objects.put), self.around(objects.remove)
        sys.addaudithook(self.hear)

    def hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if event in STEPS and str(arguments[0]).startswith(self.store) and not _only_reads(event, arguments):
            self.step()

    def flush(self, handle: int) -> None:
        self.step()
        self.fsync(handle)

    def around(self, work: Callable[..., None]) -> Callable[..., None]:
        def struck(*arguments: object) -> None:
            self.step()
            work(*arguments)
            self.step()

        return struck

    def step(self) -> None:
        self.left -= 1
        if self.left == 0 and self.blow == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if self.left == 0:
            raise OSError(errno.ENOSPC, "No space left on device")


def _only_reads(event: str, arguments: tuple[object, ...]) -> bool:
    return event == "open" and not int(arguments[2]) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)


def work(kind: str, blow: str, root: Path, delivered: Path, at: int) -> int:
    workspace = Workspace(root)
    source = workspace.source("police.deaths")
    fate = Fate(workspace.store, blow, at)
    fate.arm()
    try:
        if kind == "ingest":
            ingest(workspace, source, [delivered], "2024-06", Accepted())
        else:
            with writing(workspace.store, "recover"):
                pass
    except (OSError, AssistError):
        if fate.left > 0:
            raise
    return STRUCK if fate.left <= 0 else UNTOUCHED


def begin(kind: str, blow: str, template: str, delivered: str, root: Path) -> int:
    """The process that works on its copy of the workspace."""
    shutil.copytree(template, root)
    child = os.fork()
    if child == 0:
        status = 1
        try:
            if lies_elsewhere(root):
                copy_elsewhere(root, f"{kind}-{blow}-{root.name}")
            status = work(kind, blow, root, Path(delivered), int(root.name))
        finally:
            os._exit(status)
    return child


def main(kind: str, blow: str, template: str, delivered: str, out: str, stride: str) -> None:
    at, status = 1, STRUCK
    while status != UNTOUCHED:
        places = [Path(out) / str(at + ahead * int(stride)) for ahead in range(AT_ONCE)]
        at += AT_ONCE * int(stride)
        for child in [begin(kind, blow, template, delivered, place) for place in places]:
            status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            if status not in (STRUCK, UNTOUCHED, -signal.SIGKILL):
                sys.exit(f"before step {at}: the work failed by itself")


if __name__ == "__main__":
    main(*sys.argv[1:])

"""A delivery that lands again and again, struck at each of its steps, and what a run that follows makes of it."""

import os
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

from store_tools import DEATHS, MONTH, deaths, held, land, new_workspace

from assist_cli.settings.workspace import Workspace
from assist_cli.store.catalogue import Catalogue
from assist_cli.store.lock import writing
from object_server import Server, elsewhere

DRIVER = Path(__file__).with_name("crash_driver.py")


class Story:
    """A delivery lands where none or another one was: the workspace before, the states before and after.

    With a `server` rows lie on it, in folders `before` and `after` of one that has the story's `name`.
    """

    def __init__(self, folder: Path, *, replacing: bool, server: Server | None = None) -> None:
        self.name = uuid4().hex
        self.folder, self.delivered = folder, deaths(folder / "new" / "deaths.csv", range(20, 70), bad=2)
        before, after = (new_workspace(folder / name) for name in ("before", "after"))
        for workspace in (before, after):
            workspace.store.mkdir(mode=0o700, exist_ok=True)
            if server is not None:
                elsewhere(workspace.root, server, f"{self.name}/{workspace.root.name}")
            if replacing:
                land(workspace, deaths(folder / "old" / "deaths.csv", range(40)))
        land(after, self.delivered)
        self.before, self.old, self.new = before.root, held(before.store), held(after.store)
        self.delivery = Catalogue(after.store).delivery(DEATHS, MONTH)

    def played(self, work: str, blow: str, template: Path | None = None, stride: int = 1) -> list[Workspace]:
        """One workspace for every step at which the work was struck, and the one where it was not."""
        out = self.folder / f"{work}-{blow}"
        environ = {**os.environ, "POLARS_MAX_THREADS": "1", "PYTHONPATH": os.pathsep.join(sys.path)}
        call = [sys.executable, DRIVER, work, blow, template or self.before, self.delivered, out, str(stride)]
        done = subprocess.run(call, env=environ, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return [Workspace(path) for path in sorted(out.iterdir(), key=lambda path: int(path.name))]


def recovered(workspace: Workspace) -> dict[str, object]:
    """What the store holds once the next run has taken the lock."""
    with writing(workspace.store, "test"):
        return held(workspace.store)


def leftovers(store: Path) -> list[str]:
    return [path.name for path in store.rglob(".*") if path.name.endswith((".part", ".pending"))]

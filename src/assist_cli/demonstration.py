"""The sample district: a workspace with the shipped inbox."""

import shutil
from pathlib import Path

from assist_cli.settings.create import create_workspace
from assist_cli.settings.shipped import folder
from assist_cli.settings.workspace import MARKER, Workspace

JURISDICTION = "990102"


def sample_months() -> list[str]:
    """The months of the sample data, oldest first."""
    return sorted(path.name for path in folder("sample_data").glob("[0-9][0-9][0-9][0-9]-[0-9][0-9]"))


def sample_workspace(root: Path) -> Workspace:
    """The workspace at `root` whose inbox holds every month of the sample, made if it is not there."""
    months = sample_months()
    if (root / MARKER).is_file() and all((root / "inbox" / month).is_dir() for month in months):
        return Workspace(root.resolve())
    workspace = create_workspace(root, JURISDICTION)
    for month in months:
        shutil.copytree(folder("sample_data") / month, workspace.inbox / month)
    return workspace

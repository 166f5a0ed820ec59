"""`inbox/YYYY-MM/`: which source claims which file."""

import unicodedata
from fnmatch import fnmatchcase
from pathlib import Path

from assist_cli.errors import DataError
from assist_cli.language import _
from assist_cli.settings.workspace import Workspace


def claim_files(workspace: Workspace, month: str) -> dict[str, list[Path]]:
    """Source name -> its files, in the order of names. A file claimed by none or by several is a `DataError`."""
    folder = workspace.inbox / month
    if not folder.is_dir():
        raise DataError(
            _("{folder}: there is no such folder.").format(folder=folder),
            _("Put the month's files there, each as the department sent it."),
        )
    claimed: dict[str, list[Path]] = {}
    for path in sorted(folder.iterdir()):
        if not path.name.startswith((".", "~$")):
            claimed.setdefault(_claimant(workspace, path), []).append(path)
    if not claimed:
        raise DataError(
            _("{folder}: the folder is empty.").format(folder=folder),
            _("Put the month's files there, each as the department sent it."),
        )
    return dict(sorted(claimed.items()))


def _claimant(workspace: Workspace, path: Path) -> str:
    name = unicodedata.normalize("NFC", path.name).lower()
    claimants = [
        source.name
        for source in workspace.sources.values()
        if any(fnmatchcase(name, pattern.lower()) for pattern in source.files)
    ]
    if len(claimants) == 1:
        return claimants[0]
    if claimants:
        raise DataError(
            _("{file}: several sources claim this file: {sources}.").format(
                file=path.name, sources=", ".join(claimants)
            ),
            _(
                "Make the patterns under `files` in their TOML narrower, or land it by name: assist ingest SOURCE FILE."
            ),
        )
    raise DataError(
        _("{file}: no source claims this file.").format(file=path.name),
        _("Land it by name (assist ingest SOURCE FILE), add a pattern to its source's TOML, or take it out."),
    )

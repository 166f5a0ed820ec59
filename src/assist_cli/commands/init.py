"""`assist init`."""

from pathlib import Path
from typing import Annotated

import typer

from assist_cli import console
from assist_cli.language import N_, _

HELP = N_("Make a new workspace: configuration, inbox, store, exports.")
EXAMPLE = "assist init /srv/assist --jurisdiction 990102"


def init(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help=_("The folder to make; it must be new or empty."))
    ],
    jurisdiction: Annotated[
        str, typer.Option(metavar="CODE", help=_("The bureau's division code: 6, 4 or 2 digits."))
    ],
) -> None:
    from assist_cli.settings.create import create_workspace  # noqa: PLC0415  not for --help

    workspace = create_workspace(folder, jurisdiction)
    console.write(_("Workspace made: {folder}").format(folder=workspace.root))
    console.write(
        _(
            "Next: look through assist.toml, sources/ and checks.toml, fill divisions.csv, "
            "put the month's files into inbox/YYYY-MM/, then `assist run --month YYYY-MM`."
        )
    )

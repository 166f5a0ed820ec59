"""Options that several commands share."""

import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from assist_cli.errors import CallError
from assist_cli.language import _

if TYPE_CHECKING:
    from assist_cli.settings.workspace import Workspace

Level = Literal["district", "street", "community"]
Lane = StrEnum("Lane", "exit need info record")
Lamp = StrEnum("Lamp", "red yellow green grey")
Status = StrEnum("Status", "new open confirmed dismissed cleared overdue")


@dataclass(frozen=True)
class Session:
    """What the program's own options say: the workspace as named, if it was."""

    named: Path | None

    @property
    def workspace(self) -> "Workspace":
        from assist_cli.settings.workspace import find_workspace  # noqa: PLC0415  not for --help
        from assist_cli.store.lock import settle  # noqa: PLC0415

        workspace = find_workspace(self.named, os.environ, Path.cwd())
        settle(workspace.store)
        return workspace

    @property
    def workspace_or_shipped(self) -> "Workspace":
        """The workspace, or the shipped configuration where there is none and none was named."""
        from assist_cli.settings.shipped import folder  # noqa: PLC0415  not for --help
        from assist_cli.settings.workspace import MARKER, Workspace  # noqa: PLC0415

        here = Path.cwd()
        named = self.named or os.environ.get("ASSIST_WORKSPACE")
        if named or any((place / MARKER).is_file() for place in (here, *here.parents)):
            return self.workspace
        return Workspace(folder("configs"))


Month = Annotated[
    str, typer.Option("--month", help=_("The pay month, YYYY-MM, or `previous`."), metavar="YYYY-MM")
]
Unmask = Annotated[
    bool, typer.Option("--unmask", help=_("Full names and IDs; needs --reason and is logged."))
]
Engine = Annotated[
    Literal["local", "spark"],
    typer.Option("--engine", help=_("What does the comparing: this machine, or Spark.")),
]
PasswordFile = Annotated[
    Path | None,
    typer.Option(
        "--password-file",
        help=_("A file whose first line opens protected workbooks and zip files."),
        metavar="FILE",
    ),
]
Reason = Annotated[str, typer.Option("--reason", help=_("Why."), metavar="TEXT")]


def check_reason(reason: str, *, unmask: bool) -> None:
    """Names and IDs in full only with a reason."""
    if unmask and not reason.strip():
        raise CallError(
            _("--unmask needs --reason."), _("Say why names and IDs are needed in full; it is logged.")
        )


def read_month(text: str) -> str:
    """The pay month as YYYY-MM."""
    from assist_cli.settings import months  # noqa: PLC0415  not for --help

    return months.read_month(text)


def read_password(file: Path | None) -> str | None:
    """The first line of the password file; a password on the command line would stand in the process list."""
    if file is None:
        return None
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        raise CallError(
            _("{file}: the password file cannot be read.").format(file=file),
            _("It must be a text file in UTF-8 that you may read."),
        ) from None
    if not lines or not lines[0]:
        raise CallError(
            _("{file}: the password file is empty.").format(file=file),
            _("Write the password on its first line."),
        )
    return lines[0]

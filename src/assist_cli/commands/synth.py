"""`assist synth`."""

from pathlib import Path
from typing import Annotated

import typer

from assist_cli import console
from assist_cli.commands.options import read_month
from assist_cli.errors import CallError
from assist_cli.language import N_, _

HELP = N_("Make department files in all their mess, truth included.")
EXAMPLE = "assist synth /tmp/made-up --people 5000 --months 2024-04..2024-06 --seed 7"


def synth(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=_("Where to; it must be new or empty."))],
    people: Annotated[int, typer.Option(metavar="N", min=100, help=_("People on the roster."))] = 1200,
    months: Annotated[
        str, typer.Option(metavar="FROM..TO", help=_("First and last month."))
    ] = "2024-04..2024-06",
    seed: Annotated[int, typer.Option(metavar="S", help=_("The same seed gives the same files."))] = 1,
) -> None:
    from assist_cli.settings.months import between, shift  # noqa: PLC0415  not for --help
    from assist_cli.synth import make  # noqa: PLC0415

    first, dots, last = months.partition("..")
    first, last = read_month(first), read_month(last if dots else first)
    if between(first, last) < 0:
        raise CallError(_("The first month comes after the last."), _("Write --months FROM..TO."))
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CallError(
            _("{folder} is there already and is not empty.").format(folder=folder), _("Choose a new folder.")
        )
    make(folder, people, [shift(first, at) for at in range(between(first, last) + 1)], seed)
    console.write(
        _("Written: {folder} (the truth: {truth})").format(
            folder=folder, truth=folder / "truth" / "truth.csv"
        )
    )

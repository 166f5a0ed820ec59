"""`assist demo`."""

from pathlib import Path
from typing import Annotated

import typer

from assist_cli import console
from assist_cli.commands.export import tell_packages
from assist_cli.commands.report import show_month
from assist_cli.language import N_, _

HELP = N_("Run the sample months in a workspace of made-up data.")
EXAMPLE = "assist demo"


def demo(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help=_("Where to; it must be new or empty."))
    ] = Path("demo"),
) -> None:
    from assist_cli.demonstration import sample_months, sample_workspace  # noqa: PLC0415  not for --help
    from assist_cli.run import run_month  # noqa: PLC0415

    workspace = sample_workspace(folder)
    for month in sample_months():
        with console.progress() as progress:
            done = run_month(workspace, month, progress)
        for error in done.ingested.failed:
            console.fail(error)
        console.note(_("{month}: ingested, compared, exported.").format(month=month))
    show_month(workspace, month)
    tell_packages(done.exported)
    console.note(
        _("Look around: cd {folder}, then assist status, assist report --month {month}.").format(
            folder=folder, month=month
        )
    )

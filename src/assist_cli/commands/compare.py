"""`assist compare`."""

from typing import Annotated

import typer

from assist_cli import console
from assist_cli.commands.options import Engine, Month, read_month
from assist_cli.language import N_, _

HELP = N_("Run the checks of a pay month and store what they find.")
EXAMPLE = "assist compare --month 2024-06"


def compare(
    context: typer.Context,
    month: Month,
    check: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", help=_("This check alone (repeatable); the others count as not checked.")
        ),
    ] = None,
    engine: Engine = "local",
) -> None:
    from assist_cli.cases.compare import compare as compare_month  # noqa: PLC0415  not for --help
    from assist_cli.engines import walk_by  # noqa: PLC0415

    workspace, pay_month = context.obj.workspace, read_month(month)
    walk = walk_by(engine, workspace.bureau.engine)
    with console.progress() as progress:
        compare_month(workspace, pay_month, progress, only=check or (), walk=walk)
    console.write(_("{month} compared. See it: assist report --month {month}").format(month=pay_month))

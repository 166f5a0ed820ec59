"""`assist compare`."""

from typing import Annotated, Literal

import typer

from assist_cli import console
from assist_cli.commands.options import Month, read_month
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
    engine: Annotated[Literal["local"], typer.Option(help=_("What does the comparing."))] = "local",
) -> None:
    from assist_cli.cases.compare import compare as compare_month  # noqa: PLC0415  not for --help

    del engine
    pay_month = read_month(month)
    with console.progress() as progress:
        compare_month(context.obj.workspace, pay_month, progress, only=check or ())
    console.write(_("{month} compared. See it: assist report --month {month}").format(month=pay_month))

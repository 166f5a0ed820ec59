"""`assist status`."""

from typing import Annotated, Literal

import typer

from assist_cli import console
from assist_cli.commands.options import read_month
from assist_cli.language import N_, _

HELP = N_("What has landed: rows, rejected rows, age and gates.")
EXAMPLE = "assist status --month 2024-06"


def status(
    context: typer.Context,
    month: Annotated[
        str | None, typer.Option("--month", help=_("Only this pay month."), metavar="YYYY-MM")
    ] = None,
    source: Annotated[str, typer.Option(metavar="NAME", help=_("The columns of one source."))] = "",
    rejected: Annotated[
        str, typer.Option(metavar="NAME", help=_("Why rows of a source were rejected, with masked examples."))
    ] = "",
    executors: Annotated[
        Literal["spark"] | None,
        typer.Option(
            "--engine", help=_("Whether Spark's executors could do the work: versions and storage.")
        ),
    ] = None,
    file_format: Annotated[
        Literal["table", "json"], typer.Option("--format", help=_("For people, or for programs."))
    ] = "table",
) -> None:
    from assist_cli.outputs.screen import status as pages  # noqa: PLC0415  not for --help
    from assist_cli.outputs.screen.source_columns import columns_page  # noqa: PLC0415

    workspace = context.obj.workspace
    wanted = read_month(month) if month is not None else None
    if executors:
        from assist_cli.outputs.screen.executors import executors_page  # noqa: PLC0415  an extra

        page = executors_page(workspace)
    elif source:
        page = columns_page(workspace.source(source))
    elif rejected:
        page = pages.rejected_page(workspace, workspace.source(rejected), wanted)
    else:
        page = pages.deliveries_page(workspace, wanted)
    if file_format == "json":
        console.write(page.as_json())
    else:
        console.show(page.table)

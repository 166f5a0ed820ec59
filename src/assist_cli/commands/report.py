"""`assist report`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from assist_cli import console
from assist_cli.commands.options import Lamp, Lane, Month, Reason, Status, Unmask, check_reason, read_month
from assist_cli.language import N_, _

if TYPE_CHECKING:
    from assist_cli.settings.workspace import Workspace

HELP = N_("Print a month: not checked, found, what to do next.")
EXAMPLE = "assist report --month 2024-06 --lamp red --format csv --output red.csv"


def report(
    context: typer.Context,
    month: Month,
    check: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help=_("Only this check (repeatable)."))
    ] = None,
    lane: Annotated[list[Lane] | None, typer.Option(help=_("Only this lane (repeatable)."))] = None,
    lamp: Annotated[list[Lamp] | None, typer.Option(help=_("Only this lamp (repeatable)."))] = None,
    division: Annotated[
        str, typer.Option(metavar="PREFIX", help=_("Only divisions whose code begins so."))
    ] = "",
    status: Annotated[list[Status] | None, typer.Option(help=_("Only this status (repeatable)."))] = None,
    file_format: Annotated[
        Literal["table", "json", "csv"], typer.Option("--format", help=_("For people, or for programs."))
    ] = "table",
    output: Annotated[
        Path | None, typer.Option(metavar="FILE", help=_("Write to a file instead of the screen."))
    ] = None,
    households: Annotated[bool, typer.Option("--households", help=_("The list by household."))] = False,
    unmask: Unmask = False,
    reason: Reason = "",
) -> None:
    from assist_cli.outputs.month_view import Filters  # noqa: PLC0415  not for --help
    from assist_cli.outputs.report import render  # noqa: PLC0415

    check_reason(reason, unmask=unmask)
    filters = Filters(
        checks=check or [],
        lanes=[str(one) for one in lane or []],
        lamps=[str(one) for one in lamp or []],
        statuses=[str(one) for one in status or []],
        division=division,
    )
    result = render(
        context.obj.workspace,
        read_month(month),
        filters,
        file_format,
        by_household=households,
        reason=reason if unmask else "",
    )
    if output is not None:
        result.save(output)
        console.note(_("Written: {file}").format(file=output))
    elif isinstance(result.content, str):
        console.write(result.content)
    else:
        console.show(result.content)


def show_month(workspace: "Workspace", month: str) -> None:
    """The month's report on the screen."""
    from assist_cli.outputs.month_view import Filters  # noqa: PLC0415  not for --help
    from assist_cli.outputs.report import render  # noqa: PLC0415

    console.show(render(workspace, month, Filters(), "table").content)

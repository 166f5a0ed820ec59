"""`assist lookup`."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from assist_cli import console
from assist_cli.commands.options import Reason, Unmask, check_reason
from assist_cli.errors import CallError
from assist_cli.language import N_, _

HELP = N_("Everything the store holds about people or households, with every month's findings.")
EXAMPLE = "assist lookup H0000356"


def lookup(
    context: typer.Context,
    terms: Annotated[
        list[str] | None,
        typer.Argument(metavar="TERM...", help=_("ID numbers and household numbers.")),
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option("--file", metavar="LIST", help=_("Instead: a text file with one of them a line.")),
    ] = None,
    file_format: Annotated[
        Literal["table", "json", "csv"], typer.Option("--format", help=_("For people, or for programs."))
    ] = "table",
    unmask: Unmask = False,
    reason: Reason = "",
) -> None:
    from assist_cli.cases.lookup.terms import of_the_call, of_the_list  # noqa: PLC0415  not for --help
    from assist_cli.outputs.lookup.answers import answers  # noqa: PLC0415

    check_reason(reason, unmask=unmask)
    if bool(terms) == bool(file):
        raise CallError(
            _("Terms or --file: one of them is needed."), _("Example: {command}").format(command=EXAMPLE)
        )
    asked = of_the_list(file) if file else of_the_call(terms or ())
    workspace = context.obj.workspace
    found = answers(workspace, asked, file.name if file else "", reason if unmask else "")
    if file_format == "table":
        from assist_cli.outputs.screen.lookup import answer_pages  # noqa: PLC0415  not for programs

        for page in answer_pages(workspace, found):
            console.show(page)
    else:
        from assist_cli.outputs.lookup.formats import csv_lines, json_lines  # noqa: PLC0415

        for text in {"json": json_lines, "csv": csv_lines}[file_format](found):
            console.write(text)

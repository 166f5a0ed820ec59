"""All commands under one program, in the order in which a month needs them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer
from typer.exceptions import TyperException

from assist_cli import __version__, console
from assist_cli.commands import (
    checks,
    compare,
    demo,
    export,
    ingest,
    init,
    lookup,
    report,
    run,
    status,
    synth,
)
from assist_cli.commands.help_pages import Command, Group
from assist_cli.commands.options import Session
from assist_cli.commands.usage import explain
from assist_cli.language import _

app = typer.Typer(
    name="assist",
    cls=Group,
    add_completion=False,
    rich_markup_mode=None,
    help=_(
        "Monthly check of social-assistance rosters against other departments' extracts. "
        "It says what deserves a visit; it stops no payment."
    ),
    epilog=_("Example: {command}").format(command="assist demo"),
    context_settings={"max_content_width": 100},
)


def _version(asked: bool) -> None:
    if asked:
        console.write(f"assist {__version__}")
        raise typer.Exit


@app.callback()
def program(
    context: typer.Context,
    workspace: Annotated[
        Path | None,
        typer.Option(
            help=_("The workspace; else ASSIST_WORKSPACE, else upwards from the current folder."),
            metavar="DIR",
        ),
    ] = None,
    lang: Annotated[
        Literal["zh", "en"] | None, typer.Option(help=_("Language; else the locale decides."))
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help=_("No messages but warnings and errors."))] = False,
    log_format: Annotated[
        Literal["text", "json"],
        typer.Option(help=_("Messages on stderr as text, or one JSON object a line.")),
    ] = "text",
    version: Annotated[
        bool, typer.Option("--version", help=_("Show the version and exit."), callback=_version)
    ] = False,
) -> None:
    del lang, version  # the language was chosen before anything was imported
    console.speak(console.Manner(quiet=quiet, json_lines=log_format == "json"))
    context.obj = Session(workspace)


_COMMANDS = (demo, init, ingest, status, compare, report, export, lookup, run, synth)
for _module in _COMMANDS:
    _name = _module.__name__.rpartition(".")[2]
    app.command(
        _name,
        cls=Command,
        help=_(_module.HELP),
        epilog=_("Example: {command}").format(command=_module.EXAMPLE),
    )(getattr(_module, _name))
app.add_typer(checks.app, name="checks", cls=Group, help=_(checks.HELP))


def call(arguments: Sequence[str]) -> int:
    """Run one command line; a wrong call is a `CallError`."""
    try:
        code = app(list(arguments), prog_name="assist", standalone_mode=False)
    except TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            console.write(error.format_message())
            return 2
        raise explain(error) from None
    return code if isinstance(code, int) else 0

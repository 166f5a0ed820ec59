"""`assist checks`."""

from typing import Annotated, Literal

import typer

from assist_cli import console
from assist_cli.commands.help_pages import Command
from assist_cli.language import N_, _

HELP = N_("What the checks are: rules, parameters, basis.")
app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)


@app.command(
    "list",
    cls=Command,
    help=_("All checks: lane, sources, parameters in force."),
    epilog=_("Example: {command}").format(command="assist checks list"),
)
def list_checks(
    context: typer.Context,
    file_format: Annotated[
        Literal["table", "json"], typer.Option("--format", help=_("For people, or for programs."))
    ] = "table",
) -> None:
    from assist_cli.outputs.screen.check_cards import cards_json, checks_table, read_cards  # noqa: PLC0415  not for --help

    cards = read_cards(context.obj.workspace_or_shipped)
    if file_format == "json":
        console.write(cards_json(cards))
    else:
        console.show(checks_table(cards))


@app.command(
    cls=Command,
    help=_("One check's full card."),
    epilog=_("Example: {command}").format(command="assist checks explain deceased"),
)
def explain(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help=_("The check."))],
) -> None:
    from assist_cli.checks.register import check_known  # noqa: PLC0415  not for --help
    from assist_cli.outputs.screen.check_cards import card_page, read_cards  # noqa: PLC0415  not for --help

    cards = {card.check.name: card for card in read_cards(context.obj.workspace_or_shipped)}
    check_known(name, {known: card.check for known, card in cards.items()})
    console.show(card_page(cards[name]))

"""`assist checks`."""

from typing import Annotated, Literal

import typer

from assist_cli import console
from assist_cli.commands.help_pages import Command
from assist_cli.commands.options import Month, read_month
from assist_cli.language import N_, _

Name = Annotated[str, typer.Argument(metavar="NAME", help=_("The check."))]
Format = Annotated[Literal["table", "json"], typer.Option("--format", help=_("For people, or for programs."))]

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
    file_format: Format = "table",
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
def explain(context: typer.Context, name: Name) -> None:
    from assist_cli.checks.register import check_known  # noqa: PLC0415  not for --help
    from assist_cli.outputs.screen.check_cards import card_page, read_cards  # noqa: PLC0415  not for --help

    cards = {card.check.name: card for card in read_cards(context.obj.workspace_or_shipped)}
    check_known(name, {known: card.check for known, card in cards.items()})
    console.show(card_page(cards[name]))


@app.command(
    "try",
    cls=Command,
    help=_("What other parameters would have found in a past month, beside what stands. Writes nothing."),
    epilog=_("Example: {command}").format(
        command="assist checks try vehicle_purchase --set lookback_months=12 --month 2024-06"
    ),
)
def try_parameters(
    context: typer.Context,
    name: Name,
    month: Month,
    values: Annotated[
        list[str],
        typer.Option(
            "--set",
            metavar="KEY=VALUE",
            help=_("A parameter or a local amount of the check (repeatable); a list with commas."),
        ),
    ],
    file_format: Format = "table",
) -> None:
    from assist_cli.cases.trial import try_check  # noqa: PLC0415  not for --help
    from assist_cli.outputs.screen.trial import trial_json, trial_page  # noqa: PLC0415

    workspace = context.obj.workspace
    with console.progress() as progress:
        trial = try_check(workspace, read_month(month), name, values, progress)
    if file_format == "json":
        console.write(trial_json(workspace, trial))
    else:
        console.show(trial_page(workspace, trial))

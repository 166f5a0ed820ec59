"""`assist ingest`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assist_cli import console
from assist_cli.commands.options import Month, PasswordFile, Reason, read_month, read_password
from assist_cli.errors import CallError
from assist_cli.language import N_, _

if TYPE_CHECKING:
    from assist_cli.run import Ingested
    from assist_cli.store.ingest import Outcome

HELP = N_("Land one extract, or with --inbox all of inbox/YYYY-MM/.")
EXAMPLE = "assist ingest police.deaths deaths.csv --month 2024-06"


def ingest(
    context: typer.Context,
    month: Month,
    source: Annotated[
        str, typer.Argument(metavar="SOURCE", help=_("The source, for example police.deaths."))
    ] = "",
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE...", help=_("Its files; several are one delivery."))
    ] = None,
    inbox: Annotated[bool, typer.Option("--inbox", help=_("Every file of inbox/YYYY-MM/."))] = False,
    accept: Annotated[
        list[str] | None,
        typer.Option(metavar="GATE", help=_("Let the delivery pass this gate; needs --reason.")),
    ] = None,
    reason: Reason = "",
    password_file: PasswordFile = None,
) -> None:
    from assist_cli.store.ingest import Accepted  # noqa: PLC0415  not for --help
    from assist_cli.store.ingest import ingest as land  # noqa: PLC0415

    workspace, accepted = context.obj.workspace, Accepted(accept or [], reason)
    password = read_password(password_file)
    if inbox == bool(source):
        raise CallError(
            _("Name a source and its files, or give --inbox."),
            _("For example: {example}").format(example=EXAMPLE),
        )
    if inbox:
        from assist_cli.run import ingest_inbox  # noqa: PLC0415  with all of comparing, which one extract does not need

        with console.progress() as progress:
            result = ingest_inbox(workspace, read_month(month), accepted, progress, password)
        tell(result)
        raise typer.Exit(console.DATA if result.failed else 0)
    if not files:
        raise CallError(_("No file is named."), _("For example: {example}").format(example=EXAMPLE))
    tell_outcome(
        land(workspace, workspace.source(source), files, read_month(month), accepted, password=password)
    )


def tell(result: "Ingested") -> None:
    """What became of every delivery; refused ones last, as errors."""
    for outcome in result.landed:
        tell_outcome(outcome)
    for error in result.failed:
        console.fail(error)


def tell_outcome(outcome: "Outcome") -> None:
    """One line a delivery."""
    text = _("{source} {month}: {landed} rows landed, {rejected} rejected")
    line = text.format(
        source=outcome.source, month=outcome.month, landed=outcome.landed, rejected=outcome.rejected
    )
    console.write(line + (_(" (nothing new)") if outcome.again else ""))
    for gate in outcome.warnings:
        console.warn(f"{outcome.source}: {gate}")
    if outcome.rejected and not outcome.again:
        console.note(
            _("  Why: assist status --rejected {source} --month {month}").format(
                source=outcome.source, month=outcome.month
            )
        )

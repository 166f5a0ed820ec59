"""`assist run`."""

import typer

from assist_cli import console
from assist_cli.commands.export import tell_packages
from assist_cli.commands.ingest import tell
from assist_cli.commands.options import Engine, Month, read_month
from assist_cli.commands.report import show_month
from assist_cli.language import N_, _

HELP = N_("For cron: ingest, compare, export, report; safe to repeat.")
EXAMPLE = "assist run --month previous"


def run(context: typer.Context, month: Month, engine: Engine = "local") -> None:
    from assist_cli.engines import walk_by  # noqa: PLC0415  not for --help
    from assist_cli.run import run_month  # noqa: PLC0415

    workspace, pay_month = context.obj.workspace, read_month(month)
    with console.progress() as progress:
        done = run_month(workspace, pay_month, progress, walk_by(engine, workspace.bureau.engine))
    tell(done.ingested)
    if done.again:
        console.write(_("Nothing new since the last run; nothing was done again."))
    show_month(workspace, pay_month)
    tell_packages(done.exported)
    raise typer.Exit(console.DATA if done.ingested.failed else 0)

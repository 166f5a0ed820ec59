"""`assist export`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from assist_cli import console
from assist_cli.commands.options import Level, Month, Reason, Unmask, check_reason, read_month
from assist_cli.language import N_, _

if TYPE_CHECKING:
    from assist_cli.outputs.packages.export import Exported

HELP = N_("Write a package a division, with columns to fill in.")
EXAMPLE = "assist export --month 2024-06 --level street --format xlsx"


def export(
    context: typer.Context,
    month: Month,
    level: Annotated[
        Level | None, typer.Option(help=_("One package a …; without it the level below the bureau's own."))
    ] = None,
    file_format: Annotated[
        Literal["csv", "xlsx"], typer.Option("--format", help=_("What the packages are."))
    ] = "xlsx",
    to: Annotated[
        Path | None, typer.Option("--to", metavar="DIR", help=_("Where to; else exports/YYYY-MM/."))
    ] = None,
    top: Annotated[
        int | None,
        typer.Option(
            metavar="N", min=1, help=_("At most so many findings a package, the most urgent first.")
        ),
    ] = None,
    slips: Annotated[
        bool, typer.Option("--slips", help=_("Instead: a slip per department with its records to correct."))
    ] = False,
    rejected: Annotated[
        bool,
        typer.Option("--rejected", help=_("Instead: every department's own rows that could not be read.")),
    ] = False,
    unmask: Unmask = False,
    reason: Reason = "",
) -> None:
    from assist_cli.outputs.packages.export import Wanted, level_below  # noqa: PLC0415  not for --help
    from assist_cli.outputs.packages.export import export as write  # noqa: PLC0415
    from assist_cli.outputs.packages.slips import export_rejected, export_slips  # noqa: PLC0415
    from assist_cli.run import packages_folder  # noqa: PLC0415

    check_reason(reason, unmask=unmask)
    workspace, pay_month = context.obj.workspace, read_month(month)
    folder = packages_folder(workspace, pay_month) if to is None else to.absolute()
    said = reason if unmask else ""
    if slips or rejected:
        paths = export_slips(workspace, pay_month, file_format, folder) if slips else []
        paths += export_rejected(workspace, pay_month, file_format, folder, said) if rejected else []
        tell_paths(paths)
        return
    wanted = Wanted(level or level_below(workspace.bureau.jurisdiction), file_format, top, said)
    tell_packages(write(workspace, pay_month, wanted, folder))


def tell_packages(exported: "Exported") -> None:
    """The paths of the packages, and of sheets that were kept."""
    tell_paths(exported.paths)
    for path in exported.kept:
        console.warn(_("Somebody had filled in a sheet here; it was kept as {file}.").format(file=path))


def tell_paths(paths: "list[Path]") -> None:
    """One path a line."""
    if not paths:
        console.write(_("Nothing to write."))
    for path in paths:
        console.write(str(path))

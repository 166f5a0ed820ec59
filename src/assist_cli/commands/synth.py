"""`assist synth`."""

from pathlib import Path
from typing import Annotated

import typer

from assist_cli import console
from assist_cli.commands.options import read_month
from assist_cli.errors import CallError
from assist_cli.language import N_, _

HELP = N_("Make department files in all their mess, truth included.")
EXAMPLE = "assist synth /tmp/made-up --people 5000 --months 2024-04..2024-06 --seed 7"

_MOST = 30_000_000
"""`synth.blocks.PEOPLE` times `MOST`: for more people there are no impossible division codes."""


def synth(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=_("Where to; it must be new or empty."))],
    people: Annotated[
        int, typer.Option(metavar="N", min=100, max=_MOST, help=_("People on the roster."))
    ] = 1200,
    months: Annotated[
        str, typer.Option(metavar="FROM..TO", help=_("First and last month."))
    ] = "2024-04..2024-06",
    seed: Annotated[int, typer.Option(metavar="S", help=_("The same seed gives the same files."))] = 1,
    mess: Annotated[
        str,
        typer.Option(
            metavar="KINDS",
            help=_(
                "What is wrong with the files: all, none, readable (all that can be read as it was meant), "
                "or kinds with commas. IDs: full_width, lower_case, times_sign, blanks, apostrophe, note, "
                "fifteen_digits, disability_card, placeholder, check_digit, scientific. Names: padded_name, dots. "
                "Dates: date_forms, serials, epoch, month_only, no_date, impossible_date. "
                "Amounts: amount_forms, ten_thousands, reversals. Codes: unknown_word. "
                "Rows: blank_rows, title_rows, footers, repeated_headers, cell_count. Files: gb18030, bom."
            ),
        ),
    ] = "readable",
    source: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help=_("Only this source; may be repeated. `all`: those that no district expects, too."),
        ),
    ] = None,
) -> None:
    from assist_cli.settings.months import between, shift  # noqa: PLC0415  not for --help
    from assist_cli.synth import Order, deliver  # noqa: PLC0415

    first, dots, last = months.partition("..")
    first, last = read_month(first), read_month(last if dots else first)
    if between(first, last) < 0:
        raise CallError(_("The first month comes after the last."), _("Write --months FROM..TO."))
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CallError(
            _("{folder} is there already and is not empty.").format(folder=folder), _("Choose a new folder.")
        )
    every_month = [shift(first, at) for at in range(between(first, last) + 1)]
    deliver(folder, Order(people, every_month, seed, _kinds(mess), _sources(source or [])))
    console.write(
        _("Written: {folder} (the truth: {truth})").format(
            folder=folder, truth=folder / "truth" / "truth.csv"
        )
    )


def _kinds(said: str) -> frozenset[str]:
    from assist_cli.synth.mess_kinds import ALL, READABLE  # noqa: PLC0415  not for --help

    kinds = {"all": ALL, "none": frozenset[str](), "readable": READABLE}.get(said, frozenset(said.split(",")))
    for unknown in sorted(kinds - ALL):
        raise CallError(
            _("There is no kind of mess '{kind}'.").format(kind=unknown),
            _("Kinds: {kinds}.").format(kinds=", ".join(sorted(ALL))),
        )
    return kinds


def _sources(said: list[str]) -> list[str]:
    """The sources asked for; without any, those that the fictional district receives."""
    from assist_cli.synth.landing import LANDINGS  # noqa: PLC0415  not for --help
    from assist_cli.synth.sources import SOURCES  # noqa: PLC0415

    for unknown in sorted(set(said) - {*LANDINGS, "all"}):
        raise CallError(
            _("There are no made-up files of '{source}'.").format(source=unknown),
            _("Sources: {sources}.").format(sources=", ".join(LANDINGS)),
        )
    if "all" in said:
        return list(LANDINGS)
    return said or [source.name for source in SOURCES]

"""What to do next, as concrete as the month allows: whom to ask, and which command to run."""

from collections.abc import Iterator, Mapping

import polars as pl
from rich.console import RenderableType

from assist_cli.language import _
from assist_cli.outputs.screen.counts import standing
from assist_cli.outputs.screen.grid import heading, line, plain
from assist_cli.outputs.screen.unchecked import reason_codes, source_titles

Step = tuple[str, tuple[str, ...]]  # what to do, and the commands


def next_steps(
    month: str, findings: pl.DataFrame, coverage: pl.DataFrame, deliveries: pl.DataFrame
) -> Iterator[RenderableType]:
    """The last section of the month's report."""
    yield heading(_("4. What to do next"))
    steps = [*_extracts(month, deliveries), *_people(month, coverage), *_visits(month, findings)]
    if not steps:
        yield line(_("Nothing is open this month."))
    for count, (what, commands) in enumerate(steps, start=1):
        yield line(f"{count}. {what}")
        for command in commands:
            yield plain(f"     {command}", "bold")


def _extracts(month: str, deliveries: pl.DataFrame) -> Iterator[Step]:
    titles = source_titles(deliveries)
    by_state = {
        state: [
            source
            for source, found in zip(deliveries["source"], deliveries["state"], strict=True)
            if found == state
        ]
        for state in ("missing", "stale", "blocked")
    }
    if by_state["blocked"]:
        yield (
            _(
                "See why these extracts were held back, and ask the department for a correct one: {sources}"
            ).format(sources=_names(by_state["blocked"], titles)),
            (f"assist status --month {month}",),
        )
    wanted = [*by_state["missing"], *by_state["stale"]]
    if wanted:
        yield (
            _(
                "Ask the departments for the {month} extract of: {sources}. Put it into inbox/{month}/ and run"
            ).format(month=month, sources=_names(wanted, titles)),
            (f"assist run --month {month}",),
        )


def _people(month: str, coverage: pl.DataFrame) -> Iterator[Step]:
    kinds = {code.partition(":")[0] for code in reason_codes(coverage["reason"].to_list())}
    if "not_authorised" in kinds:
        yield (
            _("Obtain the missing authorisations; until then assets of these households are not checked."),
            (),
        )
    if "amount_missing" in kinds:
        yield (
            _(
                "Fill in the amounts that the roster leaves out; until then these people are not checked for death."
            ),
            (),
        )
    if "id_unusable" in kinds:
        yield (
            _("Correct the ID numbers in the roster that cannot be used; these rows have them"),
            (f"assist status --month {month} --rejected civil.roster",),
        )


def _visits(month: str, findings: pl.DataFrame) -> Iterator[Step]:
    if standing(findings).is_empty():
        return
    yield (
        _("Hand the findings to the streets to be verified"),
        (f"assist export --month {month} --level street --format xlsx",),
    )
    yield _("Look at them by household"), (f"assist report --month {month} --households",)


def _names(sources: list[str], titles: Mapping[str, str]) -> str:
    return _(", ").join(titles[source] for source in sources)

"""The month on a terminal of 100 columns: what was not checked stands before what was found."""

from collections.abc import Mapping

import polars as pl
from rich.console import Group, RenderableType

from assist_cli.language import _
from assist_cli.outputs.screen.counts import how_many, standing
from assist_cli.outputs.screen.grid import line, number
from assist_cli.outputs.screen.lists import findings_list, households, newest_red
from assist_cli.outputs.screen.steps import next_steps
from assist_cli.outputs.screen.unchecked import checked_and_not

__all__ = ["findings_list", "households", "month_report"]


def month_report(
    month: str,
    findings: pl.DataFrame,
    coverage: pl.DataFrame,
    deliveries: pl.DataFrame,
    titles: Mapping[str, str],
) -> RenderableType:
    """Everything an officer wants to know first about `month`, to be printed.

    `findings` and `coverage` of that month as stored (masked), `deliveries` with `source`, `title`, `state`,
    `delivered`, `rows`, `rejected`, and `titles` from a check's name to its title in the chosen language.
    """
    return Group(
        line(_("Monthly check, pay month {month}").format(month=month), "bold"),
        line(_in_short(findings, coverage, deliveries)),
        *checked_and_not(coverage, deliveries, titles),
        *how_many(findings, coverage, titles),
        *newest_red(findings, titles, month),
        *next_steps(month, findings, coverage, deliveries),
    )


def _in_short(findings: pl.DataFrame, coverage: pl.DataFrame, deliveries: pl.DataFrame) -> str:
    found = standing(findings)
    return _(
        "In short: {missing} extracts missing or unusable; not checked {unchecked} (person-checks); "
        "{found} findings, {red} of them red. A finding is to be verified; it is no conclusion."
    ).format(
        missing=deliveries.filter(deliveries["state"] != "present").height,
        unchecked=number(int(coverage["not_checked"].sum())),
        found=number(found.height),
        red=number(found.filter(found["lamp"] == "red").height),
    )

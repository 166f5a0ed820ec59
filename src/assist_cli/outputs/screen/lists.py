"""Findings one by one: the newest red ones, a plain list, and by household."""

from collections.abc import Iterator, Mapping

import polars as pl
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from assist_cli.language import _
from assist_cli.outputs import wording
from assist_cli.outputs.order import HOUSE, together
from assist_cli.outputs.screen.counts import standing
from assist_cli.outputs.screen.grid import grid, heading, lamp, line, number, row, stacked

RED_SHOWN = 10


def newest_red(findings: pl.DataFrame, titles: Mapping[str, str], month: str) -> Iterator[RenderableType]:
    """The third section of the month's report: red findings nobody has judged yet, newest first, a household together."""
    red = (
        standing(findings)
        .filter((pl.col("lamp") == "red") & ~pl.col("status").is_in(["confirmed", "dismissed"]))
        .sort("first_month", "event_date", "finding_id", descending=[True, True, False], nulls_last=True)
    )
    red = red.sort(pl.int_range(pl.len()).min().over(HOUSE), maintain_order=True)
    yield heading(_("3. Red findings, newest first (to be verified)"))
    if red.is_empty():
        yield line(_("None."))
        return
    yield _list(red.head(RED_SHOWN), titles)
    if red.height > RED_SHOWN:
        yield line(
            _("and {count} more: assist report --month {month} --lamp red").format(
                count=number(red.height - RED_SHOWN), month=month
            ),
            "bold",
        )


def findings_list(findings: pl.DataFrame, titles: Mapping[str, str]) -> RenderableType:
    """The findings, one after the other, and how many they are."""
    if findings.is_empty():
        return line(_("No finding fits."))
    return Group(
        _list(together(findings), titles), line(_("Findings: {count}").format(count=number(findings.height)))
    )


def households(findings: pl.DataFrame, titles: Mapping[str, str]) -> RenderableType:
    """The findings by household, households with a red lamp first, and how many they are."""
    if findings.is_empty():
        return line(_("No finding fits."))
    groups = together(findings).with_columns(house=HOUSE).partition_by("house", maintain_order=True)
    table = grid(_("Household"), _("Person"), _("Lamp"), _("What the records say"), wide=(3,))
    for group in groups:
        _household(table, group, titles)
    counts = _("Households: {households}, findings: {findings}").format(
        households=number(len(groups)), findings=number(findings.height)
    )
    return Group(table, line(counts))


def _household(table: Table, group: pl.DataFrame, titles: Mapping[str, str]) -> None:
    """One household: its number and place beside the first finding only."""
    for position, entry in enumerate(group.iter_rows(named=True)):
        home = stacked(entry["household_id"] or "-", *_place(entry)) if position == 0 else ""
        person = stacked(entry["name"] or "-", entry["id_number"])
        row(table, [home, person, lamp(entry["lamp"]), _said(entry, titles)])
    table.add_section()


def _list(findings: pl.DataFrame, titles: Mapping[str, str]) -> Table:
    table = grid(_("Where"), _("Household, person"), _("Lamp"), _("What the records say"), wide=(3,))
    for entry in findings.iter_rows(named=True):
        who = stacked(entry["household_id"] or "-", entry["name"] or "-", entry["id_number"])
        row(table, [stacked(*_place(entry)), who, lamp(entry["lamp"]), _said(entry, titles)])
        table.add_section()
    return table


def _place(entry: Mapping[str, str | None]) -> tuple[str, ...]:
    names = (entry["district"], entry["street"], entry["community"])
    return tuple(name for name in names if name) or (entry["division_code"] or "-",)


def _said(entry: Mapping[str, str], titles: Mapping[str, str]) -> Text:
    """The check, the state of the case, and the sentence of the finding."""
    check = _("{check} ({status})").format(
        check=titles.get(entry["check"], entry["check"]), status=wording.status(entry["status"])
    )
    return stacked(check, entry["summary"])

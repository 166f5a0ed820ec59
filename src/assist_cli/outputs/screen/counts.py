"""How many findings there are: by check and lamp, by division and check."""

from collections.abc import Iterator, Mapping

import polars as pl
from rich.console import RenderableType
from rich.text import Text

from assist_cli.language import _
from assist_cli.outputs import wording
from assist_cli.outputs.screen.grid import LAMP_STYLES, grid, heading, line, number, plain, row

_COUNTS = (
    pl.len().alias("all"),
    (pl.col("lamp") == "red").sum().alias("red"),
    (pl.col("lamp") == "yellow").sum().alias("yellow"),
    (pl.col("status") == "new").sum().alias("new"),
)
_SHOWN = ("red", "yellow", "all", "new")


def standing(findings: pl.DataFrame) -> pl.DataFrame:
    """The findings that were found this month: without those that are only listed as cleared."""
    return findings.filter(pl.col("status") != "cleared")


def how_many(
    findings: pl.DataFrame, coverage: pl.DataFrame, titles: Mapping[str, str]
) -> Iterator[RenderableType]:
    """The second section of the month's report."""
    yield heading(_("2. How many findings"))
    found = standing(findings)
    cleared = findings.height - found.height
    if found.is_empty():
        yield from _nothing(coverage)
    else:
        yield _by_check(found, titles)
        yield line("")
        yield _by_division(found, coverage, titles)
        yield from _listed_after(found)
    if cleared:
        yield line(_("Found before, no longer found this month: {count}.").format(count=number(cleared)))


def _nothing(coverage: pl.DataFrame) -> Iterator[RenderableType]:
    checked, missed = (int(coverage[name].sum()) for name in ("checked", "not_checked"))
    checks = coverage.filter(pl.col("checked") > 0)["check"].n_unique()
    if not checked:
        yield line(_("There are no findings, because nobody was checked."), "bold")
        return
    yield line(
        _("Nothing was found this month, by {checks} checks of {checked} (person-checks).").format(
            checks=checks, checked=number(checked)
        ),
        "bold",
    )
    if missed:
        yield line(
            _("This says nothing about the {missed} that were not checked.").format(missed=number(missed)),
            "bold",
        )


def _listed_after(found: pl.DataFrame) -> Iterator[RenderableType]:
    """Months and yuan that the rosters list after the event, where a check counts them."""
    months, amount = found["months"].sum(), found["amount"].sum()
    if months:
        yield line(
            _("Still listed after the event, to be verified: {months} months, {amount} yuan.").format(
                months=number(int(months)), amount=f"{amount:,.2f}"
            )
        )


def _by_check(found: pl.DataFrame, titles: Mapping[str, str]) -> RenderableType:
    table = grid(_("Check"), _("Lane"), *_count_headers(), numbers=(2, 3, 4, 5))
    counted = (
        found.group_by("check", "lane")
        .agg(_COUNTS)
        .sort("red", "all", "check", descending=[True, True, False])
    )
    for entry in counted.iter_rows(named=True):
        title = titles.get(entry["check"], entry["check"])
        row(table, [title, wording.lane(entry["lane"]), *(_shown(entry[name], name) for name in _SHOWN)])
    sums = [number(int(counted[name].sum())) for name in _SHOWN]
    row(table, [_("Total"), "", *sums], "bold")
    return table


def _by_division(found: pl.DataFrame, coverage: pl.DataFrame, titles: Mapping[str, str]) -> RenderableType:
    """By district; by street where the month knows one district only."""
    districts = pl.concat([frame["division_code"].str.head(6) for frame in (found, coverage)]).drop_nulls()
    one = districts.n_unique() <= 1
    column, digits = ("street", 9) if one else ("district", 6)
    table = grid(
        _("Street") if one else _("District"),
        *_count_headers(),
        _("Of these"),
        numbers=(1, 2, 3, 4),
        wide=(5,),
    )
    places = found.with_columns(code=pl.col("division_code").str.head(digits))
    counted = (
        places.group_by("code")
        .agg(pl.first(column), *_COUNTS)
        .sort("red", "all", "code", descending=[True, True, False])
    )
    for entry in counted.iter_rows(named=True):
        own = places.filter(pl.col("code").eq_missing(pl.lit(entry["code"])))
        counts = [_shown(entry[name], name) for name in _SHOWN]
        row(table, [entry[column] or entry["code"] or "-", *counts, _of_these(own, titles)])
    return table


def _of_these(own: pl.DataFrame, titles: Mapping[str, str]) -> str:
    """The checks and their counts, the most frequent first."""
    counted = own["check"].value_counts().sort("count", "check", descending=[True, False])
    return _(", ").join(f"{titles.get(check, check)} {number(count)}" for check, count in counted.iter_rows())


def _count_headers() -> tuple[str, str, str, str]:
    return wording.lamp("red"), wording.lamp("yellow"), _("All"), _("Of these new")


def _shown(count: int, name: str) -> Text:
    style = LAMP_STYLES.get(name, "") if count else ""
    return plain(number(count), style)

"""What was checked this month, and what was not: deliveries, checks, communities."""

from collections import Counter
from collections.abc import Iterator, Mapping

import polars as pl
from rich.console import RenderableType

from assist_cli.language import _
from assist_cli.outputs import wording
from assist_cli.outputs.screen.grid import LOUD, grid, heading, line, number, row

MANY_COMMUNITIES = 10
_STATE_ORDER = ("missing", "blocked", "stale", "present")


def checked_and_not(
    coverage: pl.DataFrame, deliveries: pl.DataFrame, titles: Mapping[str, str]
) -> Iterator[RenderableType]:
    """The first section of the month's report; `coverage` and `deliveries` of that month, `titles` of checks."""
    yield heading(_("1. What was checked, and what was not"))
    yield from _deliveries(deliveries)
    if coverage.is_empty():
        yield line(_("Nothing was compared: NOBODY was checked."), LOUD)
        return
    yield from _checks(coverage, source_titles(deliveries), titles)
    yield from _communities(coverage, titles)


def source_titles(deliveries: pl.DataFrame) -> dict[str, str]:
    """Title by source."""
    return dict(zip(deliveries["source"], deliveries["title"], strict=True))


def _deliveries(deliveries: pl.DataFrame) -> Iterator[RenderableType]:
    absent = deliveries.filter(pl.col("state") != "present").height
    if absent:
        yield line(
            _("Extracts: {absent} of {all} are missing or cannot be used.").format(
                absent=absent, all=deliveries.height
            ),
            LOUD,
        )
    else:
        yield line(_("Extracts: all {all} are there.").format(all=deliveries.height))
    table = grid(_("Source"), _("State"), _("Month used"), _("Rows"), _("Rejected"), numbers=(3, 4))
    states = pl.col("state").replace_strict(
        {state: place for place, state in enumerate(_STATE_ORDER)}, default=0, return_dtype=pl.Int32
    )
    for entry in deliveries.sort(states, "source").iter_rows(named=True):
        state = str(entry["state"])
        counts = [number(entry[name]) if entry[name] is not None else "-" for name in ("rows", "rejected")]
        row(
            table,
            [entry["title"], wording.delivery_state(state), entry["delivered"] or "-", *counts],
            None if state == "present" else LOUD,
        )
    yield table


def _checks(
    coverage: pl.DataFrame, sources: Mapping[str, str], titles: Mapping[str, str]
) -> Iterator[RenderableType]:
    by_check = (
        coverage.group_by("check")
        .agg(pl.sum("people", "checked", "not_checked"), reasons=pl.col("reason"))
        .sort("not_checked", "check", descending=[True, False])
    )
    yield line("")
    yield _verdict(by_check)
    table = grid(
        _("Check"), _("People"), _("Checked"), _("NOT CHECKED"), _("Why not"), numbers=(1, 2, 3), wide=(4,)
    )
    for entry in by_check.iter_rows(named=True):
        counts = [number(entry[name]) for name in ("people", "checked", "not_checked")]
        why = _joined(wording.reason(code, sources) for code in reason_codes(entry["reasons"]))
        title = titles.get(entry["check"], entry["check"])
        row(table, [title, *counts, why], LOUD if entry["not_checked"] else None)
    yield table
    idle = [title for check, title in titles.items() if check not in set(by_check["check"])]
    if idle:
        yield line(_("Checks that did not run: {checks}").format(checks=_joined(iter(idle))), LOUD)


def _verdict(by_check: pl.DataFrame) -> RenderableType:
    missed = int(by_check["not_checked"].sum())
    if not missed:
        return line(_("Every check that ran could check everybody."))
    return line(
        _("NOT CHECKED: {count} (person-checks), in {some} of {all} checks.").format(
            count=number(missed), some=by_check.filter(pl.col("not_checked") > 0).height, all=by_check.height
        ),
        LOUD,
    )


def reason_codes(reasons: list[str | None]) -> list[str]:
    """The single codes of coverage's `reason` values, the most frequent first."""
    counts = Counter(code for reason in reasons if reason for code in reason.split(";"))
    return sorted(counts, key=lambda code: (-counts[code], code))


def _communities(coverage: pl.DataFrame, titles: Mapping[str, str]) -> Iterator[RenderableType]:
    """Where people were not checked: the communities with most, and how many others."""
    missed = coverage.filter(pl.col("not_checked") > 0)
    if missed.is_empty():
        return
    places = (
        missed.sort("not_checked", "check", descending=[True, False])
        .group_by("division_code", maintain_order=True)
        .agg(
            pl.first("street", "community"),
            pl.sum("not_checked"),
            pl.col("check"),
            each=pl.col("not_checked"),
        )
        .sort("not_checked", "division_code", descending=[True, False])
    )
    yield line("")
    yield line(_("Not checked, by community"), LOUD)
    table = grid(_("Street"), _("Community"), _("NOT CHECKED"), _("Of these"), numbers=(2,), wide=(3,))
    for entry in places.head(MANY_COMMUNITIES).iter_rows(named=True):
        parts = (
            f"{titles.get(check, check)} {number(count)}"
            for check, count in zip(entry["check"], entry["each"], strict=True)
        )
        place = [entry["street"] or "-", entry["community"] or entry["division_code"] or "-"]
        row(table, [*place, number(entry["not_checked"]), _joined(parts)], LOUD)
    yield table
    others = places.slice(MANY_COMMUNITIES)
    if others.height:
        yield line(
            _("and {others} more communities, with {count} not checked.").format(
                others=others.height, count=number(int(others["not_checked"].sum()))
            ),
            LOUD,
        )


def _joined(parts: Iterator[str]) -> str:
    return _(", ").join(parts)

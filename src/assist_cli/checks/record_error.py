"""Another department's record cannot be right.

Why it matters: a wrong record hides a death or makes one up; only the department that keeps it can correct it.
Found: a funeral long without a police cancellation; dates of death of two departments far apart (the days are
parameters); dates of death before birth, after the delivery, or at an age above 115; a death without any date; a record on a
roster member's ID under another name. A resident ID is valid when it has 17 digits and a digit or X, a real date of birth, and the check digit
of GB 11643-1999 (ISO 7064 MOD 11-2); its division code is not judged.
Left alone: names that differ in spaces, middle dots or variant characters; records whose name is missing.
Made wrong by: a change of name that one of the two departments has not recorded yet.
Verify: send the slip to the department named in the evidence; nothing is asked of the household.
"""

from datetime import timedelta

import polars as pl

from assist_cli.checks.check import Check
from assist_cli.checks.deaths import CELLS, credible, death_records, undated_deaths
from assist_cli.checks.hits import as_hits
from assist_cli.checks.remarks import doubtful
from assist_cli.checks.view import KEY, View
from assist_cli.language import N_
from assist_cli.settings.values import Pack

_NAMED_SOURCES = {**CELLS, "police.residents": ("name",), "police.vehicles": ("name", "plate")}
_OTHER_SOURCES = {
    "social_security.contributions": ("name", "employer", "period"),
    "justice.custody": ("name", "began_on"),
    "health.spending": ("name", "hospital", "settled_on"),
    "property.holdings": ("name", "unit_number", "registered_on"),
    "housing_fund.deposits": ("name", "employer", "period"),
    "civil.other_rosters": ("name", "programme", "paid_by"),
    "market.enterprises": ("name", "credit_code", "business"),
    "social_security.pensions": ("name", "insurance", "period"),
    "health.births": ("name", "born_on"),
    "civil.marriages": ("name", "registered_on"),
}


class RecordError(Pack):
    """Days until a funeral should have led to a cancellation, and days by which dates of death may differ."""

    unregistered_after_days: int
    conflict_after_days: int


def find(view: View, rule: RecordError) -> pl.LazyFrame:
    """Records that contradict the roster, each other, or what is possible."""
    return pl.concat(
        [
            *_impossible_dates(view),
            *_undated_deaths(view),
            *_conflicting_dates(view, rule),
            *_different_names(view),
            *_unregistered_funerals(view, rule),
        ]
    )


def _impossible_dates(view: View) -> list[pl.LazyFrame]:
    return [
        as_hits(
            death_records(view, source).filter("impossible"),
            cells,
            subject=pl.lit(f"impossible_date:{source}"),
            event_date=pl.col("day"),
        )
        for source, cells in CELLS.items()
    ]


def _undated_deaths(view: View) -> list[pl.LazyFrame]:
    return [
        as_hits(undated_deaths(view, source), cells, subject=pl.lit(f"undated_death:{source}"))
        for source, cells in CELLS.items()
    ]


def _conflicting_dates(view: View, rule: RecordError) -> list[pl.LazyFrame]:
    """Records beyond doubt of two departments whose dates lie too far apart."""
    clean = {
        source: credible(death_records(view, source), view.as_of).filter(~doubtful(pl.col("remarks")))
        for source in CELLS
    }
    said = ["day", "earliest"]
    days = pl.concat([rows.select(KEY, "source", *said) for rows in clean.values()])
    settled = days.group_by(KEY, "source").agg(pl.col(said).sort_by("day").last())
    gap = pl.col("earliest").max() - pl.col("day").min()  # the least that months without a day can come to
    spread = (
        settled.group_by(KEY)
        .agg(gap.alias("spread"), pl.len().alias("sources"))
        .filter(pl.col("sources") > 1)
    )
    apart = spread.filter(pl.col("spread") > timedelta(days=rule.conflict_after_days))
    return [
        as_hits(
            rows.join(apart, on=KEY, how="semi"),
            CELLS[source],
            subject=pl.lit("dates_conflict"),
            event_date=pl.col("day"),
        )
        for source, rows in clean.items()
    ]


def _different_names(view: View) -> list[pl.LazyFrame]:
    """The newest record of each source that is on a roster member's ID under another name."""
    found = []
    for source, cells in {**_NAMED_SOURCES, **_OTHER_SOURCES}.items():
        rows = (
            view.match(source)
            .filter(pl.col("remarks").list.contains("name_differs"))
            .sort(KEY, "month", "file", "row", descending=[False, True, False, False])
            .unique(KEY, keep="first", maintain_order=True)
        )
        found.append(as_hits(rows, cells, subject=pl.lit(f"name_differs:{source}")))
    return found


def _unregistered_funerals(view: View, rule: RecordError) -> list[pl.LazyFrame]:
    """Funerals long past without a police cancellation, where the police have delivered."""
    if "police.deaths" not in view.current:
        return []
    due = pl.col("day") + timedelta(days=rule.unregistered_after_days) <= view.as_of
    rows = (
        credible(death_records(view, "civil.funerals"), view.as_of)
        .filter(~doubtful(pl.col("remarks")), due)
        .join(view.match("police.deaths").filter(pl.col("cancellation") == "death"), on=KEY, how="anti")
    )
    day = pl.coalesce("cremated_on", "died_on")
    return [as_hits(rows, CELLS["civil.funerals"], subject=pl.lit("funeral_unregistered"), event_date=day)]


CHECK = Check(
    name="record_error",
    doc=__doc__,
    lane="record",
    title=N_("Record to be corrected"),
    summary={
        "impossible_date": N_(
            "{sources}: a death on {event_date} does not fit birth, age or delivery.{remarks} "
            "To verify: the department's own file."
        ),
        "undated_death": N_(
            "{sources}: a death without a date, so that nothing can be held against the roster.{remarks} "
            "To verify: the department's own file."
        ),
        "dates_conflict": N_(
            "{sources}: dates of death more than {conflict_after_days} days apart, the later {event_date}.{remarks} "
            "To verify: the certificates of both."
        ),
        "name_differs": N_(
            "{sources}: a record on this ID is under another name. To verify: the department's own file."
        ),
        "funeral_unregistered": N_(
            "{sources}: cremated on {event_date}, no police cancellation after {unregistered_after_days} days.{remarks} "
            "To verify: the police station's register."
        ),
    },
    rule=RecordError,
    find=find,
    finds={**CELLS, "police.residents": ("name",), "police.vehicles": ("name", "plate")},
    weighs=_OTHER_SOURCES,
)

"""Somebody of the household has lost work, or the one who earned has died.

Why it matters: a household whose wage is gone needs more, and seldom asks.
Found: wages for which an employer or a public-welfare post paid contributions for at least two months running, and which
have ended since the approval and are missing in the newest two months known, not longer ago than the parameter says;
unemployment benefits in the newest month known; the death of a member who had such wages in the three months before,
where others of the household are left.
Left alone: whoever is paid for by somebody else since, has retired or has died. It is never a reason for suspicion.
Made wrong by: contributions that come late or go through another employer; leave without pay.
Verify: visit, ask how the household lives now, and help to apply; reckon the assistance again in its favour.
"""

import polars as pl

from assist_cli.checks.check import Check
from assist_cli.checks.contributions import CELLS, SOURCE, WorkRule, by_payer, paid_for
from assist_cli.checks.deaths import CELLS as DEATH_CELLS
from assist_cli.checks.deaths import credible, death_records, settled_day
from assist_cli.checks.hits import as_hits
from assist_cli.checks.households import HOUSEHOLD, Households
from assist_cli.checks.pensions import CELLS as PENSION_CELLS
from assist_cli.checks.pensions import SOURCE as PENSIONS
from assist_cli.checks.pensions import newest_month, of_kinds, pensions
from assist_cli.checks.view import KEY, View
from assist_cli.language import N_
from assist_cli.settings.months import shift

EARNER_DIED = "earner_died"
_JOB = [KEY, "subject"]
_MONTHS_BEFORE_DEATH = 3
_WAGED = ("work", "public_post")
_RUNNING = 2
"""Months running, paid or not paid."""


class LostWork(WorkRule):
    """`within_months`: how long ago work may have ended. `unemployment_words`: words of unemployment benefits."""

    within_months: int
    unemployment_words: list[str]


def find(view: View, rule: LostWork) -> pl.LazyFrame:
    """Jobs that have ended, benefits of the unemployed, and earners who died."""
    deaths = {source: credible(death_records(view, source), view.as_of) for source in DEATH_CELLS}
    days = pl.concat([rows.select(KEY, "day", "remarks") for rows in deaths.values()])
    died = days.group_by(KEY).agg(settled_day().alias("died"))
    paid = by_payer(view, rule).filter(paid_for(pl.col("net")))
    ended = _ended(paid, view, rule).join(died, on=KEY, how="anti")
    began = (pl.col("last") + "-01").str.to_date().dt.month_end()
    jobs = as_hits(ended, CELLS, subject=pl.lit("ended:") + pl.col("subject"), event_date=began)
    return pl.concat([jobs, _unemployed(view, rule), *_earners(paid, deaths, died, view, rule)])


def left_behind(hits: pl.DataFrame, households: Households, rule: LostWork) -> pl.DataFrame:
    """Earners who died count where somebody of the household is left."""
    del rule
    owned = households.beside(hits)
    gone = (
        owned.filter(pl.col("subject") == EARNER_DIED)
        .group_by(HOUSEHOLD)
        .agg(pl.col(KEY).n_unique().alias("gone"))
    )
    people = households.persons.group_by(HOUSEHOLD).agg(pl.len().alias("people"))
    alone = gone.join(people, on=HOUSEHOLD).filter(pl.col("gone") >= pl.col("people"))
    nobody = (pl.col("subject") == EARNER_DIED) & pl.col(HOUSEHOLD).is_in(alone[HOUSEHOLD].implode())
    return owned.filter(~nobody).drop(HOUSEHOLD)


def _ended(paid: pl.LazyFrame, view: View, rule: LostWork) -> pl.LazyFrame:
    """Payments of the last two months of wages that were not paid for in the newest two months known."""
    newest = sorted(month for month in view.known[SOURCE] if month <= view.month)[-2:]
    if len(newest) < _RUNNING or newest[-1] < shift(view.month, -1):
        return paid.filter(pl.lit(value=False)).with_columns(last=pl.col("period"))
    work = paid.filter(pl.col("kind").is_in(_WAGED)).with_columns(last=pl.col("period").max().over(_JOB))
    before = _month_before(pl.col("last"))
    recent = work.filter(
        (pl.col("last") < newest[0]) & (pl.col("last") >= shift(view.month, -rule.within_months)),
        (pl.col("last") >= pl.col("approved_on_roster").dt.strftime("%Y-%m")).fill_null(value=True),
        (pl.col("period") == before).any().over(_JOB),
        (pl.col("period") == pl.col("last")) | (pl.col("period") == before),
    )
    elsewhere = paid.filter(pl.col("period").is_in(newest)).select(KEY)
    retired = (
        pensions(view).filter(pl.col("paid") > 0, ~of_kinds(rule.unemployment_words)).select(KEY, "period")
    )
    later = recent.join(retired, on=KEY, suffix="_pension").filter(pl.col("period_pension") >= pl.col("last"))
    return recent.join(elsewhere, on=KEY, how="anti").join(later.select(KEY), on=KEY, how="anti")


def _month_before(month: pl.Expr) -> pl.Expr:
    return (month + "-01").str.to_date().dt.offset_by("-1mo").dt.strftime("%Y-%m")


def _unemployed(view: View, rule: LostWork) -> pl.LazyFrame:
    """Unemployment benefits of the newest month known of which something is still paid."""
    rows = pensions(view).filter(
        pl.col("period") == pl.lit(newest_month(view), pl.String), of_kinds(rule.unemployment_words)
    )
    kept = rows.filter(pl.col("paid").sum().over(KEY) > 0, pl.col("paid") > 0)
    return as_hits(kept, PENSION_CELLS, subject=pl.lit("unemployment"))


def _earners(
    paid: pl.LazyFrame, deaths: dict[str, pl.LazyFrame], died: pl.LazyFrame, view: View, rule: LostWork
) -> list[pl.LazyFrame]:
    """Death records of members who had wages in the months before, and the contributions with them."""
    since = shift(view.month, -rule.within_months)
    recent = died.filter(pl.col("died").dt.strftime("%Y-%m") >= since)
    first = pl.col("died").dt.offset_by(f"-{_MONTHS_BEFORE_DEATH}mo").dt.strftime("%Y-%m")
    work = paid.filter(pl.col("kind").is_in(_WAGED)).join(recent, on=KEY)
    earned = work.filter(pl.col("period").is_between(first, pl.col("died").dt.strftime("%Y-%m")))
    records = [
        as_hits(
            rows.join(earned.select(KEY).unique(), on=KEY, how="semi"),
            DEATH_CELLS[source],
            subject=pl.lit(EARNER_DIED),
            event_date=pl.col("day"),
        )
        for source, rows in deaths.items()
    ]
    return [*records, as_hits(earned, CELLS, subject=pl.lit(EARNER_DIED), role="with")]


CHECK = Check(
    name="lost_work",
    doc=__doc__,
    lane="need",
    title=N_("Work lost"),
    summary={
        "ended": N_(
            "{sources}: {employer} paid contributions until {event_date}, and nobody has since.{remarks} "
            "To verify: visit, ask how the household lives now, and help to apply."
        ),
        "unemployment": N_(
            "{sources}: unemployment benefit of {paid} yuan for {period}.{remarks} "
            "To verify: visit, ask how the household lives now, and help to apply."
        ),
        EARNER_DIED: N_(
            "{sources}: a member for whom {employer} paid contributions died on {event_date}.{remarks} "
            "To verify: visit those who are left, and help to apply."
        ),
    },
    rule=LostWork,
    find=find,
    finds={SOURCE: CELLS, PENSIONS: PENSION_CELLS},
    weighs=DEATH_CELLS,
    unit="household",
    settle=left_behind,
)

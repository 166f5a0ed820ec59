"""Somebody of the household has a new job.

Why it matters: whoever earns can need less; the household's income has to be reckoned again.
Found: employer-paid contributions of any member in the newest two months that can be known (the pay month and the one
before; where nothing has come for the person's pay month yet, the two before it), by an employer who began to pay
after the household's approval and not longer ago than the parameter says. Reversals are netted. Deposits of the
same employer for the same months with the housing fund make the lamp red.
Left alone: jobs as old as what the store knows: those of which the first deliveries tell already are not new. A month
that was hardly delivered interrupts no job. Residents' insurance, and payments without an employer's name. Public-welfare
posts, flexible employment and arrears are hints only.
Made wrong by: an employer who goes on paying for somebody who has left; another person's number; a company that was renamed.
Verify: ask the household what is earned since when, then reckon its income again; work is no reason for reproach.
"""

import polars as pl

from assist_cli.checks.check import Check
from assist_cli.checks.contributions import CELLS, SOURCE, WorkRule, by_payer, employer_name, paid_for
from assist_cli.checks.hits import as_hits, with_remark
from assist_cli.checks.remarks import doubtful
from assist_cli.checks.repeats import once
from assist_cli.checks.view import KEY, View
from assist_cli.language import N_
from assist_cli.settings.months import shift

FUND = "housing_fund.deposits"
FUND_CELLS = ("name", "employer", "period", "paid", "state")
_JOB = [KEY, "subject"]


class Employment(WorkRule):
    """`new_within_months`: how long ago a job may have begun to be new."""

    new_within_months: int


def find(view: View, rule: Employment) -> pl.LazyFrame:
    """The contributions of every new job, and the housing fund's deposits beside them."""
    jobs = _new(_running(view, rule), view, rule)
    began = (pl.col("began") + "-01").str.to_date()
    found = [(jobs, CELLS), (_deposits(view, jobs), FUND_CELLS)]
    return pl.concat(
        as_hits(rows, cells, subject=pl.col("subject"), event_date=began) for rows, cells in found
    )


def _running(view: View, rule: Employment) -> pl.LazyFrame:
    """Payments of jobs for which the newest two months are paid, since the newest known month that was not; `began`."""
    before = pl.col("newest").replace_strict(_before(view), return_dtype=pl.String)
    paid = by_payer(view, rule).with_columns(newest=_newest(view)).filter(paid_for(pl.col("net")))
    jobs = paid.group_by(_JOB).agg(pl.col("period").unique().alias("paid_months"), pl.col("newest").first())
    both = [pl.col("paid_months").list.contains(month) for month in (pl.col("newest"), before)]
    known = [month for month in view.known[SOURCE] if month < shift(view.month, -1)]
    unpaid = pl.col("known").list.set_difference("paid_months").list.max()
    going_on = (
        jobs.filter(both)
        .with_columns(known=pl.lit(known, pl.List(pl.String)))
        .select(*_JOB, unpaid.alias("unpaid"), before.alias("before"))
    )
    since = paid.join(going_on, on=_JOB).filter(pl.col("period") > pl.col("unpaid"))
    return since.with_columns(began=pl.col("period").min().over(_JOB))


def _newest(view: View) -> pl.Expr:
    """The pay month where the person's records say anything of it, else the month before."""
    told = pl.col("period").max().over(KEY) == view.month
    return pl.when(told).then(pl.lit(view.month)).otherwise(pl.lit(shift(view.month, -1)))


def _before(view: View) -> dict[str, str]:
    return {month: shift(month, -1) for month in (view.month, shift(view.month, -1))}


def _new(runs: pl.LazyFrame, view: View, rule: Employment) -> pl.LazyFrame:
    """Jobs that began after the approval and not too long ago."""
    began, approved = pl.col("began"), pl.col("approved_on_roster")
    recent = began >= shift(view.month, -rule.new_within_months)
    after_approval = (began > approved.dt.strftime("%Y-%m")) | approved.is_null()
    return runs.filter(recent, after_approval).with_columns(
        with_remark("approval_missing", approved.is_null())
    )


def _deposits(view: View, jobs: pl.LazyFrame) -> pl.LazyFrame:
    """Deposits of the same employer for both of the newest two months, where the fund says that they were paid."""
    months = jobs.filter(pl.col("period") >= pl.col("before")).select(*_JOB, "period", "began").unique()
    rows = once(view.match(FUND).filter(pl.col("state") == "paid"), FUND_CELLS[1:])
    beside = rows.with_columns(subject=employer_name()).join(months, on=[*_JOB, "period"])
    in_doubt = doubtful(pl.col("remarks"))
    paid = beside.filter(~in_doubt | in_doubt.all().over(_JOB)).filter(paid_for(pl.col("paid")))
    return paid.filter(pl.col("period").n_unique().over(_JOB) > 1)


CHECK = Check(
    name="employment",
    doc=__doc__,
    lane="exit",
    title=N_("New job"),
    summary={
        "": N_(
            "{sources}: {employer} has paid contributions since {event_date}.{remarks} "
            "To verify: ask what is earned, and reckon the household's income again."
        ),
        "public_post": N_(
            "{sources}: contributions for a public-welfare post since {event_date}.{remarks} "
            "To verify: whether the post's wage counts as income under the local rule."
        ),
        "flexible": N_(
            "{sources}: contributions of flexible employment, paid by the person, since {event_date}.{remarks} "
            "To verify: ask what is earned, and who bears the contributions."
        ),
        "arrears": N_(
            "{sources}: contributions paid in arrears for months since {event_date}.{remarks} "
            "To verify: ask who paid them, and for what work."
        ),
    },
    rule=Employment,
    find=find,
    finds={SOURCE: CELLS},
    weighs={FUND: FUND_CELLS},
    lanes={"public_post": "info", "flexible": "info", "arrears": "info"},
)

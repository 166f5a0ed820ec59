"""A person who is paid has a death record.

Why it matters: assistance ends with the month of death; payments after it have to be recovered from the family.
Found: paid roster members with a death record of police, health or the funeral parlour, dated on or before the last
day of the pay month. Two departments that agree on ID and name, with dates close together, make the lamp red.
Left alone: cancellations that are no deaths (emigration, enlistment, double registration), the relative who reported
the death, members who are not paid for, dates that cannot be (they go to record_error).
Made wrong by: a number typed from another person's document; a record under the reporting relative's number. A name,
sex or date of birth that does not fit, insured work, a stay in hospital or a hukou act after the death make the finding merely possible.
Verify: visit or call the household; ask for the cancellation certificate or the cremation certificate.
"""

import polars as pl

from assist_cli.checks.check import Check
from assist_cli.checks.contributions import NOT_WORK, said
from assist_cli.checks.deaths import CELLS, credible, death_records, settled_day
from assist_cli.checks.hits import as_hits
from assist_cli.checks.payments import paid_after
from assist_cli.checks.residence import newest_entries
from assist_cli.checks.view import KEY, View
from assist_cli.language import N_
from assist_cli.settings.values import Pack


def find(view: View, rule: Pack) -> pl.LazyFrame:
    """Every credible death record, and every sign of life after the day they come to."""
    del rule  # its parameter is the grading's
    records = {source: credible(death_records(view, source), view.as_of) for source in CELLS}
    days = pl.concat([rows.select(KEY, "day", "remarks") for rows in records.values()])
    died = days.group_by(KEY).agg(settled_day().alias("died"))
    deaths = [
        as_hits(rows, CELLS[source], subject=pl.lit("death"), event_date=pl.col("day"))
        for source, rows in records.items()
    ]
    return pl.concat(
        [*deaths, _insured_later(view, died), _stayed_later(view, died), _registered_later(view, died)]
    )


def _insured_later(view: View, died: pl.LazyFrame) -> pl.LazyFrame:
    """Contributions for months after the month of death; back payments and what was reversed prove nothing."""
    rows = (
        view.match("social_security.contributions")
        .join(died, on=KEY)
        .filter(pl.col("period") > pl.col("died").dt.strftime("%Y-%m"), ~said().str.contains(NOT_WORK))
        .filter(pl.col("paid").sum().over(KEY, "period", "insurance") > 0, pl.col("paid") > 0)
        .with_columns(remarks=pl.lit(["insured_later"]))
    )
    return as_hits(rows, ("name", "employer", "period", "paid"), subject=pl.lit("death"), role="against")


def _stayed_later(view: View, died: pl.LazyFrame) -> pl.LazyFrame:
    """Hospital stays that began after the death and were settled; what was reversed proves nothing."""
    stay = [KEY, "hospital", "admitted_on"]
    inpatient = pl.col("care").str.contains("住院").fill_null(pl.col("discharged_on").is_not_null())
    rows = (
        view.match("health.spending")
        .join(died, on=KEY)
        .filter(inpatient, pl.col("admitted_on") > pl.col("died"), pl.col("settled_on") <= view.as_of)
        .with_columns(bore=pl.col("cash_paid") + pl.col("account_paid").fill_null(0))
        .filter(pl.col("bore").sum().over(stay) > 0, pl.col("bore") > 0)
        .with_columns(remarks=pl.lit(["stayed_later"]))
    )
    return as_hits(
        rows, ("name", "hospital", "admitted_on", "settled_on"), subject=pl.lit("death"), role="against"
    )


def _registered_later(view: View, died: pl.LazyFrame) -> pl.LazyFrame:
    """A standing entry of the newest register whose last act came after the death."""
    rows = (
        newest_entries(view)
        .join(died, on=KEY)
        .filter(pl.col("cancelled") == "no", pl.col("registered_on") > pl.col("died"))
        .with_columns(remarks=pl.lit(["registered_later"]))
    )
    return as_hits(rows, ("name", "registered_on", "cancelled"), subject=pl.lit("death"), role="against")


CHECK = Check(
    name="deceased",
    doc=__doc__,
    lane="exit",
    title=N_("Paid after death"),
    summary={
        "": N_(
            "{sources}: death recorded on {event_date}; listed on {months} rosters since, {amount} yuan.{remarks} "
            "To verify: visit or call the household."
        ),
        "nothing_paid": N_(
            "{sources}: death recorded on {event_date}; no payment for a later month so far.{remarks} "
            "To verify: visit or call the household before the next one."
        ),
    },
    rule=Pack,
    find=find,
    finds=CELLS,
    weighs={
        "social_security.contributions": (
            "name",
            "employer",
            "state",
            "insurance",
            "person_kind",
            "paid",
            "period",
        ),
        "health.spending": (
            "name",
            "hospital",
            "care",
            "cash_paid",
            "account_paid",
            "admitted_on",
            "discharged_on",
            "settled_on",
        ),
        "police.residents": ("name", "registered_on", "cancelled"),
    },
    paid_only=True,
    payments={"": paid_after},
)

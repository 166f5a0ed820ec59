"""A person who is paid is in custody.

Why it matters: whoever serves a sentence or is held for compulsory treatment does not count as a member of the household.
Found: paid roster members in custody on the last day of the pay month, by what the justice office said last.
Left alone: members who are not paid for, and whoever was released by that day. Of an end that names a month alone the
first day counts. Neither place nor cause is asked for, landed or shown.
Made wrong by: a release, a parole or a sentence served outside that has not been delivered yet; another person's number.
Verify: ask the justice office whether it still holds. One member's custody means to recalculate for the others.
"""

from datetime import date

import polars as pl

from assist_cli.checks.check import Check
from assist_cli.checks.hits import as_hits
from assist_cli.checks.remarks import doubtful
from assist_cli.checks.view import KEY, View
from assist_cli.language import N_
from assist_cli.settings.values import Pack

SOURCE = "justice.custody"
CELLS = ("name", "began_on", "ended_on")


def find(view: View, rule: Pack) -> pl.LazyFrame:
    """Whoever the justice office has not said to be released by the last day of the pay month."""
    del rule
    vague = pl.col("repairs").str.contains("ended_on:month").fill_null(value=False)
    released = pl.when(vague).then(pl.col("ended_on").dt.month_start()).otherwise("ended_on")
    rows = _last_said(view).filter(released.fill_null(date.max) > view.as_of)
    return as_hits(rows, CELLS, subject=pl.lit("custody"), event_date=pl.col("began_on"))


def _last_said(view: View) -> pl.LazyFrame:
    """One row a person: of records beyond doubt, if there are any, that of the newest delivery and the latest beginning."""
    rows = view.match(SOURCE).filter(pl.col("began_on") <= view.as_of)
    order = rows.sort(
        KEY,
        doubtful(pl.col("remarks")),
        "month",
        "began_on",
        "file",
        "row",
        descending=[False, False, True, True, True, True],
    )
    return order.unique(KEY, keep="first", maintain_order=True)


CHECK = Check(
    name="custody",
    doc=__doc__,
    lane="exit",
    title=N_("Paid while in custody"),
    summary={
        "": N_(
            "{sources}: in custody since {event_date}, and not known to be released by the end of the month.{remarks} "
            "To verify: ask the justice office, and recalculate for the others of the household."
        )
    },
    rule=Pack,
    find=find,
    finds={SOURCE: CELLS},
    paid_only=True,
)

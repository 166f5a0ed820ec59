"""A child was born to a member of the household and is not on the roster.

Why it matters: one more person lives on what the household is paid, and the amount is to be recalculated in its favour.
Found: births by a member, paid for or not, within a number of months (a parameter) before the last day of the pay month
and on or after the household's approval; where the roster does not say when it was approved, the months alone decide.
Left alone: children whose ID on the household's roster rows, paid or not, has that day of birth (of twins both); where a
certificate says the month alone, that month.
Made wrong by: another person's number on the certificate; a child that lives elsewhere, was given up or has died; a child
listed under a document that does not tell its day of birth.
Verify: visit the household, ask for the child's hukou entry, and help to apply; it is never a reason for suspicion.
"""

import polars as pl

from assist_cli.checks.check import Check
from assist_cli.checks.hits import as_hits
from assist_cli.checks.households import HOUSEHOLD, Households
from assist_cli.checks.view import KEY, View
from assist_cli.identity.documents import birth_date
from assist_cli.language import N_
from assist_cli.settings.values import Pack

SOURCE = "health.births"
CELLS = ("name", "certificate", "born_on")
BIRTH = "birth:"


class Newborn(Pack):
    """`window_months`: for how many months after a birth the child is missed on the roster."""

    window_months: int


def find(view: View, rule: Newborn) -> pl.LazyFrame:
    """Births by roster members since approval; the subject says the day, or the month where that is all."""
    rows = view.match(SOURCE).filter(
        view.lately("born_on", rule.window_months), view.since_approval("born_on")
    )
    vague = pl.col("repairs").str.contains("born_on:month").fill_null(value=False)
    day = pl.col("born_on").cast(pl.String)
    told = pl.when(vague).then(day.str.head(7)).otherwise(day)
    return as_hits(rows, CELLS, subject=pl.lit(BIRTH) + told, event_date=pl.col("born_on"))


def not_listed(hits: pl.DataFrame, households: Households, rule: Newborn) -> pl.DataFrame:
    """Births of a day of which the household's rows hold fewer people than there are certificates."""
    del rule
    numbers = pl.element().struct.field("value").filter(pl.element().struct.field("field") == "certificate")
    certificate = pl.col("cells").list.eval(numbers).list.first()
    day = [HOUSEHOLD, "subject"]
    children = certificate.drop_nulls().n_unique().clip(1).over(day)
    owned = households.beside(hits).with_columns(children=children)
    listed = owned.join(_birthdays(households.rows), on=day, how="left", maintain_order="left")
    return listed.filter(pl.col("children") > pl.col("listed").fill_null(0)).select(hits.columns)


def _birthdays(rows: pl.DataFrame) -> pl.DataFrame:
    """Household, day or month of birth as a subject says it, and how many people have it."""
    born = birth_date(pl.col(KEY)).cast(pl.String)
    told = [
        rows.select(HOUSEHOLD, KEY, (pl.lit(BIRTH) + text).alias("subject"))
        for text in (born, born.str.head(7))
    ]
    return pl.concat(told).group_by(HOUSEHOLD, "subject").agg(pl.col(KEY).n_unique().alias("listed"))


CHECK = Check(
    name="newborn",
    doc=__doc__,
    lane="info",
    title=N_("Child not on the roster"),
    summary={
        "": N_(
            "{sources}: a member of the household bore a child on {event_date}, who is not on the roster.{remarks} "
            "To verify: visit, help to apply for the child, and recalculate in the household's favour."
        )
    },
    rule=Newborn,
    find=find,
    finds={SOURCE: CELLS},
    unit="household",
    settle=not_listed,
)

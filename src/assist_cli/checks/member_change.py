"""The members of the household have changed since it was approved.

Why it matters: who belongs to a household decides what it is entitled to; it is to be recalculated, not taken off.
Found: deaths of members who are not paid for, marriages and divorces within a number of months (a parameter) before the
last day of the pay month, these on or after the household's approval (or where the roster does not say when it was
approved); households whose 保障人口 is not the number of people paid for, or of people listed where the roster states
amounts per household, or of which several numbers are stated.
Left alone: members who are paid and have died (they go to deceased); certificates issued again; a marriage of two who are
both listed in the household; households that state no number or in which nobody is paid; people whose amount is not
stated count or do not count, as it fits.
Made wrong by: another person's number on a record; a divorce that has been reckoned with; a number that nobody has kept.
Verify: visit the household, ask who lives there and shares the income, and recalculate, in whichever direction it goes.
"""

import polars as pl

from assist_cli.checks.check import Check
from assist_cli.checks.deaths import CELLS as DEATHS
from assist_cli.checks.deaths import credible, death_records, settled_day
from assist_cli.checks.hits import as_hits
from assist_cli.checks.households import HOUSEHOLD, AmountPer, Households, Suspects
from assist_cli.checks.view import KEY, View
from assist_cli.language import N_
from assist_cli.settings.values import Pack

SOURCE = "civil.marriages"
CELLS = ("name", "registration", "registered_on")
SIZE_CELLS = (HOUSEHOLD, "household_size")
_MARRIAGE = "marriage:"


class MemberChange(Pack):
    """`window_months`: for how many months after a death, a marriage or a divorce it is told."""

    window_months: int


def find(view: View, rule: MemberChange) -> pl.LazyFrame:
    """Deaths of those who are not paid for, and what the marriage register says of all members."""
    return pl.concat([*_deaths(view, rule), _marriages(view, rule)])


def settle(hits: pl.DataFrame, households: Households, rule: MemberChange) -> pl.DataFrame:
    """Without the marriages of two who are both listed; with the households whose number of people does not fit."""
    del rule
    return pl.concat([_without_listed_couples(hits, households), _unfitting(households)])


def _deaths(view: View, rule: MemberChange) -> list[pl.LazyFrame]:
    unpaid = view.only(~(pl.col("amount") > 0).fill_null(value=False))
    records = {source: credible(death_records(unpaid, source), view.as_of) for source in DEATHS}
    days = pl.concat([rows.select(KEY, "day", "remarks") for rows in records.values()])
    died = days.group_by(KEY).agg(settled_day().alias("died")).filter(view.lately("died", rule.window_months))
    return [
        as_hits(
            rows.join(died, on=KEY, how="semi"),
            DEATHS[source],
            subject=pl.lit("death"),
            event_date=pl.col("day"),
        )
        for source, rows in records.items()
    ]


def _marriages(view: View, rule: MemberChange) -> pl.LazyFrame:
    """Marriages and divorces by their day: a second one is a change of its own."""
    day = pl.col("registered_on")
    rows = view.match(SOURCE).filter(
        pl.col("registration") != "other",
        view.lately("registered_on", rule.window_months),
        view.since_approval("registered_on"),
    )
    return as_hits(
        rows, CELLS, subject=pl.col("registration") + pl.lit(":") + day.cast(pl.String), event_date=day
    )


def _without_listed_couples(hits: pl.DataFrame, households: Households) -> pl.DataFrame:
    """Two members who married on one day are taken for a couple."""
    couple = pl.col(KEY).n_unique().over(HOUSEHOLD, "subject") > 1
    married = pl.col("subject").str.starts_with(_MARRIAGE)
    return households.beside(hits).filter(~(married & couple)).drop(HOUSEHOLD)


def _unfitting(households: Households) -> pl.DataFrame:
    """Rows of households of which another number is stated than is counted, and both numbers."""
    numbers = _unfit(households.rows, households.amount_per)
    said = numbers.select(
        HOUSEHOLD,
        counted=pl.when(pl.col("least") == pl.col("most"))
        .then(pl.col("least").cast(pl.String))
        .otherwise(pl.concat_str("least", pl.lit("-"), "most")),
        stated=pl.col("sizes").cast(pl.List(pl.String)).list.join("/"),
    )
    rows = households.persons.join(said, on=HOUSEHOLD, maintain_order="left").with_columns(
        pl.lit("size").alias("subject"), pl.lit([], pl.List(pl.String)).alias("remarks")
    )
    counted = rows.unique([HOUSEHOLD], keep="first", maintain_order=True)
    reckoned = households.stated(counted, {"counted": "counted", "stated": "stated"})
    return pl.concat([households.listed(rows, SIZE_CELLS), reckoned])


def _unfit(rows: pl.DataFrame, amount_per: AmountPer) -> pl.DataFrame:
    """Household, the numbers stated of it, and the `least` and `most` people they may stand for, where these differ."""
    amount = pl.col("amount")
    paid = (amount > 0) | pl.lit(amount_per == "household")
    numbers = rows.group_by(HOUSEHOLD).agg(
        sizes=pl.col("household_size").drop_nulls().unique().sort(),
        paid=(amount > 0).any(),
        least=_people(paid),
        most=_people(paid | amount.is_null()),
    )
    several = pl.col("sizes").list.len() > 1
    fits = pl.col("sizes").list.first().is_between("least", "most")
    return numbers.filter("paid", pl.col("sizes").list.len() > 0, several | ~fits)


def _people(of: pl.Expr) -> pl.Expr:
    """How many people rows stand for; everybody without a usable ID once a row."""
    key = pl.col(KEY).filter(of.fill_null(value=False))
    return key.drop_nulls().n_unique() + key.null_count()


def _miscounted(rows: pl.DataFrame, amount_per: AmountPer) -> pl.Series:
    return _unfit(rows, amount_per)[HOUSEHOLD]


CHECK = Check(
    name="member_change",
    doc=__doc__,
    lane="info",
    title=N_("Members have changed"),
    summary={
        "death": N_(
            "{sources}: a member for whom nothing is paid died on {event_date}.{remarks} "
            "To verify: the members of the household, and recalculate for the others."
        ),
        "marriage": N_(
            "{sources}: a member married on {event_date}.{remarks} "
            "To verify: who lives in the household now, and recalculate."
        ),
        "divorce": N_(
            "{sources}: a member divorced on {event_date}.{remarks} "
            "To verify: who lives in the household now, and recalculate."
        ),
        "size": N_(
            "{sources}: the roster states {stated} people paid for, and {counted} are counted.{remarks} "
            "To verify: the members of the household, and recalculate."
        ),
    },
    rule=MemberChange,
    find=find,
    finds={**DEATHS, SOURCE: CELLS},
    unit="household",
    settle=settle,
    suspects=Suspects(HOUSEHOLD, (KEY, HOUSEHOLD, "household_size", "amount"), _miscounted),
)

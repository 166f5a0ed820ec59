"""The pensions of a household are more than the line allows it to live on.

Why it matters: a pension is income; a household above the line of its programme is entitled to less or to nothing.
Found: households of an income-tested programme whose members' pensions of one month, with what income the roster
states, come to more than the local standard by the number of people and the programme's percentage. The month is the
pay month; where that has not been delivered in full, the one before. What was taken back is netted.
Left alone: payments that were held, back payments of other months, kinds of pension that the parameters name, other
programmes. Never is a year divided by twelve.
Made wrong by: another person's pension under the number; a size of the household that has changed. Where only
pensions and the stated income together are above the line, the income may contain the pension already: merely possible.
Verify: ask for the pension notice, and reckon the household's income of this month again.
"""

from typing import Annotated

import polars as pl
from pydantic import Field

from assist_cli.checks.check import Check
from assist_cli.checks.hits import HITS, as_hits, with_remark
from assist_cli.checks.households import HOUSEHOLD, Households
from assist_cli.checks.pensions import CELLS, SOURCE, newest_month, of_kinds, pensions
from assist_cli.checks.view import KEY, View
from assist_cli.extracts.cells.kinds import MONEY
from assist_cli.language import N_
from assist_cli.settings.values import Pack

STANDARD = "dibao_standard"


class Pension(Pack):
    """Which programmes have a line, in per cent of the standard (`dibao/100`), and which pensions do not count.

    `exempt_words`: words of kinds of pension that are not income.
    """

    lines: list[Annotated[str, Field(pattern=r"^[a-z_]+/[0-9]+$")]]
    exempt_words: list[str]

    @property
    def percent(self) -> dict[str, int]:
        """Programme -> per cent of the standard."""
        return {name: int(percent) for name, percent in (line.split("/") for line in self.lines)}


def find(view: View, rule: Pension) -> pl.LazyFrame:
    """What each person was paid for the newest month that is known."""
    month = newest_month(view)
    rows = pensions(view).filter(pl.col("period") == pl.lit(month), ~of_kinds(rule.exempt_words))
    return as_hits(rows, CELLS, subject=pl.lit("income"), yuan=pl.col("paid"))


def above_line(hits: pl.DataFrame, households: Households, rule: Pension) -> pl.DataFrame:
    """Households above their line: by pensions alone, or with the income that the roster states."""
    lines = _lines(households, rule)
    alone = households.exceeding(hits, lines)
    rest = households.beside(hits).join(alone, on=HOUSEHOLD, how="anti", maintain_order="left")
    lower = lines.with_columns((pl.col("limit") - pl.col("income")).clip(0).cast(MONEY).alias("limit"))
    both = households.exceeding(rest.drop(HOUSEHOLD), lower)
    both = both.with_columns(with_remark("income_contains", pl.lit(value=True)), limit=pl.col("line_yuan"))
    kept = pl.concat([alone, both])
    return pl.concat([kept.select(HITS.names()), _stated(kept, households)])


def _lines(households: Households, rule: Pension) -> pl.DataFrame:
    """Household, its line as `limit` and `line_yuan`, `people`, stated `income`, and where the standard stands."""
    percent = pl.col("programme").replace_strict(rule.percent, default=None, return_dtype=pl.Int64)
    each = households.rows.group_by(HOUSEHOLD, maintain_order=True).agg(
        percent.max().alias("percent"),
        pl.coalesce(pl.col("household_size").max(), pl.col("person").sum()).cast(pl.Int64).alias("people"),
        pl.col("income").max().fill_null(0),
    )
    standard = households.limits(STANDARD).join(each, on=HOUSEHOLD, maintain_order="left")
    line = (pl.col("limit") * pl.col("people") * pl.col("percent") / 100).cast(MONEY)
    return standard.drop_nulls("percent").with_columns(limit=line, line_yuan=line)


def _stated(kept: pl.DataFrame, households: Households) -> pl.DataFrame:
    sums = kept.group_by(HOUSEHOLD, "subject", maintain_order=True).agg(
        pl.col(KEY).min(),
        pl.col("yuan").sum().alias("total"),
        pl.col("limit", "people", "income", "since", "line").first(),
    )
    said = {name: name for name in ("total", "limit", "people", "income")}
    return households.stated(sums, {**said, "limit_from": "since"})


CHECK = Check(
    name="pension",
    doc=__doc__,
    lane="exit",
    title=N_("Pensions above the line"),
    summary={
        "": N_(
            "{sources}: pensions of {total} yuan for {period}; the roster states {income} yuan of other income, and the line "
            "for {people} people is {limit} yuan.{remarks} To verify: the pension notice, and the household's income of that month."
        )
    },
    rule=Pension,
    find=find,
    finds={SOURCE: CELLS},
    unit="household",
    settle=above_line,
    amounts=(STANDARD,),
)

"""Somebody of the household paid a large sum to social insurance at once.

Why it matters: whoever can pay contributions of many years at once may have means that were not declared, or help that was not told.
Found: members whose one-off payments, delivered within the window (a parameter, in months) and after the month of the
household's approval, add up to more than the local limit. What was paid back is netted, and a payment that is delivered again counts once.
Left alone: regular contributions, and what was delivered before assistance was granted.
Made wrong by: subsidies for the long-term unemployed (4050) and arrears of an employer, which cost the person nothing: without them
the sum has to be above the limit, or the finding is merely possible; money that relatives or a village paid; another person's number.
Verify: ask who paid and from what, and look at the receipt.
"""

import polars as pl

from assist_cli.checks.check import Check
from assist_cli.checks.contributions import CELLS, SOURCE, contributions, employer_name, is_refund, said
from assist_cli.checks.hits import as_hits, with_remark
from assist_cli.checks.households import Households
from assist_cli.checks.view import KEY, View
from assist_cli.checks.words import says
from assist_cli.language import N_
from assist_cli.settings.months import shift
from assist_cli.settings.values import Pack

LIMIT = "lump_sum_limit"


class LumpSum(Pack):
    """`window_months`: over how many months of delivery one-off payments are added up.

    Words of one-off payments, of arrears among them, and of subsidised people; `individual_words` in an employer's
    name say that the person pays.
    """

    window_months: int
    one_off_words: list[str]
    arrears_words: list[str]
    subsidy_words: list[str]
    individual_words: list[str]


def find(view: View, rule: LumpSum) -> pl.LazyFrame:
    """One-off payments of the window, and refunds."""
    delivered, approved = pl.col("month"), pl.col("approved_on_roster")
    one_off = says(said(), rule.one_off_words) | is_refund()
    rows = contributions(view).filter(
        one_off,
        delivered > shift(view.month, -rule.window_months),
        (delivered > approved.dt.strftime("%Y-%m")) | approved.is_null(),
    )
    remarked = rows.with_columns(with_remark("approval_missing", approved.is_null()))
    for code, applies in _costs_the_person_nothing(rule).items():
        remarked = remarked.with_columns(with_remark(code, applies))
    return as_hits(remarked, CELLS, subject=pl.lit("lump_sum"), yuan=pl.col("net"))


def _costs_the_person_nothing(rule: LumpSum) -> dict[str, pl.Expr]:
    employer = employer_name()
    own = says(employer, rule.individual_words) | employer.str.contains(pl.col("name_roster"), literal=True)
    others = employer.is_not_null() & ~own.fill_null(value=False)
    return {
        "subsidised": says(said(), rule.subsidy_words),
        "employer_arrears": says(said(), rule.arrears_words) & others,
    }


def above_limit(hits: pl.DataFrame, households: Households, rule: LumpSum) -> pl.DataFrame:
    """Of persons above the limit, every payment and the sum."""
    del rule
    return households.above(hits, households.limits(LIMIT), unit=KEY)


CHECK = Check(
    name="lump_sum",
    doc=__doc__,
    lane="exit",
    title=N_("Large one-off payment to social insurance"),
    summary={
        "": N_(
            "{sources}: one-off payments of {total} yuan within {window_months} months, more than the local {limit} yuan."
            "{remarks} To verify: ask who paid and from what."
        )
    },
    rule=LumpSum,
    find=find,
    finds={SOURCE: CELLS},
    settle=above_limit,
    amounts=(LIMIT,),
)

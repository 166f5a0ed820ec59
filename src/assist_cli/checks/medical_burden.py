"""A household has paid more for treatment than it can bear.

Why it matters: whoever is ruined by illness is entitled to temporary or expenditure-based assistance, and seldom asks.
Found: households whose members together bore more than the local limit themselves, in cash or from their own medical
account, in the twelve months up to the last day of the pay month; the months are a parameter. Reversals are netted,
and a settlement that is delivered again counts once.
Left alone: what insurance, medical assistance and others bore. It is never a reason for suspicion.
Made wrong by: bills that another person paid under the patient's number; settlements not yet delivered.
Verify: visit the household, ask for the bills, and help to apply for the assistance that fits.
"""

import polars as pl

from assist_cli.checks.check import Check
from assist_cli.checks.hits import as_hits
from assist_cli.checks.households import Households
from assist_cli.checks.repeats import once
from assist_cli.checks.view import View
from assist_cli.language import N_
from assist_cli.settings.values import Pack

SOURCE = "health.spending"
CELLS = ("name", "hospital", "cash_paid", "account_paid", "settled_on")
LIMIT = "medical_limit"


class MedicalBurden(Pack):
    """`window_months`: over how many months bills are added up."""

    window_months: int


def find(view: View, rule: MedicalBurden) -> pl.LazyFrame:
    """What each person bore, settlement by settlement."""
    rows = view.match(SOURCE).filter(view.lately("settled_on", rule.window_months))
    bore = pl.col("cash_paid") + pl.col("account_paid").fill_null(0)
    borne = once(rows, CELLS[1:]).with_columns(bore=bore).filter(pl.col("bore") != 0)
    return as_hits(borne, CELLS, subject=pl.lit("self_paid"), yuan=pl.col("bore"))


def above_limit(hits: pl.DataFrame, households: Households, rule: MedicalBurden) -> pl.DataFrame:
    """Of households above the limit, every settlement and the sum."""
    del rule
    return households.above(hits, households.limits(LIMIT))


CHECK = Check(
    name="medical_burden",
    doc=__doc__,
    lane="need",
    title=N_("Burdened by medical bills"),
    summary={
        "": N_(
            "{sources}: within {window_months} months the household bore {total} yuan of medical bills itself, more than "
            "the local {limit} yuan.{remarks} To verify: visit, and help to apply for assistance."
        )
    },
    rule=MedicalBurden,
    find=find,
    finds={SOURCE: CELLS},
    unit="household",
    settle=above_limit,
    amounts=(LIMIT,),
)

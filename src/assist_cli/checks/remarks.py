"""What can be said of a match beside that it is one, and what each remark does to the grade."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import polars as pl

from assist_cli.language import N_


@dataclass(frozen=True)
class Remark:
    """A remark's English text and its weight.

    `record`: the one record is doubtful and cannot agree with another. `finding`: the whole finding is doubtful.
    `weak`: the record counts, but does not make the match certain. `note`: it changes no grade.
    """

    text: str
    weight: Literal["record", "finding", "weak", "note"]


REMARKS: Mapping[str, Remark] = {
    "name_differs": Remark(N_("the name on the record is not the roster's: it may be another person's number"), "record"),
    "id_invalid": Remark(N_("the ID is the same on both sides, but fails its check digit or birth date"), "record"),
    "sex_contradicts": Remark(N_("the sex on the record contradicts the ID"), "record"),
    "birth_contradicts": Remark(N_("the date of birth on the record contradicts the ID"), "record"),
    "insured_later": Remark(N_("insured work was paid for after that date: the person may be alive"), "finding"),
    "stayed_later": Remark(N_("a stay in hospital began after that date: the person may be alive"), "finding"),
    "registered_later": Remark(N_("the hukou shows an act after that date: the person may be alive"), "finding"),
    "address_contradicts_code": Remark(N_("the address of the hukou names the roster's own street or community, its code another: the record contradicts itself"), "finding"),
    "name_missing": Remark(N_("a name is missing, so names could not be compared"), "weak"),
    "id_completed": Remark(N_("the ID was completed from 15 digits"), "weak"),
    "amount_divided": Remark(N_("the roster states amounts per household; the person's share is the amount divided by the people paid for"), "note"),
    "amount_undivided": Remark(N_("the household's amount could not be divided: the roster does not say for how many people it is"), "note"),
    "scrapping_overdue": Remark(N_("past compulsory scrapping: perhaps scrapped without deregistration"), "note"),
    "approval_missing": Remark(N_("the roster does not say when assistance was granted, so that it may have been known then"), "finding"),
    "subsidised": Remark(N_("the record is of a subsidised payment, which the government may have borne"), "finding"),
    "employer_arrears": Remark(N_("the employer paid in arrears, not the person"), "finding"),
    "income_contains": Remark(N_("only with the income that the roster states, which may contain the pension already"), "finding"),
    "sum_doubtful": Remark(N_("the sum is reached only with records that are doubtful by themselves"), "finding"),
    "account_of_another": Remark(N_("the account is in the name of somebody outside these households: perhaps a guardian, a proxy or an institution"), "finding"),
    "account_collective": Remark(N_("so many households share the account that it may be an institution's or a village's"), "finding"),
    "account_rounded": Remark(N_("the account's last digits are all zero, as a spreadsheet leaves them: different accounts may look alike"), "finding"),
    "holder_missing": Remark(N_("the roster does not say in whose name the account is"), "weak"),
    "livelihood_vehicle": Remark(N_("the household's only vehicle is small and commercial, which the rule in force no longer counts by itself: judgement is needed"), "finding"),
    "share_small": Remark(N_("the household's share of the unit is small"), "finding"),
    "owned_before": Remark(N_("another member of the household has owned the unit for longer"), "finding"),
    "dwellings_shared": Remark(N_("of some of the dwellings the household's share is small; without them there are not too many"), "finding"),
    "dwellings_doubtful": Remark(N_("there are too many only with records that are doubtful by themselves"), "finding"),
    "inherited": Remark(N_("acquired by inheritance or bequest"), "note"),
    "resettled": Remark(N_("given for a house that was demolished or expropriated"), "note"),
    "business_paused": Remark(N_("the business is paused or in liquidation"), "finding"),
    "family_shop": Remark(N_("a sole trader's business: perhaps a small family shop"), "finding"),
    "co_operative": Remark(N_("a farmers' co-operative: perhaps only a member among many"), "finding"),
    "identity_theft": Remark(N_("the person stands in many businesses, or in several founded within a few days: the identity may have been stolen"), "finding"),
    "division_split": Remark(N_("the division was split, and a part of it lies in the jurisdiction today: perhaps the hukou has not moved"), "finding"),
}  # fmt: skip
"""By code. The codes stand in the evidence as field `remark`."""


def those_that_apply(codes: Mapping[str, pl.Expr]) -> pl.Expr:
    """The list of those codes whose expression is true, in their order.

    Nearly every row has none, so that each combination is made once and then only looked up.
    """
    combinations = [
        [code for place, code in enumerate(codes) if combination >> place & 1]
        for combination in range(2 ** len(codes))
    ]
    which = pl.sum_horizontal(
        applies.fill_null(value=False).cast(pl.UInt32) * 2**place
        for place, applies in enumerate(codes.values())
    )
    return pl.lit(pl.Series(combinations, dtype=pl.List(pl.String))).gather(which)


def doubtful(remarks: pl.Expr) -> pl.Expr:
    """Whether a record is doubtful by itself and cannot agree with another."""
    return _holds(remarks, "record")


def lowering(remarks: pl.Expr) -> pl.Expr:
    """Whether something said of any record throws doubt on the whole finding."""
    return _holds(remarks, "finding")


def weak(remarks: pl.Expr) -> pl.Expr:
    """Whether a record does not make a match certain."""
    return _holds(remarks, "weak")


def nameless(remarks: pl.Expr) -> pl.Expr:
    """Whether names could not be compared, so that the record cannot agree with another."""
    return remarks.list.contains("name_missing")


def _holds(remarks: pl.Expr, weight: str) -> pl.Expr:
    codes = [code for code, remark in REMARKS.items() if remark.weight == weight]
    return remarks.list.eval(pl.element().is_in(codes)).list.any()

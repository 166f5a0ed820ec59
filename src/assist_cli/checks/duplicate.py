"""A person or an account is paid more than once.

Why it matters: the same need is paid for twice; what was paid beyond entitlement has to be recovered.
Found: a person with two paid rows under one programme, or under programmes that exclude each other (a parameter), in
one household or in two; a paid person who stands on another district's or programme's roster under the same or an
excluding programme; one bank account into which several households are paid. Months and amount: the rosters in the
store on which both payments stood, and of the two the smaller.
Left alone: rows that are not paid; programmes that may stand beside each other; entries of other rosters that have
ended or are of the bureau's own divisions; one person's account, where that person stands in each of its households;
accounts that could not be read.
Made wrong by: another person's number on one of the rows; two disability allowances that the roster calls by one name; a
move whose last payment elsewhere is not yet booked out. An account in the name of somebody else (a guardian or proxy),
of an institution, or whose last digits a spreadsheet has lost makes the finding merely possible.
Verify: ask the office that pays the other row, and decide together which payment holds; ask the bank whose account it is.
"""

from typing import Annotated

import polars as pl
from pydantic import Field

from assist_cli.checks.accounts import SHARED, shared_accounts
from assist_cli.checks.check import Check
from assist_cli.checks.hits import as_hits, listed_as_hits
from assist_cli.checks.households import Households
from assist_cli.checks.payments import MONTH, OTHER_ROSTERS, Payments, beyond_one
from assist_cli.checks.view import KEY, View, against_first
from assist_cli.language import N_
from assist_cli.settings.divisions import Divisions
from assist_cli.settings.values import Pack
from assist_cli.settings.workspace import ROSTER

CELLS = ("name", "programme", "paid_by", "division_code", "status")
ROSTER_CELLS = ("name", "household_id", "programme")


class Duplicate(Pack):
    """Which programmes exclude each other, in pairs, and how many households make an account an institution's.

    `collective_households`: an account of more households than that is taken for a welfare home's or a village's.
    """

    exclusive: list[Annotated[str, Field(pattern=r"^[a-z_]+/[a-z_]+$")]]
    collective_households: int

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The pairs, each once."""
        return [(one, other) for one, other in (pair.split("/") for pair in self.exclusive)]

    def exclude(self, one: pl.Expr, other: pl.Expr) -> pl.Expr:
        """Whether two programmes are the same or exclude each other."""
        both = ["/".join(order) for pair in self.pairs for order in (pair, pair[::-1])]
        return (one == other) | pl.concat_str(one, other, separator="/").is_in(both)


def find(view: View, rule: Duplicate) -> pl.LazyFrame:
    """People listed more than once here, and entries on other rosters that exclude what is paid here."""
    paid = view.listed.filter(pl.col(KEY).is_not_null(), pl.col("amount") > 0)
    several = paid.filter(pl.col(KEY).is_duplicated())
    rows = [_twice(several), *(_excluding(several, one, other) for one, other in rule.pairs)]
    met = against_first(pl.concat(rows), [KEY, "subject"])
    role = pl.when("speaks").then(pl.lit("for")).otherwise(pl.lit("with"))
    ours = listed_as_hits(met, view.month, ROSTER_CELLS, role=role)
    return pl.concat([_elsewhere(view, paid, rule), ours])


def settle(hits: pl.DataFrame, households: Households, rule: Duplicate) -> pl.DataFrame:
    """What was found of persons, and the accounts that households share."""
    return pl.concat([hits, shared_accounts(households, rule.collective_households)])


def _elsewhere(view: View, paid: pl.LazyFrame, rule: Duplicate) -> pl.LazyFrame:
    """Entries on other rosters under the same programme as one of the person's paid rows, or an excluding one."""
    rows = _standing(view.match(OTHER_ROSTERS), view.jurisdiction, view.divisions)
    here = paid.select(KEY, pl.col("programme").alias("here"))
    beside = rows.select(KEY, "programme").unique().join(here, on=KEY)
    met = beside.filter(rule.exclude(pl.col("here"), pl.col("programme")))
    kept = rows.join(met, on=[KEY, "programme"], how="semi")
    return as_hits(kept, CELLS, subject=pl.lit("elsewhere:") + pl.col("programme"))


def _standing(rows: pl.LazyFrame, jurisdiction: str, divisions: Divisions) -> pl.LazyFrame:
    """Entries of others that are paid, or may be: those of the own divisions are the bureau's own roster."""
    own = divisions.today(pl.col("division_code")).str.starts_with(jurisdiction)
    return rows.filter(
        (pl.col("status") == "active") | pl.col("status").is_null(),
        pl.col("amount").fill_null(1) > 0,
        ~own.fill_null(value=False),
    )


def _twice(paid: pl.LazyFrame) -> pl.LazyFrame:
    """Rows of people who have several under one programme; all but the first speak."""
    same = [KEY, "programme"]
    return paid.filter(pl.len().over(same) > 1).with_columns(
        subject=pl.lit("twice:") + pl.col("programme"), speaks=~pl.struct(same).is_first_distinct()
    )


def _excluding(paid: pl.LazyFrame, one: str, other: str) -> pl.LazyFrame:
    """Rows of people who are paid under both programmes; those of the one that is not the first row's speak."""
    either = paid.filter(pl.col("programme").is_in([one, other]))
    return either.filter(pl.col("programme").n_unique().over(KEY) > 1).with_columns(
        subject=pl.lit(f"programmes:{one}+{other}"),
        speaks=pl.col("programme") != pl.col("programme").first().over(KEY),
    )


def _paid_twice(found: pl.LazyFrame, payments: Payments, rule: Duplicate) -> pl.LazyFrame:
    """Every row under the programme is a side of its own."""
    del rule
    programme = pl.col("subject").str.split(":").list.last().alias("programme")
    rows = _paid(payments).join(found.select("finding_id", KEY, programme), on=[KEY, "programme"])
    return beyond_one(rows.with_columns(side=pl.struct("file", "row")))


def _paid_under_both(found: pl.LazyFrame, payments: Payments, rule: Duplicate) -> pl.LazyFrame:
    """Each of the two programmes is a side."""
    del rule
    pair = pl.col("subject").str.split(":").list.last().str.split("+").alias("pair")
    rows = _paid(payments).join(found.select("finding_id", KEY, pair), on=KEY)
    return beyond_one(
        rows.filter(pl.col("pair").list.contains(pl.col("programme"))).with_columns(side="programme")
    )


def _paid_here_and_there(found: pl.LazyFrame, payments: Payments, rule: Duplicate) -> pl.LazyFrame:
    """Here is a side and elsewhere the other, in months of which both rosters are in the store."""
    programme = pl.col("subject").str.split(":").list.last().alias("elsewhere")
    about = found.select("finding_id", KEY, programme)
    here = _paid(payments).join(about, on=KEY).filter(rule.exclude(pl.col("programme"), pl.col("elsewhere")))
    there = _standing(payments.elsewhere, payments.jurisdiction, payments.divisions).join(
        about, left_on=[KEY, "programme"], right_on=[KEY, "elsewhere"]
    )
    told = [
        here.with_columns(pl.lit("here").alias("side")),
        there.with_columns(pl.lit("there").alias("side"), source=pl.lit(OTHER_ROSTERS), share="amount"),
    ]
    columns = ["finding_id", "source", MONTH, "file", "row", "share", "side"]
    return beyond_one(pl.concat([rows.select(columns) for rows in told], how="vertical_relaxed"))


def _paid(payments: Payments) -> pl.LazyFrame:
    return payments.here.filter(pl.col("amount") > 0).with_columns(pl.lit(ROSTER).alias("source"))


CHECK = Check(
    name="duplicate",
    doc=__doc__,
    lane="exit",
    title=N_("Paid twice"),
    summary={
        "twice": N_(
            "{sources}: listed more than once under {programme}; on {months} rosters, {amount} yuan more than one payment."
            "{remarks} To verify: which of the rows holds, and whether both are this person."
        ),
        "programmes": N_(
            "{sources}: listed under programmes that exclude each other; on {months} rosters, {amount} yuan by the smaller "
            "payment.{remarks} To verify: which programme holds, and whether both rows are this person."
        ),
        "elsewhere": N_(
            "{sources}: {paid_by} lists the person under {programme}, too; both on {months} rosters, {amount} yuan by the "
            "smaller payment.{remarks} To verify: ask there since when, and whether it is this person."
        ),
        "account": N_(
            "{sources}: {households} households are paid into one bank account, {account}.{remarks} "
            "To verify: whose account it is, and whether each household receives its money."
        ),
    },
    rule=Duplicate,
    find=find,
    finds={OTHER_ROSTERS: (*CELLS, "amount")},
    settle=settle,
    suspects=SHARED,
    paid_only=True,
    payments={"twice": _paid_twice, "programmes": _paid_under_both, "elsewhere": _paid_here_and_there},
)

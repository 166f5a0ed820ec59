"""Bank accounts into which several households are paid."""

import polars as pl

from assist_cli.checks.hits import with_remark
from assist_cli.checks.households import HOUSEHOLD, AmountPer, Households, Suspects
from assist_cli.checks.view import KEY
from assist_cli.identity.masking import mask_id
from assist_cli.identity.names import agreement

ACCOUNT, HOLDER = "account", "account_holder"
CELLS = (HOUSEHOLD, ACCOUNT, HOLDER)
_EXACT_DIGITS = 15
"""As many digits of a number a spreadsheet keeps; it puts zeros in place of the others."""


def shared_accounts(households: Households, collective: int) -> pl.DataFrame:
    """Hits of the rows that are paid into one account with another household's, and how many households these are.

    They stand together at the person with the smallest key. The subject is the account as it may be shown: a digest
    beside that would let the hidden digits be worked out.
    """
    rows = _shared(households.rows).with_columns(
        pl.col(KEY).min().over(ACCOUNT),
        subject=pl.lit("account:") + mask_id(pl.col(ACCOUNT)),
        remarks=pl.lit([], pl.List(pl.String)),
    )
    rows = rows.join(_holders(rows, households.rows), on=ACCOUNT, maintain_order="left")
    remarks = {
        "account_of_another": pl.col("held_by_another"),
        "account_collective": pl.col("households") > collective,
        "account_rounded": pl.col(ACCOUNT).str.contains(rf"^[0-9]{{{_EXACT_DIGITS}}}0+$"),
        "holder_missing": pl.col("nameless"),
    }
    for code, applies in remarks.items():
        rows = rows.with_columns(with_remark(code, applies))
    counted = rows.unique([KEY, "subject"], keep="first", maintain_order=True)
    return pl.concat(
        [households.listed(rows, CELLS), households.stated(counted, {"households": "households"})]
    )


def _shared(rows: pl.DataFrame) -> pl.DataFrame:
    """Paid rows whose account is another household's, too; left out where one person stands in all of them."""
    paid = rows.filter(pl.col("amount") > 0, pl.col(ACCOUNT).is_not_null())
    counted = paid.filter(pl.col(ACCOUNT).is_duplicated()).with_columns(
        households=pl.col(HOUSEHOLD).n_unique().over(ACCOUNT),
        of_person=pl.col(HOUSEHOLD).n_unique().over(ACCOUNT, KEY),
    )
    in_all = pl.col(KEY).is_not_null() & (pl.col("of_person") == pl.col("households"))
    known = pl.col(KEY).is_not_null().any().over(ACCOUNT)
    return counted.filter(pl.col("households") > 1, known, ~in_all.any().over(ACCOUNT))


def _sharing(rows: pl.DataFrame, amount_per: AmountPer) -> pl.Series:
    del amount_per
    return _shared(rows)[HOUSEHOLD]


SHARED = Suspects(ACCOUNT, (KEY, HOUSEHOLD, ACCOUNT, "amount"), _sharing)


def _holders(shared: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """By account: whether a holder is named who is none of the households' people, and whether none is named."""
    accounts = shared.select(ACCOUNT, HOUSEHOLD).unique()
    people = accounts.join(rows.select(HOUSEHOLD, "name"), on=HOUSEHOLD).select(ACCOUNT, "name")
    holders = shared.select(ACCOUNT, HOLDER).unique()
    met = holders.join(people, on=ACCOUNT).with_columns(same=agreement(pl.col(HOLDER), pl.col("name")))
    known = met.group_by(ACCOUNT, HOLDER).agg((pl.col("same") == "agrees").any().alias("known"))
    named = pl.col(HOLDER).is_not_null()
    return known.group_by(ACCOUNT).agg(
        held_by_another=(named & ~pl.col("known")).any(), nameless=~named.any()
    )

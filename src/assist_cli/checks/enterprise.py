"""A member of the household has a business that is in operation.

Why it matters: whoever runs a business, or holds a part of one, may have an income that the approval did not know of.
Found: live businesses of which a member is legal representative, shareholder or sole trader; no role stated counts.
Left alone: businesses cancelled, revoked or moved away, or founded after the pay month; whoever only stands in them as
supervisor, liaison, head of finance or delegate; households without a valid authorisation (counted as not authorised).
Made wrong by: a shop closed long ago and never cancelled; a relative or an employer who registered the business in the
person's name; a stolen identity card. Small family shops, farmers' co-operatives and businesses that are paused or in
liquidation are merely possible; so is whoever stands in more businesses than the parameter or in several founded within
a few days of each other, where identity theft is suspected.
Verify: go to the place and see whether it is open; ask who runs it, what it earns, and whether the person knows of it.
Whoever does not is helped to have a registration under a false identity struck off by the market regulation office.
"""

from datetime import timedelta

import polars as pl

from assist_cli.checks.check import Check
from assist_cli.checks.hits import as_hits, with_remark
from assist_cli.checks.view import KEY, View
from assist_cli.checks.words import says
from assist_cli.language import N_
from assist_cli.settings.values import Pack

SOURCE = "market.enterprises"
CELLS = (
    "name",
    "credit_code",
    "business",
    "business_type",
    "role",
    "contribution",
    "founded_on",
    "state",
)
_ROLE = r"[^、,;/兼和及\s]+"
"""One role of a cell that may name several: 股东兼监事."""


class Enterprise(Pack):
    """Which roles and businesses count less, and what looks like identity theft.

    `other_roles`: words of roles that are left alone. `shop_types`, `cooperative_types`: words of a type of business.
    `many_businesses`: more live ones than so many are suspected; so are `burst_businesses` founded within `burst_days`.
    """

    other_roles: list[str]
    shop_types: list[str]
    cooperative_types: list[str]
    many_businesses: int
    burst_businesses: int
    burst_days: int


def find(view: View, rule: Enterprise) -> pl.LazyFrame:
    """Businesses of roster people that have not ended, one row a role."""
    founded = (pl.col("founded_on") <= view.as_of).fill_null(value=True)
    rows = view.match(SOURCE).filter(pl.col("state") != "gone", founded).with_columns(business_key=_code())
    held = rows.filter(_owns(rule)).join(_suspected(rows, rule), on=[KEY, "business_key"], how="left")
    kind = pl.col("business_type")
    lowered = {
        "business_paused": pl.col("state") == "paused",
        "family_shop": says(kind, rule.shop_types),
        "co_operative": says(kind, rule.cooperative_types),
        "identity_theft": pl.col("suspected"),
    }
    for code, applies in lowered.items():
        held = held.with_columns(with_remark(code, applies))
    return as_hits(held, CELLS, subject=pl.col("business_key"), event_date=pl.col("founded_on"))


def _code() -> pl.Expr:
    return pl.col("credit_code").str.normalize("NFKC").str.replace_all(r"\s", "").str.to_uppercase()


def _owns(rule: Enterprise) -> pl.Expr:
    """Whether one of the roles in the cell is not of those left alone; no role stated counts."""
    roles = pl.col("role").str.extract_all(_ROLE)
    others = roles.list.eval(says(pl.element(), rule.other_roles))
    return (~others.list.all()).fill_null(value=True)


def _suspected(rows: pl.LazyFrame, rule: Enterprise) -> pl.LazyFrame:
    """Live businesses of people who stand in too many, in whatever role, or that were founded in a burst."""
    live = (
        rows.filter(pl.col("state") == "live").group_by(KEY, "business_key").agg(pl.col("founded_on").min())
    )
    many = pl.len().over(KEY) > rule.many_businesses
    last = pl.col("founded_on").shift(1 - rule.burst_businesses).over(KEY)
    begins = (last - pl.col("founded_on") <= timedelta(days=rule.burst_days)).fill_null(value=False)
    within = [pl.col("begins").shift(by, fill_value=False).over(KEY) for by in range(rule.burst_businesses)]
    ordered = live.sort(KEY, "founded_on", "business_key").with_columns(begins=begins)
    return ordered.select(KEY, "business_key", suspected=many | pl.any_horizontal(within))


CHECK = Check(
    name="enterprise",
    doc=__doc__,
    lane="exit",
    title=N_("Business in operation"),
    summary={
        "": N_(
            "{sources}: stands in {business} ({business_type}), founded on {event_date}.{remarks} "
            "To verify: see whether it is open, and ask who runs it and whether the person knows of it."
        )
    },
    rule=Enterprise,
    find=find,
    finds={SOURCE: CELLS},
    asset=True,
)

"""The household owns more dwellings than one, or a unit that is no dwelling.

Why it matters: the property rule of the programme leaves a household one dwelling to live in.
Found: more dwellings than the parameter allows in the names of all members together, as one finding with their number;
and every shop, office, workshop or other unit that is no dwelling and no recent purchase. A unit of several members is
one. What a unit is, words of its use say; one of unclear use is a dwelling unless it is as small as a parking space.
Left alone: one dwelling, parking spaces, garages and store rooms; priority notices, mortgages, seizures and rights to
dwell, which are no ownership; rights that have ended; registrations after the pay month; households without a valid
authorisation (counted as not authorised).
Made wrong by: mud-brick and ancestral houses, which the rule exempts (the register does not tell them: answer that it
is exempt), a house demolished or divided among brothers and never deregistered, one house registered twice under an old and a
new number, a unit sold without transfer. Where the household's share of a unit is below the parameter, and no two
dwellings are left without such ones, the finding is merely possible; inheritance and resettlement are noted.
Verify: see every unit; ask who lives there, whether it stands, can be lived in or is let, and for the certificate or
the paper by which it was divided or sold.
"""

import polars as pl

from assist_cli.checks.check import Check
from assist_cli.checks.hits import HITS, with_remark
from assist_cli.checks.households import HOUSEHOLD, Households
from assist_cli.checks.properties import CELLS, SOURCE, UNIT, PropertyRule, cell, holdings, in_households
from assist_cli.checks.remarks import doubtful
from assist_cli.checks.view import KEY
from assist_cli.checks.words import says
from assist_cli.language import N_

DWELLINGS = "dwellings"


class PropertyOwned(PropertyRule):
    """How units are told apart, and how many dwellings a household may own.

    `dwelling_words`, `accessory_words`: words of the use of a dwelling, and of a parking space or store room.
    `unclear_uses`: uses, each as a whole, that say nothing. `accessory_area`: square metres below which a unit of
    unclear use is a parking space. `dwellings_allowed`: how many dwellings are left alone.
    """

    dwelling_words: list[str]
    accessory_words: list[str]
    unclear_uses: list[str]
    accessory_area: float | int
    dwellings_allowed: int


def possessions(hits: pl.DataFrame, households: Households, rule: PropertyOwned) -> pl.DataFrame:
    """Households' dwellings where there are too many, and their other units."""
    owned = in_households(hits, households, rule).with_columns(kind=_kind(rule))
    units = owned.with_columns(
        kind=pl.col("kind").min().over(UNIT),  # of two uses of one unit the first of the alphabet: the milder
        role=pl.lit("for"),
    )
    dwellings = _dwellings(units.filter(pl.col("kind") == "dwelling"), rule)
    others = units.filter(pl.col("kind") == "other", ~pl.col("bought"))
    return pl.concat(
        [
            dwellings.select(HITS.names()),
            _stated(dwellings, households),
            others.with_columns(with_remark("share_small", pl.col("small"))).select(HITS.names()),
        ]
    )


def _kind(rule: PropertyOwned) -> pl.Expr:
    """Dwelling, accessory or other, by the use of a unit; 非住宅 says that it is no dwelling."""
    use = cell("usage")
    negated = says(use, [f"非{word}" for word in rule.dwelling_words])
    dwelling = says(use, rule.dwelling_words) & ~negated
    unclear = use.is_null() | use.is_in(rule.unclear_uses)
    small = (cell("area").cast(pl.Float64) < rule.accessory_area).fill_null(value=False)
    accessory = says(use, rule.accessory_words) | (unclear & small)
    return (
        pl.when(accessory)
        .then(pl.lit("accessory"))
        .when(dwelling | unclear)
        .then(pl.lit("dwelling"))
        .otherwise(pl.lit("other"))
    )


def _dwellings(dwellings: pl.DataFrame, rule: PropertyOwned) -> pl.DataFrame:
    """The dwellings of households that own too many, and their number as `dwellings`.

    Records beyond doubt count alone; only where they are not too many, and all together are, all count.
    """
    clean = ~doubtful(pl.col("remarks"))
    firm = pl.col("subject").filter(clean).n_unique().over(HOUSEHOLD) > rule.dwellings_allowed
    major = pl.col("subject").filter(~pl.col("small")).n_unique().over(HOUSEHOLD) > rule.dwellings_allowed
    number = pl.col("subject").n_unique().over(HOUSEHOLD)
    counted = dwellings.with_columns(firm=firm).filter(~pl.col("firm") | clean)
    return (
        counted.with_columns(major=major, dwellings=number)
        .filter(pl.col(DWELLINGS) > rule.dwellings_allowed)
        .with_columns(with_remark("dwellings_doubtful", ~pl.col("firm")), subject=pl.lit(DWELLINGS))
        .with_columns(with_remark("dwellings_shared", ~pl.col("major")))
    )


def _stated(dwellings: pl.DataFrame, households: Households) -> pl.DataFrame:
    """One row a household: how many dwellings were counted."""
    each = dwellings.group_by(HOUSEHOLD, "subject", maintain_order=True)
    numbers = each.agg(pl.col(KEY, DWELLINGS).first(), pl.lit(None).alias("line"))
    return households.stated(numbers, {DWELLINGS: DWELLINGS})


CHECK = Check(
    name="property_owned",
    doc=__doc__,
    lane="exit",
    title=N_("Property owned"),
    summary={
        DWELLINGS: N_(
            "{sources}: the members of the household own {dwellings} dwellings together, the last registered on "
            "{event_date}.{remarks} To verify: see them, and ask who lives there and how they were acquired."
        ),
        "": N_(
            "{sources}: owner of a unit ({usage}) at {location} that is no dwelling, since {event_date}.{remarks} "
            "To verify: see it, and ask who uses it or pays rent for it."
        ),
    },
    rule=PropertyOwned,
    find=holdings,
    finds={SOURCE: CELLS},
    unit="household",
    settle=possessions,
    asset=True,
)

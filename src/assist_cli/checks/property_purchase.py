"""A member of the household has acquired property since assistance was granted.

Why it matters: a purchase after approval says that there were means that the approval did not know of.
Found: units of any kind of which any member was registered as owner within the look-back window and on or after the
household's approval. Two members' unit is one. Of a registration that names a month alone the first day counts.
Left alone: priority notices, mortgages, seizures and rights to dwell, which are no ownership; rights that have ended;
registrations after the pay month; households without a valid authorisation (counted as not authorised).
Made wrong by: a unit inherited or given for a demolished house (noted where the register says so), an old house that
was only registered anew (a replaced certificate, a corrected entry, a rural house registered for the first time), a
purchase in name only for a relative. A household's share below the parameter, or a member who joins a unit that
another member has owned for long, makes the finding merely possible.
Verify: ask for the contract and the certificate; ask when and how the unit was acquired, who paid and who lives there.
Of a house that was inherited, resettled or only registered anew note the document that shows it.
"""

import polars as pl

from assist_cli.checks.check import Check
from assist_cli.checks.hits import HITS, with_remark
from assist_cli.checks.households import Households
from assist_cli.checks.properties import CELLS, SOURCE, UNIT, PropertyRule, holdings, in_households
from assist_cli.language import N_


def purchases(hits: pl.DataFrame, households: Households, rule: PropertyRule) -> pl.DataFrame:
    """Units bought by a member, with what the others of the household hold of them."""
    bought = in_households(hits, households, rule).filter("bought")
    earlier = pl.col("role") == "beside"
    return (
        bought.with_columns(with_remark("owned_before", earlier.any().over(UNIT)))
        .with_columns(with_remark("share_small", pl.col("small")))
        .with_columns(role=pl.when(earlier).then(pl.lit("with")).otherwise("role"))
        .select(HITS.names())
    )


CHECK = Check(
    name="property_purchase",
    doc=__doc__,
    lane="exit",
    title=N_("Property acquired"),
    summary={
        "": N_(
            "{sources}: owner of a unit ({usage}) at {location} since {event_date}, after assistance was granted on "
            "{approved_on}.{remarks} To verify: ask how it was acquired and who paid."
        )
    },
    rule=PropertyRule,
    find=holdings,
    finds={SOURCE: CELLS},
    unit="household",
    settle=purchases,
    asset=True,
)

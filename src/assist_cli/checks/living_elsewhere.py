"""The person is registered here and lives in another street.

Why it matters: whoever lives apart from the hukou is easily missed by visits; the host district can be asked for one.
Found: roster members registered in the jurisdiction whose residence lies in another street than their hukou.
Left alone: residence in a nursing home, a hospital or custody; an entry whose two addresses are one place although the
codes differ; people whose hukou has moved out altogether.
Made wrong by: a residence registered once and never updated. Living elsewhere is never by itself a reason to stop.
Verify: ask the host street to visit and to say how the household lives.
"""

import polars as pl

from assist_cli.checks.check import Check
from assist_cli.checks.hits import as_hits
from assist_cli.checks.residence import differs, entries_where, lies_inside
from assist_cli.checks.view import View
from assist_cli.checks.words import says
from assist_cli.identity.addresses import compare_addresses
from assist_cli.language import N_
from assist_cli.settings.divisions import STREET
from assist_cli.settings.values import Pack


class LivingElsewhere(Pack):
    """`institution_words`: what the address of an institution contains."""

    institution_words: list[str]


def find(view: View, rule: LivingElsewhere) -> pl.LazyFrame:
    """Newest standing entries inside the jurisdiction with a residence in another street."""
    code, residence = pl.col("hukou"), pl.col("residence")
    institution = says(pl.col("address"), rule.institution_words)
    apart = (
        lies_inside(code, view)
        & (pl.col("cancelled") == "no")
        & differs(code, residence, STREET)
        & ~institution
    )
    rows = entries_where(view, apart, ["hukou", "residence"]).filter(~pl.col("partly"))
    # A column of its own, so that addresses are read where codes differ, and nowhere else.
    compared = rows.with_columns(places=compare_addresses(pl.col("hukou_address"), pl.col("address")))
    cells = ("name", "hukou_division", "hukou_address", "residence_division", "address")
    return as_hits(compared.filter(pl.col("places") != "same"), cells, subject=residence)


CHECK = Check(
    name="living_elsewhere",
    doc=__doc__,
    lane="info",
    title=N_("Living apart from the hukou"),
    summary={
        "": N_(
            "{sources}: registered at {hukou_division}, living at {residence_division}.{remarks} "
            "To verify: ask the host street to visit; this is no reason to stop."
        )
    },
    rule=LivingElsewhere,
    find=find,
    finds={
        "police.residents": (
            "name",
            "hukou_division",
            "hukou_address",
            "address",
            "residence_division",
            "registered_on",
            "cancelled",
        )
    },
    register="police.residents",
)

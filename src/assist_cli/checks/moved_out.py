"""The hukou has left the bureau's jurisdiction.

Why it matters: assistance is granted where the hukou is; two bureaus may be paying for the same person.
Found: roster members whose newest register entry lies outside the jurisdiction, or was cancelled by migration.
Left alone: collective households, where students and employees are registered without having moved; a migration
that ends in the jurisdiction itself; former divisions that were renamed or merged into it, as divisions.csv or the
national table since 1980 says; a code that no table knows, unless what is known of it lies outside. A division that was
split counts as possible where a part of it lies inside.
Made wrong by: a register entry not yet updated after a move back; a renamed, merged or split division that neither
divisions.csv nor the national table has.
Verify: ask the community, then the police station of the new hukou.
"""

import polars as pl

from assist_cli.checks.check import Check
from assist_cli.checks.hits import as_hits, with_remark
from assist_cli.checks.residence import (
    COLUMNS,
    entries_where,
    left_by_migration,
    lies_inside,
    may_lie_inside,
    names_own_district,
    names_part_of_own_district,
)
from assist_cli.checks.view import View
from assist_cli.checks.words import says
from assist_cli.language import N_
from assist_cli.settings.values import Pack


class MovedOut(Pack):
    """`collective_words`: what the address of a collective household contains."""

    collective_words: list[str]


def find(view: View, rule: MovedOut) -> pl.LazyFrame:
    """Newest entries that are registered elsewhere or have migrated away."""
    outside = (~lies_inside(pl.col("hukou"), view) & (pl.col("cancelled") != "dead")).fill_null(value=False)
    migrated = left_by_migration() & ~names_own_district(pl.col("moved_to"), view)
    collective = says(pl.col("hukou_address"), rule.collective_words)
    rows = entries_where(view, (outside | migrated) & ~collective, ["hukou"])
    cancelled = migrated & may_lie_inside(pl.col("hukou_division"), view)
    returned = cancelled & names_part_of_own_district(pl.col("moved_to"), view)
    return as_hits(
        rows.with_columns(with_remark("division_split", pl.col("partly") | returned)),
        ("name", "hukou_division", "hukou_address", "registered_on", "cancelled", "moved_out_on", "moved_to"),
        subject=pl.when(cancelled).then(pl.lit("cancelled")).otherwise("hukou"),
        event_date=pl.coalesce("moved_out_on", "registered_on"),
    )


CHECK = Check(
    name="moved_out",
    doc=__doc__,
    lane="exit",
    title=N_("Hukou moved out"),
    summary={
        "": N_(
            "{sources}: the hukou is now at {hukou_division}, outside the jurisdiction (since {event_date})."
            "{remarks} To verify: ask the community and the police station there."
        ),
        "cancelled": N_(
            "{sources}: the hukou was cancelled by migration on {event_date}, to {moved_to}.{remarks} "
            "To verify: ask the community and the police station there."
        ),
    },
    rule=MovedOut,
    find=find,
    finds={"police.residents": COLUMNS},
    register="police.residents",
)

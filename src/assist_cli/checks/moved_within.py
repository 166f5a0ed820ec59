"""The hukou has moved to another street or community of the jurisdiction.

Why it matters: the household goes on being entitled, but another street has to look after it.
Found: roster members whose newest register entry lies in another street or community than the roster says.
Left alone: codes that differ while the names of street and community are the same; former divisions that divisions.csv
or the national table says were renamed or merged; a division that was split, on either side, as long as one part of it
agrees, since most people are where the roster says and the others cannot be told; entries that were cancelled.
Made wrong by: a street or community that was renamed, merged or split without a row in divisions.csv. An
address that names the roster's own street or community makes the finding merely possible.
Verify: ask both communities, then hand the case over.
"""

import polars as pl

from assist_cli.checks.check import Check
from assist_cli.checks.hits import as_hits, with_remark
from assist_cli.checks.residence import differs, entries_where, lies_inside, same_by_name
from assist_cli.checks.view import View
from assist_cli.identity.address_parts import address_parts
from assist_cli.language import N_
from assist_cli.settings.divisions import COMMUNITY, STREET, Divisions
from assist_cli.settings.values import Pack


def find(view: View, rule: Pack) -> pl.LazyFrame:
    """Newest entries inside the jurisdiction that lie elsewhere than the roster says."""
    del rule
    code = pl.col("hukou")
    same = same_by_name(code, pl.col("street_roster"), pl.col("community_roster"), view.divisions)
    moved = (
        lies_inside(code, view)
        & (pl.col("cancelled") == "no")
        & (code.str.len_chars() >= STREET)
        & differs(code, pl.col("listed"))
        & ~same
    )
    rows = entries_where(view, moved, ["hukou", "listed"]).filter(~pl.col("partly"))
    said = rows.with_columns(
        said=address_parts(pl.col("hukou_address")),
        own=_place(pl.col("listed"), view.divisions),
        other=_place(code, view.divisions),
    ).with_columns(with_remark("address_contradicts_code", _names_own_place()))
    cells = ("name", "hukou_division", "hukou_address", "registered_on")
    return as_hits(said, cells, subject=code, event_date=pl.col("registered_on"))


def _place(code: pl.Expr, divisions: Divisions) -> pl.Expr:
    """A code's street and community, named as an address names them."""
    names = [divisions.name_at(code, length) for length in (STREET, COMMUNITY)]
    return address_parts(pl.concat_str(names, ignore_nulls=True))


def _names_own_place() -> pl.Expr:
    """Whether the address `said` names the roster's `own` street or community, of which the code makes an `other`."""
    own, other, said = (pl.col(name).struct for name in ("own", "other", "said"))

    def named(part: str) -> pl.Expr:
        moved = own.field(part).ne_missing(other.field(part))
        return (moved & (said.field(part) == own.field(part))).fill_null(value=False)

    elsewhere = (said.field("street") != own.field("street")).fill_null(value=False)
    return named("street") | (named("community") & ~elsewhere)


CHECK = Check(
    name="moved_within",
    doc=__doc__,
    lane="info",
    title=N_("Hukou moved within the jurisdiction"),
    summary={
        "": N_(
            "{sources}: the hukou is now at {hukou_division} (since {event_date}); the roster has {division_code}."
            "{remarks} To verify: ask both communities, then hand the case over."
        )
    },
    rule=Pack,
    find=find,
    finds={"police.residents": ("name", "hukou_division", "hukou_address", "registered_on", "cancelled")},
    register="police.residents",
)

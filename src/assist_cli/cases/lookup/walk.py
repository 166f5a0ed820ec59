"""Looking people up, some thousands at a time in the order of their keys: however long the list, it is one pass."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from assist_cli.cases.ledger import Ledger
from assist_cli.cases.lookup.links import find_links
from assist_cli.cases.lookup.members import NUMBER, household_members
from assist_cli.cases.lookup.records import keyless_rows, records_of
from assist_cli.cases.lookup.terms import HOUSEHOLD, KEY, PERSON, TERM, read_terms
from assist_cli.errors import DataError
from assist_cli.language import _
from assist_cli.settings.months import last_day
from assist_cli.settings.workspace import ROSTER, Workspace
from assist_cli.store.catalogue import Catalogue

PEOPLE_PER_PART = 5_000
ASKED = (TERM, HOUSEHOLD, PERSON)
"""What an answer is about: a term, the household if it names one, and a person, by a key; none is without a usable ID."""
_WHO = (*ASKED, "kind", "id_number", KEY)


@dataclass(frozen=True)
class Part:
    """What the store holds about the people `who`: `records` by source, `links` to findings. All say whom of `ASKED`.

    `who` has `kind` and `id_number` of each, and a row for each `person_key` that the person has in the store.
    """

    who: pl.DataFrame
    records: Mapping[str, pl.DataFrame]
    links: pl.DataFrame


def look_up(workspace: Workspace, asked: pl.DataFrame, file: str = "") -> Iterator[Part]:
    """Everything about the terms `asked`, which stand in `file` where one is named; a wrong term is an error at once.

    Members of households without a usable ID come first, then people in the order of their keys.
    """
    catalogue = Catalogue(workspace.store)
    return _parts(workspace, catalogue, _meant(workspace, catalogue, asked, file))


def _parts(workspace: Workspace, catalogue: Catalogue, who: pl.DataFrame) -> Iterator[Part]:
    keyless, known = who.filter(pl.col(KEY).is_null()), who.drop_nulls(KEY)
    if keyless.height:
        yield _without_key(workspace, catalogue, keyless)
    links = find_links(Ledger(workspace.store), known[KEY].unique().to_list())
    people = known[PERSON].unique().sort()
    for start in range(0, people.len(), PEOPLE_PER_PART):
        part = known.filter(pl.col(PERSON).is_in(people.slice(start, PEOPLE_PER_PART).implode()))
        keyed = part.select(*ASKED, KEY)
        records = records_of(catalogue, workspace.sources, keyed[KEY].unique().to_list())
        yield Part(
            part,
            {name: rows.join(keyed, on=KEY, maintain_order="left") for name, rows in records.items()},
            links.join(keyed, on=KEY).drop(KEY).unique(maintain_order=True),
        )


def _meant(workspace: Workspace, catalogue: Catalogue, asked: pl.DataFrame, file: str) -> pl.DataFrame:
    """Whom the terms mean; one that is a household's number means its members, the head of the same number among them."""
    months = sorted({month for name in workspace.sources for month in catalogue.months(name)})
    if not months:
        raise DataError(_("Nothing has landed yet: put files into inbox/YYYY-MM/ and call `assist run`."))
    number = workspace.source(ROSTER).columns[NUMBER]
    terms = read_terms(asked, number, last_day(months[0]), last_day(months[-1]), file)
    people = terms.with_columns(pl.lit(None, pl.String).alias(HOUSEHOLD)).select(_WHO)
    members = household_members(catalogue, terms)
    if members.is_empty():
        return people
    return pl.concat([members.select(_WHO), people.join(members, on=TERM, how="anti")])


def _without_key(workspace: Workspace, catalogue: Catalogue, who: pl.DataFrame) -> Part:
    rows = keyless_rows(catalogue, workspace.source(ROSTER), who[HOUSEHOLD].unique().to_list())
    told = rows.join(who.select(ASKED), left_on=NUMBER, right_on=HOUSEHOLD, coalesce=False)
    return Part(who, {ROSTER: told}, pl.DataFrame())

"""What a check may look at: the pay month's roster and the extracts that count for it, in one key range."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

import polars as pl

from assist_cli.checks.remarks import those_that_apply
from assist_cli.identity.documents import INVALID
from assist_cli.identity.names import agreement
from assist_cli.settings.divisions import Divisions

KEY = "person_key"
ROSTER_MARK = "_roster"
"""Suffix of the roster's columns where a record of another source stands beside them."""
IN_MEMORY: Final = "in-memory"
"""How plans over a view are carried out, whose rows are in memory already: in half the time that streaming takes."""
_COMPARED = ("name", "repairs", "id_kind")
"""What a match is judged by."""


@dataclass(frozen=True)
class View:
    """Everything of one pay month that lies in one range of keys.

    `listed`: every active roster row, `person` true on the one that stands for a person; each person's rows beside each
    other, the one first that is paid most. `roster`: those that stand for a person. `extracts`: source -> its rows about
    roster people with `source`, `month` (that of the delivery) and `remarks` on the match, events of all months up to the pay month, snapshots of the newest; a
    source never delivered has no rows.
    `current`: sources whose delivery counts for the pay month (neither missing, stale nor blocked).
    `known`: of sources that are dated by months, those months of which a delivery tells in full.
    """

    month: str
    as_of: date
    jurisdiction: str
    divisions: Divisions
    listed: pl.LazyFrame
    roster: pl.LazyFrame
    extracts: Mapping[str, pl.LazyFrame]
    current: frozenset[str] = frozenset()
    known: Mapping[str, frozenset[str]] = field(default_factory=dict)
    _made: dict[str, pl.LazyFrame] = field(default_factory=dict, init=False, repr=False)

    def only(self, people: pl.Expr) -> "View":
        """The same view of those roster people alone for whom `people` is true."""
        return replace(self, roster=self.roster.filter(people))

    def match(self, source: str) -> pl.LazyFrame:
        """The source's rows about roster people, the roster's columns beside them."""
        roster = self.roster.rename(
            {name: name + ROSTER_MARK for name in self.roster.collect_schema().names() if name != KEY}
        )
        return self.extracts[source].join(roster, on=KEY, how="inner", maintain_order="left")

    def once(self, name: str, make: Callable[[], pl.LazyFrame]) -> pl.LazyFrame:
        """What several checks look at, in memory: made when the first of them asks for it by `name`."""
        if name not in self._made:
            self._made[name] = make().collect(engine=IN_MEMORY).lazy()
        return self._made[name]

    def lately(self, column: str, months: int) -> pl.Expr:
        """Whether a day lies in the `months` that end with the pay month; the month before them has ended."""
        start = pl.lit(self.as_of).dt.offset_by(f"-{months}mo").dt.month_end()
        return (pl.col(column) > start) & (pl.col(column) <= self.as_of)

    def since_approval(self, column: str) -> pl.Expr:
        """Whether a day of `match` is not before the household's approval; true where that is not stated."""
        return (pl.col(column) >= pl.col("approved_on" + ROSTER_MARK)).fill_null(value=True)

    def newest(self, source: str) -> pl.LazyFrame:
        """`match`, one row a person: entries that stand before cancelled ones, then the latest act, then the last row.

        A blank cancellation mark is that of an entry that stands.
        """
        rows = self.match(source).with_columns(pl.col("cancelled").fill_null("no"))
        ordered = rows.filter(pl.col(KEY).is_duplicated()).sort(
            KEY,
            pl.col("cancelled") == "no",
            pl.col("registered_on").fill_null(date.min),
            "file",
            "row",
            descending=[False, True, True, True, True],
        )
        alone = rows.filter(pl.col(KEY).is_unique())
        return pl.concat([alone, ordered.unique(KEY, keep="first", maintain_order=True)])


def matched(source: str, rows: pl.LazyFrame, persons: pl.LazyFrame) -> pl.LazyFrame:
    """A source's `rows` about `persons`, as a view has them."""
    compared = persons.select(KEY, pl.col(*_COMPARED).name.suffix(ROSTER_MARK))
    beside = rows.join(compared, on=KEY, how="inner", maintain_order="left")
    remarked = beside.with_columns(pl.lit(source).alias("source"), remarks=match_remarks())
    return remarked.drop(name + ROSTER_MARK for name in _COMPARED)


def against_first(rows: pl.LazyFrame, same: list[str]) -> pl.LazyFrame:
    """Roster rows with `remarks` on how well each fits the first of those that agree in the columns `same`."""
    first = pl.col(*_COMPARED).first().over(same).name.suffix(ROSTER_MARK)
    return rows.with_columns(first).with_columns(remarks=match_remarks())


def match_remarks() -> pl.Expr:
    """What there is to say about a match itself: names, and IDs that are invalid or were completed from 15 digits."""
    names = agreement(pl.col("name"), pl.col("name" + ROSTER_MARK))
    old = pl.col("repairs").str.contains("from_15") | pl.col("repairs" + ROSTER_MARK).str.contains("from_15")
    said = {
        "name_differs": names == "differs",
        "name_missing": names == "missing",
        "id_completed": old,
        "id_invalid": pl.col("id_kind" + ROSTER_MARK) == INVALID,
    }
    return those_that_apply(said)

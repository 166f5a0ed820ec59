"""What is counted of a delivery while its rows pass, so that the whole of it can be judged afterwards."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import polars as pl

from assist_cli.extracts.rows import Rows
from assist_cli.identity.documents import INVALID, RESIDENT
from assist_cli.settings.values import Source


@dataclass
class Measures:
    """Counts of one delivery, or of one of its files.

    `ids`: data rows; `number_ids`: of these, IDs stored as numbers; `residents`: IDs shaped like a resident's, of which
    `invalid` fail their check, `cut` end in 000 and `ending_x` in X. `meant`: landed rows of the kind that the source is
    sent for. `total`: the amounts of all data rows, `stated_total`: what total rows say they are (yuan). `answered_on`:
    when the department answered last. `reasons`: why rows were rejected. `days`: landed rows a value of
    the column that dates them. `repeated`: landed rows that repeat what should name a row once.
    """

    landed: int = 0
    rejected: int = 0
    aside: int = 0
    ids: int = 0
    number_ids: int = 0
    residents: int = 0
    invalid: int = 0
    cut: int = 0
    ending_x: int = 0
    meant: int = 0
    total: Decimal = Decimal()
    stated_total: Decimal | None = None
    answered_on: date | None = None
    repeated: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    days: Counter[object] = field(default_factory=Counter)

    def count(self, rows: Rows, source: Source) -> None:
        """Add one batch."""
        self.landed += rows.landed.height
        self.rejected += rows.rejected.height
        self.aside += rows.aside
        self.ids += rows.ids.height
        self.reasons.update(dict(rows.rejected["reason"].value_counts().iter_rows()))
        if source.dated_by is not None:
            self.days.update(dict(rows.landed[source.dated_by].drop_nulls().value_counts().iter_rows()))
        for column, code in source.sent_for.items():
            self.meant += int((rows.landed[column] == code).sum())
        if source.answered_by is not None:
            self.answered_on = _latest(self.answered_on, rows.landed[source.answered_by].max())
        self.total += rows.total
        self.stated_total = rows.stated_total if rows.stated_total is not None else self.stated_total
        self._count_ids(rows.ids)

    def _count_ids(self, ids: pl.DataFrame) -> None:
        resident = pl.col("kind").is_in([RESIDENT, INVALID])
        counted = ids.select(
            residents=resident.sum(),
            invalid=(pl.col("kind") == INVALID).sum(),
            cut=(resident & pl.col("text").str.ends_with("000")).sum(),
            ending_x=(resident & pl.col("text").str.ends_with("X")).sum(),
            numbers=(pl.col("problem") == "number_cell").sum(),
        ).row(0, named=True)
        self.residents += counted["residents"]
        self.invalid += counted["invalid"]
        self.cut += counted["cut"]
        self.ending_x += counted["ending_x"]
        self.number_ids += counted["numbers"]

    def __add__(self, other: "Measures") -> "Measures":
        """Of two files together; a total that only one of them states is held against that one's amounts."""
        counts = {
            name: value + getattr(other, name)
            for name, value in vars(self).items()
            if name not in {"total", "stated_total", "answered_on"}
        }
        stating = [each for each in (self, other) if each.stated_total is not None]
        return Measures(
            **counts,
            total=sum((each.total for each in stating), Decimal()),
            stated_total=sum((each.stated_total or Decimal() for each in stating), Decimal())
            if stating
            else None,
            answered_on=_latest(self.answered_on, other.answered_on),
        )


def _latest(*days: object) -> date | None:
    return max((day for day in days if isinstance(day, date)), default=None)

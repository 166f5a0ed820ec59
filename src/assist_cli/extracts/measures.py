"""What is counted of a delivery while its rows pass, so that the whole of it can be judged afterwards."""

from collections import Counter
from dataclasses import dataclass, field

import polars as pl

from assist_cli.extracts.rows import Rows
from assist_cli.identity.documents import INVALID, RESIDENT
from assist_cli.settings.values import Source


@dataclass
class Measures:
    """Counts of one delivery, or of one of its files.

    `ids`: data rows; `number_ids`: of these, IDs stored as numbers; `residents`: IDs shaped like a resident's, of which
    `invalid` fail their check and `cut` end in 000. `reasons`: why rows were rejected. `days`: landed rows a value of
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
        self._count_ids(rows.ids)

    def _count_ids(self, ids: pl.DataFrame) -> None:
        resident = pl.col("kind").is_in([RESIDENT, INVALID])
        counted = ids.select(
            residents=resident.sum(),
            invalid=(pl.col("kind") == INVALID).sum(),
            cut=(resident & pl.col("text").str.ends_with("000")).sum(),
            numbers=(pl.col("problem") == "number_cell").sum(),
        ).row(0, named=True)
        self.residents += counted["residents"]
        self.invalid += counted["invalid"]
        self.cut += counted["cut"]
        self.number_ids += counted["numbers"]

    def __add__(self, other: "Measures") -> "Measures":
        pairs = {name: (value, getattr(other, name)) for name, value in vars(self).items()}
        return Measures(**{name: one + more for name, (one, more) in pairs.items()})

"""Households, where a check settles what the records of their members come to."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import polars as pl

from assist_cli.checks.amounts import LocalAmounts
from assist_cli.checks.hits import HITS, RULE, Role, listed_as_hits
from assist_cli.checks.remarks import doubtful, lowering
from assist_cli.checks.view import KEY
from assist_cli.extracts.cells.kinds import MONEY

HOUSEHOLD = "household_id"
AmountPer = Literal["person", "household"]


@dataclass(frozen=True)
class Households:
    """Households of the pay month's roster, and the local amounts in force.

    `rows`: every active roster row of theirs, in the order of persons; `person` is true on the one that stands for a person.
    `persons`: one row a person who stands in `rows`, be it another household's.
    `amount_per`: whose the amount of a row is. `rules_file`: the name of the file in which the amounts stand.
    """

    month: str
    as_of: date
    rows: pl.DataFrame
    persons: pl.DataFrame
    amount_per: AmountPer = "person"
    amounts: LocalAmounts = field(default_factory=lambda: LocalAmounts({}))
    rules_file: str = ""

    def beside(self, hits: pl.DataFrame) -> pl.DataFrame:
        """`hits` with the `household_id` of their persons, in their order."""
        return hits.join(self.persons.select(KEY, HOUSEHOLD), on=KEY, how="left", maintain_order="left")

    def listed(
        self, rows: pl.DataFrame, cells: Sequence[str], *, role: Role | pl.Expr = "for"
    ) -> pl.DataFrame:
        """Roster rows as hits, as `listed_as_hits` makes them."""
        return listed_as_hits(rows.lazy(), self.month, cells, role=role).collect()

    def limits(self, name: str) -> pl.DataFrame:
        """Household, `limit` (yuan), `since` and `line` of a local amount; none where its division has none."""
        places = self.persons.group_by(HOUSEHOLD).agg(pl.col("division_code").sort_by("file", "row").first())
        rows = [
            (division, amount.yuan, amount.since, amount.line)
            for division in places["division_code"].drop_nulls().unique()
            if (amount := self.amounts.of(name, division)) is not None
        ]
        schema = {"division_code": pl.String(), "limit": MONEY, "since": pl.Date(), "line": pl.Int64()}
        stated = pl.DataFrame(rows, schema=schema, orient="row")
        return places.join(stated, on="division_code").drop("division_code").sort(HOUSEHOLD)

    def above(self, hits: pl.DataFrame, limits: pl.DataFrame, unit: str = HOUSEHOLD) -> pl.DataFrame:
        """The hits of households (or persons, by `unit`) above their limit, and a row that states sum and limit."""
        kept = self.exceeding(hits, limits, unit)
        return pl.concat([kept.select(HITS.names()), self._stated(kept, unit)])

    def exceeding(self, hits: pl.DataFrame, limits: pl.DataFrame, unit: str = HOUSEHOLD) -> pl.DataFrame:
        """The hits of units whose `yuan` adds up to more than their limit, beside the columns of `limits`.

        `limits`: as `Households.limits` gives them. Records without a doubt count alone; only where they do not reach
        the limit and all together do, all are kept, and the finding is doubtful.
        """
        owned = self.beside(hits).join(limits, on=HOUSEHOLD, maintain_order="left")
        yuan, remarks = pl.col("yuan").fill_null(0), pl.col("remarks")
        clean = ~(doubtful(remarks) | lowering(remarks))
        firm = yuan.filter(clean).sum().over(unit) > pl.col("limit")
        loose = (yuan.sum().over(unit) > pl.col("limit")) & ~firm
        kept = owned.with_columns(loose=loose).filter((firm & clean) | loose)
        said = pl.concat_list(remarks, pl.lit(["sum_doubtful"], pl.List(pl.String)))
        return kept.with_columns(remarks=pl.when("loose").then(said).otherwise("remarks"))

    def _stated(self, kept: pl.DataFrame, unit: str) -> pl.DataFrame:
        """One row a unit: what was added up, against which limit, and since when that holds."""
        sums = kept.group_by(unit, "subject", maintain_order=True).agg(
            pl.col(KEY).first().alias("at"),
            pl.col("yuan").sum().alias("total"),
            pl.col("limit", "since", "line").first(),
        )
        return self.stated(
            sums.with_columns(pl.col("at").alias(KEY)),
            {"total": "total", "limit": "limit", "limit_from": "since"},
        )

    def stated(self, rows: pl.DataFrame, cells: Mapping[str, str]) -> pl.DataFrame:
        """Hits that only say how a finding was reckoned: evidence of its own, by field and column of `rows`.

        `rows` has the key and `subject`, and `line` where a line of the file of rules says it; else the check's own pack does.
        """
        line = pl.col("line") if "line" in rows.columns else pl.lit(None)
        said = [
            pl.struct(pl.lit(name).alias("field"), pl.col(column).cast(pl.String).alias("value"))
            for name, column in cells.items()
        ]
        return rows.select(
            KEY,
            "subject",
            pl.lit(None, pl.Date).alias("event_date"),
            pl.lit("with").alias("role"),
            pl.lit([], pl.List(pl.String)).alias("remarks"),
            pl.lit(RULE).alias("source"),
            pl.lit(self.month).alias("month"),
            pl.lit(self.rules_file).alias("file"),
            line.cast(pl.Int64).alias("row"),
            pl.concat_list(said).alias("cells"),
            pl.lit(None).cast(MONEY).alias("yuan"),
        ).cast(HITS)


@dataclass(frozen=True)
class Suspects:
    """What makes a check look at households though no record names them: the roster held against itself.

    `columns` of the roster are read, all rows of one value of the column `together` at once; `among` says whose
    households they are, of such rows and the roster's `amount_per`.
    """

    together: str
    columns: tuple[str, ...]
    among: Callable[[pl.DataFrame, AmountPer], pl.Series]

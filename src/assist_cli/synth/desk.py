"""A department's desk in one month: its table is typed, and what must come of every cell is noted beside it."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from assist_cli.synth import mess, written_amounts, written_dates, written_ids
from assist_cli.synth.chance import Chance, named
from assist_cli.synth.landing import LANDINGS, Kind, Landing
from assist_cli.synth.names import DOTS, LATE_CHARACTER, LATE_CHARACTER_READ
from assist_cli.synth.odd_cells import NOTHING, SHARES, Cell, Odd, because, drawn, filled
from assist_cli.synth.sources import Source

TEXT, TRUE, PROBLEM = "text ", "true ", "problem "
"""Prefixes of a column's three outcomes: the text delivered, the value that must land, why it cannot."""

ROW, HOUSEHOLD, FREE = "row", "household", "free"
"""Columns: the row's number from 0, the household's, and whether mess may meet the row."""

BY_HOUSEHOLD = frozenset(
    ("household_id", "head_name", "head_id", "programme", "household_size", "approved_on", "authorised_on")
)
"""Columns of the roster that are typed once for a household."""

_CLEAN_NAME = "clean_name"
_UNKNOWN_WORD = "待核实"
_TURNS = 6
_TAKEN_BACK = (
    "social_security.contributions", "social_security.pensions", "health.spending", "housing_fund.deposits",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Desk:
    """Where one delivery of one block is typed: `turn` counts the months, `told` are the people of stories."""

    source: Source
    month: str
    turn: int
    kinds: frozenset[str]
    chance: Chance
    told: frozenset[int]

    @property
    def landings(self) -> Mapping[str, Landing]:
        """The columns that land."""
        return LANDINGS[self.source.name]

    def typed(self, rows: pl.DataFrame) -> pl.DataFrame:
        """`row`, `household` and `free`, and the outcomes of every column, for a table of clean cells."""
        marked = mess.as_marked(self._prepared(rows))
        cells = {column: self._cell(column, marked.schema) for column in self.source.columns}
        texts = [cell.text.fill_null("").alias(TEXT + column) for column, cell in cells.items()]
        truth = [
            outcome
            for column in self.landings
            for outcome in (
                cells[column].value.alias(TRUE + column),
                cells[column].problem.alias(PROBLEM + column),
            )
        ]
        return marked.select(ROW, HOUSEHOLD, FREE, *texts, *truth)

    def draws(self, limit: int, what: str, of: str = ROW) -> pl.Expr:
        """Whole numbers below `limit` that hang on this delivery."""
        return self.chance.below(limit, f"{what} {self.source.name} {self.month}", of)

    def header(self, column: str) -> str:
        """The header of a column this month."""
        plain = self.source.columns[column]
        return written_amounts.HEADER.format(plain) if self._in_ten_thousands(column) else plain

    def _prepared(self, rows: pl.DataFrame) -> pl.DataFrame:
        marked = pl.col("mess").is_not_null() | pl.col("pid").is_in(sorted(self.told))
        numbered = rows.drop("household" if self.source.name != "civil.roster" else "row", strict=False)
        return (
            numbered.with_row_index(ROW)
            .with_columns(
                pl.col(ROW).cast(pl.Int64),
                pl.col(HOUSEHOLD if self.source.name == "civil.roster" else ROW)
                .cast(pl.Int64)
                .alias(HOUSEHOLD),
                (~marked).alias(FREE),
                pl.col("mess").fill_null(""),
                pl.col("id_number").alias(written_ids.CLEAN),
                pl.col("name").alias(_CLEAN_NAME),
                written_ids.valid(pl.col("id_number")).alias(written_ids.VALID),
            )
            .with_columns(pl.col(FREE).all().over(HOUSEHOLD).alias("household_free"))
        )

    def _cell(self, column: str, schema: pl.Schema) -> Cell:
        landing = self.landings.get(column)
        by_household = column in BY_HOUSEHOLD
        of = HOUSEHOLD if by_household else ROW
        free = pl.col("household_free" if by_household else FREE)
        pick = self.draws(_TURNS, f"which {column}", of)
        kind: Kind = landing.kind if landing else self._dropped_kind(column, schema)
        plain, odd = self._kinds(kind, column, schema, pick, free)
        if landing is None:
            return plain
        # Whoever takes back a payment takes back every part of it: amounts of a row share their draw.
        draw = self.draws(SHARES, "amounts" if kind == "amount" else column, of)
        cell = drawn(plain, odd, draw, self.kinds)
        return filled(cell) if landing.filled else cell

    def _dropped_kind(self, column: str, schema: pl.Schema) -> Kind:
        if schema[column] == pl.Date:
            return "date"
        money = self.source.name == "health.spending" and schema[column] == pl.Int64
        return "amount" if money else "text"

    def _kinds(
        self, kind: Kind, column: str, schema: pl.Schema, pick: pl.Expr, free: pl.Expr
    ) -> tuple[Cell, list[Odd]]:
        """The plain cell of a column, and the odd ones."""
        landing = self.landings.get(column)
        turn = self.turn + sum(column.encode()) + len(self.source.name)
        if kind == "id":
            may_be_empty = landing is not None and not landing.filled
            return (
                written_ids.plain(may_be_empty=may_be_empty),
                written_ids.odd(pick, free, may_be_empty=may_be_empty),
            )
        if kind == "name":
            return _name(pick, free)
        if kind == "date":
            written_as = written_dates.form(column, turn, self.kinds)
            alone = mess.has("month_only") if column == "died_on" else pl.lit(value=False)
            return written_dates.plain(column, written_as, alone), written_dates.odd(column, pick, free)
        if kind == "month":
            return written_dates.month(column, turn, self.kinds), written_dates.odd_month(column, free)
        if kind == "amount":
            return self._amount(column, schema, pick, free)
        text = pl.col(column).cast(pl.String)
        unknown = Odd("unknown_word", Cell(pl.lit(_UNKNOWN_WORD), NOTHING, because("unknown_code")), free)
        return Cell(text, text), [unknown] if kind == "code" else []

    def _amount(self, column: str, schema: pl.Schema, pick: pl.Expr, free: pl.Expr) -> tuple[Cell, list[Odd]]:
        amount, tens = written_amounts.cents(column, schema[column]), self._in_ten_thousands(column)
        odd = written_amounts.odd(amount, pick, free, ten_thousands=tens)
        may_be_taken_back = self.source.name in _TAKEN_BACK
        return (
            written_amounts.plain(amount, ten_thousands=tens),
            [each for each in odd if may_be_taken_back or each.kind != "reversals"],
        )

    def _in_ten_thousands(self, column: str) -> bool:
        """Every second month an amount that lands stands under a header in 万元, but on the pay roster."""
        landing = self.landings.get(column)
        amount = landing is not None and landing.kind == "amount" and self.source.name != "civil.roster"
        return amount and "ten_thousands" in self.kinds and (self.turn + len(self.source.name)) % 2 == 1


def _name(pick: pl.Expr, free: pl.Expr) -> tuple[Cell, list[Odd]]:
    name = pl.col(_CLEAN_NAME)
    said = pl.when(name != "").then(name)
    true = said.str.replace(LATE_CHARACTER_READ, LATE_CHARACTER, literal=True).str.replace_all("[•・]", "·")
    other_dot = name.str.replace("·", named(pick % len(DOTS), DOTS), literal=True)
    return Cell(pl.col("name"), true), [
        Odd("padded_name", Cell(mess.padded(name), true), free),
        Odd("dots", Cell(other_dot, true), free & name.str.contains("·", literal=True)),
    ]

"""A raw table to canonical rows, batch by batch: what lands, what is rejected and why.

Delivered = landed + rejected, where a row that was split into several people counts as so many.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import polars as pl

from assist_cli.extracts.asides import find_asides
from assist_cli.extracts.cells.division_names import DivisionNames
from assist_cli.extracts.cells.kinds import ERROR_CELL, PLAIN, TYPES, UNREAD, read_cell, serials_ahead
from assist_cli.extracts.cells.reading import NOTHING
from assist_cli.extracts.columns.header import Mapping as HeaderMapping
from assist_cli.extracts.columns.header import map_columns
from assist_cli.extracts.files.table import ROW, SURPLUS, RawTable
from assist_cli.extracts.several_people import REPAIR, SEVERAL, WAS_SPLIT, split_people
from assist_cli.identity.documents import read_documents
from assist_cli.settings.values import Column, Source

VALUE, PROBLEM, REPAIRED = "value", "problem", "repair"
_SILENT = dict.fromkeys((PROBLEM, REPAIRED), NOTHING)
_SAMPLE, _VARIED = 1_000, 0.95
"""So many of so many cells are different where the column holds some ten thousand texts, or more."""


@dataclass(frozen=True)
class Rows:
    """One batch's rows: `landed` in the source's store schema, `rejected` with raw cells and reason, both eager.

    `aside` counts rows that are no data: blank ones, totals, signatures, repeated headers.
    `ids`: for every data row the ID as read (`identity.documents.READING`), which gates look at. `total`: the amounts
    that the source adds up, of every data row; `stated_total`: what a total row of the table says they are (yuan).
    """

    landed: pl.DataFrame
    rejected: pl.DataFrame
    aside: int
    ids: pl.DataFrame
    total: Decimal = Decimal()
    stated_total: Decimal | None = None


def store_schema(source: Source) -> dict[str, pl.DataType]:
    """Names and types of a source's columns in the store, in their order."""
    kept = {name: TYPES[column.kind] for name, column in source.columns.items() if column.kind != "id"}
    id_column = source.id_column
    texts = {id_column: pl.String(), "id_kind": pl.String()} if source.columns[id_column].keep else {}
    return {
        "person_key": pl.Int64(),
        **texts,
        **kept,
        "repairs": pl.String(),
        "file": pl.String(),
        ROW: pl.Int64(),
    }


def rejected_schema(source: Source) -> dict[str, pl.DataType]:
    """Names and types of a source's rejected rows: where, the raw cells, why (`column:problem;…`)."""
    return {
        "file": pl.String(),
        "sheet": pl.String(),
        ROW: pl.Int64(),
        **dict.fromkeys(source.columns, pl.String()),
        "reason": pl.String(),
    }


@dataclass(frozen=True)
class Reader:
    """How the rows of one delivery are read.

    No birth may lie after `as_of`. `names`: divisions by their names. `household_amounts`: amounts are a household's.
    """

    source: Source
    as_of: date
    names: DivisionNames
    household_amounts: bool = False

    def of(self, table: RawTable) -> "TableReader":
        """The reader of one table; two columns that fit one field, or a missing one, are a `DataError`."""
        return TableReader(self, table, map_columns(table.file, table.heading.headers, self.source))


@dataclass(frozen=True)
class TableReader:
    """Reads the batches of one table; `mapping`: which of its headers is which column."""

    reader: Reader
    table: RawTable
    mapping: HeaderMapping

    @property
    def source(self) -> Source:
        return self.reader.source

    @property
    def number_ids(self) -> int:
        """How many IDs the file stores as numbers."""
        return self.table.number_cells.get(self.mapping.positions[self.source.id_column], 0)

    def vote(self, batch: pl.DataFrame) -> Counter[str]:
        """For each date column, how many more cells look like Excel day numbers than do not."""
        dates = [name for name, column in self.source.columns.items() if column.kind == "date"]
        places = {name: self.mapping.positions[name] for name in dates if name in self.mapping.positions}
        return Counter({name: serials_ahead(batch[f"c{at}"]) for name, at in places.items()})

    def read(self, batch: pl.DataFrame, serials: Collection[str]) -> Rows:
        """One batch, its columns `serials` holding Excel day numbers."""
        named = self._named(batch)
        asides = find_asides(batch, self.table.heading, self.mapping.positions[self.source.id_column])
        data = split_people(
            named.filter(~asides.aside), self.source, household_amounts=self.reader.household_amounts
        )
        ids = read_documents(data[self.source.id_column], self.reader.as_of)
        read = {
            name: _id_reading(column, ids, data[WAS_SPLIT])
            if column.kind == "id"
            else self._column(name, data[name], serials)
            for name, column in self.source.columns.items()
        }
        reason = self._reasons(data, read)
        good = reason.is_null()
        return Rows(
            landed=self._landed(data, ids, read).filter(good),
            rejected=self._rejected(data, reason).filter(~good),
            aside=int(asides.aside.sum()),
            ids=ids,
            total=_sum(read[self.source.total_of][VALUE]) if self.source.total_of else Decimal(),
            stated_total=self._stated_total(named.filter(asides.total), serials),
        )

    def _named(self, batch: pl.DataFrame) -> pl.DataFrame:
        """Cells under canonical names, merged cells filled downwards where the source says so."""
        positions = self.mapping.positions
        named = batch.select(
            ROW,
            SURPLUS,
            *(
                (pl.col(f"c{positions[name]}") if name in positions else pl.lit(None, pl.String)).alias(name)
                for name in self.source.columns
            ),
        )
        for name in self.source.fill_down:
            runs = self.table.merged.get(positions[name], []) if name in positions else []
            tops = {row: top for top, bottom in runs for row in range(top, bottom + 1)}
            if tops:
                named = _filled_down(named, name, tops)
        return named

    def _column(self, name: str, cells: pl.Series, serials: Collection[str]) -> pl.DataFrame:
        """`value`, `problem` and `repair` of every cell; of those that are not plain each text is read once."""
        plain = self._plain(name, cells)
        texts = cells.to_frame(name)
        odd = texts.filter(plain.is_null()).unique()
        known = self._read(name, odd, serials)
        if odd.is_empty():
            return texts.select(plain.alias(VALUE), **_SILENT)
        if _is_as_written(known, name):
            return texts.select(pl.col(name).alias(VALUE), **_SILENT)
        read = texts.join(known, on=name, how="left", maintain_order="left", nulls_equal=True)
        return read.select(pl.coalesce(plain, VALUE).alias(VALUE), PROBLEM, REPAIRED)

    def _plain(self, name: str, cells: pl.Series) -> pl.Series:
        """The values of plain cells, else null. Where texts repeat none is asked, since each is read once anyway."""
        column = self.source.columns[name]
        plain, sample = PLAIN.get(column.kind), cells.head(_SAMPLE)
        varied = sample.n_unique() >= _VARIED * sample.len()
        if plain is None or name in self.mapping.ten_thousands or not varied:
            return pl.repeat(None, cells.len(), dtype=TYPES[column.kind], eager=True)
        text = pl.when(pl.col(name).str.contains(plain.pattern)).then(name)
        return cells.to_frame(name).select(plain.value(text)).to_series()

    def _read(self, name: str, texts: pl.DataFrame, serials: Collection[str]) -> pl.DataFrame:
        column = self.source.columns[name]
        reading = read_cell(
            name, column, serials=name in serials, ten_thousands=name in self.mapping.ten_thousands
        )
        named = {VALUE: reading.value, PROBLEM: reading.problem, REPAIRED: reading.repair}
        # Lazy, because that computes once what the three share.
        read = texts.lazy().select(name, **named).collect()
        wrong = pl.col(name).str.contains(ERROR_CELL).fill_null(value=False)
        read = read.with_columns(
            pl.when(~wrong).then(VALUE).alias(VALUE),
            pl.when(wrong).then(pl.lit("error_cell")).otherwise(PROBLEM).alias(PROBLEM),
        )
        if column.by_name:
            read = self._divisions_by_name(name, read)
        if column.lenient:
            read = read.with_columns(
                pl.when(pl.col(PROBLEM).is_not_null())
                .then(pl.lit(UNREAD))
                .otherwise(REPAIRED)
                .alias(REPAIRED),
                NOTHING.alias(PROBLEM),
            )
        return read.with_columns(pl.coalesce(PROBLEM, _missing(column)).alias(PROBLEM))

    def _divisions_by_name(self, name: str, read: pl.DataFrame) -> pl.DataFrame:
        """`read` with a code for every text that is none, but names a division for certain."""
        texts = read.filter(pl.col(PROBLEM).is_not_null())[name]
        if texts.is_empty():
            return read
        codes = {text: self.reader.names.code(text) for text in texts}
        known = pl.col(name).replace_strict(codes, default=None, return_dtype=pl.String)
        return read.with_columns(
            pl.coalesce(VALUE, known).alias(VALUE), pl.when(known.is_null()).then(PROBLEM).alias(PROBLEM)
        )

    def _landed(
        self, data: pl.DataFrame, ids: pl.DataFrame, read: Mapping[str, pl.DataFrame]
    ) -> pl.DataFrame:
        typed = data.select(ROW, pl.lit(self.table.file).alias("file")).with_columns(
            ids["person_key"],
            ids["kind"].alias("id_kind"),
            *(reading[VALUE].alias(name) for name, reading in read.items()),
            _joined(data.height, {name: reading[REPAIRED] for name, reading in read.items()}).alias(
                "repairs"
            ),
        )
        return typed.select(pl.col(name).cast(kind) for name, kind in store_schema(self.source).items())

    def _reasons(self, data: pl.DataFrame, read: Mapping[str, pl.DataFrame]) -> pl.Series:
        """Why each row is rejected, null where it is not."""
        broken = data.select(pl.when(SURPLUS).then(pl.lit("cell_count"))).to_series()
        problems = _joined(
            data.height, {"row": broken, **{name: reading[PROBLEM] for name, reading in read.items()}}
        )
        if data[SEVERAL].null_count() == data.height:
            return problems
        return pl.DataFrame([data[SEVERAL], problems.alias("problems")]).select(
            pl.coalesce(SEVERAL, "problems").alias("reason")
        )["reason"]

    def _rejected(self, data: pl.DataFrame, reason: pl.Series) -> pl.DataFrame:
        place = {"file": self.table.file, "sheet": self.table.sheet or None}
        raw = data.with_columns(
            reason.alias("reason"), *(pl.lit(text).alias(name) for name, text in place.items())
        )
        return raw.select(pl.col(name).cast(kind) for name, kind in rejected_schema(self.source).items())

    def _stated_total(self, totals: pl.DataFrame, serials: Collection[str]) -> Decimal | None:
        """What the last total row says of the amounts that the source adds up."""
        name = self.source.total_of
        if name is None or totals.is_empty():
            return None
        stated = self._column(name, totals[name], serials)[VALUE].drop_nulls()
        return Decimal(stated[-1]) if stated.len() else None


def _filled_down(named: pl.DataFrame, name: str, tops: Mapping[int, int]) -> pl.DataFrame:
    values = dict(named.select(ROW, name).iter_rows())
    spread = {row: values.get(top) for row, top in tops.items()}
    return named.with_columns(
        pl.col(ROW).replace_strict(spread, default=pl.col(name), return_dtype=pl.String).alias(name)
    )


def _id_reading(column: Column, ids: pl.DataFrame, was_split: pl.Series) -> pl.DataFrame:
    tolerable = () if column.filled else ("missing", "placeholder")
    repairs = ids.with_columns(was_split).select(
        pl.concat_str("repairs", pl.when(WAS_SPLIT).then(pl.lit(REPAIR)), separator="+", ignore_nulls=True)
    )
    return ids.select(
        pl.col("text").alias(VALUE),
        pl.when(~pl.col(PROBLEM).is_in(tolerable)).then(PROBLEM).alias(PROBLEM),
        (repairs.to_series().replace("", None) if was_split.any() else pl.col("repairs")).alias(REPAIRED),
    )


def _is_as_written(known: pl.DataFrame, name: str) -> bool:
    """Whether reading has changed no text, and found nothing to say of any."""
    silent = known[PROBLEM].null_count() == known[REPAIRED].null_count() == known.height
    return silent and known[VALUE].dtype == pl.String and known[VALUE].equals(known[name], check_names=False)


def _missing(column: Column) -> pl.Expr:
    return (
        pl.when(pl.col(VALUE).is_null()).then(pl.lit("missing")) if column.filled else pl.lit(None, pl.String)
    )


def _sum(amounts: pl.Series) -> Decimal:
    return Decimal(str(amounts.sum() or 0))


def _joined(height: int, codes: Mapping[str, pl.Series]) -> pl.Series:
    """`name:code;…` of every row, null where there is none. Most columns have nothing to say."""
    said = pl.DataFrame(
        [series.alias(name) for name, series in codes.items() if series.null_count() < height]
    )
    if said.width == 0:
        return pl.repeat(None, height, dtype=pl.String, eager=True)
    parts = [pl.lit(f"{name}:") + pl.col(name) for name in said.columns]
    text = pl.concat_str(parts, separator=";", ignore_nulls=True)
    return said.select(pl.when(text != "").then(text).alias("said"))["said"]

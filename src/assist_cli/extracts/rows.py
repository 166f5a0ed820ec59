"""A raw table to canonical rows, batch by batch: what lands, what is rejected and why.

Delivered = landed + rejected.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import polars as pl

from assist_cli.extracts.cells import TYPES, read_cell, serials_ahead
from assist_cli.extracts.header import Mapping as HeaderMapping
from assist_cli.extracts.header import map_columns
from assist_cli.extracts.table import ROW, SURPLUS, RawTable
from assist_cli.identity.documents import read_documents
from assist_cli.language import N_, _
from assist_cli.settings.values import Column, Source

PROBLEMS: Mapping[str, str] = {
    "missing": N_("the cell is empty"),
    "placeholder": N_("a placeholder stands in for the number"),
    "number_cell": N_("the cell is a number, and digits of the ID are lost"),
    "not_a_date": N_("this is no date"),
    "not_a_month": N_("this is no month"),
    "not_an_amount": N_("this is no amount"),
    "not_a_number": N_("this is no whole number"),
    "not_a_decimal": N_("this is no number with at most two decimals"),
    "not_a_share": N_("this is no share: neither percent nor fraction, or more than the whole"),
    "not_an_account": N_("this is no account number; the cell is a number or hides digits"),
    "not_a_division": N_("this is no division code"),
    "unknown_code": N_("this word is not on the column's list"),
    "unusable": N_("the ID is missing or fails its check digit; the row has landed, and matches nobody"),
    "cell_count": N_("the row has more or fewer cells than the header"),
}
"""Why a cell or a row is rejected."""

_FOOTER = r"^[\s　]*(合\s*计|总\s*计|小\s*计|制\s*表|填\s*表|审\s*核|经办|负责人|备\s*注|注[:：]|说明[:：])"


@dataclass(frozen=True)
class Rows:
    """One batch's rows: `landed` in the source's store schema, `rejected` with raw cells and reason, both eager.

    `aside` counts rows that are no data: blank ones, totals, signatures, repeated headers.
    `ids`: for every data row the ID as read (`identity.documents.READING`), which gates look at.
    """

    landed: pl.DataFrame
    rejected: pl.DataFrame
    aside: int
    ids: pl.DataFrame


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
class RowReader:
    """Reads the batches of one table as rows of `source`; no birth may lie after `as_of`.

    `serials`: the date columns that hold Excel day numbers.
    """

    table: RawTable
    source: Source
    as_of: date

    @cached_property
    def mapping(self) -> HeaderMapping:
        """Which header is which column."""
        return map_columns(self.table.file, self.table.headers, self.source)

    @property
    def number_ids(self) -> int:
        """How many IDs the file stores as numbers."""
        return self.table.number_cells.get(self.mapping.positions.get(self.source.id_column, -1), 0)

    def vote(self, batch: pl.DataFrame) -> Counter[str]:
        """For each date column, how many more cells look like Excel day numbers than do not."""
        dates = [name for name, column in self.source.columns.items() if column.kind == "date"]
        places = {name: self.mapping.positions[name] for name in dates if name in self.mapping.positions}
        return Counter({name: serials_ahead(batch[f"c{at}"]) for name, at in places.items()})

    def read(self, batch: pl.DataFrame, serials: Collection[str]) -> Rows:
        """One batch, its columns `serials` holding Excel day numbers."""
        named = self._named(batch)
        data = named.filter(~self._is_aside(named, batch))
        ids = read_documents(data[self.source.id_column], self.as_of)
        readings = {
            name: _id_reading(column, ids) if column.kind == "id" else self._column(name, data[name], serials)
            for name, column in self.source.columns.items()
        }
        typed = data.select(ROW, pl.lit(self.table.file).alias("file")).with_columns(
            ids["person_key"],
            ids["kind"].alias("id_kind"),
            *(reading["value"].alias(name) for name, reading in readings.items()),
            _joined(len(data), {name: reading["repair"] for name, reading in readings.items()}).alias(
                "repairs"
            ),
        )
        reason = _joined(
            len(data),
            {
                "row": _broken(data[SURPLUS]),
                **{name: reading["problem"] for name, reading in readings.items()},
            },
        ).alias("reason")
        good = reason.is_null()
        raw = data.with_columns(
            reason, pl.lit(self.table.file).alias("file"), pl.lit(self.table.sheet or None).alias("sheet")
        )
        return Rows(
            landed=typed.filter(good).select(
                pl.col(name).cast(kind) for name, kind in store_schema(self.source).items()
            ),
            rejected=raw.filter(~good).select(
                pl.col(name).cast(kind) for name, kind in rejected_schema(self.source).items()
            ),
            aside=named.height - data.height,
            ids=ids,
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

    def _is_aside(self, named: pl.DataFrame, batch: pl.DataFrame) -> pl.Series:
        """Blank rows, repeated headers, and rows that begin like a footer and name nobody."""
        positions = self.mapping.positions
        who = named[self.source.id_column].fill_null("").str.strip_chars()
        header = (
            self.table.headers[positions[self.source.id_column]].strip()
            if self.source.id_column in positions
            else ""
        )
        suspects = batch.filter((who == "") | (who == header))
        if suspects.is_empty():
            return pl.repeat(value=False, n=named.height, dtype=pl.Boolean, eager=True)
        cells = [pl.col(f"c{at}").fill_null("").str.strip_chars() for at in range(len(self.table.headers))]
        repeated = pl.all_horizontal(cells[at] == self.table.headers[at].strip() for at in positions.values())
        blank = pl.all_horizontal(cell == "" for cell in cells)
        footer = pl.coalesce(pl.when(cell != "").then(cell) for cell in cells).str.contains(_FOOTER)
        nobody = (
            cells[positions[self.source.id_column]] == ""
            if self.source.id_column in positions
            else pl.lit(value=True)
        )
        aside = suspects.filter(blank | repeated | (nobody & footer.fill_null(value=False)))
        return named[ROW].is_in(aside[ROW].implode())

    def _column(self, name: str, cells: pl.Series, serials: Collection[str]) -> pl.DataFrame:
        """`value`, `problem` and `repair` of every cell; each distinct text is read once."""
        column = self.source.columns[name]
        reading = read_cell(
            name, column, serials=name in serials, ten_thousands=name in self.mapping.ten_thousands
        )
        problem = pl.coalesce(reading.problem, _missing(reading.value, column))
        readings = (reading.value.alias("value"), problem.alias("problem"), reading.repair.alias("repair"))
        texts = cells.to_frame()
        distinct = texts.unique()
        if distinct.height * 2 > texts.height:
            return texts.select(readings)
        known = distinct.select(name, *readings)
        return texts.join(known, on=name, how="left", maintain_order="left", nulls_equal=True)


def _filled_down(named: pl.DataFrame, name: str, tops: Mapping[int, int]) -> pl.DataFrame:
    values = dict(named.select(ROW, name).iter_rows())
    spread = {row: values.get(top) for row, top in tops.items()}
    return named.with_columns(
        pl.col(ROW).replace_strict(spread, default=pl.col(name), return_dtype=pl.String).alias(name)
    )


def _id_reading(column: Column, ids: pl.DataFrame) -> pl.DataFrame:
    problem = pl.col("problem")
    tolerable = () if column.filled else ("missing", "placeholder")
    return ids.select(
        pl.col("text").alias("value"),
        pl.when(~problem.is_in(tolerable)).then(problem).alias("problem"),
        pl.col("repairs").alias("repair"),
    )


def _broken(surplus: pl.Series) -> pl.Series:
    return surplus.to_frame().select(pl.when(surplus.name).then(pl.lit("cell_count"))).to_series()


def _missing(value: pl.Expr, column: Column) -> pl.Expr:
    return pl.when(value.is_null()).then(pl.lit("missing")) if column.filled else pl.lit(None, pl.String)


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


def explain_reason(reason: str) -> str:
    """`died_on:not_a_date;…` in words of the chosen language."""
    parts = [part.partition(":") for part in reason.split(";")]
    return "; ".join(f"{column}: {_(PROBLEMS[problem])}" for column, _colon, problem in parts)

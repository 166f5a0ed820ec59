"""A raw table to canonical rows: what lands, what is rejected and why. Delivered = landed + rejected."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from assist_cli.extracts.cells import TYPES, Reading, holds_serials, read_cell
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
    """One file's rows: `landed` in the source's store schema, `rejected` with raw cells and reason, both eager.

    `aside` counts rows that are no data: blank ones, totals, signatures, repeated headers.
    `ids`: for every data row the ID as read (`identity.documents.READING`), which gates look at.
    """

    landed: pl.DataFrame
    rejected: pl.DataFrame
    aside: int
    ids: pl.DataFrame
    number_ids: int
    not_landed: list[str]


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
        ROW: pl.Int64(),
        **dict.fromkeys(source.columns, pl.String()),
        "reason": pl.String(),
    }


def read_rows(table: RawTable, source: Source, as_of: date) -> Rows:
    """The rows of `table` as rows of `source`; no birth may lie after `as_of`."""
    mapping = map_columns(table.file, table.headers, source)
    named = _named(table, mapping.positions, source)
    data = named.filter(~_is_aside(table, mapping.positions, source))
    ids = read_documents(data[source.id_column], as_of)
    typed = _typed(data, ids, source, mapping.ten_thousands)
    rejected = typed.filter(pl.col("reason").is_not_null())
    raw = rejected.select(
        pl.lit(table.file).alias("file"), ROW, *(f"raw_{name}" for name in source.columns), "reason"
    )
    return Rows(
        landed=typed.filter(pl.col("reason").is_null())
        .with_columns(file=pl.lit(table.file))
        .select(pl.col(name).cast(kind) for name, kind in store_schema(source).items()),
        rejected=raw.rename({f"raw_{name}": name for name in source.columns}).cast(rejected_schema(source)),  # type: ignore[arg-type]
        aside=named.height - data.height,
        ids=ids,
        number_ids=max(
            table.number_cells.get(mapping.positions.get(source.id_column, -1), 0),
            int((ids["problem"] == "number_cell").sum()),
        ),
        not_landed=mapping.not_landed,
    )


def _named(table: RawTable, positions: Mapping[str, int], source: Source) -> pl.DataFrame:
    """Cells under canonical names, merged cells filled downwards where the source says so."""
    named = table.cells.select(
        ROW,
        SURPLUS,
        *(
            (pl.col(f"c{positions[name]}") if name in positions else pl.lit(None, pl.String)).alias(name)
            for name in source.columns
        ),
        pl.concat_str(pl.col(f"c{at}").fill_null("") for at in range(len(table.headers))).alias("whole"),
        _first_filled(table).alias("first"),
    )
    for name in source.fill_down:
        runs = table.merged.get(positions[name], []) if name in positions else []
        tops = {row: top for top, bottom in runs for row in range(top, bottom + 1)}
        if tops:
            named = _filled_down(named, name, tops)
    return named


def _filled_down(named: pl.DataFrame, name: str, tops: Mapping[int, int]) -> pl.DataFrame:
    values = dict(named.select(ROW, name).iter_rows())
    spread = {row: values.get(top) for row, top in tops.items()}
    return named.with_columns(
        pl.col(ROW).replace_strict(spread, default=pl.col(name), return_dtype=pl.String).alias(name)
    )


def _first_filled(table: RawTable) -> pl.Expr:
    cells = [pl.col(f"c{at}") for at in range(len(table.headers))]
    return pl.coalesce(pl.when(cell.str.strip_chars() != "").then(cell) for cell in cells)


def _is_aside(table: RawTable, positions: Mapping[str, int], source: Source) -> pl.Expr:
    """Blank rows, repeated headers, and rows that begin like a footer and name nobody."""
    blank = pl.col("whole").str.strip_chars() == ""
    repeated = pl.lit(value=True)
    for name, at in positions.items():
        repeated &= pl.col(name).fill_null("").str.strip_chars() == table.headers[at].strip()
    nobody = pl.col(source.id_column).fill_null("").str.strip_chars() == ""
    footer = nobody & pl.col("first").str.contains(_FOOTER).fill_null(value=False)
    return blank | repeated | footer


def _typed(
    data: pl.DataFrame, ids: pl.DataFrame, source: Source, ten_thousands: frozenset[str]
) -> pl.DataFrame:
    """`data` with typed columns, the raw ones under `raw_…`, `repairs` and `reason` (null where the row is good)."""
    raw = data.select(ROW, SURPLUS, *(pl.col(name).alias(f"raw_{name}") for name in source.columns))
    problems, repairs, values = [_cell_count()], [], []
    for name, column in source.columns.items():
        reading = _reading(name, column, data, ten_thousands)
        values.append(reading.value.alias(name))
        problems.append(_with_name(name, pl.coalesce(reading.problem, _missing(reading.value, column))))
        repairs.append(_with_name(name, reading.repair))
    joined = data.hstack(ids.rename(lambda name: f"id_{name}"))
    read = joined.select(
        *values,
        pl.col("id_person_key").alias("person_key"),
        "id_kind",
        _joined(repairs).alias("repairs"),
        _joined(problems).alias("reason"),
    )
    return raw.hstack(read)


def _reading(name: str, column: Column, data: pl.DataFrame, ten_thousands: frozenset[str]) -> Reading:
    if column.kind != "id":
        serials = column.kind == "date" and holds_serials(data[name].fill_null(""))
        return read_cell(name, column, serials=serials, ten_thousands=name in ten_thousands)
    problem = pl.col("id_problem")
    tolerable = () if column.filled else ("missing", "placeholder")
    return Reading(pl.col("id_text"), pl.when(~problem.is_in(tolerable)).then(problem), pl.col("id_repairs"))


def _cell_count() -> pl.Expr:
    return pl.when(SURPLUS).then(pl.lit("row:cell_count"))


def _missing(value: pl.Expr, column: Column) -> pl.Expr:
    return pl.when(value.is_null()).then(pl.lit("missing")) if column.filled else pl.lit(None, pl.String)


def _with_name(name: str, code: pl.Expr) -> pl.Expr:
    return pl.lit(f"{name}:") + code


def _joined(codes: list[pl.Expr]) -> pl.Expr:
    text = pl.concat_str(codes, separator=";", ignore_nulls=True)
    return pl.when(text != "").then(text)


def explain_reason(reason: str) -> str:
    """`died_on:not_a_date;…` in words of the chosen language."""
    parts = [part.partition(":") for part in reason.split(";")]
    return "; ".join(f"{column}: {_(PROBLEMS[problem])}" for column, _colon, problem in parts)

"""A city's deliveries as departments would send them: the people of a large store in CSV and workbooks.

Rows come in no order, IDs with their check digits, codes in the departments' words, dates as text. The bureau's own
tables, the certificates of death and the contributions are workbooks, everything else is CSV.
"""

import math
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import polars as pl
from large_people import MILLION, MONTHS, people
from large_store import PEOPLE_AT_ONCE, Table
from large_store import TABLES as EVERYBODY
from xlsxwriter import Workbook

from assist_cli.settings.values import Column, Source
from assist_cli.settings.workspace import Workspace
from assist_cli.synth.identifiers import check_digit_column

_STRIDE = 7_368_787
"""A prime: so many people lie between two rows that follow each other."""


def _as_a_sheet_holds(table: Table, people: pl.LazyFrame) -> pl.LazyFrame:
    return table(people.filter(pl.col("at") % 3 > 0))


NAMES = {
    "civil.roster": "社会救助资金发放名册{}.xlsx",
    "police.residents": "公安常住人口{}.csv",
    "police.vehicles": "交警机动车登记{}.csv",
    "police.deaths": "公安死亡注销人员{}.csv",
    "health.deaths": "卫健死亡医学证明{}.xlsx",
    "civil.funerals": "殡仪馆火化登记表{}.xlsx",
    "social_security.contributions": "人社社保缴费明细{}.xlsx",
}
TABLES = {
    (source, month): partial(_as_a_sheet_holds, table) if source == "social_security.contributions" else table
    for (source, month), table in EVERYBODY.items()
}


def write_deliveries(folder: Path, workspace: Workspace, register: int, listed: int) -> dict[str, int]:
    """Every file under `folder/<month>`; by month the rows that were written."""
    told = dict.fromkeys(MONTHS, 0)
    for (source, month), table in TABLES.items():
        path = folder / month / NAMES[source].format(month.replace("-", ""))
        path.parent.mkdir(parents=True, exist_ok=True)
        pieces = (_written(rows, workspace.source(source)) for rows in _pieces(table, register, listed))
        told[month] += _write_sheet(path, pieces) if path.suffix == ".xlsx" else _write_csv(path, pieces)
    return told


def _pieces(table: Table, register: int, listed: int) -> Iterator[pl.DataFrame]:
    if math.gcd(_STRIDE, register) > 1:
        raise SystemExit(f"{register}: take another number of people, one that {_STRIDE} does not divide")
    for start in range(0, register, PEOPLE_AT_ONCE):
        nth = pl.int_range(start, min(start + PEOPLE_AT_ONCE, register), eager=True)
        numbers = pl.LazyFrame({"at": nth * _STRIDE % register})
        yield table(people(numbers, listed * MILLION // register)).collect(engine="in-memory")


def _written(rows: pl.DataFrame, source: Source) -> pl.DataFrame:
    """The table under the department's headers, every cell as text."""
    return rows.select(
        _cell(name, column).alias(column.headers[0])
        for name, column in source.columns.items()
        if name in rows.columns or column.kind == "id"
    )


def _cell(name: str, column: Column) -> pl.Expr:
    if column.kind == "id":
        key = pl.col("person_key")
        return key.cast(pl.String) + check_digit_column(key)
    if column.kind == "code":
        words = {code: spellings[0] for code, spellings in column.codes.items()}
        return pl.col(name).replace_strict(words, return_dtype=pl.String)
    return pl.col(name).cast(pl.String)


def _write_csv(path: Path, pieces: Iterator[pl.DataFrame]) -> int:
    rows = 0
    with path.open("wb") as file:
        for piece in pieces:
            piece.write_csv(file, include_header=not rows)
            rows += piece.height
    return rows


def _write_sheet(path: Path, pieces: Iterator[pl.DataFrame]) -> int:
    rows = 0
    with Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for piece in pieces:
            if not rows:
                sheet.write_row(0, 0, piece.columns)
            for cells in piece.iter_rows():
                rows += 1
                for column, cell in enumerate(cells):
                    if cell is not None:
                        sheet.write_string(rows, column, cell)
    return rows

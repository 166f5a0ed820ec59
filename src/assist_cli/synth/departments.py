"""What the departments know in a month, before anybody makes a mess of it.

Each table has the columns of its source, `pid`, and `mess` (null: left to chance).
"""

from collections.abc import Callable, Mapping
from datetime import timedelta

import polars as pl

from assist_cli.synth import calendar, everyday, further_records, noise
from assist_cli.synth.blocks import RECORDS
from assist_cli.synth.book import Book, Cell, raised
from assist_cli.synth.chance import Chance
from assist_cli.synth.parts import changed_where
from assist_cli.synth.sources import Source

_ACCOUNT_DIGITS = 12
_ACCOUNT_STEP = 638_291_247  # shares no factor with 10**12, so that no two households share an account


def table(source: Source, people: pl.DataFrame, book: Book, chance: Chance, month: str) -> pl.DataFrame:
    """One department's clean table: everybody's rows, the stories' changes, what is usual, the stories' records."""
    rows = _TABLES[source.name](people, chance, month)
    if source.name == "civil.roster":
        rows = rows.with_columns(_raised(raised(book.months, month)))
    rows = _edited(rows, source, book, month)
    if source.name == "civil.roster":
        return rows.with_columns(household_size=_household_size())
    usual = everyday.table(source.name, people, book.told(), chance, month)
    rows = pl.concat([rows, usual, _planted(source, rows.schema, book, month)], how="diagonal")
    shuffled = rows.with_row_index("row").sort(chance.bits(f"{source.name} {month}", "row")).drop("row")
    return _completed(source, shuffled, month, RECORDS * chance.block)


def changed(people: pl.DataFrame, book: Book) -> pl.DataFrame:
    """The people with the names, birthdays and IDs that stories gave them."""
    return _updated(people, book.people)


def _updated(rows: pl.DataFrame, changes: Mapping[str, Mapping[int, Cell]]) -> pl.DataFrame:
    """The rows with the planted values by column and `pid`."""

    def change(part: pl.DataFrame) -> pl.DataFrame:
        for column, values in changes.items():
            part = _with_values(part, column, values)
        return part

    pids = sorted({pid for values in changes.values() for pid in values})
    return changed_where(rows, pl.col("pid").is_in(pids), change) if pids else rows


def _with_values(rows: pl.DataFrame, column: str, values: Mapping[int, Cell]) -> pl.DataFrame:
    changes = pl.DataFrame(
        {"pid": list(values), column: list(values.values())},
        schema={"pid": pl.Int64, column: rows.schema[column]},
    )
    return rows.update(changes, on="pid", how="left", include_nulls=True)


def _edited(rows: pl.DataFrame, source: Source, book: Book, month: str) -> pl.DataFrame:
    rows = _updated(rows, book.edits[(source.name, month)])
    gone = book.gone[month] if source.name == "civil.roster" else set()
    return rows.filter(~pl.col("pid").is_in(sorted(gone))) if gone else rows


def _planted(source: Source, schema: pl.Schema, book: Book, month: str) -> pl.DataFrame:
    records = book.records[(source.name, month)]
    return pl.DataFrame([{c: row.get(c) for c in schema} for row in records], schema=schema, orient="row")


def _raised(cents: int) -> pl.Expr:
    return (
        pl.when(pl.col("amount") > 0)
        .then(pl.col("amount") + cents)
        .otherwise(pl.col("amount"))
        .alias("amount")
    )


def _household_size() -> pl.Expr:
    """保障人口: those who are paid for, or everybody where nobody is; unless a story says another number."""
    active = pl.col("status").is_in(["在保", "正常"])
    paid = (active & (pl.col("amount").fill_null(0) > 0)).sum().over("household_id")
    usual = pl.when(paid > 0).then(paid).otherwise(pl.len().over("household_id"))
    return (usual + pl.col("household_size")).cast(pl.Int64)


def _roster(people: pl.DataFrame, chance: Chance, month: str) -> pl.DataFrame:
    del month
    account = (pl.col("household") * _ACCOUNT_STEP % 10**_ACCOUNT_DIGITS).cast(pl.String)
    return (
        people.filter("listed")
        .sort("household", "position")
        .with_columns(
            head_name=pl.col("name").first().over("household"),
            head_id=pl.col("id_number").first().over("household"),
            household_size=pl.lit(0, dtype=pl.Int64),
            account=pl.lit("0000") + account.str.zfill(_ACCOUNT_DIGITS),
            account_holder=pl.col("name").first().over("household"),
            status=chance.choose(("在保", "正常"), "status", "household"),
            mess=pl.lit(None, dtype=pl.String),
        )
    )


def _residents(people: pl.DataFrame, chance: Chance, month: str) -> pl.DataFrame:
    del month
    return people.with_columns(
        household_id=pl.format("9{}", pl.col("household").cast(pl.String).str.zfill(8)),
        cancelled=chance.choose(("正常", "正常", "正常", "否", "0"), "not cancelled"),
        moved_out_on=pl.lit(None, dtype=pl.Date),
        moved_to=pl.lit(None, dtype=pl.String),
        mess=pl.lit(None, dtype=pl.String),
    ).select("pid", *_RESIDENTS, "mess")


_RESIDENTS = (
    "id_number", "name", "sex", "born_on", "household_id", "hukou_address", "hukou_division", "address",
    "residence_division", "registered_on", "cancelled", "moved_out_on", "moved_to",
)  # fmt: skip


def _completed(source: Source, rows: pl.DataFrame, month: str, before: int) -> pl.DataFrame:
    """Columns that number (from `before` on) or date the rows of one delivery."""
    if source.name == "health.deaths":
        last = calendar.as_of(month)
        number = (pl.int_range(1, pl.len() + 1) + before).cast(pl.String).str.zfill(5)
        issued = pl.min_horizontal(pl.col("died_on") + timedelta(days=1), pl.lit(last))
        return rows.with_columns(
            certificate=pl.format("{}{}", pl.lit(f"99{last:%Y%m}"), number),
            id_kind=pl.col("id_kind").fill_null("居民身份证"),
            issued_by=pl.lit("明州市东湖区人民医院"),
            issued_on=issued,
        )
    if source.name == "civil.funerals":
        number = (pl.int_range(1, pl.len() + 1) + before).cast(pl.String).str.zfill(4)
        return rows.with_columns(phone=pl.format("000-0000{}", number))
    return rows


_TABLES: dict[str, Callable[[pl.DataFrame, Chance, str], pl.DataFrame]] = {
    "civil.roster": _roster,
    "police.deaths": noise.police_deaths,
    "police.residents": _residents,
    "police.vehicles": noise.vehicles,
    "health.deaths": noise.health_deaths,
    "civil.funerals": noise.funerals,
    "social_security.contributions": noise.contributions,
    **further_records.TABLES,
}

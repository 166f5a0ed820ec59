"""A large store made directly, as if its deliveries had landed: a register of any size, and a roster drawn from it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import polars as pl
from polars.io.plugins import register_io_source

from assist_cli.extracts.rows import store_schema
from assist_cli.settings.create import create_workspace
from assist_cli.store.catalogue import Catalogue
from assist_cli.store.rows_files import DELIVERY
from assist_cli.store.spool import ROWS_PER_GROUP
from assist_cli.synth.chance import Chance

MONTH = "2024-06"
BLOCK = 1_000_000
PEOPLE_A_DAY, DAYS, FIRST_REGION = 80, 25_000, 990_100
"""So many people of a region are born on each of so many days from 1930 on: their keys come in order by themselves."""
_CHANCE = Chance(7)
_MILLION = 1_000_000
_SURNAMES, _GIVEN = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平"


def make_store(root: Path, register: int, roster: int) -> None:
    """A workspace with `register` people in the register and about `roster` of them on the roster of `MONTH`."""
    workspace = create_workspace(root, "990102")
    catalogue = Catalogue(workspace.store)
    tables: dict[str, Callable[[pl.DataFrame], pl.DataFrame]] = {
        "civil.roster": lambda people: _listed(people, roster * _MILLION // register),
        "police.residents": _residents,
        "police.vehicles": _vehicles,
        "police.deaths": _deaths,
        "social_security.contributions": _contributions,
    }
    for source, table in tables.items():
        schema = pl.Schema(store_schema(workspace.source(source)))
        path = catalogue.extract(source, MONTH).path
        path.parent.mkdir(parents=True)
        rows = register_io_source(_frames(table, schema, source, register), schema=schema)
        rows.sink_parquet(path, row_group_size=ROWS_PER_GROUP, metadata={DELIVERY: "made"})


def _frames(
    table: Callable[[pl.DataFrame], pl.DataFrame], schema: pl.Schema, source: str, register: int
) -> Callable[..., Iterator[pl.DataFrame]]:
    def frames(*_pushed_down: object) -> Iterator[pl.DataFrame]:
        for start in range(0, register, BLOCK):
            rows = table(_people(start, min(start + BLOCK, register)))
            told = rows.with_columns(file=pl.lit(f"{source}.csv"), row=pl.col("at") + 2)
            yield told.select(
                (pl.col(name) if name in told.columns else pl.lit(None)).cast(kind).alias(name)
                for name, kind in schema.items()
            )

    return frames


def _people(start: int, end: int) -> pl.DataFrame:
    at = pl.int_range(start, end, eager=True).alias("at").to_frame()
    of_region, of_day = pl.col("at") % (PEOPLE_A_DAY * DAYS), pl.col("at") % PEOPLE_A_DAY
    born = pl.date(1930, 1, 1) + pl.duration(days=of_region // PEOPLE_A_DAY)
    region = FIRST_REGION + pl.col("at") // (PEOPLE_A_DAY * DAYS)
    day = born.dt.year() * 10_000 + born.dt.month().cast(pl.Int64) * 100 + born.dt.day()
    return at.with_columns(
        person_key=region * 10**11 + day.cast(pl.Int64) * 1000 + of_day * 10 + 1,
        name=pl.concat_str(
            _one_of(_SURNAMES, "surname"), _one_of(_GIVEN, "first"), _one_of(_GIVEN, "second")
        ),
    )


def _below(limit: int, salt: str) -> pl.Expr:
    return _CHANCE.below(limit, salt, "at")


def _one_of(letters: str, salt: str) -> pl.Expr:
    return _CHANCE.choose(list(letters), salt, "at")


def _share(people: pl.DataFrame, in_a_million: int, salt: str) -> pl.DataFrame:
    return people.filter(_below(_MILLION, salt) < in_a_million)


def _day(first: pl.Expr, days: int, salt: str) -> pl.Expr:
    return first + pl.duration(days=_below(days, salt))


def _home() -> pl.Expr:
    street, community = (
        (1 + _below(count, salt)).cast(pl.String).str.zfill(3)
        for count, salt in ((9, "street"), (20, "community"))
    )
    return pl.concat_str(pl.lit("990102"), street, community)


def _listed(people: pl.DataFrame, in_a_million: int) -> pl.DataFrame:
    """Two of a household, as neighbours in the register are."""
    return _share(people, in_a_million, "listed").with_columns(
        id_number=pl.col("person_key").cast(pl.String) + "X",
        id_kind=pl.lit("resident"),
        household_id=pl.format("H{}", pl.col("at") * in_a_million // (2 * _MILLION)),
        programme=pl.lit("dibao"),
        amount=pl.lit(500),
        division_code=_home(),
        approved_on=pl.date(2020, 1, 1),
        authorised_on=pl.date(2024, 1, 1),
        status=pl.lit("active"),
    )


def _residents(people: pl.DataFrame) -> pl.DataFrame:
    """One in two hundred is registered in another district, one in fifty lives in another street."""
    hukou = pl.when(_below(200, "away") == 0).then(pl.lit("990103001001")).otherwise(_home())
    apart = _below(50, "apart") == 0
    return people.with_columns(
        hukou_address=pl.format("九九省明州市东湖区湖滨路{}号", 1 + _below(999, "door")),
        hukou_division=hukou,
        address=pl.format("九九省明州市东湖区望湖路{}号", 1 + _below(999, "other door")),
        residence_division=pl.when(apart).then(pl.lit("990102011002")).otherwise(hukou),
        registered_on=_day(pl.date(2005, 1, 1), 6000, "registered"),
        cancelled=pl.lit("no"),
    )


def _vehicles(people: pl.DataFrame) -> pl.DataFrame:
    return _share(people, 200_000, "vehicle").with_columns(
        plate=pl.format("九X{}", "at"),
        plate_kind=pl.lit("小型汽车"),
        vehicle_type=pl.lit("小型轿车"),
        usage=pl.lit("非营运"),
        registered_on=_day(pl.date(2005, 1, 1), 7100, "first registered"),
        state=pl.when(_below(10, "in use") == 0).then(pl.lit("normal")).otherwise(pl.lit("gone")),
    )


def _deaths(people: pl.DataFrame) -> pl.DataFrame:
    return _share(people, 1_000, "death").with_columns(
        died_on=_day(pl.date(2023, 1, 1), 540, "died"), cancellation=pl.lit("death")
    )


def _contributions(people: pl.DataFrame) -> pl.DataFrame:
    return _share(people, 250_000, "work").with_columns(
        employer=pl.format("明州市第{}制衣厂", _below(500, "employer")),
        state=pl.lit("正常缴费"),
        insurance=pl.lit("城镇职工基本养老保险"),
        person_kind=pl.lit("在职职工"),
        paid=pl.lit(800),
        period=pl.lit(MONTH),
    )

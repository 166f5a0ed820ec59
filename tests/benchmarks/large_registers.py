"""What departments' registers say of the people of a large store: vehicles, deaths, contributions."""

from datetime import date

import polars as pl
from large_people import MILLION, MONTHS, below, day_from, name_of, rarely

_WORK = ("城镇职工基本养老保险", "在职职工", "正常缴费")
_EMPLOYERS = 4_000


def vehicles(people: pl.LazyFrame) -> pl.LazyFrame:
    """One in five has a vehicle; of recipients one in twelve, which mostly is a motorcycle or gone."""
    owned = below(MILLION, "vehicle") < pl.when("listed").then(80_000).otherwise(200_000)
    car = below(100, "car") < pl.when("listed").then(6).otherwise(70)
    recent = rarely(3, "recent")
    return people.filter(owned).with_columns(
        name=name_of("vehicles"),
        plate=pl.format("九X{}", pl.col("at").cast(pl.String).str.zfill(6)),
        plate_kind=pl.when(car).then(pl.lit("小型汽车")).otherwise(pl.lit("普通摩托车")),
        vehicle_type=pl.when(car).then(pl.lit("小型轿车")).otherwise(pl.lit("普通二轮摩托车")),
        usage=pl.lit("非营运"),
        registered_on=pl.when(recent)
        .then(day_from(date(2022, 6, 1), 700, "lately registered"))
        .otherwise(day_from(date(2005, 1, 1), 6300, "first registered")),
        state=pl.when(rarely(4, "gone")).then(pl.lit("gone")).otherwise(pl.lit("normal")),
        scrap_by=pl.when(car)
        .then(pl.lit(None, pl.Date))
        .otherwise(day_from(date(2018, 1, 1), 4000, "scrap")),
    )


def police_deaths(people: pl.LazyFrame) -> pl.LazyFrame:
    """Six of seven of the dead, and some who emigrated."""
    emigrated = rarely(3000, "emigrated") & pl.col("died").is_null()
    return people.filter(_dead(7, "police") | emigrated).with_columns(
        name=name_of("police.deaths"),
        died_on=_died("police"),
        cancelled_on=pl.coalesce("died", pl.lit(date(2023, 5, 1))) + pl.duration(days=20),
        cancellation=pl.when(emigrated).then(pl.lit("other")).otherwise(pl.lit("death")),
    )


def health_deaths(people: pl.LazyFrame) -> pl.LazyFrame:
    """Two of three; of some the date, the sex or the birth cannot be."""
    day = pl.when(rarely(25, "impossible")).then(pl.lit(date(1925, 1, 1))).otherwise(_died("health"))
    return people.filter(_dead(3, "health")).with_columns(
        name=name_of("health.deaths"),
        sex=pl.when(rarely(40, "sex told")).then(pl.lit("male")).otherwise("sex"),
        born_on=pl.when(rarely(40, "birth told")).then(pl.lit(date(1950, 1, 1))).otherwise("born"),
        died_on=day,
    )


def funerals(people: pl.LazyFrame) -> pl.LazyFrame:
    """Three of four; some without the day of death."""
    return people.filter(_dead(4, "funeral")).with_columns(
        name=name_of("civil.funerals"),
        died_on=pl.when(~rarely(10, "day not told")).then(_died("funeral")),
        cremated_on=pl.col("died") + pl.duration(days=3),
    )


def contributions(people: pl.LazyFrame, month: str) -> pl.LazyFrame:
    """Of a month's delivery: one in ten works, of recipients one in twenty; four in a hundred of them began in May, two stopped in April."""
    works = below(MILLION, "work") < pl.when("listed").then(50_000).otherwise(100_000)
    began, stopped = (below(100, "career") < 4), below(100, "career").is_between(4, 5)
    first, last = pl.lit(MONTHS[2]), pl.lit(MONTHS[1])
    there = works & (~began | (month >= first)) & (~stopped | (month <= last))
    alive = pl.col("died").is_null() | (month <= pl.col("died").dt.strftime("%Y-%m")) | rarely(10, "paid on")
    lump = rarely(600, "lump sum") & pl.lit(month == MONTHS[-1])
    kind = below(200, "kind")
    return people.filter((there & alive) | lump).with_columns(
        name=name_of("contributions"),
        employer=pl.when((kind > 20) & ~lump).then(
            pl.format("明州市第{}制衣厂", below(_EMPLOYERS, "employer"))
        ),
        state=pl.when(lump)
        .then(pl.lit("一次性趸缴"))
        .when(rarely(500, f"refund {month}"))
        .then(pl.lit("退费"))
        .otherwise(pl.lit(_WORK[2])),
        insurance=pl.when(kind.is_between(15, 20))
        .then(pl.lit("城乡居民基本养老保险"))
        .otherwise(pl.lit(_WORK[0])),
        person_kind=pl.when(kind < 15)
        .then(pl.lit("灵活就业人员"))
        .when(kind < 23)
        .then(pl.lit("公益性岗位"))
        .otherwise(pl.lit(_WORK[1])),
        paid=pl.when(lump).then(12_000 + below(30, "sum") * 1000).otherwise(600 + below(40, "wage") * 25),
        period=pl.lit(month),
    )


def _dead(all_but_one_in: int, salt: str) -> pl.Expr:
    return pl.col("died").is_not_null() & ~rarely(all_but_one_in, f"not told {salt}")


def _died(salt: str) -> pl.Expr:
    """The day of death; one in thirty registers it two months late."""
    return pl.col("died") - pl.duration(days=pl.when(rarely(30, f"wrong day {salt}")).then(60).otherwise(0))

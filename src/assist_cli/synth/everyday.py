"""What departments know about roster people and is nobody's fault: a motorcycle, the flat they live in, a small pension.

Every check must be silent about it. Only households of which no story tells are in these tables. `SHARES` says how many
in a thousand of those whom a table could be about are in it; they are made up.
"""

from collections.abc import Callable

import polars as pl

from assist_cli.synth import calendar
from assist_cli.synth.blocks import RECORDS
from assist_cli.synth.chance import Chance

SHARES = {
    "police.vehicles": 75,
    "property.holdings": 350,
    "market.enterprises": 12,
    "social_security.pensions": 550,
    "health.spending": 60,
}
_ADULT, _RETIRED = 18, 60
_LIGHT = (
    ("普通摩托车", "普通二轮摩托车", "正常"),
    ("电动自行车", "电动自行车", "正常"),
    ("小型汽车", "残疾人专用汽车", "正常"),
    ("小型汽车", "小型轿车", "注销"),
    ("小型汽车", "轻型普通货车", "报废"),
)
"""Plate, type and state of vehicles that never count."""
_BESIDE = (
    ("住宅", 88, "抵押登记", "现势", True),
    ("住宅", 88, "查封登记", "现势", True),
    ("住宅", 92, "预告登记", "现势", False),
    ("住宅", 61, "转移登记", "历史", False),
    ("车位", 12, "首次登记", "现势", False),
    ("储藏室", 7, "首次登记", "现势", False),
)
"""Use, square metres, registration and state of what stands beside a dwelling, and whether it is that dwelling itself."""
_HAVE_BESIDE = 120
"""Of a thousand owners."""
_CLOSED = ("注销", "吊销")


def table(
    source: str, people: pl.DataFrame, told: frozenset[int], chance: Chance, month: str
) -> pl.DataFrame:
    """The source's rows about roster people whom no story tells of; none where there are none of that kind."""
    listed = people.filter("listed")
    quiet = listed.filter(~pl.col("pid").is_in(sorted(told)).any().over("household"))
    drawn = quiet.filter(chance.happens(SHARES.get(source, 0), f"everyday {source}"))
    make = _TABLES.get(source)
    rows = drawn.with_columns(mess=pl.lit(None, dtype=pl.String))
    return pl.DataFrame() if make is None else make(rows, chance, month)


def _born_by(month: str, age: int) -> pl.Expr:
    return pl.col("born_on").dt.year() <= int(month[:4]) - age


def _vehicles(people: pl.DataFrame, chance: Chance, month: str) -> pl.DataFrame:
    kind = chance.below(len(_LIGHT), "light vehicle")
    plate, body, state = (
        kind.replace_strict(list(range(len(_LIGHT))), [each[at] for each in _LIGHT], return_dtype=pl.String)
        for at in range(3)
    )
    nth = (pl.int_range(pl.len()) + RECORDS * chance.block).cast(pl.String).str.zfill(7)
    age = chance.below(4000, "light vehicle's age")
    registered = (pl.lit(calendar.first_day("2023-12")) - pl.duration(days=age)).cast(pl.Date)
    return people.filter(_born_by(month, _ADULT)).sort("pid").select(
        "pid", "name", "id_number",
        plate.alias("plate_kind"),
        pl.format("九U{}", nth).alias("plate"),
        body.alias("vehicle_type"),
        pl.lit("非营运").alias("usage"),
        registered.alias("registered_on"),
        state.alias("state"),
        pl.lit(None, dtype=pl.Date).alias("inspected_until"),
        pl.lit(None, dtype=pl.Date).alias("scrap_by"),
        "mess",
    )  # fmt: skip


def _holdings(people: pl.DataFrame, chance: Chance, month: str) -> pl.DataFrame:
    """One dwelling a household, registered long ago, where it lives; beside some what is no second one."""
    del month
    owners = people.filter(pl.col("position") == 0)
    number = pl.col("household").cast(pl.String).str.zfill(9)
    dwelling = pl.format("990102001001GB00002F{}", number)
    age = 2500 + chance.below(5000, "dwelling's age")
    area = 3000 + chance.below(6000, "dwelling's area")
    dwellings = owners.with_columns(
        unit_number=dwelling,
        area=pl.format("{}.{}", area // 100, (area % 100).cast(pl.String).str.zfill(2)),
        usage=pl.lit("住宅"),
        registration=pl.lit("首次登记"),
        state=pl.lit("现势"),
        age=age,
    )
    which = chance.below(len(_BESIDE), "beside the dwelling")
    usage, metres, registration, state, same = (
        which.replace_strict(list(range(len(_BESIDE))), [each[at] for each in _BESIDE]) for at in range(5)
    )
    beside = owners.filter(chance.happens(_HAVE_BESIDE, "more than a dwelling")).with_columns(
        unit_number=pl.when(same).then(dwelling).otherwise(pl.format("990102001001GB00003F{}", number)),
        area=pl.format("{}.00", metres),
        usage=usage,
        registration=registration,
        state=state,
        age=2500 + chance.below(700, "age of what stands beside"),
    )
    return pl.concat([dwellings, beside]).select(
        "pid", "name", "id_number", "unit_number",
        pl.format("九(2009)明州市不动产权第{}号", number).alias("certificate"),
        pl.col("hukou_address").alias("location"),
        "area", "usage",
        pl.lit("单独所有").alias("ownership"),
        pl.lit("100%").alias("share"),
        (pl.lit(calendar.first_day("2023-12")) - pl.duration(days="age")).cast(pl.Date).alias("registered_on"),
        "registration", "state", "mess",
    )  # fmt: skip


def _enterprises(people: pl.DataFrame, chance: Chance, month: str) -> pl.DataFrame:
    """Businesses that were closed."""
    return people.filter(_born_by(month, _ADULT)).select(
        pl.col("pid"),
        pl.format("92990103{}", pl.col("pid").cast(pl.String).str.zfill(10)).alias("credit_code"),
        pl.format("东湖区{}杂货店", pl.col("community")).alias("business"),
        pl.lit("个体工商户").alias("business_type"),
        "name", "id_number",
        pl.lit("经营者").alias("role"),
        pl.lit(1_000_000, dtype=pl.Int64).alias("contribution"),
        pl.lit(calendar.first_day("2012-05")).alias("founded_on"),
        chance.choose(_CLOSED, "closed business").alias("state"),
        "mess",
    )  # fmt: skip


def _pensions(people: pl.DataFrame, chance: Chance, month: str) -> pl.DataFrame:
    """The basic pension of residents, far below any line."""
    return people.filter(_born_by(month, _RETIRED)).select(
        "pid", "id_number", "name",
        pl.lit("城乡居民基本养老保险").alias("insurance"),
        pl.lit(month.replace("-", "")).alias("period"),
        (18_000 + chance.below(90, "basic pension") * 100).alias("paid"),
        pl.lit("正常").alias("state"),
        "mess",
    )  # fmt: skip


def _spending(people: pl.DataFrame, chance: Chance, month: str) -> pl.DataFrame:
    """Outpatients' bills of some hundred yuan."""
    bill = 8_000 + chance.below(500, f"small bill {month}") * 100
    day = (
        pl.lit(calendar.as_of(month)) - pl.duration(days=chance.below(20, f"small bill's day {month}"))
    ).cast(pl.Date)
    return people.select(
        "pid", "id_number", "name",
        pl.lit("柳堤街道卫生服务中心").alias("hospital"),
        bill.alias("total"),
        (bill // 2).alias("insured"),
        (bill - bill // 2).alias("cash_paid"),
        *(pl.lit(0, dtype=pl.Int64).alias(name) for name in ("account_paid", "serious_illness", "aid", "out_of_list")),
        *(pl.lit(None, dtype=pl.Date).alias(name) for name in ("admitted_on", "discharged_on")),
        day.alias("settled_on"),
        "mess",
    )  # fmt: skip


_TABLES: dict[str, Callable[[pl.DataFrame, Chance, str], pl.DataFrame]] = {
    "police.vehicles": _vehicles,
    "property.holdings": _holdings,
    "market.enterprises": _enterprises,
    "social_security.pensions": _pensions,
    "health.spending": _spending,
}

"""What departments write about everybody whom no story is about.

Deaths and cars outside the roster, contributions of those who work; every table is drawn by column.
"""

import polars as pl

from assist_cli.synth import calendar
from assist_cli.synth.blocks import RECORDS
from assist_cli.synth.chance import Chance

_FEWEST_DEATHS, _DEATHS_PER = 24, 60
_EARLIEST, _SPAN = -12, 36
_OTHER_REASONS = ("出国定居", "参军", "重户", "迁出")
_LETTERS = "ABCDEFGHJKLMNPQRS"  # planted plates have a T
_PLATES = 100_000
_STATES = ("正常",) * 16 + ("逾期未检验", "违法未处理", "注销", "报废")
_EMPLOYERS = ("明州市望湖食品厂", "东湖区长堤纺织有限公司", "石桥镇竹器合作社", "明州市公共交通公司")
_INSURANCES = ("企业职工基本养老保险", "职工基本医疗保险")


def _unmarked() -> pl.Expr:
    return pl.lit(None, dtype=pl.String).alias("mess")


def _dead(people: pl.DataFrame, chance: Chance, month: str) -> pl.DataFrame:
    """People outside the roster, the same number every month, with the relative who reports the death."""
    outside = people["rank"].count()
    half = outside // 2
    count = max(_FEWEST_DEATHS, outside // _DEATHS_PER)
    first = calendar.first_day(month)
    start = (first.year * 12 + first.month) * count % (half - count)
    relatives = _ranked(people, half + start, count)
    days = _EARLIEST + chance.below(_SPAN, f"dies {month}")
    return _ranked(people, start, count).with_columns(
        died_on=(pl.lit(first) + pl.duration(days=days)).cast(pl.Date),
        first=pl.lit(first),
        nth=pl.int_range(pl.len()),
        reporter_id=relatives["id_number"],
        reporter_name=relatives["name"],
    )


def _ranked(people: pl.DataFrame, start: int, count: int) -> pl.DataFrame:
    return people.filter(pl.col("rank").is_between(start, start + count - 1)).sort("rank")


def police_deaths(people: pl.DataFrame, chance: Chance, month: str) -> pl.DataFrame:
    """Cancelled hukous; one in eight for another reason than death, then without a date of death."""
    dead = _dead(people, chance, month)
    other = pl.col("nth") % 8 == 5  # noqa: PLR2004
    return dead.with_columns(
        cancelled_on=pl.max_horizontal("died_on", "first") + pl.duration(days=2),
        reason=pl.when(other).then(chance.choose(_OTHER_REASONS, "reason")).otherwise(pl.lit("死亡")),
        died_on=pl.when(~other).then("died_on"),
    ).select(
        "pid", "id_number", "name", "died_on", pl.col("cancelled_on").cast(pl.Date), "reason",
        "reporter_id", "reporter_name", _unmarked(),
    )  # fmt: skip


def health_deaths(people: pl.DataFrame, chance: Chance, month: str) -> pl.DataFrame:
    """Certificates for nine in ten of the dead; some foreigners among them."""
    foreign = pl.col("nth") % 20 == 7  # noqa: PLR2004
    passport = pl.format("X{}", chance.below(90_000_000, "passport") + 10_000_000)
    return (
        _dead(people, chance, month)
        .filter(pl.col("nth") % 10 != 3)  # noqa: PLR2004
        .with_columns(
            id_kind=pl.when(foreign).then(pl.lit("护照")).otherwise(pl.lit("居民身份证")),
            id_number=pl.when(foreign).then(passport).otherwise("id_number"),
        )
        .select("pid", "name", "id_kind", "id_number", "sex", "born_on", "died_on", _unmarked())
    )


def funerals(people: pl.DataFrame, chance: Chance, month: str) -> pl.DataFrame:
    """Cremations of nine in ten of the dead, two days after the death; ages counted one year more."""
    dead = _dead(people, chance, month).filter(pl.col("nth") % 10 != 6)  # noqa: PLR2004
    cremated = pl.max_horizontal(pl.col("died_on") + pl.duration(days=2), "first").cast(pl.Date)
    age = pl.col("died_on").dt.year() - pl.col("born_on").dt.year() + 1
    return dead.select(
        "pid", cremated.alias("cremated_on"), "name", "sex", age.cast(pl.Int64).alias("age"),
        "id_number", pl.col("hukou_address").alias("address"), "died_on", _unmarked(),
    )  # fmt: skip


def vehicles(people: pl.DataFrame, chance: Chance, month: str) -> pl.DataFrame:
    """Cars of people outside the roster; the same ones every month."""
    first = pl.lit(calendar.first_day("2023-12"))
    owners = people.filter(~pl.col("listed") & chance.happens(280, "car")).sort("pid")
    nth = pl.int_range(pl.len()) + RECORDS * chance.block
    letters = nth // _PLATES % len(_LETTERS)
    letter = letters.replace_strict(list(range(len(_LETTERS))), list(_LETTERS), return_dtype=pl.String)
    digits = (nth * 7919 % _PLATES).cast(pl.String).str.zfill(5)
    registered = (first - pl.duration(days=chance.below(4500, "car's age"))).cast(pl.Date)
    del month
    return owners.select(
        "pid", "name", "id_number",
        pl.lit("小型汽车").alias("plate_kind"),
        pl.format("九{}{}", letter, digits).alias("plate"),
        chance.choose(("小型轿车", "小型普通客车", "轻型普通货车"), "body").alias("vehicle_type"),
        chance.choose(("非营运", "非营运", "非营运", "营运"), "usage").alias("usage"),
        registered.alias("registered_on"),
        chance.choose(_STATES, "state").alias("state"),
        (registered + pl.duration(days=15 * 365)).cast(pl.Date).alias("inspected_until"),
        pl.lit(None, dtype=pl.Date).alias("scrap_by"),
        _unmarked(),
    )  # fmt: skip


def contributions(people: pl.DataFrame, chance: Chance, month: str) -> pl.DataFrame:
    """Two kinds of insurance a month for everybody who works, on the roster or not."""
    base = 380_000 + chance.below(4000, "wage") * 100
    share = pl.when(pl.col("insurance") == _INSURANCES[0]).then(12).otherwise(2)
    return (
        people.filter("works")
        .join(pl.DataFrame({"insurance": list(_INSURANCES)}), how="cross", maintain_order="left_right")
        .with_columns(wage=base)
        .select(
            "pid",
            chance.choose(_EMPLOYERS, "employer").alias("employer"),
            pl.lit("正常参保").alias("state"),
            "insurance",
            pl.lit("在职职工").alias("person_kind"),
            "id_number", "name",
            _yuan(pl.col("wage")).alias("base"),
            _yuan(pl.col("wage") * share // 100).alias("paid"),
            pl.lit(month.replace("-", "")).alias("period"),
            _unmarked(),
        )
    )  # fmt: skip


def _yuan(cents: pl.Expr) -> pl.Expr:
    """Cents as 3,800.00: social security writes thousands with a comma."""
    yuan = (cents // 100).cast(pl.String)
    grouped = yuan.str.replace(r"(\d)(\d{3})$", "${1},${2}")
    return pl.format("{}.{}", grouped, (cents % 100).cast(pl.String).str.zfill(2))

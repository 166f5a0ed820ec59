"""What seven departments write about people outside the roster; nobody on it is in their tables.

Every table is drawn by column. `SHARES` says how many in a thousand of those whom a table could
be about are in it.
"""

from collections.abc import Callable

import polars as pl

from assist_cli.synth import calendar
from assist_cli.synth.chance import Chance
from assist_cli.synth.names import FEMALE, MALE

SHARES = {
    "health.spending": 90,
    "social_security.pensions": 350,
    "property.holdings": 120,
    "market.enterprises": 40,
    "housing_fund.deposits": 600,
    "justice.custody": 3,
    "health.births": 25,
    "civil.marriages": 15,
    "civil.other_rosters": 30,
}
_RETIRED_AGE = 60
_HOSPITALS = ("明州市东湖区人民医院", "明州市第一医院", "柳堤街道卫生服务中心")
_PENSIONS = ("企业职工基本养老保险", "城乡居民基本养老保险")
_PENSION_STATES = ("正常",) * 6 + ("发放", "暂停")
_USAGES = ("住宅",) * 6 + ("车位", "商业服务")
_OWNERSHIPS = ("单独所有", "单独所有", "共同共有", "按份共有")
_REGISTRATIONS = ("转移登记",) * 5 + ("首次登记", "预告登记")
_ACQUIRED_BY = ("买卖",) * 6 + ("继承", "拆迁安置")
_RIGHTS = ("现势",) * 7 + ("历史",)
_BUSINESS_TYPES = ("个体工商户", "个体工商户", "有限责任公司", "农民专业合作社")
_TRADES = ("食品店", "五金店", "理发店", "养殖场")
_ROLES = ("法定代表人", "经营者", "股东")
_BUSINESS_STATES = ("存续",) * 5 + ("在业", "注销", "吊销")
_EMPLOYERS = ("明州市望湖食品厂", "东湖区长堤纺织有限公司", "明州市公共交通公司")
_DEPOSIT_STATES = ("正常",) * 6 + ("补缴", "封存")
_REGISTRATIONS = ("结婚",) * 4 + ("离婚", "离婚", "补领结婚证")
_PROGRAMMES = ("低保", "低保", "特困", "高龄津贴", "残疾人两项补贴")


def _some(people: pl.DataFrame, chance: Chance, source: str, month: str = "") -> pl.DataFrame:
    """The table's people, in the order of their numbers; with `month`, others every month."""
    chosen = chance.happens(SHARES[source], f"{source} {month}".strip())
    return people.filter(~pl.col("listed") & chosen).with_columns(mess=pl.lit(None, dtype=pl.String))


def _period(month: str) -> pl.Expr:
    return pl.lit(month.replace("-", "")).alias("period")


def _before(month: str, days: pl.Expr) -> pl.Expr:
    """The day so many days before the end of the month."""
    return (pl.lit(calendar.as_of(month)) - pl.duration(days=days)).cast(pl.Date)


def _spending(people: pl.DataFrame, chance: Chance, month: str) -> pl.DataFrame:
    """Stays that were settled in the month: what the patient bore, and who bore the rest."""
    total = 80_000 + chance.below(9000, f"bill {month}") * 317
    settled = _before(month, chance.below(20, f"settled {month}"))
    insured, account, serious, aid = (total * share // 100 for share in (55, 5, 10, 12))
    return _some(people, chance, "health.spending", month).select(
        "pid", "id_number", "name",
        chance.choose(_HOSPITALS, "hospital").alias("hospital"),
        total.alias("total"),
        insured.alias("insured"),
        (total - insured - account - serious - aid).alias("cash_paid"),
        account.alias("account_paid"),
        serious.alias("serious_illness"),
        aid.alias("aid"),
        (total * 8 // 100).alias("out_of_list"),
        (settled - pl.duration(days=2 + chance.below(9, f"stay {month}"))).cast(pl.Date).alias("admitted_on"),
        (settled - pl.duration(days=1)).cast(pl.Date).alias("discharged_on"),
        settled.alias("settled_on"),
        "mess",
    )  # fmt: skip


def _pensions(people: pl.DataFrame, chance: Chance, month: str) -> pl.DataFrame:
    """A pension a month for most people of 60 and more."""
    retired = pl.col("born_on").dt.year() <= int(month[:4]) - _RETIRED_AGE
    return _some(people.filter(retired), chance, "social_security.pensions").select(
        "pid", "id_number", "name",
        chance.choose(_PENSIONS, "pension").alias("insurance"),
        _period(month),
        (18_000 + chance.below(5000, "pension paid") * 73).alias("paid"),
        chance.choose(_PENSION_STATES, "pension state").alias("state"),
        "mess",
    )  # fmt: skip


def _holdings(people: pl.DataFrame, chance: Chance, month: str) -> pl.DataFrame:
    """One unit an owner; who owns in shares owns a half."""
    del month
    number = pl.col("pid").cast(pl.String).str.zfill(9)
    ownership = chance.choose(_OWNERSHIPS, "ownership")
    area = 1500 + chance.below(16_000, "area")
    return _some(people, chance, "property.holdings").select(
        "pid", "name", "id_number",
        pl.format("990102001001GB00001F{}", number).alias("unit_number"),
        pl.format("九(2019)明州市不动产权第{}号", number).alias("certificate"),
        pl.col("hukou_address").alias("location"),
        pl.format("{}.{}", area // 100, (area % 100).cast(pl.String).str.zfill(2)).alias("area"),
        chance.choose(_USAGES, "use of the unit").alias("usage"),
        ownership.alias("ownership"),
        pl.when(ownership == _OWNERSHIPS[-1]).then(pl.lit("50%")).otherwise(pl.lit("100%")).alias("share"),
        (pl.lit(calendar.first_day("2023-12")) - pl.duration(days=chance.below(6000, "bought")))
        .cast(pl.Date).alias("registered_on"),
        chance.choose(_REGISTRATIONS, "registration of the unit").alias("registration"),
        chance.choose(_ACQUIRED_BY, "acquired").alias("acquired_by"),
        chance.choose(_RIGHTS, "state of the right").alias("state"),
        "mess",
    )  # fmt: skip


def _enterprises(people: pl.DataFrame, chance: Chance, month: str) -> pl.DataFrame:
    """Small businesses, and what their owners have subscribed."""
    del month
    return _some(people, chance, "market.enterprises").select(
        "pid",
        pl.format("92990102{}", pl.col("pid").cast(pl.String).str.zfill(10)).alias("credit_code"),
        pl.format("东湖区{}{}", pl.col("community"), chance.choose(_TRADES, "trade")).alias("business"),
        chance.choose(_BUSINESS_TYPES, "type of business").alias("business_type"),
        "name", "id_number",
        chance.choose(_ROLES, "role").alias("role"),
        (1_000_000 + chance.below(500, "subscribed") * 1_000_000).alias("contribution"),
        (pl.lit(calendar.first_day("2023-12")) - pl.duration(days=chance.below(4000, "founded")))
        .cast(pl.Date).alias("founded_on"),
        chance.choose(_BUSINESS_STATES, "state of the business").alias("state"),
        "mess",
    )  # fmt: skip


def _deposits(people: pl.DataFrame, chance: Chance, month: str) -> pl.DataFrame:
    """The employee's part of the month's deposit."""
    return _some(people.filter("works"), chance, "housing_fund.deposits").select(
        "pid", "id_number", "name",
        _period(month),
        (12_000 + chance.below(900, "deposit") * 50).alias("paid"),
        chance.choose(_EMPLOYERS, "employer of the deposit").alias("employer"),
        chance.choose(_DEPOSIT_STATES, "state of the deposit").alias("state"),
        "mess",
    )  # fmt: skip


def _custody(people: pl.DataFrame, chance: Chance, month: str) -> pl.DataFrame:
    """Who is held at the end of the month; half of them without a known end."""
    began = _before(month, chance.below(300, f"held {month}"))
    ended = (began + pl.duration(days=330 + chance.below(900, "term"))).cast(pl.Date)
    return _some(people, chance, "justice.custody", month).select(
        "pid", "id_number", "name",
        began.alias("began_on"),
        pl.when(chance.happens(500, "term is known")).then(ended).alias("ended_on"),
        "mess",
    )  # fmt: skip


def _other_rosters(people: pl.DataFrame, chance: Chance, month: str) -> pl.DataFrame:
    """The roster of the neighbouring district."""
    del month
    return _some(people, chance, "civil.other_rosters").select(
        "pid", "name", "id_number",
        chance.choose(_PROGRAMMES, "programme elsewhere").alias("programme"),
        (38_000 + chance.below(900, "paid elsewhere") * 50).alias("amount"),
        pl.lit("990103001001").alias("division_code"),
        pl.lit("西岭区民政局").alias("paid_by"),
        chance.choose(("在保", "正常", "停保"), "status elsewhere").alias("status"),
        "mess",
    )  # fmt: skip


def _births(people: pl.DataFrame, chance: Chance, month: str) -> pl.DataFrame:
    """Births of the month by women of an age for it; the fathers are people outside the roster, too."""
    age = int(month[:4]) - pl.col("born_on").dt.year()
    fathers = people.filter(~pl.col("listed"), pl.col("sex") == MALE).select("id_number", "name")
    mothers = people.filter(pl.col("sex") == FEMALE, age.is_between(20, 44))
    chosen = _some(mothers, chance, "health.births", month)
    at = chance.below(fathers.height, f"father {month}")
    return chosen.select(
        "pid",
        pl.format("Z99{}{}", pl.lit(month[2:4] + month[5:]), pl.col("pid").cast(pl.String).str.zfill(9))
        .alias("certificate"),
        _before(month, chance.below(25, f"born {month}")).alias("born_on"),
        chance.choose((MALE, FEMALE), f"child's sex {month}").alias("child_sex"),
        "name", "id_number",
        pl.lit(fathers["name"]).gather(at).alias("father_name"),
        pl.lit(fathers["id_number"]).gather(at).alias("father_id"),
        "mess",
    )  # fmt: skip


def _marriages(people: pl.DataFrame, chance: Chance, month: str) -> pl.DataFrame:
    """What the registry has registered in the month; every row is one of two sides."""
    return _some(people, chance, "civil.marriages", month).select(
        "pid", "id_number", "name",
        chance.choose(_REGISTRATIONS, f"registration {month}").alias("registration"),
        _before(month, chance.below(25, f"registered {month}")).alias("registered_on"),
        "mess",
    )  # fmt: skip


TABLES: dict[str, Callable[[pl.DataFrame, Chance, str], pl.DataFrame]] = {
    "health.spending": _spending,
    "social_security.pensions": _pensions,
    "property.holdings": _holdings,
    "market.enterprises": _enterprises,
    "housing_fund.deposits": _deposits,
    "justice.custody": _custody,
    "health.births": _births,
    "civil.marriages": _marriages,
    "civil.other_rosters": _other_rosters,
}

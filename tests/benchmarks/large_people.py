"""The people of a large store and what six registers say of them: every row follows from its number alone.

What a household of the roster is found by is as rare as in a made-up city (`city.py`), a few in a thousand for each
check: recipients drive motorcycles rather than cars, a few of those who work have just begun or just stopped, records
of the dead seldom contradict each other. Everybody else owns and works as the country does.
"""

from collections.abc import Collection, Mapping
from datetime import date

import polars as pl

from assist_cli.synth.chance import Chance

MONTH, MONTHS = "2024-06", ("2024-03", "2024-04", "2024-05", "2024-06")
MILLION = 1_000_000
_PEOPLE_A_DAY, _DAYS, _FIRST_REGION = 80, 25_000, 990_100
"""So many people of a region are born on each of so many days from 1930 on: their keys come in order by themselves."""
_CHANCE = Chance(7)
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严金魏陶姜谢邹苏潘葛范彭郎鲁韦"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅春燕雪飞建国志文宁波海龙凤云月琴珍凯辉鹏博宇浩然欣怡子涵晨"
_ROADS = ("湖滨路", "望湖路", "长堤路", "书院路", "塔影路", "竹溪路", "松风路", "渔歌路")
HOMES = {
    "990102001001": ("东湖街道", "湖滨社区"),
    "990102001002": ("东湖街道", "塔影社区"),
    "990102001003": ("东湖街道", "柳浪社区"),
    "990102001004": ("东湖街道", "望湖社区"),
    "990102002001": ("柳堤街道", "长堤社区"),
    "990102002002": ("柳堤街道", "渔歌社区"),
    "990102002003": ("柳堤街道", "晚晴社区"),
    "990102002004": ("柳堤街道", "书院社区"),
    "990102003001": ("石桥镇", "石桥村"),
    "990102003002": ("石桥镇", "上梅村"),
    "990102003003": ("石桥镇", "下梅村"),
    "990102003004": ("石桥镇", "竹溪村"),
}
"""Communities of the made-up district, and what its roster calls them."""
_ABROAD = "990103001001"
_PLACES = {code: "九九省明州市东湖区" + "".join(names) for code, names in HOMES.items()} | {
    _ABROAD: "九九省明州市西岭区云岭街道云岭社区"
}


def people(numbers: pl.LazyFrame, in_a_million: int) -> pl.LazyFrame:
    """Whoever the numbers `at` stand for, in the order of keys; so many in a million of them are `listed`.

    By whether they are `listed` and when they `died` registers choose: drawn first, so that only chosen rows are made up.
    """
    of_region, of_day = pl.col("at") % (_PEOPLE_A_DAY * _DAYS), pl.col("at") % _PEOPLE_A_DAY
    born = pl.date(1930, 1, 1) + pl.duration(days=of_region // _PEOPLE_A_DAY)
    region = _FIRST_REGION + pl.col("at") // (_PEOPLE_A_DAY * _DAYS)
    day = born.dt.year().cast(pl.Int64) * 10_000 + born.dt.month().cast(pl.Int64) * 100 + born.dt.day()
    sex = 1 + below(2, "sex")
    drawn = numbers.with_columns(
        listed=below(MILLION, "listed") < in_a_million,
        died=pl.when(rarely(800, "death")).then(day_from(date(2022, 10, 1), 635, "died")),
    )
    return drawn.with_columns(
        born=born,
        person_key=region * 10**11 + day * 1000 + of_day * 10 + sex,
        sex=pl.when(sex == 1).then(pl.lit("male")).otherwise(pl.lit("female")),
        name=pl.concat_str(
            one_of(_SURNAMES, "surname"), one_of(_GIVEN, "first given"), one_of(_GIVEN, "second given")
        ),
        house=pl.col("at") * in_a_million // (2 * MILLION),
        home=one_of(HOMES, "home"),
    )


def roster(people: pl.LazyFrame) -> pl.LazyFrame:
    """Those who are listed, two of a household as neighbours in the register are; one in three hundred stands there twice."""
    times = pl.when(rarely(300, "twice")).then(pl.lit([0, 1])).otherwise(pl.lit([0]))
    listed = people.filter("listed").with_columns(time=times).explode("time")
    return listed.with_columns(
        id_number=pl.col("person_key").cast(pl.String) + "X",
        id_kind=pl.lit("resident"),
        household_id=pl.format("H{}", pl.col("house") + pl.col("time") * 7),
        programme=pl.lit("dibao"),
        amount=pl.when(~rarely(20, "unpaid")).then(300 + below(60, "amount") * 10).otherwise(0),
        division_code=pl.col("home"),
        street=_named(pl.col("home"), {code: names[0] for code, names in HOMES.items()}),
        community=_named(pl.col("home"), {code: names[1] for code, names in HOMES.items()}),
        approved_on=day_from(date(2016, 1, 1), 3000, "approved").dt.month_start(),
        authorised_on=pl.when(~rarely(30, "unauthorised")).then(pl.lit(date(2024, 1, 1))),
        status=pl.when(rarely(50, "ended")).then(pl.lit("inactive")).otherwise(pl.lit("active")),
    )


def residents(people: pl.LazyFrame) -> pl.LazyFrame:
    """Nearly everybody is registered where the roster says; one in seventy lives in another community, and states where.

    One in eight of the dead still stands there, half of these with an act after the death.
    """
    left, abroad, moved = rarely(1500, "left"), rarely(700, "abroad"), rarely(800, "moved")
    hukou = (
        pl.when(abroad).then(pl.lit(_ABROAD)).when(moved).then(one_of(HOMES, "new home")).otherwise("home")
    )
    acted = day_from(date(2005, 1, 1), 7100, "registered")
    dead = pl.col("died").is_not_null() & ~rarely(8, "still registered")
    doors = pl.format("{}{}号{}室", one_of(_ROADS, "road"), 1 + below(400, "number"), 100 + below(30, "room"))
    placed = people.with_columns(
        hukou_division=hukou,
        residence_division=pl.when(rarely(70, "apart")).then(one_of(HOMES, "other home")).otherwise(hukou),
        door=pl.when(rarely(5000, "collective")).then(pl.lit("人才市场集体户")).otherwise(doors),
    )
    told = pl.when(rarely(10, "old address")).then("home").otherwise("hukou_division")
    elsewhere = pl.col("residence_division") != pl.col("hukou_division")
    lived = pl.when(rarely(10, "wrong code")).then(told).otherwise("residence_division")
    return placed.with_columns(
        name=name_of("residents"),
        hukou_address=_named(told, _PLACES) + pl.col("door"),
        address=pl.when(elsewhere).then(_named(lived, _PLACES) + pl.col("door")),
        registered_on=pl.when(rarely(2, "act"))
        .then(pl.coalesce(pl.col("died") + pl.duration(days=40), acted))
        .otherwise(acted),
        cancelled=pl.when(dead).then(pl.lit("dead")).when(left).then(pl.lit("moved")).otherwise(pl.lit("no")),
        moved_out_on=pl.when(left).then(day_from(date(2022, 1, 1), 900, "moved out")),
        moved_to=pl.when(left).then(pl.lit("九九省青川市白沙县")),
    )


def name_of(source: str) -> pl.Expr:
    """The name as a register has it: one in five hundred is another person's, one in a thousand is missing."""
    drawn = below(1000, f"{source} name")
    return pl.when(drawn > 2).then("name").when(drawn > 0).then(pl.col("name") + "生")


def below(limit: int, salt: str) -> pl.Expr:
    """A whole number from 0 to `limit` - 1."""
    return _CHANCE.below(limit, salt, "at")


def rarely(limit: int, salt: str) -> pl.Expr:
    """True in one of `limit` rows."""
    return below(limit, salt) == 0


def one_of(texts: Collection[str], salt: str) -> pl.Expr:
    """One of the texts, each as often."""
    return below(len(texts), salt).cast(pl.UInt32).cat.to(pl.Enum(list(texts))).cast(pl.String)


def day_from(first: date, days: int, salt: str) -> pl.Expr:
    """One of so many days."""
    return pl.lit(first) + pl.duration(days=below(days, salt))


def _named(code: pl.Expr, names: Mapping[str, str]) -> pl.Expr:
    return code.replace_strict(names, return_dtype=pl.String)

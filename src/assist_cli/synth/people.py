"""Who lives in the district: the roster's households with their members, and everybody else.

Columns are drawn for everybody at once; nothing in this module knows about single people.
"""

from datetime import date, timedelta

import polars as pl

from assist_cli.synth import divisions, names
from assist_cli.synth.blocks import NUMBERS, ids_of
from assist_cli.synth.chance import Chance, named
from assist_cli.synth.identifiers import SEQUENCES, check_digit_column

_MEAN_SIZE_INVERSE = 0.6  # more households than are needed; the surplus is cut off
_SIZES = ("1",) * 35 + ("2",) * 30 + ("3",) * 20 + ("4",) * 15
_ALONE = ("低保",) * 8 + ("特困",) * 7 + ("高龄津贴",) * 3 + ("残疾人两项补贴",) * 2
_TOGETHER = ("低保",) * 15 + ("低保边缘",) * 3 + ("支出型困难",) * 2
UNPAID_PROGRAMME = "低保边缘"  # watched every month, paid nothing
_AGES = {"低保": (36, 36), "特困": (62, 26), "高龄津贴": (80, 14), "残疾人两项补贴": (24, 40)}
_OTHER_AGES = (38, 32)
_RELATIONS = ("户主", "配偶", "子女", "子女")
_FEWEST_OTHERS = 600
_HOME_SHARE = 550  # per mille whose ID was first issued in the district itself
_OLD_CODES = 48
ADULT, RETIRED = 18, 60


def population(chance: Chance, people: int, first_day: date) -> pl.DataFrame:
    """One row a person of a block, `pid` ascending: first the `people` of the roster (`listed`), then the others.

    Every register column of a person is clean here: hukou, residence and roster agree.
    """
    listed = _members(chance, people)
    start = NUMBERS * chance.block
    households = listed["household"].n_unique()
    others = _others(chance, max(_FEWEST_OTHERS, people * 5 // 4), start + people, start + households)
    everybody = pl.concat([listed, others], how="diagonal")
    return (
        everybody.with_columns(_born_on(chance, first_day), _name(chance))
        .pipe(_with_ids, chance)
        .pipe(_with_places, chance)
        .with_columns(*_register(chance, first_day))
        .with_columns(*_household_dates(chance, first_day), _amount(chance), _works(chance))
        .drop("age", "place")
    )


def _members(chance: Chance, people: int) -> pl.DataFrame:
    """The roster's people with household, position in it, sex, age and programme."""
    start = NUMBERS * chance.block
    count = int(people * _MEAN_SIZE_INVERSE) + 20
    households = (
        pl.DataFrame({"household": pl.int_range(start, start + count, eager=True)})
        .with_columns(size=chance.choose(_SIZES, "size", "household").cast(pl.Int64))
        .with_columns(before=pl.col("size").cum_sum() - pl.col("size"))
        .filter(pl.col("before") < people)
        .with_columns(size=pl.min_horizontal("size", people - pl.col("before")))
    )
    return (
        households.with_columns(position=pl.int_ranges(0, "size"))
        .explode("position")
        .with_row_index("pid")
        .with_columns(
            pl.col("pid").cast(pl.Int64) + start,
            listed=pl.lit(value=True),
            programme=_programme(chance),
            relationship=named(pl.col("position"), _RELATIONS),
        )
        .with_columns(_sex(chance), _age(chance))
        .drop("before", "size")
    )


def _programme(chance: Chance) -> pl.Expr:
    alone = chance.choose(_ALONE, "programme", "household")
    return (
        pl.when(pl.col("size") == 1).then(alone).otherwise(chance.choose(_TOGETHER, "programme", "household"))
    )


def _sex(chance: Chance) -> pl.Expr:
    head_is_male = chance.happens(620, "head's sex", "household")
    male = (
        pl.when(pl.col("position") == 0)
        .then(head_is_male)
        .when(pl.col("position") == 1)
        .then(~head_is_male)
        .otherwise(chance.happens(500, "sex"))
    )
    return pl.when(male).then(pl.lit(names.MALE)).otherwise(pl.lit(names.FEMALE)).alias("sex")


def _age(chance: Chance) -> pl.Expr:
    head = pl.lit(_OTHER_AGES[0]) + chance.below(_OTHER_AGES[1], "age", "household")
    for programme, (youngest, span) in _AGES.items():
        head = (
            pl.when(pl.col("programme") == programme)
            .then(youngest + chance.below(span, "age", "household"))
            .otherwise(head)
        )
    spouse = pl.max_horizontal(head - 4 + chance.below(9, "spouse's age"), 22)
    child = pl.max_horizontal(head - 22 - chance.below(12, "child's age"), 3)
    return (
        pl.when(pl.col("position") == 0)
        .then(head)
        .when(pl.col("position") == 1)
        .then(spouse)
        .otherwise(child)
    ).alias("age")


def _others(chance: Chance, count: int, first_pid: int, first_household: int) -> pl.DataFrame:
    """People outside the roster, each in a household of their own; `rank` orders them by chance."""
    return (
        pl.DataFrame({"pid": pl.int_range(first_pid, first_pid + count, eager=True)})
        .with_columns(
            household=pl.col("pid") - first_pid + first_household,
            position=pl.lit(0, dtype=pl.Int64),
            listed=pl.lit(value=False),
            age=20 + chance.below(75, "age"),
            sex=chance.choose((names.MALE, names.FEMALE), "sex"),
        )
        .sort(chance.bits("rank"), "pid")
        .with_columns(rank=pl.int_range(pl.len()))
    )


def _born_on(chance: Chance, first_day: date) -> pl.Expr:
    days = pl.col("age") * 365 + pl.col("age") // 4 + chance.below(364, "birthday") + 1
    return (pl.lit(first_day) - pl.duration(days=days)).cast(pl.Date).alias("born_on")


def _name(chance: Chance) -> pl.Expr:
    own = names.surname(chance, "pid")
    family = names.surname(chance, "household")
    plain = pl.when(pl.col("position") == 1).then(own).otherwise(family) + names.given_name(chance)
    dotted = chance.happens(10, "dotted name")
    return pl.when(dotted).then(names.dotted_name(chance)).otherwise(plain).alias("name")


def _with_ids(people: pl.DataFrame, chance: Chance) -> pl.DataFrame:
    """IDs that no two people share: who is born on one day takes the next free sequence number."""
    cell = ["code", "born_on", "sex"]
    half = SEQUENCES // 2
    mine = ids_of(chance.block)
    home = chance.happens(_HOME_SHARE, "home code")
    day = pl.col("born_on").dt.strftime("%Y%m%d").cast(pl.Int64)
    first = mine.sequence + chance.common.below(half, "sequence", "day")
    sequence = (pl.col("nth") % mine.width + first) % half * 2
    return (
        people.with_columns(
            code=pl.when(home).then(pl.lit(990102)).otherwise(990103 + chance.below(_OLD_CODES, "code")),
            day=day,
        )
        .with_columns(nth=pl.int_range(pl.len()).over(cell))
        .with_columns(  # a full day goes on elsewhere
            code=pl.col("code") + (mine.code + pl.col("nth") // mine.width) * 100
        )
        .with_columns(
            first17=(pl.col("code") * 10**8 + day) * SEQUENCES
            + sequence
            + (pl.col("sex") == names.MALE).cast(pl.Int64)
        )
        .with_columns(id_number=pl.col("first17").cast(pl.String) + check_digit_column(pl.col("first17")))
        .drop("code", "day", "nth", "first17")
    )


def _with_places(people: pl.DataFrame, chance: Chance) -> pl.DataFrame:
    """A community a household: the roster's in the jurisdiction, the others mostly there."""
    everywhere = divisions.communities()
    inside = len(divisions.communities(divisions.JURISDICTION))
    places = pl.DataFrame(
        [(n, c.code, c.street, c.name, c.address) for n, c in enumerate(everywhere)],
        schema={
            "place": pl.Int64,
            "division_code": pl.String,
            "street": pl.String,
            "community": pl.String,
            "at": pl.String,
        },
        orient="row",
    )
    anywhere = pl.col("listed").not_() & chance.happens(250, "other district", "household")
    spot = chance.below(inside, "place", "household")
    return (
        people.with_columns(
            place=pl.when(anywhere).then(chance.below(len(everywhere), "far", "household")).otherwise(spot),
            number=1 + chance.below(180, "number", "household"),
            room=101 + chance.below(6, "floor", "household") * 100 + chance.below(4, "door", "household"),
        )
        .join(places, on="place", how="left", maintain_order="left")
        .with_columns(
            hukou_address=pl.format("{}{}号{}室", "at", "number", "room"),
            address=pl.format("{}{}{}号{}室", "street", "community", "number", "room"),
        )
        .drop("at", "number", "room")
    )


def _register(chance: Chance, first_day: date) -> list[pl.Expr]:
    """Register columns: residence at the hukou; a few codes stop at the street or the district."""
    draw = chance.below(100, "code depth")
    depth = pl.when(draw < 4).then(6).when(draw < 9).then(divisions.STREET_DIGITS).otherwise(12)  # noqa: PLR2004  shares of 100
    code = pl.col("division_code").str.slice(0, depth)
    day = pl.lit(first_day - timedelta(days=400)) - pl.duration(days=chance.below(7000, "registered"))
    return [
        pl.max_horizontal(day.cast(pl.Date), pl.col("born_on") + pl.duration(days=20)).alias("registered_on"),
        code.alias("hukou_division"),
        code.alias("residence_division"),
        pl.format("H{}", (pl.col("household") + 1).cast(pl.String).str.zfill(7)).alias("household_id"),
    ]


def _household_dates(chance: Chance, first_day: date) -> list[pl.Expr]:
    """Approved three to nine years ago; authorised soon after, except four households in a hundred."""
    latest = pl.lit(first_day - timedelta(days=3 * 366))
    approved = latest - pl.duration(days=chance.below(6 * 365, "approved", "household"))
    authorised = approved + pl.duration(days=chance.below(20, "authorised", "household"))
    listed = pl.when(pl.col("listed"))
    return [
        listed.then(approved.cast(pl.Date)).alias("approved_on"),
        listed.then(
            pl.when(chance.happens(960, "has authorised", "household")).then(authorised.cast(pl.Date))
        ).alias("authorised_on"),
    ]


def _amount(chance: Chance) -> pl.Expr:
    """Cents a month; some members beside the head are not paid for."""
    unpaid = (pl.col("programme") == UNPAID_PROGRAMME) | (
        (pl.col("position") > 0) & chance.happens(120, "unpaid member")
    )
    cents = 38000 + chance.below(900, "amount", "household") * 50
    return pl.when(pl.col("listed")).then(pl.when(unpaid).then(0).otherwise(cents)).alias("amount")


def _works(chance: Chance) -> pl.Expr:
    of_age = pl.col("age").is_between(ADULT, RETIRED - 1)
    share = pl.when(pl.col("listed")).then(80).otherwise(300)
    return (of_age & (chance.below(1000, "works") < share)).alias("works")

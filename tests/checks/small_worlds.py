"""Small worlds: few people, few days, few places, so that collisions are common. In plain dicts.

A world is laid into a store as landed rows, without the files, so that hundreds of them can be compared.
"""

import calendar
import random
import shutil
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import polars as pl
from hypothesis import strategies as st

from assist_cli.extracts.rows import store_schema
from assist_cli.settings.months import shift

SNAPSHOTS = (
    "police.residents",
    "police.vehicles",
    "property.holdings",
    "market.enterprises",
    "civil.other_rosters",
)


@dataclass(frozen=True)
class Person:
    """`born` and `sex` are those of the ID; whoever has a passport (a negative key) states neither."""

    key: int
    name: str
    born: date | None
    sex: str | None


PEOPLE = (
    *(Person(99010219600315010 + 2 * at, f"赵{letter}", date(1960, 3, 15), "female") for at, letter in enumerate("安宝长")),
    *(Person(99010219600315011 + 2 * at, f"钱{letter}", date(1960, 3, 15), "male") for at, letter in enumerate("安宝长")),
    *(Person(99010219900101010 + at, f"孙{letter}", date(1990, 1, 1), ("female", "male")[at % 2]) for at, letter in enumerate("安宝长德")),
    Person(99010220240115001, "赵小", date(2024, 1, 15), "male"),
    Person(99010219050615003, "李安", date(1905, 6, 15), "male"),
    Person(-77, "玛丽", None, None),
)  # fmt: skip


@dataclass(repr=False)
class World:
    """`rosters`: month -> rows; `records`: source -> rows, each with its month as `delivered`. Rows are plain dicts."""

    month: str
    rosters: dict[str, list[dict]]
    records: dict[str, list[dict]]
    delivered: set[tuple[str, str]]
    drawn_as: str = ""
    people: tuple[Person, ...] = PEOPLE

    def _repr_pretty_(self, printer, _cycle):
        """To Hypothesis: how to draw it again; all its rows would fill the screen."""
        printer.text(self.drawn_as)

    @property
    def as_of(self):
        return last_day(self.month)

    def seen(self, source):
        """The rows that count in the month: events of all months up to it, the newest snapshot up to it."""
        rows = [row for row in self.records.get(source, []) if row["delivered"] <= self.month]
        if source in SNAPSHOTS:
            known = [m for name, m in self.delivered if name == source and m <= self.month]
            rows = [row for row in rows if row["delivered"] == max(known)]
        return rows


def last_day(month):
    year, number = map(int, month.split("-"))
    return date(year, number, calendar.monthrange(year, number)[1])


def _days(*texts):
    return [None if text is None else date.fromisoformat(text) for text in texts]


LISTING = {
    "person": range(len(PEOPLE)),
    "household": ["H1", "H2", "H3", "H4", "H5", "H6"],
    "amount": [500, 500, 300, 0, None],
    "division": ["990102001001", "990102001001", "990102002003", "990102002", "990102009", "990102008"],
    "place": [("东湖街道", "湖滨社区"), ("柳堤街道", "晚晴社区")],
    "approved": _days("2020-01-01", "2020-01-01", "2024-01-15", "2024-04-30", None),
    "authorised": _days("2020-01-02", "2020-01-02", "2020-01-02", "2027-01-01", None),
    "status": ["active", "active", "active", "active", "inactive"],
    "old": [False, False, False, True],
    "size": [1, 2, 2, 3, None],
    "income": [None, None, 600, 1500],
    "programme": ["dibao", "dibao", "tekun", "elderly"],
    "account": [None, "6222020200112233441", "6222020200112233442", "6222020200112230000"],
    "holder": ["right", "right", "wrong", None],
}
RECORD = {
    "person": range(len(PEOPLE)),
    "name": ["right", "right", "right", "wrong", None],
    "old": [False, False, False, True],
}
DAYS = _days("2024-06-30", "2024-06-03", "2024-06-01", "2024-05-31", "2024-05-31", "2024-05-02", "2024-05-01",
             "2024-05-01", "2024-04-30", "2024-03-31", "2024-07-01", "1960-03-15", "1960-03-14", "2020-06-15", "2020-06-16")  # fmt: skip
SEX = ["right", "right", "right", "right", "wrong", "unknown", None]
CODES = ["990102001001", "990102001001", "990102002003", "990102001002", "990102002", "990102", "9901",
         "990103001001", "990201", "990104002", "990105001001", "990102008001", "990102002003"]  # fmt: skip
ACTS = _days("2010-01-01", "2010-01-01", "2024-05-02", "2024-06-03", None)
BOUGHT = _days(
    "2022-06-30", "2022-06-29", "2024-01-15", "2024-01-14", "2024-01-31", "2025-05-05", "2015-01-01", None
)
SHAPES = {
    "police.deaths": {
        "died_on": [None, None, *DAYS],
        "cancelled_on": [None, *DAYS],
        "cancellation": ["death", "death", "death", "other"],
    },
    "health.deaths": {
        "died_on": DAYS,
        "sex": SEX,
        "born_on": ["right", "right", "right", "wrong", "month", None],
    },
    "civil.funerals": {"died_on": [None, None, *DAYS], "cremated_on": DAYS, "sex": SEX},
    "social_security.contributions": {
        "period": ["2024-04", "2024-05", "2024-06", "2025-11", "2025-12", "2026-01"],
        "paid": [800, 800, 800, 25_000, -800, 0],
        "state": ["正常缴费", "正常缴费", "正常缴费", "正常缴费", "正常缴费", "补缴", "趸缴"],
        "insurance": ["职工养老", "职工养老", "职工养老", "职工养老", "居民养老", None],
        "person_kind": ["在职", "在职", "在职", "在职", "公益性岗位", "灵活就业"],
        "employer": ["甲厂", "甲厂", "甲厂", "甲 厂", None],
    },
    "housing_fund.deposits": {
        "period": ["2024-05", "2024-06", "2025-12", "2026-01"],
        "paid": [150, 150, 150, 150, -150],
        "state": ["paid", "paid", "paid", "paid", "arrears", None],
        "employer": ["甲厂", "甲厂", "甲厂", "甲 厂", "乙厂", None],
    },
    "social_security.pensions": {
        "period": ["2024-05", "2024-05", "2024-06", "2024-06", "2025-12", "2026-01"],
        "paid": [700, 1600, 1600, 2500, -700],
        "state": ["paid", "paid", "paid", "held", "back", None],
        "insurance": ["职工养老", "职工养老", "高龄津贴", "失业保险金", None],
    },
    "justice.custody": {
        "began_on": _days("2023-01-10", "2024-05-02", "2024-06-30", "2024-07-01", "2025-12-01"),
        "ended_on": [None, None, *_days("2024-06-29", "2024-06-30", "2024-07-01", "2026-03-01")],
        "vague_end": [False, False, True],
    },
    "health.spending": {
        "hospital": ["一院", "二院"],
        "care": ["住院", "住院", "门诊", None],
        "cash_paid": [9000, 9000, 15000, -9000, 0],
        "account_paid": [0, 0, 6000, None],
        "admitted_on": _days("2024-05-01", "2024-05-02", "2025-11-30", None),
        "discharged_on": _days("2024-05-09", None),
        "settled_on": _days(
            "2023-06-30", "2023-07-01", "2024-06-30", "2024-07-01", "2024-05-09", "2025-12-05"
        ),
    },
    "property.holdings": {
        "unit_number": ["U1", "U1", "U2", "u 3", None],
        "location": ["湖滨路", "柳堤 路"],
        "area": [19, 20, 88, None],
        "usage": ["住宅", "住宅", "成套住宅", "非住宅", "商业", "车位", "其他", None],
        "ownership": ["sole", "joint", "shares", "shares", "other", None],
        "share": [Decimal("0.25"), Decimal("0.4"), Decimal("0.5"), None],
        "registered_on": BOUGHT[:-1],
        "vague_day": [False, False, False, True],
        "registration": ["转移登记", "转移登记", "首次登记", "预告登记", "注销登记", None],
        "acquired_by": ["买卖", "继承", None],
        "state": ["current", "current", "current", "gone", None],
    },
    "civil.other_rosters": {
        "programme": ["dibao", "dibao", "tekun", "elderly"],
        "amount": [400, 600, 0, None],
        "division_code": ["990103001001", "990102001001", "9901", None],
        "status": ["active", "active", None, "inactive"],
    },
    "market.enterprises": {
        "credit_code": ["92A", "92A", "92b", "92B", "92C", "92D", "92E"],
        "business_type": ["有限责任公司", "有限责任公司", "个体工商户", "农民专业合作社", None],
        "role": ["法定代表人", "法定代表人", "股东", "监事", "股东兼监事", "监事、联络员", None],
        "contribution": [10000, None],
        "founded_on": _days(
            "2010-01-01",
            "2010-01-08",
            "2010-01-16",
            "2018-05-01",
            "2023-05-01",
            "2023-06-09",
            "2024-06-30",
            "2024-07-01",
            "2026-02-01",
            None,
        ),
        "state": ["live", "live", "live", "paused", "gone"],
    },
    "civil.marriages": {
        "registration": ["marriage", "marriage", "divorce", "other"],
        "registered_on": _days(
            "2024-06-30", "2024-01-14", "2024-01-15", "2023-06-30", "2023-07-01", "2024-07-01", "2025-12-05"
        ),
    },
    "health.births": {
        "born": [
            *_days(
                "2024-06-30",
                "2024-01-14",
                "2024-01-15",
                "2023-06-30",
                "2023-07-01",
                "2024-07-01",
                "2025-12-05",
            )
        ],
        "vague": [False, False, False, True],
        "certificate": ["Z1", "Z2", None],
    },
    "police.residents": {
        "hukou_division": CODES,
        "hukou_address": ["东湖区某路", "东湖街道湖滨路8号", "晚晴社区3栋301", "学生集体户", None],
        "residence_division": [*CODES, None],
        "address": ["西岭区某路", "西岭区某路", "东湖区湖滨路八号", "南坡敬老院", None],
        "registered_on": ACTS,
        "cancelled": ["no", "no", "no", "no", "moved", "yes", "dead"],
        "moved_out_on": ACTS,
        "moved_to": [
            "明州市东湖区",
            "青川市东湖区",
            "东湖区",
            "明州市西岭区",
            "明州市大湖县",
            "明州市旧东湖区",
            None,
        ],
    },
    "police.vehicles": {
        "plate": ["九A1", "九A2", "九A3"],
        "vehicle_type": ["小型轿车", "小型轿车", "重型货车", "普通二轮摩托车"],
        "usage": ["营运", "非营运", "货运", None],
        "registered_on": BOUGHT,
        "state": ["normal", "normal", "normal", "gone"],
        "scrap_by": _days("2024-01-01", "2030-01-01", None),
    },
}
_TIMES = {"social_security.contributions": 4, "housing_fund.deposits": 4}
"""Sources of which several rows a person are needed."""
DEATHS = ("police.deaths", "health.deaths", "civil.funerals")


@st.composite
def worlds(draw, sources, months=("2024-06",)):
    """A world with records of `sources` for one of the pay `months`; a smaller `size` is a smaller world."""
    seed, size = draw(st.integers(0, 1 << 32)), draw(st.integers(4, 36))
    return world_of(seed, size, sources, draw(st.sampled_from(months)))


def world_of(seed, size, sources, month):
    """`size` records of each source, before those go that the source cannot hold twice."""
    chance = random.Random(seed)  # noqa: S311  a drawn world, not a secret
    rosters = {
        month: _rows(chance, LISTING, 4)
        + [{**row, "person": at} for at, row in enumerate(_rows(chance, LISTING, len(PEOPLE)))]
    }
    for earlier in (shift(month, by) for by in (-3, -2, -1, 1)):
        if chance.random() < 2 / 3:
            rosters[earlier] = _rows(chance, LISTING, len(PEOPLE))
    records = {
        source: _rows(chance, _shape(source, month), size * _TIMES.get(source, 1)) for source in sources
    }
    records["police.vehicles"] = _named_once(records.get("police.vehicles", []))
    delivered = {(source, row["delivered"]) for source, found in records.items() for row in found}
    delivered |= {(source, month) for source in sources if chance.random() < 1 / 2}
    drawn_as = f"world_of({seed}, {size}, {sources}, {month!r})"
    return World(month, rosters, records, delivered, drawn_as)


def _shape(source, month):
    deliveries = (-1, 0, 0, 0, 1) if source in SNAPSHOTS else (-2, -1, -1, 0, 0, 1)
    return {"delivered": [shift(month, by) for by in deliveries], **RECORD, **SHAPES[source]}


def _rows(chance, shape, count):
    return [{name: chance.choice(options) for name, options in shape.items()} for _row in range(count)]


def _named_once(vehicles):
    """As the source's `unique_by` says: a plate once an owner and delivery."""
    return list({(row["delivered"], row["person"], row["plate"]): row for row in vehicles}.values())


def lay(world, workspace):
    """Put the world into the store of `workspace`, in place of whatever was there."""
    shutil.rmtree(workspace.store / "extracts", ignore_errors=True)
    landed = defaultdict(list)
    for month, listings in world.rosters.items():
        landed["civil.roster", month] = [roster_cells(row, world.people) for row in listings]
    for place in world.delivered:
        landed[place] = []
    for source, records in world.records.items():
        for row in records:
            landed[source, row["delivered"]].append(record_cells(row, world.people))
    for (source, month), cells in landed.items():
        schema = store_schema(workspace.source(source))
        numbered = [{**cell, "file": f"{source}.csv", "row": at} for at, cell in enumerate(cells, start=2)]
        frame = pl.DataFrame([{name: cell.get(name) for name in schema} for cell in numbered], schema=schema)
        folder = workspace.store / "extracts" / source / f"month={month}"
        folder.mkdir(parents=True)
        frame.sort("person_key", "file", "row").write_parquet(folder / "extract.parquet")


def roster_cells(row, people):
    person = people[row["person"]]
    return {
        **_who(row, person),
        "name": person.name,
        "id_number": f"990102********{row['person']:04d}",
        "id_kind": "resident" if person.born else "passport",
        "household_id": row["household"],
        "programme": row["programme"],
        "amount": row["amount"],
        "household_size": row["size"],
        "income": row["income"],
        "account": row["account"],
        "account_holder": {"right": person.name, "wrong": "郑军"}.get(row["holder"]),
        "division_code": row["division"],
        "street": row["place"][0],
        "community": row["place"][1],
        "approved_on": row["approved"],
        "authorised_on": row["authorised"],
        "status": row["status"],
    }


def record_cells(row, people):
    person = people[row["person"]]
    cells = {**row, **_who(row, person), "name": {"right": person.name, "wrong": "郑军"}.get(row["name"])}
    if row.get("born_on"):
        cells["born_on"] = person.born if row["born_on"] == "right" else date(1970, 1, 31)
        if row["born_on"] == "month":
            cells["repairs"] = ";".join(filter(None, [cells["repairs"], "born_on:month"]))
    if row.get("born"):
        cells["born_on"] = last_day(f"{row['born']:%Y-%m}") if row["vague"] else row["born"]
        cells["repairs"] = ";".join(
            filter(None, [cells["repairs"], "born_on:month" if row["vague"] else None])
        )
    if row.get("vague_end") and row["ended_on"]:
        cells["ended_on"] = last_day(f"{row['ended_on']:%Y-%m}")
        cells["repairs"] = ";".join(filter(None, [cells["repairs"], "ended_on:month"]))
    if row.get("vague_day"):
        cells["registered_on"] = last_day(f"{row['registered_on']:%Y-%m}")
        cells["repairs"] = ";".join(filter(None, [cells["repairs"], "registered_on:month"]))
    if row.get("sex") in ("right", "wrong"):
        male = (person.sex == "male") == (row["sex"] == "right")
        cells["sex"] = "male" if male else "female"
    return cells


def _who(row, person):
    return {
        "person_key": person.key,
        "repairs": "id_number:from_15" if row["old"] else None,
    }

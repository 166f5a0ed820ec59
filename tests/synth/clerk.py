"""All checks of the sample in dict-and-loop Python, over the delivered files: what a patient clerk would find.

It knows nothing of the stories. `truth.csv` must say the same.
"""

from collections import defaultdict
from datetime import date, timedelta

import clerk_bills
import clerk_duplicates
import clerk_enterprise
import clerk_families
import clerk_incomes
import clerk_jobs
import clerk_lump_sums
import clerk_property
from delivered import day_of, id_of, last_day, name_of, rows

ELSEWHERE = (
    clerk_bills,
    clerk_duplicates,
    clerk_enterprise,
    clerk_families,
    clerk_incomes,
    clerk_jobs,
    clerk_lump_sums,
    clerk_property,
)
"""Files in which further checks of the clerk stand: `findings(month)` each."""

DISTRICT = "990102"
LIGHT = ("摩托", "电动自行车", "残疾人", "轮椅")
HOMES = ("养老院", "敬老院", "福利院", "护理院", "医院", "监狱", "看守所", "戒毒所")
GONE = ("报废", "注销", "转出")
NAMES = ("姓名", "机动车所有人", "权利人", "法定代表人", "母亲姓名")


class Month:
    """One pay month with everything delivered up to it."""

    def __init__(self, target, months, names):
        self.target, self.months, self.as_of, self.names = target, months, last_day(months[-1]), names
        self.everybody = active_rows(rows(target / months[-1], "civil.roster"))
        self.listings = {month: listed(rows(target / month, "civil.roster")) for month in months}
        self.rosters = {month: standing(listings) for month, listings in self.listings.items()}
        self.roster = self.rosters[months[-1]]
        self.events = {
            s: events(target, months, s) for s in ("police.deaths", "health.deaths", "civil.funerals")
        }
        self.work = self.delivered("social_security.contributions")
        self.held = self.delivered("justice.custody")
        self.pensions = self.delivered("social_security.pensions")
        self.fund = self.delivered("housing_fund.deposits")
        self.bills = self.delivered("health.spending")
        self.births = self.delivered("health.births")
        self.weddings = self.delivered("civil.marriages")
        self.register = newest(target, months, "police.residents")
        self.holdings = newest(target, months, "property.holdings")
        self.businesses = newest(target, months, "market.enterprises")
        self.cars = newest(target, months, "police.vehicles")

    def delivered(self, source):
        """ID -> (delivery month, row) of every row of every month."""
        return events(self.target, self.months, source)

    def snapshot(self, source):
        """ID -> rows of the newest delivery."""
        return newest(self.target, self.months, source)

    def elsewhere(self, month):
        """ID -> rows of another roster as it was delivered in a month."""
        return newest(self.target, [month], "civil.other_rosters")

    @property
    def households(self):
        """Household number -> the IDs of its members, as the roster lists them."""
        found = defaultdict(list)
        for number, row in self.roster.items():
            found[row["户编号"]].append(number)
        return found

    def agrees(self, number, name):
        """Whether a record's name is that of the roster, or missing."""
        return name_of(name) in ("", name_of(self.roster[number]["成员姓名"]))

    def can_be(self, number, record):
        """Whether somebody can have died on the day of a record."""
        return not bad_date(number, record)

    def findings(self):
        for other in ELSEWHERE:
            yield from other.findings(self)
        for number, row in self.roster.items():
            yield from self.deaths(number, row)
            yield from self.moves(number, row)
            yield from self.vehicles(number, row)
            yield from self.custody(number, row)
            yield from self.names_differ(number, row)

    # -- deaths ------------------------------------------------------------------------------------

    def records(self, number, row):
        """(source, date, delivery month, clean, probable) of every usable death record."""
        for source, header, key in (
            ("police.deaths", "死亡日期", "公民身份号码"),
            ("health.deaths", "死亡日期", "证件号码"),
            ("civil.funerals", "死亡日期", "身份证号"),
        ):
            for month, event in self.events[source].get(number, []):
                if source == "police.deaths" and event["注销类别"] != "死亡":
                    continue
                on = day_of(event[header]) or day_of(event.get("火化日期"))
                name, born = name_of(event["姓名"]), day_of(event.get("出生日期"))
                clean = name in ("", name_of(row["成员姓名"])) and (not born or born == birthday(number))
                clean &= event.get("性别", sex(number)) == sex(number)
                probable = not name or len(event[key].strip()) == 15
                yield source, on, month, clean, probable

    def deaths(self, number, row):
        everything = list(self.records(number, row))
        impossible = [r for r in everything if bad_date(number, r)]
        for source, on, *_ in impossible:
            yield "record_error", number, f"impossible_date:{source}", "certain", "yellow", on, (source,)
        possible = [r for r in everything if not bad_date(number, r) and r[1] <= self.as_of]
        clean = [r for r in possible if r[3]]
        used = clean or possible
        if not used:
            return
        on = max(r[1] for r in used)
        sources = tuple(sorted({r[0] for r in used}))
        apart = len({r[0] for r in clean}) > 1 and (on - min(r[1] for r in clean)).days > 30
        if apart:
            yield "record_error", number, "dates_conflict", "certain", "yellow", on, sources
        yield from self.unregistered(number, clean)
        if float(row["月保障金额"] or 0) > 0:
            doubt = not clean or self.alive(number, on)
            grade = "possible" if doubt else "probable" if all(r[4] for r in clean) else "certain"
            sure = {r[0] for r in clean if not r[4]}
            lamp = "red" if len(sure) > 1 and not apart and not doubt else "yellow"
            yield "deceased", number, "death", grade, lamp, on, sources, *self.overpaid(number, on)

    def unregistered(self, number, clean):
        police = any(e["注销类别"] == "死亡" for _, e in self.events["police.deaths"].get(number, []))
        for _, event in self.events["civil.funerals"].get(number, []):
            on = day_of(event["火化日期"])
            if not police and clean and on + timedelta(days=60) <= self.as_of:
                yield (
                    "record_error",
                    number,
                    "funeral_unregistered",
                    "certain",
                    "yellow",
                    on,
                    ("civil.funerals",),
                )

    def alive(self, number, on):
        works = any(
            event["费款所属期"] > f"{on:%Y%m}"
            and float(event["缴费金额"].replace(",", "")) > 0
            and not any(w in event["险种类型"] + event["人员类别"] for w in ("补缴", "趸缴", "一次性"))
            for _, event in self.work.get(number, [])
        )
        stayed = any(
            day_of(bill["入院时间"]) > on and float(bill["现金支付"]) > 0
            for _, bill in self.bills.get(number, [])
        )
        return (
            works
            or stayed
            or any(
                cancelled(entry) == "no" and day_of(entry["登记日期"]) > on
                for entry in self.register.get(number, [])
            )
        )

    def overpaid(self, number, on):
        paid = [
            float(roster[number]["月保障金额"] or 0)
            for month, roster in self.rosters.items()
            if date.fromisoformat(f"{month}-01") > on and number in roster
        ]
        return str(len(paid)), f"{sum(paid):.2f}"

    # -- hukou and residence -------------------------------------------------------------------------

    def moves(self, number, row):
        entries = self.register.get(number, [])
        if not entries:
            return
        entry = max(entries, key=lambda e: (cancelled(e) == "no", day_of(e["登记日期"])))
        code, state, sources = entry["户籍行政区划"], cancelled(entry), ("police.residents",)
        on = day_of(entry["登记日期"])
        left = day_of(entry["迁出日期"])
        gone = state == "moved" or (state == "yes" and left)
        if "集体户" not in entry["户籍地址"] and state != "dead":
            if gone and "明州市东湖区" not in entry["迁往省市县"]:
                yield "moved_out", number, "cancelled", "certain", "yellow", left or on, sources
            elif not gone and not code.startswith(DISTRICT):
                yield "moved_out", number, code, "certain", "yellow", on, sources
        if state != "no" or not code.startswith(DISTRICT):
            return
        depth = min(len(code), len(row["区划代码"]))
        same_text = self.names.get(code[:9], "") + self.names.get(code, "") == row["镇街"] + row["村居"]
        if code[:depth] != row["区划代码"][:depth] and not same_text:
            yield "moved_within", number, code, "certain", "yellow", on, sources
        lives = entry["居住行政区划"]
        at_home = any(word in entry["居住地址"] for word in HOMES)
        depth = min(9, len(lives), len(code))
        if lives[:depth] != code[:depth] and not at_home:
            yield "living_elsewhere", number, lives, "certain", "yellow", None, sources

    # -- vehicles ------------------------------------------------------------------------------------

    def vehicles(self, number, row):
        if not row["授权书日期"]:
            return
        for car in self.cars.get(number, []):
            if car["机动车状态"] in GONE or any(w in car["号牌种类"] + car["车辆类型"] for w in LIGHT):
                continue
            on, approved = day_of(car["初次登记日期"]), day_of(row["审批日期"])
            since = date(self.as_of.year - 2, self.as_of.month, min(self.as_of.day, 28))
            since = last_day(f"{since:%Y-%m}").replace(
                day=min(self.as_of.day, last_day(f"{since:%Y-%m}").day)
            )
            check = "vehicle_purchase" if approved and on >= max(since, approved) else "vehicle_owned"
            agrees = name_of(car["机动车所有人"]) == name_of(row["成员姓名"])
            grade = "certain" if agrees else "possible"
            yield check, number, car["号牌号码"], grade, "yellow", on, ("police.vehicles",)

    # -- custody -------------------------------------------------------------------------------------

    def custody(self, number, row):
        said = [(month, day_of(e["开始日期"]), e) for month, e in self.held.get(number, [])]
        if not said or float(row["月保障金额"] or 0) <= 0:
            return
        agrees = [s for s in said if name_of(s[2]["姓名"]) == name_of(row["成员姓名"])]
        _month, on, event = max(agrees or said, key=lambda s: s[:2])
        until = day_of(event["结束日期"])
        if not until or until > self.as_of:
            grade = "certain" if agrees else "possible"
            yield "custody", number, "custody", grade, "yellow", on, ("justice.custody",)

    def names_differ(self, number, row):
        sources = {s: [e for _, e in found.get(number, [])] for s, found in self.events.items()}
        sources["social_security.contributions"] = [e for _, e in self.work.get(number, [])]
        sources["justice.custody"] = [e for _, e in self.held.get(number, [])]
        sources["social_security.pensions"] = [e for _, e in self.pensions.get(number, [])]
        sources["housing_fund.deposits"] = [e for _, e in self.fund.get(number, [])]
        sources["health.spending"] = [e for _, e in self.bills.get(number, [])]
        sources["health.births"] = [e for _, e in self.births.get(number, [])]
        sources["civil.marriages"] = [e for _, e in self.weddings.get(number, [])]
        sources["civil.other_rosters"] = self.elsewhere(self.months[-1]).get(number, [])
        sources["police.residents"] = self.register.get(number, [])
        sources["police.vehicles"] = self.cars.get(number, [])
        sources["property.holdings"] = self.holdings.get(number, [])
        sources["market.enterprises"] = self.businesses.get(number, [])
        for source, found in sources.items():
            names = {name_of(next(e[h] for h in NAMES if h in e)) for e in found} - {""}
            if names - {name_of(row["成员姓名"])}:
                subject = f"name_differs:{source}"
                yield "record_error", number, subject, "possible", "yellow", None, (source,)


def active_rows(roster):
    return [row for row in roster if row["状态"] in ("在保", "正常")]


def listed(roster):
    """The active rows of people with a valid ID, each with its `number`."""
    numbered = [row | {"number": id_of(row["成员身份证号"])} for row in active_rows(roster)]
    return [row for row in numbered if row["number"] and row["number"][17] == check(row["number"])]


def standing(listings):
    """ID -> the row that is paid most; of equal ones the first household's."""
    order = sorted(listings, key=lambda row: (-float(row["月保障金额"] or 0), row["户编号"]))
    return {row["number"]: row for row in reversed(order)}


def active(roster):
    return standing(listed(roster))


def check(number):
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return "10X98765432"[sum(w * int(d) for w, d in zip(weights, number, strict=False)) % 11]


def events(target, months, source):
    found = defaultdict(list)
    for month in months:
        for row in rows(target / month, source) or []:
            found[number_of(row)].append((month, row))
    return found


def newest(target, months, source):
    found = defaultdict(list)
    delivered = [table for month in months if (table := rows(target / month, source)) is not None]
    for row in delivered[-1] if delivered else []:
        found[number_of(row)].append(row)
    return found


def number_of(row):
    keys = ("公民身份号码", "证件号码", "身份证号", "身份证明号码", "证件号", "母亲证件号码")
    text = next(row[key] for key in keys if key in row)
    if len(text.strip()) == 15 and text.strip().isdigit():
        longer = f"{text[:6]}19{text[6:]}"
        return longer + check(longer)
    return id_of(text)


def cancelled(entry):
    flags = {"正常": "no", "否": "no", "0": "no", "迁出": "moved", "死亡": "dead", "是": "yes"}
    return flags[entry["注销标识"]]


def birthday(number):
    return date.fromisoformat(number[6:14])


def sex(number):
    return "男" if int(number[16]) % 2 else "女"


def bad_date(number, record):
    _, on, month, *_ = record
    born = birthday(number)
    return on < born or on > last_day(month) or (on - born).days / 365.25 > 115

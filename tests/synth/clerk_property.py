"""Property as a patient clerk reads the register, household by household."""

from collections import defaultdict
from datetime import date

from delivered import day_of, last_day

SOURCE = "property.holdings"
WHOLE = ("单独所有", "共同共有")
LEAST = 50
NO_OWNERSHIP = ("预告", "抵押", "查封", "异议", "居住权", "地役权")
DWELLING, ACCESSORY, UNCLEAR = ("住宅",), ("车位", "储藏", "杂物"), ("", "其他")


def findings(month):
    register = month.holdings
    for members in month.households.values():
        units = defaultdict(list)
        for number in members:
            if month.roster[number]["授权书日期"]:
                for row in register.get(number, []):
                    if owned(row):
                        units[row["不动产单元号"]].append((number, row))
        recent = {unit: [o for o in rows if bought(month, *o)] for unit, rows in units.items()}
        for unit, rows in units.items():
            if recent[unit]:
                doubt = small(month, rows) or len(recent[unit]) < len(rows)
                yield told(month, "property_purchase", unit, recent[unit], doubt)
            elif kind(rows) == "other":
                yield told(month, "property_owned", unit, rows, small(month, rows))
        yield from dwellings(month, {u: rows for u, rows in units.items() if kind(rows) == "dwelling"})


def dwellings(month, units):
    clean = {unit: agreeing(month, rows) for unit, rows in units.items() if agreeing(month, rows)}
    counted = clean if len(clean) > 1 else units
    if len(counted) > 1:
        rows = [owner for owners in counted.values() for owner in owners]
        whole = [unit for unit in counted if not small(month, units[unit])]
        doubt = len(clean) < 2 or len(whole) < 2
        yield told(month, "property_owned", "dwellings", rows, doubt)


def told(month, check, subject, owners, doubt):
    clean = agreeing(month, owners)
    grade = "certain" if clean and not doubt else "possible"
    on = max(day_of(row["登记时间"]) for _, row in clean or owners)
    return check, min(number for number, _ in owners), subject, grade, "yellow", on, (SOURCE,)


def owned(row):
    return row["权属状态"] == "现势" and not any(word in row["登记类型"] for word in NO_OWNERSHIP)


def bought(month, number, row):
    on, approved = day_of(row["登记时间"]), day_of(month.roster[number]["审批日期"])
    earlier = last_day(f"{month.as_of.year - 2}-{month.as_of.month:02d}")
    since = date(earlier.year, earlier.month, min(earlier.day, month.as_of.day))
    return bool(approved) and on >= max(since, approved)


def agreeing(month, owners):
    return [(number, row) for number, row in owners if month.agrees(number, row["权利人"])]


def small(month, owners):
    """Whether less than a half of the unit is the household's."""
    counted = agreeing(month, owners) or owners
    parts = [100 if row["共有方式"] in WHOLE else row["权利比例"].strip("%") for _, row in counted]
    return sum(float(part or 100) for part in parts) < LEAST


def kind(owners):
    kinds = set()
    for _, row in owners:
        use, area = row["规划用途"], row["建筑面积"]
        if any(word in use for word in ACCESSORY) or (use in UNCLEAR and float(area or 99) < 20):
            kinds.add("accessory")
        elif use in UNCLEAR or any(word in use for word in DWELLING):
            kinds.add("dwelling")
        else:
            kinds.add("other")
    return min(kinds)

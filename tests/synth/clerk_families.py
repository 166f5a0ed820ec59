"""What a patient clerk sees of households that have changed: births, deaths, weddings, and numbers that do not fit."""

from collections import defaultdict
from datetime import date

from clerk_bills import year_before
from delivered import day_of

BIRTHS, WEDDINGS, KINDS = "health.births", "civil.marriages", {"结婚": "marriage", "离婚": "divorce"}


def findings(month):
    for members in month.households.values():
        yield from newborn(month, members)
        yield from deaths(month, members)
        yield from weddings(month, members)
    yield from sizes(month)


def newborn(month, members):
    born = defaultdict(list)
    for mother in members:
        approved = day_of(month.roster[mother]["审批日期"]) or date.min
        for _, event in month.births.get(mother, []):
            on = day_of(event["出生日期"])
            if max(approved, year_before(month)) <= on <= month.as_of:
                born[on].append((mother, event))
    for on, events in born.items():
        listed = [number for number in members if number[6:14] == f"{on:%Y%m%d}"]
        if len({event["出生医学证明编号"] for _, event in events}) > len(listed):
            agrees = any(month.agrees(mother, event["母亲姓名"]) for mother, event in events)
            grade = "certain" if agrees else "possible"
            yield (
                "newborn",
                min(mother for mother, _ in events),
                f"birth:{on}",
                grade,
                "yellow",
                on,
                (BIRTHS,),
            )


def deaths(month, members):
    """Of members who are not paid for."""
    found = []
    for number in members:
        row = month.roster[number]
        records = [r for r in month.records(number, row) if month.can_be(number, r) and r[1] <= month.as_of]
        used = [r for r in records if r[3]] or records
        if used and float(row["月保障金额"] or 0) <= 0 and max(r[1] for r in used) > year_before(month):
            found += [(number, r) for r in used]
    if found:
        grade = "certain" if any(r[3] and not r[4] for _, r in found) else "possible"
        sources = tuple(sorted({r[0] for _, r in found}))
        first, last = min(number for number, _ in found), max(r[1] for _, r in found)
        yield "member_change", first, "death", grade, "yellow", last, sources


def weddings(month, members):
    changed = defaultdict(list)
    for number in members:
        approved = day_of(month.roster[number]["审批日期"]) or date.min
        for _, event in month.weddings.get(number, []):
            on = day_of(event["登记日期"])
            if event["登记类型"] in KINDS and max(approved, year_before(month)) <= on <= month.as_of:
                changed[KINDS[event["登记类型"]], on].append((number, month.agrees(number, event["姓名"])))
    for (kind, on), sides in changed.items():
        people = {number for number, _ in sides}
        if kind == "divorce" or len(people) == 1:
            grade = "certain" if any(agrees for _, agrees in sides) else "possible"
            yield "member_change", min(people), f"{kind}:{on}", grade, "yellow", on, (WEDDINGS,)


def sizes(month):
    """Rows without a usable ID count, too; whose amount is not stated may count."""
    rows = month.everybody
    for home in {row["户编号"] for row in rows}:
        here = [row for row in rows if row["户编号"] == home]
        stated = {int(row["保障人口"]) for row in here}
        people = [number for number, row in month.roster.items() if row["户编号"] == home]
        paid = sum(float(row["月保障金额"] or 0) > 0 for row in here)
        unsaid = sum(row["月保障金额"] == "" for row in here)
        fits = len(stated) == 1 and paid <= min(stated) <= paid + unsaid
        if paid and people and not fits:
            yield "member_change", min(people), "size", "certain", "yellow", None, ("civil.roster",)

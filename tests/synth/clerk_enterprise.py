"""Businesses as a patient clerk reads the register, person by person."""

from collections import defaultdict
from itertools import combinations

from delivered import day_of

SOURCE = "market.enterprises"
PAUSED = ("歇业", "停业", "清算")
LIVE = ("存续", "在业")
MILD = ("个体工商户", "农民专业合作社")
OTHERS = ("监事", "联络员", "财务负责人", "委派代表")


def findings(month):
    for number, person in month.roster.items():
        rows = [r for r in month.businesses.get(number, []) if r["登记状态"] in (*LIVE, *PAUSED)]
        held = defaultdict(list)
        for row in rows:
            if row["职务"] not in OTHERS and person["授权书日期"]:
                held[row["统一社会信用代码"]].append(row)
        stolen = suspected([row for row in rows if row["登记状态"] in LIVE])
        for code, roles in held.items():
            doubt = code in stolen or any(r["类型"] in MILD or r["登记状态"] in PAUSED for r in roles)
            agrees = any(month.agrees(number, row["法定代表人"]) for row in roles)
            grade = "certain" if agrees and not doubt else "possible"
            yield "enterprise", number, code, grade, "yellow", day_of(roles[0]["成立日期"]), (SOURCE,)


def suspected(live):
    """Codes of more than three businesses, or of those founded within a week of each other."""
    days = {row["统一社会信用代码"]: day_of(row["成立日期"]) for row in live}
    if len(days) > 3:
        return set(days)
    near = [pair for pair in combinations(days, 2) if abs((days[pair[0]] - days[pair[1]]).days) <= 7]
    return {code for pair in near for code in pair}

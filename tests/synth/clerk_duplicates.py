"""People and accounts that are paid twice, as a patient clerk finds them, row by row."""

from collections import defaultdict
from decimal import Decimal

from delivered import name_of

SOURCE = "civil.other_rosters"
APART = ({"低保", "特困"}, {"低保", "低保边缘"}, {"特困", "低保边缘"}, {"低保", "支出型困难"}, {"特困", "支出型困难"},
         {"低保边缘", "支出型困难"})  # fmt: skip
CODES = {"低保": "dibao", "特困": "tekun", "低保边缘": "dibao_edge", "支出型困难": "expenditure_poor",
         "高龄津贴": "elderly", "残疾人两项补贴": "disability"}  # fmt: skip
MANY = 5


def findings(month):
    for number in month.roster:
        yield from listed_twice(month, number)
        yield from listed_elsewhere(month, number)
    yield from accounts(month)


def paid(month, of, number):
    """The person's paid rows in the roster of a month."""
    return [row for row in month.listings[of] if row["number"] == number and yuan(row) > 0]


def yuan(row):
    return Decimal(row["月保障金额"] or 0)


def meet(one, other):
    return one == other or {one, other} in APART


def listed_twice(month, number):
    now = paid(month, month.months[-1], number)
    for at, one in enumerate(now):
        for other in now[at + 1 :]:
            if meet(one["救助类别"], other["救助类别"]):
                codes = [CODES[row["救助类别"]] for row in (one, other)]
                order = list(CODES.values())
                subject = (
                    f"twice:{codes[0]}"
                    if codes[0] == codes[1]
                    else f"programmes:{'+'.join(sorted(codes, key=order.index))}"
                )
                smaller = [
                    min(map(yuan, both))
                    for of in month.months
                    if len(
                        both := [
                            r
                            for r in paid(month, of, number)
                            if r["救助类别"] in (one["救助类别"], other["救助类别"])
                        ]
                    )
                    > 1
                ]
                yield (
                    "duplicate",
                    number,
                    subject,
                    "certain",
                    "yellow",
                    None,
                    ("civil.roster",),
                    str(len(smaller)),
                    f"{sum(smaller):.2f}",
                )


def listed_elsewhere(month, number):
    here = paid(month, month.months[-1], number)
    for entry in standing(month.snapshot(SOURCE).get(number, [])):
        if any(meet(row["救助类别"], entry["救助类别"]) for row in here):
            grade = "certain" if month.agrees(number, entry["姓名"]) else "possible"
            smaller = []
            for of in month.months:
                both = [yuan(r) for r in paid(month, of, number) if meet(r["救助类别"], entry["救助类别"])]
                there = [e for e in month.elsewhere(of).get(number, []) if e["救助类别"] == entry["救助类别"]]
                if both and standing(there):
                    smaller.append(min(max(both), yuan(there[0])))
            subject = f"elsewhere:{CODES[entry['救助类别']]}"
            yield (
                "duplicate",
                number,
                subject,
                grade,
                "yellow",
                None,
                (SOURCE,),
                str(len(smaller)),
                f"{sum(smaller):.2f}",
            )


def standing(entries):
    return [e for e in entries if e["状态"] in ("在保", "正常") and not e["区划代码"].startswith("990102")]


def accounts(month):
    active = month.listings[month.months[-1]]
    shared = defaultdict(list)
    for row in active:
        if yuan(row) > 0:
            shared[row["银行账号"]].append(row)
    for account, found in shared.items():
        homes, of_person = {row["户编号"] for row in found}, defaultdict(set)
        for row in found:
            of_person[row["number"]].add(row["户编号"])
        if len(homes) > 1 and homes not in of_person.values():
            people = {name_of(row["成员姓名"]) for row in active if row["户编号"] in homes}
            known = {name_of(row["开户名"]) for row in found} <= people
            grade = "certain" if known and len(homes) <= MANY else "possible"
            subject = f"account:{account[:6]}******{account[-4:]}"
            yield "duplicate", min(of_person), subject, grade, "yellow", None, ("civil.roster",)

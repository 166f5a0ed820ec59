"""Pensions and lost work as a patient clerk finds them, household by household, month by month."""

from decimal import Decimal

from clerk_jobs import by_payer, earlier, full_months, month_sums, now
from delivered import day_of, last_day

PENSIONS, WORK, POLICE = "social_security.pensions", "social_security.contributions", "police.deaths"
LINES = {"低保": 100, "低保边缘": 150}
STANDARD = 1000
BENEFIT = "失业保险金"


def findings(month):
    for members in month.households.values():
        yield from above_the_line(month, members)
        for number in members:
            yield from job_lost(month, number)
            yield from unemployed(month, number)
        yield from earner_died(month, members)


def drawn(month, number):
    """What was paid to somebody for the pay month, and taken back."""
    events = [event for _, event in month.pensions.get(number, []) if int(event["待遇月份"]) == now(month)]
    return [event for event in events if event["发放状态"] != "暂停" or Decimal(event["发放金额"]) < 0]


def above_the_line(month, members):
    rows = [(number, event) for number in members for event in drawn(month, number)]
    percent = LINES.get(month.roster[members[0]]["救助类别"])
    if percent is None:
        return
    line = Decimal(STANDARD * int(month.roster[members[0]]["保障人口"]) * percent) / 100
    clean = [(number, event) for number, event in rows if month.agrees(number, event["姓名"])]
    for counted, grade in ((clean, "certain"), (rows, "possible")):
        if sum(Decimal(event["发放金额"]) for _, event in counted) > line:
            yield "pension", min(who for who, _ in counted), "income", grade, "yellow", None, (PENSIONS,)
            return


def job_lost(month, number):
    newest = [m for m in sorted(full_months(month.work)) if m <= now(month)][-2:]
    payers = by_payer(month, number)
    paid = {m for rows in payers.values() for m in month_sums(rows, "费款所属期", "缴费金额")}
    if len(newest) < 2 or paid & set(newest) or dead(month, number):
        return
    for employer, rows in payers.items():
        months = month_sums(rows, "费款所属期", "缴费金额")
        if ":" in employer or not months or earlier(max(months)) not in months:
            continue
        on = last_day(f"{max(months) // 100}-{max(months) % 100:02d}")
        approved = day_of(month.roster[number]["审批日期"])
        if max(months) < newest[0] and (on.year, on.month) >= (approved.year, approved.month):
            yield "lost_work", number, f"ended:{employer}", "certain", "yellow", on, (WORK,)


def unemployed(month, number):
    if any(event["险种"] == BENEFIT for event in drawn(month, number)):
        yield "lost_work", number, "unemployment", "certain", "yellow", None, (PENSIONS,)


def dead(month, number):
    return [
        day_of(event["死亡日期"])
        for _, event in month.events[POLICE].get(number, [])
        if event["注销类别"] == "死亡" and day_of(event["死亡日期"])
    ]


def earner_died(month, members):
    """The sample's earners die by the police's word, in the month for which they were still paid."""
    for number in members:
        for on in dead(month, number):
            paid = {
                m
                for employer, rows in by_payer(month, number).items()
                if ":" not in employer
                for m in month_sums(rows, "费款所属期", "缴费金额")
            }
            if on.year * 100 + on.month in paid and len(members) > 1:
                yield "lost_work", number, "earner_died", "certain", "yellow", on, (POLICE,)

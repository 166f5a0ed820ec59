"""New jobs as a patient clerk finds them in social security's lists, month by month."""

from collections import Counter, defaultdict
from datetime import date

from delivered import day_of

SOURCE, FUND = "social_security.contributions", "housing_fund.deposits"


def findings(month):
    full = full_months(month.work)
    for number, row in month.roster.items():
        payers = by_payer(month, number)
        told = any(int(event["费款所属期"]) == now(month) for rows in payers.values() for event in rows)
        newest = now(month) if told else earlier(now(month))
        for subject, rows in payers.items():
            paid = sorted(month_sums(rows, "费款所属期", "缴费金额"), reverse=True)
            without = [m for m in full if m < earlier(newest) and m not in paid]
            if paid[:2] != [newest, earlier(newest)] or not without:
                continue
            began = min(m for m in paid if m > max(without))
            approved = day_of(row["审批日期"])
            if began <= approved.year * 100 + approved.month or began < now(month) - 100:
                continue
            clean = all(month.agrees(number, event["姓名"]) for event in rows)
            fund = clean and set(paid[:2]) <= set(deposits(month, number, subject))
            yield (
                "employment",
                number,
                subject,
                "certain" if clean else "possible",
                "red" if fund else "yellow",
                date(began // 100, began % 100, 1),
                (FUND, SOURCE) if fund else (SOURCE,),
            )


def now(month):
    return int(month.months[-1].replace("-", ""))


def earlier(period):
    return period - 1 if period % 100 > 1 else period - 89


def full_months(work):
    """Months of which some delivery tells of many."""
    counts = defaultdict(Counter)
    for rows in work.values():
        for delivered, event in rows:
            counts[delivered][int(event["费款所属期"])] += 1
    return {p for found in counts.values() for p, n in found.items() if 2 * n >= max(found.values())}


def by_payer(month, number):
    found = defaultdict(list)
    for _, event in month.work.get(number, []):
        kind = kind_of(event)
        if kind is not None:
            found[kind + (event["单位名称"] or "individual")].append(event)
    clean = {subject: [e for e in rows if month.agrees(number, e["姓名"])] for subject, rows in found.items()}
    return {subject: clean[subject] or rows for subject, rows in found.items()}


def kind_of(event):
    words = f"{event['参保状态']} {event['险种类型']} {event['人员类别']}"
    if "居民" in words:
        return None
    if any(word in words for word in ("补缴", "趸缴", "一次性")):
        return "arrears:"
    if "灵活就业" in words:
        return "flexible:"
    if "公益性岗位" in words:
        return "public_post:"
    return "" if event["单位名称"] else None


def month_sums(rows, period, paid):
    """Months for which something is left of what was paid."""
    sums = Counter()
    for event in rows:
        sums[int(event[period])] += float(event[paid].replace(",", ""))
    return {m: total for m, total in sums.items() if total > 0}


def deposits(month, number, employer):
    rows = [e for _, e in month.fund.get(number, []) if e["单位名称"] == employer and e["汇缴状态"] == "正常"]
    return month_sums(rows, "汇缴年月", "职工月缴额")

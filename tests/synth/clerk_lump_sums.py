"""One-off payments as a patient clerk adds them up, person by person."""

from delivered import day_of

SOURCE = "social_security.contributions"
LIMIT = 20_000


def findings(month):
    """Nothing is delivered twice here, and no delivery is older than twelve months in the sample."""
    for number, row in month.roster.items():
        approved = day_of(row["审批日期"])
        known = f"{approved:%Y-%m}" if approved else ""
        paid = [e for sent, e in month.work.get(number, []) if sent > known and once_only(e)]
        own = [e for e in paid if known and month.agrees(number, e["姓名"]) and not borne_by_others(e)]
        for counted, grade in ((own, "certain"), (paid, "possible")):
            if sum(float(e["缴费金额"].replace(",", "")) for e in counted) > LIMIT:
                yield "lump_sum", number, "lump_sum", grade, "yellow", None, (SOURCE,)
                break


def once_only(event):
    words = f"{event['参保状态']} {event['险种类型']} {event['人员类别']}"
    return any(word in words for word in ("趸缴", "一次性", "补缴"))


def borne_by_others(event):
    words = f"{event['参保状态']} {event['险种类型']} {event['人员类别']}"
    return "4050" in words or ("补缴" in words and bool(event["单位名称"]))

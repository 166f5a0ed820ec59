"""Medical bills as a patient clerk adds them up, household by household."""

from collections import Counter
from decimal import Decimal

from delivered import day_of, last_day

SOURCE = "health.spending"
CELLS = ("医院名称", "现金支付", "个人账户", "结算日期")
LIMIT = 20_000


def findings(month):
    for members in month.households.values():
        bills = [(number, bill) for number in members for bill in once(month, number)]
        clean = [(number, bill) for number, bill in bills if month.agrees(number, bill["姓名"])]
        for counted, grade in ((clean, "certain"), (bills, "possible")):
            if sum(borne(bill) for _, bill in counted) > LIMIT:
                yield (
                    "medical_burden",
                    min(who for who, _ in counted),
                    "self_paid",
                    grade,
                    "yellow",
                    None,
                    (SOURCE,),
                )
                break


def once(month, number):
    """The bills of the twelve months before, each as often as the delivery that has it most often."""
    times, known = Counter(), Counter()
    for delivered, bill in month.bills.get(number, []):
        same = (*(bill[cell] for cell in CELLS[:3]), day_of(bill["结算日期"]))
        on = same[-1]
        if year_before(month) < on <= month.as_of:
            times[delivered, same] += 1
            if times[delivered, same] > known[same]:
                known[same] += 1
                yield bill


def borne(bill):
    return Decimal(bill["现金支付"]) + Decimal(bill["个人账户"] or 0)


def year_before(month):
    year, number = map(int, month.months[-1].split("-"))
    return last_day(f"{year - 1}-{number:02d}")

"""What each check finds in a small world, in dict-and-loop Python, from the words of the design.

A finding is (person, subject, grade, lamp, event_date, months, amount, sources).
"""

from collections import Counter, defaultdict
from datetime import date, timedelta

from small_worlds import DEATHS, last_day

from assist_cli.settings.months import shift

OWN, CITY = "990102", "9901"
NAMES = {
    "990102001": "东湖街道",
    "990102001001": "湖滨社区",
    "990102001002": "塔影社区",
    "990102002": "柳堤街道",
    "990102002003": "晚晴社区",
}

FORMER = {
    "990104": ["990102", "990103"],
    "990105": ["990102"],
    "990102008": ["990102001", "990102003"],
}
"""What became of former divisions; `test_oracles` writes them into divisions.csv."""


def listed(world):
    """Person -> the active row that stands for them: paid most, then the first household, then the first row."""
    found = {}
    for at, row in enumerate(world.rosters[world.month]):
        rank = (-(row["amount"] or 0), row["household"], at)
        if row["status"] == "active" and rank < found.get(row["person"], [(1,)])[0]:
            found[row["person"]] = (rank, row)
    return {person: row for person, (_rank, row) in found.items()}


def judged(listing, rows):
    """Grade, event date and sources of the rows that speak for a finding; each has source, day and contradicts."""
    clean = [row for row in rows if row["name"] != "wrong" and not row["contradicts"]]
    counted = clean or rows
    days = [row["day"] for row in counted if row["day"]]
    firm = any(row["name"] and not row["old"] and not listing["old"] for row in clean)
    grade = "certain" if firm else "probable" if clean else "possible"
    sources = tuple(sorted({row["source"] for row in counted}))
    return clean, grade, max(days, default=None), sources


def simple(person, subject, listing, row, source, day):
    """A finding on one record."""
    row = {**row, "source": source, "day": day, "contradicts": False}
    _clean, grade, event, sources = judged(listing, [row])
    return (person, subject, grade, "yellow", event, None, None, sources)


def deaths(world, person, source):
    """A source's death records of a person, with `day`, `contradicts` and `impossible`."""
    who = world.people[person]
    for row in world.seen(source):
        day = row["died_on"] or row.get("cremated_on") or row.get("cancelled_on")
        if row["person"] != person or row.get("cancellation") == "other":
            continue
        sex = who.sex is not None and row.get("sex") == "wrong"
        born = who.born is not None and row.get("born_on") == "wrong"
        impossible = bool(day) and day > last_day(row["delivered"])
        if who.born and day:
            oldest = who.born.replace(year=who.born.year + 115)
            impossible = impossible or day < who.born or day > oldest
        yield {**row, "source": source, "day": day, "contradicts": sex or born, "impossible": impossible}


def credible(world, person, source):
    rows = [row for row in deaths(world, person, source) if row["day"] and not row["impossible"]]
    return [row for row in rows if row["day"] <= world.as_of]


def alive(world, person, died):
    """Work was paid for, and not reversed, in a month after the death; or the hukou shows a later act."""
    paid = Counter()
    for row in world.seen("social_security.contributions"):
        if (
            row["person"] == person
            and row["period"] > f"{died:%Y-%m}"
            and row["state"] not in ("补缴", "趸缴")
        ):
            paid[row["period"], row["insurance"]] += row["paid"]
    if any(total > 0 for total in paid.values()):
        return True
    if stayed(world, person, died):
        return True
    entry = newest_entry(world, person)
    return bool(entry and entry["cancelled"] == "no" and (entry["registered_on"] or date.min) > died)


def stayed(world, person, died):
    """A stay of which something is still paid began after the death."""
    paid = Counter()
    for row in world.seen("health.spending"):
        inpatient = row["care"] == "住院" or (row["care"] is None and row["discharged_on"])
        known = row["admitted_on"] and row["admitted_on"] > died and row["settled_on"] <= world.as_of
        if row["person"] == person and inpatient and known:
            paid[row["hospital"], row["admitted_on"]] += bore(row)
            positive = paid.setdefault(("any", row["hospital"], row["admitted_on"]), 0)
            paid["any", row["hospital"], row["admitted_on"]] = positive or bore(row) > 0
    return any(total > 0 and paid[("any", *stay)] for stay, total in paid.items() if stay[0] != "any")


def bore(row):
    return row["cash_paid"] + (row["account_paid"] or 0)


def deceased(world):
    for person, listing in listed(world).items():
        rows = [row for source in DEATHS for row in credible(world, person, source)]
        if not listing["amount"] or not rows:
            continue
        clean, grade, died, sources = judged(listing, rows)
        days = [row["day"] for row in clean]
        named = {row["source"] for row in clean if row["name"]}
        red = len(named) > 1 and max(days) - min(days) <= timedelta(days=30)
        if alive(world, person, died):
            grade, red = "possible", False
        months, amount = overpaid(world, person, died)
        yield (person, "death", grade, "red" if red else "yellow", died, months, amount, sources)


def overpaid(world, person, died):
    months, amount = set(), 0
    for month, rows in world.rosters.items():
        for row in rows:
            if (
                row["person"] == person
                and row["status"] == "active"
                and f"{died:%Y-%m}" < month <= world.month
            ):
                months.add(month)
                amount += row["amount"] or 0
    return len(months), amount


def custody(world):
    """What was said last, by somebody whose name does not contradict, decides; months without a day end at once."""
    for person, listing in listed(world).items():
        rows = [
            row
            for row in world.seen("justice.custody")
            if row["person"] == person and row["began_on"] <= world.as_of
        ]
        if not listing["amount"] or not rows:
            continue
        said = list(enumerate(rows))
        _at, row = max(
            said, key=lambda one: (one[1]["name"] != "wrong", one[1]["delivered"], one[1]["began_on"], one[0])
        )
        end = row["ended_on"]
        if end and row["vague_end"]:
            end = end.replace(day=1)
        if not end or end > world.as_of:
            yield simple(person, "custody", listing, row, "justice.custody", row["began_on"])


EXCLUSIVE = (("dibao", "tekun"), ("dibao", "dibao_edge"), ("tekun", "dibao_edge"),
             ("dibao", "expenditure_poor"), ("tekun", "expenditure_poor"), ("dibao_edge", "expenditure_poor"))  # fmt: skip


def duplicate(world):
    for person, listing in listed(world).items():
        if listing["amount"]:
            yield from paid_twice(world, person)
            yield from paid_elsewhere(world, person, listing)
    yield from accounts(world)


def paid_rows(world, month, person, *programmes):
    """The person's paid rows under these programmes, paid most first."""
    rows = [
        (-row["amount"], row["household"], at, row)
        for at, row in enumerate(world.rosters.get(month, []))
        if row["person"] == person and row["status"] == "active" and (row["amount"] or 0) > 0
    ]
    return [row for *_rank, row in sorted(rows, key=lambda one: one[:3]) if row["programme"] in programmes]


def paid_twice(world, person):
    for pair in [("dibao",), ("tekun",), ("elderly",), *EXCLUSIVE]:
        rows = paid_rows(world, world.month, person, *pair)
        others = rows[1:] if len(pair) == 1 else [r for r in rows if r["programme"] != rows[0]["programme"]]
        if not others:
            continue
        months, amount = 0, 0
        for month in (month for month in world.rosters if month <= world.month):
            paid = [row["amount"] for row in paid_rows(world, month, person, *pair)]
            if len(pair) == 2:
                sides = [paid_rows(world, month, person, programme) for programme in pair]
                paid = [side[0]["amount"] for side in sides if side]
            if len(paid) > 1:
                months, amount = months + 1, amount + sum(paid) - max(paid)
        firm = not rows[0]["old"] and not all(row["old"] for row in others)
        subject = f"twice:{pair[0]}" if len(pair) == 1 else f"programmes:{'+'.join(pair)}"
        grade = "certain" if firm else "probable"
        yield (person, subject, grade, "yellow", None, months, amount, ("civil.roster",))


def standing_elsewhere(rows, person, programme):
    return [
        {**row, "source": "civil.other_rosters", "day": None, "contradicts": False}
        for row in rows
        if (row["person"], row["programme"]) == (person, programme)
        and row["status"] != "inactive"
        and row["amount"] != 0
        and row["division_code"] != "990102001001"
    ]


def paid_elsewhere(world, person, listing):
    for programme in ("dibao", "tekun", "elderly"):
        against = [
            one
            for one in ("dibao", "tekun", "elderly")
            if one == programme or "elderly" not in (one, programme)
        ]
        rows = standing_elsewhere(world.seen("civil.other_rosters"), person, programme)
        if not rows or not paid_rows(world, world.month, person, *against):
            continue
        months, amount = 0, 0
        for month in (month for month in world.rosters if month <= world.month):
            delivered = [row for row in world.records["civil.other_rosters"] if row["delivered"] == month]
            here = paid_rows(world, month, person, *against)
            there = standing_elsewhere(delivered, person, programme)
            if here and there:
                months += 1
                amount += min(here[0]["amount"], max(row["amount"] or 0 for row in there))
        _clean, grade, event, sources = judged(listing, rows)
        yield (person, f"elsewhere:{programme}", grade, "yellow", event, months, amount, sources)


def accounts(world):
    """An account of several households, unless one person stands in all of them."""
    active = [row for row in world.rosters[world.month] if row["status"] == "active"]
    shared = defaultdict(list)
    for row in active:
        if row["amount"] and row["account"]:
            shared[row["account"]].append(row)
    for account, rows in shared.items():
        homes, of_person = {row["household"] for row in rows}, defaultdict(set)
        for row in rows:
            of_person[row["person"]].add(row["household"])
        if len(homes) == 1 or homes in of_person.values():
            continue
        people = {world.people[row["person"]].name for row in active if row["household"] in homes}
        names = {"right": None, "wrong": "郑军"}
        holders = {names[row["holder"]] or world.people[row["person"]].name for row in rows if row["holder"]}
        doubtful = holders - people or len(homes) > 5 or account.endswith("0000")
        grade = "possible" if doubtful else "certain" if holders else "probable"
        first = min({row["person"] for row in rows}, key=lambda person: world.people[person].key)
        subject = f"account:{account[:6]}*********{account[-4:]}"
        yield (first, subject, grade, "yellow", None, None, None, ("civil.roster",))


def households(world):
    """Household -> the people listed in it, with their rows."""
    found = defaultdict(dict)
    for person, listing in listed(world).items():
        found[listing["household"]][person] = listing
    return found


def of_household(subject, members, rows):
    """A household's finding: those of its members whose records speak for it."""
    plain = [
        {**row, "contradicts": False, "old": row["old"] or members[row["person"]]["old"]} for row in rows
    ]
    _clean, grade, event, sources = judged({"old": False}, plain)
    people = tuple(sorted({row["person"] for row in rows}))
    return (people, subject, grade, "yellow", event, None, None, sources)


def medical_burden(world):
    """What was borne within twelve months, each settlement as often as the delivery that has it most often."""
    year, month, _day = world.as_of.timetuple()[:3]
    start = last_day(f"{year - 1}-{month:02d}")
    cells = ("person", "hospital", "cash_paid", "account_paid", "settled_on")
    for members in households(world).values():
        bills = once([row for row in world.seen("health.spending") if row["person"] in members], cells)
        kept = [
            {**row, "source": "health.spending", "day": None}
            for row in bills
            if start < row["settled_on"] <= world.as_of and bore(row)
        ]
        clean = [row for row in kept if row["name"] != "wrong"]
        if sum(map(bore, clean)) > 20_000:
            yield of_household("self_paid", members, clean)
        elif sum(map(bore, kept)) > 20_000:
            found = of_household("self_paid", members, kept)
            yield (*found[:2], "possible", *found[3:])


def once(rows, cells):
    """Equal rows as often as the delivery that has them most often, those of the first delivery first."""
    times, kept = Counter(), Counter()
    for row in sorted(rows, key=lambda row: row["delivered"]):
        same = tuple(row[cell] for cell in cells)
        times[row["delivered"], same] += 1
        if times[row["delivered"], same] > kept[same]:
            kept[same] += 1
            yield row


LUMP_LIMIT = 20_000
WORK, FUND = "social_security.contributions", "housing_fund.deposits"
WORK_CELLS = ("person", "employer", "state", "insurance", "person_kind", "paid", "period")


def known_months(world, source):
    """Months of which a delivery has half as many rows as of the one that it has most of."""
    found = set()
    for delivery in {row["delivered"] for row in world.seen(source)}:
        counts = Counter(row["period"] for row in world.seen(source) if row["delivered"] == delivery)
        found |= {period for period, count in counts.items() if 2 * count >= max(counts.values())}
    return found


def trusted(rows):
    """Those beyond doubt, if there are any."""
    return [row for row in rows if row["name"] != "wrong"] or rows


def paid_months(rows):
    """Month -> the payments for it, where something of them is left."""
    months = defaultdict(list)
    for row in rows:
        months[row["period"]].append(row)
    return {
        period: [row for row in paid if row["paid"] > 0]
        for period, paid in months.items()
        if sum(row["paid"] for row in paid) > 0
    }


def by_payer(world, person):
    """Subject -> contributions of a person that an employer, or somebody else, paid."""
    found = defaultdict(list)
    mine = [row for row in world.seen(WORK) if row["person"] == person and row["period"] <= world.month]
    for row in once(mine, WORK_CELLS):
        kind = {"灵活就业": "flexible", "公益性岗位": "public_post"}.get(row["person_kind"], "work")
        kind = "arrears" if row["state"] in ("补缴", "趸缴") else kind
        employer = row["employer"] and row["employer"].replace(" ", "")
        if "居民" in (row["insurance"] or "") or (kind == "work" and not employer):
            continue
        subject = employer if kind == "work" else f"{kind}:{employer or 'individual'}"
        found[subject].append({**row, "source": WORK, "contradicts": False})
    return {subject: trusted(rows) for subject, rows in found.items()}


def job(world, rows, newest):
    """The paid months of a job that goes on, newest first: those after the newest known month without; else none."""
    paid, before = paid_months(rows), shift(newest, -1)
    unpaid = [month for month in known_months(world, WORK) if month < before and month not in paid]
    if newest not in paid or before not in paid or not unpaid:
        return []
    return sorted((month for month in paid if month > max(unpaid)), reverse=True)


def deposits(world, person, employer, months):
    """What the fund says was paid by the employer for both months."""
    mine = [row for row in world.seen(FUND) if row["person"] == person and row["state"] == "paid"]
    rows = [
        {**row, "source": FUND, "contradicts": False}
        for row in once(mine, ("person", "employer", "period", "paid"))
        if (row["employer"] or "").replace(" ", "") == employer and row["period"] in months
    ]
    paid = paid_months(trusted(rows))
    return [row for rows in paid.values() for row in rows] if len(paid) > 1 else []


def employment(world):
    for person, listing in listed(world).items():
        payers = by_payer(world, person)
        told = any(row["period"] == world.month for rows in payers.values() for row in rows)
        newest = world.month if told else shift(world.month, -1)
        for subject, rows in payers.items():
            months = job(world, rows, newest)
            if not months or min(months) < shift(world.month, -12):
                continue
            began, approved = min(months), listing["approved"]
            if approved and began <= f"{approved:%Y-%m}":
                continue
            paid = [row for month in months for row in paid_months(rows)[month]]
            said = [*paid, *deposits(world, person, subject, months[:2])]
            clean, grade, _day, sources = judged(listing, [{**row, "day": None} for row in said])
            red = len({row["source"] for row in clean if row["name"]}) > 1 and approved
            grade = grade if approved else "possible"
            day = date.fromisoformat(f"{began}-01")
            yield (person, subject, grade, "red" if red else "yellow", day, None, None, sources)


PENSIONS = "social_security.pensions"


def pensions(world, person):
    """What was paid for months up to the pay month, and taken back; held and back payments are none."""
    mine = [row for row in world.seen(PENSIONS) if row["person"] == person and row["period"] <= world.month]
    rows = once(mine, ("person", "insurance", "period", "paid", "state"))
    paid = [row for row in rows if row["state"] in ("paid", None) or row["paid"] < 0]
    return [{**row, "source": PENSIONS, "day": None, "contradicts": False} for row in paid]


def pension_month(world):
    known = known_months(world, PENSIONS)
    return next((month for month in (world.month, shift(world.month, -1)) if month in known), None)


def pension(world):
    """A month's pensions, alone or with the stated income, against 1000 yuan for each of the household."""
    active = [row for row in world.rosters[world.month] if row["status"] == "active"]
    for home, members in households(world).items():
        here = [row for row in active if row["household"] == home]
        if not any(row["programme"] == "dibao" for row in here):
            continue
        people = max((row["size"] for row in here if row["size"]), default=len(members))
        income = max(row["income"] or 0 for row in here)
        rows = [
            row
            for person in members
            for row in pensions(world, person)
            if row["period"] == pension_month(world) and row["insurance"] != "高龄津贴"
        ]
        clean = [row for row in rows if row["name"] != "wrong"]
        line = 1000 * people
        lower = max(line - income, 0) if income else line
        for counted, limit, firm in (
            (clean, line, True),
            (rows, line, False),
            (clean, lower, False),
            (rows, lower, False),
        ):
            if sum(row["paid"] for row in counted) > limit:
                found = of_household("income", members, counted)
                yield found if firm else (*found[:2], "possible", *found[3:])
                break


def lost_work(world):
    for members in households(world).values():
        jobs, benefits, dead, gone = defaultdict(list), [], [], set()
        for person, listing in members.items():
            for subject, rows in ended_jobs(world, person, listing):
                jobs[f"ended:{subject}"] += rows
            benefits += benefits_of(world, person)
            rows = death_of_earner(world, person, listing)
            dead += [{**row, "old": row["old"] or listing["old"]} for row in rows]
            gone |= {person for _row in rows[:1]}
        for subject, rows in jobs.items():
            yield of_household(subject, members, rows)
        if benefits:
            yield of_household("unemployment", members, benefits)
        if dead and len(gone) < len(members):
            _clean, grade, event, sources = judged({"old": False}, dead)
            yield (tuple(sorted(gone)), "earner_died", grade, "yellow", event, None, None, sources)


def deaths_of(world, person):
    return [row for source in DEATHS for row in credible(world, person, source)]


def work_of(world, person):
    """Employer -> paid months of work and of public-welfare posts."""
    payers = by_payer(world, person).items()
    waged = {
        subject: rows for subject, rows in payers if ":" not in subject or subject.startswith("public_post:")
    }
    return {subject: paid_months(rows) for subject, rows in waged.items()}


def ended_jobs(world, person, listing):
    newest = sorted(month for month in known_months(world, WORK) if month <= world.month)[-2:]
    if len(newest) < 2 or newest[1] < shift(world.month, -1) or deaths_of(world, person):
        return
    anything = {month for rows in by_payer(world, person).values() for month in paid_months(rows)}
    if anything & set(newest):
        return
    for employer, paid in work_of(world, person).items():
        last = max(paid, default="")
        retired = [
            row
            for row in pensions(world, person)
            if row["paid"] > 0 and row["period"] >= last and row["insurance"] != "失业保险金"
        ]
        approved = listing["approved"]
        if (
            paid
            and shift(world.month, -6) <= last < newest[0]
            and shift(last, -1) in paid
            and not retired
            and (approved is None or last >= f"{approved:%Y-%m}")
        ):
            rows = [*paid[last], *paid[shift(last, -1)]]
            yield employer, [{**row, "day": last_day(last)} for row in rows]


def benefits_of(world, person):
    rows = [
        row
        for row in pensions(world, person)
        if row["period"] == pension_month(world) and row["insurance"] == "失业保险金"
    ]
    return [row for row in rows if row["paid"] > 0] if sum(row["paid"] for row in rows) > 0 else []


def death_of_earner(world, person, listing):
    """The death records of somebody for whom an employer paid in the three months before."""
    rows = deaths_of(world, person)
    if not rows:
        return []
    died = f"{judged(listing, rows)[2]:%Y-%m}"
    earned = {month for paid in work_of(world, person).values() for month in paid}
    if died < shift(world.month, -6) or not any(shift(died, -3) <= month <= died for month in earned):
        return []
    return rows


def newborn(world):
    """Certificates of a day, or month, against the people of the household who were born then."""
    year, month, _day = world.as_of.timetuple()[:3]
    start = last_day(f"{year - 1}-{month:02d}")
    for home, members in households(world).items():
        births = defaultdict(list)
        for row in world.seen("health.births"):
            if row["person"] not in members:
                continue
            born = last_day(f"{row['born']:%Y-%m}") if row["vague"] else row["born"]
            approved = members[row["person"]]["approved"]
            if start < born <= world.as_of and (approved is None or born >= approved):
                day = f"{born}"[:7] if row["vague"] else f"{born}"
                births[day].append({**row, "source": "health.births", "day": born})
        for day, rows in births.items():
            listed_here = {
                row["person"]
                for row in world.rosters[world.month]
                if (row["status"], row["household"]) == ("active", home)
                and str(world.people[row["person"]].born or "").startswith(day)
            }
            if len({row["certificate"] for row in rows} - {None} or {None}) > len(listed_here):
                yield of_household(f"birth:{day}", members, rows)


def member_change(world):
    year, month, _day = world.as_of.timetuple()[:3]
    start = last_day(f"{year - 1}-{month:02d}")
    active = [row for row in world.rosters[world.month] if row["status"] == "active"]
    for home, members in households(world).items():
        dead = []
        for person, listing in members.items():
            rows = (
                []
                if listing["amount"]
                else [row for source in DEATHS for row in credible(world, person, source)]
            )
            if rows and start < judged(listing, rows)[2]:
                dead += [{**row, "old": row["old"] or listing["old"]} for row in rows]
        if dead:
            _clean, grade, event, sources = judged({"old": False}, dead)
            yield (
                tuple(sorted({row["person"] for row in dead})),
                "death",
                grade,
                "yellow",
                event,
                None,
                None,
                sources,
            )
        yield from marriages(world, members, start)
        here = [row for row in active if row["household"] == home]
        sizes = {row["size"] for row in here} - {None}
        paid = {row["person"] for row in here if row["amount"]}
        perhaps = paid | {row["person"] for row in here if row["amount"] is None}
        fits = len(sizes) == 1 and len(paid) <= min(sizes) <= len(perhaps)
        if paid and sizes and not fits:
            yield (tuple(sorted(members)), "size", "certain", "yellow", None, None, None, ("civil.roster",))


def marriages(world, members, start):
    """By kind and day; two members who married on one day are a couple."""
    changes = defaultdict(list)
    for row in world.seen("civil.marriages"):
        day = row["registered_on"]
        if row["person"] in members and row["registration"] != "other" and start < day <= world.as_of:
            approved = members[row["person"]]["approved"]
            if approved is None or day >= approved:
                said = {**row, "source": "civil.marriages", "day": day}
                changes[f"{row['registration']}:{day}"].append(said)
    for subject, rows in changes.items():
        if subject.startswith("divorce") or len({row["person"] for row in rows}) == 1:
            yield of_household(subject, members, rows)


def lump_sum(world):
    """Arrears of twelve months of delivery; those an employer paid, or of unknown approval, only where they are needed."""
    for person, listing in listed(world).items():
        approved = listing["approved"]
        mine = [row for row in world.seen(WORK) if row["person"] == person and row["period"] <= world.month]
        rows = [
            {**row, "source": WORK, "contradicts": False, "day": None}
            for row in once(mine, WORK_CELLS)
            if row["state"] in ("补缴", "趸缴")
            and row["delivered"] > shift(world.month, -12)
            and (not approved or row["delivered"] > f"{approved:%Y-%m}")
        ]
        clean = [
            row
            for row in rows
            if row["name"] != "wrong" and approved and not (row["employer"] and row["state"] == "补缴")
        ]
        for kept, firm in ((clean, True), (rows, False)):
            if sum(row["paid"] for row in kept) > LUMP_LIMIT:
                _clean, grade, _day, sources = judged(listing, kept)
                grade = grade if firm else "possible"
                yield (person, "lump_sum", grade, "yellow", None, None, None, sources)
                break


def newest_entry(world, person):
    """Standing before cancelled, then the latest act, then the last row."""
    best = None
    for row in world.seen("police.residents"):
        if row["person"] == person:
            rank = (row["cancelled"] == "no", row["registered_on"] or date.min)
            if best is None or rank >= best[0]:
                best = (rank, row)
    return best and best[1]


def inside(code):
    return code.startswith(OWN) or OWN.startswith(code)


def apart(one, other, deepest=12):
    depth = min(len(one), len(other), deepest)
    return one[:depth] != other[:depth]


def became(code):
    """The divisions of today that a code may lie in."""
    for former, parts in FORMER.items():
        if code.startswith(former):
            return parts
    return [code]


def subject_of(code):
    """The code of today, where there is one, else the one that was stated."""
    parts = became(code)
    return parts[0] if len(parts) == 1 else code


def apart_in_every_part(one, other, deepest=12):
    return all(apart(left, right, deepest) for left in became(one) for right in became(other))


def entries(world):
    for person, listing in listed(world).items():
        entry = newest_entry(world, person)
        if entry:
            yield person, listing, entry


def moved_out(world):
    for person, listing, entry in entries(world):
        left = [not inside(part) and entry["cancelled"] != "dead" for part in became(entry["hukou_division"])]
        gone = entry["cancelled"] == "moved" or (entry["cancelled"] == "yes" and entry["moved_out_on"])
        if entry["moved_to"] in ("明州市东湖区", "东湖区", "明州市旧东湖区"):
            gone = False
        if (any(left) or gone) and entry["hukou_address"] != "学生集体户":
            cancelled = gone and not all(left)
            perhaps = entry["moved_to"] == "明州市大湖县" if cancelled else not all(left)
            subject = "cancelled" if cancelled else subject_of(entry["hukou_division"])
            day = entry["moved_out_on"] or entry["registered_on"]
            found = simple(person, subject, listing, entry, "police.residents", day)
            yield (*found[:2], "possible", *found[3:]) if perhaps else found


def moved_within(world):
    for person, listing, entry in entries(world):
        code = entry["hukou_division"]
        parts = became(code)
        if entry["cancelled"] != "no" or any(not inside(part) or len(part) < 9 for part in parts):
            continue
        if apart_in_every_part(code, listing["division"]) and not any(
            called(part, listing) for part in parts
        ):
            found = simple(
                person, subject_of(code), listing, entry, "police.residents", entry["registered_on"]
            )
            if names_own_place(entry["hukou_address"], subject_of(listing["division"]), subject_of(code)):
                found = (*found[:2], "possible", *found[3:])
            yield found


def called(code, listing):
    """Whether street and community of a code are called as on the roster."""
    street, community = listing["place"]
    return NAMES.get(code[:9]) == street and (len(code) == 9 or NAMES.get(code) == community)


def names_own_place(address, own, code):
    """The address names the roster's own street or community, which is not the code's."""
    said = {"东湖街道湖滨路8号": "东湖街道", "晚晴社区3栋301": "晚晴社区"}.get(address)
    return said and any(
        said == NAMES.get(own[:length]) != NAMES.get(code[:length])
        for length in (9, 12)
        if length <= len(own)
    )


def living_elsewhere(world):
    for person, listing, entry in entries(world):
        code, lives = entry["hukou_division"], entry["residence_division"]
        if entry["cancelled"] != "no" or entry["address"] == "南坡敬老院":
            continue
        if (entry["hukou_address"], entry["address"]) == ("东湖街道湖滨路8号", "东湖区湖滨路八号"):
            continue
        if lives and all(map(inside, became(code))) and apart_in_every_part(code, lives, 9):
            yield simple(person, subject_of(lives), listing, entry, "police.residents", None)


def window(world):
    """The first day of the two years up to the last day of the pay month."""
    year, month, day = world.as_of.timetuple()[:3]
    return min(date(year - 2, month, day), last_day(f"{year - 2}-{month:02d}"))


def vehicles(world):
    """Every vehicle that counts, of people who authorised: listing, row, whether bought."""
    start = window(world)
    for person, listing in listed(world).items():
        if not listing["authorised"] or listing["authorised"] > world.as_of:
            continue
        last = {row["plate"]: row for row in world.seen("police.vehicles") if row["person"] == person}
        for row in last.values():
            if row["state"] == "normal" and "摩托" not in row["vehicle_type"]:
                day, approved = row["registered_on"], listing["approved"]
                bought = bool(day and approved and day >= start and day >= approved)
                yield person, listing, row, bought


def vehicle_findings(world, *, purchases):
    counted = list(vehicles(world))
    for person, listing, row, bought in counted:
        if bought != purchases:
            continue
        beside = {
            one["plate"] for _person, other, one, _b in counted if other["household"] == listing["household"]
        }
        small = row["usage"] in ("营运", "货运") and row["vehicle_type"] == "小型轿车"
        found = simple(person, row["plate"], listing, row, "police.vehicles", row["registered_on"])
        if world.month >= "2026-01" and small and len(beside) == 1:
            found = (*found[:2], "possible", *found[3:])
        yield found


def holdings(world):
    """Household and unit -> what was said last of it, by each member who owns it; no notices, nothing that ended."""
    found = defaultdict(list)
    for person, listing in listed(world).items():
        if not listing["authorised"] or listing["authorised"] > world.as_of:
            continue
        for unit, (first, row) in last_of_units(world, person).items():
            if row["state"] != "gone" and row["registration"] != "注销登记":
                approved = listing["approved"]
                bought = bool(approved and first >= window(world) and first >= approved)
                found[listing["household"], unit].append({**row, "bought": bought, **of_holding(row)})
    return found


def last_of_units(world, person):
    """Unit -> earliest day and row of the latest registration, of those under the right name if there are any."""
    last = {}
    for at, row in enumerate(world.seen("property.holdings")):
        first = row["registered_on"].replace(day=1) if row["vague_day"] else row["registered_on"]
        if row["person"] != person or row["registration"] == "预告登记" or first > world.as_of:
            continue
        number, place = row["unit_number"], row["location"].replace(" ", "")
        unit = number.replace(" ", "").upper() if number else f"address:{place}"
        rank = (row["name"] != "wrong", first, at)
        if unit not in last or rank > last[unit][0]:
            last[unit] = (rank, first, row)
    return {unit: (first, row) for unit, (_rank, first, row) in last.items()}


def of_holding(row):
    """The day as the register has it, the person's share, and what the use says of the unit."""
    day = last_day(f"{row['registered_on']:%Y-%m}") if row["vague_day"] else row["registered_on"]
    whole = row["ownership"] in ("sole", "joint") or row["share"] is None
    unclear = row["usage"] in (None, "其他")
    small = row["area"] is not None and row["area"] < 20
    kind = {"住宅": "dwelling", "成套住宅": "dwelling", "车位": "accessory"}.get(row["usage"], "other")
    if unclear:
        kind = "accessory" if small else "dwelling"
    return {"source": "property.holdings", "day": day, "part": 1 if whole else row["share"], "kind": kind}


def small(rows):
    """Whether the household owns less than half of the unit."""
    clean = [row for row in rows if row["name"] != "wrong"] or rows
    return sum(row["part"] for row in clean) < 0.5


def merely_possible(finding, doubt):
    return (*finding[:2], "possible", *finding[3:]) if doubt else finding


def property_purchase(world):
    members = households(world)
    for (household, unit), rows in holdings(world).items():
        bought = [row for row in rows if row["bought"]]
        if bought:
            found = of_household(unit, members[household], bought)
            yield merely_possible(found, small(rows) or len(bought) < len(rows))


def property_owned(world):
    members = households(world)
    dwellings = defaultdict(dict)
    for (household, unit), rows in holdings(world).items():
        kinds = {row["kind"] for row in rows}
        if kinds == {"other"} and not any(row["bought"] for row in rows):
            yield merely_possible(of_household(unit, members[household], rows), small(rows))
        if "dwelling" in kinds and "accessory" not in kinds:
            dwellings[household][unit] = rows
    for household, units in dwellings.items():
        clean = {unit: [row for row in rows if row["name"] != "wrong"] for unit, rows in units.items()}
        clean = {unit: rows for unit, rows in clean.items() if rows}
        counted = clean if len(clean) > 1 else units
        if len(counted) > 1:
            rows = [row for rows in counted.values() for row in rows]
            found = of_household("dwellings", members[household], rows)
            major = [unit for unit in counted if not small(units[unit])]
            yield merely_possible(found, len(clean) < 2 or len(major) < 2)


def enterprise(world):
    """Live or paused businesses in which somebody is more than a supervisor or the like, by their code."""
    for person, listing in listed(world).items():
        rows = [
            {**row, "credit_code": row["credit_code"].upper()}
            for row in world.seen("market.enterprises")
            if row["person"] == person and row["state"] != "gone"
            and (row["founded_on"] is None or row["founded_on"] <= world.as_of)
        ]  # fmt: skip
        if not listing["authorised"] or listing["authorised"] > world.as_of:
            continue
        held = defaultdict(list)
        for row in rows:
            if row["role"] not in ("监事", "监事、联络员"):
                held[row["credit_code"]].append(
                    {**row, "source": "market.enterprises", "day": row["founded_on"], "contradicts": False}
                )
        stolen = suspected(rows)
        for code, roles in held.items():
            _clean, grade, day, sources = judged(listing, roles)
            doubt = code in stolen or any(
                row["state"] == "paused" or row["business_type"] in ("个体工商户", "农民专业合作社")
                for row in roles
            )
            yield (person, code, "possible" if doubt else grade, "yellow", day, None, None, sources)


def suspected(rows):
    """Codes of live businesses where there are more than three, or one was founded within a week of another."""
    founded = defaultdict(list)
    for row in rows:
        if row["state"] == "live":
            founded[row["credit_code"]] += [row["founded_on"]] if row["founded_on"] else []
    if len(founded) > 3:
        return set(founded)
    first = {code: min(days) for code, days in founded.items() if days}
    return {
        code
        for code, day in first.items()
        if any(abs((day - other).days) <= 7 for one, other in first.items() if one != code)
    }


def vehicle_purchase(world):
    return vehicle_findings(world, purchases=True)


def vehicle_owned(world):
    return vehicle_findings(world, purchases=False)


def record_error(world):
    for person, listing in listed(world).items():
        for subject, rows in errors(world, person):
            if rows:
                _clean, grade, day, sources = judged(listing, rows)
                yield (person, subject, grade, "yellow", day, None, None, sources)


def errors(world, person):
    clean = {}
    for source in DEATHS:
        impossible = [row for row in deaths(world, person, source) if row["impossible"]]
        yield f"impossible_date:{source}", impossible
        yield f"undated_death:{source}", [row for row in deaths(world, person, source) if not row["day"]]
        rows = [r for r in credible(world, person, source) if r["name"] != "wrong" and not r["contradicts"]]
        if rows:
            clean[source] = rows
    latest = [max(row["day"] for row in rows) for rows in clean.values()]
    if latest and (max(latest) - min(latest)).days > 30:
        yield "dates_conflict", [row for rows in clean.values() for row in rows]
    for source in world.records:
        wrong = [row for row in world.seen(source) if row["person"] == person and row["name"] == "wrong"]
        nothing = {"source": source, "day": None, "contradicts": False}
        yield f"name_differs:{source}", [{**row, **nothing} for row in wrong]
    cancelled = list(deaths(world, person, "police.deaths"))
    if ("police.deaths", world.month) in world.delivered and not cancelled:
        due = [row for row in clean.get("civil.funerals", []) if (world.as_of - row["day"]).days >= 60]
        yield "funeral_unregistered", [{**row, "day": row["cremated_on"]} for row in due]

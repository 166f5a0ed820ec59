"""What each check finds in a small world, in dict-and-loop Python, from the words of the design.

A finding is (person, subject, grade, lamp, event_date, months, amount, sources).
"""

from collections import Counter, defaultdict
from datetime import date, timedelta

from small_worlds import DEATHS, last_day

OWN, CITY = "990102", "9901"
NAMES = {
    "990102001": "东湖街道",
    "990102001001": "湖滨社区",
    "990102001002": "塔影社区",
    "990102002": "柳堤街道",
    "990102002003": "晚晴社区",
}


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
        if row["person"] == person and row["period"] > f"{died:%Y-%m}" and row["state"] != "补缴":
            paid[row["period"]] += row["paid"]
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
        times, kept = Counter(), []
        rows = [row for row in world.seen("health.spending") if row["person"] in members]
        for row in sorted(rows, key=lambda row: row["delivered"]):
            if start < row["settled_on"] <= world.as_of and bore(row):
                same = tuple(row[cell] for cell in cells)
                times[row["delivered"], same] += 1
                known = sum(tuple(one[cell] for cell in cells) == same for one in kept)
                if times[row["delivered"], same] > known:
                    kept.append({**row, "source": "health.spending", "day": None})
        clean = [row for row in kept if row["name"] != "wrong"]
        if sum(map(bore, clean)) > 20_000:
            yield of_household("self_paid", members, clean)
        elif sum(map(bore, kept)) > 20_000:
            found = of_household("self_paid", members, kept)
            yield (*found[:2], "possible", *found[3:])


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


def entries(world):
    for person, listing in listed(world).items():
        entry = newest_entry(world, person)
        if entry:
            yield person, listing, entry


def moved_out(world):
    for person, listing, entry in entries(world):
        outside = not inside(entry["hukou_division"]) and entry["cancelled"] != "dead"
        gone = entry["cancelled"] == "moved" or (entry["cancelled"] == "yes" and entry["moved_out_on"])
        if entry["moved_to"] in ("明州市东湖区", "东湖区"):
            gone = False
        if (outside or gone) and entry["hukou_address"] != "学生集体户":
            subject = entry["hukou_division"] if outside else "cancelled"
            day = entry["moved_out_on"] or entry["registered_on"]
            yield simple(person, subject, listing, entry, "police.residents", day)


def moved_within(world):
    for person, listing, entry in entries(world):
        code = entry["hukou_division"]
        if entry["cancelled"] != "no" or not inside(code) or len(code) < 9:
            continue
        street, community = listing["place"]
        same = NAMES[code[:9]] == street and (len(code) == 9 or NAMES[code] == community)
        if apart(code, listing["division"]) and not same:
            found = simple(person, code, listing, entry, "police.residents", entry["registered_on"])
            if names_own_place(entry["hukou_address"], listing["division"], code):
                found = (*found[:2], "possible", *found[3:])
            yield found


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
        if entry["cancelled"] != "no" or not inside(code) or entry["address"] == "南坡敬老院":
            continue
        if (entry["hukou_address"], entry["address"]) == ("东湖街道湖滨路8号", "东湖区湖滨路八号"):
            continue
        if lives and apart(code, lives, 9):
            yield simple(person, lives, listing, entry, "police.residents", None)


def vehicles(world):
    """Every vehicle that counts, of people who authorised: listing, row, whether bought."""
    year, month, day = world.as_of.timetuple()[:3]
    start = min(date(year - 2, month, day), last_day(f"{year - 2}-{month:02d}"))
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

"""The known truth: what must be found in which month with which values, and who must be left alone."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from itertools import groupby
from pathlib import Path

from assist_cli.synth import calendar
from assist_cli.synth.book import Book, Claim, Innocent, Member

LANES = {
    "deceased": "exit",
    "moved_out": "exit",
    "moved_within": "info",
    "living_elsewhere": "info",
    "vehicle_purchase": "exit",
    "vehicle_owned": "exit",
    "property_purchase": "exit",
    "property_owned": "exit",
    "lump_sum": "exit",
    "employment": "exit",
    "enterprise": "exit",
    "custody": "exit",
    "duplicate": "exit",
    "medical_burden": "need",
    "newborn": "info",
    "member_change": "info",
    "pension": "exit",
    "lost_work": "need",
    "record_error": "record",
}
HINTS = ("public_post", "flexible", "arrears")
"""First parts of subjects that are only hints, in the lane `info`."""

NEEDS = dict.fromkeys(("vehicle_purchase", "vehicle_owned", "record_error"), ("police.vehicles",))
"""Checks that look at the one source of which a delivery never comes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """One row of `truth.csv`; `*` stands for every month or check."""

    must: str
    month: str
    check: str
    household_id: str
    id_number: str
    name: str
    subject: str = ""
    lane: str = ""
    lamp: str = ""
    grade: str = ""
    event_date: str = ""
    months: str = ""
    amount: str = ""
    status: str = ""
    sources: str = ""
    story: str


def rows(book: Book) -> list[Truth]:
    """Every row, sorted: findings by month, check, person and subject, then the innocent."""
    told = [*_findings(book), *(_left_alone(innocent) for innocent in book.innocents)]
    return sorted(
        told, key=lambda row: (row.must, row.month, row.check, row.household_id, row.id_number, row.subject)
    )


def write(path: Path, told: list[Truth]) -> None:
    """Plain UTF-8, lines ending in LF; below what stands there already."""
    path.parent.mkdir(parents=True, exist_ok=True)
    names = [field.name for field in fields(Truth)]
    with path.open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        if not file.tell():
            writer.writerow(names)
        writer.writerows([getattr(row, name) for name in names] for row in told)


def _case(claim: Claim) -> tuple[str, int, str]:
    return claim.check, claim.who.pid, claim.subject


def _findings(book: Book) -> Iterator[Truth]:
    """One finding followed over the months: new, open, and cleared in the first checked month without it."""
    claims = sorted(book.claims, key=lambda claim: (*_case(claim), claim.since))
    for _, group in groupby(claims, key=_case):
        by_month = {n: claim for claim in group for n in range(claim.since, claim.until)}
        standing: Truth | None = None
        for position, month in enumerate(book.months):
            if position in by_month:
                claim = by_month[position]
                standing = _finding(book, claim, position, "open" if standing else "new")
                yield standing
            elif standing:
                blind = not _checked(book, claim, month)
                standing = replace(
                    standing,
                    month=month,
                    lamp="grey" if blind else "green",
                    status="open" if blind else "cleared",
                )
                yield standing
                standing = standing if blind else None


def _checked(book: Book, claim: Claim, month: str) -> bool:
    """Whether the check could tell that the finding is gone: its sources came, or the person left the roster."""
    needed = NEEDS.get(claim.check, ())
    return not book.listed(claim.who, month) or all(book.delivered(source, month) for source in needed)


def _finding(book: Book, claim: Claim, position: int, status: str) -> Truth:
    months, amount = _overpaid(book, claim, position)
    who = claim.who
    return Truth(
        must="find",
        month=book.months[position],
        check=claim.check,
        household_id=who.household_id,
        id_number=who.id_number,
        name=who.name,
        subject=claim.subject,
        lane="info" if claim.subject.split(":")[0] in HINTS else LANES[claim.check],
        lamp=claim.lamp,
        grade=claim.grade,
        event_date=claim.on.isoformat() if claim.on else "",
        months=months,
        amount=amount,
        status=status,
        sources=";".join(claim.sources),
        story=claim.story,
    )


def _overpaid(book: Book, claim: Claim, position: int) -> tuple[str, str]:
    """Rosters up to the pay month that paid beyond entitlement, and how much; after a death whatever they paid."""
    months = book.months[: position + 1]
    if claim.check == "deceased":
        paid = [book.paid(claim.who, month) for month in months if _after_death(book, claim, month)]
    elif claim.beyond is not None:
        paid = [claim.beyond[month] for month in months if month in claim.beyond]
    else:
        return "", ""
    cents = sum(paid)
    return str(len(paid)), f"{cents // 100}.{cents % 100:02d}"


def _after_death(book: Book, claim: Claim, month: str) -> bool:
    died_by = claim.on
    if died_by is None:
        raise ValueError(claim.story)  # a death without a date is a slip in the story
    return calendar.first_day(month) > died_by and book.listed(claim.who, month)


def _left_alone(innocent: Innocent) -> Truth:
    who: Member = innocent.who
    return Truth(
        must="leave",
        month="*",
        check=innocent.check,
        household_id=who.household_id,
        id_number=who.id_number,
        name=who.name,
        story=innocent.story,
    )

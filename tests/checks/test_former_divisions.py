"""The whole national table, through the checks: no rename is a move, a county of the same name elsewhere always is.

What to expect of a code is worked out from the rows of the table in plain Python. A jurisdiction is each division of
today that took in a former one, or shares its name with another county; its roster people are registered under every
former code that has to do with it, and in every county of its name. All jurisdictions take a minute or two and are for
the long run; the default run walks every fortieth.
"""

import csv
from collections import Counter, defaultdict
from datetime import date
from itertools import permutations
from pathlib import Path

import polars as pl
import pytest
from laid_worlds import rules

from assist_cli.checks import REGISTER
from assist_cli.checks.view import View, matched
from assist_cli.extracts.rows import store_schema
from assist_cli.settings import national
from assist_cli.settings.divisions import Divisions
from assist_cli.settings.shipped import folder
from assist_cli.settings.workspace import Workspace

MONTH = "2024-06"
CHECKS = ("moved_out", "moved_within")
NEVER, PERHAPS, ALWAYS = "never", "perhaps", "always"
FIRST = 1997
"""The year from which former codes are walked: population registers still state them."""


def read_table():
    """Names of all codes; former code -> its successors, in the rows as they stand; those since `FIRST`."""
    names, parts, recent = {}, defaultdict(list), set()
    path = Path(national.__file__).with_name("national_divisions.csv")
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            names[row["code"]] = row["name"]
            if row["successor"]:
                parts[row["code"]].append(row["successor"])
                if int(row["since"]) >= FIRST:
                    recent.add(row["code"])
    return names, dict(parts), recent


NAMES, PARTS, RECENT = read_table()
COUNTIES = sorted(code for code in NAMES if len(code) == 6 and (code not in PARTS or code in RECENT))
STANDING = [code for code in COUNTIES if code not in PARTS]
CALLED = defaultdict(list)
for county in COUNTIES:
    CALLED[NAMES[county]].append(county)
FORMER = defaultdict(list)
for former in sorted(RECENT):
    for part in PARTS[former]:
        FORMER[part].append(former)
TWINS = [code for code in STANDING if len(CALLED[NAMES[code]]) > 1]
JURISDICTIONS = sorted({*FORMER, *TWINS})


def inside(code, jurisdiction):
    return code.startswith(jurisdiction) or jurisdiction.startswith(code)


def verdict(code, jurisdiction):
    """Whether a hukou under that code has left the jurisdiction."""
    outside = {not inside(part, jurisdiction) for part in PARTS.get(code, [code])}
    return PERHAPS if len(outside) == 2 else ALWAYS if outside == {True} else NEVER


def codes_of(jurisdiction):
    """The codes that have to do with it: of former divisions, and of counties that are called the same."""
    namesakes = CALLED[NAMES[jurisdiction]] if len(jurisdiction) == 6 else []
    return sorted({*FORMER[jurisdiction], *namesakes} - {jurisdiction})


SHIPPED = Workspace(folder("configs"))


def rows(source, cells):
    schema = {**store_schema(SHIPPED.source(source)), "month": pl.String()}
    usual = {"name": "某某", "month": MONTH, "file": f"{source}.csv"}
    made = [{**usual, "person_key": 99010219700101001 + at, "row": at, **row} for at, row in enumerate(cells)]
    return pl.LazyFrame([{name: row.get(name) for name in schema} for row in made], schema=schema)


DIVISIONS = Divisions()
"""One table for all jurisdictions: only codes that no table knows are read by the jurisdiction."""


def found(jurisdiction, hukou):
    """(check, stated code) -> remarks, of people on that bureau's roster."""
    village = jurisdiction + "001001" * (len(jurisdiction) == 6)
    roster = rows("civil.roster", [{"division_code": village} for _code in hukou])
    view = View(
        month=MONTH,
        as_of=date(2024, 6, 30),
        jurisdiction=jurisdiction,
        divisions=DIVISIONS,
        listed=roster,
        roster=roster,
        extracts={
            "police.residents": matched(
                "police.residents",
                rows(
                    "police.residents",
                    [
                        {"hukou_division": code, "residence_division": code, "cancelled": "no"}
                        for code in hukou
                    ],
                ),
                roster,
            )
        },
    )
    hits = pl.collect_all([REGISTER[check].find(view, rules(MONTH).of[check].pack) for check in CHECKS])
    return {
        (check, hukou[row["row"]]): row["remarks"]
        for check, frame in zip(CHECKS, hits, strict=True)
        for row in frame.iter_rows(named=True)
    }


def walk(jurisdictions):
    """How many codes were found never, perhaps and always to have moved out, and of how many namesakes."""
    counted = Counter()
    for jurisdiction in jurisdictions:
        codes = codes_of(jurisdiction)
        stated = {code + "001002" * (len(code) == 6): code for code in codes}
        told = found(jurisdiction, list(stated))
        remarks = {NEVER: None, PERHAPS: ["division_split"], ALWAYS: []}
        for cell, code in stated.items():
            expected = verdict(code, jurisdiction)
            assert told.pop(("moved_out", cell), None) == remarks[expected], (jurisdiction, code)
            counted[expected] += 1
            counted["twins"] += code in STANDING
        assert not told
    return counted


def test_every_former_code_stands_for_what_the_table_says():
    """Of all since 1980, and of a community in each."""
    codes = [code + below for code in PARTS for below in ("", "001002" * (len(code) == 6))]
    code = pl.col("code")
    told = pl.DataFrame({"code": codes}).select(
        code, today=DIVISIONS.today(code), parts=DIVISIONS.parts(code).list.join(" ")
    )
    for stated, today, parts in told.iter_rows():
        successors = PARTS[stated if stated in PARTS else stated[:6]]
        shared = [
            n for n in (6, 4, 2, 0) if len({one[:n] for one in successors}) == 1 and n <= len(successors[0])
        ]
        assert parts == " ".join(successors)
        assert today == successors[0][: shared[0]]
    assert len(PARTS) == 3546


def test_a_fortieth_of_the_jurisdictions_raises_what_it_should():
    counted = walk(JURISDICTIONS[1::40])
    assert all(counted[kind] for kind in (NEVER, PERHAPS, ALWAYS, "twins"))


@pytest.mark.long
def test_every_rename_split_and_namesake_raises_what_it_should(record_property):
    counted = walk(JURISDICTIONS)
    renamed = [code for code in RECENT if len(PARTS[code]) == 1]
    split = [(code, part) for code in RECENT if len(PARTS[code]) > 1 for part in PARTS[code]]
    namesakes = [
        (one, other)
        for codes in CALLED.values()
        for one, other in permutations(sorted(set(codes) & set(STANDING)), 2)
    ]
    record_property("told at the end", f"{len(JURISDICTIONS)} jurisdictions: {dict(counted)}")
    assert (len(renamed), len(split), len(namesakes)) == (1182, 196, 92)
    assert counted[NEVER] == len(renamed)
    assert counted[PERHAPS] == len(split)
    assert counted["twins"] == len(namesakes)
    assert counted[ALWAYS] > len(namesakes)

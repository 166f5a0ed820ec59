"""The truth says what a plain reading of the files says, and names people who are on the roster."""

import csv

import pytest
from clerk import Month, active
from delivered import rows

from assist_cli.synth import divisions, make
from assist_cli.synth.sample import MONTHS

FOUND = ("check", "id_number", "subject", "grade", "lamp", "event_date", "sources", "months", "amount")


def truth_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def told(finding):
    check, number, subject, grade, lamp, on, sources, *overpaid = finding
    months, amount = overpaid or ("", "")
    return (
        check,
        number,
        subject,
        grade,
        lamp,
        on.isoformat() if on else "",
        ";".join(sources),
        months,
        amount,
    )


@pytest.fixture(scope="module", params=[(600, 1), (1200, 2)], ids=["600", "1200"])
def sample(request, tmp_path_factory):
    target = tmp_path_factory.mktemp("synth")
    people, seed = request.param
    return target, make(target, people, MONTHS, seed)


def test_the_truth_is_what_the_files_say(sample):
    target, _ = sample
    truth = truth_of(target / "truth/truth.csv")
    names = {row.code: row.name for row in divisions.table()}
    for position, month in enumerate(MONTHS):
        expected = {told(finding) for finding in Month(target, MONTHS[: position + 1], names).findings()}
        standing = {
            tuple(row[column] for column in FOUND)
            for row in truth
            if (row["must"], row["month"]) == ("find", month) and row["lamp"] in ("red", "yellow")
        }
        assert standing == expected


def test_everybody_found_is_an_active_roster_member(sample):
    target, _ = sample
    rosters = {month: active(rows(target / month, "civil.roster")) for month in MONTHS}
    for row in truth_of(target / "truth/truth.csv"):
        if row["must"] == "find" and row["status"] != "cleared":
            listed = rosters[row["month"]][row["id_number"]]
            assert listed["户编号"] == row["household_id"]


def test_nobody_innocent_is_found(sample):
    target, _ = sample
    truth = truth_of(target / "truth/truth.csv")
    found = {
        (row["id_number"], check) for row in truth if row["must"] == "find" for check in (row["check"], "*")
    }
    assert not [row for row in truth if row["must"] == "leave" and (row["id_number"], row["check"]) in found]


def test_findings_follow_each_other(sample):
    target, _ = sample
    last = {}
    for row in truth_of(target / "truth/truth.csv"):
        if row["must"] == "find":
            case = row["check"], row["id_number"], row["subject"]
            allowed = ("open", "cleared") if last.get(case) in ("new", "open") else ("new",)
            assert row["status"] in allowed
            assert (row["lamp"] == "green") == (row["status"] == "cleared")
            last[case] = row["status"]


def test_every_story_is_planted_in_every_size(sample):
    _, counts = sample
    assert min(counts.planted.values()) >= 1

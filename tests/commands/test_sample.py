"""The sample month by month against the known truth: all of it, with all its values, and nothing else."""

import csv
import json
from collections import Counter
from pathlib import Path

import polars as pl
import pytest

SAMPLE = Path(__file__).parents[2] / "sample_data"
MONTHS = ["2024-04", "2024-05", "2024-06"]
COMPARED = ("household_id", "lane", "lamp", "grade", "event_date", "months", "amount", "status", "sources")


def truth(must: str) -> list[dict[str, str]]:
    with (SAMPLE / "truth.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["must"] == must]


def as_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return ";".join(value)
    return f"{value:.2f}" if isinstance(value, float) else str(value)


@pytest.fixture(scope="module")
def found(assist, demo) -> list[dict[str, str]]:
    """Every finding of every month as the program prints it, with its subject from the evidence."""
    rows = []
    for month in MONTHS:
        answer = assist(
            "--workspace",
            demo,
            "report",
            "--month",
            month,
            "--format",
            "json",
            "--unmask",
            "--reason",
            "test",
        )
        assert answer.code == 0, answer.err
        evidence = pl.read_parquet(demo / f"store/evidence/month={month}.parquet")
        about = evidence.filter(pl.col("source") == "checks", pl.col("field") == "subject")
        subjects = dict(about.select("finding_id", "value").iter_rows())
        for finding in json.loads(answer.out):
            row = {name: as_text(value) for name, value in finding.items()}
            rows.append(row | {"subject": subjects[row["finding_id"]]})
    return rows


def key(row: dict[str, str]) -> tuple[str, ...]:
    return row["month"], row["check"], row["id_number"], row["subject"]


def test_recall_and_precision_are_complete_in_every_check(found, record_property):
    must, is_found = {key(row) for row in truth("find")}, {key(row) for row in found}
    planted, named = Counter(check for _, check, *_ in must), Counter(check for _, check, *_ in is_found)
    right = Counter(check for _, check, *_ in must & is_found)
    for check in sorted(planted):
        recall, precision = right[check] / planted[check], right[check] / max(named[check], 1)
        told = f"{check:18} planted {planted[check]:3}  recall {recall:7.2%}  precision {precision:7.2%}"
        record_property("told at the end", told)
    assert must == is_found


@pytest.mark.parametrize("column", COMPARED)
def test_every_value_is_the_true_one(found, column):
    true = {key(row): row[column] for row in truth("find")}
    assert {key(row): row[column] for row in found} == true


def test_nobody_innocent_is_named(found):
    named = {(row["id_number"], check) for row in found for check in (row["check"], "*")}
    assert truth("leave")
    assert not [row["story"] for row in truth("leave") if (row["id_number"], row["check"]) in named]


def test_delivered_is_landed_and_rejected_and_nothing_vanishes(demo):
    manifests = [json.loads(path.read_text()) for path in (demo / "store/runs").glob("ingest.*.json")]
    assert len(manifests) == 47
    for manifest in manifests:
        place = demo / f"store/extracts/{manifest['source']}/month={manifest['month']}/extract.parquet"
        assert pl.read_parquet(place).height == manifest["landed"]
        assert manifest["delivered"] == manifest["landed"] + manifest["rejected"]

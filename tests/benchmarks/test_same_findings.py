"""A comparison finds what the same one finds that was written by hand in SQL and in pandas: every row, every column."""

import subprocess

import polars as pl
import pytest
from growth import drawn, tabled
from large_store import make_store
from programs import ASSIST, HAND_WRITTEN, SCAN, programs
from same_findings import check_same, found

FINDING = {
    "deceased",
    "duplicate",
    "employment",
    "living_elsewhere",
    "lost_work",
    "lump_sum",
    "member_change",
    "moved_out",
    "moved_within",
    "record_error",
    "vehicle_owned",
    "vehicle_purchase",
}
"""The checks that find something in a large store."""


@pytest.fixture(scope="module")
def bureau(tmp_path_factory):
    root = tmp_path_factory.mktemp("large") / "bureau"
    make_store(root, 50_000, 25_000)
    for command in programs(root).values():
        subprocess.run([str(part) for part in command], check=True, capture_output=True)
    return root


def test_three_programs_find_the_same(bureau):
    check_same(bureau, HAND_WRITTEN)


def test_most_checks_find_something(bureau):
    assert set(found(bureau, ASSIST)["check"]) == FINDING


def test_some_findings_are_doubtful_and_some_beyond_doubt(bureau):
    of = found(bureau, ASSIST).filter(pl.col("check") == "deceased")
    assert set(of["grade"]) == {"certain", "possible"}
    assert set(of["lamp"]) == {"red", "yellow"}


def test_growth_is_told_as_a_table_and_a_picture():
    growth = {1_000: {ASSIST: 1.0, SCAN: 0.5}, 10_000: {ASSIST: 5.0, SCAN: 5.0}}
    assert "5.00 (5.0 times)" in tabled(growth)
    assert drawn(growth).count("<polyline") == 2

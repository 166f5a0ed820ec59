"""The engine hands every row about roster people to a check exactly once, however the keys are cut, and in one order."""

from datetime import date

import polars as pl
import pytest

from assist_cli.checks.view import View
from assist_cli.engines.local import find_all
from assist_cli.engines.ranges import key_ranges
from assist_cli.progress import silent
from assist_cli.settings.divisions import Divisions

KEYS = [-5, -5, 3, 3, 4, 9, 12]


def view():
    roster = pl.LazyFrame({"person_key": sorted(set(KEYS)), "name": "甲"})
    rows = pl.LazyFrame({"person_key": [*KEYS, -9, 7, 99, None], "row": range(len(KEYS) + 4)})
    return View("2024-06", date(2024, 6, 30), "990102", Divisions(), roster, {"police.deaths": rows})


def on_roster(part):
    return part.roster


def in_extract(part):
    return part.extracts["police.deaths"]


@pytest.mark.parametrize("people", [1, 2, 3, 1000])
def test_every_row_of_the_roster_and_about_its_people_is_seen_once(people):
    """Rows about others, below, between and above them, or about nobody, are never held."""
    ranges = key_ranges(pl.Series(KEYS), people)
    found = find_all(
        view(), {"roster": on_roster, "extract": in_extract}, ranges, silent("walk", len(ranges))
    )
    assert found["roster"]["person_key"].to_list() == sorted(set(KEYS))
    assert found["extract"]["person_key"].to_list() == sorted(KEYS)


def test_each_range_is_a_step_of_the_progress():
    steps = []
    ranges = key_ranges(pl.Series(KEYS), 2)
    find_all(view(), {"roster": on_roster}, ranges, lambda: steps.append(1))
    assert len(steps) == len(ranges)

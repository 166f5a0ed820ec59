"""The engine hands every row about roster people to the work exactly once, however the keys are cut, in one order."""

from dataclasses import replace

import polars as pl
import pytest

from assist_cli.checks import inputs as held_against_itself
from assist_cli.checks.households import Suspects
from assist_cli.checks.inputs import Inputs
from assist_cli.checks.payments import Payments
from assist_cli.engines.local import walk
from assist_cli.progress import silent
from assist_cli.settings.divisions import Divisions
from assist_cli.store.ranges import key_ranges

KEYS = [-5, -5, 3, 3, 4, 9, 12]
HERE = "990102"


def inputs():
    roster = pl.LazyFrame(
        {
            "person_key": [*KEYS, None],
            "amount": 1,
            "household_id": "H",
            "row": range(len(KEYS) + 1),
            "name": "甲",
            "repairs": "",
            "id_kind": "resident",
        }
    )
    keys = [*KEYS, -9, 7, 99, None]
    rows = pl.LazyFrame({"person_key": keys, "name": "甲", "repairs": "", "row": range(len(keys))})
    nobody = Payments(roster.clear(), rows.clear(), HERE, Divisions())
    return Inputs("2024-06", HERE, Divisions(), "person", roster, {"police.deaths": rows}, {}, {}, nobody)


def tables(part):
    view = inputs().view(part)
    frames = {"listed": view.listed, "persons": view.roster, "extract": view.extracts["police.deaths"]}
    return {name: frame.collect() for name, frame in frames.items()}


@pytest.mark.parametrize("people", [1, 2, 3, 1000])
def test_every_row_of_the_roster_and_about_its_people_is_seen_once(people):
    """Rows about others, below, between and above them, or about nobody, are never held."""
    ranges = key_ranges(pl.Series(KEYS), people)
    found = walk(tables, ranges, silent("walk", len(ranges)))
    assert found["persons"]["person_key"].to_list() == sorted(set(KEYS))
    assert found["extract"]["person_key"].to_list() == sorted(KEYS)
    assert sorted(found["listed"]["row"]) == list(range(len(KEYS) + 1))
    assert found["listed"].filter("person").height == len(set(KEYS))


@pytest.mark.parametrize("rows_at_once", [1, 2, 3])
def test_the_roster_is_held_against_itself_in_parts_as_if_whole(monkeypatch, rows_at_once):
    """Rows of one household are together in a part, whatever their keys."""
    roster = pl.LazyFrame({"household_id": ["H1", "H2", "H1", "H3", "H2"], "size": [2, 1, 2, 1, 1]})

    def unfit(rows, _amount_per):
        return rows.filter(pl.len().over("household_id") != pl.col("size"))["household_id"]

    monkeypatch.setattr(held_against_itself, "_ROWS_AT_ONCE", rows_at_once)
    suspects = Suspects("household_id", ("household_id", "size"), unfit)
    assert replace(inputs(), roster=roster).suspected(suspects).to_list() == ["H2"]


def test_each_range_is_a_step_of_the_progress():
    steps = []
    ranges = key_ranges(pl.Series(KEYS), 2)
    walk(tables, ranges, lambda: steps.append(1))
    assert len(steps) == len(ranges)

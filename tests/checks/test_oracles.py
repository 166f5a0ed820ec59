"""Every check says what its oracle says, in every small world; an optimisation is judged by the oracle."""

import oracles
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from laid_worlds import findings_of, found_in
from small_worlds import SHAPES, worlds

from assist_cli.checks import REGISTER
from assist_cli.settings.create import create_workspace

QUICK = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
MONTHS = ("2024-06", "2026-01")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    made = create_workspace(tmp_path_factory.mktemp("worlds") / "bureau", "990102")
    names = {"990104": "大湖县", "990105": "旧东湖区", "990102008": "湖西街道"}
    with (made.root / "divisions.csv").open("a", encoding="utf-8") as file:
        for code, parts in oracles.FORMER.items():
            file.writelines(f"{code},{names[code]},{part}\n" for part in parts)
    return made


def agree(world, workspace, checks):
    """The same findings, each once; only what differs is told, a whole world would fill the screen."""
    month = found_in(world, workspace, checks)
    found = findings_of(world, month)
    expected = {(check, *finding) for check in checks for finding in getattr(oracles, check)(world)}
    missed, made_up = expected - set(found), set(found) - expected
    assert not missed, sorted(missed, key=str)
    assert not made_up, sorted(made_up, key=str)
    assert len(found) == len(expected)
    everybody_is_counted(world, month.coverage)


def everybody_is_counted(world, coverage):
    """Once in every check, checked or not; for `deceased` whoever is or may be paid."""
    listed = oracles.listed(world)
    paid = sum(listing["amount"] != 0 for listing in listed.values())
    for check in REGISTER:
        rows = coverage.filter(pl.col("check") == check)
        assert rows["people"].sum() == (paid if REGISTER[check].paid_only else len(listed))
        assert (rows["people"] == rows["checked"] + rows["not_checked"]).all()


@given(world=worlds(tuple(SHAPES), MONTHS))
@QUICK
def test_all_checks_find_what_their_oracles_find(world, workspace):
    agree(world, workspace, tuple(REGISTER))


@pytest.mark.long
@pytest.mark.parametrize("check", REGISTER)
@given(data=st.data())
@settings(QUICK, max_examples=600)
def test_each_check_finds_what_its_oracle_finds(data, check, workspace):
    sources = REGISTER[check].sources
    agree(data.draw(worlds(tuple(sources), MONTHS)), workspace, (check,))


def test_worlds_like_those_of_the_default_run_are_not_empty():
    """In some more of them: of every check there are findings of every grade, and red lamps: the comparison above compares something.

    A household's records are seldom all weak, so that its findings need not be probable.
    """
    seen = set()

    @given(world=worlds(tuple(SHAPES), MONTHS))
    @settings(QUICK, max_examples=200)
    def look(world):
        for check in REGISTER:
            seen.update((check, finding[2], finding[3]) for finding in getattr(oracles, check)(world))

    look()
    grades = {(check, grade) for check, grade, _lamp in seen}
    for name, check in REGISTER.items():
        expected = (
            ("certain", "possible") if check.unit == "household" else ("certain", "probable", "possible")
        )
        assert grades >= {(name, grade) for grade in expected}
    assert {check for check, _grade, lamp in seen if lamp == "red"} == {"deceased", "employment"}

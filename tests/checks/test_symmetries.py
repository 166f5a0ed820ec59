"""What must change nothing: the order of rows, the cut of the keys, the names of people, the files of a delivery."""

import random
from dataclasses import replace

import polars as pl
import pytest
import whole_month
from drawn_cases import Bureau
from drawn_people import resident
from hypothesis import given, settings
from laid_worlds import found_in
from small_worlds import SHAPES, worlds
from test_oracles import MONTHS, QUICK

from assist_cli.checks import REGISTER
from assist_cli.settings.create import create_workspace
from assist_cli.settings.workspace import Workspace

JUNE = "2024-06"
CUT = "people_per_range = 200000"
PLACE = ("file", "row")


@pytest.fixture(scope="module")
def workspaces(tmp_path_factory):
    """People in one range -> a workspace that cuts so."""
    made = {}
    for people in (250_000, 3, 1):
        root = tmp_path_factory.mktemp("cut") / "bureau"
        create_workspace(root, "990102")
        path = root / "assist.toml"
        text = path.read_text(encoding="utf-8")
        assert CUT in text
        path.write_text(text.replace(CUT, f"people_per_range = {people}"), encoding="utf-8")
        made[people] = Workspace(root)
    return made


@given(world=worlds(tuple(SHAPES), MONTHS))
@settings(QUICK, max_examples=1)
def test_cutting_the_keys_into_other_ranges_changes_nothing(world, workspaces):
    whole, threes, singles = (found_in(world, workspaces[people], REGISTER) for people in (250_000, 3, 1))
    for other in (threes, singles):
        assert other.findings.equals(whole.findings)
        assert other.evidence.equals(whole.evidence)
        assert other.coverage.equals(whole.coverage)


def shuffled(world, seed):
    """The same rows in another order."""
    chance = random.Random(seed)  # noqa: S311  an order of rows, not a secret

    def mixed(rows):
        return chance.sample(rows, len(rows))

    return replace(
        world,
        rosters={month: mixed(rows) for month, rows in world.rosters.items()},
        records={source: mixed(rows) for source, rows in world.records.items()},
    )


def without_ties(world):
    """Where two rows of a file say different things of one person, the last is taken; here nobody has two."""

    def first(rows, *keys):
        return list({tuple(row.get(key) for key in keys): row for row in reversed(rows)}.values())

    return replace(
        world,
        rosters={month: first(rows, "person") for month, rows in world.rosters.items()},
        records={source: first(rows, "delivered", "person") for source, rows in world.records.items()},
    )


def nowhere(found):
    """A month's tables without the row numbers."""
    return found.findings, found.evidence.drop("row").sort(pl.all()), found.coverage


@given(world=worlds(tuple(SHAPES), MONTHS))
@settings(QUICK, max_examples=1)
def test_shuffling_the_rows_changes_row_numbers_only(world, workspaces):
    plain = without_ties(world)
    one = found_in(plain, workspaces[250_000], REGISTER)
    other = found_in(shuffled(plain, seed=1), workspaces[250_000], REGISTER)
    assert all(left.equals(right) for left, right in zip(nowhere(one), nowhere(other), strict=True))


def renamed(people):
    """The same people under other IDs and names, in another order of keys; births and sexes stay."""
    found = []
    for at, person in enumerate(people):
        number = resident(400 - at, str(person.born), person.sex) if person.born else None
        key = int(number[:17]) if number else person.key - 5
        found.append(replace(person, key=key, name=f"周{person.name[1:]}{at}"))
    return tuple(found)


OF_A_HOUSEHOLD = [name for name, check in REGISTER.items() if check.unit == "household"]
OF_THE_ONE = ("id_number", "programme", "division_code", "district", "street", "community")
"""What a finding about several people has of the one with the smallest key, at whom it stands."""


def without_names(findings):
    """Findings without what is the person's own, in an order of their own; an account's alone stand in any household."""
    account = (pl.col("check") == "duplicate") & pl.col("months").is_null()
    several = account | pl.col("check").is_in(OF_A_HOUSEHOLD)
    told = findings.drop("finding_id", "name").with_columns(
        pl.col("sources").list.join(";"),
        pl.when(~account).then("household_id").alias("household_id"),
        *(pl.when(~several).then(name).alias(name) for name in OF_THE_ONE),
    )
    return told.sort(pl.all())


@given(world=worlds(tuple(SHAPES), MONTHS))
@settings(QUICK, max_examples=1)
def test_renaming_people_consistently_changes_no_finding(world, workspaces):
    """Apart from the finding's id, which belongs to the person."""
    one = without_names(found_in(world, workspaces[250_000], REGISTER).findings)
    others = replace(world, people=renamed(world.people))
    other = without_names(found_in(others, workspaces[250_000], REGISTER).findings)
    assert one.equals(other)


def published(root, prepare=None):
    """The whole drawn month in a new bureau, delivered as `prepare` changes it: its tables."""
    create_workspace(root, "990102")
    bureau = Bureau(root)
    if prepare:
        prepare(bureau)
    whole_month.deliver(bureau)
    bureau.compare(JUNE)
    return bureau


@pytest.fixture(scope="module")
def straight(tmp_path_factory):
    return published(tmp_path_factory.mktemp("straight") / "bureau")


def test_the_same_deliveries_give_the_same_bytes(straight, tmp_path):
    again = published(tmp_path / "bureau")
    for table in ("findings", "evidence", "coverage", "cases"):
        paths = [bureau.ledger.path(table, JUNE) for bureau in (straight, again)]
        assert paths[0].read_bytes() == paths[1].read_bytes()


def test_a_delivery_in_two_files_gives_the_same_findings(straight, tmp_path):
    """In the evidence only file and row differ; here even the header is repeated in both files."""
    bureau = published(tmp_path / "bureau")
    for source in ("civil.roster", "police.deaths", "police.residents", "police.vehicles"):
        path = bureau.root / "inbox" / f"{source}-{JUNE}.csv"
        header, *lines = path.read_bytes().splitlines(keepends=True)
        parts = []
        for number, half in enumerate((lines[::2], lines[1::2]), start=1):
            part = path.with_name(f"{source}-{number}.csv")
            part.write_bytes(header + b"".join(half))
            parts.append(part)
        bureau.land(source, parts, JUNE)
    bureau.compare(JUNE)
    one, other = straight.ledger.read(JUNE), bureau.ledger.read(JUNE)
    assert other.findings.equals(one.findings)
    assert other.coverage.equals(one.coverage)
    assert other.evidence.drop(PLACE).sort(pl.all()).equals(one.evidence.drop(PLACE).sort(pl.all()))
    assert not other.evidence.equals(one.evidence)

"""Every kind of mess is a switch of its own, and the blocks of a large district do not get into each other's way."""

import filecmp

import polars as pl
import pytest

from assist_cli.synth import Order, blocks, calendar, deliver
from assist_cli.synth.chance import Chance
from assist_cli.synth.desk import Desk
from assist_cli.synth.mess_kinds import ALL, KINDS, OF_10_000, READABLE
from assist_cli.synth.people import population
from assist_cli.synth.sources import SOURCES
from assist_cli.synth.streams import open_delivery
from assist_cli.synth.world import Block

MONTH = "2024-06"
BY_NAME = {source.name: source for source in SOURCES}
SHOWN = ("police.residents", "health.spending", "civil.other_rosters")


@pytest.fixture(scope="module")
def block():
    return Block.of(Chance(3), 3000, [MONTH])


@pytest.fixture(scope="module")
def delivered(block, tmp_path_factory):
    def files(kinds):
        target = tmp_path_factory.mktemp("kinds")
        for name in SHOWN:
            desk = Desk(BY_NAME[name], MONTH, 0, frozenset(kinds), block.chance, block.book.told())
            with open_delivery(target, desk, 3000) as delivery:
                delivery.add(block.table(BY_NAME[name], MONTH), desk)
        return target

    return files


@pytest.fixture(scope="module")
def tidy(delivered):
    return delivered([])


def changed(one, other):
    """Names of the files that differ."""
    names = [path.name for path in (one / MONTH).iterdir()]
    return filecmp.cmpfiles(one / MONTH, other / MONTH, names, shallow=False)[1]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_one_kind_alone_changes_the_files(delivered, tidy, monkeypatch, kind):
    if kind in OF_10_000:
        monkeypatch.setitem(OF_10_000, kind, max(OF_10_000[kind], 100))
    assert changed(tidy, delivered([kind]))


def test_a_kind_that_is_off_leaves_the_others_where_they_were(delivered):
    every, without = (
        pl.read_parquet(delivered(kinds) / "truth/rows/police.residents" / f"month={MONTH}.parquet")
        for kinds in (ALL, ALL - {"scientific"})
    )
    cut = pl.col("reason").str.contains("number_cell").fill_null(value=False)
    assert every.filter(cut).height
    assert every.filter(~cut).equals(without.join(every.filter(cut), on="row", how="anti"))


def test_nothing_that_can_be_read_is_rejected(delivered):
    for path in (delivered(READABLE) / "truth/rows").rglob("*.parquet"):
        assert pl.read_parquet(path)["lands"].all(), path


def test_the_same_order_writes_the_same_bytes_in_several_blocks(tmp_path, monkeypatch):
    monkeypatch.setattr(blocks, "PEOPLE", 200)
    order = Order(500, [MONTH], 5, ALL, SHOWN)
    one, two = tmp_path / "one", tmp_path / "two"
    counts = deliver(one, order)
    assert deliver(two, order) == counts
    assert counts.people == 500
    names = [path.relative_to(one) for path in one.rglob("*") if path.is_file()]
    assert len(names) == 2 * len(SHOWN) + 1
    assert not filecmp.cmpfiles(one, two, names, shallow=False)[1]


def test_blocks_share_no_id_and_no_number():
    first_day = calendar.first_day(MONTH)
    people = pl.concat(
        population(Chance(4, number), 20_000, first_day).select("pid", "household_id", "id_number", "listed")
        for number in (0, 1, 24, 25, 599)
    )
    assert people["id_number"].n_unique() == people["pid"].n_unique() == people.height
    assert people["id_number"].str.slice(0, 6).cast(pl.Int64).is_between(990_000, 994_999).all()
    listed = people.filter("listed").select(pl.col("household_id").n_unique()).item()
    apart = (
        people.filter("listed")
        .group_by(pl.col("pid") // blocks.NUMBERS)
        .agg(pl.col("household_id").n_unique())
    )
    assert apart["household_id"].sum() == listed

"""What the reader makes of files with every mess is what the truth of their rows says, row by row."""

import shutil

import polars as pl
import pytest

from assist_cli.extracts.inbox import claim_files
from assist_cli.settings.shipped import folder
from assist_cli.settings.workspace import Workspace
from assist_cli.store.ingest import Accepted, ingest
from assist_cli.synth import Order, blocks, deliver, further_records, noise
from assist_cli.synth.landing import LANDINGS
from assist_cli.synth.mess_kinds import ALL
from assist_cli.synth.sources import SOURCES

CONFIGURED = Workspace(folder("configs")).sources
COLUMNS = {source.name: source.columns for source in SOURCES}
NAMES = sorted(set(CONFIGURED) & set(LANDINGS))
MONTHS = ["2024-05", "2024-06"]
LONG_ROWS = 200_000
PEOPLE = {
    "civil.roster": LONG_ROWS,
    "police.residents": 90_000,
    "police.deaths": 560_000,
    "health.deaths": 560_000,
    "civil.funerals": 560_000,
    "police.vehicles": 600_000,
    "social_security.contributions": 500_000,
    "social_security.pensions": 380_000,
    "housing_fund.deposits": 1_350_000,
}
"""Roster people for so many rows, where they are not simply everybody outside the roster."""

FEW = Accepted(["number_ids"], "one cell is a large share of a small file")


@pytest.fixture(scope="module")
def messy(tmp_path_factory):
    target = tmp_path_factory.mktemp("messy")
    with pytest.MonkeyPatch.context() as small:
        small.setattr(blocks, "PEOPLE", 1000)
        deliver(target, Order(1800, MONTHS[:1], 11, ALL, NAMES))
    return target


@pytest.mark.parametrize("name", NAMES)
def test_what_lands_is_the_truth(messy, tmp_path, name):
    compare(messy, tmp_path, name, MONTHS[0], FEW)


@pytest.mark.long
@pytest.mark.parametrize("name", NAMES)
def test_what_lands_of_200_000_rows_is_the_truth(tmp_path, monkeypatch, name):
    monkeypatch.setattr(noise, "_DEATHS_PER", 3)
    for source in further_records.SHARES:
        monkeypatch.setitem(further_records.SHARES, source, 1000)
    order = Order(PEOPLE.get(name, 170_000), MONTHS[1:], 12, ALL, [name])
    deliver(tmp_path / "made", order)
    assert compare(tmp_path / "made", tmp_path, name, MONTHS[1]) >= LONG_ROWS


def compare(made, tmp_path, name, month, accepted=Accepted()):  # noqa: B008  a value
    """Ingest one delivery and hold every row against its truth; how many rows there were."""
    shutil.copytree(folder("configs"), tmp_path / "workspace", dirs_exist_ok=True)
    (tmp_path / "workspace/inbox").symlink_to(made)
    workspace = Workspace(tmp_path / "workspace")
    source = workspace.source(name)
    outcome = ingest(workspace, source, claim_files(workspace, month)[name], month, accepted)
    truth = pl.read_parquet(made / "truth/rows" / name / f"month={month}.parquet")
    assert outcome.landed + outcome.rejected == truth.height
    landed, rejected = (
        pl.concat(
            pl.read_parquet(path)
            for path in (workspace.store / kind / name / f"month={month}").glob("*.parquet")
        ).sort("row")
        for kind in ("extracts", "rejected")
    )
    same(reasons(truth.filter(~pl.col("lands")), source), rejected.select("file", "row", reason=told()))
    same(values(truth.filter("lands"), source), stored(landed, source))
    return truth.height


def same(told, read):
    """Two tables without a differing row; the first ones that differ are shown."""
    assert told.columns == read.columns
    differing = told.join(read, on=told.columns, how="anti", nulls_equal=True)
    also = read.join(told, on=told.columns, how="anti", nulls_equal=True)
    with pl.Config(tbl_cols=-1, tbl_rows=20, fmt_str_lengths=40):
        assert differing.is_empty(), f"{differing.height} differ\n{differing.head(5)}\n{also.head(5)}"
        assert told.height == read.height, f"{also.height} are not in the truth\n{also.head(5)}"


def told():
    return pl.col("reason").str.split(";").list.sort()


def renamed(source):
    """Truth column -> column of the store, by the header that both know."""
    return {
        landing.stored or column: next(
            name for name, stored in source.columns.items() if COLUMNS[source.name][column] in stored.headers
        )
        for column, landing in LANDINGS[source.name].items()
    }


def reasons(truth, source):
    ours = renamed(source)
    old, new = [f"{name}:" for name in ours], [f"{name}:" for name in ours.values()]
    return truth.select(
        "file", "row", reason=told().list.eval(pl.element().str.replace_many(old, new)).list.sort()
    )


def values(truth, source):
    """The truth as the store would say it."""
    ours = renamed(source)
    return truth.select(
        "file",
        "row",
        "person_key",
        *(word_to_code(pl.col(old), source.columns[new]).alias(new) for old, new in lasting(ours, source)),
    )


def stored(landed, source):
    key = pl.when(pl.col("person_key") > 0).then("person_key")
    return landed.select(
        "file", "row", key.alias("person_key"), *(new for _old, new in lasting(renamed(source), source))
    )


def lasting(ours, source):
    """Columns that stand in the store: the ID itself only where the source keeps it."""
    return [
        (old, new)
        for old, new in sorted(ours.items())
        if source.columns[new].kind != "id" or source.columns[new].keep
    ]


def word_to_code(word, column):
    words = {spelling: code for code, spellings in column.codes.items() for spelling in (*spellings, code)}
    if column.kind == "integer":
        return word.cast(pl.Int32)
    return word.replace_strict(words, return_dtype=pl.String) if words else word

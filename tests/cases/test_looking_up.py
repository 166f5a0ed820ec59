"""How people are looked up: only their own row groups are read, and it does not matter how a list is cut into parts."""

from pathlib import Path

import polars as pl
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.cn.ric import calc_check_digit

from assist_cli.cases.ledger import Ledger
from assist_cli.cases.lookup import walk
from assist_cli.cases.lookup.links import find_links
from assist_cli.cases.lookup.terms import of_the_call
from assist_cli.extracts.rows import store_schema
from assist_cli.outputs.lookup.answers import answers
from assist_cli.settings.create import create_workspace
from assist_cli.settings.workspace import Workspace
from assist_cli.store.catalogue import Catalogue
from assist_cli.store.rows_files import DELIVERY

PEOPLE, GROUP = 400, 50
SOURCES = ("civil.roster", "police.residents", "police.deaths")


def key(person: int) -> int:
    return int(f"9901021960{person // 28 % 12 + 1:02d}{person % 28 + 1:02d}{person:03d}")


def number(person: int) -> str:
    return f"{key(person)}{calc_check_digit(f'{key(person)}0')}"


def rows(source: str, schema: pl.Schema) -> pl.DataFrame:
    """One row a person in the order of keys, in the roster two of a household."""
    people = sorted(range(PEOPLE), key=key)
    told = pl.DataFrame(
        {
            "person_key": [key(person) for person in people],
            "id_number": [number(person) for person in people],
            "id_kind": ["resident"] * PEOPLE,
            "household_id": [f"H{person // 2}" for person in people],
            "name": [f"甲{person}" for person in people],
            "file": [f"{source}.csv"] * PEOPLE,
            "row": [person + 2 for person in people],
        }
    )
    return told.select(
        (pl.col(name) if name in told.columns else pl.lit(None)).cast(kind).alias(name)
        for name, kind in schema.items()
    )


@pytest.fixture(scope="module")
def workspace(tmp_path_factory) -> Workspace:
    """Two months of three sources, each in several row groups."""
    made = create_workspace(tmp_path_factory.mktemp("looked up") / "bureau", "990102")
    for source in SOURCES:
        table = rows(source, pl.Schema(store_schema(made.source(source))))
        for month in ("2024-05", "2024-06"):
            path = Catalogue(made.store).extract(source, month).path
            path.parent.mkdir(parents=True)
            table.write_parquet(path, row_group_size=GROUP, metadata={DELIVERY: f"{source} {month}"})
    return made


def spoil_all_groups_but(path: Path, kept: int) -> None:
    """Overwrite the pages of every other row group; what the footer says of them stays."""
    footer = pq.ParquetFile(path).metadata
    content = bytearray(path.read_bytes())
    for group in set(range(footer.num_row_groups)) - {kept}:
        for column in range(footer.num_columns):
            chunk = footer.row_group(group).column(column)
            start = min(filter(None, (chunk.dictionary_page_offset, chunk.data_page_offset)))
            content[start : start + chunk.total_compressed_size] = b"\xff" * chunk.total_compressed_size
    path.write_bytes(content)


def test_only_the_row_groups_that_may_hold_a_person_are_read(workspace):
    """Pages of all other groups are rubbish, which nobody notices who does not read them."""
    paths = [Catalogue(workspace.store).extract(source, "2024-05").path for source in SOURCES]
    whole = [path.read_bytes() for path in paths]
    kept = 3
    people = sorted(range(PEOPLE), key=key)[kept * GROUP : (kept + 1) * GROUP]
    before = list(answers(workspace, of_the_call([number(person) for person in people])))
    try:
        for path in paths:
            spoil_all_groups_but(path, kept)
            with pytest.raises(pl.exceptions.PolarsError):
                pl.read_parquet(path)
        for asked in (people[:1], [people[0], people[-1]], people):
            told = list(answers(workspace, of_the_call([number(person) for person in asked])))
            assert [len(answer.records) for answer in told] == [2 * len(SOURCES)] * len(asked)
        assert told == before
    finally:
        for path, content in zip(paths, whole, strict=True):
            path.write_bytes(content)


@settings(max_examples=25, deadline=None)
@given(
    terms=st.lists(
        st.one_of(
            st.integers(0, PEOPLE - 1).map(number),
            st.integers(0, PEOPLE // 2 - 1).map("H{}".format),
            st.sampled_from(["H nobody", "990102199912310017"]),
        ),
        min_size=1,
        max_size=12,
    ),
    people_per_part=st.integers(1, 6),
)
def test_a_list_cut_into_parts_is_answered_the_same(workspace, terms, people_per_part):
    asked = of_the_call(terms)
    whole = list(answers(workspace, asked))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(walk, "PEOPLE_PER_PART", people_per_part)
        parts = list(answers(workspace, asked))
    assert sorted(parts, key=repr) == sorted(whole, key=repr)
    for term, text in enumerate(terms, start=1):
        own = [answer for answer in whole if answer.term == term]
        household = text.startswith("H") and text[1:].isdigit()
        assert len(own) == (2 if household else 1)
        assert [len(answer.records) for answer in own] == [
            0 if text in ("H nobody", "990102199912310017") else 2 * len(SOURCES)
        ] * len(own)


def test_without_a_compared_month_there_are_no_findings(workspace):
    assert find_links(Ledger(workspace.store), [key(1)]).is_empty()

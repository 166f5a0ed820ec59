"""docs/divisions.md: its table is read as the page says, in both languages the same."""

import re
from pathlib import Path

import polars as pl
import pytest

from assist_cli.settings.divisions import read_divisions
from assist_cli.settings.national import national

TEXT = (Path(__file__).parents[1] / "docs" / "divisions.md").read_text(encoding="utf-8")


@pytest.fixture
def divisions(tmp_path):
    path = tmp_path / "divisions.csv"
    path.write_text(re.search(r"^```csv\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE)[1], encoding="utf-8")
    return read_divisions(path)


@pytest.mark.parametrize(
    ("code", "parts"),
    [
        ("990104001", ["990102"]),
        ("990105", ["990102", "990103"]),
        ("990102009001", ["990102001", "990102002"]),
        ("990102001001", ["990102001001"]),
    ],
)
def test_the_pages_table_says_what_the_page_says_of_it(divisions, code, parts):
    told = pl.DataFrame({"code": [code]}).select(divisions.parts(pl.col("code")))
    assert told.item().to_list() == parts


def test_the_page_states_how_many_former_divisions_there_are():
    count = len(national().successors)
    assert f"the {count:,} that there have been since 1980" in TEXT
    assert f"1980 年以来撤销、变更的 {count} 个代码" in TEXT

"""docs/sources.md: the fifteenth source lands as the page says, and its tables are those of the configuration."""

import re
from datetime import date

import polars as pl
import pytest

from assist_cli.extracts.cells.kinds import TYPES, read_cell
from assist_cli.extracts.inbox import claim_files
from assist_cli.settings.create import create_workspace
from assist_cli.settings.values import Column, Gates, Source, Text
from assist_cli.settings.workspace import Workspace
from source_tables import PAGE, written
from test_readme import follow, walkthroughs

TEXT = PAGE.read_text(encoding="utf-8")
NAME = "disability.cards"


def block(language):
    return re.search(rf"^```{language}\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE)[1]


@pytest.fixture
def bureau(tmp_path):
    """A workspace with the page's source, and its file beside it."""
    workspace = create_workspace(tmp_path / "bureau", "990102")
    (workspace.root / "sources" / f"{NAME}.toml").write_text(block("toml"), encoding="utf-8")
    (workspace.root / "残联残疾人证202406.csv").write_bytes(block("csv").encode("gb18030"))
    return Workspace(workspace.root)


def test_the_fifteenth_source_lands_as_the_page_shows(bureau):
    assert len(bureau.sources) == 17
    assert follow("docs/sources.md", "C", bureau.root) == 3
    landed = pl.read_parquet(bureau.store / f"extracts/{NAME}/month=2024-06/extract.parquet").sort("row")
    assert landed.select("person_key", "name", "level", "valid_until", "state").rows() == [
        (99010219620101123, "张三", "level_2", date(2030, 5, 31), "valid"),
        (99010219780315002, "李四", "level_1", date(2026, 2, 28), "valid"),
        (99010219550620301, "王五", "level_3", None, "ended"),
    ]
    rejected = pl.read_parquet(bureau.store / f"rejected/{NAME}/month=2024-06/rejected.parquet")
    assert rejected.select("row", "reason").rows() == [(5, "valid_until:not_a_date")]


def test_the_page_shows_what_status_says_of_every_column(bureau):
    shown = dict(walkthroughs("docs/sources.md"))[f"assist status --source {NAME}"]
    assert "…" not in shown
    for name, column in bureau.source(NAME).columns.items():
        assert re.search(rf"^{name} +{column.kind}, \w+ ", shown, re.MULTILINE)
        assert column.headers[0] in shown


def test_the_fifteenth_source_is_told_by_the_name_of_its_file(bureau):
    month = bureau.inbox / "2024-06"
    month.mkdir()
    (bureau.root / "残联残疾人证202406.csv").rename(month / "残联残疾人证202406.csv")
    assert list(claim_files(bureau, "2024-06")) == [NAME]


def test_the_pages_tables_are_those_of_the_configuration():
    assert written(TEXT) == TEXT, "call `python tests/source_tables.py`"


def test_a_table_that_has_drifted_would_be_noticed():
    assert written(TEXT.replace("| `paid` |", "| `payed` |")) == TEXT
    assert written("no sections") == "no sections"


def test_the_page_names_every_kind_and_every_key():
    models = (Source, Column, Gates)
    keys = {field.alias or name for model in models for name, field in model.model_fields.items()}
    assert [key for key in keys if not re.search(rf"`(\[\w+\.NAME\.|\[)?{key}(\.NAME)?\]?`", TEXT)] == []
    assert [kind for kind in TYPES if f"\n| `{kind}` |" not in TEXT] == []


def examples(kind, place):
    """The cells in backticks that a row of the table of kinds says are read (3) or refused (4)."""
    row = next(line for line in TEXT.splitlines() if line.startswith(f"| `{kind}` |"))
    return re.findall(r"`([^`]+)`", row.split("|")[place])


@pytest.mark.parametrize("kind", ["account", "date", "month", "amount", "number", "share", "integer"])
def test_what_the_page_says_is_read_is_read_and_what_is_refused_is_refused(kind):
    column = Column(kind=kind, meaning=Text(zh="列", en="column"), headers=["列"])
    reading = read_cell("cell", column, serials=False)
    for place, is_read in ((3, True), (4, False)):
        cells = pl.DataFrame({"cell": examples(kind, place)}, schema={"cell": pl.String})
        read = cells.select("cell", value=reading.value, problem=reading.problem)
        assert read.filter(pl.col("value").is_not_null() != is_read).is_empty(), read
        assert read.filter(pl.col("problem").is_null() != is_read).is_empty(), read
    assert examples(kind, 3) or kind == "account"
    assert examples(kind, 4)

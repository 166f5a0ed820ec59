"""The table of divisions."""

import polars as pl
import pytest

from assist_cli.errors import ConfigurationError
from assist_cli.settings.divisions import COMMUNITY, STREET, Divisions, read_divisions
from assist_cli.settings.workspace import Workspace

FILE = "divisions.csv"


def test_the_shipped_table_is_read(root):
    divisions = Workspace(root).divisions
    assert divisions.name("990102001") == "东湖街道"
    assert divisions.name("123456") == "123456"


@pytest.mark.parametrize(
    "text",
    ["code,name,parent\n", "\ufeffcode,name,parent\r\n99,九九省,\r\n", "code,name,parent\n\n99,九九省,\n"],
)
def test_a_bom_line_ends_and_blank_lines_are_no_fault(tmp_path, text):
    (tmp_path / FILE).write_text(text, encoding="utf-8", newline="")
    assert read_divisions(tmp_path / FILE).names in ({}, {"99": "九九省"})


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("code,name,parent", "code,nam,parent", 1, "the first line must be code,name,parent"),
        ("code,name,parent\n", "", 1, "the first line must be code,name,parent"),
        ("9901,明州市", "99011,明州市", 3, "a code of 2, 4, 6, 9 or 12 digits"),
        ("9901,明州市", "99A1,明州市", 3, "a code of 2, 4, 6, 9 or 12 digits"),
        ("9901,明州市,99", "9901,明州市", 3, "a code of 2, 4, 6, 9 or 12 digits"),
        ("9901,明州市,99", "9901,明州市,99,x", 3, "a code of 2, 4, 6, 9 or 12 digits"),
        ("990103,西岭区", "990102,西岭区", 5, "already listed"),
        ("990103,西岭区,9901", "990103,西岭区,990103", 5, "succeeds itself"),
        ("9901,明州市,99", "9901,明州市,9a", 3, "a code of 2, 4, 6, 9 or 12 digits"),
        ("990103,西岭区,9901", "990103,西岭区,990102001", 5, "a code of 2, 4, 6, 9 or 12 digits"),
    ],
)
def test_a_row_that_is_no_division_is_told_with_its_line(edited, old, new, line, said):
    workspace = edited(FILE, old, new)
    with pytest.raises(ConfigurationError, match=said) as caught:
        _ = workspace.divisions
    assert caught.value.what.startswith(f"{workspace.root / FILE}:{line}: ")
    assert caught.value.remedy


def test_an_empty_file_is_told(tmp_path):
    (tmp_path / FILE).touch()
    with pytest.raises(ConfigurationError, match=":1: the first line"):
        read_divisions(tmp_path / FILE)


def test_names_at_a_length_are_those_of_the_divisions_that_hold_a_code():
    divisions = Divisions({"990102": "东湖区", "990102001": "东湖街道", "990102001001": "湖滨社区"})
    codes = pl.DataFrame({"code": ["990102001001", "990102001", "990102", "990103001001", None]})
    told = codes.select(
        street=divisions.name_at(pl.col("code"), STREET),
        community=divisions.name_at(pl.col("code"), COMMUNITY),
    )
    assert told.rows() == [
        ("东湖街道", "湖滨社区"),
        ("东湖街道", None),
        (None, None),
        (None, None),
        (None, None),
    ]


def test_an_empty_table_names_nothing():
    told = pl.DataFrame({"code": ["990102001"]}).select(Divisions().name_at(pl.col("code"), STREET))
    assert told.rows() == [(None,)]


def test_a_table_that_is_gone_is_a_fault_of_the_configuration(root):
    (root / FILE).unlink()
    with pytest.raises(ConfigurationError):
        _ = Workspace(root).divisions


def test_a_table_saved_by_a_chinese_excel_is_a_fault_of_the_configuration(root):
    (root / FILE).write_bytes((root / FILE).read_text(encoding="utf-8").encode("gb18030"))
    with pytest.raises(ConfigurationError):
        _ = Workspace(root).divisions


def test_full_width_digits_are_no_code(edited):
    with pytest.raises(ConfigurationError):
        _ = edited(FILE, "9901,明州市", "９９０１,明州市").divisions


def test_a_former_division_is_the_one_it_was_renamed_or_merged_into(edited):
    """990105 became 990104 and that 990102; one of its streets went elsewhere by itself."""
    former = "990104,旧东湖县,990102\n990105,东湖县,990104\n990105002,渡口镇,990103002\n990102009,老街道,990102001\n"
    divisions = edited(FILE, "990103,西岭区,9901\n", "990103,西岭区,9901\n" + former).divisions
    today = {
        "990105001003": "990102",
        "990105": "990102",
        "990105002": "990103002",
        "990105002007": "990103002",
        "990102009001": "990102001",
        "990102001001": "990102001001",
        "9901": "9901",
        None: None,
    }
    codes = pl.DataFrame({"code": list(today)}, schema={"code": pl.String})
    assert codes.select(divisions.today(pl.col("code")))["code"].to_list() == list(today.values())
    assert sorted(divisions.names_of("990102")) == ["东湖区", "东湖县", "旧东湖县"]


def test_divisions_that_succeed_each_other_are_told(edited):
    with pytest.raises(ConfigurationError, match=":4: this division succeeds itself"):
        _ = edited(FILE, "9901,明州市,99\n", "9901,明州市,99\n990104,甲,990105\n990105,乙,990104\n").divisions

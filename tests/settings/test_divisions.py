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
    assert sorted(map(divisions.name, divisions.former("990102"))) == ["东湖县", "旧东湖县"]


PARTED = (
    "990104,大湖县,990102\n990104,大湖县,990103\n990102009,老街道,990102001\n990102009,老街道,990102002\n"
)


def both(divisions, *codes):
    """Code -> what is told of it today, and the divisions that it may lie in."""
    told = pl.DataFrame({"code": codes}, schema={"code": pl.String}).select(
        "code", today=divisions.today(pl.col("code")), parts=divisions.parts(pl.col("code"))
    )
    return {code: (today, parts) for code, today, parts in told.iter_rows()}


def test_a_split_division_is_what_its_parts_share(edited):
    divisions = edited(FILE, "990103,西岭区,9901\n", "990103,西岭区,9901\n" + PARTED).divisions
    assert both(divisions, "990104001002", "990102009", "990102002001", None) == {
        "990104001002": ("9901", ["990102", "990103"]),
        "990102009": ("990102", ["990102001", "990102002"]),
        "990102002001": ("990102002001", ["990102002001"]),
        None: (None, None),
    }
    assert divisions.former("990102") == []
    assert divisions.partly_former("990102") == ["990104"]
    assert divisions.name("990104") == "大湖县"


def test_a_former_division_whose_name_a_part_kept_is_meant_by_that_name_no_more(edited):
    parted = PARTED.replace("大湖县", "西岭区")
    divisions = edited(FILE, "990103,西岭区,9901\n", "990103,西岭区,9901\n" + parted).divisions
    assert divisions.partly_former("990102") == []


def test_the_steps_of_a_split_are_followed_and_parts_that_meet_again_are_one(edited):
    """990107 was split, one part of it renamed, the other split again; both parts of 990108 were merged."""
    former = (
        "990107,甲,990105\n990107,甲,990106\n990105,乙,990103\n990106,丙,990102\n990106,丙,990201\n"
        "990108,丁,990109\n990108,丁,990110\n990109,戊,990202\n990110,己,990202\n"
    )
    divisions = edited(FILE, "990103,西岭区,9901\n", "990103,西岭区,9901\n" + former).divisions
    assert both(divisions, "990107", "990108001") == {
        "990107": ("99", ["990102", "990103", "990201"]),
        "990108001": ("990202", ["990202"]),
    }


@pytest.mark.parametrize(
    "rows",
    [
        "990104,甲,990102\n990104,甲,990102\n",
        "990104,甲,990102\n990104,甲,9901\n",
        "990104,甲,9901\n990104,甲,990102\n",
    ],
)
def test_a_code_stands_twice_only_with_two_successors(edited, rows):
    with pytest.raises(ConfigurationError, match=":7: this code was already listed"):
        _ = edited(FILE, "990103,西岭区,9901\n", "990103,西岭区,9901\n" + rows).divisions


def test_parts_that_succeed_the_whole_are_told(edited):
    rows = "990104,甲,990102\n990104,甲,990105\n990105,乙,990104\n"
    with pytest.raises(ConfigurationError, match="succeeds itself"):
        _ = edited(FILE, "990103,西岭区,9901\n", "990103,西岭区,9901\n" + rows).divisions


def test_the_national_table_stands_behind_the_bureaus_own():
    """440682 was split in 2002, 440681 became 440606; 110103 and 110104 were merged into their neighbours."""
    plain = Divisions(home="440605")
    assert both(plain, "440682", "440681103005", "110103", "440605004") == {
        "440682": ("4406", ["440604", "440605"]),
        "440681103005": ("440606", ["440606"]),
        "110103": ("110101", ["110101"]),
        "440605004": ("440605004", ["440605004"]),
    }
    assert (plain.name("440682"), plain.place("440682103"), plain.above("110101")) == (
        "南海市",
        "佛山市南海市",
        "北京市",
    )
    own = Divisions(
        {"440681": "顺德市", "440682": "南海市", "110103004": "天桥街道"}, {"440682": ("440605",)}, "440605"
    )
    assert both(own, "440682", "440681103005", "110103", "110103004002", "110103005") == {
        "440682": ("440605", ["440605"]),
        "440681103005": ("440681103005", ["440681103005"]),
        "110103": ("110101", ["110101"]),
        "110103004002": ("110103004002", ["110103004002"]),
        "110103005": ("110101", ["110101"]),
    }
    assert own.name("440681") == "顺德市"


def test_the_bureaus_steps_are_followed_into_the_national_table():
    """The bureau says that its 440699 became 440682, which the country split; and a circle of both tables ends."""
    own = Divisions({"440699": "旧区"}, {"440699": ("440682",)}, "440605")
    assert both(own, "440699")["440699"] == ("4406", ["440604", "440605"])
    circle = Divisions({"440606": "顺德区"}, {"440606": ("440681",)}, "440605")
    assert both(circle, "440606", "440681") == {
        "440606": ("440606", ["440606"]),
        "440681": ("440681", ["440681"]),
    }


def test_a_code_that_no_table_knows_is_told_as_deep_as_one_does():
    """130171 is a development zone that only statistics know, as is the bureau's own; nothing is known of 88."""
    told = both(Divisions(home="130172"), "130171003", "130172001004", "1399", "88", "990101")
    assert told == {
        "130171003": ("1301", ["1301"]),
        "130172001004": ("130172001004", ["130172001004"]),
        "1399": ("13", ["13"]),
        "88": (None, None),
        "990101": (None, None),
    }


def test_a_jurisdiction_that_is_a_former_division_is_what_became_of_it():
    divisions = Divisions(home="440682")
    assert divisions.now("440682") == ("440604", "440605")
    assert both(divisions, "440682001")["440682001"] == ("4406", ["440604", "440605"])


def test_divisions_that_succeed_each_other_are_told(edited):
    with pytest.raises(ConfigurationError, match=":4: this division succeeds itself"):
        _ = edited(FILE, "9901,明州市,99\n", "9901,明州市,99\n990104,甲,990105\n990105,乙,990104\n").divisions

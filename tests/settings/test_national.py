"""The national table of divisions: what it holds, and that it is read only when it is needed."""

import csv
import io
import subprocess
import sys
from collections import Counter
from pathlib import Path

import polars as pl
import pytest

import national_table
from assist_cli.settings import national as module
from assist_cli.settings.divisions import Divisions
from assist_cli.settings.national import national

TABLE = national()
TODAY = TABLE.names.keys() - TABLE.successors.keys()


@pytest.fixture(scope="module")
def rows():
    text = Path(module.__file__).with_name("national_divisions.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))


def test_every_row_is_a_division_of_today_or_a_former_one_with_successors_of_today(rows):
    assert {len(row["code"]) for row in rows} == {2, 4, 6}
    assert all(row["code"].isdecimal() and row["name"] for row in rows)
    assert all(bool(row["successor"]) == bool(row["since"]) for row in rows)
    assert all(row["successor"] in TODAY for row in rows if row["successor"])
    assert all(1981 <= int(row["since"]) <= 2025 for row in rows if row["since"])
    keys = [(row["code"], row["successor"]) for row in rows]
    assert keys == sorted(set(keys))


def test_the_counts_are_those_that_are_known_of_the_country(rows):
    """34 at province level with Taiwan, 333 cities, 2,845 counties at the end of 2025; the rest by counting."""
    assert Counter(map(len, TODAY)) == {2: 34, 4: 333, 6: 2845}
    assert len(TABLE.successors) == 3546
    since_1997 = {row["code"] for row in rows if row["since"] and int(row["since"]) >= 1997}
    assert len(since_1997) == 1266
    assert sum(len(TABLE.successors[old]) > 1 for old in since_1997) == 84


@pytest.mark.parametrize(
    ("former", "successors"),
    [
        ("110103", ["110101"]),
        ("342401", ["341502", "341503"]),
        ("320483", ["320411", "320412"]),
        ("440682", ["440604", "440605"]),
        ("310224", ["310115"]),
        ("371202", ["370116"]),
        ("341402", ["340181"]),
        ("3424", ["3404", "3415"]),
        ("513001", ["511702"]),
        ("5302", ["530113"]),
        ("510221", ["500115"]),
        ("460100", None),
    ],
)
def test_some_that_everybody_knows(former, successors):
    """崇文, 六安, 武进, 南海, 川沙, 莱芜's 莱城, 巢湖's 居巢, the prefecture of 六安, 达川, 东川, 长寿, and no code at all."""
    assert list(TABLE.successors.get(former, ())) == (successors or [])


def test_no_code_of_today_is_taken_for_another():
    """Nor is a community of it."""
    codes = pl.DataFrame({"code": sorted([*TODAY, *(code + "001002" for code in TODAY if len(code) == 6)])})
    divisions = Divisions(home="130102")
    code = pl.col("code")
    told = codes.select(code, today=divisions.today(code), parts=divisions.parts(code).list.join(" "))
    assert told.filter((code != pl.col("today")) | (code != pl.col("parts"))).is_empty()
    assert told.height == 34 + 333 + 2 * 2845


def test_importing_and_reading_a_workspace_do_not_read_the_table(root):
    program = (
        "import sys; from pathlib import Path\n"
        "from assist_cli.settings.workspace import Workspace\n"
        "from assist_cli.settings.national import national\n"
        "workspace = Workspace(Path(sys.argv[1]))\n"
        "assert workspace.divisions.place('990102001') == '明州市东湖区东湖街道'\n"
        "assert national.cache_info().currsize == 0\n"
        "assert workspace.divisions.name('110101') == '东城区'\n"
        "assert national.cache_info().currsize == 1\n"
    )
    subprocess.run([sys.executable, "-c", program, root], check=True)


YEARS = {
    1: """
        99 九九省 | 9921 明州地区 | 992101 明州市 | 992122 东湖县 | 992124 白沙县 | 9902 青川市
        990201 城区 | 990202 桥东区 | 990203 郊区 | 990221 盐县 | 990222 渡口县
        """,
    2: """
        99 九九省 | 9901 明州市 | 990102 湖滨区 | 990103 塔影区 | 990122 东湖县 | 990124 白沙回族自治县
        9902 青川市 | 990201 城区 | 990202 新桥区 | 990203 郊区 | 990281 盐州市 | 990222 渡口县
        """,
    3: """
        99 九九省 | 9901 明州市 | 990102 湖滨区 | 990103 塔影区 | 990104 东湖区 | 990124 白沙回族自治县
        9902 青川市 | 990201 城区 | 990202 新桥区 | 990281 盐州市 | 9903 渡口市
        """,
}


def drawn_years():
    return {
        year: dict(part.split() for line in text.strip().splitlines() for part in line.split(" | "))
        for year, text in YEARS.items()
    }


def test_what_became_of_a_code_is_concluded_from_names():
    """990222 became a city without districts; 990203 was merged into a neighbour, which lies in one city or the other."""
    found = {(code, new, since) for code, _name, new, since in national_table.History(drawn_years()).rows()}
    assert {row for row in found if row[1]} == {
        ("9921", "9901", 2),
        ("992101", "990102", 2),
        ("992101", "990103", 2),
        ("992122", "990104", 2),
        ("992124", "990124", 2),
        ("990221", "990281", 2),
        ("990122", "990104", 3),
        ("990203", "9902", 3),
        ("990203", "9903", 3),
        ("990222", "9903", 3),
    }
    assert {code for code, new, _since in found if not new} == set(drawn_years()[3])

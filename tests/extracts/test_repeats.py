"""Titles and headers that a page prints again are told apart from data."""

import polars as pl
from drawn_files import EVERYTHING, POLICE, resident
from drawn_headers import cells_of
from hypothesis import given
from hypothesis import strategies as st

from assist_cli.extracts.columns.header import Heading, find_heading
from assist_cli.extracts.repeats import find_repeats

PAGE = """
东湖区2024年5月死亡注销人员登记表 第1页 | | |
填报单位:东湖分局 | | 单位:人 |
公民身份号码 | 姓名 | 死亡日期 | 注销类别
"""


def batch(rows, width):
    padded = [[*row, *[""] * width][:width] for row in rows]
    return pl.DataFrame(padded, schema=[f"c{at}" for at in range(width)], orient="row")


def repeats(page, below, source=POLICE):
    heading = find_heading("f", cells_of(page), source)
    return find_repeats(batch(cells_of(below), len(heading.headers)), heading).to_list()


def test_the_page_again_with_its_own_numbers():
    below = f"""
    {resident(1)} | 张三 | 2024-05-01 | 死亡
    东湖区2024年6月死亡注销人员登记表  第12页 | | |
    填报单位: 东湖分局 | | 单位:人 |
    公民身份号码 | 姓 名 | 死亡日期 | 注销类别
    {resident(2)} | 李四 | 2024-05-02 | 死亡
    """
    assert repeats(PAGE, below) == [False, True, True, True, False]


def test_a_row_that_only_begins_like_a_page_is_data():
    below = """
    公民身份号码 | 张三 | 2024-05-01 | 死亡
    填报单位:东湖分局 | 张三 | 单位:人 |
    填报单位:西岭分局 | | 单位:人 |
    """
    assert repeats(PAGE, below) == [False, False, False]


def test_both_rows_of_a_two_level_header():
    page = """
    死者 | | 死亡日期 | 注销类别
    姓名 | 公民身份号码 | |
    """
    below = """
    死者 | | 死亡日期 | 注销类别
    姓名 | 公民身份号码 | |
    死者 | 1 | 死亡日期 | 注销类别
    """
    assert repeats(page, below) == [True, True, False]


def test_a_row_above_the_header_that_could_be_a_persons_is_never_looked_for():
    someone = f"{resident(1)} | 张三 | 2024-05-01 | 死亡"
    assert repeats(f"{someone}\n公民身份号码 | 姓名 | 死亡日期 | 注销类别", someone) == [False]


def test_cells_that_are_missing_count_as_empty():
    heading = Heading(1, ["姓名", ""], above=(("姓名", ""),))
    cells = pl.DataFrame(
        {"c0": ["姓名", None, "姓名"], "c1": [None, None, "x"]}, schema_overrides={"c1": pl.String}
    )
    assert find_repeats(cells, heading).to_list() == [True, False, False]


def test_no_title_and_no_row():
    heading = find_heading("f", [["身份证号", "姓名"]], EVERYTHING)
    assert find_repeats(batch([], 2).cast(pl.String), heading).to_list() == []
    assert find_repeats(batch([["身份证号", "姓名"]], 2), Heading(1, ["身份证号", "姓名"])).to_list() == [
        False
    ]


@given(
    st.lists(st.lists(st.text("0123456789张三*.[]()^$ 死", max_size=6), min_size=4, max_size=4), max_size=8)
)
def test_a_row_is_a_repeat_only_if_it_is_one_in_plain_python(rows):
    header = cells_of(PAGE)[-1]
    heading = find_heading("f", cells_of(PAGE), POLICE)
    marked = find_repeats(batch([*rows, header], 4).cast(pl.String), heading).to_list()
    assert marked == [*[False] * len(rows), True]

"""Several people in one cell: told apart with proof, else rejected whole; no amount is paid twice over."""

import polars as pl
import pytest
from drawn_files import POLICE, ROSTER, resident
from hypothesis import given
from hypothesis import strategies as st

from assist_cli.extracts.several_people import SEVERAL, WAS_SPLIT, split_people

A, B, C = resident(1), resident(2), resident(3)
OLD = "990102500101001"


def raw(*rows, source=ROSTER):
    """Rows as they come: raw cells under canonical names, the row number, and what the reader keeps beside."""
    named = [dict.fromkeys(source.columns, "") | row for row in rows]
    return (
        pl.DataFrame(named, schema={**dict.fromkeys(source.columns, pl.String)}, orient="row")
        .with_row_index("row", 2)
        .with_columns(surplus=pl.lit(value=False))
    )


def split(*rows, household_amounts=False):
    return split_people(raw(*rows), ROSTER, household_amounts=household_amounts)


def people(table, *columns):
    return table.select(*columns).rows()


def household(**cells):
    return {
        "household_id": "H1",
        "name": "张三、李四",
        "id_number": f"{A}、{B}",
        "amount": "600、500",
        **cells,
    }


@pytest.mark.parametrize("sign", ["、", "，", ",", ";", "；", "/", "|", "\n", "\r\n", " 、 ", "、\n", "／"])
def test_two_people_by_every_separator(sign):
    table = split(household(name=f"张三{sign}李四", id_number=f"{A}{sign}{B}", amount=""))
    assert people(table, "row", "name", "id_number", WAS_SPLIT, SEVERAL) == [
        (2, "张三", A, True, None),
        (2, "李四", B, True, None),
    ]


@pytest.mark.parametrize(
    ("name", "id_number", "found"),
    [
        ("买买提·艾力、阿依·古丽", f"{A}、{B}", ["买买提·艾力", "阿依·古丽"]),
        ("张三、李四", f"{A} {B}", ["张三", "李四"]),
        ("张三  李四", f"{A}  {B}", ["张三", "李四"]),
        ("欧阳小明\n李四", f"{A}，{B}", ["欧阳小明", "李四"]),
        ("张 三、李 四", f"{A}、{B}、", ["张 三", "李 四"]),
        ("张三（户主）、李四（配偶）", f"{A.lower()}；{B}", ["张三（户主）", "李四（配偶）"]),
        ("张三、李四", f"{OLD}、{B}", ["张三", "李四"]),
        ("张三、李四", f"{A}、E12345678", ["张三", "李四"]),
        ("张三、李四、王五", f"{A}\n{B}\n{C}", ["张三", "李四", "王五"]),
        ("张三、李四", f"{A}12、{B}", ["张三", "李四"]),
        ("张三、李四", f"'{A}、'{B}", ["张三", "李四"]),
    ],
)
def test_as_many_names_as_numbers_are_that_many_people(name, id_number, found):
    table = split(household(name=name, id_number=id_number, amount=""))
    assert table["name"].to_list() == found
    assert table[WAS_SPLIT].all()


@pytest.mark.parametrize(
    ("name", "id_number"),
    [
        ("张三", f"{A}、{B}"),
        ("", f"{A}、{B}"),
        ("张三、李四、王五", f"{A}、{B}"),
        ("张三、、李四", f"{A}、{B}、{C}"),
        ("张三 李四", f"{A}、{B}"),
        ("张  三", f"{A}、{B}"),
        ("欧阳  娜娜", f"{A}、E12345678"),
        ("张三、李四", f"{A}、{A}"),
        ("张三、李四", f"{A}、{B}(李四)"),
        ("张三、李四", f"{A}(原{OLD})"),
        ("张三、李四", f"{A}、{B}、不详"),
        ("张三（户主、低保户）", f"{A}、{B}"),
        ("张三、13800000000", f"{A}、{B}"),
    ],
)
def test_without_proof_the_row_is_rejected_whole(name, id_number):
    table = split(household(name=name, id_number=id_number, amount="600、500"))
    assert people(table, "name", "id_number", WAS_SPLIT, SEVERAL) == [
        (name, id_number, False, "id_number:several_people")
    ]


@pytest.mark.parametrize(
    "id_number",
    [
        A,
        "",
        A.lower(),
        f"'{A}",
        f"{A}12",
        f"{A}（已核）",
        f"{A}/13800000000",
        "无",
        "E12345678",
        f"{A} ",
        "Ａ" * 9,
    ],
)
def test_one_number_is_left_alone_whatever_the_names(id_number):
    table = split(household(id_number=id_number))
    assert people(table, "name", "id_number", WAS_SPLIT, SEVERAL) == [("张三、李四", id_number, False, None)]


@pytest.mark.parametrize(
    ("amount", "shares"),
    [
        ("600、500", ["600", "500"]),
        ("600.00元、1,200.50元", ["600.00元", "1,200.50元"]),
        ("600.5，500.5", ["600.5", "500.5"]),
        ("600\n500", ["600", "500"]),
        ("", ["", ""]),
        ("-", ["-", "-"]),
        ("1100", None),
        ("600,500", None),
        ("600、500、1100", None),
        ("600、元", None),
        ("600/月", None),
    ],
)
def test_an_amount_is_split_by_proof_and_never_repeated(amount, shares):
    table = split(household(amount=amount))
    if shares is None:
        assert people(table, "amount", SEVERAL) == [(amount, "amount:several_people")]
    else:
        assert table["amount"].to_list() == shares
        assert table[SEVERAL].null_count() == 2


@pytest.mark.parametrize(
    ("amount", "landed"), [("1100", ["1100", "1100"]), ("", ["", ""]), ("600、500", None)]
)
def test_an_amount_of_the_household_stands_in_every_row_of_it(amount, landed):
    table = split(household(amount=amount), household_amounts=True)
    assert (None if table[SEVERAL][0] else table["amount"].to_list()) == landed


def test_other_cells_are_split_where_they_have_as_many_parts_and_repeated_otherwise():
    table = split(
        household(
            household_id="H、1",
            household_size="2",
            street="甲街道、乙街道",
            community="甲/乙",
            status="在保、停保",
            address="湖滨路1号、2号",
            approved_on="2024/5",
        )
    )
    assert people(table, "household_id", "household_size", "street", "community", "status", "address", "approved_on") == [
        ("H、1", "2", "甲街道", "甲/乙", "在保", "湖滨路1号、2号", "2024/5"),
        ("H、1", "2", "乙街道", "甲/乙", "停保", "湖滨路1号、2号", "2024/5"),
    ]  # fmt: skip


def test_the_order_of_rows_and_the_columns_beside_are_kept():
    one = {"name": "王五", "id_number": C}
    table = split(one, household(), one, household(amount="1100"), one)
    assert table["row"].to_list() == [2, 3, 3, 4, 5, 6]
    assert table.columns == [*raw().columns, WAS_SPLIT, SEVERAL]
    assert table["surplus"].to_list() == [False] * 6


def test_no_rows_and_missing_cells():
    assert split_people(raw(), ROSTER).height == 0
    table = split_people(raw(household(name=None, amount=None)), ROSTER)
    assert table[SEVERAL].to_list() == ["id_number:several_people"]


def test_a_source_without_amounts():
    table = split_people(
        raw(
            {"id_number": f"{A}、{B}", "name": "张三、李四", "died_on": "2024-05-01、2024-05-02"},
            source=POLICE,
        ),
        POLICE,
    )
    assert people(table, "name", "died_on") == [("张三", "2024-05-01"), ("李四", "2024-05-02")]


NAMES = st.text("张王李赵甲乙丙丁", min_size=2, max_size=3)


@given(
    st.lists(st.tuples(NAMES, st.integers(0, 40)), min_size=1, max_size=4),
    st.lists(st.sampled_from(["、", "，", ";", "\n", "/"]), min_size=2, max_size=2),
    st.integers(-1, 1),
)
def test_no_number_ever_comes_to_another_name(members, signs, more):
    """Any number of people and separators; some names too many or too few."""
    numbers = [resident(number) for _name, number in members]
    names = [name for name, _number in members][: len(members) + min(more, 0)] + ["多余"] * max(more, 0)
    table = split({"name": signs[0].join(names), "id_number": signs[1].join(numbers)})
    truth = set(zip(names, numbers, strict=False)) if more == 0 else set()
    if len(members) == 1:
        assert people(table, "id_number", WAS_SPLIT) == [(numbers[0], False)]
    elif table[WAS_SPLIT].all():
        assert set(people(table, "name", "id_number")) == truth
        assert table.height == len(members)
    else:
        assert table.height == 1
        assert more or len(set(numbers)) < len(numbers)

"""Rows: everything delivered lands, is rejected with a reason, or is counted aside."""

import csv
import tempfile
from pathlib import Path

import pytest
from drawn_files import (
    EVERYTHING,
    HEADERS,
    SHIPPED,
    csv_text,
    good_row,
    landed_rows,
    read,
    reasons,
    resident,
    sheet_of,
    workbook,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from assist_cli.extracts.problems import PROBLEMS
from assist_cli.extracts.rows import rejected_schema, store_schema
from assist_cli.language import translate
from assist_cli.settings.values import Source

BAD = [
    ({"id_number": ""}, "id_number:missing"),
    ({"name": ""}, "name:missing"),
    ({"name": "无"}, "name:missing"),
    ({"id_number": "不详"}, "id_number:placeholder"),
    ({"id_number": "000000000000000000"}, "id_number:placeholder"),
    ({"id_number": "4.40104E+17"}, "id_number:number_cell"),
    ({"died_on": "2024-02-30"}, "died_on:not_a_date"),
    ({"period": "202413"}, "period:not_a_month"),
    ({"paid": "三百"}, "paid:not_an_amount"),
    ({"size": "3人"}, "size:not_a_number"),
    ({"name": "#N/A"}, "name:error_cell"),
    ({"address": "#REF!", "id_number": "#N/A"}, "id_number:placeholder;address:error_cell"),
    ({"area": "89.5亩"}, "area:not_a_decimal"),
    ({"share": "单独所有"}, "share:not_a_share"),
    ({"account": "6.22202020011223E+18"}, "account:not_an_account"),
    ({"division": "9901020"}, "division:unknown_division"),
    ({"state": "在"}, "state:unknown_code"),
    ({"id_number": f"{resident(1)}、{resident(2)}"}, "id_number:several_people"),
    (
        {"state": "在", "paid": "x", "id_number": ""},
        "id_number:missing;state:unknown_code;paid:not_an_amount",
    ),
]
GOOD = [
    {},
    {"died_on": "", "period": "", "paid": "", "size": "", "division": "", "state": "", "address": ""},
    {"id_number": "E12345678"},
    {"id_number": "990102196201011239"},
    {"died_on": "202405", "paid": "-300", "state": "退保"},
    {"address": '湖滨路"一",\n二楼'},
]


@pytest.mark.parametrize(("cells", "reason"), BAD, ids=[reason for _cells, reason in BAD])
def test_each_problem_rejects_its_row_and_names_column_and_code(tmp_path, cells, reason):
    table = [HEADERS, good_row(1), good_row(2, **cells), good_row(3)]
    rows = read(tmp_path, "f.csv", csv_text(table).encode())
    assert landed_rows(rows) == [2, 4]
    assert reasons(rows) == {3: reason}
    assert rows.rejected.select(EVERYTHING.columns.keys()).row(0) == tuple(good_row(2, **cells))


def test_every_problem_code_is_drawn_above_and_has_its_chinese():
    drawn = {part.split(":")[1] for _cells, reason in BAD for part in reason.split(";")}
    assert drawn | {"cell_count"} == set(PROBLEMS) - {"unusable"}  # said of landed rows, by status
    assert all(translate(text, "zh") != text for text in PROBLEMS.values())


def test_repairs_are_noted_with_their_column(tmp_path):
    cells = {"id_number": f" {resident(1)}(旧)", "died_on": "202405"}
    rows = read(tmp_path, "f.csv", csv_text([HEADERS, good_row(1, **cells), good_row(2)]).encode())
    assert rows.landed["repairs"].to_list() == ["id_number:spaces+note;died_on:month", None]


def test_landed_and_rejected_rows_have_the_schema_of_the_store(tmp_path):
    rows = read(tmp_path, "f.csv", csv_text([HEADERS, good_row(1), good_row(2, paid="x")]).encode())
    assert dict(rows.landed.schema) == store_schema(EVERYTHING)
    assert dict(rows.rejected.schema) == rejected_schema(EVERYTHING)
    assert "id_number" not in rows.landed.columns


def test_the_id_text_lands_only_where_the_source_keeps_it(tmp_path):
    said = EVERYTHING.model_dump(by_alias=True)
    said["columns"]["id_number"] |= {"keep": True, "filled": False}
    table = [HEADERS, good_row(1), good_row(2, id_number="无"), good_row(3, id_number="E12345678")]
    rows = read(tmp_path, "f.csv", csv_text(table).encode(), Source.model_validate(said))
    assert rows.landed.select("id_number", "id_kind").rows() == [
        (resident(1), "resident"),
        (None, None),
        ("E12345678", "passport"),
    ]


@pytest.mark.parametrize("text", ["合计：2人", "制表人：王五", "合计", "审核："])
def test_a_footer_in_the_column_of_ids_is_nobody(tmp_path, text):
    headers = ["公民身份号码", "姓名", "户籍行政区划", "注销标识"]
    table = [headers, [resident(1), "张三", "990102001001", "正常"], [text, "", "", ""]]
    rows = read(tmp_path, "f.csv", csv_text(table).encode(), SHIPPED.sources["police.residents"])
    assert (landed_rows(rows), rows.rejected.height, rows.aside) == ([2], 0, 1)


def test_gates_see_the_ids_of_every_data_row_and_of_no_other(tmp_path):
    table = [HEADERS, good_row(1), [], HEADERS, good_row(2, id_number="无"), good_row(3, paid="x"), ["合计"]]
    measures = read(tmp_path, "f.csv", csv_text(table).encode()).measures
    assert (measures.ids, measures.residents) == (3, 2)


def test_headers_left_behind_are_listed_and_the_known_ones_told_apart(tmp_path):
    table = [[*HEADERS, "备用", "籍贯"], [*good_row(1), "a", "b"]]
    rows = read(tmp_path, "f.csv", csv_text(table).encode())
    assert rows.not_landed == ["备用", "籍贯"]


LINES = st.lists(
    st.one_of(
        st.sampled_from(GOOD).map(lambda cells: ("landed", good_row(1, **cells))),
        st.sampled_from(BAD).map(lambda case: ("rejected", good_row(2, **case[0]))),
        st.just(("aside", [""] * len(HEADERS))),
        st.just(("aside", HEADERS)),
        st.sampled_from(["合计", "制表人：王五"]).map(
            lambda text: ("aside", [text, *[""] * (len(HEADERS) - 1)])
        ),
    ),
    max_size=12,
)
TITLES = st.lists(st.just(["名册", *[""] * (len(HEADERS) - 1)]), max_size=3)


def _conserved(titles, lines, name: str, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        rows = read(Path(folder), name, content)
    numbered = list(enumerate((fate for fate, _cells in lines), start=len(titles) + 2))
    assert sorted(landed_rows(rows)) == [row for row, fate in numbered if fate == "landed"]
    assert sorted(reasons(rows)) == [row for row, fate in numbered if fate == "rejected"]
    assert rows.aside == sum(fate == "aside" for _row, fate in numbered)
    assert rows.measures.ids == rows.landed.height + rows.rejected.height
    assert rows.measures.ids + rows.aside == len(lines)


@given(
    TITLES,
    LINES,
    st.sampled_from(["utf-8", "utf-8-sig", "gb18030"]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
@settings(deadline=None, derandomize=True, max_examples=20)
def test_of_a_text_file_every_row_is_accounted_for(titles, lines, encoding, newline, quoting):
    table = [*titles, HEADERS, *(cells for _fate, cells in lines)]
    _conserved(titles, lines, "f.csv", csv_text(table, newline, quoting).encode(encoding))


@given(TITLES, LINES.filter(bool))
@settings(deadline=None, derandomize=True, max_examples=10)
def test_of_a_workbook_every_row_is_accounted_for(titles, lines):
    last = ("landed", good_row(3))  # a sheet ends with its last filled row
    table = [*titles, HEADERS, *(cells for _fate, cells in [*lines, last])]
    _conserved(titles, [*lines, last], "f.xlsx", workbook(sheet_of(table)))


@pytest.mark.long
@given(TITLES, LINES, st.sampled_from(["\n", "\r\n"]))
@settings(deadline=None, derandomize=True, max_examples=1500)
def test_of_a_text_file_every_row_is_accounted_for_at_length(titles, lines, newline):
    table = [*titles, HEADERS, *(cells for _fate, cells in lines)]
    _conserved(titles, lines, "f.csv", csv_text(table, newline).encode("gb18030"))


@pytest.mark.parametrize("name", ["whole", "first", "surplus", "id_text", "id_problem", "id_repairs"])
def test_a_bureau_may_call_a_column_of_its_own_as_it_likes_or_is_told(tmp_path, name):
    said = EVERYTHING.model_dump(by_alias=True)
    said["columns"][name] = said["columns"].pop("household")
    said["fill_down"] = []
    try:
        source = Source.model_validate(said)
    except ValueError:
        return
    rows = read(tmp_path, "f.csv", csv_text([HEADERS, good_row(1)]).encode(), source)
    assert rows.landed[name].to_list() == ["H1"]

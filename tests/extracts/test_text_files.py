"""CSV files: encodings, line ends, quotes, and the number of every row."""

import csv
import io
from datetime import date

import polars as pl
import pytest
from drawn_files import (
    CANARY,
    EVERYTHING,
    HEADERS,
    csv_text,
    decoded,
    good_row,
    landed_rows,
    read,
    reasons,
    resident,
)
from hypothesis import given
from hypothesis import strategies as st

from assist_cli.errors import DataError
from assist_cli.extracts.files import encodings
from assist_cli.extracts.files.table import SURPLUS
from assist_cli.extracts.files.text_files import read_text_file

ENCODINGS = ["utf-8", "utf-8-sig", "gb18030", "utf-16"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
def test_encoding_line_end_and_quotes_change_nothing(tmp_path, encoding, newline, quoting):
    table = [HEADERS, good_row(1, name="㛃𬱖"), good_row(2, address='湖滨路"一"号,\n二楼'), good_row(3)]
    rows = read(tmp_path, "f.csv", csv_text(table, newline, quoting).encode(encoding))
    assert rows.landed.select("row", "name", "file").rows() == [
        (2, "㛃𬱖", "f.csv"),
        (3, "张三", "f.csv"),
        (4, "张三", "f.csv"),
    ]
    assert rows.landed["address"].to_list() == ["湖滨路, 12号", '湖滨路"一"号,\n二楼', "湖滨路, 12号"]
    assert rows.landed["died_on"].unique().to_list() == [date(2024, 5, 1)]
    assert (rows.rejected.height, rows.aside) == (0, 0)


def test_the_encoding_is_decided_on_the_whole_file(tmp_path):
    many = [good_row(number, name="LI MING", address="A", state="") for number in range(2000)]
    late = csv_text([[*HEADERS], *many, good_row(7, name="㛃𬱖")])
    assert late.encode("gb18030")[:50] != late.encode()[:50]
    for encoding in ENCODINGS:
        rows = read(tmp_path, f"{encoding}.csv", late.encode(encoding))
        assert rows.landed["name"].tail(1).to_list() == ["㛃𬱖"]


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 64])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_the_encoding_is_the_same_wherever_a_character_is_cut(monkeypatch, encoding, size):
    monkeypatch.setattr(encodings, "_LOOKED_AT_BYTES", size)
    assert encodings.decide_encoding(io.BytesIO("身份证号,ID,㛃𬱖\n".encode(encoding))) == encoding


def test_characters_of_four_bytes_survive_gb18030():
    assert decoded("㛃,𬱖,龴,ḿ".encode("gb18030")) == "㛃,𬱖,龴,ḿ"


def test_private_use_characters_in_utf_8_are_left_alone():
    assert decoded("\ue81e".encode()) == "\ue81e"


@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\n\n\n", "\r\n\r\n\r\n"])
def test_the_last_row_lands_however_the_file_ends(tmp_path, end):
    newline = "\r\n" if "\r" in end else "\n"
    text = csv_text([HEADERS, good_row(1), good_row(2)], newline).rstrip() + end
    rows = read(tmp_path, "f.csv", text.encode())
    assert landed_rows(rows) == [2, 3]
    assert rows.landed["size"].to_list() == [3, 3]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_rows_are_numbered_as_in_the_file_delivered(tmp_path, newline):
    table = [
        ["东湖区名册\n（2024年5月）"],
        [],
        HEADERS,
        good_row(1),
        [],
        good_row(2, address="湖滨路\n12号"),
        good_row(3, died_on="无此日"),
        [""] * len(HEADERS),
        HEADERS,
        good_row(4),
        ["合计", *[""] * (len(HEADERS) - 1)],
        ["制表人：王五"],
    ]
    rows = read(tmp_path, "f.csv", csv_text(table, newline).encode())
    assert landed_rows(rows) == [4, 6, 10]
    assert reasons(rows) == {7: "died_on:not_a_date"}
    assert rows.aside == 5


def test_a_row_with_too_few_or_too_many_cells_is_rejected(tmp_path):
    table = [HEADERS, good_row(1)[:-1], [*good_row(2), "x"], good_row(3)]
    rows = read(tmp_path, "f.csv", csv_text(table).encode())
    assert landed_rows(rows) == [4]
    assert {row: reason.split(";")[0] for row, reason in reasons(rows).items()} == {
        2: "row:cell_count",
        3: "row:cell_count",
    }


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["even", "even", "short", "wide", "wide but empty"]),
            st.sampled_from(["湖滨路", "", '湖"滨"路', "湖滨路\r\n12号", '"', "湖滨路,12号"]),
            st.booleans(),
            st.sampled_from(["\n", "\r\n"]),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_no_mixture_of_quotes_and_line_ends_hides_a_cell_too_many_or_too_few(lines):
    def record(number, shape, address, quoted, end):
        row = good_row(number, address=address, account="")
        cells = {"short": row[:-1], "wide": [*row, "x"], "wide but empty": [*row, "", ""]}.get(shape, row)
        return csv_text([cells], end, csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL)

    text = csv_text([HEADERS]) + "".join(record(number, *line) for number, line in enumerate(lines))
    table = read_text_file("f.csv", io.BytesIO(text.encode()), EVERYTHING)
    cells = pl.concat(table.batches)
    assert cells[SURPLUS].to_list() == [shape in {"short", "wide"} for shape, *_rest in lines]
    address = f"c{HEADERS.index('居住地址')}"
    assert cells[address].to_list() == [said for _shape, said, *_rest in lines]


def test_rejected_rows_keep_the_raw_cells_of_the_columns_that_would_have_landed(tmp_path):
    rows = read(tmp_path, "f.csv", csv_text([HEADERS, good_row(1, paid="三百", name=" 张 三")]).encode())
    assert rows.rejected.rows() == [
        ("f.csv", None, 2, *good_row(1, paid="三百", name=" 张 三"), "paid:not_an_amount")
    ]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "empty"),
        (b"  \r\n ", "empty"),
        (csv_text([HEADERS, good_row(1)]).encode("utf-16-le"), "NUL"),
        (csv_text([HEADERS, good_row(1)]).encode("utf-16")[:-1], "neither UTF-8 nor GB18030"),
        (b"\xff\xff" + csv_text([HEADERS]).encode(), "neither UTF-8 nor GB18030"),
        ((csv_text([HEADERS]) + f'"{CANARY},{resident(1)}\n' * 3).encode(), "quotation mark"),
        (
            (csv_text([HEADERS]) + f'{CANARY},"{resident(1)}\n' + f"{CANARY},\n" * 40000).encode(),
            "quotation mark",
        ),
        ((csv_text([HEADERS]) + f'{CANARY}"x,{resident(1)}\n' * 2).encode(), "quotation mark"),
    ],
)
def test_a_file_that_is_no_table_is_an_error_that_names_it_and_quotes_nothing(tmp_path, content, what):
    with pytest.raises(DataError, match=what) as caught:
        read(tmp_path, "五月.csv", content)
    assert caught.value.what.startswith("五月.csv: ")
    assert caught.value.remedy
    assert CANARY not in caught.value.what + caught.value.remedy
    assert resident(1) not in caught.value.what + caught.value.remedy


def test_only_a_header_is_a_table_without_rows(tmp_path):
    for text in (csv_text([HEADERS]), csv_text([HEADERS]).rstrip()):
        rows = read(tmp_path, "f.csv", text.encode())
        assert (rows.landed.height, rows.rejected.height, rows.aside) == (0, 0, 0)


@pytest.mark.parametrize("separator", [",", "\t", ";", "|"])
def test_the_separator_is_the_one_by_which_there_is_a_header(tmp_path, separator):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows(
        [["名册"], HEADERS, good_row(1, address="甲,乙\t丙;丁|戊"), good_row(2)]
    )
    rows = read(tmp_path, "f.csv", out.getvalue().encode())
    assert landed_rows(rows) == [3, 4]
    assert rows.landed["address"].to_list() == ["甲,乙\t丙;丁|戊", "湖滨路, 12号"]


@pytest.mark.parametrize(
    ("encoding", "quoting"),
    [("utf-8-sig", csv.QUOTE_ALL), ("gb18030", csv.QUOTE_MINIMAL), ("utf-16", csv.QUOTE_ALL)],
)
def test_wherever_a_file_is_cut_into_pieces_the_same_rows_land(tmp_path, monkeypatch, encoding, quoting):
    table = [
        HEADERS,
        *(good_row(at, address=f'{at}号"甲",\n乙㛃𬱖', paid="x" if at % 7 == 0 else "1") for at in range(40)),
        [],
        ["合计"],
    ]
    content = csv_text(table, quoting=quoting).encode(encoding)
    whole = read(tmp_path, "f.csv", content)
    assert (whole.landed.height, whole.rejected.height, whole.aside) == (34, 6, 2)
    monkeypatch.setattr(encodings, "PIECE_BYTES", 777)
    cut = read(tmp_path, "f.csv", content)
    assert cut.landed.equals(whole.landed)
    assert cut.rejected.equals(whole.rejected)
    assert cut.measures == whole.measures


def test_the_whole_file_votes_on_its_dates_however_the_first_piece_begins(tmp_path, monkeypatch):
    """Two day numbers come first; as the rest are dates they are none."""
    monkeypatch.setattr(encodings, "PIECE_BYTES", 400)
    days = ["45322", "45323", *["2024-05-01"] * 9]
    content = csv_text([HEADERS, *(good_row(at, died_on=day) for at, day in enumerate(days))]).encode()
    assert reasons(read(tmp_path, "f.csv", content)) == {2: "died_on:not_a_date", 3: "died_on:not_a_date"}


def test_a_row_that_does_not_end_is_a_quotation_mark_nobody_closed(tmp_path, monkeypatch):
    monkeypatch.setattr(encodings, "PIECE_BYTES", 1000)
    monkeypatch.setattr(encodings, "LONGEST_RECORD_BYTES", 5000)
    content = csv_text([HEADERS, good_row(1)]) + '"' + f"{CANARY}," * 3000
    with pytest.raises(DataError, match="quotation mark") as caught:
        read(tmp_path, "f.csv", content.encode())
    assert CANARY not in caught.value.what + caught.value.remedy


def test_a_carriage_return_in_the_title_does_not_swallow_the_first_person(tmp_path):
    text = '"名册\r（五月）"\n' + csv_text([HEADERS, good_row(1), good_row(2)])
    assert landed_rows(read(tmp_path, "f.csv", text.encode())) == [3, 4]


def test_a_file_with_carriage_returns_for_line_ends_is_read_or_refused(tmp_path):
    text = csv_text([HEADERS, good_row(1), good_row(2)], "\r")
    try:
        assert landed_rows(read(tmp_path, "f.csv", text.encode())) == [2, 3]
    except DataError as error:
        assert error.what.startswith("f.csv")  # noqa: PT017  either is right, rows lost in silence are not


def test_empty_cells_at_the_end_of_every_row_are_no_surplus(tmp_path):
    table = [[*row, "", ""] for row in (HEADERS, good_row(1), good_row(2))]
    assert landed_rows(read(tmp_path, "f.csv", csv_text(table).encode())) == [2, 3]

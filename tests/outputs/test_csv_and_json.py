"""Findings for programs and spreadsheets."""

import csv
import io
import json
import unicodedata
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_findings import finding, findings

from assist_cli.outputs.tables import FINDING_COLUMNS, csv_text, guard, json_text, unguard

CONTRACT = (
    "finding_id month check lane lamp grade household_id id_number name programme division_code district street "
    "community event_date months amount sources summary status first_month months_open"
)
NASTY = st.sampled_from(
    [
        "",
        "'",
        "=",
        "+",
        "-",
        "@",
        "\t",
        "\r",
        "\n",
        "＝",
        "＋",
        "－",
        "＠",
        "﹢",
        " ",
        "\ufeff",
        "0",
        "1e5",
        "12:30",
    ]
)
TEXTS = st.builds("".join, st.tuples(NASTY, NASTY, st.text(max_size=12)))
DIGITS = st.text("0123456789０１.,:/-+eE% 年月日", min_size=1, max_size=20)


def read(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))


def test_the_columns_are_the_contract():
    assert CONTRACT.split() == list(FINDING_COLUMNS)


def test_json_is_an_array_of_findings_with_typed_values():
    rows = json.loads(json_text(findings(finding(1), finding(2, "living_elsewhere"))), parse_float=Decimal)
    assert [list(row) for row in rows] == [list(FINDING_COLUMNS)] * 2
    assert rows[0]["amount"] == Decimal("1938.00")
    assert str(rows[0]["amount"]) == "1938.00"
    assert rows[0]["months"] == 3
    assert rows[0]["event_date"] == "2024-03-09"
    assert rows[0]["sources"] == ["civil.funerals", "police.deaths"]
    assert rows[0]["name"] == "张*"
    assert [rows[1][name] for name in ("event_date", "months", "amount")] == [None, None, None]


def test_json_of_nothing_is_an_empty_array():
    assert json.loads(json_text(findings())) == []


def test_json_shows_chinese_and_escapes_what_must_be():
    text = json_text(findings(finding(1, name='㛃𬱖"\\\n')))
    assert "㛃𬱖" in text
    assert json.loads(text)[0]["name"] == '㛃𬱖"\\\n'


def test_csv_has_mark_header_crlf_and_plain_values():
    text = csv_text(findings(finding(1), finding(2, "living_elsewhere")))
    assert text.split("\r\n")[0] == "\ufeff" + ",".join(CONTRACT.split())
    assert text.count("\r\n") == text.count("\n") == 3
    first, second = read(text)
    assert first["amount"] == "1938.00"
    assert first["sources"] == "civil.funerals;police.deaths"
    assert first["month"] == first["first_month"] == "2024-06"
    assert first["division_code"] == "990102002002"
    assert (second["amount"], second["months"], second["event_date"]) == ("", "", "")


@pytest.mark.parametrize(
    "number",
    [
        "990102199001011234",
        "00123",
        "1e5",
        "12-3",
        "2024/6/1",
        "123456789012",
        "99010219900101123",
        "９９０１０２１９９００１０１１２３",
        "MAR1",
    ],
)
def test_ids_that_a_spreadsheet_would_change_are_guarded(number):
    row = read(csv_text(findings(finding(1, id_number=number, household_id=number))))[0]
    assert row["id_number"] == row["household_id"] == "'" + number
    assert unguard(row["id_number"]) == number


@pytest.mark.parametrize("number", ["99010219900101123X", "990102********1234", "H0012", "1234567", "0"])
def test_ids_that_a_spreadsheet_keeps_stay_as_they_are(number):
    assert read(csv_text(findings(finding(1, id_number=number))))[0]["id_number"] == number


@given(TEXTS)
def test_no_cell_is_run_as_a_formula_and_every_text_comes_back(text):
    frame = pl.DataFrame({"name": [text], "month": [text], "sources": [[text]]})
    cells = next(
        csv.reader(io.StringIO(csv_text(frame, ("name", "month", "sources")).split("\r\n", 1)[1], newline=""))
    )
    for cell in cells:
        assert unguard(cell) == text
        assert unicodedata.normalize("NFKC", cell).lstrip("\ufeff \u3000")[:1] not in {*"=+-@"} or not cell
        assert cell[:1] not in {"\t", "\r", "\n"}


@given(st.lists(TEXTS | DIGITS, min_size=2, max_size=2, unique=True))
def test_guarding_never_makes_two_texts_one(texts):
    assert guard(texts[0]) != guard(texts[1])


@given(DIGITS)
def test_what_is_left_bare_is_a_number_that_stays_what_it_is(text):
    if guard(text) == text and any(sign.isdigit() for sign in text):
        assert str(int(text)) == text
        assert len(text) <= 11

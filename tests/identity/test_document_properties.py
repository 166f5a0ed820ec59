"""Document numbers, drawn at random and judged by plain Python."""

from datetime import date

import polars as pl
import pytest
from document_oracle import AS_OF, REPAIRS, messy, plain_reading, residents, with_check_digit
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.cn.ric import calc_check_digit

from assist_cli.identity.documents import birth_date, check_digit, read_documents, resident_id, sex

BOUNDED = settings(deadline=None, derandomize=True, max_examples=40)
LONG = settings(deadline=None, derandomize=True, max_examples=2000)
OLD_NUMBERS = residents(youngest=date(1999, 12, 31)).map(lambda number: number[:6] + number[8:17])
ANYTHING = st.text(alphabet="0123456789Xx×HEMA ()（'．-\u00a0\u200b无１２", max_size=22)


def read(raws: list[str]) -> pl.DataFrame:
    return read_documents(pl.Series(raws, dtype=pl.String), AS_OF)


@given(st.lists(st.from_regex("[0-9]{17}", fullmatch=True, alphabet="0123456789"), min_size=1, max_size=50))
@BOUNDED
def test_the_check_digit_is_that_of_the_standard_and_of_stdnum(first17s):
    ours = pl.DataFrame({"digits": first17s}).select(check_digit(pl.col("digits"))).to_series().to_list()
    assert ours == [with_check_digit(digits)[17] for digits in first17s]
    assert ours == [calc_check_digit(digits + "0") for digits in first17s]


@given(st.lists(messy(residents()), min_size=1, max_size=20))
@BOUNDED
def test_any_mixture_of_messes_is_the_same_person_with_the_repairs_recorded(cases):
    readings = read([text for _number, text, _repairs in cases])
    for (number, _text, repairs), reading in zip(cases, readings.iter_rows(named=True), strict=True):
        assert reading["text"] == number
        assert reading["person_key"] == int(number[:17])
        assert (reading["kind"], reading["problem"]) == ("resident", None)
        assert (reading["repairs"] or "").split("+") == [
            code for code in REPAIRS if code in repairs
        ] or not repairs
        assert bool(reading["repairs"]) == bool(repairs)


@given(st.lists(messy(OLD_NUMBERS), min_size=1, max_size=20))
@BOUNDED
def test_fifteen_digits_are_completed_and_said_to_be(cases):
    readings = read([text for _number, text, _repairs in cases])
    for (number, _text, repairs), reading in zip(cases, readings.iter_rows(named=True), strict=True):
        assert reading["text"] == with_check_digit(number[:6] + "19" + number[6:])
        assert set(reading["repairs"].split("+")) == {*repairs, "from_15"}


@given(residents())
@BOUNDED
def test_no_single_digit_typo_is_a_person(number):
    typos = {
        number[:at] + other + number[at + 1 :]
        for at in range(18)
        for other in ("0123456789" if at < 17 else "0123456789X")
    } - {number}
    kinds = read(sorted(typos))
    assert set(kinds["kind"]) == {"invalid"}
    assert (kinds["person_key"] < 0).all()


@given(residents())
@BOUNDED
def test_no_swap_of_neighbours_is_a_person(number):
    swaps = {number[:at] + number[at + 1] + number[at] + number[at + 2 :] for at in range(17)} - {number}
    kinds = read(sorted(swaps))
    assert "resident" not in set(kinds["kind"])
    assert (kinds["person_key"] < 0).all()
    assert set(read([text for text in sorted(swaps) if "X" not in text[:17]])["kind"]) <= {"invalid"}


@given(st.lists(residents(), min_size=1, max_size=50))
@BOUNDED
def test_the_key_tells_the_number_the_birth_and_the_sex(numbers):
    keys = read(numbers).select(
        id=resident_id(pl.col("person_key")),
        born=birth_date(pl.col("person_key")),
        sex=sex(pl.col("person_key")),
    )
    assert keys.rows() == [
        (
            number,
            date(int(number[6:10]), int(number[10:12]), int(number[12:14])),
            "male" if int(number[16]) % 2 else "female",
        )
        for number in numbers
    ]


def _agree_with_the_oracle(raws: list[str]) -> None:
    readings = read(raws)
    assert list(zip(readings["kind"], readings["text"], strict=True)) == [plain_reading(raw) for raw in raws]
    known = readings["kind"].is_not_null()
    assert (readings["person_key"].is_not_null() == known).all()
    assert (readings["problem"].is_null() == known).all()


@given(st.lists(ANYTHING, min_size=1, max_size=50))
@BOUNDED
def test_anything_at_all_is_read_as_plain_python_reads_it(raws):
    _agree_with_the_oracle(raws)


@pytest.mark.long
@given(st.lists(st.one_of(ANYTHING, messy(residents()).map(lambda case: case[1])), min_size=1, max_size=200))
@LONG
def test_anything_at_all_is_read_as_plain_python_reads_it_at_length(raws):
    _agree_with_the_oracle(raws)


@given(st.lists(ANYTHING, min_size=1, max_size=30), st.randoms())
@BOUNDED
def test_a_row_is_read_the_same_whatever_stands_around_it(raws, dice):
    shuffled = list(raws)
    dice.shuffle(shuffled)
    alone = {raw: read([raw]).row(0) for raw in raws[:3]}
    together = dict(zip(shuffled, read(shuffled).iter_rows(), strict=True))
    assert {raw: together[raw] for raw in alone} == alone

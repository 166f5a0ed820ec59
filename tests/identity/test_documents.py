"""Document numbers, case by case."""

from datetime import date

import polars as pl
import pytest
from document_oracle import AS_OF, with_check_digit

from assist_cli.identity.documents import READING, RESIDENT, birth_date, read_documents, resident_id, sex

ZHANG = "990102196201011238"


def read_one(raw: str | None, as_of: date = AS_OF) -> dict[str, object]:
    return read_documents(pl.Series([raw], dtype=pl.String), as_of).row(0, named=True)


def test_the_columns_are_those_of_reading():
    frame = read_documents(pl.Series([ZHANG, None]), AS_OF)
    assert frame.schema == pl.Schema({field.name: field.dtype for field in READING.fields})


@pytest.mark.parametrize(
    ("raw", "repairs"),
    [
        (ZHANG, None),
        ("９９０１０２１９６２０１０１１２３８", "width"),
        (f"'{ZHANG}", "spaces"),
        (f" {ZHANG}\t", "spaces"),
        ("990102 19620101 1238", "spaces"),
        (f"{ZHANG}\u00a0", "width+spaces"),
        (f"{ZHANG[:6]}\u200b{ZHANG[6:]}\ufeff", "spaces"),
        (f"{ZHANG}(已故)", "note"),
        (f"{ZHANG}（已迁出）", "width+note"),
        (f"{ZHANG}【旧】", "note"),
        (f"{ZHANG}43", "card"),
        ("990102620101123", "from_15"),
        ("'990102620101123", "spaces+from_15"),
        (" ９９０１０２６２０１０１１２３", "width+spaces+from_15"),
    ],
)
def test_a_mess_is_the_same_person_and_says_what_was_repaired(raw, repairs):
    assert read_one(raw) == {
        "person_key": 99010219620101123,
        "text": ZHANG,
        "kind": "resident",
        "repairs": repairs,
        "problem": None,
    }


@pytest.mark.parametrize("sign", ["X", "x", "×", "Ｘ", "ｘ", "✕", "╳"])
def test_the_final_x_in_every_spelling(sign):
    reading = read_one("99010219620101106" + sign)
    assert (reading["person_key"], reading["text"]) == (99010219620101106, "99010219620101106X")


@pytest.mark.parametrize(
    "number",
    [
        "810000199201010017",  # residence permit, Hong Kong
        "820000198001010011",
        "830000198503150027",
        "911344199405061238",  # foreigner's card of 18 digits
    ],
)
def test_permits_and_foreigners_cards_follow_the_same_rules(number):
    number = with_check_digit(number[:17])
    assert read_one(number)["kind"] == "resident"


@pytest.mark.parametrize(
    ("first17", "as_of", "kind"),
    [
        ("99010220240630001", AS_OF, "resident"),
        ("99010220240701001", AS_OF, "invalid"),
        ("99010220240701001", date(2024, 7, 31), "resident"),
        ("99010218950701001", AS_OF, "resident"),
        ("99010218930627001", AS_OF, "invalid"),
        ("99010220230229001", AS_OF, "invalid"),
        ("99010220240229001", AS_OF, "resident"),
        ("99010219621301001", AS_OF, "invalid"),
        ("99010219620100001", AS_OF, "invalid"),
        ("99010200000000001", AS_OF, "invalid"),
    ],
)
def test_a_birth_must_be_a_real_day_neither_ahead_nor_beyond_130_years(first17, as_of, kind):
    assert read_one(with_check_digit(first17), as_of)["kind"] == kind


def test_a_leap_day_as_of_is_no_trouble():
    assert read_one(ZHANG, date(2024, 2, 29))["kind"] == "resident"


@pytest.mark.parametrize(
    "raw",
    [
        *(
            "无",
            "不详",
            "未知",
            "暂无",
            "没有",
            "null",
            "None",
            "NaN",
            "n/a",
            "-",
            "--",
            "/",
            "***",
            "?",
            "X",
            "0",
        ),
        *(
            "000000",
            "0" * 18,
            "1" * 18,
            "8" * 17,
            "123456789",
            "123456789012345678",
            "00000019600101",
            "１１１１",
        ),
        "000000000000000000",
    ],
)
def test_a_placeholder_is_nobody(raw):
    reading = read_one(raw)
    assert (reading["person_key"], reading["text"], reading["kind"]) == (None, None, None)
    assert reading["problem"] == "placeholder"


@pytest.mark.parametrize("raw", [None, "", "   ", "\u3000", "'", "\u200b"])
def test_an_empty_cell_is_missing(raw):
    reading = read_one(raw)
    assert (reading["person_key"], reading["kind"], reading["problem"]) == (None, None, "missing")


@pytest.mark.parametrize("raw", ["4.40104E+17", "4.40104198001011E17", "4e+17", " 4.40104E+17", "9.9E+14"])
def test_a_spreadsheet_number_is_nobody(raw):
    reading = read_one(raw)
    assert (reading["person_key"], reading["kind"], reading["problem"]) == (None, None, "number_cell")


@pytest.mark.parametrize(
    ("raw", "kind", "text", "key"),
    [
        ("E12345678", "passport", "E12345678", -5089002043736417885),
        ("e12345678", "passport", "E12345678", -5089002043736417885),
        ("EA1234567", "passport", "EA1234567", -6431481602662774010),
        ("H1234567890", "travel_permit", "H1234567890", -69291472827137696),
        ("ABC123456789012", "foreigner_card", "ABC123456789012", -2149012641635095635),
        ("军字第1234567号", "other", "军字第1234567号", -3976971321376408622),
        ("12345678", "other", "12345678", -6088472127926251165),
        ("990102196201011239", "invalid", "990102196201011239", -320519045025666806),
        ("9901021962010112", "invalid", "9901021962010112", -2770197170245369226),
    ],
)
def test_other_documents_have_stable_negative_keys(raw, kind, text, key):
    reading = read_one(raw)
    assert (reading["kind"], reading["text"], reading["person_key"]) == (kind, text, key)


def test_other_documents_are_matched_exactly():
    keys = read_documents(pl.Series(["E12345678", "E12345679", "E1234567", " E12345678"]), AS_OF)[
        "person_key"
    ]
    assert keys[0] == keys[3]
    assert len({*keys}) == 3
    assert (keys < 0).all()


@pytest.mark.parametrize("suffix", ["8", "89", "15", "71x", "431"])
def test_what_is_no_suffix_of_a_disability_card_is_not_cut_off(suffix):
    assert read_one(ZHANG + suffix)["kind"] != "resident"


def test_a_key_tells_id_birth_and_sex_of_residents_alone():
    keys = pl.DataFrame({"key": [99010219620101123, 11010119491001012, 1010119491001012, -5, None]})
    told = keys.select(id=resident_id(pl.col("key")), born=birth_date(pl.col("key")), sex=sex(pl.col("key")))
    assert told.rows() == [
        (ZHANG, date(1962, 1, 1), "male"),
        (with_check_digit("11010119491001012"), date(1949, 10, 1), "female"),
        (with_check_digit("01010119491001012"), date(1949, 10, 1), "female"),
        (None, None, None),
        (None, None, None),
    ]


def test_no_rows_are_no_trouble():
    assert read_documents(pl.Series([], dtype=pl.String), AS_OF).height == 0


def test_fifteen_ones_are_a_placeholder():
    assert read_one("1" * 15)["person_key"] is None


@pytest.mark.parametrize("raw", ["000000600101001", with_check_digit("00000019600101001")])
def test_six_leading_zeros_are_a_placeholder_whatever_follows(raw):
    assert read_one(raw)["person_key"] is None


@pytest.mark.parametrize(
    "raw",
    [
        "9901021962010110X6",  # the last two characters swapped
        f"{ZHANG}、990102196301011235",  # two IDs in one cell
        f"{ZHANG}/990102196301011235",
        "990102196201011238000",  # more digits than any document has
    ],
)
def test_a_broken_resident_id_is_invalid_and_no_other_document(raw):
    assert read_one(raw)["kind"] == "invalid"


@pytest.mark.parametrize("raw", [f"{ZHANG}已故", f"{ZHANG} 死亡", "990102620101123(旧)", f"{ZHANG}43(补)"])
def test_a_trailing_note_is_cut_off_however_it_is_written(raw):
    assert read_one(raw)["text"] == ZHANG


def test_a_sign_is_no_digit():
    """A number is read with its sign by programs; an ID has none."""
    numbers = [f"{sign}9010219900101001{last}" for sign in "+-" for last in "0123456789X"]
    assert RESIDENT not in read_documents(pl.Series(numbers), AS_OF)["kind"].to_list()

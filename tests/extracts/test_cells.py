"""Typed cells, kind by kind: value, problem, repair."""

from datetime import date, timedelta
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assist_cli.extracts.cells.kinds import PLAIN, REPAIRS, TYPES, UNREAD, read_cell, serials_ahead
from assist_cli.settings.values import Column, Text

JANUARY_31 = date(2024, 1, 31)
FORMS = ["{0:%Y%m%d}", "{0:%Y-%m-%d}", "{0.year}-{0.month}-{0.day}", "{0.year}.{0.month}.{0.day}", "{0:%Y/%m/%d}",
         "{0.year}/{0.month}/{0.day}", "{0.year}年{0.month}月{0.day}日", "{0:%Y年%m月%d日}", "{0:%Y-%m-%d} 00:00:00",
         "{0:%Y-%m-%d}T23:59", "{0:%Y/%m/%d} 8:30:00.123", " {0:%Y-%m-%d} "]  # fmt: skip


def cell(
    kind: str, text: str | None, *, serials: bool = False, ten_thousands: bool = False
) -> tuple[object, str | None, str | None]:
    """Value, problem and repair of one cell; a repair says nothing where there is a problem."""
    codes = {"codes": {"death": ["死亡", "死亡注销"], "other": ["出国"]}} if kind == "code" else {}
    column = Column(kind=kind, meaning=Text(zh="列", en="column"), headers=["列"], **codes)
    reading = read_cell("x", column, serials=serials, ten_thousands=ten_thousands)
    frame = pl.DataFrame({"x": [text]}, schema={"x": pl.String})
    read = frame.select(value=reading.value, problem=reading.problem, repair=reading.repair)
    if read["value"].dtype != pl.Null:
        assert read["value"].cast(TYPES[kind]).equals(read["value"])
    value, problem, repair = read.row(0)
    return value, problem, None if problem else repair


@pytest.mark.parametrize(
    "text",
    [
        *("20240131", "2024-1-31", "2024-01-31", "2024.1.31", "2024/1/31", "2024年1月31日", "2024年01月31日"),
        *(
            "２０２４－１－３１",
            "2024-01-31 00:00:00",
            "2024-01-31T08:30",
            "2024/1/31 8:30:00.5",
            "20240131 00:00:00",
            "2024-01-31T00:00:00",
            "　2024-1-31 ",
        ),
    ],
)
def test_a_day_in_every_form(text):
    assert cell("date", text) == (JANUARY_31, None, None)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("202401", JANUARY_31),
        ("2024-1", JANUARY_31),
        ("2024-01", JANUARY_31),
        ("2024.1", JANUARY_31),
        ("2024年1月", JANUARY_31),
        ("2024年01月", JANUARY_31),
        ("202402", date(2024, 2, 29)),
        ("2023年2月", date(2023, 2, 28)),
    ],
)
def test_a_month_alone_counts_as_its_last_day_and_says_so(text, last):
    assert cell("date", text) == (last, None, "month")


@pytest.mark.parametrize(
    "text",
    [
        *(
            "1900-01-00",
            "1900-1-00",
            "19000100",
            "0000-00-00",
            "00000000",
            "9999-12-31",
            "99991231",
            "9999/12/31",
        ),
        *("9999年12月31日", "9999-12-31 00:00:00", "0", "长期"),
    ],
)
def test_a_sentinel_is_no_date_no_problem_and_says_so(text):
    assert cell("date", text) == (None, None, "sentinel")


@pytest.mark.parametrize(
    "text",
    [
        *(
            "2024-02-30",
            "20240230",
            "2023-02-29",
            "2024-13-01",
            "202413",
            "2024-00-10",
            "2024-1-32",
            "31/01/2024",
            "31-1-2024",
            "1/31/2024",
            "31.01.2024 00:00:00",
        ),
        *("2024", "昨天", "240131", "20240131001", "45322", "2024-1-31日x"),
    ],
)
def test_an_impossible_day_is_a_problem(text):
    assert cell("date", text) == (None, "not_a_date", None)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("45322", (JANUARY_31, None, "serial")),
        ("４５３２２", (JANUARY_31, None, "serial")),
        ("2024-1-31", (JANUARY_31, None, None)),
        ("0", (None, None, "sentinel")),
        ("453220", (None, "not_a_date", None)),
        ("45322x", (None, "not_a_date", None)),
    ],
)
def test_a_column_of_serials_reads_serials_and_written_days(text, read):
    assert cell("date", text, serials=True) == read


@pytest.mark.parametrize(
    ("cells", "verdict"),
    [
        (["45322", "45323", "2024-01-31"], True),
        (["45322", "2024-01-31"], False),
        (["45322", "", "", ""], True),
        ([" 45322 ", "无", "-"], True),
        (["2024-01-31", "2024-02-01", "45322"], False),
        (["20240131", "202401"], False),
        (["2958465", "2958465", "9999-12-31", "45322"], True),
        (["", "无"], False),
        ([], False),
    ],
)
def test_serials_are_told_by_vote_of_the_filled_cells(cells, verdict):
    assert (serials_ahead(pl.Series(cells, dtype=pl.String)) > 0) is verdict


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        *((text, "1238.00") for text in ("1238", "1238.0", "1,238", "1 238.00", "１，２３８．００", "+1238")),
        *((text, "1238.00") for text in ("1,238.00元", "1238 元", "￥1,238", "¥ 1238", "RMB1238", "1238CNY")),
        *((text, "1238.00") for text in ("rmb 1,238.00", "人民币1238元", "1238元整", "1238圆", "1238.0000")),
        *((text, "-300.00") for text in ("-300", "−300", "－300", "﹣300.00", "–300", "-￥300", "￥-300元")),
        ("1,238,000.5", "1238000.50"),
        ("0", "0.00"),
        ("9999999999.99", "9999999999.99"),
    ],
)
def test_an_amount_in_every_form(text, yuan):
    assert cell("amount", text) == (Decimal(yuan), None, None)


@pytest.mark.parametrize(
    "text",
    [
        "(300)",
        "（300.00）",
        "(300元)",
        "(300)元",
        "￥(300.00)",
        "300-",
        "300.00－",
        "300−",
        "300﹣",
        "300元-",
    ],
)
def test_brackets_and_a_minus_behind_make_an_amount_negative_and_say_so(text):
    assert cell("amount", text) == (Decimal("-300.00"), None, "reversed")


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("1.2万元", "12000"),
        ("3万", "30000"),
        ("1.23456 万元", "12345.60"),
        ("-0.5万", "-5000"),
        ("￥2万元", "20000"),
    ],
)
@pytest.mark.parametrize("ten_thousands", [True, False])
def test_ten_thousands_in_the_cell_count_once_whatever_the_header_says(text, yuan, ten_thousands):
    read = cell("amount", text, ten_thousands=ten_thousands)
    assert read == (Decimal(yuan).quantize(Decimal("0.01")), None, "ten_thousand")


def test_ten_thousands_in_the_header():
    assert cell("amount", "0.06", ten_thousands=True) == (Decimal("600.00"), None, "ten_thousand")
    assert cell("amount", "(0.06)", ten_thousands=True) == (Decimal("-600.00"), None, "ten_thousand+reversed")
    assert cell("amount", "600元", ten_thousands=True) == (None, "not_an_amount", None)
    assert cell("amount", "1.2345678", ten_thousands=True) == (None, "not_an_amount", None)


@pytest.mark.parametrize(
    "text",
    [
        *("99999999999", "100000000万", "1.2345678万", "12.345", "三百", "1.2.3", "1.238,00"),
        *(
            "1e5",
            "1.2E+3",
            "1E5元",
            "--5",
            "-5-",
            "-(5)",
            "(5",
            "5)",
            "((5))",
            "3元5角",
            "300分",
            "3千",
            "300美元",
        ),
        *("1,2", "12,38", "1,23,456", "1238,000", "12 38", "1,238-1,500", "约300", "300左右"),
    ],
)
def test_what_could_be_another_amount_is_refused(text):
    assert cell("amount", text) == (None, "not_an_amount", None)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(
            (text, "89.50")
            for text in ("89.5", "89.50", "８９．５", "89.5㎡", "89.5 m²", "89.50平方米", "89.5平米")
        ),
        ("1,234.5", "1234.50"),
        ("0", "0.00"),
        ("-3", "-3.00"),
        ("−3.10", "-3.10"),
    ],
)
def test_a_number_in_every_form(text, number):
    assert cell("number", text) == (Decimal(number), None, None)


@pytest.mark.parametrize(
    "text", ["89.512", "89.5亩", "八十九", "1e3", "8,95", "89.5-90", "约90", "89.5㎡2", "99999999999"]
)
def test_what_could_be_another_number_is_refused(text):
    assert cell("number", text) == (None, "not_a_decimal", None)


@pytest.mark.parametrize(
    ("text", "share"),
    [
        *((text, "0.5") for text in ("50%", "50％", "50.00 %", "0.5", "０．５", "1/2", "1／2", "2/4", "½")),
        *((text, "0.5") for text in ("二分之一", "百分之五十", "百分之50", "二十分之十")),
        *((text, "1") for text in ("100%", "1", "1.0000", "3/3", "百分之百", "一百分之一百")),
        *((text, "0.25") for text in ("25%", "四分之一", "十二分之三", "0.2500")),
        ("33.33%", "0.3333"),
        ("0%", "0"),
    ],
)
def test_a_share_in_every_form(text, share):
    assert cell("share", text) == (Decimal(share).quantize(Decimal("0.0001")), None, None)


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("1/3", "0.3333"),
        ("三分之二", "0.6667"),
        ("66.667%", "0.6667"),
        ("0.33333", "0.3333"),
        ("七分之一", "0.1429"),
    ],
)
def test_a_share_without_end_is_rounded_and_says_so(text, share):
    assert cell("share", text) == (Decimal(share), None, "rounded")


@pytest.mark.parametrize(
    "text",
    [
        *("单独所有", "共同共有", "50", "2", "1.01", "150%", "3/2", "1/0", "-50%", "1/2/3", "2024-01-02"),
        *("1:2", "一半", "二分之三", "分之一", "50%/50%", "1e-1", "各占50%"),
    ],
)
def test_what_is_no_share_is_refused(text):
    assert cell("share", text) == (None, "not_a_share", None)


@pytest.mark.parametrize(
    "text",
    ["6222020200112233445", "6222 0202 0011 2233 445", "'6222020200112233445", "6222-0202-0011-2233-445"],
)
def test_an_account_in_every_form(text):
    assert cell("account", text) == ("6222020200112233445", None, None)


@pytest.mark.parametrize("text", ["6.22202E+18", "6.22202020011223E+18", "6222****3445", "农行", "12345"])
def test_an_account_whose_digits_are_lost_or_hidden_is_refused(text):
    assert cell("account", text) == (None, "not_an_account", None)


@pytest.mark.parametrize(
    ("kind", "text", "read"),
    [
        *(
            ("month", text, ("2024-01", None, None))
            for text in (
                "202401",
                "2024-1",
                "2024.01",
                "2024年1月",
                "2024/01",
                "20240115",
                "2024-01-15",
                "2024-01-01 00:00:00",
            )
        ),
        *(
            ("month", text, (None, "not_a_month", None))
            for text in ("202413", "2024-00", "20240230", "一月", "45322", "2024")
        ),
        ("division", "990102001001", ("990102001001", None, None)),
        ("division", "990102001000", ("990102001", None, None)),
        ("division", "990102000000", ("990102", None, None)),
        ("division", "990102000", ("990102", None, None)),
        ("division", "990100", ("9901", None, None)),
        ("division", "990000", ("99", None, None)),
        ("division", "990000000000", ("99", None, None)),
        ("division", "９９０１０２", ("990102", None, None)),
        *(
            ("division", text, (None, "unknown_division", None))
            for text in ("9", "99010", "9901020", "99010200100", "东湖区")
        ),
        *(("code", text, ("death", None, None)) for text in ("死亡", "死亡注销", " 死亡 ", "death")),
        *(("code", text, (None, "unknown_code", None)) for text in ("死", "死亡?", "Death", "迁出")),
        *(("integer", text, (3, None, None)) for text in ("3", "3.0", "３", " 3 ")),
        ("integer", "-1", (-1, None, None)),
        *(("integer", text, (None, "not_a_number", None)) for text in ("3.5", "三", "3人", "99999999999")),
        ("text", "  Ａ１　", ("A1", None, None)),
        ("address", "湖滨路 １２号", ("湖滨路 12号", None, None)),
        ("name", " 张 三 ", ("张三", None, None)),
    ],
)
def test_months_divisions_codes_numbers_and_texts(kind, text, read):
    assert cell(kind, text) == read


@pytest.mark.parametrize("kind", [kind for kind in TYPES if kind != "id"])
@pytest.mark.parametrize(
    "text",
    [None, "", "  ", "\u3000", "-", "——", "/", "无", "不详", "未知", "NULL", "null", "None", "nan", "N/A"],
)
def test_a_blank_is_null_and_no_problem_in_every_kind(kind, text):
    assert cell(kind, text) == (None, None, None)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.sampled_from(FORMS))
@settings(deadline=None, derandomize=True, max_examples=60)
def test_every_day_is_read_back_from_every_form(day, form):
    assert cell("date", form.format(day)) == (day, None, None)
    assert cell("month", form.format(day)) == (f"{day:%Y-%m}", None, None)


@given(st.integers(10_000, 99_999))
@settings(deadline=None, derandomize=True, max_examples=50)
def test_a_serial_is_the_number_of_days_excel_counts(serial):
    assert cell("date", str(serial), serials=True)[0] == date(1899, 12, 30) + timedelta(days=serial)


@given(st.decimals(-(10**9), 10**9, places=2), st.sampled_from(["{}", "{:,}", "{:,}元", "￥{}", " {} "]))
@settings(deadline=None, derandomize=True, max_examples=60)
def test_every_amount_is_read_back_to_the_cent(amount, form):
    assert cell("amount", form.format(amount)) == (amount, None, None)


@pytest.mark.parametrize(
    "text", ["1706630400000", "1706659200000", "1706630400000.0"]
)  # 00:00 and 08:00 in China
def test_epoch_milliseconds_are_the_day_in_china(text):
    assert cell("date", text) == (JANUARY_31, None, "epoch")


@pytest.mark.parametrize("text", ["1900/1/0", "1900-1-0", "1900年1月0日"])
def test_the_sentinel_as_excel_shows_it(text):
    assert cell("date", text) == (None, None, "sentinel")


def test_the_sentinel_as_a_serial():
    assert cell("date", "2958465", serials=True) == (None, None, "sentinel")


def test_every_repair_is_explained_and_none_is_explained_that_is_not_made():
    made = {
        cell("date", text, serials=True)[2] for text in ("202401", "45322", "1706630400000", "9999-12-31")
    } | {cell("amount", text)[2] for text in ("3万", "300-")}
    made_of_rows = UNREAD
    assert {*made, cell("share", "1/3")[2], made_of_rows} == set(REPAIRS)


_LIKELY_TO_BE_PLAIN = {
    "amount": st.from_regex(r"-?[0-9]{0,10}(\.[0-9]{0,3})?元?", fullmatch=True),
    "date": st.from_regex(r"(1899|1900|20[0-9]{2}|9999)-?[01][0-9]-?[0123][0-9]", fullmatch=True),
    "division": st.from_regex(r"[0-9]{3,4}(00|[0-9]{2}){0,4}", fullmatch=True),
    **dict.fromkeys(
        ("name", "text", "address"),
        st.text("无不详未知张三龑㛃𬱖〇·．（１A1null/-#\u3000 \ue81e", min_size=1, max_size=4),
    ),
}


@pytest.mark.parametrize("kind", sorted(PLAIN))
@given(data=st.data())
@settings(max_examples=20)
def test_a_plain_cell_is_read_as_what_it_plainly_says(kind, data):
    texts = data.draw(st.lists(_LIKELY_TO_BE_PLAIN[kind], min_size=1, max_size=30))
    column = Column(kind=kind, meaning=Text(zh="列", en="column"), headers=["列"])
    reading = read_cell("x", column, serials=False)
    plain = pl.DataFrame({"x": texts}).filter(pl.col("x").str.contains(PLAIN[kind].pattern))
    read = plain.select(
        reading.value.alias("value"), reading.problem.alias("problem"), reading.repair.alias("repair")
    )
    assert read["value"].to_list() == plain.select(PLAIN[kind].value(pl.col("x"))).to_series().to_list()
    assert read.select("problem", "repair").null_count().row(0) == (plain.height, plain.height)


def test_what_is_mostly_written_is_plain():
    for kind, text in {
        "amount": "-1238.00",
        "name": "张三",
        "text": "正常缴费",
        "address": "湖滨路12号",
    }.items():
        assert pl.Series([text]).str.contains(PLAIN[kind].pattern).item()
    for text in ["无", "不详", "未知", "张 三", "１２号", "", "null"]:
        assert not pl.Series([text]).str.contains(PLAIN["text"].pattern).item()
    for text in ["2024-02-29", "9999-12-31", "1900-01-00", "20240228"]:
        assert not pl.Series([text]).str.contains(PLAIN["date"].pattern).item()

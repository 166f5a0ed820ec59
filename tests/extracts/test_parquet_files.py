"""Parquet files, typed by whoever exported them."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import polars as pl
import pytest
from drawn_files import CANARY, landed_rows, parquet, read, reasons, resident

from assist_cli.errors import DataError

ONE = {"身份证号": [resident(1)], "姓名": ["张三"]}
WITHOUT_X = [resident(number) for number in range(60) if resident(number)[17] != "X"][:40]


def test_text_columns_land_and_the_first_row_is_1(tmp_path):
    content = parquet({"身份证号": [resident(1), "无", resident(2)], "姓名": ["张三", "李四", "㛃𬱖"]})
    rows = read(tmp_path, "f.parquet", content)
    assert landed_rows(rows) == [1, 3]
    assert reasons(rows) == {2: "id_number:placeholder"}
    assert rows.number_ids == 0


def test_integer_ids_are_counted_as_number_cells(tmp_path):
    rows = read(
        tmp_path, "f.parquet", parquet({"身份证号": [int(text) for text in WITHOUT_X], "姓名": ["张三"] * 40})
    )
    assert (rows.landed.height, rows.number_ids) == (40, 40)


def test_decimal_ids_are_counted_as_number_cells(tmp_path):
    content = parquet({"身份证号": [Decimal(text) for text in WITHOUT_X], "姓名": ["张三"] * 40})
    assert read(tmp_path, "f.parquet", content).number_ids == 40


def test_no_id_comes_of_a_float_column(tmp_path):
    rows = read(
        tmp_path,
        "f.parquet",
        parquet({"身份证号": [float(text) for text in WITHOUT_X], "姓名": ["张三"] * 40}),
    )
    assert (rows.landed.height, rows.number_ids) == (0, 40)
    assert set(reasons(rows).values()) == {"id_number:number_cell"}


def test_floats_of_old_ids_and_amounts_keep_their_digits(tmp_path):
    content = parquet({"身份证号": [990102620101123.0], "姓名": ["张三"], "金额": [1238.5], "人口": [3.0]})
    rows = read(tmp_path, "f.parquet", content)
    assert rows.landed.select("person_key", "paid", "size", "repairs").rows() == [
        (99010219620101123, Decimal("1238.50"), 3, "id_number:from_15")
    ]


@pytest.mark.parametrize(
    "day",
    [date(2024, 5, 1), datetime(2024, 5, 1, 8, 30), datetime(2024, 5, 1), 20240501, 20240501.0, "2024.5.1"],  # noqa: DTZ001
)
def test_days_in_every_type(tmp_path, day):
    rows = read(tmp_path, "f.parquet", parquet({**ONE, "死亡日期": [day]}))
    assert rows.landed["died_on"].to_list() == [date(2024, 5, 1)]


def test_categories_and_nulls_are_read_as_text(tmp_path):
    content = parquet({**ONE, "状态": pl.Series(["在保"], dtype=pl.Categorical), "金额": pl.Series([None])})
    assert read(tmp_path, "f.parquet", content).landed.select("state", "paid").rows() == [("on", None)]


def test_a_table_without_rows_is_a_table(tmp_path):
    content = parquet({"身份证号": pl.Series([], dtype=pl.String), "姓名": pl.Series([], dtype=pl.String)})
    assert read(tmp_path, "f.parquet", content).landed.height == 0


def test_a_damaged_file_is_an_error_that_names_it(tmp_path):
    whole = parquet({"身份证号": [resident(1)], "姓名": [CANARY]})
    with pytest.raises(DataError, match=r"^f\.parquet: .*damaged") as caught:
        read(tmp_path, "f.parquet", whole[:-20])
    assert caught.value.remedy
    assert CANARY not in str(caught.value)


@pytest.mark.parametrize("extra", [["a"], timedelta(1), b"\xff\xfe"])
def test_a_column_of_no_use_that_is_no_text_does_not_stop_the_file(tmp_path, extra):
    rows = read(tmp_path, "f.parquet", parquet({**ONE, "备用": [extra]}))
    assert landed_rows(rows) == [1]


@pytest.mark.parametrize("header", ["死亡日期", "金额"])
def test_not_a_number_is_an_empty_cell(tmp_path, header):
    assert landed_rows(read(tmp_path, "f.parquet", parquet({**ONE, header: [float("nan")]}))) == [1]


def test_a_timestamp_with_a_time_zone_is_the_day_in_china(tmp_path):
    midnight = datetime(2024, 4, 30, 16, tzinfo=UTC)
    rows = read(tmp_path, "f.parquet", parquet({**ONE, "死亡日期": [midnight]}))
    assert rows.landed["died_on"].to_list() == [date(2024, 5, 1)]


def test_a_blank_row_and_a_total_of_nulls_are_no_data(tmp_path):
    content = parquet({"姓名": ["张三", None, "合计"], "身份证号": [resident(1), None, None]})
    rows = read(tmp_path, "f.parquet", content)
    assert (landed_rows(rows), rows.rejected.height, rows.aside) == ([1], 0, 2)

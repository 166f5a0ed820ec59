"""Pay months and their days."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assist_cli.errors import CallError
from assist_cli.settings.months import between, first_day, last_day, read_month, shift

MONTHS = st.dates(date(1900, 1, 1), date(2199, 12, 31)).map(lambda day: f"{day:%Y-%m}")
BOUNDED = settings(deadline=None, derandomize=True)


def test_previous_is_the_month_before_today():
    assert read_month("previous", date(2024, 7, 31)) == "2024-06"
    assert read_month("previous", date(2025, 1, 1)) == "2024-12"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2024",
        "2024-6",
        "2024-00",
        "2024-13",
        "202406",
        "2024/06",
        "２０２４-06",
        " 2024-06",
        "2024-06-01",
        "next",
    ],
)
def test_what_is_no_month_is_a_wrong_call(text):
    with pytest.raises(CallError, match="is no month") as caught:
        read_month(text)
    assert "YYYY-MM" in caught.value.remedy


@pytest.mark.parametrize(
    ("month", "last"),
    [
        ("2024-02", date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 28)),
        ("2024-06", date(2024, 6, 30)),
        ("2024-12", date(2024, 12, 31)),
    ],
)
def test_the_as_of_date_is_the_last_day(month, last):
    assert last_day(month) == last


@given(MONTHS, st.integers(-600, 600))
@BOUNDED
def test_shifting_and_counting_months_are_each_others_inverse(month, by):
    shifted = shift(month, by)
    assert between(month, shifted) == by
    assert shift(shifted, -by) == month
    assert read_month(shifted) == shifted


@given(MONTHS)
@BOUNDED
def test_the_last_day_is_the_day_before_the_next_month(month):
    assert (first_day(shift(month, 1)) - last_day(month)).days == 1
    assert first_day(month).strftime("%Y-%m") == last_day(month).strftime("%Y-%m") == month


@pytest.mark.parametrize("text", ["2024-06\n", "0000-01"])
def test_a_month_that_the_calendar_does_not_know_is_a_wrong_call(text):
    with pytest.raises(CallError):
        read_month(text)

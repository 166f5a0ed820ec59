"""Gates: each just at its limit, and just beyond."""

from datetime import date, timedelta

import polars as pl
import pytest
from drawn_files import EVERYTHING

from assist_cli.extracts.gates import MEANINGS, Delivery, Gate, judge
from assist_cli.extracts.rows import store_schema
from assist_cli.language import translate
from assist_cli.settings.values import Source

MONTH = "2024-06"


def source(**said: object) -> Source:
    return Source.model_validate({**EVERYTHING.model_dump(by_alias=True), **said})


def ids(valid: int, *, invalid: int = 0, cut: int = 0, other: int = 0) -> pl.DataFrame:
    rows = [
        *(("resident", "990102196201011238") for _row in range(valid)),
        *(("invalid", "990102196201011239") for _row in range(invalid)),
        *(("resident", "990102196201010000") for _row in range(cut)),
        *(("passport", "E12345000") for _row in range(other)),
    ]
    return pl.DataFrame(rows, schema={"kind": pl.String, "text": pl.String}, orient="row")


def landed(rows: int, *, keys: int | None = None, days: list[date] | None = None) -> pl.DataFrame:
    schema = store_schema(EVERYTHING)
    columns = {name: [None] * rows for name in schema} | {
        "person_key": [at % (keys or rows) for at in range(rows)]
    }
    return pl.DataFrame(columns | ({"died_on": days} if days else {}), schema=schema)


def gates(
    *,
    of: Source = EVERYTHING,
    rows: pl.DataFrame | None = None,
    rejected: int = 0,
    numbers: int = 0,
    read: pl.DataFrame | None = None,
    before: int | None = None,
) -> dict[str, Gate]:
    frame = landed(100) if rows is None else rows
    delivery = Delivery(of, MONTH, frame, rejected, ids(100) if read is None else read, numbers, before)
    return {gate.name: gate for gate in judge(delivery)}


def test_a_sound_delivery_passes_every_gate_in_the_order_of_their_meanings():
    judged = gates(
        of=source(unique_by=["id_number"], dated_by="died_on"),
        rows=landed(100, days=[date(2024, 6, 1)] * 100),
        before=100,
    )
    assert list(judged) == list(MEANINGS)
    assert not any(gate.blocks for gate in judged.values())


@pytest.mark.parametrize(
    ("gate", "passes", "blocks"),
    [
        ("number_ids", {"numbers": 1}, {"numbers": 2}),
        ("ids_ending_000", {"read": ids(98, cut=2)}, {"read": ids(97, cut=3)}),
        ("invalid_ids", {"read": ids(80, invalid=20)}, {"read": ids(79, invalid=21)}),
        ("rejected_rows", {"rows": landed(80), "rejected": 20}, {"rows": landed(79), "rejected": 21}),
        (
            "repeated_keys",
            {"of": source(unique_by=["id_number"]), "rows": landed(100, keys=99)},
            {"of": source(unique_by=["id_number"]), "rows": landed(100, keys=98)},
        ),
        ("rows_lost", {"rows": landed(67), "before": 100}, {"rows": landed(66), "before": 100}),
        ("rows_lost", {"rows": landed(150), "before": 100}, {"rows": landed(66), "before": 99}),
        ("no_rows", {"rows": landed(1)}, {"rows": landed(0), "read": ids(0)}),
        (
            "no_rows",
            {"of": source(gates={"may_be_empty": True}), "rows": landed(0), "read": ids(0)},
            {"of": source(gates={"may_be_empty": True}), "rows": landed(0), "read": ids(1), "rejected": 1},
        ),
        (
            "number_ids",
            {"of": source(gates={"number_ids": 0.5}), "numbers": 50},
            {"of": source(gates={"number_ids": 0.0}), "numbers": 1},
        ),
    ],
)
def test_a_gate_passes_at_its_limit_and_blocks_beyond(gate, passes, blocks):
    assert not gates(**passes)[gate].blocks
    assert gates(**blocks)[gate].blocks


DATED = source(dated_by="died_on")
LAST = date(2024, 6, 30)


@pytest.mark.parametrize(
    ("gate", "days", "verdict"),
    [
        ("days_behind", [date(2024, 3, 1)], False),  # 92 days before 2024-06-01
        ("days_behind", [date(2024, 2, 29)], True),
        ("days_behind", [date(2020, 1, 1), LAST], False),
        ("days_behind", [date(2023, 6, 30)] * 40, True),
        ("future_rows", [LAST] * 80 + [LAST + timedelta(1)] * 20, False),
        ("future_rows", [LAST] * 79 + [LAST + timedelta(1)] * 21, True),
    ],
)
def test_the_wrong_month_is_told_by_its_dates(gate, days, verdict):
    assert gates(of=DATED, rows=landed(len(days), days=days))[gate].blocks is verdict


def test_months_are_dated_by_their_first_day():
    rows = landed(40).with_columns(period=pl.lit("2024-02"))
    assert gates(of=source(dated_by="period"), rows=rows)["days_behind"].measured == 121
    ahead = landed(40).with_columns(period=pl.lit("2024-07"))
    assert gates(of=source(dated_by="period"), rows=ahead)["future_rows"].blocks


def test_a_share_of_few_rows_says_nothing():
    few = gates(rows=landed(15), rejected=14, read=ids(0, invalid=29), before=29)
    assert set(few) == {"number_ids", "no_rows"}
    enough = gates(rows=landed(15), rejected=15, read=ids(0, invalid=30), before=30)
    assert set(enough) == {
        "number_ids",
        "ids_ending_000",
        "invalid_ids",
        "rejected_rows",
        "rows_lost",
        "no_rows",
    }


def test_number_cells_block_in_the_smallest_file():
    assert gates(rows=landed(1), read=ids(1), numbers=1)["number_ids"].blocks


def test_other_documents_do_not_count_as_cut_or_invalid_ids():
    judged = gates(read=ids(40, other=60))
    assert (judged["ids_ending_000"].measured, judged["invalid_ids"].measured) == (0, 0)


def test_only_snapshots_can_lose_rows():
    assert "rows_lost" not in gates(of=source(shape="events"), rows=landed(10), before=100)
    assert "rows_lost" not in gates(rows=landed(10), before=None)


def test_undated_sources_and_empty_dates_have_no_date_gates():
    assert not {"days_behind", "future_rows"} & set(gates())
    assert not {"days_behind", "future_rows"} & set(gates(of=DATED))


def test_a_verdict_says_measure_limit_and_meaning():
    gate = Gate("rows_lost", 0.5, 0.33)
    assert str(gate) == f"rows_lost: 0.5, limit 0.33 ({MEANINGS['rows_lost']})"
    assert gate.as_dict() == {"name": "rows_lost", "measured": 0.5, "limit": 0.33, "blocks": True}
    assert all(translate(text, "zh") != text for text in MEANINGS.values())


def test_one_day_in_the_future_does_not_hide_an_extract_of_last_year():
    days = [date(2023, 6, 30)] * 99 + [date(2042, 6, 1)]
    judged = gates(of=DATED, rows=landed(100, days=days))
    assert judged["days_behind"].blocks

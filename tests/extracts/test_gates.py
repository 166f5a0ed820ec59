"""Gates: each just at its limit, and just beyond."""

from collections import Counter
from collections.abc import Collection
from datetime import date, timedelta
from decimal import Decimal

import pytest
from drawn_files import EVERYTHING

from assist_cli.extracts.gates import MEANINGS, Delivery, Gate, judge
from assist_cli.extracts.measures import Measures
from assist_cli.language import translate
from assist_cli.settings.values import Source

MONTH = "2024-06"


def source(**said: object) -> Source:
    return Source.model_validate({**EVERYTHING.model_dump(by_alias=True), **said})


def ids(valid: int, *, invalid: int = 0, cut: int = 0, other: int = 0, ending_x: int = 0) -> dict[str, int]:
    """What is counted of so many valid, invalid and cut resident IDs and other documents."""
    return {
        "ids": valid + invalid + cut + other,
        "residents": valid + invalid + cut,
        "invalid": invalid,
        "cut": cut,
        "ending_x": ending_x,
    }


def gates(
    *,
    of: Source = EVERYTHING,
    rows: int = 100,
    keys: int | None = None,
    days: Collection[date | str] = (),
    rejected: int = 0,
    numbers: int = 0,
    read: dict[str, int] | None = None,
    before: Collection[int] = (),
    roster: float | None = None,
    **beside: object,
) -> dict[str, Gate]:
    """The verdicts on a delivery of so many landed `rows`, of which `keys` differ, dated on `days`."""
    counted = Measures(
        landed=rows,
        rejected=rejected,
        repeated=rows - (rows if keys is None else keys),
        number_ids=numbers,
        days=Counter(days),
        **(ids(100) if read is None else read),
        **beside,
    )
    return {gate.name: gate for gate in judge(Delivery(of, MONTH, counted, before, roster))}


def test_a_sound_delivery_passes_every_gate_in_the_order_of_their_meanings():
    judged = gates(
        of=source(
            unique_by=["id_number"], dated_by="died_on", sent_for={"state": "on"}, gates={"missing_days": 29}
        ),
        days=[date(2024, 6, 1)] * 100,
        read=ids(220, ending_x=20),
        before=[100],
        roster=0.1,
        meant=1,
        total=Decimal(500),
        stated_total=Decimal(500),
        answered_on=date(2024, 6, 20),
    )
    assert list(judged) == list(MEANINGS)
    assert not any(gate.blocks for gate in judged.values())


GAPS = source(dated_by="died_on", gates={"missing_days": 7})


@pytest.mark.parametrize(
    ("gate", "passes", "blocks"),
    [
        ("number_ids", {"numbers": 1}, {"numbers": 2}),
        ("ids_ending_000", {"read": ids(98, cut=2)}, {"read": ids(97, cut=3)}),
        ("invalid_ids", {"read": ids(80, invalid=20)}, {"read": ids(79, invalid=21)}),
        ("rejected_rows", {"rows": 80, "rejected": 20}, {"rows": 79, "rejected": 21}),
        (
            "repeated_keys",
            {"of": source(unique_by=["id_number"]), "keys": 99},
            {"of": source(unique_by=["id_number"]), "keys": 98},
        ),
        ("rows_lost", {"rows": 67, "before": [100]}, {"rows": 66, "before": [100]}),
        ("rows_lost", {"rows": 150, "before": [100]}, {"rows": 66, "before": [99]}),
        ("rows_lost", {"rows": 67, "before": [300, 100, 99]}, {"rows": 66, "before": [20, 100, 300]}),
        ("ids_ending_x", {"read": ids(220, ending_x=4)}, {"read": ids(220, ending_x=3)}),
        ("roster_missing", {"roster": 0.5}, {"roster": 0.51}),
        (
            "total_differs",
            {"total": Decimal("1000.99"), "stated_total": Decimal(1000)},
            {"total": Decimal("1001.01"), "stated_total": Decimal(1000)},
        ),
        (
            "total_differs",
            {"total": Decimal(0), "stated_total": Decimal(0)},
            {"total": Decimal(0), "stated_total": Decimal(1)},
        ),
        ("days_stale", {"answered_on": date(2024, 5, 30)}, {"answered_on": date(2024, 5, 29)}),
        (
            "no_such_rows",
            {"of": source(sent_for={"state": "on"}), "meant": 1},
            {"of": source(sent_for={"state": "on"}), "meant": 0},
        ),
        (
            "missing_days",
            {"of": GAPS, "days": [date(2024, 6, day) for day in (8, 16, 24)] * 10},
            {"of": GAPS, "days": [date(2024, 6, day) for day in (8, 17, 24)] * 10},
        ),
        ("no_rows", {"rows": 1}, {"rows": 0, "read": ids(0)}),
        (
            "no_rows",
            {"of": source(gates={"may_be_empty": True}), "rows": 0, "read": ids(0)},
            {"of": source(gates={"may_be_empty": True}), "rows": 0, "read": ids(1), "rejected": 1},
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
    assert gates(of=DATED, rows=len(days), days=days)[gate].blocks is verdict


def test_months_are_dated_by_their_first_day():
    assert gates(of=source(dated_by="period"), days=["2024-02"] * 40)["days_behind"].measured == 121
    assert gates(of=source(dated_by="period"), days=["2024-07"] * 40)["future_rows"].blocks


def test_a_share_of_few_rows_says_nothing():
    few = gates(rows=15, rejected=14, read=ids(0, invalid=29), before=[29])
    assert set(few) == {"number_ids", "no_rows"}
    enough = gates(rows=15, rejected=15, read=ids(0, invalid=30), before=[30])
    assert set(enough) == {
        "number_ids",
        "ids_ending_000",
        "invalid_ids",
        "rejected_rows",
        "rows_lost",
        "no_rows",
    }


def test_number_cells_block_in_the_smallest_file():
    assert gates(rows=1, read=ids(1), numbers=1)["number_ids"].blocks


def test_other_documents_do_not_count_as_cut_or_invalid_ids():
    judged = gates(read=ids(40, other=60))
    assert (judged["ids_ending_000"].measured, judged["invalid_ids"].measured) == (0, 0)


def test_only_snapshots_can_lose_rows():
    assert "rows_lost" not in gates(of=source(shape="events"), rows=10, before=[100])
    assert "rows_lost" not in gates(rows=10, before=[])


def test_undated_sources_and_empty_dates_have_no_date_gates():
    assert not {"days_behind", "future_rows"} & set(gates())
    assert not {"days_behind", "future_rows"} & set(gates(of=DATED))


def test_a_verdict_says_measure_limit_and_meaning():
    gate = Gate("rows_lost", 0.5, 0.33)
    assert str(gate) == f"rows_lost: 0.5, limit 0.33 ({MEANINGS['rows_lost']})"
    assert gate.as_dict() == {
        "name": "rows_lost",
        "measured": 0.5,
        "limit": 0.33,
        "warns": False,
        "blocks": True,
    }
    assert all(translate(text, "zh") != text for text in MEANINGS.values())


def test_one_day_in_the_future_does_not_hide_an_extract_of_last_year():
    days = [date(2023, 6, 30)] * 99 + [date(2042, 6, 1)]
    judged = gates(of=DATED, days=days)
    assert judged["days_behind"].blocks


def test_a_gate_that_only_warns_lets_the_delivery_land():
    of = source(gates={"warn_only": ["rows_lost"]})
    gate = gates(of=of, rows=10, before=[100])["rows_lost"]
    assert (gate.beyond, gate.warns, gate.blocks) == (True, True, False)


def test_a_total_over_several_files_is_held_against_those_that_state_one():
    one = Measures(landed=1, total=Decimal(10), stated_total=Decimal(10))
    silent = Measures(landed=1, total=Decimal(7))
    assert (one + silent + one).stated_total == (one + silent + one).total == 20
    assert (silent + silent).stated_total is None

"""`assist checks try`: what other parameters would have found, and that nothing at all is written."""

import hashlib
import json
from typing import get_origin

import polars as pl
import pytest

from assist_cli.checks import REGISTER

JUNE = ("--month", "2024-06")


def everything(root):
    """Every file and folder of a workspace: content, size, time of change, mode."""
    return {
        path.relative_to(root).as_posix(): (
            path.stat().st_mtime_ns,
            path.stat().st_mode,
            hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None,
        )
        for path in [root, *sorted(root.rglob("*"))]
    }


@pytest.fixture
def attempt(assist, demo):
    """A trial on the finished demo, as JSON."""

    def attempted(check, *changes, month="2024-06"):
        words = [word for change in changes for word in ("--set", change)]
        answer = assist(
            "--workspace", demo, "checks", "try", check, *words, "--month", month, "--format", "json"
        )
        assert answer.code == 0, answer.err
        assert answer.err == ""
        return json.loads(answer.out)

    return attempted


def stored(demo, check, month="2024-06"):
    findings = pl.read_parquet(demo / f"store/findings/month={month}.parquet")
    return findings.filter(pl.col("check") == check, pl.col("status") != "cleared", pl.col("lamp") != "grey")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_nothing_is_written(assist, own, lang):
    before = everything(own)
    for arguments in (
        ("vehicle_purchase", "--set", "lookback_months=12", *JUNE),
        ("medical_burden", "--set", "medical_limit=5000", *JUNE, "--format", "json"),
        ("vehicle_purchase", "--set", "lookback_months=x", *JUNE),
        ("vehicle_purchase", "--set", "lookback_months=12", "--month", "2023-01"),
    ):
        assist("--workspace", own, "checks", "try", *arguments, lang=lang)
    assert everything(own) == before


def test_a_change_of_the_workspace_would_be_noticed(own):
    before = everything(own)
    (own / "store" / "audit.jsonl").touch()
    assert everything(own) != before


def test_what_stands_is_what_the_month_found(attempt, demo):
    for check, change in {
        "vehicle_purchase": "lookback_months=12",
        "moved_out": "collective_words=集体",
    }.items():
        trial = attempt(check, change)
        found = stored(demo, check)
        assert trial["total"]["stands"]["findings"] == found.height > 0
        by_street = dict(found.group_by(pl.col("division_code").str.head(9)).len().iter_rows())
        counted = {
            entry["division"]: entry["stands"]["findings"]
            for entry in trial["divisions"]
            if entry["stands"]["findings"]
        }
        assert counted == by_street
        assert trial["stored_is_the_same"] is True


def test_a_narrower_window_finds_less_and_a_wider_one_more(attempt):
    narrow, wide = (attempt("vehicle_purchase", f"lookback_months={months}") for months in (1, 600))
    stands = narrow["total"]["stands"]
    assert wide["total"]["stands"] == stands
    for trial, fewer, more in ((narrow, "gone", "new"), (wide, "new", "gone")):
        total = trial["total"]
        assert total[more]["findings"] == 0
        assert total[fewer]["findings"] > 0
        assert (
            total["would_be"]["findings"]
            == stands["findings"] - total["gone"]["findings"] + total["new"]["findings"]
        )
    assert narrow["parameters"] == {"lookback_months": {"in_force": 24, "tried": 1}}
    assert (narrow["from"], narrow["until"]) == ("2019-01-01", "2025-12-31")


def test_what_the_purchases_lose_the_other_vehicles_gain(attempt):
    lost = attempt("vehicle_purchase", "lookback_months=1")["total"]["gone"]
    assert attempt("vehicle_owned", "lookback_months=1")["total"]["new"] == lost


def test_a_list_is_typed_with_commas(attempt):
    trial = attempt("vehicle_purchase", "excluded_types=轿车, 小型，微型")
    assert trial["parameters"]["excluded_types"]["tried"] == ["轿车", "小型", "微型"]
    assert trial["total"]["gone"]["findings"] > 0


LISTS = {
    name: keys
    for name, check in REGISTER.items()
    if (keys := [key for key, kept in check.rule.model_fields.items() if get_origin(kept.annotation) is list])
}


@pytest.mark.parametrize("check", LISTS)
def test_lists_may_be_empty(attempt, check):
    changed = attempt(check, *(f"{key}=" for key in LISTS[check]))["parameters"]
    assert changed
    assert all(value["tried"] == [] for value in changed.values())


def test_a_local_amount_and_a_parameter_together(attempt):
    trial = attempt("medical_burden", "medical_limit=5000", "window_months=6")
    assert trial["amounts"] == {
        "medical_limit": {"99": {"in_force": 20000.0, "tried": 5000.0, "from": "2014-05-01"}}
    }
    assert trial["parameters"] == {"window_months": {"in_force": 12, "tried": 6}}
    assert trial["total"]["new"]["households"] > 0
    total = trial["total"]["stands"]
    assert total["people"] >= total["households"] == total["findings"]


def test_another_lamp_is_no_finding_gone(attempt, demo):
    assert stored(demo, "deceased").filter(pl.col("lamp") == "red").height
    trial = attempt("deceased", "agree_within_days=-1")["total"]
    assert trial["gone"]["findings"] == trial["new"]["findings"] == 0
    assert trial["judged"]["findings"] == stored(demo, "deceased").filter(pl.col("lamp") == "red").height


def test_the_same_value_changes_nothing_and_says_so(assist, demo, attempt):
    trial = attempt("vehicle_purchase", "lookback_months=24")
    assert trial["parameters"] == {}
    assert all(trial["total"][part]["findings"] == 0 for part in ("gone", "new", "judged"))
    told = assist(
        "--workspace", demo, "checks", "try", "vehicle_purchase", "--set", "lookback_months=24", *JUNE
    )
    assert "The values are those in force" in told.out


def test_a_city_sees_its_districts(assist, own):
    config = own / "assist.toml"
    config.write_text(
        config.read_text(encoding="utf-8").replace('jurisdiction = "990102"', 'jurisdiction = "9901"'),
        encoding="utf-8",
    )
    call = ("checks", "try", "vehicle_purchase", "--set", "lookback_months=1", *JUNE)
    trial = json.loads(assist("--workspace", own, *call, "--format", "json").out)
    assert [entry["division"] for entry in trial["divisions"]] == ["990102"]
    assert "District" in assist("--workspace", own, *call).out


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_page_says_what_was_changed_who_was_not_checked_and_where(assist, demo, lang):
    told = assist(
        "--workspace",
        demo,
        "checks",
        "try",
        "vehicle_purchase",
        "--set",
        "lookback_months=1",
        *JUNE,
        lang=lang,
    )
    assert told.code == 0
    assert "24 → 1" in told.out
    assert "2019-01-01" in told.out
    assert "东湖街道" in told.out
    assert {"en": "Not checked either way", "zh": "均未比对"}[lang] in told.out
    assert {"en": "Only now", "zh": "不再发现"}[lang] in told.out


def test_a_month_compared_with_other_rules_is_said_to_differ(assist, own):
    rules = own / "checks.toml"
    rules.write_text(
        rules.read_text(encoding="utf-8").replace("lookback_months = 24", "lookback_months = 1"),
        encoding="utf-8",
    )
    call = ("checks", "try", "vehicle_purchase", "--set", "lookback_months=24", *JUNE)
    assert "as it is stored" in assist("--workspace", own, *call).out
    trial = json.loads(assist("--workspace", own, *call, "--format", "json").out)
    assert trial["stored_is_the_same"] is False
    assert trial["total"]["new"]["findings"] > 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["vehicle_purchas", "--set", "lookback_months=1"], "vehicle_purchase"),
        (["vehicle_purchase", "--set", "lookback_month=1"], "Did you mean lookback_months?"),
        (["vehicle_purchase", "--set", "medical_limit=1"], "lookback_months"),
        (["vehicle_purchase", "--set", "basis=x"], "lookback_months"),
        (["vehicle_purchase", "--set", "from=2024-01-01"], "lookback_months"),
        (["vehicle_purchase", "--set", "lookback_months=1.5"], "a whole number"),
        (["vehicle_purchase", "--set", "lookback_months="], "a whole number"),
        (["vehicle_purchase", "--set", "lookback_months"], "key=value"),
        (["vehicle_purchase", "--set", "lookback_months=1", "--set", "lookback_months=2"], "each key once"),
        (["vehicle_purchase"], "--set"),
        (["medical_burden", "--set", "medical_limit=much"], "a number"),
        (["medical_burden", "--set", "medical_limit=-1"], "a number"),
        (["medical_burden", "--set", "medical_limit=NaN"], "a number"),
        (["medical_burden", "--set", "medical_limt=1"], "Did you mean medical_limit?"),
    ],
)
def test_what_cannot_be_set_is_a_wrong_call(assist, demo, arguments, said):
    answer = assist("--workspace", demo, "checks", "try", *arguments, *JUNE)
    assert answer.code == 2, answer.all
    assert said in answer.err
    assert answer.out == ""


def test_a_month_that_never_landed_is_told_as_compare_tells_it(assist, demo):
    tried = assist(
        "--workspace",
        demo,
        "checks",
        "try",
        "vehicle_purchase",
        "--set",
        "lookback_months=1",
        "--month",
        "2023-01",
    )
    assert tried.code == 4
    assert tried.err == assist("--workspace", demo, "compare", "--month", "2023-01").err

"""docs/own-checks.md as written: the example is compared, reported, exported and explained by the real program."""

import json
import re
from pathlib import Path

import polars as pl
import pytest

from assist_cli.checks.own import OwnCheck

PAGE = (Path(__file__).parents[2] / "docs" / "own-checks.md").read_text(encoding="utf-8")
EXAMPLE = re.search(r"^```toml\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)[1]
JUNE = ("--month", "2024-06")


@pytest.fixture
def with_example(own):
    """The finished demo with the page's file; its last month has not been compared again yet."""
    (own / "checks").mkdir()
    (own / "checks/large_bill.toml").write_text(EXAMPLE, encoding="utf-8")
    return own


def found(assist, workspace, *more):
    answer = assist(
        "--workspace", workspace, "report", *JUNE, "--check", "large_bill", "--format", "json", *more
    )
    assert answer.code == 0, answer.err
    return json.loads(answer.out)


def test_a_month_is_compared_again_when_the_file_is_new_or_changed_and_only_then(assist, with_example):
    run = ("--workspace", with_example, "run", *JUNE)
    assert "Nothing new" not in assist(*run).out
    findings = found(assist, with_example)
    assert findings
    assert {finding["lane"] for finding in findings} == {"need"}
    assert "Nothing new" in assist(*run).out
    path = with_example / "checks/large_bill.toml"
    path.write_text(EXAMPLE.replace("cash_paid >= 3000", "cash_paid >= 15000"), encoding="utf-8")
    assert "Nothing new" not in assist(*run).out
    fewer = [finding for finding in found(assist, with_example) if finding["lamp"] == "yellow"]
    assert 0 < len(fewer) < len(findings)


def test_it_is_reported_and_exported_as_the_others_are(assist, with_example):
    assert assist("--workspace", with_example, "run", *JUNE).code == 0
    findings = found(assist, with_example)
    assert all("yuan paid in cash at" in finding["summary"] for finding in findings)
    chinese = json.loads(
        assist(
            "--workspace",
            with_example,
            "report",
            *JUNE,
            "--check",
            "large_bill",
            "--format",
            "json",
            lang="zh",
        ).out
    )
    assert all(re.search(r"自付现金[0-9.]+元。.*建议核实：", finding["summary"]) for finding in chinese)
    for lang, title in {"en": "A large medical bill", "zh": "单次医疗费用较大"}.items():
        assert title in assist("--workspace", with_example, "report", *JUNE, lang=lang).out
    coverage = pl.read_parquet(with_example / "store/coverage/month=2024-06.parquet")
    own = coverage.filter(pl.col("check") == "large_bill")
    assert own["found"].sum() == len([one for one in findings if one["lamp"] == "yellow"])
    assert own["checked"].sum() > 0
    assert assist("--workspace", with_example, "export", *JUNE, "--format", "csv").code == 0
    packages = [
        path.read_text(encoding="utf-8-sig") for path in with_example.glob("exports/2024-06/*/findings.csv")
    ]
    standing = [finding for finding in findings if finding["status"] != "cleared"]
    assert sum(text.count("large_bill") for text in packages) == len(standing)
    guides = [
        path.read_text(encoding="utf-8-sig") for path in with_example.glob("exports/2024-06/*/guide.txt")
    ]
    assert any("A large medical bill" in text for text in guides)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_it_is_listed_and_explained(assist, with_example, lang):
    card = " ".join(
        assist("--workspace", with_example, "checks", "explain", "large_bill", lang=lang).out.split()
    )
    for said in {
        "en": [
            "One large bill can ruin a household.",
            "A reversal not delivered yet",
            "a working rule of this bureau",
        ],
        "zh": ["一次大额费用就可能使家庭陷入困难。", "冲正尚未送达", "本局工作安排"],
    }[lang]:
        assert said in card
    assert "condition = cash_paid >= 3000 AND" in card
    records = json.loads(
        assist("--workspace", with_example, "checks", "list", "--format", "json", lang=lang).out
    )
    assert records[-1]["check"] == "large_bill"
    assert records[-1]["sources"] == ["health.spending"]
    assert "large_bill" in assist("--workspace", with_example, "checks", "list", lang=lang).out


def test_another_condition_can_be_tried(assist, with_example):
    call = ("--workspace", with_example, "checks", "try", "large_bill", *JUNE)
    trial = json.loads(assist(*call, "--set", "condition=cash_paid >= 15000", "--format", "json").out)
    assert trial["parameters"]["condition"]["tried"] == "cash_paid >= 15000"
    assert trial["total"]["stands"]["findings"] > 0
    refused = assist(*call, "--set", "condition=count(*) > 1")
    assert refused.code == 2
    assert "more than one row" in refused.err


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_condition_that_reaches_too_far_is_told_with_file_and_line(assist, with_example, lang):
    text = EXAMPLE.replace("cash_paid >= 3000 AND", "sum(cash_paid) >= 3000 AND")
    (with_example / "checks/large_bill.toml").write_text(text, encoding="utf-8")
    for command in (["compare", *JUNE], ["checks", "list"], ["report", *JUNE]):
        answer = assist("--workspace", with_example, *command, lang=lang)
        assert answer.code == 3, answer.all
        assert "checks/large_bill.toml:5" in answer.err
        assert {"en": "more than one row", "zh": "不止一行"}[lang] in answer.err


def test_the_page_names_every_key():
    keys = [field.alias or name for name, field in OwnCheck.model_fields.items()]
    assert [key for key in keys if f"`{key}`" not in PAGE] == []

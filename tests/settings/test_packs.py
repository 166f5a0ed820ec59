"""Dated packs of `checks.toml`: no gap, no overlap, both days included."""

from datetime import date

import pytest

from assist_cli.checks import REGISTER
from assist_cli.checks.packs import read_packs, rules_on
from assist_cli.errors import ConfigurationError

FILE = "checks.toml"


def line_of_second(workspace, table):
    lines = (workspace.root / FILE).read_text(encoding="utf-8").splitlines()
    return [number for number, line in enumerate(lines, start=1) if line == table][1]


def rule_on(workspace, name, day):
    return rules_on(read_packs(workspace.checks_file, REGISTER), day)[name]


@pytest.mark.parametrize(
    ("day", "uses"),
    [
        (date(2019, 1, 1), []),
        (date(2025, 12, 31), []),
        (date(2026, 1, 1), ["营运", "货运", "出租"]),
        (date(2099, 12, 31), ["营运", "货运", "出租"]),
    ],
)
def test_a_pack_holds_from_its_first_to_its_last_day(edited, day, uses):
    rule = rule_on(edited(FILE, "", ""), "vehicle_purchase", day)
    assert rule.parameters["livelihood_uses"] == uses


@pytest.mark.parametrize("until", ["until = 2025-12-30", "until = 2026-01-01", "until = 2019-01-01", ""])
def test_a_gap_an_overlap_and_an_open_pack_before_another_are_refused(edited, until):
    workspace = edited(FILE, "until = 2025-12-31", until)
    with pytest.raises(ConfigurationError, match="does not begin on the day after") as caught:
        read_packs(workspace.checks_file, REGISTER)
    line = line_of_second(workspace, "[[vehicle_purchase]]")
    assert caught.value.what.startswith(f"{workspace.checks_file}:{line}: ")
    assert "vehicle_purchase" in caught.value.what
    assert caught.value.remedy


def test_packs_may_stand_in_any_order(edited):
    text = (edited(FILE, "", "").checks_file).read_text(encoding="utf-8")
    tables = text.split("\n\n")
    workspace = edited(FILE, text, "\n\n".join([tables[0], *reversed(tables[1:])]))
    assert rule_on(workspace, "vehicle_owned", date(2025, 6, 30)).parameters["livelihood_uses"] == []


def test_a_month_before_every_pack_is_told_with_the_check(edited):
    workspace = edited(FILE, "", "")
    with pytest.raises(
        ConfigurationError, match="no pack of 'vehicle_purchase' holds on 2018-12-31"
    ) as caught:
        rule_on(workspace, "deceased", date(2018, 12, 31))
    assert "[[vehicle_purchase]]" in caught.value.remedy


@pytest.mark.parametrize("name", REGISTER)
def test_a_check_without_a_pack_is_told(edited, name):
    workspace = edited(FILE, "", "")
    text = workspace.checks_file.read_text(encoding="utf-8")
    kept = [table for table in text.split("\n\n") if not table.startswith(f"[[{name}]]")]
    workspace.checks_file.write_text("\n\n".join(kept), encoding="utf-8")
    with pytest.raises(ConfigurationError, match=rf"\[\[{name}\]\]' is missing"):
        read_packs(workspace.checks_file, REGISTER)


def test_every_shipped_check_has_its_packs(edited):
    packs = read_packs(edited(FILE, "", "").checks_file, REGISTER)
    assert list(packs) == list(REGISTER)
    assert all(rule.pack.basis.zh and rule.pack.basis.en for dated in packs.values() for rule in dated)

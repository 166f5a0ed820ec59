"""Local amounts of `checks.toml`: by division and date, the nearest division above, no gap and nothing left over."""

from datetime import date
from decimal import Decimal

import pytest

from assist_cli.checks.packs import read_rules
from assist_cli.errors import ConfigurationError
from assist_cli.settings.create import create_workspace

FILE = "checks.toml"
NAME = "medical_limit"


def with_rows(edited, *rows):
    """The shipped configuration with these (division, from, until, yuan) instead of the shipped limit."""
    written = "\n\n".join(
        f'[[amounts.{NAME}]]\ndivision = "{division}"\nfrom = {since}\n'
        + (f"until = {until}\n" if until else "")
        + f'basis = {{ zh = "文件", en = "document" }}\nyuan = {yuan}'
        for division, since, until, yuan in rows
    )
    workspace = edited(FILE, "", "")
    path = workspace.root / FILE
    text = path.read_text(encoding="utf-8")
    start = text.index(f"[[amounts.{NAME}]]")
    end = text.find("[[", start + 2)
    path.write_text(text[:start] + written + "\n\n" + (text[end:] if end > 0 else ""), encoding="utf-8")
    return workspace


def yuan(workspace, day, division):
    amount = read_rules(workspace, day).amounts.of(NAME, division)
    return None if amount is None else amount.yuan


def test_the_nearest_division_above_decides(edited):
    workspace = with_rows(
        edited,
        ("99", "2014-05-01", "", "20000"),
        ("990102", "2024-01-01", "2024-06-30", "15000.5"),
        ("990102", "2024-07-01", "", "16000"),
        ("990102003", "2024-01-01", "", "9000"),
    )
    assert yuan(workspace, date(2023, 12, 31), "990102001001") == 20_000
    assert yuan(workspace, date(2024, 1, 1), "990102001001") == Decimal("15000.5")
    assert yuan(workspace, date(2024, 6, 30), "990102001001") == Decimal("15000.5")
    assert yuan(workspace, date(2024, 7, 1), "990102001001") == 16_000
    assert yuan(workspace, date(2024, 7, 1), "990102003001") == 9_000
    assert yuan(workspace, date(2024, 7, 1), "990103001001") == 20_000
    assert yuan(workspace, date(2024, 7, 1), "980103001001") is None


@pytest.mark.parametrize("since", ["2024-07-02", "2024-06-30"])
def test_a_gap_and_an_overlap_of_a_division_are_refused(edited, since):
    workspace = with_rows(edited, ("99", "2014-05-01", "2024-06-30", "20000"), ("99", since, "", "21000"))
    with pytest.raises(ConfigurationError, match="does not begin on the day after") as caught:
        read_rules(workspace, date(2024, 6, 30))
    lines = workspace.checks_file.read_text(encoding="utf-8").splitlines()
    second = [number for number, line in enumerate(lines, 1) if line == f"[[amounts.{NAME}]]"][1]
    assert caught.value.what.startswith(f"{workspace.checks_file}:{second}: ")


@pytest.mark.parametrize(
    ("rows", "day"),
    [
        ([("990102", "2024-07-01", "", "20000")], date(2024, 6, 30)),
        ([("990103", "2014-05-01", "", "20000")], date(2024, 6, 30)),
        ([("990102001", "2014-05-01", "", "20000")], date(2024, 6, 30)),
        ([("99", "2014-05-01", "2024-05-31", "20000")], date(2024, 6, 30)),
    ],
)
def test_an_amount_that_does_not_hold_for_the_whole_jurisdiction_is_missing(edited, rows, day):
    with pytest.raises(
        ConfigurationError, match=f"no amount '{NAME}' of 990102 holds on 2024-06-30"
    ) as caught:
        read_rules(with_rows(edited, *rows), day)
    assert f"[[amounts.{NAME}]]" in caught.value.remedy


def test_an_amount_that_no_check_needs_is_refused(edited):
    workspace = edited(FILE, f"[[amounts.{NAME}]]", "[[amounts.medical_limits]]")
    with pytest.raises(ConfigurationError, match="no check needs an amount 'medical_limits'"):
        read_rules(workspace, date(2024, 6, 30))


@pytest.mark.parametrize("written", ["yuan = -1", 'yuan = "20000"', "yuans = 20000"])
def test_what_is_no_amount_is_told_with_its_line(edited, written):
    workspace = edited(FILE, "yuan = 20000", written)
    with pytest.raises(ConfigurationError) as caught:
        read_rules(workspace, date(2024, 6, 30))
    line = next(
        n
        for n, text in enumerate(workspace.checks_file.read_text(encoding="utf-8").splitlines(), 1)
        if text == written
    )
    assert caught.value.what.startswith(f"{workspace.checks_file}:{line}: ")


@pytest.mark.parametrize("jurisdiction", ["44", "4406", "440605"])
def test_a_new_bureau_has_amounts_to_begin_with_wherever_it_is(tmp_path, jurisdiction):
    workspace = create_workspace(tmp_path / "bureau", jurisdiction)
    amounts = read_rules(workspace, date(2024, 6, 30)).amounts
    assert amounts.known
    assert all(amounts.of(name, jurisdiction) is not None for name in amounts.known)

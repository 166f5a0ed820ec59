"""House rules of the checks: register = folder = configuration, the docstring's form, and no column without a need."""

import importlib
import re
from pathlib import Path

import pytest
from drawn_tables import configuration

from assist_cli import checks
from assist_cli.checks import REGISTER
from assist_cli.checks.check import HEADINGS, sections
from assist_cli.checks.packs import read_packs, rules_on
from assist_cli.checks.remarks import REMARKS
from assist_cli.settings.months import last_day
from assist_cli.settings.shipped import folder

FOLDER = Path(checks.__file__).parent
NAMES = sorted(REGISTER)
SOURCES = sorted(path.stem for path in (folder("configs") / "sources").glob("*.toml"))

READ = {source for check in REGISTER.values() for source in check.sources}


def module(name):
    return importlib.import_module(f"assist_cli.checks.{name}")


def test_every_file_that_defines_a_check_is_registered_under_its_own_name():
    defining = {
        path.stem
        for path in FOLDER.glob("*.py")
        if path.stem != "__init__" and hasattr(module(path.stem), "CHECK")
    }
    assert defining == set(REGISTER)
    assert all(REGISTER[name] is module(name).CHECK and REGISTER[name].name == name for name in REGISTER)


def test_every_check_has_dated_packs_and_no_pack_lacks_a_check():
    packs = read_packs(folder("configs") / "checks.toml", REGISTER)
    assert set(packs) == set(REGISTER)


@pytest.mark.parametrize("month", ["2024-06", "2025-12", "2026-01"])
def test_one_pack_of_each_check_holds_in_every_month(month):
    path = folder("configs") / "checks.toml"
    rules = rules_on(read_packs(path, REGISTER), last_day(month))
    assert set(rules) == set(REGISTER)
    assert all(rule.pack.basis.zh and rule.pack.basis.en for rule in rules.values())


@pytest.mark.parametrize("name", NAMES)
def test_the_docstring_has_a_first_sentence_and_the_five_headings_in_order(name):
    doc = REGISTER[name].doc
    assert doc == module(name).__doc__
    parts = sections(doc)
    assert tuple(parts) == ("", *HEADINGS)
    assert re.fullmatch(r"[A-Z][^.]*\.", parts[""])
    assert all(text.rstrip().endswith(".") for text in parts.values())


@pytest.mark.parametrize("name", NAMES)
def test_every_column_a_check_needs_is_one_of_its_source(name):
    check = REGISTER[name]
    for source, columns in [*check.finds.items(), *check.weighs.items()]:
        assert set(columns) <= set(configuration(source)["columns"]) - {"id_number"}, source
    assert not set(check.finds) & set(check.weighs)
    assert check.register is None or check.register in check.finds


@pytest.mark.parametrize("source", sorted(READ))
def test_every_landed_column_is_needed_by_some_check(source):
    needed = {
        column for check in REGISTER.values() for column in {**check.finds, **check.weighs}.get(source, ())
    }
    assert needed == set(configuration(source)["columns"]) - {"id_number"}


@pytest.mark.parametrize("source", sorted(set(SOURCES) - READ - {"civil.roster"}))
def test_a_source_that_no_check_reads_is_not_expected(source):
    assert configuration(source)["expected"] is False


def test_every_remark_that_is_made_is_explained_and_every_explained_one_is_made():
    """Codes stand in quotes where a remark is made, and nowhere but there."""
    files = [path for path in FOLDER.parent.rglob("*.py") if path.name != "remarks.py"]
    code = "".join(path.read_text(encoding="utf-8") for path in files)
    made = set(re.findall(r'with_remark\(\s*"([a-z_]+)"|remarks=pl\.lit\(\["([a-z_]+)"\]\)', code))
    assert {one or other for one, other in made} <= set(REMARKS)
    assert {remark for remark in REMARKS if f'"{remark}"' not in code} == set()
    assert {remark.weight for remark in REMARKS.values()} <= {"record", "finding", "weak", "note"}


@pytest.mark.parametrize("name", NAMES)
def test_a_check_reads_nothing_and_decides_nothing(name):
    """Pure and lazy: no file, no collecting, no lamp, no engine."""
    code = (FOLDER / f"{name}.py").read_text(encoding="utf-8").partition('"""\n\n')[2]
    for word in ("collect(", "scan_", "read_", "open(", "Path", "lamp", "engine", "print("):
        assert word not in code


@pytest.mark.parametrize("name", NAMES)
def test_every_finding_says_what_to_verify_and_none_tells_to_stop(name):
    for text in REGISTER[name].summary.values():
        assert re.search(r"To verify: [^.]+\.$", text)
        assert "stop" not in text.replace("this is no reason to stop", "")

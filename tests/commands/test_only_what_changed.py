"""`run` after one delivery has changed: what depends on it is found anew and no more, with the bytes of a whole comparison."""

import shutil
from pathlib import Path

import polars as pl

from assist_cli.cases.compare import _decisive
from assist_cli.cases.ledger import Ledger
from assist_cli.cases.standing import Standing
from assist_cli.checks import REGISTER
from assist_cli.checks.inputs import open_inputs
from assist_cli.checks.packs import Rules, read_rules
from assist_cli.findings.month import Found, find_month
from assist_cli.progress import silent
from assist_cli.run import run_month
from assist_cli.settings.months import last_day
from assist_cli.settings.workspace import Workspace

MONTH = "2024-06"
TABLES = ("findings", "evidence", "coverage", "cases")
FILES = {
    "police.deaths": "公安死亡注销人员202406.csv",
    "police.residents": "公安常住人口202406.csv",
    "police.vehicles": "交警机动车登记202406.csv",
    "property.holdings": "不动产登记信息202406.csv",
    "housing_fund.deposits": "住房公积金缴存202406.csv",
    "health.spending": "医保费用结算明细202406.csv",
    "civil.other_rosters": "外区救助名单202406.csv",
    "justice.custody": "司法在押服刑人员202406.csv",
}


def tables(workspace: Workspace) -> dict[str, bytes]:
    ledger = Ledger(workspace.store)
    return {table: ledger.path(table, MONTH).read_bytes() for table in TABLES}


def deliver_fewer(workspace: Workspace, source: str) -> None:
    """The department sends its file again, without every fourth row: as much as its gate lets by."""
    path = workspace.inbox / MONTH / FILES[source]
    rows = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(row for at, row in enumerate(rows) if at % 4 != 3))


def from_scratch(workspace: Workspace, where: Path) -> dict[str, bytes]:
    """The month of a copy that was never compared."""
    root = Path(shutil.copytree(workspace.root, where))
    for table in TABLES:
        (root / "store" / table / f"month={MONTH}.parquet").unlink()
    fresh = Workspace(root)
    run_month(fresh, MONTH, silent)
    return tables(fresh)


def test_one_changed_delivery_after_another(own, tmp_path):
    workspace = Workspace(own)
    for source in FILES:
        before = Ledger(workspace.store).read(MONTH)
        deliver_fewer(workspace, source)
        run_month(workspace, MONTH, silent)
        found, after = Ledger(workspace.store).read(MONTH), tables(workspace)
        assert not found.evidence.equals(before.evidence), source
        assert after == from_scratch(workspace, tmp_path / source), source


def test_only_checks_that_look_at_it_are_found_anew(own):
    workspace = Workspace(own)
    ledger = Ledger(workspace.store)
    decisive = _decisive(workspace, ledger, MONTH, list(REGISTER))
    for source in FILES:
        changed = {**decisive, "deliveries": {**decisive["deliveries"], source: [(MONTH, "another")]}}
        stands = Standing.of(ledger, MONTH, REGISTER, changed).checks
        counted = {name for name, check in REGISTER.items() if check.payments}
        concerned = {name for name, check in REGISTER.items() if source in check.sources}
        if source == "civil.other_rosters":
            concerned |= counted
        assert stands == REGISTER.keys() - concerned, source
    for name in ("bureau", "configuration", "versions", "before"):
        assert not Standing.of(ledger, MONTH, REGISTER, {**decisive, name: "another"}).checks, name


def test_a_month_whose_file_was_touched_stands_for_nothing(own):
    workspace = Workspace(own)
    ledger = Ledger(workspace.store)
    decisive = _decisive(workspace, ledger, MONTH, list(REGISTER))
    assert Standing.of(ledger, MONTH, REGISTER, decisive).checks == REGISTER.keys()
    path = ledger.path("evidence", MONTH)
    path.write_bytes(path.read_bytes() + b" ")
    assert not Standing.of(ledger, MONTH, REGISTER, decisive).checks


def test_each_check_alone_finds_what_it_finds_with_all_others(demo):
    """So none looks at a source that it does not name."""
    workspace = Workspace(demo)
    rules = read_rules(workspace, last_day(MONTH))

    def found(these: Rules) -> Found:
        return find_month(
            workspace, open_inputs(workspace, MONTH, these.checks), these, list(these.checks), silent
        )

    whole = found(rules)
    for name in rules.checks:
        alone, ours = found(rules.only(name)), pl.col("check") == name
        assert alone.findings.equals(whole.findings.filter(ours)), name
        assert alone.coverage.equals(whole.coverage.filter(ours)), name

"""Every finding explains itself to the cell: the rule and since when, the roster, and every record for or against it."""

import csv
import io
import re
import tomllib
from datetime import date
from decimal import Decimal

import pytest
import whole_month
from drawn_cases import Bureau
from drawn_tables import configuration

from assist_cli.checks import REGISTER
from assist_cli.checks.remarks import REMARKS
from assist_cli.settings.create import create_workspace

JUNE = "2024-06"
PLACES = {"address", "hukou_address"}


@pytest.fixture(scope="module")
def month(tmp_path_factory):
    """A bureau with the whole month compared; nobody changes it."""
    root = tmp_path_factory.mktemp("evidence") / "bureau"
    create_workspace(root, "990102")
    bureau = Bureau(root)
    whole_month.deliver(bureau)
    bureau.compare(JUNE)
    return bureau


@pytest.fixture(scope="module")
def told(month):
    """Finding id -> its evidence rows."""
    rows = month.ledger.read(JUNE).evidence.rows(named=True)
    ids = {finding["finding_id"] for finding in month.findings(JUNE)}
    assert {row["finding_id"] for row in rows} == ids
    return {known: [row for row in rows if row["finding_id"] == known] for known in ids}


def delivered(bureau, row):
    """The cell of the delivered file that an evidence row points at, and how its column is declared."""
    content = (bureau.root / "inbox" / row["file"]).read_bytes()
    text = content.decode("gb18030" if row["source"].startswith("police") else "utf-8-sig")
    table = list(csv.reader(io.StringIO(text, newline="")))
    column = configuration(row["source"])["columns"][row["field"]]
    return table[row["row"] - 1][table[0].index(column["headers"][0])], column


def hidden(kind, cell):
    """A personal value as it may be shown."""
    if kind == "id" and len(cell) == 15:
        cell = cell[:6] + "19" + cell[6:] + "?"
    if kind == "id":
        return re.compile(re.escape(cell[:6]) + r"\*{8}" + re.escape(cell[-4:]).replace(r"\?", "[0-9X]"))
    if kind == "account":
        return re.compile(rf"{cell[:6]}\*+{cell[-4:]}")
    return re.compile(re.escape(cell[0] if kind == "name" else re.split("[0-9]", cell)[0]) + r"\*+")


def test_every_check_finds_something_in_the_drawn_month(month):
    assert {finding["check"] for finding in month.findings(JUNE)} == set(REGISTER)


def test_every_cell_of_a_record_stands_in_the_delivered_file_where_the_evidence_says(month, told):
    seen = set()
    for row in (row for rows in told.values() for row in rows):
        if row["source"] == "checks" or row["field"] == "remark":
            continue
        cell, column = delivered(month, row)
        kind, value = column["kind"], row["value"]
        seen.add(kind)
        if kind == "id" and len(cell) < 12:
            assert value == cell[:2] + "****"
        elif kind in ("id", "name", "address", "account"):
            assert hidden(kind, cell).fullmatch(value)
        elif kind == "code":
            assert cell in column["codes"][value]
        elif kind == "date":
            assert date.fromisoformat(value) == date.fromisoformat(cell)
        elif kind == "amount":
            assert Decimal(value) == Decimal(cell)
        else:
            assert value == cell
    assert seen == {
        "id",
        "name",
        "address",
        "account",
        "code",
        "date",
        "amount",
        "division",
        "month",
        "text",
        "number",
        "share",
    }


def test_every_finding_names_the_rule_its_parameters_and_since_when_they_hold(month, told):
    text = (month.root / "checks.toml").read_text(encoding="utf-8")
    packs, lines = tomllib.loads(text), text.splitlines()
    for finding in month.findings(JUNE):
        rows = [row for row in told[finding["finding_id"]] if row["source"] == "checks"]
        places = {(row["file"], lines[row["row"] - 1]) for row in rows}
        amounts = {f"[[amounts.{name}]]" for name in REGISTER[finding["check"]].amounts}
        assert places == {("checks.toml", table) for table in {f"[[{finding['check']}]]", *amounts}}
        rows = [row for row in rows if not lines[row["row"] - 1].startswith("[[amounts.")]
        known = sorted(packs[finding["check"]], key=lambda pack: pack["from"])
        pack = [pack for pack in known if str(pack["from"]) <= f"{JUNE}-30"][-1]
        said = {row["field"]: row["value"] for row in rows}
        assert said.pop("subject")
        parameters = {
            name: " ".join(value) if isinstance(value, list) else str(value)
            for name, value in pack.items()
            if name not in ("basis", "until")
        }
        assert parameters.items() <= said.items()  # beside them what the check has counted by its own rule


def test_every_finding_has_the_roster_row_of_its_person(month, told):
    """Of a household's finding every member whose record speaks, one of them the person at whom it stands."""
    for finding in month.findings(JUNE):
        rows = [
            row
            for row in told[finding["finding_id"]]
            if row["source"] == "civil.roster" and row["month"] == JUNE
        ]
        listed = {}
        for row in rows:
            if row["field"] in ("id_number", "name", "division_code", "approved_on"):
                listed.setdefault((row["file"], row["row"]), {})[row["field"]] = row["value"]
        (own,) = [fields for fields in listed.values() if "division_code" in fields]
        assert set(own) == {"id_number", "name", "division_code", "approved_on"}
        assert own["division_code"] == finding["division_code"]
        assert (own["id_number"], own["name"]) == (finding["id_number"], finding["name"])
        others = [fields for fields in listed.values() if fields is not own]
        assert all(fields["name"] == own["name"] for fields in others if "id_number" not in fields)
        members = [fields for fields in others if "id_number" in fields]
        assert all(set(fields) == {"id_number", "name"} for fields in members)
        assert not members or REGISTER[finding["check"]].unit == "household"


def test_every_source_that_agrees_shows_a_record_and_every_remark_one_that_is_known(month, told):
    for finding in month.findings(JUNE):
        rows = told[finding["finding_id"]]
        shown = {row["source"] for row in rows} - {"checks", "civil.roster"}
        assert set(finding["sources"]) - {"civil.roster"} <= shown
        weighing = shown - set(finding["sources"])
        assert all(
            any(row["source"] == source and row["field"] == "remark" for row in rows) for source in weighing
        )
        assert {row["value"] for row in rows if row["field"] == "remark"} <= set(REMARKS)


def test_a_sign_of_life_is_shown_with_its_cells(month, told):
    (doubted,) = [
        finding
        for finding in month.findings(JUNE)
        if finding["check"] == "deceased" and finding["person"] == "b"
    ]
    rows = told[doubted["finding_id"]]
    work = {row["field"]: row["value"] for row in rows if row["source"] == "social_security.contributions"}
    assert work["remark"] == "insured_later"
    assert (work["period"], work["paid"], work["employer"]) == ("2024-06", "812.30", "明州市制衣厂")


def test_what_was_paid_adds_up_to_the_amount(month, told):
    for finding in month.findings(JUNE):
        paid = [row for row in told[finding["finding_id"]] if row["field"] == "amount"]
        if finding["months"] is None:
            assert finding["check"] != "deceased"
            assert (finding["months"], finding["amount"], paid) == (None, None, [])
            continue
        assert sum(Decimal(row["value"]) for row in paid) == finding["amount"]
        assert len({row["month"] for row in paid}) == finding["months"]
    amounts = {
        finding["person"]: finding["amount"]
        for finding in month.findings(JUNE)
        if finding["check"] == "deceased"
    }
    assert amounts["a"] == Decimal("500.50")


def test_no_id_no_name_and_no_door_stands_anywhere_in_the_months_tables(month):
    """Also not in the number of a household, which some bureaus make from the head's ID."""
    tables = month.ledger.read(JUNE)
    text = "\n".join(
        table.write_ndjson() for table in (tables.findings, tables.evidence, tables.coverage, tables.cases)
    )
    people = month.people
    for label in people.order:
        number = people.number(label)
        assert number not in text
        assert people.name(label) not in text
        assert number[6:14] not in text or len(number) < 15
    for canary in ("玛丽娜", "郑军", "8号", "12号", "E12345678"):
        assert canary not in text


def test_a_household_number_made_of_an_id_is_masked(bureau):
    number = bureau.people.number("a")
    roster = f"""
        person | household_id
        -------+------------------------
        a      | {number}
        b      | 东湖-{number}-1
        """
    outside = """
        person | hukou_division
        -------+---------------
        a      | 990103001001
        b      | 990103001001
        """
    bureau.deliver(JUNE, {"roster": roster, "police_residents": outside})
    bureau.compare(JUNE)
    shown = {finding["person"]: finding["household_id"] for finding in bureau.findings(JUNE)}
    assert shown["a"] == f"{number[:6]}********{number[-4:]}"
    assert number not in shown["b"]

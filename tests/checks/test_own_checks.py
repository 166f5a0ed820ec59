"""Checks of a bureau's own: drawn cases, and files that are refused with file and line."""

import pytest
from drawn_cases import NOTHING
from own_files import own_file, write_own

from assist_cli.checks import REGISTER
from assist_cli.checks.register import read_register
from assist_cli.errors import ConfigurationError

CHECKS = ("large_bill",)
ROSTER = """
person | household_id | amount | approved_on
-------+--------------+--------+------------
a      | H1           |        | 2020-05-06
b      | H2           | 0      | 2020-05-06
"""
BILLS = """
person | cash_paid | settled_on | hospital
-------+-----------+------------+---------
a      | 3000      | 2024-06-02 | 城东医院
a      | 2999      | 2024-06-03 | 城东医院
b      | 9000      | 2024-06-04 | 城西医院
x      | 9000      | 2024-06-04 | 城西医院
"""


def test_rows_of_which_the_condition_is_true_are_findings(bureau, check):
    write_own(bureau.root, own_file())
    check(
        roster=ROSTER,
        spending=BILLS,
        finds="""
        check      | person | subject    | lane | lamp   | grade   | event_date | months | amount | sources
        -----------+--------+------------+------+--------+---------+------------+--------+--------+----------------
        large_bill | a      | 2024-06-02 | need | yellow | certain | 2024-06-02 | -      | -      | health.spending
        large_bill | b      | 2024-06-04 | need | yellow | certain | 2024-06-04 | -      | -      | health.spending
        """,
    )
    (a, _b) = [found for found in bureau.findings("2024-06") if found["check"] == "large_bill"]
    assert "3000.00元" in a["summary"] or "9000.00元" in a["summary"]
    assert "建议核实：入户了解。" in a["summary"]
    assert a["condition"] == "cash_paid >= 3000"


def test_another_persons_record_is_said_to_be_doubtful(bureau, check):
    write_own(bureau.root, own_file())
    check(
        roster=ROSTER,
        spending="""
        person | name   | cash_paid
        -------+--------+----------
        a      | 别人   | 3000
        """,
        finds="""
        check      | person | grade    | remarks
        -----------+--------+----------+-------------
        large_bill | a      | possible | name_differs
        """,
    )
    (found,) = [found for found in bureau.findings("2024-06") if found["check"] == "large_bill"]
    assert "姓名与发放名册不一致" in found["summary"]


@pytest.mark.parametrize(("paid_only", "finds"), [("true", "a"), ("false", "a b")])
def test_only_people_who_are_paid_where_the_file_says_so(bureau, check, paid_only, finds):
    write_own(bureau.root, own_file(paid_only=paid_only))
    rows = "\n".join(f"        large_bill | {person}" for person in finds.split())
    check(
        roster=ROSTER,
        spending=BILLS,
        finds=f"""
        check      | person
        -----------+-------
{rows}
        """,
    )


@pytest.mark.parametrize(("asset", "finds"), [("true", "a"), ("false", "ab")])
def test_only_households_that_authorised_where_the_file_says_so(bureau, check, asset, finds):
    write_own(bureau.root, own_file(asset=asset))
    rows = "\n".join(f"        large_bill | {person}" for person in finds)
    check(
        roster="""
        person | household_id | authorised_on
        -------+--------------+--------------
        a      | H1           | 2024-01-01
        b      | H2           | 2025-01-01
        """,
        spending=BILLS,
        finds=f"""
        check      | person
        -----------+-------
{rows}
        """,
    )
    reasons = [row["reason"] for row in bureau.coverage("2024-06", "large_bill")]
    assert reasons == (["not_authorised"] if asset == "true" else [None])


def test_the_rosters_columns_and_the_last_day_can_be_asked_and_stand_in_the_evidence(bureau, check):
    condition = '"cash_paid > 10 * amount_roster AND settled_on <= as_of AND approved_on_roster < settled_on"'
    write_own(bureau.root, own_file(condition=condition, subject=None, event_date=None))
    check(
        roster="""
        person | household_id | amount
        -------+--------------+-------
        a      | H1           | 300
        b      | H2           | 901
        """,
        spending=BILLS,
        finds=NOTHING,
    )
    write_own(
        bureau.root, own_file(condition=condition.replace("> 10", ">= 10"), subject=None, event_date=None)
    )
    bureau.compare("2024-06")
    (found,) = [found for found in bureau.findings("2024-06") if found["check"] == "large_bill"]
    assert (found["person"], found["subject"], found["event_date"]) == ("a", "large_bill", None)
    evidence = bureau.ledger.read("2024-06").evidence.rows(named=True)
    cells = {
        (row["source"], row["field"]): row["value"]
        for row in evidence
        if row["finding_id"] == found["finding_id"]
    }
    assert cells["health.spending", "cash_paid"] == "3000.00"
    assert cells["civil.roster", "amount"] == "300.00"
    assert ("health.spending", "amount") not in cells


def test_a_source_that_did_not_come_leaves_everybody_unchecked(bureau, check):
    write_own(bureau.root, own_file())
    check(roster=ROSTER, finds=NOTHING)
    (row,) = bureau.coverage("2024-06", "large_bill")
    assert (row["people"], row["checked"], row["reason"]) == (2, 0, "missing:health.spending")


@pytest.mark.parametrize(
    ("dates", "known"),
    [
        ({"from_": "2024-06-30"}, True),
        ({"from_": "2024-07-01"}, False),
        ({"until": "2024-06-30"}, True),
        ({"until": "2024-06-29"}, False),
    ],
)
def test_a_month_outside_its_dates_does_not_know_the_check(bureau, dates, known):
    write_own(bureau.root, own_file(**dates))
    bureau.deliver("2024-06", {"roster": ROSTER, "spending": BILLS})
    bureau.compare("2024-06")
    assert bool(bureau.coverage("2024-06", "large_bill")) == known
    assert any(found["check"] == "large_bill" for found in bureau.findings("2024-06")) == known


@pytest.mark.parametrize("gone", ["removed", "ended"])
def test_what_a_check_found_that_is_no_longer_there_stays_open_and_grey(bureau, gone):
    write_own(bureau.root, own_file())
    for month in ("2024-05", "2024-06"):
        bureau.deliver(month, {"roster": ROSTER, "spending": BILLS.replace("2024-06", "2024-05")})
    bureau.compare("2024-05")
    if gone == "removed":
        (bureau.root / "checks/large_bill.toml").unlink()
    else:
        write_own(bureau.root, own_file(until="2024-05-31"))
    bureau.compare("2024-06")
    left = [found for found in bureau.findings("2024-06") if found["check"] == "large_bill"]
    assert [(found["status"], found["lamp"]) for found in left] == [("open", "grey")] * 2
    assert all("建议核实" in found["summary"] for found in left)


def test_the_built_in_checks_come_first_and_stay_as_they_are(bureau):
    write_own(bureau.root, own_file())
    register = read_register(bureau.workspace)
    assert list(register) == [*REGISTER, "large_bill"]
    assert all(register[name] is REGISTER[name] for name in REGISTER)


def refused(bureau, text, name="large_bill"):
    write_own(bureau.root, text, name)
    with pytest.raises(ConfigurationError) as caught:
        read_register(bureau.workspace)
    assert caught.value.what.startswith(str(bureau.root / f"checks/{name}.toml:"))
    assert caught.value.remedy
    return caught.value.what.removeprefix(str(bureau.root / f"checks/{name}.toml:"))


@pytest.mark.parametrize(
    ("keys", "line", "said"),
    [
        ({"condition": None}, 1, "the key 'condition' is missing"),
        ({"why": None}, 1, "the key 'why' is missing"),
        ({"conditions": '"TRUE"'}, 16, "unknown key 'conditions' (did you mean 'condition'?)"),
        ({"lane": '"guilt"'}, 2, "'exit', 'need', 'info' or 'record'"),
        ({"name": '"Large Bill"'}, 1, "'name' does not fit"),
        ({"name": '"larger_bill"'}, 1, "file name and check must be the same"),
        ({"title": '"A large bill"'}, 3, "'title' does not fit"),
        ({"title": '{ zh = "", en = "A bill" }'}, 3, "both languages"),
        ({"source": '"health.spendings"'}, 4, "health.spending"),
        ({"source": '"civil.roster"'}, 4, "one of these is expected"),
        ({"condition": '"cash_payed > 1"'}, 5, "no column 'cash_payed' (did you mean 'cash_paid'?)"),
        ({"condition": '"id_number_roster IS NULL"'}, 5, "no column 'id_number_roster'"),
        ({"condition": '"count(*) > 1"'}, 5, "more than one row"),
        ({"condition": "3"}, 5, "a text in quotes"),
        ({"subject": '"settled"'}, 6, "settled_on"),
        ({"subject": '"id_number"'}, 6, "one of these is expected"),
        ({"event_date": '"hospital"'}, 7, "settled_on"),
        ({"from_": '"2024-01-01"'}, 8, "a date such as 2026-01-01"),
        ({"summary": '{ zh = "在{where}。", en = "at {hospital}." }'}, 10, "hospital"),
        ({"summary": '{ zh = "在{hospital.x}。", en = "at {hospital}." }'}, 10, "hospital"),
        ({"summary": '{ zh = "在{hospital!r}。", en = "at {hospital}." }'}, 10, "hospital"),
        ({"summary": '{ zh = "在{hospital。", en = "at {hospital}." }'}, 10, "brace"),
        ({"summary": '{ zh = "应停发。", en = "at {hospital}." }'}, 10, "'停发' decides"),
        ({"verify": '{ zh = "核实。", en = "Suspend the payment." }'}, 15, "'Suspend' decides"),
        ({"found": '{ zh = "应取消待遇。", en = "Found." }'}, 12, "'取消待遇' decides"),
        ({"event_date": None, "summary": '{ zh = "{event_date}", en = "x" }'}, 9, "one of these"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_with_its_line_and_what_was_expected(bureau, keys, line, said):
    what = refused(bureau, own_file(**keys))
    assert what.startswith(f"{line}: ")
    assert said in what


@pytest.mark.parametrize("name", ["deceased", "amounts"])
def test_a_name_of_the_programs_own_is_not_free(bureau, name):
    assert "already" in refused(bureau, own_file(name=f'"{name}"'), name)


def test_a_source_without_names_cannot_be_held_against_the_roster(bureau):
    path = bureau.root / "sources/health.spending.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("[columns.name]", "[columns.patient]"), encoding="utf-8")
    assert refused(bureau, own_file()).startswith("4: 'source' does not fit")


def test_its_parameters_do_not_stand_in_the_file_of_the_others(bureau):
    write_own(bureau.root, own_file())
    rules = bureau.root / "checks.toml"
    pack = '\n[[large_bill]]\nfrom = 2024-01-01\nbasis = { zh = "一", en = "a" }\n'
    rules.write_text(rules.read_text(encoding="utf-8") + pack, encoding="utf-8")
    bureau.deliver("2024-06", {"roster": ROSTER})
    with pytest.raises(ConfigurationError, match="unknown key 'large_bill'"):
        bureau.compare("2024-06")

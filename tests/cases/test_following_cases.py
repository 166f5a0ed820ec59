"""A finding over the months: new, open, grey when it could not be checked, cleared, and new again after that."""

import pytest
from drawn_cases import NOBODY, compare_drawn

from assist_cli.cases.lookup.links import find_links
from assist_cli.errors import DataError
from assist_cli.store.catalogue import Catalogue

ROSTER = """
person
------
a
b
"""
BOTH_OUTSIDE = """
person | hukou_division
-------+---------------
a      | 990103001001
b      | 990103001001
"""
A_OUTSIDE = """
person | hukou_division
-------+---------------
a      | 990103001001
b      | 990102001001
"""


def month(bureau, name, tables, only=()):
    bureau.deliver(name, {"roster": ROSTER} | tables)
    bureau.compare(name, only=only)


def stands(bureau, name, drawn):
    """The month's findings, and its cases, which tell the same of each."""
    findings = bureau.findings(name)
    cases = {row["finding_id"]: row for row in bureau.ledger.read(name).cases.iter_rows(named=True)}
    assert len(cases) == len(findings)
    for finding in findings:
        case = cases[finding["finding_id"]]
        assert {key: case[key] for key in case if key != "last_found"} == {
            key: finding[key] for key in case if key != "last_found"
        }
        finding["last_found"] = case["last_found"]
    compare_drawn(findings, drawn)


def test_new_then_open_then_cleared_then_gone(bureau):
    """A cleared finding stands for one month, lamp green, with its evidence."""
    month(bureau, "2024-04", {"police_residents": BOTH_OUTSIDE})
    month(bureau, "2024-05", {"police_residents": BOTH_OUTSIDE})
    month(bureau, "2024-06", {"police_residents": A_OUTSIDE})
    month(bureau, "2024-07", {"police_residents": A_OUTSIDE})
    stands(
        bureau,
        "2024-04",
        """
        person | month   | status | lamp   | first_month | months_open | last_found
        -------+---------+--------+--------+-------------+-------------+-----------
        a      | 2024-04 | new    | yellow | 2024-04     | 1           | 2024-04
        b      | 2024-04 | new    | yellow | 2024-04     | 1           | 2024-04
        """,
    )
    stands(
        bureau,
        "2024-05",
        """
        person | month   | status | lamp   | first_month | months_open | last_found
        -------+---------+--------+--------+-------------+-------------+-----------
        a      | 2024-05 | open   | yellow | 2024-04     | 2           | 2024-05
        b      | 2024-05 | open   | yellow | 2024-04     | 2           | 2024-05
        """,
    )
    stands(
        bureau,
        "2024-06",
        """
        person | month   | status  | lamp   | first_month | months_open | last_found
        -------+---------+---------+--------+-------------+-------------+-----------
        a      | 2024-06 | open    | yellow | 2024-04     | 3           | 2024-06
        b      | 2024-06 | cleared | green  | 2024-04     | 3           | 2024-05
        """,
    )
    stands(
        bureau,
        "2024-07",
        """
        person | month   | status | lamp   | first_month | months_open | last_found
        -------+---------+--------+--------+-------------+-------------+-----------
        a      | 2024-07 | open   | yellow | 2024-04     | 4           | 2024-07
        """,
    )


def test_what_returns_after_it_was_cleared_is_new_with_the_same_id(bureau):
    month(bureau, "2024-04", {"police_residents": BOTH_OUTSIDE})
    month(bureau, "2024-05", {"police_residents": A_OUTSIDE})
    month(bureau, "2024-06", {"police_residents": BOTH_OUTSIDE})
    stands(
        bureau,
        "2024-06",
        """
        person | status | lamp   | first_month | months_open | last_found
        -------+--------+--------+-------------+-------------+-----------
        a      | open   | yellow | 2024-04     | 3           | 2024-06
        b      | new    | yellow | 2024-06     | 1           | 2024-06
        """,
    )
    ids = [
        {f["person"]: f["finding_id"] for f in bureau.findings(name)}
        for name in ("2024-04", "2024-05", "2024-06")
    ]
    assert ids[0] == ids[1] == ids[2]


def test_what_could_not_be_checked_stays_open_and_grey_for_as_long_as_it_takes(bureau):
    """In June nothing says where anybody is registered; in July b's entry is missing from the register."""
    month(bureau, "2024-04", {"police_residents": BOTH_OUTSIDE})
    month(bureau, "2024-05", {}, only=["record_error"])
    month(bureau, "2024-06", {}, only=["deceased"])
    month(
        bureau,
        "2024-07",
        {
            "police_residents": """
            person
            ------
            a
            """
        },
    )
    for name, months in (("2024-05", 2), ("2024-06", 3)):
        stands(
            bureau,
            name,
            f"""
            person | status | lamp | first_month | months_open | last_found
            -------+--------+------+-------------+-------------+-----------
            a      | open   | grey | 2024-04     | {months}    | 2024-04
            b      | open   | grey | 2024-04     | {months}    | 2024-04
            """,
        )
    stands(
        bureau,
        "2024-07",
        """
        person | status  | lamp  | first_month | months_open | last_found
        -------+---------+-------+-------------+-------------+-----------
        a      | cleared | green | 2024-04     | 4           | 2024-04
        b      | open    | grey  | 2024-04     | 4           | 2024-04
        """,
    )


def test_what_a_stale_snapshot_still_says_is_found_and_open(bureau):
    month(bureau, "2024-04", {"police_residents": BOTH_OUTSIDE})
    month(bureau, "2024-05", {})
    stands(
        bureau,
        "2024-05",
        """
        person | status | lamp   | months_open | last_found
        -------+--------+--------+-------------+-----------
        a      | open   | yellow | 2           | 2024-05
        b      | open   | yellow | 2           | 2024-05
        """,
    )


def test_a_month_without_a_roster_is_a_gap_over_which_cases_go_on(bureau):
    month(bureau, "2024-04", {"police_residents": BOTH_OUTSIDE})
    with pytest.raises(DataError):
        bureau.compare("2024-05")
    month(bureau, "2024-06", {"police_residents": A_OUTSIDE})
    assert bureau.ledger.months() == ["2024-04", "2024-06"]
    stands(
        bureau,
        "2024-06",
        """
        person | status  | lamp   | first_month | months_open | last_found
        -------+---------+--------+-------------+-------------+-----------
        a      | open    | yellow | 2024-04     | 3           | 2024-06
        b      | cleared | green  | 2024-04     | 3           | 2024-04
        """,
    )


def test_a_month_in_which_nothing_was_found_is_followed_like_any_other(bureau):
    month(bureau, "2024-05", {})
    month(bureau, "2024-06", {"police_residents": A_OUTSIDE})
    stands(
        bureau,
        "2024-06",
        """
        person | status | first_month | months_open
        -------+--------+-------------+------------
        a      | new    | 2024-06     | 1
        """,
    )


def test_who_leaves_the_roster_is_cleared_and_who_withdraws_the_authorisation_is_not(bureau):
    owners = """
        person | plate
        -------+-------
        a      | 九A001
        b      | 九A002
        """
    month(bureau, "2024-05", {"police_vehicles": owners})
    month(
        bureau,
        "2024-06",
        {
            "police_vehicles": owners,
            "roster": """
            person | status   | authorised_on
            -------+----------+--------------
            a      | inactive |
            b      |          | -
            """,
        },
    )
    stands(
        bureau,
        "2024-06",
        """
        check         | person | status  | lamp  | months_open | last_found
        --------------+--------+---------+-------+-------------+-----------
        vehicle_owned | a      | cleared | green | 2           | 2024-05
        vehicle_owned | b      | open    | grey  | 2           | 2024-05
        """,
    )


def test_a_case_keeps_its_id_when_what_is_said_of_it_changes(bureau):
    """A second department makes the lamp red and moves the date: it is the same death."""
    died = """
        person | died_on
        -------+-----------
        a      | {}
        """
    month(bureau, "2024-05", {"police_deaths": died.format("2024-05-02")})
    month(bureau, "2024-06", {"police_deaths": NOBODY, "health_deaths": died.format("2024-05-03")})
    stands(
        bureau,
        "2024-06",
        """
        check    | person | status | lamp | first_month | event_date | months | amount
        ---------+--------+--------+------+-------------+------------+--------+-------
        deceased | a      | open   | red  | 2024-05     | 2024-05-03 | 1      | 500.00
        """,
    )


def test_comparing_a_month_again_changes_nothing(bureau):
    month(bureau, "2024-05", {"police_residents": BOTH_OUTSIDE})
    month(bureau, "2024-06", {"police_residents": A_OUTSIDE})
    tables = [bureau.ledger.path(table, "2024-06") for table in ("findings", "evidence", "coverage", "cases")]
    before = [path.read_bytes() for path in tables]
    bureau.compare("2024-06")
    assert [path.read_bytes() for path in tables] == before


def test_a_rerun_of_an_earlier_month_never_sees_the_later_one(bureau):
    """June found b; May, compared again, does not know of June's register nor of June's findings."""
    month(bureau, "2024-05", {"police_residents": A_OUTSIDE})
    before = [
        bureau.ledger.path(table, "2024-05").read_bytes() for table in ("findings", "evidence", "coverage")
    ]
    month(bureau, "2024-06", {"police_residents": BOTH_OUTSIDE})
    bureau.compare("2024-05")
    after = [
        bureau.ledger.path(table, "2024-05").read_bytes() for table in ("findings", "evidence", "coverage")
    ]
    assert after == before


def test_records_of_what_was_not_found_again_are_those_of_the_month_that_found_it(bureau):
    """In May a's entry is missing from the register, and b is at home again; what the register said in April was replaced since."""
    lives_apart = """
    person | residence_division | address
    -------+--------------------+-------------
    a      | 990103001001       | 云岭路1号
    b      | 990103001001       | 云岭路2号
    """
    month(bureau, "2024-04", {"police_residents": lives_apart})
    month(bureau, "2024-05", {"police_residents": "person\n------\nb"})
    bureau.deliver("2024-04", {"police_residents": lives_apart.replace("云岭路", "青石街")})
    for name in ("2024-04", "2024-05"):
        evidence = bureau.ledger.read(name).evidence
        records = bureau.ledger.delivered_rows(name, evidence, "police.residents", "residence_division")
        assert sorted(records["address"]) == ["云岭路1号", "云岭路2号"], name
    stands(
        bureau,
        "2024-05",
        """
        person | status  | lamp  | last_found
        -------+---------+-------+-----------
        a      | open    | grey  | 2024-04
        b      | cleared | green | 2024-04
        """,
    )


def test_a_finding_is_not_looked_up_at_whom_a_replaced_roster_now_has_in_that_row(bureau):
    """In April a stood in the first row; the roster was sent again with b there, and in May a could not be checked."""
    april = {"roster": ROSTER, "police_residents": BOTH_OUTSIDE.replace("\nb      | 990103001001", "")}
    bureau.deliver("2024-04", april)
    bureau.compare("2024-04")
    bureau.deliver("2024-04", {"roster": "person\n------\nb\na"})
    month(bureau, "2024-05", {"police_residents": "person\n------\nb"})
    assert [finding["lamp"] for finding in bureau.findings("2024-05")] == ["grey"]
    roster = Catalogue(bureau.ledger.root).rows("civil.roster", ["2024-05"]).collect()
    a, b = roster.sort("row")["person_key"]
    assert find_links(bureau.ledger, [a])["compared"].to_list() == ["2024-04", "2024-05"]
    assert find_links(bureau.ledger, [b]).is_empty()


def test_records_are_those_of_the_comparison_before_though_that_month_was_compared_anew(bureau):
    """April was compared with March's register; since then April's own came, and April was compared with that."""
    bureau.deliver("2024-03", {"police_residents": BOTH_OUTSIDE})
    bureau.configure(
        "sources/police.residents.toml", 'shape = "snapshot"', 'shape = "snapshot"\nfresh_for_months = 2'
    )
    month(bureau, "2024-04", {})
    month(bureau, "2024-05", {"police_residents": "person\n------\nb"})
    bureau.deliver("2024-04", {"police_residents": "person\n------\nb"})
    bureau.compare("2024-04")
    evidence = bureau.ledger.read("2024-05").evidence
    records = bureau.ledger.delivered_rows("2024-05", evidence, "police.residents", "hukou_division")
    assert set(records["month"]) == {"2024-03"}
    assert records["hukou_division"].unique().to_list() == ["990103001001"]

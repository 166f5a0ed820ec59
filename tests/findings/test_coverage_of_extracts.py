"""Which extracts were there: a missing, stale or blocked one is told, and makes nobody checked."""

import pytest
from covered import EVERYTHING, REGISTER, compared, covers, without
from drawn_cases import NOBODY

from assist_cli.errors import BlockedError, DataError

LATE = "公民身份号码,姓名,死亡日期,注销类别\n990102197001010016,路人,2023-01-01,死亡\n"


def test_with_every_extract_everybody_is_checked_by_community(bureau):
    """Only who is paid counts for `deceased`."""
    covers(
        compared(bureau, EVERYTHING),
        """
        check            | district | street   | community | division_code | people | checked | not_checked | reason | found
        -----------------+----------+----------+-----------+---------------+--------+---------+-------------+--------+------
        deceased         | 东湖区   | 东湖街道 | 湖滨社区  | 990102001001  | 2      | 2       | 0           | -      | 0
        deceased         | 东湖区   | 柳堤街道 | 晚晴社区  | 990102002003  | 1      | 1       | 0           | -      | 0
        moved_out        | 东湖区   | 东湖街道 | 湖滨社区  | 990102001001  | 3      | 3       | 0           | -      | 0
        moved_out        | 东湖区   | 柳堤街道 | 晚晴社区  | 990102002003  | 1      | 1       | 0           | -      | 0
        moved_within     | 东湖区   | 东湖街道 | 湖滨社区  | 990102001001  | 3      | 3       | 0           | -      | 0
        moved_within     | 东湖区   | 柳堤街道 | 晚晴社区  | 990102002003  | 1      | 1       | 0           | -      | 0
        living_elsewhere | 东湖区   | 东湖街道 | 湖滨社区  | 990102001001  | 3      | 3       | 0           | -      | 0
        living_elsewhere | 东湖区   | 柳堤街道 | 晚晴社区  | 990102002003  | 1      | 1       | 0           | -      | 0
        vehicle_purchase | 东湖区   | 东湖街道 | 湖滨社区  | 990102001001  | 3      | 3       | 0           | -      | 0
        vehicle_purchase | 东湖区   | 柳堤街道 | 晚晴社区  | 990102002003  | 1      | 1       | 0           | -      | 0
        vehicle_owned    | 东湖区   | 东湖街道 | 湖滨社区  | 990102001001  | 3      | 3       | 0           | -      | 0
        vehicle_owned    | 东湖区   | 柳堤街道 | 晚晴社区  | 990102002003  | 1      | 1       | 0           | -      | 0
        record_error     | 东湖区   | 东湖街道 | 湖滨社区  | 990102001001  | 3      | 3       | 0           | -      | 0
        record_error     | 东湖区   | 柳堤街道 | 晚晴社区  | 990102002003  | 1      | 1       | 0           | -      | 0
        """,
    )


def test_a_missing_extract_makes_nobody_checked_and_what_is_found_still_counts(bureau):
    """Contributions only weigh, so without them people are checked all the same."""
    tables = without("civil_funerals", "contributions") | {
        "police_deaths": """
        person | died_on
        -------+-----------
        b      | 2024-06-01
        c      | 2024-06-01
        """
    }
    covers(
        compared(bureau, tables),
        """
        check     | community | people | checked | not_checked | reason                 | found
        ----------+-----------+--------+---------+-------------+------------------------+------
        deceased  | 湖滨社区  | 2      | 0       | 2           | missing:civil.funerals | 1
        deceased  | 晚晴社区  | 1      | 0       | 1           | missing:civil.funerals | 0
        moved_out | 湖滨社区  | 3      | 3       | 0           | -                      | 0
        moved_out | 晚晴社区  | 1      | 1       | 0           | -                      | 0
        """,
    )


def test_events_of_an_earlier_month_alone_are_missing_and_an_earlier_snapshot_is_stale(bureau):
    bureau.deliver("2024-05", {"police_deaths": NOBODY, "police_residents": REGISTER})
    covers(
        compared(bureau, without("police_deaths", "police_residents")),
        """
        check     | community | checked | not_checked | reason
        ----------+-----------+---------+-------------+------------------------
        deceased  | 湖滨社区  | 0       | 2           | missing:police.deaths
        deceased  | 晚晴社区  | 0       | 1           | missing:police.deaths
        moved_out | 湖滨社区  | 0       | 3           | stale:police.residents
        moved_out | 晚晴社区  | 0       | 1           | stale:police.residents
        """,
    )


def test_a_snapshot_is_good_for_as_long_as_the_bureau_says(bureau):
    bureau.configure(
        "sources/police.residents.toml", 'shape = "snapshot"', 'shape = "snapshot"\nfresh_for_months = 2'
    )
    bureau.deliver("2024-05", {"police_residents": REGISTER})
    covers(
        compared(bureau, without("police_residents")),
        """
        check     | community | checked | not_checked | reason
        ----------+-----------+---------+-------------+-------
        moved_out | 湖滨社区  | 3       | 0           | -
        moved_out | 晚晴社区  | 1       | 0           | -
        """,
    )


def test_a_delivery_that_a_gate_refused_is_blocked_not_empty(bureau):
    path = bureau.root / "inbox" / "late.csv"
    path.write_text(LATE, encoding="utf-8")
    with pytest.raises(BlockedError):
        bureau.land("police.deaths", [path], "2024-06")
    covers(
        compared(bureau, without("police_deaths", "health_deaths")),
        """
        check    | community | checked | not_checked | reason
        ---------+-----------+---------+-------------+--------------------------------------------
        deceased | 湖滨社区  | 0       | 2           | blocked:police.deaths;missing:health.deaths
        deceased | 晚晴社区  | 0       | 1           | blocked:police.deaths;missing:health.deaths
        """,
    )


def test_a_source_that_the_bureau_does_not_receive_is_not_missed(bureau):
    """Of three death sources one is enough; with no source at all nobody is checked."""
    for name in ("health.deaths", "civil.funerals"):
        bureau.configure(f"sources/{name}.toml", 'shape = "events"', 'shape = "events"\nexpected = false')
    bureau.configure(
        "sources/police.vehicles.toml", 'shape = "snapshot"', 'shape = "snapshot"\nexpected = false'
    )
    covers(
        compared(bureau, without("health_deaths", "civil_funerals", "police_vehicles")),
        """
        check         | community | checked | not_checked | reason
        --------------+-----------+---------+-------------+-------------
        deceased      | 湖滨社区  | 2       | 0           | -
        deceased      | 晚晴社区  | 1       | 0           | -
        record_error  | 湖滨社区  | 3       | 0           | -
        record_error  | 晚晴社区  | 1       | 0           | -
        vehicle_owned | 湖滨社区  | 0       | 3           | not_received
        vehicle_owned | 晚晴社区  | 0       | 1           | not_received
        """,
    )


def test_checks_that_were_not_asked_for_checked_nobody(bureau):
    bureau.deliver("2024-06", EVERYTHING)
    bureau.compare("2024-06", only=["moved_out"])
    covers(
        bureau,
        """
        check     | community | checked | not_checked | reason
        ----------+-----------+---------+-------------+--------
        deceased  | 湖滨社区  | 0       | 2           | not_run
        deceased  | 晚晴社区  | 0       | 1           | not_run
        moved_out | 湖滨社区  | 3       | 0           | -
        moved_out | 晚晴社区  | 1       | 0           | -
        """,
    )


def test_without_a_roster_there_is_nothing_to_compare(bureau):
    bureau.deliver("2024-06", without("roster"))
    with pytest.raises(DataError):
        bureau.compare("2024-06")

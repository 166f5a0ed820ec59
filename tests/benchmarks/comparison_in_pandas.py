"""The same comparison as `assist compare`, written by hand in pandas: a program of its own, without ours."""

import sys
from pathlib import Path

import pandas as pd
import pyarrow as pa
from in_pandas.deaths import death_hits, read_deaths
from in_pandas.findings import findings
from in_pandas.matches import KEY, duplicates, read_listed, roster_of
from in_pandas.register import register_hits
from in_pandas.store import Store
from in_pandas.vehicles import vehicle_hits
from in_pandas.work import work_hits


def main(bureau: Path, found: Path) -> None:
    """Write the findings of the bureau's store as a Parquet file."""
    store = Store(bureau)
    listed = read_listed(store)
    roster = roster_of(listed)
    store.people = pa.array(roster[KEY])
    deaths = read_deaths(store, roster)
    hits = [
        duplicates(listed),
        *death_hits(deaths),
        *register_hits(store, roster, deaths),
        *vehicle_hits(store, roster),
        *work_hits(store, roster, deaths),
    ]
    findings(pd.concat(hits, ignore_index=True), roster, store).to_parquet(found)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

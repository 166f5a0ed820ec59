"""Records of the dead of three departments, and what they say of payments and of each other."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from in_pandas.matches import KEY, hits, matched, misnamed
from in_pandas.store import AS_OF, Store

_COLUMNS = {
    "police.deaths": ("name", "died_on", "cancelled_on", "cancellation", "repairs"),
    "health.deaths": ("name", "sex", "born_on", "died_on", "repairs"),
    "civil.funerals": ("name", "sex", "died_on", "cremated_on", "repairs"),
}
_ACTS = {"cancelled_on": "act", "cremated_on": "act"}


@dataclass(frozen=True)
class Deaths:
    """`recorded`: all rows, beside the roster. `records`: those of deaths. `credible`: those that are possible and have happened. `died`: by key, the day they come to."""

    recorded: pd.DataFrame
    records: pd.DataFrame
    credible: pd.DataFrame
    died: pd.Series


def read_deaths(store: Store, roster: pd.DataFrame) -> Deaths:
    """Each source read once."""
    told = (
        store.events(source, columns).rename(columns=_ACTS).assign(source=source)
        for source, columns in _COLUMNS.items()
    )
    recorded = _judged(matched(pd.concat(told, ignore_index=True), roster))
    police = recorded["source"] == "police.deaths"
    records = recorded[~police | (recorded["cancellation"] == "death")]
    credible = records[~records["impossible"] & (records["day"] <= AS_OF)]
    clean = credible["day"].where(~credible["doubtful"]).groupby(credible[KEY]).max()
    return Deaths(
        recorded, records, credible, clean.fillna(credible.groupby(KEY)["day"].max()).rename("died")
    )


def _judged(met: pd.DataFrame) -> pd.DataFrame:
    day = met["died_on"].fillna(met["act"])
    key = met[KEY]
    born = pd.to_datetime((key // 1000 % 10**8).astype("str"), format="%Y%m%d", errors="coerce")
    sex = np.where(key % 2 == 1, "male", "female")
    contradicts = (met["sex"].notna() & (met["sex"] != "unknown") & (met["sex"] != sex)) | (
        met["born_on"].notna() & (met["born_on"] != born) & ~met["repairs"].str.contains("born_on:month")
    )
    delivered = pd.to_datetime(met["month"], format="%Y-%m") + pd.offsets.MonthEnd(0)
    first = day.dt.to_period("M").dt.to_timestamp()
    return met.assign(
        day=day,
        earliest=day.mask(met["repairs"].str.contains("died_on:month"), first),
        impossible=(day < born) | (day > born + pd.DateOffset(years=115)) | (day > delivered),
        doubtful=met["doubtful"] | (contradicts & day.notna()),
    )


def death_hits(deaths: Deaths) -> list[pd.DataFrame]:
    """Paid after death, deaths of members for whom nothing is paid, and records that contradict each other."""
    credible = deaths.credible
    paid = credible[credible["amount"] > 0]
    unpaid = credible[credible["amount"] <= 0].join(deaths.died, on=KEY)
    lately = unpaid[unpaid["died"] > AS_OF - pd.DateOffset(months=12)]
    found = [
        hits(paid, "deceased", "death", source=paid["source"], event_date=paid["day"]),
        hits(
            lately,
            "member_change",
            "death",
            source=lately["source"],
            event_date=lately["day"],
            unit="household_id",
        ),
        *(_errors(rows, subject, days) for rows, subject, days in _contradictions(deaths)),
    ]
    by_source = deaths.recorded.groupby("source")
    return [*found, *(misnamed(rows, str(source)) for source, rows in by_source)]


def _errors(rows: pd.DataFrame, subject: str | pd.Series, days: pd.Series | None) -> pd.DataFrame:
    return hits(rows, "record_error", subject, source=rows["source"], event_date=days)


def _contradictions(deaths: Deaths) -> list[tuple[pd.DataFrame, str | pd.Series, pd.Series | None]]:
    records, credible = deaths.records, deaths.credible
    impossible, undated = records[records["impossible"]], records[records["day"].isna()]
    clean = credible[~credible["doubtful"]]
    settled = clean.sort_values("day").drop_duplicates([KEY, "source"], keep="last").groupby(KEY)
    gap = settled["earliest"].max() - settled["day"].min()
    apart = gap[(gap > pd.Timedelta(days=30)) & (settled.size() > 1)].index
    conflicting = clean[clean[KEY].isin(apart)]
    police = records.loc[records["source"] == "police.deaths", KEY]
    due = clean["day"] + pd.Timedelta(days=60) <= AS_OF
    funerals = clean[(clean["source"] == "civil.funerals") & due & ~clean[KEY].isin(police)]
    return [
        (impossible, "impossible_date:" + impossible["source"], impossible["day"]),
        (undated, "undated_death:" + undated["source"], None),
        (conflicting, "dates_conflict", conflicting["day"]),
        (funerals, "funeral_unregistered", funerals["act"].fillna(funerals["died_on"])),
    ]

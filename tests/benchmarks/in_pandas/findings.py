"""Hits to findings: one a check, person or household, and subject; with what was paid beyond entitlement."""

from hashlib import sha256

import numpy as np
import pandas as pd

from in_pandas.contributions import month_of
from in_pandas.matches import KEY
from in_pandas.store import Store

_FINDING = ["check", "unit", "subject"]
_AGREE_WITHIN = {"deceased": pd.Timedelta(days=30), "employment": pd.Timedelta(0)}
_LANES = {
    "living_elsewhere": "info",
    "moved_within": "info",
    "member_change": "info",
    "lost_work": "need",
    "record_error": "record",
}
_NOBODY = np.iinfo("int64").max
"""Stands for no key: beside missing ones pandas makes keys floating-point numbers, which are other people's."""
_COUNTED = ("deceased", "duplicate")


def findings(found: pd.DataFrame, roster: pd.DataFrame, store: Store) -> pd.DataFrame:
    """What `comparison_in_sql.py` writes, column by column."""
    graded = _graded(found)
    listed = roster[
        [KEY, "household_id", "id_number", "programme", "division_code", "street", "community"]
    ].assign(district="东湖区")
    placed = graded.merge(_beyond(graded, store), on="finding_id", how="left").merge(listed, on=KEY)
    number = placed["id_number"]
    counts = placed["check"].isin(_COUNTED)
    return placed.assign(
        id_number=number.str[:6] + "********" + number.str[-4:],
        months=placed["months"].where(~counts, placed["months"].fillna(0)),
        amount=placed["amount"].where(~counts, placed["amount"].fillna(0)),
    ).drop(columns=[KEY, "unit", "subject"])


def _graded(found: pd.DataFrame) -> pd.DataFrame:
    clean = found["speaks"] & ~found["doubtful"]
    by = [found[name] for name in _FINDING]
    counted = found["speaks"] & (clean | ~clean.groupby(by).transform("any"))
    department = found["source"].str.split(".").str[0]
    marked = found.assign(
        clean=clean,
        firm=clean & ~found["weak"],
        at=found[KEY].where(found["speaks"], _NOBODY),
        counted_day=found["event_date"].where(counted),
        clean_day=found["event_date"].where(clean),
        department=department.where(clean & ~found["nameless"]),
    )
    told = marked.groupby(_FINDING).agg(
        speaks=("speaks", "any"),
        clean=("clean", "any"),
        firm=("firm", "any"),
        lowering=("lowering", "any"),
        **{KEY: ("at", "min")},
        event_date=("counted_day", "max"),
        first=("clean_day", "min"),
        last=("clean_day", "max"),
        departments=("department", "nunique"),
    )
    told = told[told["speaks"]].join(_sources(found[counted])).reset_index()
    return told.assign(
        finding_id=[
            "f" + sha256("|".join(row).encode()).hexdigest()[:15] for row in told[_FINDING].to_numpy()
        ],
        grade=_grade(told),
        lamp=_lamp(told),
        lane=_lane(told),
    )[[KEY, *_FINDING, "finding_id", "grade", "lamp", "lane", "event_date", "sources"]]


def _sources(counted: pd.DataFrame) -> pd.Series:
    once = counted.drop_duplicates([*_FINDING, "source"]).sort_values("source")
    return once.groupby(_FINDING)["source"].agg(list).rename("sources")


def _grade(told: pd.DataFrame) -> pd.Series:
    sure = np.where(told["firm"], "certain", "probable")
    return pd.Series(np.where(~told["clean"] | told["lowering"], "possible", sure), told.index)


def _lamp(told: pd.DataFrame) -> pd.Series:
    near = told["last"] - told["first"] <= told["check"].map(_AGREE_WITHIN)
    agree = (told["departments"] > 1) & near & ~told["lowering"]
    return pd.Series(np.where(agree, "red", "yellow"), told.index)


def _lane(told: pd.DataFrame) -> pd.Series:
    kind = told["subject"].str.split(":").str[0]
    lane = told["check"].map(_LANES).fillna("exit")
    no_wage = kind.isin(["public_post", "flexible", "arrears"])
    return lane.mask((told["check"] == "employment") & no_wage, "info")


def _beyond(graded: pd.DataFrame, store: Store) -> pd.DataFrame:
    """Months and yuan that were paid after a death, or twice."""
    about = graded.loc[graded["check"].isin(_COUNTED), [KEY, "finding_id", "check", "subject", "event_date"]]
    paid = store.paid(("programme", "amount")).merge(about, on=KEY)
    dead = paid[(paid["check"] == "deceased") & (paid["month"] > month_of(paid["event_date"]))]
    twice = paid[("twice:" + paid["programme"] == paid["subject"]) & (paid["amount"] > 0)]
    order = ["finding_id", "month", "amount", "file", "row"]
    ordered = twice.sort_values(order, ascending=[True, True, False, True, True])
    more = ordered[ordered.duplicated(["finding_id", "month"])]
    return (
        pd.concat([dead, more])
        .groupby("finding_id")
        .agg(months=("month", "nunique"), amount=("amount", "sum"))
        .reset_index()
    )

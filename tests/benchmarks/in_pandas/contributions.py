"""Contributions of all months beside the roster, and what of them was paid for work, by whom."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from in_pandas.matches import KEY, matched
from in_pandas.store import MONTH, Store

SOURCE = "social_security.contributions"
NOT_WORK, REFUND = "补缴|趸缴|一次性|退费|退款", "退费|退款"
JOB = [KEY, "subject"]
_SAME = ("employer", "state", "insurance", "person_kind", "paid", "period")


@dataclass(frozen=True)
class Contributions:
    """`met`: all rows. `once`: up to the pay month, what a later delivery repeats counted once. `paid`: what was paid by `subject`.

    `known`: the months of which a delivery tells in full, in order.
    """

    met: pd.DataFrame
    once: pd.DataFrame
    paid: pd.DataFrame
    known: list[str]


def read_contributions(store: Store, roster: pd.DataFrame) -> Contributions:
    """The source read once, and its months of everybody."""
    met = matched(store.events(SOURCE, ("name", *_SAME, "repairs")), roster)
    texts = (met[column].fillna("") for column in ("state", "insurance", "person_kind"))
    payer = met["employer"].str.replace(r"\s", "", regex=True)
    met = met.assign(said=next(texts) + " " + next(texts) + " " + next(texts), payer=payer.mask(payer == ""))
    once = _once(met[met["period"] <= MONTH])
    told = store.told(SOURCE, "period")
    full = told[told * 2 >= told.groupby(level="month", observed=True).transform("max")]
    months = full.index.get_level_values("period").dropna().unique()
    return Contributions(met, once, _paid(once), sorted(month for month in months if month <= MONTH))


def month_before(months: pd.Series) -> pd.Series:
    """`2024-05` for `2024-06`."""
    return months.map({month: str(pd.Period(month, "M") - 1) for month in months.dropna().unique()})


def month_of(days: pd.Series) -> pd.Series:
    """`2024-06` for a day of June."""
    return days.dt.strftime("%Y-%m")


def _once(rows: pd.DataFrame) -> pd.DataFrame:
    ordered = rows.sort_values(["month", "file", "row"])
    time = ordered.groupby([KEY, *_SAME, "month"], dropna=False).cumcount()
    first = ordered.assign(time=time).drop_duplicates([KEY, *_SAME, "time"])
    refund = first["said"].str.contains(REFUND)
    return first.assign(refund=refund, net=first["paid"].mask(refund, -first["paid"].abs()))


def _paid(once: pd.DataFrame) -> pd.DataFrame:
    rows = once[~once["said"].str.contains("居民")]
    everything, payer = rows["said"] + " " + rows["employer"].fillna(""), rows["payer"]
    kinds = {
        "arrears": rows["said"].str.contains("补缴|趸缴|一次性"),
        "flexible": everything.str.contains("灵活就业"),
        "public_post": everything.str.contains("公益性岗位|公益岗"),
    }
    kind = pd.Series(np.select(list(kinds.values()), list(kinds), "work"), rows.index, "str")
    subject = payer.where(kind == "work", kind + ":" + payer.fillna("individual"))
    named = rows.assign(kind=kind, subject=subject)[subject.notna()]
    believed = named[~named["doubtful"] | named.groupby(JOB)["doubtful"].transform("all")]
    latest = believed.groupby(KEY)["period"].transform("max")
    left = believed.groupby([*JOB, "period"])["net"].transform("sum")
    newest = latest.where(latest == MONTH, "2024-05")
    return believed.assign(newest=newest)[(believed["net"] > 0) & (left > 0)]

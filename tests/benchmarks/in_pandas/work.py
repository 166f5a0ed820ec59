"""New jobs, work lost, large one-off payments, and contributions after a death."""

import pandas as pd

from in_pandas.contributions import (
    JOB,
    NOT_WORK,
    SOURCE,
    Contributions,
    month_before,
    month_of,
    read_contributions,
)
from in_pandas.deaths import Deaths
from in_pandas.matches import KEY, against, hits, misnamed
from in_pandas.store import Store

_WAGED = ("work", "public_post")
_LIMIT = 20_000


def work_hits(store: Store, roster: pd.DataFrame, deaths: Deaths) -> list[pd.DataFrame]:
    """What contributions say for and against every finding."""
    told = read_contributions(store, roster)
    return [
        _employment(told),
        _ended(told, deaths),
        _earners_died(told, deaths, roster),
        _lump_sum(told),
        against(_paid_after_death(told, deaths), SOURCE),
        misnamed(told.met, SOURCE),
    ]


def _employment(told: Contributions) -> pd.DataFrame:
    """Jobs that go on, since the newest known month that was not paid."""
    paid = told.paid
    jobs = paid.pivot_table(index=JOB, columns="period", aggfunc="size", fill_value=0) > 0
    gaps = ~jobs.reindex(columns=[month for month in told.known if month < "2024-05"], fill_value=False)
    unpaid = gaps.iloc[:, ::-1].idxmax(axis=1)[gaps.any(axis=1)].rename("unpaid")
    rows = paid.join(unpaid, on=JOB, how="inner")
    job = [rows[name] for name in JOB]
    both = (
        (rows["period"] == month).groupby(job).transform("any")
        for month in (rows["newest"], month_before(rows["newest"]))
    )
    since = rows[next(both) & next(both) & (rows["period"] > rows["unpaid"])]
    began, approved = since.groupby(JOB)["period"].transform("min"), since["approved_on"]
    found = since.assign(began=pd.to_datetime(began, format="%Y-%m"))[
        (began >= "2023-06") & ((began > month_of(approved)) | approved.isna())
    ]
    return hits(
        found,
        "employment",
        found["subject"],
        source=SOURCE,
        event_date=found["began"],
        lowering=found["approved_on"].isna(),
    )


def _ended(told: Contributions, deaths: Deaths) -> pd.DataFrame:
    """Wages that ended before the newest two months known, of people who live and are paid by nobody else."""
    paid, newest = told.paid, told.known[-2:]
    work = paid[paid["kind"].isin(_WAGED)]
    last = work.groupby(JOB)["period"].transform("max")
    before = month_before(last)
    ran = (work["period"] == before).groupby([work[name] for name in JOB]).transform("any")
    elsewhere = paid.loc[paid["period"].isin(newest), KEY]
    found = work.assign(last=pd.to_datetime(last, format="%Y-%m") + pd.offsets.MonthEnd(0))[
        (last < newest[0])
        & (last >= "2023-12")
        & (work["approved_on"].isna() | (last >= month_of(work["approved_on"])))
        & ran
        & ((work["period"] == last) | (work["period"] == before))
        & ~work[KEY].isin(elsewhere)
        & ~work[KEY].isin(deaths.died.index)
    ]
    subject = "ended:" + found["subject"]
    return hits(found, "lost_work", subject, source=SOURCE, event_date=found["last"], unit="household_id")


def _earners_died(told: Contributions, deaths: Deaths, roster: pd.DataFrame) -> pd.DataFrame:
    """Deaths of members who had wages in the months before, where somebody of the household is left."""
    work = told.paid[told.paid["kind"].isin(_WAGED)].merge(deaths.died, on=KEY)
    died = month_of(work["died"])
    first = month_of(work["died"] - pd.DateOffset(months=3))
    earned = work[(died >= "2023-12") & (work["period"] >= first) & (work["period"] <= died)]
    people = roster.set_index(KEY)["household_id"]
    gone = people[people.index.isin(earned[KEY])].value_counts()
    living = people[people.isin(gone.index)].value_counts() - gone
    credible = deaths.credible
    found = credible[
        credible[KEY].isin(earned[KEY]) & credible["household_id"].isin(living[living > 0].index)
    ]
    return hits(
        found,
        "lost_work",
        "earner_died",
        source=found["source"],
        event_date=found["day"],
        unit="household_id",
    )


def _lump_sum(told: Contributions) -> pd.DataFrame:
    """One-off payments above the limit: with those beyond doubt alone, or else with all."""
    rows, approved = told.once, told.once["approved_on"]
    rows = rows[
        (rows["said"].str.contains("趸缴|一次性|补缴") | rows["refund"])
        & (rows["month"] > "2023-06")
        & (approved.isna() | (rows["month"] > month_of(approved)))
        & rows["division_code"].str.startswith("99")
    ]
    payer, names = rows["payer"], zip(rows["payer"], rows["listed_name"], strict=True)
    own = payer.str.contains("个人|灵活就业|居民") | pd.Series(
        [isinstance(one, str) and isinstance(name, str) and name in one for one, name in names],
        rows.index,
        dtype=bool,
    )
    lowering = (
        rows["approved_on"].isna()
        | rows["said"].str.contains("4050|社保补贴|就业困难")
        | (rows["said"].str.contains("补缴") & payer.notna() & ~own)
    )
    unsure, net = rows["doubtful"] | lowering, rows["net"].fillna(0)
    firm = net.mask(unsure, 0).groupby(rows[KEY]).transform("sum") > _LIMIT
    loose = ~firm & (net.groupby(rows[KEY]).transform("sum") > _LIMIT)
    kept = (firm & ~unsure) | loose
    said = (lowering | ~firm)[kept]
    return hits(rows[kept], "lump_sum", "lump_sum", source=SOURCE, lowering=said)


def _paid_after_death(told: Contributions, deaths: Deaths) -> pd.DataFrame:
    rows = told.met.merge(deaths.died, on=KEY)
    rows = rows[
        (rows["amount"] > 0)
        & (rows["period"] > month_of(rows["died"]))
        & ~rows["said"].str.contains(NOT_WORK)
    ]
    left = rows.groupby([KEY, "period", "insurance"], dropna=False)["paid"].transform("sum")
    return rows[(left > 0) & (rows["paid"] > 0)]

"""The roster as it is compared, what is said of every match with it, and the hits that come of matches."""

import pandas as pd

from in_pandas.store import Store

KEY = "person_key"
_PLAIN = str.maketrans(
    "䶮喆堃淼犇祎珮昇陞甯寧谿峯鉴劉張陳黃吳趙楊鄭葉呂鍾鐘閆閻蕭萧國華偉麗紅蘭",
    "龑哲坤渺奔禕佩升升宁宁溪峰鑒刘张陈黄吴赵杨郑叶吕钟钟闫阎肖肖国华伟丽红兰",
    "·",
)
_LISTED = (
    "id_number",
    "household_id",
    "programme",
    "name",
    "amount",
    "division_code",
    "street",
    "community",
    "approved_on",
    "authorised_on",
    "repairs",
    "id_kind",
)


def read_listed(store: Store) -> pd.DataFrame:
    """Active roster rows by persons; of one who is listed twice the row first that is paid most, then of the first household."""
    listed = store.listed(_LISTED)
    order = [KEY, "most", "household_id", "row"]
    ordered = listed.assign(most=-listed["amount"].fillna(0)).sort_values(order)
    return ordered.drop(columns="most")


def roster_of(listed: pd.DataFrame) -> pd.DataFrame:
    """One row a person, with the columns of records renamed that other sources have, too."""
    persons = listed.drop_duplicates(KEY)
    theirs = {name: f"listed_{name}" for name in ("name", "repairs", "id_kind", "file", "row", "month")}
    return persons.rename(columns=theirs)


def matched(rows: pd.DataFrame, roster: pd.DataFrame) -> pd.DataFrame:
    """A source's rows with the roster's beside them, and how well they fit."""
    return with_remarks(rows.merge(roster, on=KEY))


def with_remarks(met: pd.DataFrame) -> pd.DataFrame:
    """Rows that stand beside `listed_name`, `listed_repairs` and `listed_id_kind`, and how well they fit."""
    nameless = met["name"].isna() | met["listed_name"].isna()
    misnamed = (met["name"] != met["listed_name"]) & ~nameless
    names = met.loc[misnamed, ["name", "listed_name"]]
    plain = (names[column].str.upper().str.translate(_PLAIN) for column in names)
    misnamed[misnamed] = next(plain) != next(plain)
    old = met["repairs"].str.contains("from_15") | met["listed_repairs"].str.contains("from_15")
    doubtful = misnamed | (met["listed_id_kind"] == "invalid")
    return met.assign(misnamed=misnamed, doubtful=doubtful, weak=nameless | old, nameless=nameless)


def hits(
    rows: pd.DataFrame,
    check: str,
    subject: str | pd.Series,
    *,
    source: str | pd.Series,
    event_date: pd.Series | None = None,
    unit: str = KEY,
    lowering: bool | pd.Series = False,
) -> pd.DataFrame:
    """Records that speak for a finding."""
    said = {"check": check, "subject": subject, "source": source, "lowering": lowering, "speaks": True}
    dated = pd.NaT if event_date is None else event_date
    return rows[[KEY, "doubtful", "weak", "nameless"]].assign(
        **said, unit=rows[unit].astype("str"), event_date=pd.Series(dated, rows.index, "datetime64[s]")
    )


def against(rows: pd.DataFrame, source: str) -> pd.DataFrame:
    """Records of a life after death."""
    flags = {"doubtful": False, "weak": False, "nameless": False}
    said = hits(rows.assign(**flags), "deceased", "death", source=source, lowering=True)
    return said.assign(speaks=False)


def misnamed(rows: pd.DataFrame, source: str) -> pd.DataFrame:
    """The newest record of a source that is under another name."""
    order = [KEY, "month", "file", "row"]
    named = rows[rows["misnamed"]].sort_values(order, ascending=[True, False, False, False])
    return hits(named.drop_duplicates(KEY), "record_error", f"name_differs:{source}", source=source)


def duplicates(listed: pd.DataFrame) -> pd.DataFrame:
    """All rows but the first that a person is paid under one programme."""
    same = [KEY, "programme"]
    paid = listed[listed["amount"] > 0]
    twice = paid[paid.duplicated(same, keep=False)]
    firsts = twice.groupby(same)[["name", "repairs", "id_kind"]].transform("first", skipna=False)
    met = with_remarks(twice.join(firsts.add_prefix("listed_")))[twice.duplicated(same)]
    return hits(met, "duplicate", "twice:" + met["programme"], source="civil.roster")

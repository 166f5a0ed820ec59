"""The population register beside the roster: where each newest entry says that people are."""

import numpy as np
import pandas as pd

from in_pandas.deaths import Deaths
from in_pandas.matches import KEY, against, hits, matched, misnamed
from in_pandas.store import Store

_SOURCE, _HOME = "police.residents", "990102"
_COLUMNS = (
    "name",
    "hukou_address",
    "hukou_division",
    "address",
    "residence_division",
    "registered_on",
    "cancelled",
    "moved_out_on",
    "moved_to",
    "repairs",
)
_PARTS = (
    r"^九九省明州市(?P<district>.*?区)(?P<street>.*?(?:街道|镇))(?P<community>.*?(?:社区|村))"
    r"(?:(?P<road>.*?路)(?P<number>\d+)号(?P<room>\d+)室)?"
)
_INSTITUTIONS = "养老院|敬老院|福利院|护理院|医院|监狱|看守所|戒毒所"


def register_hits(store: Store, roster: pd.DataFrame, deaths: Deaths) -> list[pd.DataFrame]:
    """Hukou moved out or within, people living elsewhere, and acts after a death."""
    met = matched(store.snapshot(_SOURCE, _COLUMNS), roster)
    met["cancelled"] = met["cancelled"].fillna("no")
    order = met.assign(
        stands=met["cancelled"] == "no", act=met["registered_on"].fillna(pd.Timestamp("0001-01-01"))
    )
    newest = order.sort_values([KEY, "stands", "act", "file", "row"]).drop_duplicates(KEY, keep="last")
    inside = newest[_inside(newest["hukou_division"]) & newest["stands"]]
    names = store.divisions()
    dead = newest.merge(deaths.died, on=KEY)
    later = dead[(dead["amount"] > 0) & dead["stands"] & (dead["registered_on"] > dead["died"])]
    return [
        _moved_out(newest),
        _moved_within(inside, names),
        _living_elsewhere(inside),
        against(later, _SOURCE),
        misnamed(met, _SOURCE),
    ]


def _moved_out(newest: pd.DataFrame) -> pd.DataFrame:
    hukou, cancelled, to = newest["hukou_division"], newest["cancelled"], newest["moved_to"]
    home = to.str.contains("东湖区") & (to.str.contains("明州市") | ~to.str.contains("市"))
    migrated = ((cancelled == "moved") | ((cancelled == "yes") & newest["moved_out_on"].notna())) & ~home
    outside = hukou.notna() & ~_inside(hukou) & (cancelled != "dead")
    subject = hukou.mask(migrated & (hukou.isna() | _inside(hukou)), "cancelled")
    found = newest.assign(subject=subject)[
        (outside | migrated) & ~newest["hukou_address"].str.contains("集体户")
    ]
    day = found["moved_out_on"].fillna(found["registered_on"])
    return hits(found, "moved_out", found["subject"], source=_SOURCE, event_date=day)


def _moved_within(inside: pd.DataFrame, names: pd.Series) -> pd.DataFrame:
    moved = inside[
        (inside["hukou_division"].str.len() >= 9)
        & _differ(inside["hukou_division"], inside["division_code"], 12)
    ]
    hukou, listed = moved["hukou_division"], moved["division_code"]
    street, community = (hukou.str[:length].where(hukou.str.len() >= length).map(names) for length in (9, 12))
    same = (street == moved["street"]) & ((hukou.str.len() < 12) | (community == moved["community"]))
    said = moved["hukou_address"].str.extract(_PARTS)
    own = [listed.str[:length].where(listed.str.len() >= length).map(names) for length in (9, 12)]
    names_street = (own[0] != street) & (said["street"] == own[0])
    elsewhere = said["street"].notna() & own[0].notna() & (said["street"] != own[0])
    names_community = (own[1] != community) & (said["community"] == own[1]) & ~elsewhere
    found = moved.assign(lowering=names_street | names_community)[~same]
    return hits(
        found,
        "moved_within",
        found["hukou_division"],
        source=_SOURCE,
        event_date=found["registered_on"],
        lowering=found["lowering"],
    )


def _living_elsewhere(inside: pd.DataFrame) -> pd.DataFrame:
    apart = inside[
        _differ(inside["hukou_division"], inside["residence_division"], 9)
        & ~inside["address"].str.contains(_INSTITUTIONS)
    ]
    one, other = (apart[column].str.extract(_PARTS) for column in ("hukou_address", "address"))
    same = (one["road"] == other["road"]) & (one["number"] == other["number"])
    for part in ("district", "street", "community", "room"):
        same &= (one[part] == other[part]) | one[part].isna() | other[part].isna()
    found = apart[~same]
    return hits(found, "living_elsewhere", found["residence_division"], source=_SOURCE)


def _inside(code: pd.Series) -> pd.Series:
    return code.str.startswith(_HOME) | code.isin([_HOME[:length] for length in range(len(_HOME))])


def _differ(one: pd.Series, other: pd.Series, deepest: int) -> pd.Series:
    """Whether two codes differ as deep as both go: those that are whole differ as texts."""
    differ = one.notna() & other.notna() & (one.str[:deepest] != other.str[:deepest])
    short = differ & ((one.str.len() < deepest) | (other.str.len() < deepest))
    pairs = zip(one[short], other[short], strict=True)
    nested = [a[:deepest].startswith(b) or b[:deepest].startswith(a) for a, b in pairs]
    return differ & ~differ.index.isin(differ.index[short][np.array(nested, bool)])

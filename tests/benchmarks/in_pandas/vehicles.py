"""The vehicle register beside the roster."""

import pandas as pd

from in_pandas.matches import KEY, hits, matched, misnamed
from in_pandas.store import AS_OF, Store

_COLUMNS = ("name", "plate", "plate_kind", "vehicle_type", "registered_on", "state", "repairs")
_EXCLUDED = "摩托|电动自行车|残疾人|轮椅"


def vehicle_hits(store: Store, roster: pd.DataFrame) -> list[pd.DataFrame]:
    """Vehicles bought lately and vehicles owned, by what was said last of each, where the household agreed."""
    met = matched(store.snapshot("police.vehicles", _COLUMNS), roster)
    vehicle = [KEY, "plate", "plate_kind"]
    newest = (
        met[met["authorised_on"] <= AS_OF].sort_values(["file", "row"]).drop_duplicates(vehicle, keep="last")
    )
    kind = newest["vehicle_type"].fillna("") + " " + newest["plate_kind"].fillna("")
    counted = newest[(newest["state"] == "normal") & ~kind.str.contains(_EXCLUDED)]
    registered = counted["registered_on"]
    bought = (registered >= AS_OF - pd.DateOffset(months=24)) & (registered >= counted["approved_on"])
    found = (
        hits(rows, check, rows["plate"], source="police.vehicles", event_date=rows["registered_on"])
        for check, rows in (("vehicle_purchase", counted[bought]), ("vehicle_owned", counted[~bought]))
    )
    return [*found, misnamed(met, "police.vehicles")]

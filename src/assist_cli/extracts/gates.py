"""Gates: a delivery that is broken as a whole is refused, however good its single rows look."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta

import polars as pl

from assist_cli.identity.documents import INVALID, RESIDENT
from assist_cli.language import N_, _
from assist_cli.settings.months import first_day, last_day
from assist_cli.settings.values import Source

MEANINGS: Mapping[str, str] = {
    "number_ids": N_(
        "share of ID cells that the file stores as numbers; digits and the final X are lost there"
    ),
    "ids_ending_000": N_(
        "share of IDs that end in 000; Excel has cut them where it is far above nature's 0.083 %"
    ),
    "invalid_ids": N_("share of IDs that fail their check digit or birth date"),
    "rejected_rows": N_("share of rows that could not be read"),
    "repeated_keys": N_("share of rows that repeat what should name a row once"),
    "rows_lost": N_("share of rows lost against the delivery before"),
    "future_rows": N_("share of rows dated after the month of delivery; the wrong month may have been sent"),
    "days_behind": N_(
        "days between the newest row and the month of delivery; the wrong month may have been sent"
    ),
    "no_rows": N_("1 where the delivery holds no usable row at all"),
}
"""What each gate measures."""

_ENOUGH_ROWS = 30
"""A share of fewer rows than this says nothing, except of number cells."""


@dataclass(frozen=True)
class Gate:
    """One gate's verdict: `measured` against `limit`, in the units of `MEANINGS`."""

    name: str
    measured: float
    limit: float

    @property
    def blocks(self) -> bool:
        return self.measured > self.limit

    def __str__(self) -> str:
        return _("{gate}: {measured:.4g}, limit {limit:.4g} ({meaning})").format(
            gate=self.name, measured=self.measured, limit=self.limit, meaning=_(MEANINGS[self.name])
        )

    def as_dict(self) -> dict[str, object]:
        """For the manifest."""
        return {**asdict(self), "blocks": self.blocks}


def loud_gates(manifest: Mapping[str, object]) -> list[Gate]:
    """The gates that a delivery did not pass, from its manifest."""
    gates = manifest.get("gates")
    known = (
        [Gate(gate["name"], gate["measured"], gate["limit"]) for gate in gates]
        if isinstance(gates, list)
        else []
    )
    return [gate for gate in known if gate.blocks]


@dataclass(frozen=True)
class Delivery:
    """What gates look at: all files of one delivery together, and how many rows the delivery before had."""

    source: Source
    month: str
    landed: pl.DataFrame
    rejected: int
    ids: pl.DataFrame
    number_ids: int
    rows_before: int | None


def judge(delivery: Delivery) -> list[Gate]:
    """Every gate that applies, in the order of `MEANINGS`."""
    gates = [*_of_ids(delivery), *_of_rows(delivery), *_of_dates(delivery)]
    order = list(MEANINGS)
    return sorted(gates, key=lambda gate: order.index(gate.name))


def _of_ids(delivery: Delivery) -> list[Gate]:
    limits, ids = delivery.source.gates, delivery.ids
    number = Gate("number_ids", delivery.number_ids / max(ids.height, 1), limits.number_ids)
    residents = ids.filter(pl.col("kind").is_in([RESIDENT, INVALID]))
    if residents.height < _ENOUGH_ROWS:
        return [number]
    cut = _share(residents["text"].str.ends_with("000"))
    invalid = _share(residents["kind"] == INVALID)
    return [
        number,
        Gate("ids_ending_000", cut, limits.ids_ending_000),
        Gate("invalid_ids", invalid, limits.invalid_ids),
    ]


def _of_rows(delivery: Delivery) -> list[Gate]:
    limits, landed = delivery.source.gates, delivery.landed.height
    rows = landed + delivery.rejected
    gates = [Gate("no_rows", float(landed == 0), float(limits.may_be_empty and rows == 0))]
    if rows >= _ENOUGH_ROWS:
        gates.append(Gate("rejected_rows", delivery.rejected / rows, limits.rejected_rows))
        if names := _naming_columns(delivery.source):
            repeated = landed - delivery.landed.select(names).n_unique()
            gates.append(Gate("repeated_keys", repeated / max(landed, 1), limits.repeated_keys))
    before = delivery.rows_before
    if delivery.source.shape == "snapshot" and before is not None and before >= _ENOUGH_ROWS:
        gates.append(Gate("rows_lost", max(0.0, 1 - landed / before), limits.rows_lost))
    return gates


def _naming_columns(source: Source) -> Sequence[str]:
    return ["person_key" if name == source.id_column else name for name in source.unique_by]


def _of_dates(delivery: Delivery) -> list[Gate]:
    column, limits = delivery.source.dated_by, delivery.source.gates
    if column is None:
        return []
    dates = delivery.landed[column].drop_nulls()
    if delivery.source.columns[column].kind == "month":
        dates = (dates + "-01").str.to_date()
    if dates.is_empty():
        return []
    past = dates.filter(dates <= last_day(delivery.month))
    newest = pl.select(pl.lit(past if past.len() else dates).max()).item()
    behind = (first_day(delivery.month) - newest) // timedelta(days=1)
    gates = [Gate("days_behind", float(max(0, behind)), float(limits.days_behind))]
    if dates.len() >= _ENOUGH_ROWS:
        future = _share(dates > last_day(delivery.month))
        gates.append(Gate("future_rows", future, limits.future_rows))
    return gates


def _share(true: pl.Series) -> float:
    return int(true.sum()) / max(true.len(), 1)

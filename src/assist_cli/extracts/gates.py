"""Gates: a delivery that is broken as a whole is refused, however good its single rows look."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta

from assist_cli.extracts.measures import Measures
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
    measures: Measures
    rows_before: int | None


def judge(delivery: Delivery) -> list[Gate]:
    """Every gate that applies, in the order of `MEANINGS`."""
    gates = [*_of_ids(delivery), *_of_rows(delivery), *_of_dates(delivery)]
    order = list(MEANINGS)
    return sorted(gates, key=lambda gate: order.index(gate.name))


def _of_ids(delivery: Delivery) -> list[Gate]:
    limits, counted = delivery.source.gates, delivery.measures
    number = Gate("number_ids", counted.number_ids / max(counted.ids, 1), limits.number_ids)
    if counted.residents < _ENOUGH_ROWS:
        return [number]
    return [
        number,
        Gate("ids_ending_000", counted.cut / counted.residents, limits.ids_ending_000),
        Gate("invalid_ids", counted.invalid / counted.residents, limits.invalid_ids),
    ]


def _of_rows(delivery: Delivery) -> list[Gate]:
    limits, counted = delivery.source.gates, delivery.measures
    landed, rows = counted.landed, counted.landed + counted.rejected
    gates = [Gate("no_rows", float(landed == 0), float(limits.may_be_empty and rows == 0))]
    if rows >= _ENOUGH_ROWS:
        gates.append(Gate("rejected_rows", counted.rejected / rows, limits.rejected_rows))
        if delivery.source.unique_by:
            gates.append(Gate("repeated_keys", counted.repeated / max(landed, 1), limits.repeated_keys))
    before = delivery.rows_before
    if delivery.source.shape == "snapshot" and before is not None and before >= _ENOUGH_ROWS:
        gates.append(Gate("rows_lost", max(0.0, 1 - landed / before), limits.rows_lost))
    return gates


def _of_dates(delivery: Delivery) -> list[Gate]:
    limits = delivery.source.gates
    rows = {_day(value): count for value, count in delivery.measures.days.items()}
    if not rows:
        return []
    end = last_day(delivery.month)
    newest = max((day for day in rows if day <= end), default=max(rows))
    behind = (first_day(delivery.month) - newest) // timedelta(days=1)
    gates = [Gate("days_behind", float(max(0, behind)), float(limits.days_behind))]
    if (dated := sum(rows.values())) >= _ENOUGH_ROWS:
        future = sum(count for day, count in rows.items() if day > end) / dated
        gates.append(Gate("future_rows", future, limits.future_rows))
    return gates


def _day(value: object) -> date:
    """The day of a date, the first one of a month."""
    return value if isinstance(value, date) else first_day(str(value))

"""Gates: a delivery that is broken as a whole is refused, however good its single rows look."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from statistics import median

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
    "ids_ending_x": N_(
        "how far the share of IDs that end in X lies below nature's 1 in 11; 1 where there is none, as in a number column"
    ),
    "invalid_ids": N_("share of IDs that fail their check digit or birth date"),
    "rejected_rows": N_("share of rows that could not be read"),
    "repeated_keys": N_("share of rows that repeat what should name a row once"),
    "rows_lost": N_("share of rows lost against the median of the last three deliveries"),
    "total_differs": N_(
        "share by which the amounts differ from the total that the table states in its last row"
    ),
    "roster_missing": N_("share of the roster's people who are not in this register"),
    "future_rows": N_("share of rows dated after the month of delivery; the wrong month may have been sent"),
    "days_behind": N_(
        "days between the newest row and the month of delivery; the wrong month may have been sent"
    ),
    "missing_days": N_("days without a row, one after the other, within the month of delivery"),
    "days_stale": N_("days between the department's answer and the end of the month of delivery"),
    "no_such_rows": N_("1 where no row says what this extract is sent for, such as a death"),
    "no_rows": N_("1 where the delivery holds no usable row at all"),
}
"""What each gate measures."""

_DAY = timedelta(days=1)
_ENOUGH_ROWS = 30
"""A share of fewer rows than this says nothing, except of number cells."""
_ENOUGH_FOR_X = 200
"""Of so many IDs 18 end in X; that none does happens by chance once in 200 million extracts."""
_SHARE_ENDING_X = 1 / 11
"""ISO 7064 MOD 11-2 gives every check digit the same chance."""


@dataclass(frozen=True)
class Gate:
    """One gate's verdict: `measured` against `limit`, in the units of `MEANINGS`; `warns`: it only says so."""

    name: str
    measured: float
    limit: float
    warns: bool = False

    @property
    def beyond(self) -> bool:
        """Whether the limit is passed."""
        return self.measured > self.limit

    @property
    def blocks(self) -> bool:
        """Whether the delivery may not land."""
        return self.beyond and not self.warns

    def __str__(self) -> str:
        return _("{gate}: {measured:.4g}, limit {limit:.4g} ({meaning})").format(
            gate=self.name, measured=self.measured, limit=self.limit, meaning=_(MEANINGS[self.name])
        )

    def as_dict(self) -> dict[str, object]:
        """For the manifest."""
        return {**asdict(self), "blocks": self.blocks}


def loud_gates(manifest: Mapping[str, object]) -> list[Gate]:
    """The gates whose limits a delivery passed, from its manifest."""
    gates = manifest.get("gates")
    told = gates if isinstance(gates, list) else []
    known = [Gate(gate["name"], gate["measured"], gate["limit"], gate["warns"]) for gate in told]
    return [gate for gate in known if gate.beyond]


@dataclass(frozen=True)
class Delivery:
    """What gates look at: all files of one delivery together, and what the store knows beside it.

    `rows_before`: the rows of up to three deliveries before. `roster_missing`: the share of the roster's people who
    are not in it, None where that says nothing.
    """

    source: Source
    month: str
    measures: Measures
    rows_before: Sequence[int] = ()
    roster_missing: float | None = None


def judge(delivery: Delivery) -> list[Gate]:
    """Every gate that applies, in the order of `MEANINGS`."""
    measured = {
        **_of_ids(delivery.measures),
        **_of_rows(delivery),
        **_of_amounts(delivery.measures),
        **_of_dates(delivery),
    }
    limits = delivery.source.gates
    return [
        Gate(name, measured[name], float(limit), warns=name in limits.warn_only)
        for name in MEANINGS
        if name in measured and (limit := getattr(limits, name)) is not None
    ]


def _of_ids(counted: Measures) -> dict[str, float]:
    measured = {"number_ids": counted.number_ids / max(counted.ids, 1)}
    if counted.residents >= _ENOUGH_ROWS:
        measured["ids_ending_000"] = counted.cut / counted.residents
        measured["invalid_ids"] = counted.invalid / counted.residents
    if counted.residents >= _ENOUGH_FOR_X:
        measured["ids_ending_x"] = 1 - counted.ending_x / counted.residents / _SHARE_ENDING_X
    return measured


def _of_rows(delivery: Delivery) -> dict[str, float]:
    source, counted = delivery.source, delivery.measures
    landed, rows = counted.landed, counted.landed + counted.rejected
    measured = {"no_rows": float(landed == 0 and not (source.gates.may_be_empty and rows == 0))}
    if rows >= _ENOUGH_ROWS:
        measured["rejected_rows"] = counted.rejected / rows
        if source.unique_by:
            measured["repeated_keys"] = counted.repeated / max(landed, 1)
    before = median(delivery.rows_before) if delivery.rows_before else 0
    if source.shape == "snapshot" and before >= _ENOUGH_ROWS:  # events come as they come
        measured["rows_lost"] = max(0.0, 1 - landed / before)
    if delivery.roster_missing is not None:
        measured["roster_missing"] = delivery.roster_missing
    if source.sent_for and landed:
        measured["no_such_rows"] = float(counted.meant == 0)
    return measured


def _of_amounts(counted: Measures) -> dict[str, float]:
    if counted.stated_total is None:
        return {}
    apart = abs(counted.stated_total - counted.total)
    return {"total_differs": float(apart / max(abs(counted.stated_total), Decimal(1)))}


def _of_dates(delivery: Delivery) -> dict[str, float]:
    measured, end = {}, last_day(delivery.month)
    if delivery.measures.answered_on is not None:
        measured["days_stale"] = float(max(0, (end - delivery.measures.answered_on).days))
    rows = {_day(value): count for value, count in delivery.measures.days.items()}
    if not rows:
        return measured
    newest = max((day for day in rows if day <= end), default=max(rows))
    measured["days_behind"] = float(max(0, (first_day(delivery.month) - newest).days))
    if (dated := sum(rows.values())) >= _ENOUGH_ROWS:
        measured["future_rows"] = sum(count for day, count in rows.items() if day > end) / dated
        measured["missing_days"] = float(_longest_gap(delivery.month, rows))
    return measured


def _longest_gap(month: str, days: Collection[date]) -> int:
    """How many days of the month follow each other without one of `days`."""
    first, last = first_day(month), last_day(month)
    edges = [first - _DAY, *sorted(day for day in days if first <= day <= last), last + _DAY]
    return max((later - earlier).days - 1 for earlier, later in pairwise(edges))


def _day(value: object) -> date:
    """The day of a date, the first one of a month."""
    return value if isinstance(value, date) else first_day(str(value))

"""Death records of the three departments that keep them, read the same way by every check that needs them."""

from collections.abc import Mapping
from datetime import date

import polars as pl

from assist_cli.checks.hits import with_remark
from assist_cli.checks.remarks import doubtful
from assist_cli.checks.view import KEY, View
from assist_cli.identity.documents import birth_date, sex

CELLS: Mapping[str, tuple[str, ...]] = {
    "police.deaths": ("name", "died_on", "cancelled_on", "cancellation"),
    "health.deaths": ("name", "sex", "born_on", "died_on"),
    "civil.funerals": ("name", "sex", "died_on", "cremated_on"),
}
"""What each source says of a death."""

OLDEST_AGE_YEARS = 115
"""Nobody in China is known to have grown older; the oldest verified age there is 115."""


_LATER_ACTS: Mapping[str, str] = {"police.deaths": "cancelled_on", "civil.funerals": "cremated_on"}
"""What follows a death, and stands for its day where that is not said: later, in the person's favour."""


def death_records(view: View, source: str) -> pl.LazyFrame:
    """Matches of one source that say somebody died, with `day` (of death, else of the act after it) and `impossible`.

    `earliest` is the day itself, or the first of its month where only the month is known.

    Cancellations for other reasons are no deaths. A day is impossible before birth, after the month of delivery
    has ended, or at an age nobody reaches.
    """
    rows = _deaths(view, source).filter(pl.col("day").is_not_null())
    vague = pl.col("repairs").str.contains("died_on:month").fill_null(value=False)
    earliest = pl.when(vague).then(pl.col("day").dt.month_start()).otherwise("day")
    return _with_contradictions(rows, source).with_columns(
        impossible=is_impossible(pl.col("day")), earliest=earliest
    )


def undated_deaths(view: View, source: str) -> pl.LazyFrame:
    """Matches of one source that say somebody died, and not when."""
    return _deaths(view, source).filter(pl.col("day").is_null())


def _deaths(view: View, source: str) -> pl.LazyFrame:
    rows = view.match(source)
    if source == "police.deaths":
        rows = rows.filter(pl.col("cancellation") == "death")
    days = [pl.col("died_on"), *(pl.col(act) for act in [_LATER_ACTS.get(source)] if act)]
    return rows.with_columns(pl.coalesce(days).alias("day"))


def is_impossible(day: pl.Expr) -> pl.Expr:
    """Whether somebody with this key cannot have died on `day`, by a record delivered in `month`."""
    born = birth_date(pl.col(KEY))
    delivered = (pl.col("month") + "-01").str.to_date().dt.month_end()
    too_old = day > born.dt.offset_by(f"{OLDEST_AGE_YEARS}y")
    return ((day < born) | too_old).fill_null(value=False) | (day > delivered)


def credible(records: pl.LazyFrame, as_of: date) -> pl.LazyFrame:
    """Records of deaths that are possible and have happened by `as_of`."""
    return records.filter(~pl.col("impossible") & (pl.col("day") <= as_of))


def settled_day() -> pl.Expr:
    """The day a person's records come to: the latest of those beyond doubt, else the latest; in the person's favour."""
    clean = pl.col("day").filter(~doubtful(pl.col("remarks")))
    return pl.coalesce(clean.max(), pl.col("day").max())


def _with_contradictions(rows: pl.LazyFrame, source: str) -> pl.LazyFrame:
    cells = CELLS[source]
    if "sex" in cells:
        stated = pl.col("sex").replace("unknown", None)
        rows = rows.with_columns(with_remark("sex_contradicts", stated != sex(pl.col(KEY))))
    if "born_on" in cells:
        whole = ~pl.col("repairs").str.contains("born_on:month").fill_null(value=False)
        rows = rows.with_columns(
            with_remark("birth_contradicts", whole & (pl.col("born_on") != birth_date(pl.col(KEY))))
        )
    return rows

"""From the store to a view: which deliveries a pay month sees, and the roster as checks read it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import polars as pl

from assist_cli.checks.payments import OTHER_ROSTERS, Payments
from assist_cli.checks.register import Register
from assist_cli.checks.view import KEY, View
from assist_cli.errors import DataError
from assist_cli.extracts.rows import store_schema
from assist_cli.language import _
from assist_cli.settings.months import last_day
from assist_cli.settings.values import Bureau, Source
from assist_cli.settings.workspace import ROSTER, Workspace
from assist_cli.store.catalogue import MONTH, Catalogue


@dataclass(frozen=True)
class Inputs:
    """What a comparison of `month` starts from.

    `view`: all keys, lazily. `roster`: every active roster row of the month, eager, with `person` true on the one row
    that stands for a person. `states`: source -> present, missing, stale or blocked.
    """

    month: str
    view: View
    roster: pl.DataFrame
    states: dict[str, str]


def open_inputs(workspace: Workspace, month: str, register: Register) -> Inputs:
    """What the checks of `register` look at in a pay month; without a roster there is nothing to compare (`DataError`)."""
    bureau, divisions, sources = workspace.bureau, workspace.divisions, workspace.sources
    catalogue = Catalogue(workspace.store)
    if month not in catalogue.months(ROSTER):
        raise DataError(
            _("There is nothing to compare: no roster has landed for {month}.").format(month=month),
            _("Put it into inbox/{month}/ or land it: assist ingest {source} FILE --month {month}.").format(
                source=ROSTER, month=month
            ),
        )
    roster = read_roster(workspace, month)
    states = {source.name: catalogue.state(source, month) for source in sources.values()}
    extracts = {name: _extract(catalogue, workspace, name, month) for name in _looked_at(register)}
    view = View(
        month=month,
        as_of=last_day(month),
        jurisdiction=bureau.jurisdiction,
        divisions=replace(divisions, home=bureau.jurisdiction),
        roster=roster.filter("person").drop("person").lazy(),
        extracts=extracts,
        current=frozenset(name for name, state in states.items() if state == "present"),
        known={
            name: _known_months(extracts[name], column)
            for name, column in _dated_by_months(register, sources)
        },
    )
    return Inputs(month, view, roster, states)


def read_roster(workspace: Workspace, month: str) -> pl.DataFrame:
    """Active rows of a month's roster, with the person's `share` of the amount, and one row marked `person` a person.

    Somebody listed twice stands in the row that is paid most, then in the first household.
    """
    rows = (
        _landed(workspace, ROSTER, [month])
        .filter(pl.col("status") == "active")
        .with_columns(share=_share(workspace.bureau))
    )
    ordered = rows.sort(
        KEY, pl.col("amount").fill_null(0), "household_id", "row", descending=[False, True, False, False]
    )
    return ordered.with_columns(person=pl.col(KEY).is_not_null() & pl.col(KEY).is_first_distinct()).collect()


def open_payments(workspace: Workspace, month: str) -> Payments:
    """Every payment in the store up to `month`, here and elsewhere."""
    catalogue, bureau = Catalogue(workspace.store), workspace.bureau
    rows = _landed(workspace, ROSTER, catalogue.months(ROSTER, until=month)).filter(
        pl.col("status") == "active"
    )
    return Payments(
        here=rows.select(KEY, MONTH, "programme", "amount", _share(bureau).alias("share"), "file", "row"),
        elsewhere=_landed(workspace, OTHER_ROSTERS, catalogue.months(OTHER_ROSTERS, until=month)),
        jurisdiction=bureau.jurisdiction,
        divisions=workspace.divisions,
    )


def _share(bureau: Bureau) -> pl.Expr:
    """The person's amount: as stated, or the household's divided by the people it is paid for, null if not said."""
    if bureau.amount_per == "person":
        return pl.col("amount")
    size = pl.when(pl.col("household_size") > 0).then("household_size")
    return (pl.col("amount") / size).cast(pl.Decimal(12, 2))


def _looked_at(register: Register) -> Iterable[str]:
    return sorted({source for check in register.values() for source in check.sources})


def _dated_by_months(register: Register, sources: Mapping[str, Source]) -> Iterable[tuple[str, str]]:
    """Sources that a check looks at, and the column of the month that each row is for."""
    for name in _looked_at(register):
        column = sources[name].dated_by
        if column is not None and sources[name].columns[column].kind == "month":
            yield name, column


def _known_months(rows: pl.LazyFrame, column: str) -> frozenset[str]:
    """Months of which some delivery has at least half as many rows as of the month that it has most of.

    Late payments tell of months long past, a few rows each: whoever is not among them may have been in what is not there.
    """
    counted = rows.group_by(MONTH, column).len()
    told = counted.filter(pl.col("len") * 2 >= pl.col("len").max().over(MONTH))
    return frozenset(told.select(pl.col(column).drop_nulls().unique()).collect().to_series())


def _extract(catalogue: Catalogue, workspace: Workspace, name: str, month: str) -> pl.LazyFrame:
    """A source's rows that count in the month; none where it was never delivered."""
    return _landed(workspace, name, catalogue.used_months(workspace.source(name), month))


def _landed(workspace: Workspace, name: str, months: list[str]) -> pl.LazyFrame:
    """Rows of some months, with every column that the source declares: one declared since they landed is empty."""
    schema = store_schema(workspace.source(name))
    if not months:
        return pl.LazyFrame(schema={**schema, MONTH: pl.String()})
    rows = Catalogue(workspace.store).rows(name, months)
    landed = rows.collect_schema().names()
    return rows.with_columns(
        pl.lit(None, kind).alias(column) for column, kind in schema.items() if column not in landed
    )

"""From the store to a view: which deliveries a pay month sees, and the roster as checks read it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import polars as pl

from assist_cli.checks.households import HOUSEHOLD, AmountPer, Suspects
from assist_cli.checks.payments import OTHER_ROSTERS, Payments
from assist_cli.checks.register import Register
from assist_cli.checks.view import IN_MEMORY, KEY, View, matched
from assist_cli.errors import DataError
from assist_cli.extracts.rows import store_schema
from assist_cli.language import _
from assist_cli.settings.bureau import Bureau
from assist_cli.settings.divisions import Divisions
from assist_cli.settings.months import last_day
from assist_cli.settings.values import Source
from assist_cli.settings.workspace import ROSTER, Workspace
from assist_cli.store.catalogue import MONTH, Catalogue
from assist_cli.store.ranges import Range, within

_ROWS_AT_ONCE = 2_000_000
"""Roster rows of a few columns that are held at once while the roster is held against itself."""


@dataclass(frozen=True)
class Inputs:
    """What a comparison of `month` starts from; nothing of it is read yet.

    `roster`: every active roster row of the month, with the person's `share` of the amount. `extracts`: source -> its rows
    that count in the month. `states`: source -> present, missing, stale or blocked. `payments`: every payment in the
    store up to the month, here and elsewhere. `known`: see `View`.
    """

    month: str
    jurisdiction: str
    divisions: Divisions
    amount_per: AmountPer
    roster: pl.LazyFrame
    extracts: Mapping[str, pl.LazyFrame]
    states: Mapping[str, str]
    known: Mapping[str, frozenset[str]]
    payments: Payments

    @property
    def keys(self) -> pl.Series:
        """The roster's keys, in the order of the landed file: ascending."""
        return self.roster.select(KEY).collect().to_series()

    def view(self, part: Range) -> View:
        """What lies in a range of keys, in memory: the roster, and of each extract the rows about its people, read once.

        Polars decides by the keys which rows of the other columns it decodes at all.
        """
        listed = in_order(within(self.roster, part)).collect(engine=IN_MEMORY)
        about = pl.col(KEY).is_in(listed[KEY].unique().drop_nulls().implode())
        persons = listed.filter("person").drop("person").lazy()
        read = pl.collect_all([within(rows, part).filter(about) for rows in self.extracts.values()])
        rows = pl.collect_all(
            [
                matched(source, frame.lazy(), persons)
                for source, frame in zip(self.extracts, read, strict=True)
            ],
            engine=IN_MEMORY,
        )
        return View(
            month=self.month,
            as_of=last_day(self.month),
            jurisdiction=self.jurisdiction,
            divisions=self.divisions,
            listed=listed.lazy(),
            roster=persons,
            extracts=dict(zip(self.extracts, (frame.lazy() for frame in rows), strict=True)),
            current=frozenset(name for name, state in self.states.items() if state == "present"),
            known=self.known,
        )

    def suspected(self, suspects: Suspects) -> pl.Series:
        """The households that the roster itself makes a check look at; a large roster is read in parts."""
        rows = self.roster.select(suspects.columns)
        parts = 1 + rows.select(pl.len()).collect().item() // _ROWS_AT_ONCE
        shares = (rows.filter(pl.col(suspects.together).hash() % parts == at) for at in range(parts))
        found = [
            suspects.among(share.collect(), self.amount_per) for share in (shares if parts > 1 else [rows])
        ]
        return pl.concat(found).unique().sort()

    def households(self, named: pl.Series) -> tuple[pl.DataFrame, pl.DataFrame]:
        """The rows of the households `named`, and one row for each person in them, as `Households` has both."""
        theirs = pl.col(HOUSEHOLD).is_in(named.implode())
        keys = self.roster.filter(theirs).select(KEY).collect().to_series().drop_nulls().unique()
        loaded = in_order(self.roster.filter(theirs | pl.col(KEY).is_in(keys.implode()))).collect()
        return loaded.filter(theirs), loaded.filter("person")


def open_inputs(workspace: Workspace, month: str, register: Register) -> Inputs:
    """What the checks of `register` look at in a pay month; without a roster there is nothing to compare (`DataError`)."""
    bureau, sources = workspace.bureau, workspace.sources
    divisions = replace(workspace.divisions, home=bureau.jurisdiction)
    catalogue = Catalogue(workspace.store)
    if month not in catalogue.months(ROSTER):
        raise DataError(
            _("There is nothing to compare: no roster has landed for {month}.").format(month=month),
            _("Put it into inbox/{month}/ or land it: assist ingest {source} FILE --month {month}.").format(
                source=ROSTER, month=month
            ),
        )
    extracts = {name: _extract(catalogue, workspace, name, month) for name in _looked_at(register)}
    return Inputs(
        month=month,
        jurisdiction=bureau.jurisdiction,
        amount_per=bureau.amount_per,
        divisions=divisions,
        roster=_active(workspace, [month]),
        extracts=extracts,
        states={source.name: catalogue.state(source, month) for source in sources.values()},
        known={
            name: _known_months(extracts[name], column)
            for name, column in _dated_by_months(register, sources)
        },
        payments=_payments(workspace, month),
    )


def in_order(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Roster rows in the order of persons, `person` true on the one that stands for a person: the one that is paid most.

    Of several that are paid alike it is that of the first household. `rows` holds all rows of each of its people.
    """
    ordered = rows.sort(
        KEY, pl.col("amount").fill_null(0), "household_id", "row", descending=[False, True, False, False]
    )
    return ordered.with_columns(person=pl.col(KEY).is_not_null() & pl.col(KEY).is_first_distinct())


def _active(workspace: Workspace, months: list[str]) -> pl.LazyFrame:
    rows = _landed(workspace, ROSTER, months).filter(pl.col("status") == "active")
    return rows.with_columns(share=_share(workspace.bureau))


def _payments(workspace: Workspace, month: str) -> Payments:
    catalogue, bureau = Catalogue(workspace.store), workspace.bureau
    rows = _active(workspace, catalogue.months(ROSTER, until=month))
    return Payments(
        here=rows.select(KEY, MONTH, "programme", "amount", "share", "file", "row"),
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

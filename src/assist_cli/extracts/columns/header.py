"""Which rows of a table are its header, and which column is which field."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from assist_cli.errors import DataError
from assist_cli.extracts.columns.levels import Level, Row, find_levels
from assist_cli.extracts.columns.owners import find_rivals, owned_headers
from assist_cli.extracts.columns.spelling import normalise, shown, timeless, without_ten_thousand
from assist_cli.language import _
from assist_cli.settings.refused import is_refused, plain
from assist_cli.settings.values import Column, Source


@dataclass(frozen=True)
class Heading:
    """The header of a table: its last row (1-based; data begin below it) and one text a column.

    `depth`: on how many rows it stands, 1 to 3. `above`: the texts of every row down to `row`, title rows and
    header rows as they stand in the file, by which their repetition further down is told (`extracts.repeats`).
    """

    SEARCHED_ROWS: ClassVar[int] = 30
    row: int
    headers: list[str]
    depth: int = 1
    above: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Mapping:
    """Where each landed column of a source stands in a file, and what stays behind.

    `not_landed`: headers that no check needs. `refused`: headers that may never land (`settings.refused`).
    `ten_thousands`: amounts whose header says 万元.
    """

    positions: dict[str, int]
    not_landed: list[str]
    ten_thousands: frozenset[str] = frozenset()
    refused: list[str] = field(default_factory=list)


def find_heading(file: str, rows: Sequence[Row], source: Source) -> Heading:
    """The first header, on one to three rows (`extracts.columns.levels`), that knows most of the source's headers.

    Rows are never quoted in the error: without a header the first row is a person's.
    """
    if not any(any(cell.strip() for cell in row) for row in rows):
        raise DataError(
            _("{file}: the file is empty.").format(file=file),
            _("Ask the department to send the extract again."),
        )
    known = _known(source)
    levels = list(find_levels(rows[: Heading.SEARCHED_ROWS], known))
    best = max(levels, key=lambda level: level.known(known))
    required = [column.headers[0] for column in source.columns.values() if column.required]
    if best.known(known) < min(2, len(required)):
        raise DataError(
            _("{file}: none of the first {count} rows is a header of {source}.").format(
                file=file, count=Heading.SEARCHED_ROWS, source=source.name
            ),
            _(
                "Expected columns: {headers}. If the department has renamed them, add the new names to {config}."
            ).format(headers=" ".join(required), config=_config(source)),
        )
    return _heading(rows, best)


def _heading(rows: Sequence[Row], level: Level) -> Heading:
    width = max((at + 1 for at, header in enumerate(level.headers) if header), default=0)
    above = tuple(tuple(row) for row in rows[: level.last + 1])
    return Heading(level.last + 1, level.headers[:width], level.depth, above)


def map_columns(file: str, headers: Sequence[str], source: Source) -> Mapping:
    """Each declared column to the one header that names it.

    A header fits by an alias exactly or in another spelling (`extracts.columns.spelling.normalise`), by an alias with the
    subject's word in front (死者公民身份号码), as an amount in 万元, and as a day whether it says 日期 or 时间 where
    nothing else fits. Two columns that fit one field, an ID column whose owner is not certain
    (`extracts.columns.owners.find_rivals`) and a missing column are errors. Refused columns fit nothing.
    """
    refused = [at for at, header in enumerate(headers) if is_refused(header)]
    dropped = {plain(header) for header in source.dropped}
    candidates = [
        "" if at in refused or plain(header) in dropped else normalise(header)
        for at, header in enumerate(headers)
    ]
    fitting = {name: _alike(candidates, _aliases(column, source)) for name, column in source.columns.items()}
    tens = _in_ten_thousands(headers, candidates, fitting, source)
    fitting |= tens
    fitting |= _by_day(candidates, fitting, source)
    for name, places in fitting.items():
        if len(places) > 1:
            raise _two_fit(file, headers, name, places, source)
    positions = {name: places[0] for name, places in fitting.items() if places}
    _demand_required(file, positions, source)
    _demand_certainty(file, headers, positions, source)
    left = set(range(len(headers))) - set(positions.values()) - set(refused)
    return Mapping(
        positions,
        [header for at, header in enumerate(headers) if header and at in left],
        frozenset(tens),
        [headers[at] for at in refused],
    )


Fitting = dict[str, list[int]]


def _aliases(column: Column, source: Source) -> frozenset[str]:
    personal = column.kind in {"id", "name"}
    owned = owned_headers(column.headers, source) if personal else []
    return frozenset(map(normalise, [*column.all_headers, *owned]))


def _alike(spellings: Sequence[str], aliases: Collection[str]) -> list[int]:
    return [at for at, spelling in enumerate(spellings) if spelling and spelling in aliases]


def _in_ten_thousands(
    headers: Sequence[str], candidates: Sequence[str], fitting: Fitting, source: Source
) -> Fitting:
    """Amounts that fit once the remark 万元 is taken off."""
    bare = [
        normalise(without_ten_thousand(header)) if spelling else ""
        for header, spelling in zip(headers, candidates, strict=True)
    ]
    found = {
        name: _alike(bare, _aliases(column, source))
        for name, column in source.columns.items()
        if column.kind == "amount" and not fitting[name]
    }
    return {name: places for name, places in found.items() if places}


def _by_day(candidates: Sequence[str], fitting: Fitting, source: Source) -> Fitting:
    """Days that fit whether they say 日期 or 时间, among the columns that are nothing else."""
    taken = {at for places in fitting.values() for at in places}
    free = ["" if at in taken else timeless(spelling) for at, spelling in enumerate(candidates)]
    return {
        name: _alike(free, frozenset(map(timeless, _aliases(column, source))))
        for name, column in source.columns.items()
        if column.kind == "date" and not fitting[name]
    }


def _two_fit(
    file: str, headers: Sequence[str], name: str, places: Sequence[int], source: Source
) -> DataError:
    what = _("{file}: two columns fit '{field}': {headers}.").format(
        file=file, field=name, headers=shown(headers, places)
    )
    if len({plain(headers[at]) for at in places}) < len(places):
        return DataError(what, _("Ask the department to give every column a header of its own."))
    return DataError(
        what,
        _("Ask the department which one it is, and list the other under `dropped` in {config}.").format(
            config=_config(source)
        ),
    )


def _demand_required(file: str, positions: dict[str, int], source: Source) -> None:
    missing = [name for name, column in source.columns.items() if column.required and name not in positions]
    if not missing:
        return
    wanted = "; ".join(
        f"{source.columns[name].meaning} ({source.columns[name].headers[0]})" for name in missing
    )
    raise DataError(
        _("{file}: column missing for {source}: {wanted}.").format(
            file=file, source=source.name, wanted=wanted
        ),
        _(
            "Ask the department for the column; if it is there under another name, add that name to {config}."
        ).format(config=_config(source)),
    )


def _demand_certainty(file: str, headers: Sequence[str], positions: dict[str, int], source: Source) -> None:
    rivals = find_rivals(headers, positions, source)
    if not rivals:
        return
    name = source.id_column
    at = positions[name]
    raise DataError(
        _(
            "{file}: it is not certain whose number {column} is; the table also names another person: {others}."
        ).format(file=file, column=shown(headers, [at]), others=shown(headers, rivals)),
        _(
            "Ask the department. If it is '{meaning}', write under [columns.{name}] in {config}: "
            'certain_headers = ["{header}"]. If it is the other person\'s, list it under `dropped` there, and ask for the column that is missing.'
        ).format(
            meaning=source.columns[name].meaning, name=name, config=_config(source), header=plain(headers[at])
        ),
    )


def _known(source: Source) -> frozenset[str]:
    """Every header that a source knows, its dropped ones too, normalised."""
    aliases = (_aliases(column, source) for column in source.columns.values())
    return frozenset(map(normalise, source.dropped)).union(*aliases)


def _config(source: Source) -> str:
    return f"sources/{source.name}.toml"

"""Which row of a table is its header, and which column is which field."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from assist_cli.errors import DataError
from assist_cli.language import _
from assist_cli.settings.values import Source

# Remarks that say how to write a column, not whose or how much it is: （申报人） or （万元） must stay.
_REMARK = re.compile(
    r"[(\[【〔（](单位[:：]?元|元|人民币元?|必填|选填|注|[0-9]|文本(格式)?|原因|年月日|年[-/.]月[-/.]日|y{2,4}[-/.年]?m{1,2}[-/.月]?(d{1,2}日?)?|1[58]位|15或18位)"
    r"[)\]】〕）]",
    re.IGNORECASE,
)


_TEN_THOUSAND = re.compile(r"[(\[【〔（](单位[:：]?)?万元[)\]】〕）]")


@dataclass(frozen=True)
class Heading:
    """The header row: 1-based row number and its texts."""

    SEARCHED_ROWS: ClassVar[int] = 30
    row: int
    headers: list[str]


@dataclass(frozen=True)
class Mapping:
    """Where each landed column of a source stands in a file, and what stays behind.

    `ten_thousands`: amounts whose header says 万元.
    """

    positions: dict[str, int]
    not_landed: list[str]
    ten_thousands: frozenset[str] = frozenset()


def find_heading(file: str, rows: Sequence[Sequence[str]], source: Source) -> Heading:
    """The first row that knows most of the source's headers.

    Rows are never quoted in the error: without a header the first row is a person's.
    """
    known = {normalise(header) for header in _all_headers(source)}
    scores = [sum(normalise(cell) in known for cell in row) for row in rows[: Heading.SEARCHED_ROWS]]
    if not any(any(cell.strip() for cell in row) for row in rows):
        raise DataError(
            _("{file}: the file is empty.").format(file=file),
            _("Ask the department to send the extract again."),
        )
    required = [column.headers[0] for column in source.columns.values() if column.required]
    best = max(scores)
    if best < min(2, len(required)):
        raise DataError(
            _("{file}: none of the first {count} rows is a header of {source}.").format(
                file=file, count=Heading.SEARCHED_ROWS, source=source.name
            ),
            _(
                "Expected columns: {headers}. If the department has renamed them, add the new names to {config}."
            ).format(headers=" ".join(required), config=f"sources/{source.name}.toml"),
        )
    position = scores.index(best)
    headers = [cell.strip() for cell in rows[position]]
    while headers and not headers[-1]:
        headers.pop()
    return Heading(position + 1, headers)


def map_columns(file: str, headers: Sequence[str], source: Source) -> Mapping:
    """Each declared column to the one header that names it; two that fit are an error, so is a missing one."""
    positions: dict[str, int] = {}
    tens = set[str]()
    candidates = ["" if header in source.dropped else header for header in headers]
    for name, column in source.columns.items():
        found = _positions(candidates, column.headers)
        if not found and column.kind == "amount":
            found = _positions([_TEN_THOUSAND.sub("", header) for header in candidates], column.headers)
            tens |= {name} if found else set()
        if len(found) > 1:
            raise DataError(
                _("{file}: two columns fit '{field}': {headers}.").format(
                    file=file, field=name, headers=" / ".join(headers[position] for position in found)
                ),
                _(
                    "Ask the department which one it is, and list the other under `dropped` in {config}."
                ).format(config=f"sources/{source.name}.toml"),
            )
        if found:
            positions[name] = found[0]
    _demand_required(file, positions, source)
    taken = set(positions.values())
    left = [header for at, header in enumerate(headers) if header and at not in taken]
    return Mapping(positions, left, frozenset(tens))


def normalise(header: str) -> str:
    """A header without width, spaces, remarks on how to write it, and the 号/号码 difference."""
    wide = unicodedata.normalize("NFKC", header)
    bare = _REMARK.sub("", re.sub(r"\s", "", wide))
    return bare.replace("号码", "号").lower()


def _positions(headers: Sequence[str], aliases: Sequence[str]) -> list[int]:
    """Columns whose header is an alias exactly; failing that, in normalised spelling."""
    exact = [at for at, header in enumerate(headers) if header in aliases]
    spelt = {normalise(alias) for alias in aliases}
    alike = [at for at, header in enumerate(headers) if header and normalise(header) in spelt]
    return exact if len(exact) == 1 and len(alike) == 1 else alike


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
        ).format(config=f"sources/{source.name}.toml"),
    )


def _all_headers(source: Source) -> list[str]:
    return [header for column in source.columns.values() for header in column.headers] + source.dropped

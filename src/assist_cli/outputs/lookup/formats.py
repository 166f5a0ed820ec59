"""Answers for programs and spreadsheets, answer by answer: a JSON array, or CSV with a row a cell."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from assist_cli.outputs.lookup.answers import Answer, Cells
from assist_cli.outputs.tables import BOM, guard

CSV_COLUMNS = (
    "term",
    "household_id",
    "id_number",
    "source",
    "month",
    "file",
    "row",
    "finding_id",
    "field",
    "value",
)
FINDINGS = "findings"
"""Stands for the source where a row tells of a finding."""

_PLACED = ("finding_id", "month")
Row = tuple[object, ...]


def json_lines(answers: Iterable[Answer]) -> Iterator[str]:
    """An array of answers, one a line: term, household_id, kind, id_number, records and findings of one person."""
    yield "["
    before = None
    for answer in answers:
        if before is not None:
            yield before + ","
        before = "  " + _json({**vars(answer), "records": [vars(record) for record in answer.records]})
    if before is not None:
        yield before
    yield "]"


def csv_lines(answers: Iterable[Answer]) -> Iterator[str]:
    """A row a cell that is not empty, as evidence is kept; a term that names nobody has one row without a cell.

    Byte-order mark, CRLF and guards as in other CSV.
    """
    yield BOM + _csv([CSV_COLUMNS])
    for answer in answers:
        yield _csv(_rows(answer))


def _rows(answer: Answer) -> Iterator[Row]:
    whom: Row = answer.term, guard(answer.household_id or ""), guard(answer.id_number or "")
    if not answer.known:
        yield (*whom, *[""] * (len(CSV_COLUMNS) - len(whom)))
    for record in answer.records:
        place = (*whom, record.source, record.month, guard(record.file), record.row, "")
        yield from _cells(place, {**record.cells, "repairs": record.repairs})
    for finding in answer.findings:
        place = (*whom, FINDINGS, finding["month"], "", "", finding["finding_id"])
        yield from _cells(place, {name: one for name, one in finding.items() if name not in _PLACED})


def _cells(place: Row, cells: Cells) -> Iterator[Row]:
    return ((*place, name, _cell(value)) for name, value in cells.items() if value is not None)


def _csv(rows: Iterable[Iterable[object]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def _cell(value: object) -> str:
    match value:
        case str():
            return guard(value)
        case Decimal():
            return f"{value:f}"
        case list():
            return ";".join(value)
        case _:
            return str(value)


def _json(value: object) -> str:
    """JSON in which a decimal number keeps its places."""
    match value:
        case Decimal():
            return f"{value:f}"
        case date():
            return f'"{value.isoformat()}"'
        case dict():
            return "{" + ", ".join(f'"{name}": {_json(one)}' for name, one in value.items()) + "}"
        case list():
            return "[" + ", ".join(map(_json, value)) + "]"
        case _:
            return json.dumps(value, ensure_ascii=False)

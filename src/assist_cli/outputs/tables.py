"""Findings for programs and spreadsheets: JSON and CSV, in the columns of INTERFACE.md.

CSV, and why a leading apostrophe. A spreadsheet that opens a CSV runs a cell that starts with `=`, `+`,
`-`, `@` (OWASP, CSV injection), and turns `440104199001011234` into 4.40104E+17 and `0012` into 12.
`="…"` would be a formula itself; a leading tab is on OWASP's list and, like a zero-width character, makes
every later look-up fail without anybody seeing why. An apostrophe is no part of any number, date or
formula in Excel, WPS and LibreOffice, it can be seen, and ingesting a CSV removes it from IDs anyway. So:

* a cell gets one apostrophe in front if its text would be run or changed, or starts with one itself;
* reading back (`unguard`) takes exactly one leading apostrophe away; no other cell is altered.

Both together are exact for every text. The columns whose form the contract fixes (`month`, `division_code`,
`first_month` …) are only guarded against formulas: programs compare their prefixes, and twelve digits are
within the fifteen that Excel keeps.
"""

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

import polars as pl

FINDING_COLUMNS = (
    "finding_id",
    "month",
    "check",
    "lane",
    "lamp",
    "grade",
    "household_id",
    "id_number",
    "name",
    "programme",
    "division_code",
    "district",
    "street",
    "community",
    "event_date",
    "months",
    "amount",
    "sources",
    "summary",
    "status",
    "first_month",
    "months_open",
)
BOM = "\ufeff"
# From people or from the roster: any text may stand here.
_FREE = frozenset(
    {
        "household_id",
        "id_number",
        "name",
        "programme",
        "district",
        "street",
        "community",
        "summary",
        "address",
        "host_name",
    }
)
_MONTH_NAME = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_NUMBER_OR_DATE = re.compile(
    rf"[\s\d.,:/\\+%e()$¥年月日时分秒上下午-]*\d[\s\d.,:/\\+%e()$¥年月日时分秒上下午ap m-]*"
    rf"|{_MONTH_NAME}[\s./-]*\d.*|\d+[\s./-]*{_MONTH_NAME}.*",
    re.IGNORECASE | re.DOTALL,
)
_KEPT_NUMBER = re.compile(r"0|[1-9][0-9]{0,10}")  # Excel shows up to eleven digits as they are


def json_text(findings: pl.DataFrame) -> str:
    """The findings as a JSON array, one finding a line.

    Keys are `FINDING_COLUMNS` in that order; dates are ISO 8601, `amount` is a number of yuan with two
    decimals, `sources` a list, and what is not known is null.
    """
    rows = findings.select(FINDING_COLUMNS).iter_rows()
    lines = (
        ", ".join(f'"{name}": {_json(value)}' for name, value in zip(FINDING_COLUMNS, row, strict=True))
        for row in rows
    )
    body = ",\n".join(f"  {{{line}}}" for line in lines)
    return f"[\n{body}\n]\n" if body else "[]\n"


def csv_text(frame: pl.DataFrame, columns: Sequence[str] = FINDING_COLUMNS) -> str:
    """`columns` of `frame` as CSV: byte-order mark, header, CRLF, guarded cells, `sources` joined by `;`.

    To be encoded as UTF-8 and written without translating line ends.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(_csv_rows(frame.select(columns), columns))
    return BOM + text.getvalue()


def guard(text: str, *, free: bool = True) -> str:
    """`text` as a CSV cell that no spreadsheet runs or changes (not even into a number, if `free`)."""
    risky = text.startswith("'") or _runs(text) or (free and _changes(text))
    return f"'{text}" if risky else text


def unguard(cell: str) -> str:
    """The text that `guard` was given; a cell typed by hand comes back as it is."""
    return cell.removeprefix("'")


def cell_text(value: object) -> str:
    """A finding's value as text: ISO dates, amounts with two decimals, lists joined by `;`, null as ``."""
    match value:
        case None:
            return ""
        case Decimal():
            return f"{value:.2f}"
        case date():
            return value.isoformat()
        case list():
            return ";".join(value)
        case _:
            return str(value)


def _csv_rows(frame: pl.DataFrame, columns: Sequence[str]) -> Iterable[list[str]]:
    for row in frame.iter_rows():
        yield [_csv_cell(name, value) for name, value in zip(columns, row, strict=True)]


def _csv_cell(name: str, value: object) -> str:
    if isinstance(value, str | list):
        return guard(cell_text(value), free=name in _FREE)
    return cell_text(value)


def _json(value: object) -> str:
    if isinstance(value, Decimal):
        return cell_text(value)
    return json.dumps(value.isoformat() if isinstance(value, date) else value, ensure_ascii=False)


def _runs(text: str) -> bool:
    """Whether a spreadsheet may take it for a formula: blanks and full-width signs do not make it safe."""
    if text[:1] in {"\t", "\r", "\n"}:
        return True
    first = unicodedata.normalize("NFKC", text).lstrip().lstrip("\ufeff\u200b\u2060\x00")[:1]
    return first in {"=", "+", "-", "@"}


def _changes(text: str) -> bool:
    """Whether a spreadsheet would read a number, date or time that it cannot write back unchanged."""
    plain = unicodedata.normalize("NFKC", text).strip()
    return bool(_NUMBER_OR_DATE.fullmatch(plain)) and not _KEPT_NUMBER.fullmatch(text)

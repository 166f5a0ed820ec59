"""One package per division: its findings, where to visit, and the columns to fill in."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import polars as pl

from assist_cli.language import _
from assist_cli.outputs.order import HOUSE, together, urgency
from assist_cli.outputs.packages.columns import FILL_IN, PACKAGE_COLUMNS, VISIT_COLUMNS
from assist_cli.outputs.packages.guide import guide_name, guide_text
from assist_cli.outputs.packages.swap import FORMATS, VISITS, FileFormat, replace_packages
from assist_cli.outputs.packages.workbook import workbook_bytes
from assist_cli.outputs.tables import csv_text

Level = Literal["district", "street", "community"]

_DIGITS: Mapping[Level, int] = {"district": 6, "street": 9, "community": 12}
_NO_DIVISION = "000000"
_NAME_LENGTH = 60  # characters; 255 bytes is the limit of common file systems
_PERSON = ("household_id", "id_number", "name")


def write_packages(
    folder: Path,
    findings: pl.DataFrame,
    visits: pl.DataFrame | None,
    *,
    level: Level,
    file_format: FileFormat,
    top: int | None,
    titles: Mapping[str, str],
    replaced: Iterable[FileFormat] = FORMATS,
) -> list[Path]:
    """Write `folder/<code>_<name>/findings.csv|xlsx` for every division, and return the files written, sorted.

    `findings`: the findings of one month and `address`; cleared ones are left out. `visits`: who should be
    visited by which host district (`VISIT_COLUMNS`); a package gets those of its own people. `level` cuts the
    division code to 6, 9 or 12 digits; a shorter code is a package of its own, and rows without a code
    go to `000000_…`. `top`: at most so many findings a package, the most urgent ones. `titles`: check
    to title, for the guide. Files of an earlier export in `folder` are replaced in the `replaced` formats.
    """
    rows = _placed(findings.filter(pl.col("status") != "cleared"), level)
    form = _Form(file_format, top, titles)
    packages = ((name, _contents(name, package, visits, form)) for name, package in _divisions(rows, level))
    return replace_packages(folder, packages, replaced)


@dataclass(frozen=True)
class _Form:
    """What every package of one export has in common."""

    file_format: FileFormat
    top: int | None
    titles: Mapping[str, str]


def _contents(name: str, package: pl.DataFrame, visits: pl.DataFrame | None, form: _Form) -> dict[str, bytes]:
    """The files of one package, by name."""
    own = _own_visits(package, visits)
    rows = together(package if form.top is None else _most_urgent(package, form.top))
    month = str(rows["month"][0])
    found = set(rows["check"])
    used = {check: title for check, title in form.titles.items() if check in found}
    if form.file_format == "xlsx":
        heading = _("{division}: findings to be verified, {month}").format(division=name, month=month)
        return {"findings.xlsx": workbook_bytes(heading, month, rows, own, used)}
    texts = {
        "findings.csv": csv_text(_with_blanks(rows), PACKAGE_COLUMNS),
        guide_name(): guide_text(month, used),
    }
    if not own.is_empty():
        texts[VISITS] = csv_text(own, VISIT_COLUMNS)
    return {file: text.encode() for file, text in texts.items()}


def _placed(findings: pl.DataFrame, level: Level) -> pl.DataFrame:
    """With the division's code at `level`."""
    digits = pl.col("division_code").str.replace_all("[^0-9]", "").str.head(_DIGITS[level])
    code = pl.when(digits != "").then(digits).otherwise(pl.lit(_NO_DIVISION))
    return findings.with_columns(package_code=code)


def _most_urgent(package: pl.DataFrame, count: int) -> pl.DataFrame:
    return package.sort(urgency(), "division_code", HOUSE, "check", "finding_id", nulls_last=True).head(count)


def _divisions(rows: pl.DataFrame, level: Level) -> Iterator[tuple[str, pl.DataFrame]]:
    """Folder name and rows of every division, by code."""
    for (code,), package in sorted(rows.partition_by("package_code", as_dict=True).items()):
        yield folder_name(str(code), _division_name(str(code), package, level)), package


def _division_name(code: str, package: pl.DataFrame, level: Level) -> str:
    """The name most rows give the division; of the level above where the code is too short for `level`."""
    if code == _NO_DIVISION:
        return _("no division")
    reached: list[Level] = [name for name, digits in _DIGITS.items() if digits <= max(len(code), 6)]
    column = level if level in reached else reached[-1]
    names = (
        package[column].drop_nulls().value_counts(sort=True).sort("count", column, descending=[True, False])
    )
    return str(names[column][0]) if names.height else _("unnamed")


def folder_name(code: str, name: str) -> str:
    """`<code>_<name>`, with nothing in it that a file system or an archive refuses."""
    plain = unicodedata.normalize("NFC", name)
    kept = "".join("_" if unicodedata.category(sign)[0] == "C" else sign for sign in plain)
    safe = re.sub(r'[<>:"/\\|?*\s]+', "_", kept).strip(" ._")[:_NAME_LENGTH].rstrip(" ._")
    return f"{code}_{safe or _('unnamed')}"


def _own_visits(package: pl.DataFrame, visits: pl.DataFrame | None) -> pl.DataFrame:
    """Of `visits`, those of people who have a finding in this package."""
    if visits is None or visits.is_empty():
        return pl.DataFrame(schema=dict.fromkeys(VISIT_COLUMNS, pl.String))
    own = visits.join(package, on=_PERSON, how="semi", nulls_equal=True)
    return own.select(VISIT_COLUMNS).unique().sort(VISIT_COLUMNS)


def _with_blanks(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_columns(pl.lit(None, pl.String).alias(name) for name in FILL_IN)

"""Divisions by code: names, parents, and which codes lie inside the jurisdiction.

Codes follow GB/T 2260 (2, 4 or 6 digits) and the statistical codes below it (9 street, 12 community).
"""

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from assist_cli.errors import ConfigurationError
from assist_cli.language import _

HEADER = ["code", "name", "parent"]
CODE_LENGTHS = (2, 4, 6, 9, 12)
STREET, COMMUNITY = 9, 12


@dataclass(frozen=True)
class Divisions:
    """The table of `divisions.csv`: `names` maps a code to its name."""

    names: dict[str, str] = field(default_factory=dict)

    def name(self, code: str) -> str:
        """The name of a code, or the code itself where the table does not know it."""
        return self.names.get(code, code)

    def place(self, code: str) -> str:
        """The names from the city down to the division, as far as the table knows them; else the code."""
        known = [
            code[:length]
            for length in CODE_LENGTHS[1:]
            if length <= len(code) and code[:length] in self.names
        ]
        return "".join(self.names[prefix] for prefix in known) or code

    def name_at(self, code: pl.Expr, length: int) -> pl.Expr:
        """The names of the divisions that hold `code` at `length` digits; null where unknown."""
        known = {key: name for key, name in self.names.items() if len(key) == length}
        return pl.when(code.str.len_chars() >= length).then(
            code.str.head(length).replace_strict(known, default=None, return_dtype=pl.String)
        )


def read_divisions(path: Path) -> Divisions:
    """`divisions.csv`; a row that is no division is a `ConfigurationError`."""
    names: dict[str, str] = {}
    with io.StringIO(_text(path), newline="") as lines:
        rows = csv.reader(lines)
        if next(rows, None) != HEADER:
            raise _wrong(path, 1, _("the first line must be {header}").format(header=",".join(HEADER)))
        for number, row in enumerate(rows, start=2):
            if not row:
                continue
            if (
                len(row) != len(HEADER)
                or not (row[0].isascii() and row[0].isdecimal())
                or len(row[0]) not in CODE_LENGTHS
            ):
                raise _wrong(
                    path, number, _("a code of 2, 4, 6, 9 or 12 digits, a name and a parent are expected")
                )
            if row[0] in names:
                raise _wrong(path, number, _("this code was already listed"))
            names[row[0]] = row[1]
    return Divisions(names)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise ConfigurationError(
            _("{file}: the file is missing.").format(file=path),
            _("Restore it, or make a new workspace with `assist init` and copy it from there."),
        ) from None
    except UnicodeDecodeError:
        raise _wrong(path, 1, _("the table is not UTF-8; save it as CSV UTF-8")) from None


def _wrong(path: Path, line: int, what: str) -> ConfigurationError:
    return ConfigurationError(f"{path}:{line}: {what}", _("Correct the line."))

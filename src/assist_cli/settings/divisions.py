"""Divisions by code: names, and what became of codes that are no longer in use.

Codes follow GB/T 2260 (2, 4 or 6 digits) and the statistical codes below it (9 street, 12 community). A row whose
parent is the division above it is a division of today. A row whose parent has as many digits as its own code is a
former one: it was renamed or merged into that.
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
    """The table of `divisions.csv`: `names` maps a code to its name, `successors` a former code to today's."""

    names: dict[str, str] = field(default_factory=dict)
    successors: dict[str, str] = field(default_factory=dict)

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

    def names_of(self, code: str) -> list[str]:
        """The name of a code, and of every former division that it has taken in."""
        return [self.name(code), *(self.name(old) for old, new in self.successors.items() if new == code)]

    def today(self, code: pl.Expr) -> pl.Expr:
        """`code`, or where it or a division above it is a former one, that one's successor."""
        by_length = [
            code.str.head(length).replace_strict(known, default=None, return_dtype=pl.String)
            for length in reversed(CODE_LENGTHS)
            if (known := {old: new for old, new in self.successors.items() if len(old) == length})
        ]
        return pl.coalesce(*by_length, code)

    def name_at(self, code: pl.Expr, length: int) -> pl.Expr:
        """The names of the divisions that hold `code` at `length` digits; null where unknown."""
        known = {key: name for key, name in self.names.items() if len(key) == length}
        return pl.when(code.str.len_chars() >= length).then(
            code.str.head(length).replace_strict(known, default=None, return_dtype=pl.String)
        )


def read_divisions(path: Path) -> Divisions:
    """`divisions.csv`; a row that is no division is a `ConfigurationError`."""
    names, successors, places = dict[str, str](), dict[str, str](), dict[str, int]()
    with io.StringIO(_text(path), newline="") as lines:
        rows = csv.reader(lines)
        if next(rows, None) != HEADER:
            raise _wrong(path, 1, _("the first line must be {header}").format(header=",".join(HEADER)))
        for number, row in enumerate(rows, start=2):
            if not row:
                continue
            if len(row) != len(HEADER) or not (_is_code(row[0]) and _may_be_parent(row[2], row[0])):
                raise _wrong(
                    path, number, _("a code of 2, 4, 6, 9 or 12 digits, a name and a parent are expected")
                )
            if row[0] in names:
                raise _wrong(path, number, _("this code was already listed"))
            names[row[0]] = row[1]
            if len(row[2]) == len(row[0]):
                successors[row[0]], places[row[0]] = row[2], number
    for code in successors:
        if code == _last(code, successors):
            raise _wrong(path, places[code], _("this division succeeds itself, by way of others or directly"))
    return Divisions(names, {code: _last(code, successors) for code in successors})


def _is_code(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) in CODE_LENGTHS


def _may_be_parent(parent: str, code: str) -> bool:
    return not parent or (_is_code(parent) and len(parent) <= len(code))


def _last(code: str, successors: dict[str, str]) -> str:
    """The code in use today after all the steps between; in a circle, the first that comes again."""
    seen = set[str]()
    while code in successors and code not in seen:
        seen.add(code)
        code = successors[code]
    return code


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

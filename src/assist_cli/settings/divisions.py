"""Divisions by code: names, and what became of codes that are no longer in use.

Codes follow GB/T 2260 (2, 4 or 6 digits) and the statistical codes below it (9 street, 12 community). In `divisions.csv`
a row whose parent is the division above it is a division of today. A row whose parent has as many digits as its own code
is a former one: it was renamed or merged into that, or split where the code stands in several such rows. Counties and
above stand in the national table too; a code that the bureau's own table lists is what that says.

What no table tells is left open, so that nobody is accused by a table that is out of date: a code that none knows, a
county newer than the table or a slip, is taken for the nearest division above it that one does know.
"""

import csv
import io
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import polars as pl

from assist_cli.errors import ConfigurationError
from assist_cli.language import _
from assist_cli.settings.national import national

HEADER = ["code", "name", "parent"]
CODE_LENGTHS = (2, 4, 6, 9, 12)
COUNTY, STREET, COMMUNITY = 6, 9, 12

Known = tuple[pl.Series, pl.Series]
"""Codes, and what is told of each."""


@dataclass(frozen=True)
class Divisions:
    """The bureau's table before the national one.

    `names`: code -> name. `successors`: former code -> the bureau's divisions it became, several where it was split.
    `home`: the jurisdiction, whose codes count as known; without one every code does.
    """

    names: dict[str, str] = field(default_factory=dict)
    successors: dict[str, tuple[str, ...]] = field(default_factory=dict)
    home: str = ""

    def name(self, code: str) -> str:
        """The name of a code, or the code itself where no table knows it."""
        return self.names.get(code) or national().names.get(code, code)

    def place(self, code: str) -> str:
        """The names from the city down to the division, as far as the tables know them; else the code."""
        prefixes = [code[:length] for length in CODE_LENGTHS[1:] if length <= len(code)]
        return "".join(name for prefix in prefixes if (name := self.name(prefix)) != prefix) or code

    def above(self, code: str) -> str:
        """The name of the city that a division lies in; of the province where it lies in none."""
        return next((name for end in (4, 2) if (name := self.name(code[:end])) != code[:end]), code)

    def now(self, code: str) -> tuple[str, ...]:
        """The divisions of today that a code stands for: itself, or what became of it."""
        return self._now.get(code, (code,))

    def former(self, code: str) -> list[str]:
        """Former divisions that are wholly this one of today."""
        return [old for old, new in self._now.items() if new == (code,) and old != code]

    def partly_former(self, code: str) -> list[str]:
        """Former divisions of which a part is, or may be, this one of today; not those whose name another part kept."""
        return [
            old
            for old, new in self._now.items()
            if new not in {(old,), (code,)}
            and any(code.startswith(part) for part in new)
            and self.name(old) not in map(self.name, new)
        ]

    def beside(self, codes: Collection[str]) -> list[str]:
        """The counties of today in the cities of those divisions."""
        cities = {code[:4] for code in codes if len(code) >= COUNTY}
        return [
            code
            for code, new in self._now.items()
            if len(code) == COUNTY and code[:4] in cities and new == (code,)
        ]

    def today(self, code: pl.Expr) -> pl.Expr:
        """The division of today that `code` lies in, as deep as it can be told; null where nothing of it is known.

        That is `code` itself, the successor of it or of a division above it, or what the parts of a split one share.
        """
        return self._resolved(code, self._shared_by_length)

    def parts(self, code: pl.Expr) -> pl.Expr:
        """The divisions of today that `code` may lie in, as a list: several where it, or one above it, was split."""
        return self._resolved(code, self._parts_by_length).str.split(" ")

    def _resolved(self, code: pl.Expr, known: Mapping[int, Known]) -> pl.Expr:
        """What `code` stands for by the deepest division that is known; own codes that are not known stay as they are."""
        became = {length: _looked_up(code.str.head(length), table) for length, table in known.items()}
        deep = [
            pl.when(new == code.str.head(length)).then(code).otherwise(new)
            for length, new in became.items()
            if length >= COUNTY
        ]
        wide = [new for length, new in became.items() if length < COUNTY]
        at_home = code.str.starts_with(self.home) & (code.str.len_chars() >= COUNTY)
        kept = [pl.when(at_home).then(code)] if self.now(self.home) == (self.home,) else []
        return pl.coalesce(*deep, *kept, *wide)

    @cached_property
    def _shared_by_length(self) -> Mapping[int, Known]:
        return _by_length({code: _shared(new) for code, new in self._now.items()})

    @cached_property
    def _parts_by_length(self) -> Mapping[int, Known]:
        return _by_length({code: " ".join(new) for code, new in self._now.items()})

    @cached_property
    def _now(self) -> dict[str, tuple[str, ...]]:
        """Known code -> the divisions of today that it stands for.

        Below counties only former ones, and what the bureau lists as standing in a county of which the national table
        alone says that it is a former one.
        """
        table = national()
        steps = {old: new for old, new in table.successors.items() if old not in self.names}
        plain = {
            code
            for code in self.names
            if len(code) > COUNTY
            and code not in self.successors
            and not {code[:COUNTY], code[:4]} & steps.keys()
        }
        codes = {*table.names, *self.names} - plain
        steps |= self.successors
        return {code: followed(code, steps) for code in sorted(codes)}

    def name_at(self, code: pl.Expr, length: int) -> pl.Expr:
        """The names of the divisions that hold `code` at `length` digits; null where unknown."""
        known = {key: name for key, name in self.names.items() if len(key) == length}
        return pl.when(code.str.len_chars() >= length).then(
            _looked_up(code.str.head(length), _as_known(known))
        )


def read_divisions(path: Path) -> Divisions:
    """`divisions.csv`; a row that is no division is a `ConfigurationError`."""
    names, rows = dict[str, str](), dict[str, list[str]]()
    places = dict[str, int]()
    with io.StringIO(_text(path), newline="") as lines:
        table = csv.reader(lines)
        if next(table, None) != HEADER:
            raise _wrong(path, 1, _("the first line must be {header}").format(header=",".join(HEADER)))
        for number, row in enumerate(table, start=2):
            if not row:
                continue
            if len(row) != len(HEADER) or not (_is_code(row[0]) and _may_be_parent(row[2], row[0])):
                raise _wrong(
                    path, number, _("a code of 2, 4, 6, 9 or 12 digits, a name and a parent are expected")
                )
            code, name, parent = row
            if code in names and not _is_split(code, parent, rows):
                raise _wrong(path, number, _("this code was already listed"))
            names[code] = name
            rows.setdefault(code, []).append(parent)
            places[code] = number
    successors = {code: tuple(parents) for code, parents in rows.items() if len(parents[0]) == len(code)}
    for code in successors:
        if code in followed(code, successors):
            raise _wrong(path, places[code], _("this division succeeds itself, by way of others or directly"))
    return Divisions(names, {code: followed(code, successors) for code in successors})


def followed(
    code: str, successors: Mapping[str, tuple[str, ...]], seen: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """What is left of a code after all the steps between; in a circle, the first that comes again."""
    if code in seen or code not in successors:
        return (code,)
    parts = {part for new in successors[code] for part in followed(new, successors, (*seen, code))}
    return tuple(sorted(parts))


def _shared(parts: tuple[str, ...]) -> str:
    """The smallest division that holds them all; the whole country, an empty code, where they share none."""
    if len(parts) == 1:
        return parts[0]
    shared = (length for length in reversed(CODE_LENGTHS) if len({part[:length] for part in parts}) == 1)
    return parts[0][: next(shared, 0)]


def _is_split(code: str, parent: str, rows: Mapping[str, list[str]]) -> bool:
    """Whether a further row of a code names a further successor."""
    return len(rows[code][0]) == len(parent) == len(code) and parent not in rows[code]


def _by_length(known: Mapping[str, str]) -> Mapping[int, Known]:
    """The table by the digits of its codes, the longest first."""
    lengths = [length for length in reversed(CODE_LENGTHS) if any(len(code) == length for code in known)]
    return {
        length: _as_known({code: new for code, new in known.items() if len(code) == length})
        for length in lengths
    }


def _as_known(known: Mapping[str, str]) -> Known:
    return pl.Series(known.keys(), dtype=pl.String), pl.Series(known.values(), dtype=pl.String)


def _looked_up(code: pl.Expr, known: Known) -> pl.Expr:
    old, new = known
    return code.replace_strict(old, new, default=None, return_dtype=pl.String)


def _is_code(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) in CODE_LENGTHS


def _may_be_parent(parent: str, code: str) -> bool:
    return not parent or (_is_code(parent) and len(parent) <= len(code))


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

"""Several people in one row: 张三、李四 with their two numbers in the neighbouring cell.

Split only with proof: as many names as numbers, every part of the ID cell a document number, all of them different,
and no part empty. Otherwise the row is rejected whole (`several_people`), because giving a number to the wrong name
is worse than asking the department for one row a person.

Of the other cells, one with exactly as many parts, separated in the way of the names or the numbers, is split too
(relationship, status); any other holds for everybody and is repeated: that of a household column (`fill_down`),
an address, a single word. An amount is never repeated, since the household would be paid twice over: it is split by
the same proof, each part an amount, or the row is rejected. The exception is a roster that states amounts per
household (`amount_per = "household"`): there one amount is what every row of the household says anyway, and a
person's share is worked out later by the number of people; so one amount stands in every row, and several are rejected.

A split row stays `row` of the file, so several landed rows may name one row. Delivered people are counted after
splitting: a row of n people that was split counts n, one that was not counts one. With that, delivered = landed +
rejected holds as before.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

import polars as pl

from assist_cli.extracts.files.table import ROW
from assist_cli.settings.values import Column, Source

WAS_SPLIT, SEVERAL = "was_split", "several"
REPAIR = "split"
"""The code of the repair of the ID column in rows where `was_split` is true."""

_ONE_NUMBER_BYTES = 18
_NUMBER = r"(?:[0-9０-９]{14,19}[0-9０-９XxＸｘ×✕╳]|[A-Za-zＡ-Ｚ]{1,3}[0-9０-９]{7,12})"
_SEVERAL_NUMBERS = rf"(?s){_NUMBER}[^0-9A-Za-z０-９](?:.*[^0-9A-Za-z０-９])?{_NUMBER}"
_RESIDENT = re.compile(r"^([0-9]{15}|[0-9]{17}[0-9X]([1-7][1-4])?)$")
_DOCUMENT = re.compile(rf"{_RESIDENT.pattern}|^[A-Z]{{1,3}}[0-9]{{7,12}}$")
_SEPARATOR = re.compile(r"\s*[、，,;；/|｜／\r\n]\s*")
_LEFT_OVER = re.compile(rf"^{_SEPARATOR.pattern}|{_SEPARATOR.pattern}$")
_WIDE_SPACE = re.compile(r"[ \t\u3000\u00a0]{2,}")
_SPACE = re.compile(r"\s+")
_NO_COMMA = re.compile(r"\s*[、;；/|｜／\r\n]\s*")
_AMOUNT = re.compile(r"^[-−(]?¥?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\.[0-9]+)?元?\)?$")
_THOUSANDS = re.compile(r"^-?¥?[0-9]{1,3}([,，][0-9]{3})+(\.[0-9]+)?元?$")
_SHORTEST_NAME = 2

Cells = dict[str, object]


def split_people(named: pl.DataFrame, source: Source, *, household_amounts: bool = False) -> pl.DataFrame:
    """Raw cells under canonical names (and `row`), with one row a person.

    Two columns are added: `was_split`, and `several`, the reason (`column:several_people`) why a row of several
    people could not be split, else null. Other columns are repeated, and the order of rows is kept.
    `household_amounts`: amounts are the household's. Where no ID cell is longer than one number, nothing is
    looked at but the length of the cells.
    """
    marked = named.with_columns(pl.lit(value=False).alias(WAS_SPLIT), pl.lit(None, pl.String).alias(SEVERAL))
    at = _rows_of_several(named[source.id_column])
    if not at.len():
        return marked
    rest = marked.with_row_index("at").filter(~pl.col("at").is_in(at.implode())).drop("at")
    people = [
        person
        for row in marked[at].iter_rows(named=True)
        for person in _people(row, source, household_amounts=household_amounts)
    ]
    split = pl.DataFrame(people, schema=marked.schema)
    return pl.concat([rest, split]).sort(ROW, maintain_order=True)


def _rows_of_several(numbers: pl.Series) -> pl.Series:
    """The positions of the cells that hold more than one document number."""
    long = (numbers.str.len_bytes() > _ONE_NUMBER_BYTES).fill_null(value=False).arg_true()
    return long.filter(numbers[long].str.contains(_SEVERAL_NUMBERS)) if long.len() else long


def _people(row: Cells, source: Source, *, household_amounts: bool) -> Iterator[Cells]:
    """The row of each person; the row itself with a reason where they cannot be told apart."""
    numbers = _numbers(_text(row, source.id_column))
    names = _names(row, source, numbers)
    if not (numbers and len(names) == len(numbers) == len(set(map(_bare, numbers)))):
        yield row | {SEVERAL: f"{source.id_column}:several_people"}
        return
    parts = {source.id_column: numbers, source.name_column or "": names}
    signs = _signs("".join(_text(row, name) for name in parts))
    for name, column in source.columns.items():
        if name not in parts and name not in source.fill_down:
            parts[name] = _parts(_text(row, name), column, signs, len(numbers))
        if column.kind == "amount" and not _may_stand(row, name, parts, household=household_amounts):
            yield row | {SEVERAL: f"{name}:several_people"}
            return
    for at in range(len(numbers)):
        own = {name: texts[at] for name, texts in parts.items() if texts}
        yield row | own | {WAS_SPLIT: True}


def _may_stand(row: Cells, name: str, parts: dict[str, list[str]], *, household: bool) -> bool:
    """Whether an amount is nobody's, everybody's own, or the household's as the roster states it."""
    divided = bool(parts.get(name))
    return not re.search("[0-9]", _bare(_text(row, name))) or divided != household


def _numbers(cell: str) -> list[str]:
    """The document numbers of a cell; none where a part of it is anything else."""
    by_sign = [_SPACE.sub("", part) for part in _pieces(cell)]
    for parts in (by_sign, [part for piece in _pieces(cell) for part in piece.split()]):
        if parts and all(_DOCUMENT.match(_bare(part)) for part in parts):
            return parts
    return []


def _names(row: Cells, source: Source, numbers: Sequence[str]) -> list[str]:
    """The names of a cell; wide gaps part them only where it cannot be one padded name."""
    column = source.name_column
    cell = _text(row, column) if column else ""
    names = _pieces(cell)
    spaced = [part for part in _WIDE_SPACE.split(cell) if part]
    whole = all(len(_SPACE.sub("", part)) >= _SHORTEST_NAME for part in spaced)
    if len(names) == 1 and whole and all(_RESIDENT.match(_bare(number)) for number in numbers):
        return spaced
    return names if all(map(_is_whole_name, names)) else []


def _is_whole_name(part: str) -> bool:
    """Whether a part can be a name: 张三（户主 is half of a remark that holds a separator."""
    text = unicodedata.normalize("NFKC", part)
    return bool(text) and text.count("(") == text.count(")") and not re.search("[0-9]", text)


def _parts(cell: str, column: Column, signs: frozenset[str], people: int) -> list[str]:
    """A cell's parts, one a person; none where it holds for everybody."""
    if column.kind == "address":
        return []
    if column.kind == "amount":
        parts = _amounts(cell)
        return parts if len(parts) == people and all(_AMOUNT.match(_bare(part)) for part in parts) else []
    parts = _pieces(cell)
    return parts if len(parts) == people and all(parts) and _signs(cell) <= signs else []


def _amounts(cell: str) -> list[str]:
    """What stands between separators; a comma is one only where it cannot be a thousand's."""
    parts = _NO_COMMA.split(_LEFT_OVER.sub("", cell))
    return parts if len(parts) > 1 or _THOUSANDS.match(cell) else _pieces(cell)


def _signs(cell: str) -> frozenset[str]:
    """The characters that part a cell, in one width; spaces around them do not count."""
    signs = unicodedata.normalize("NFKC", "".join(_SEPARATOR.findall(cell)))
    return frozenset(re.sub("[^、,;/|\n]", "", signs))


def _pieces(cell: str) -> list[str]:
    """What stands between separators; one left over at either end parts nothing."""
    return _SEPARATOR.split(_LEFT_OVER.sub("", cell.strip()))


def _bare(part: str) -> str:
    """A part in one width, in capitals, with X for the sign of multiplication, and without quotes."""
    wide = unicodedata.normalize("NFKC", part).upper()
    return re.sub("[×✕╳]", "X", _SPACE.sub("", wide)).strip("'’‘`\"")


def _text(row: Cells, name: str) -> str:
    return str(row.get(name) or "").strip()

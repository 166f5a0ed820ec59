"""Divisions by name: 明州市东湖区湖滨社区, 东湖区湖滨社区 or 湖滨社区居委会 to the code of divisions.csv.

A text is a chain of names from above to below, of which any but the last may be left out. It is understood only
where it can mean one division:

- inside the jurisdiction, or one of the divisions above it, by its name alone (湖滨社区, 明州市);
- outside only if the text itself says where it leaves them (青川市东湖区, but not its 湖心社区 alone): the table need
  not know every community of the neighbours, so that a name found once there proves nothing;
- a division of the jurisdiction goes before one outside that is called the same.

Two former names of one division of today are no doubt. Whatever else is no code and no such chain, a house number
behind it included, is `unknown_division`; nothing is guessed from a part of a text.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from assist_cli.settings.divisions import CODE_LENGTHS, Divisions

UNKNOWN = "unknown_division"

_BLANK = re.compile(r"^([-/\\—.]*|无|不详|未知|NULL|NONE|NAN|N/A)$", re.IGNORECASE)
_CODE = re.compile(r"^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})$")
_BETWEEN = re.compile(r"[\s\u200b\ufeff\-—_/\\>·,，、.]+")
_OFFICE = re.compile(r"街道(办事处|办)")
_GOVERNMENT = re.compile(r"(?<=[省市区县镇乡])(人民)?政府")
_COMMITTEE = re.compile(r"(居民委员会|居委会|村民委员会|村委会)$")
_PLACES = {"居": "社区", "村": "村"}
"""What a committee is of, by the first character of its name."""


@dataclass(frozen=True)
class DivisionNames:
    """The names of `divisions`, as a bureau of `jurisdiction` understands them."""

    divisions: Divisions
    jurisdiction: str

    def read(self, cells: pl.Series) -> pl.DataFrame:
        """The columns `code` and `problem` (`unknown_division`, or null) for a column of texts or codes.

        Codes come back without their filling zeros, known to the table or not; blank cells are null in both.
        Every distinct text is read once.
        """
        texts = cells.unique().drop_nulls().to_list()
        codes = {text: self.code(text) for text in texts}
        problems = {text: UNKNOWN for text, code in codes.items() if code is None and not _is_blank(text)}
        return pl.DataFrame({"cell": cells}, schema={"cell": pl.String}).select(
            _looked_up(codes).alias("code"), _looked_up(problems).alias("problem")
        )

    def code(self, text: str) -> str | None:
        """The code that a text means, or None where it means none or could mean several."""
        written = unicodedata.normalize("NFKC", text).strip()
        if _CODE.match(written):
            return without_filling(written)
        meant = {code for name in _spellings(written) for code in self._codes(name)}
        inside = {code for code in meant if self._is_ours(code)}
        today = {self._renamed(code) for code in inside or meant}
        return today.pop() if len(today) == 1 else None

    def _codes(self, text: str) -> Iterator[str]:
        """Every division that the text can mean."""
        for start in range(len(text)):
            for code in self._by_name.get(text[start:], ()):
                for said in self._chains(text[:start], _above(code)):
                    if self._is_ours(code) or self._branch(code) in {*said, code}:
                        yield code

    def _chains(self, text: str, above: list[str]) -> Iterator[tuple[str, ...]]:
        """The ways to read a text as names of divisions from `above`, in their order and some left out."""
        if not text:
            yield ()
        for at, code in enumerate(above):
            name = _plain(self.divisions.names.get(code, ""))
            if name and text.startswith(name):
                for rest in self._chains(text[len(name) :], above[at + 1 :]):
                    yield (code, *rest)

    def _renamed(self, code: str) -> str:
        """What the bureau's table says has become of a code; that of a split division stays what it is."""
        became = self.divisions.successors.get(code, ())
        return became[0] if len(became) == 1 else code

    def _is_ours(self, code: str) -> bool:
        return code.startswith(self.jurisdiction) or self.jurisdiction.startswith(code)

    def _branch(self, code: str) -> str:
        """The division in which `code` leaves the jurisdiction and what lies above it."""
        return next(one for one in [*_above(code), code] if not self.jurisdiction.startswith(one))

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        codes: dict[str, list[str]] = {}
        for code, name in self.divisions.names.items():
            for spelling in _spellings(name):
                codes.setdefault(spelling, []).append(code)
        return codes


def without_filling(code: str) -> str:
    """A code without the zeros that fill it up: 990102001000 is the street 990102001."""
    for length in (9, 6, 4, 2):
        if len(code) > length and not code[length:].strip("0"):
            code = code[:length]
    return code


def _above(code: str) -> list[str]:
    return [code[:length] for length in CODE_LENGTHS if length < len(code)]


def _plain(text: str) -> str:
    """A text without what stands between names, and with offices called as their division."""
    bare = _BETWEEN.sub("", unicodedata.normalize("NFKC", text))
    return _GOVERNMENT.sub("", _OFFICE.sub("街道", bare))


def _spellings(text: str) -> list[str]:
    """The text, and where it ends in a committee (湖滨社区居委会, 石桥村委会) the place that the committee is of."""
    bare = _plain(text)
    committee = _COMMITTEE.search(bare)
    if not committee:
        return [bare]
    place = bare[: committee.start()]
    return [place] if place.endswith(tuple(_PLACES.values())) else [place, place + _PLACES[committee[0][0]]]


def _is_blank(text: str) -> bool:
    return _BLANK.match(unicodedata.normalize("NFKC", text).strip()) is not None


def _looked_up(known: dict[str, str | None] | dict[str, str]) -> pl.Expr:
    return pl.col("cell").replace_strict(known, default=None, return_dtype=pl.String)

"""Terms as people write them, and whom each may mean: a person by a document number, or a household by its own."""

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import polars as pl

from assist_cli.errors import CallError, DataError
from assist_cli.extracts.cells.kinds import read_cell
from assist_cli.identity.documents import read_documents
from assist_cli.language import _
from assist_cli.settings.values import Column

TERM, HOUSEHOLD, PERSON, KEY = "asked_term", "asked_household", "asked_person", "person_key"
_TEXT = "text"
_SHOWN = 10
_UNREADABLE = "[\x00-\x08\x0e-\x1f\ufffd]"
"""What no text file holds: control characters, and what stands for bytes that are no text."""


def of_the_call(texts: Sequence[str]) -> pl.DataFrame:
    """Number and text of the terms of a command line; each has its place as its number."""
    return _numbered(list(enumerate(texts, start=1)))


def of_the_list(path: Path) -> pl.DataFrame:
    """Number and text of the terms of a file, one a line, whose number it has; blank lines hold none."""
    from assist_cli.extracts.files.encodings import decide_encoding  # noqa: PLC0415  most calls have no list
    from assist_cli.extracts.files.opening import open_file  # noqa: PLC0415

    with open_file(path) as handle:
        encoding = decide_encoding(handle)
        handle.seek(0)
        text = handle.read().decode(encoding, errors="replace").removeprefix("\ufeff")
    lines = enumerate(io.StringIO(text, newline=None), start=1)
    terms = [(number, line.strip()) for number, line in lines if line.strip()]
    if not terms:
        raise DataError(
            _("{file}: the list is empty.").format(file=path.name), _("Write one term a line into it.")
        )
    return _numbered(terms)


def read_terms(asked: pl.DataFrame, number: Column, first: date, last: date, file: str = "") -> pl.DataFrame:
    """Whom the terms may mean: number, kind and text of a document, person, number of a household, and a key to look for.

    `number` is the roster's column of household numbers. Which births make an ID valid depends on the day, so that an
    ID may have another key in the oldest delivery, of `first`, than in the newest, of `last`: then a term has two rows.
    A term that cannot be either number is an error that says where it stands.
    """
    newest = read_documents(asked[_TEXT], last)
    bad = newest["problem"].is_not_null() | asked[_TEXT].str.contains(_UNREADABLE)
    if bad.any():
        raise _refusal(asked.filter(bad)[TERM], file)
    meant = asked.select(
        TERM,
        newest["kind"],
        newest["text"].alias("id_number"),
        newest[KEY].alias(PERSON),
        read_cell(_TEXT, number, serials=False).value.alias(HOUSEHOLD),
    )
    keys = newest[KEY], read_documents(asked[_TEXT], first)[KEY]
    return pl.concat(meant.with_columns(key) for key in keys).unique(maintain_order=True)


def _numbered(terms: list[tuple[int, str]]) -> pl.DataFrame:
    return pl.DataFrame(terms, schema={TERM: pl.Int64, _TEXT: pl.String}, orient="row")


def _refusal(numbers: pl.Series, file: str) -> CallError | DataError:
    shown = ", ".join(map(str, numbers.head(_SHOWN))) + (" …" if numbers.len() > _SHOWN else "")
    remedy = _(
        "Write every number as the document or the roster has it. An empty term, a placeholder such as 000000 and a "
        "number in scientific notation name nobody."
    )
    if file:
        what = _("{file}: neither an ID number nor a household number: line {numbers}.")
        return DataError(what.format(file=file, numbers=shown), remedy)
    what = _("Neither an ID number nor a household number: term {numbers}.")
    return CallError(what.format(numbers=shown), remedy)

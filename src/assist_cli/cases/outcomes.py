"""What a visit can find: the nine outcomes of a finding, and the ways to verify one.

A sheet offers each as `Chinese | English | code`. A cell that comes back is understood as any one of
the three or as the whole, so that a street may also type or paste a plain word.
"""

import re
import unicodedata
from collections.abc import Mapping

from assist_cli.language import N_, _, translate

OUTCOMES: Mapping[str, str] = {
    "confirmed_stopped": N_("Confirmed, payment ended"),
    "confirmed_adjusted": N_("Confirmed, amount adjusted"),
    "source_error": N_("The department's data are wrong"),
    "roster_error": N_("The roster is wrong"),
    "exempt": N_("True, but exempt by policy"),
    "known": N_("Already known and dealt with"),
    "unverifiable": N_("Could not be verified"),
    "in_progress": N_("Being verified"),
    "restored": N_("Ended by mistake, payment restored"),
}
METHODS: Mapping[str, str] = {
    "visit": N_("Home visit"),
    "phone": N_("Phone call"),
    "documents": N_("Documents seen"),
    "department": N_("Asked another department"),
}
_SEPARATOR = " | "


def label(code: str) -> str:
    """The outcome `code` (or method of verifying) in the chosen language; KeyError if there is none."""
    return _({**OUTCOMES, **METHODS}[code])


def choices(labels: Mapping[str, str]) -> tuple[str, ...]:
    """The texts of a drop-down over `labels` (OUTCOMES or METHODS): `Chinese | English | code`."""
    return tuple(
        _SEPARATOR.join((translate(text, "zh"), translate(text, "en"), code)) for code, text in labels.items()
    )


def parse(cell: str) -> str | None:
    """The outcome's code in a filled-in cell; None if the cell is blank.

    ValueError if the text is none of the nine outcomes, or several of them. The message does not
    quote the cell.
    """
    return _parse(cell, OUTCOMES)


def parse_method(cell: str) -> str | None:
    """The code of the way of verifying (`visit`, `phone`, `documents`, `department`); as `parse`."""
    return _parse(cell, METHODS)


def _parse(cell: str, labels: Mapping[str, str]) -> str | None:
    words = [word for part in re.split(r"[|｜]", cell) if (word := _normal(part))]
    if not words:
        return None
    known = {_normal(text): code for code in labels for text in _spellings(code, labels)}
    codes = {known.get(word) for word in words}
    if len(codes) > 1 or None in codes:
        raise ValueError("not one of the words offered for this column")
    return codes.pop()


def _spellings(code: str, labels: Mapping[str, str]) -> tuple[str, ...]:
    return code, translate(labels[code], "zh"), translate(labels[code], "en")


def _normal(text: str) -> str:
    """Only the letters and digits: case, width, blanks, hyphens and punctuation do not distinguish outcomes."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in folded if character.isalnum())

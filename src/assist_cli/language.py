"""The language people read: Chinese or English, chosen once before anything is printed.

English is the source text; Chinese is the gettext catalogue `locale/zh`. Texts that live in
configuration carry both languages themselves (`settings.values.Text`).
"""

import gettext
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

Language = Literal["zh", "en"]

_CATALOGUES: dict[Language, gettext.NullTranslations] = {"en": gettext.NullTranslations()}
_chosen: Language = "en"


def choose(arguments: Sequence[str], environ: Mapping[str, str]) -> Language:
    """The language of `--lang`, else of the locale (`LC_ALL`, `LC_MESSAGES`, `LANG`), else English."""
    for position, argument in enumerate(arguments):
        value = (
            argument.partition("=")[2]
            if argument.startswith("--lang=")
            else (arguments[position + 1] if argument == "--lang" and position + 1 < len(arguments) else "")
        )
        if value == "zh":
            return "zh"
        if value == "en":
            return "en"
    locale = environ.get("LC_ALL") or environ.get("LC_MESSAGES") or environ.get("LANG") or ""
    return "zh" if locale.lower().startswith("zh") else "en"


def use(language: Language) -> None:
    """Print everything from now on in `language`."""
    global _chosen  # noqa: PLW0603  one process, one reader, one language
    _chosen = language


def chosen() -> Language:
    """The language in use."""
    return _chosen


def translate(message: str, language: Language) -> str:
    """`message` (English source text) in `language`."""
    if language not in _CATALOGUES:
        folder = os.fspath(Path(__file__).with_name("locale"))
        _CATALOGUES[language] = gettext.translation("assist", folder, languages=[language])
    return _CATALOGUES[language].gettext(message)


def _(message: str) -> str:
    """`message` in the chosen language."""
    return translate(message, _chosen)


def N_(message: str) -> str:  # noqa: N802  gettext's own name for "translate later"
    """Mark `message` for the catalogue; whoever prints it translates it."""
    return message

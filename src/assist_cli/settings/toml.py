"""TOML into frozen values; what does not fit is reported with file, line and suggestion."""

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType, NoneType
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from assist_cli.errors import ConfigurationError
from assist_cli.language import N_, _
from assist_cli.settings.values import MISFIT

Model = TypeVar("Model", bound=BaseModel)
Place = Sequence[str | int]

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"^\s*([A-Za-z0-9_.\"'-]+)\s*=")
_EXPECTED = {
    "string_type": N_("a text in quotes"),
    "int_type": N_("a whole number"),
    "int_parsing": N_("a whole number"),
    "float_type": N_("a number"),
    "float_parsing": N_("a number"),
    "decimal_parsing": N_("a number"),
    "finite_number": N_("a number"),
    "bool_type": N_("true or false"),
    "bool_parsing": N_("true or false"),
    "list_type": N_("a list in [ ]"),
    "dict_type": N_("a table"),
    "model_type": N_("a table"),
    "date_type": N_("a date such as 2026-01-01"),
    "date_from_datetime_parsing": N_("a date such as 2026-01-01"),
    "date_parsing": N_("a date such as 2026-01-01"),
    "literal_error": N_("one of {choices}"),
    "too_short": N_("at least one entry"),
}
_OTHERWISE = N_("a value as in the shipped configuration")


def read_toml(path: Path) -> Mapping[str, object]:
    """The tables of a TOML file; a missing or malformed one is a `ConfigurationError`."""
    try:
        return _parsed(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ConfigurationError(
            _("{file}: the file is missing.").format(file=path),
            _("Restore it, or make a new workspace with `assist init` and copy it from there."),
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        line = re.search(r"line (\d+)", str(error))
        raise ConfigurationError(
            _("{place}: this is not TOML.").format(place=f"{path}:{line[1]}" if line else path),
            _("Correct the line; texts stand in quotes, lists in [ ], and every [table] is named once."),
        ) from None


@lru_cache(maxsize=256)
def _parsed(text: str) -> Mapping[str, object]:
    """By text, not by file: what is read again after a change is parsed again."""
    return tomllib.loads(text)


def build(model: type[Model], data: object, path: Path, within: Place = ()) -> Model:
    """`data` as a `model`; the first thing that does not fit is a `ConfigurationError`.

    `within` is the place of `data` in the file, for line numbers.
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False)
        first = min(
            faults, key=lambda fault: fault["type"] != "extra_forbidden"
        )  # a misspelt key is missing, too
        raise _explained(first, model, path, within) from None


def _explained(error: ErrorDetails, model: type[BaseModel], path: Path, within: Place) -> ConfigurationError:
    place = (*within, *error["loc"])
    key = str(place[-1]) if place else ""
    kind = error["type"]
    written = place[:-1] if kind == "missing" else place
    where = f"{path}:{line_of(path, written)}"
    if kind == "extra_forbidden":
        near = difflib.get_close_matches(key, _keys(model, error["loc"]), n=1)
        hint = _(" (did you mean '{key}'?)").format(key=near[0]) if near else ""
        return ConfigurationError(
            _("{where}: unknown key '{key}'{hint}").format(where=where, key=key, hint=hint),
            _("Correct or remove the key."),
        )
    if kind == "missing":
        what = _("{where}: the key '{key}' is missing").format(where=where, key=key)
        return ConfigurationError(what, _("Add the key."))
    if kind == MISFIT:
        said = _(str(error["ctx"]["said"])).format(column=error["ctx"]["column"])
        return ConfigurationError(f"{where}: {said}", _("Correct the value."))
    what = _("{where}: '{key}' does not fit: {expected} is expected").format(
        where=where, key=key, expected=expected(kind, error.get("ctx", {}))
    )
    return ConfigurationError(what, _("Correct the value."))


def expected(kind: str, context: Mapping[str, object] = MappingProxyType({})) -> str:
    """What pydantic expected where it reports a fault of this `kind`, in the chosen language."""
    return _(_EXPECTED.get(kind, _OTHERWISE)).format(choices=context.get("expected", ""))


def _keys(model: type[BaseModel], place: Place) -> list[str]:
    """The keys a table at `place` of `model` may have."""
    current: object = model
    for step in place[:-1]:
        current = _step(current, step)
    if isinstance(current, type) and issubclass(current, BaseModel):
        return [field.alias or name for name, field in current.model_fields.items()]
    return []


def _step(model: object, step: str | int) -> object:
    """The type that lies one key deeper, as far as it can be told from annotations."""
    if isinstance(model, type) and issubclass(model, BaseModel):
        for name, field in model.model_fields.items():
            if step in (name, field.alias):
                return _present(field.annotation)
    arguments = getattr(model, "__args__", ())
    return arguments[-1] if arguments else None


def _present(annotation: object) -> object:
    """The type of what may be absent, where it is there."""
    arguments: Sequence[object] = getattr(annotation, "__args__", ())
    return arguments[0] if NoneType in arguments else annotation


def line_of(path: Path, place: Place) -> int:
    """The 1-based line on which `place` is written, or that of its nearest enclosing table."""
    best, depth = 1, 0
    for number, written in _written(path.read_text(encoding="utf-8")):
        shared = _shared(written, tuple(place))
        if shared > depth and shared in (len(written), len(place)):
            best, depth = number, shared
    return best


@lru_cache(maxsize=256)
def _written(text: str) -> tuple[tuple[int, tuple[str | int, ...]], ...]:
    """Every line of a TOML file that names a table or a key, with the place it names."""
    return tuple(_places(text))


def _places(text: str) -> Iterator[tuple[int, tuple[str | int, ...]]]:
    table, seen = tuple[str | int, ...](), dict[str, int]()
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            table = _table(header[2], double=header[1] == "[[", seen=seen)
            yield number, table
        elif key := _KEY.match(line):
            yield number, (*table, *_parts(key[1]))


def _table(name: str, *, double: bool, seen: dict[str, int]) -> tuple[str | int, ...]:
    parts = _parts(name)
    if not double:
        return parts
    seen[name] = seen.get(name, -1) + 1
    return (*parts, seen[name])


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))


def _shared(left: tuple[str | int, ...], right: tuple[str | int, ...]) -> int:
    length = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        length += 1
    return length

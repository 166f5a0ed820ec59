"""Other values for a check's parameters and its local amounts, as they are typed on a command line."""

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, get_args, get_origin

from pydantic import TypeAdapter, ValidationError

from assist_cli.checks.check import DatedRule
from assist_cli.checks.packs import Rules
from assist_cli.errors import CallError
from assist_cli.language import _
from assist_cli.settings.toml import expected
from assist_cli.settings.values import Dated, Pack


def with_changes(rules: Rules, name: str, typed: Sequence[str]) -> Rules:
    """The rules of the check `name` alone, changed by `typed`, `key=value` each; what does not fit is a `CallError`."""
    rule, amounts = rules.of[name], rules.amounts
    pairs = _pairs(typed)
    for key in pairs:
        _check_known(key, [*parameters(rule.pack), *rules.checks[name].amounts], name)
    values = {key: value for key, value in pairs.items() if key in parameters(rule.pack)}
    for key in pairs.keys() - values.keys():
        amounts = amounts.everywhere(key, _yuan(key, pairs[key]))
    alone = rules.only(name)
    return replace(alone, of={name: _changed(rule, values)}, amounts=amounts)


def parameters(pack: Pack) -> list[str]:
    """The names of the pack's parameters: everything but its dates and its basis."""
    return [name for name in type(pack).model_fields if name not in Dated.model_fields]


def _pairs(typed: Sequence[str]) -> dict[str, str]:
    pairs = dict[str, str]()
    for text in typed:
        key, equals, value = text.partition("=")
        if not equals or key in pairs:
            raise CallError(
                _("'{text}' does not fit: --set needs key=value, and each key once.").format(text=text),
                _("For example: --set {example}.").format(example="lookback_months=12"),
            )
        pairs[key.strip()] = value.strip()
    return pairs


def _check_known(key: str, known: Sequence[str], name: str) -> None:
    if key not in known:
        near = difflib.get_close_matches(key, known, n=1)
        hint = _("Did you mean {name}? ").format(name=near[0]) if near else ""
        raise CallError(
            _("{check} has no parameter '{key}'.").format(check=name, key=key),
            hint + _("What can be set: {keys}.").format(keys=", ".join(known)),
        )


def _changed(rule: DatedRule, values: Mapping[str, str]) -> DatedRule:
    """The rule with other values: each of the type that the check gives its parameter."""
    shape = type(rule.pack)
    typed = {key: _read(key, value, shape.model_fields[key].annotation) for key, value in values.items()}
    try:
        pack = shape.model_validate({**rule.pack.model_dump(by_alias=True), **typed})
    except ValidationError as error:
        fault = error.errors(include_url=False, include_input=False)[0]
        raise _misfit(str(fault["loc"][0]) if fault["loc"] else "--set", error) from None
    return replace(rule, pack=pack)


def _read(key: str, value: str, annotation: Any) -> object:  # noqa: ANN401  pydantic's own type of annotations
    """A value of the type `annotation`; the parts of a list are separated by commas."""
    if get_origin(annotation) is list:
        (part,) = get_args(annotation)
        said = map(str.strip, value.replace("，", ",").split(","))
        return [_read(key, text, part) for text in said if text]
    try:
        return TypeAdapter(annotation).validate_strings(value, strict=True)
    except ValidationError as error:
        raise _misfit(key, error) from None


def _yuan(key: str, value: str) -> Decimal:
    read = _read(key, value, Decimal)
    if not isinstance(read, Decimal) or not read.is_finite() or read < 0:
        raise CallError(
            _("'{key}' does not fit: {expected} is expected").format(
                key=key, expected=expected("float_type")
            ),
            _("Correct the value."),
        )
    return read


def _misfit(key: str, error: ValidationError) -> CallError:
    fault = error.errors(include_url=False, include_input=False)[0]
    said = expected(fault["type"], fault.get("ctx", {}))
    return CallError(
        _("'{key}' does not fit: {expected} is expected").format(key=key, expected=said),
        _("Correct the value."),
    )

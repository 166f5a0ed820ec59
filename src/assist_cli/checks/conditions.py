"""The condition of a bureau's own check: an SQL expression that can reach nothing but its row.

Polars reads it; then every part of what it has read must be one of those named here. Whatever looks at other rows, at
another table, at a file, at the clock or at chance is none of them.
"""

import difflib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import polars as pl
from polars.exceptions import PanicException, PolarsError

from assist_cli.language import N_, _

AS_OF = "as_of"
"""The last day of the pay month, as a condition names it."""

_PARTS = {"BinaryExpr": ("left", "right"), "Ternary": ("predicate", "truthy", "falsy"), "Cast": ("expr",)}
_FUNCTIONS = {
    "Abs",
    "Boolean.IsNotNull",
    "Boolean.IsNull",
    "Boolean.Not",
    "Coalesce",
    "FillNull",
    "MaxHorizontal",
    "MinHorizontal",
    "Sql.Binary",
    "Sql.IsIn",
    "StringExpr.ConcatHorizontal",
    "StringExpr.Contains",
    "StringExpr.EndsWith",
    "StringExpr.LenChars",
    "StringExpr.Lowercase",
    "StringExpr.Slice",
    "StringExpr.StartsWith",
    "StringExpr.StripChars",
    "StringExpr.Uppercase",
    "TemporalExpr.Day",
    "TemporalExpr.Month",
    "TemporalExpr.OffsetBy",
    "TemporalExpr.Year",
}
"""What may be called, by the names Polars gives what it has read: of one row each, and always the same."""
_FIXED = {"StringExpr.Contains", "TemporalExpr.OffsetBy"}
_DIVIDING = [{"Sql": {"Binary": operation}} for operation in ("Div", "IntDiv", "Rem")]
"""Of these, all but the first argument must be written out: a pattern from a cell could be none, a divisor zero."""
_CLOCK = re.compile(
    r"\b(now|today|current_(?:date|time|timestamp)|localtime|localtimestamp)\b", re.IGNORECASE
)
_QUOTED = re.compile(r"'(?:[^']|'')*'")

REMEDY = N_(
    "Use the columns of the source, those of the roster with _roster, and as_of, with = <> < > AND OR NOT IN BETWEEN LIKE "
    "IS NULL CASE + - * / || COALESCE, INTERVAL and DATE."
)


class UnfitError(ValueError):
    """Why an expression is no condition over one row, in the chosen language."""


@dataclass(frozen=True)
class Condition:
    """An expression that is true or false of a row, and the columns it looks at."""

    expression: pl.Expr
    columns: frozenset[str]


def read_condition(text: str, schema: Mapping[str, pl.DataType]) -> Condition:
    """`text` as a condition over rows of `schema`; `UnfitError` where it is none."""
    if _CLOCK.search(_QUOTED.sub("''", text)):
        raise UnfitError(_("it asks for today; `as_of` is the last day of the pay month"))
    try:
        expression = pl.sql_expr(text)
        read = json.loads(expression.meta.serialize(format="json"))
    except (PolarsError, ValueError):
        raise UnfitError(_("it is no SQL expression, or calls what does not exist")) from None
    columns = frozenset(_columns(read))
    for column in sorted(columns - schema.keys()):
        near = difflib.get_close_matches(column, schema, n=1)
        hint = _(" (did you mean '{key}'?)").format(key=near[0]) if near else ""
        raise UnfitError(_("there is no column '{column}'{hint}").format(column=column, hint=hint))
    if not _is_true_or_false(expression, schema):
        raise UnfitError(_("it is not true or false of every row, or compares what cannot be compared"))
    return Condition(expression, columns)


def _columns(node: object) -> Iterator[str]:
    """The columns that a part looks at; `UnfitError` where it is not allowed."""
    if not isinstance(node, dict) or len(node) != 1:
        raise UnfitError(_("it looks at more than one row"))
    ((kind, content),) = node.items()
    if kind == "Column":
        yield content
    elif kind in _PARTS:
        if kind == "Cast" and content["options"] == "Strict" and content["dtype"] != {"Literal": "Boolean"}:
            raise UnfitError(_("a CAST may fail on a cell; TRY_CAST does not"))
        for part in _PARTS[kind]:
            yield from _columns(content[part])
    elif kind == "Function":
        yield from _arguments(content)
    elif kind != "Literal":
        raise UnfitError(_("it looks at more than one row"))


def _arguments(call: Mapping[str, object]) -> Iterator[str]:
    name, inputs = _name(call["function"]), call["input"]
    if name not in _FUNCTIONS:
        raise UnfitError(_("it calls what is not allowed in a condition"))
    fixed = name in _FIXED or call["function"] in _DIVIDING
    for place, part in enumerate(inputs if isinstance(inputs, list) else []):
        if place and fixed and "Literal" not in part:
            raise UnfitError(_("a divisor, a pattern and an interval must be written out"))
        yield from _columns(part)


def _name(function: object) -> str:
    """`Boolean.Not`, as Polars nests it: the outermost two names."""
    if isinstance(function, dict) and len(function) == 1:
        ((group, inner),) = function.items()
        leaf = next(iter(inner)) if isinstance(inner, dict) else inner
        return f"{group}.{leaf}" if isinstance(leaf, str) else str(group)
    return str(function)


def _is_true_or_false(expression: pl.Expr, schema: Mapping[str, pl.DataType]) -> bool:
    """Whether every row has an answer of its own: tried on no row, on an empty one and on one that is filled."""
    for rows in ([], [dict.fromkeys(schema)], [{name: _some(kind) for name, kind in schema.items()}]):
        frame = pl.DataFrame(rows, schema=dict(schema))
        try:
            answered = frame.with_columns(expression.alias("condition"))
        except (PolarsError, PanicException):
            return False
        if answered.schema["condition"] != pl.Boolean() or answered.height != frame.height:
            return False
    return True


def _some(kind: pl.DataType) -> object:
    """A value of a type."""
    if kind == pl.Date():
        return date(2024, 1, 31)
    if isinstance(kind, pl.Decimal):
        return Decimal(1)
    return 1 if kind.is_integer() else "1"

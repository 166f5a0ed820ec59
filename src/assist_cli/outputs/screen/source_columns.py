"""`assist status --source NAME`: what a source's columns are, how they arrive and what they become."""

from collections.abc import Mapping

from rich.console import Group

from assist_cli.extracts.cells.kinds import TYPES
from assist_cli.language import N_, _
from assist_cli.outputs.screen.grid import grid, heading, line, row, stacked
from assist_cli.outputs.screen.status import Page, Record
from assist_cli.settings.values import Column, Kind, Source

FORMS: Mapping[Kind, str] = {
    "id": N_("kept as person_key"),
    "account": N_("6 to 30 digits"),
    "division": N_("2 to 12 digits"),
    "month": N_("YYYY-MM"),
    "amount": N_("yuan"),
    "number": N_("two decimals"),
    "share": N_("0 to 1"),
}
"""The unit or form of values in the store where the type does not say it; the unit of a `number` is in its meaning."""


def columns_page(source: Source) -> Page:
    """Every column of a source: kind, type and unit in the store, whether it may be empty, meaning, headers, codes."""
    table = grid(
        _("Column"), _("Kind, type, unit"), _("Must be there"), _("Meaning, headers, codes"), wide=(3,)
    )
    for name, column in source.columns.items():
        row(table, [name, stacked(*_nature(column)), _need(column), stacked(*_description(column))])
    shape = (
        _("events: every delivery counts")
        if source.shape == "events"
        else _("snapshot: the newest delivery counts")
    )
    dropped = _("Known and never landed: {headers}").format(headers=" ".join(source.dropped))
    records = [_record(name, column) for name, column in source.columns.items()]
    return Page(records, Group(heading(f"{source.name} · {source.title} · {shape}"), table, line(dropped)))


def store_type(kind: Kind) -> str:
    """The type of a kind in the store, as `Decimal(12, 2)`."""
    return str(TYPES[kind]).replace("precision=", "").replace("scale=", "")


def _record(name: str, column: Column) -> Record:
    return {
        "column": name,
        "kind": column.kind,
        "type": store_type(column.kind),
        "unit": _form(column.kind),
        "required": column.required,
        "nullable": not column.filled,
        "meaning": str(column.meaning),
        "headers": column.headers,
        "codes": column.codes,
    }


def _nature(column: Column) -> list[str]:
    return [f"{column.kind}, {store_type(column.kind)}", *filter(None, [_form(column.kind)])]


def _form(kind: Kind) -> str:
    return _(FORMS[kind]) if kind in FORMS else ""


def _need(column: Column) -> str:
    if column.filled:
        return _("in every row")
    return _("column only") if column.required else _("may be missing")


def _description(column: Column) -> list[str]:
    codes = [f"{code}: {' '.join(words)}" for code, words in column.codes.items()]
    return [str(column.meaning), _("Headers: {headers}").format(headers=" ".join(column.headers)), *codes]

"""`assist checks try`: what stands and what other parameters would have found, by division."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl
from rich.console import Group, RenderableType

from assist_cli.cases.trial import Trial
from assist_cli.checks.view import KEY
from assist_cli.language import N_, _
from assist_cli.outputs import wording
from assist_cli.outputs.packages.export import level_below
from assist_cli.outputs.screen.grid import LOUD, grid, line, number, row
from assist_cli.outputs.screen.unchecked import reason_codes
from assist_cli.settings.values import spoken
from assist_cli.settings.workspace import Workspace

_DIGITS = {"district": 6, "street": 9}
_COLUMNS = {
    "stands": N_("Stands"),
    "would_be": N_("Would be"),
    "gone": N_("Only now"),
    "new": N_("Only then"),
    "judged": N_("Other lamp, grade or lane"),
}


@dataclass(frozen=True)
class Count:
    """How many findings, and how many people and households they are about."""

    findings: int
    people: int
    households: int

    @classmethod
    def of(cls, rows: pl.DataFrame) -> "Count":
        return cls(*(rows[name].n_unique() for name in ("finding_id", KEY, "household_id")))

    def __str__(self) -> str:
        return f"{number(self.people)} / {number(self.households)}" if self.findings else "-"


Counts = Mapping[str, Count]


def trial_page(workspace: Workspace, trial: Trial) -> RenderableType:
    """The trial for people: parameters, a row a division, totals, and who was not checked either way."""
    table = grid(
        _("Street") if _level(workspace) == "street" else _("District"),
        *(_(title) for title in _COLUMNS.values()),
        numbers=range(1, 6),
    )
    for _code, name, counts in _divisions(workspace, trial):
        row(table, [name, *map(str, counts.values())])
    row(table, [_("Total"), *map(str, _counts(trial.parts).values())], "bold")
    return Group(
        line(
            _("{check}: other parameters, tried on pay month {month}. Nothing was written.").format(
                check=f"{trial.check.name} · {spoken(trial.check.title)}", month=trial.month
            ),
            "bold",
        ),
        *(line(text) for text in _changes(trial)),
        line(""),
        table,
        line(_("Each cell: people / households.")),
        *_reservations(workspace, trial),
    )


def trial_json(workspace: Workspace, trial: Trial) -> str:
    """The same for programs."""
    (old,), (new,) = trial.stands.of.values(), trial.tried.of.values()
    yuan = {
        name: {
            division: {
                "in_force": float(amount.yuan),
                "tried": float(after[division].yuan),
                "from": amount.since,
            }
            for division, amount in trial.stands.amounts.known[name].items()
        }
        for name in trial.changed_amounts
        for after in [trial.tried.amounts.known[name]]
    }
    return json.dumps(
        {
            "check": trial.check.name,
            "month": trial.month,
            "from": old.pack.since,
            "until": old.pack.until,
            "parameters": {
                name: {"in_force": getattr(old.pack, name), "tried": getattr(new.pack, name)}
                for name in trial.changed_parameters
            },
            "amounts": yuan,
            "divisions": [
                {"division": code, "name": name, **_plain(counts)}
                for code, name, counts in _divisions(workspace, trial)
            ],
            "total": _plain(_counts(trial.parts)),
            "not_checked": int(trial.coverage["not_checked"].sum()),
            "why_not": reason_codes(trial.coverage["reason"].to_list()),
            "stored_is_the_same": trial.stored,
        },
        ensure_ascii=False,
        indent=1,
        default=str,
    )


def _level(workspace: Workspace) -> str:
    return level_below(workspace.bureau.jurisdiction)


def _divisions(workspace: Workspace, trial: Trial) -> Iterator[tuple[str, str, Counts]]:
    """Code, name and counts of every division with a finding, in the order of their codes."""
    level = _level(workspace)
    code = pl.col("division_code").str.head(_DIGITS[level]).fill_null("")
    parts = {name: rows.with_columns(place=code) for name, rows in trial.parts.items()}
    places = pl.concat(parts.values()).group_by("place").agg(pl.col(level).drop_nulls().first()).sort("place")
    for place, name in places.iter_rows():
        own = {part: rows.filter(pl.col("place") == place) for part, rows in parts.items()}
        yield place, name or place or "-", _counts(own)


def _counts(parts: Mapping[str, pl.DataFrame]) -> Counts:
    return {name: Count.of(rows) for name, rows in parts.items()}


def _plain(counts: Counts) -> dict[str, dict[str, int]]:
    return {name: vars(count) for name, count in counts.items()}


def _changes(trial: Trial) -> Iterator[str]:
    """What was changed: the value in force, since when it holds, and the one tried."""
    (old,), (new,) = trial.stands.of.values(), trial.tried.of.values()
    for name in trial.changed_parameters:
        values = (wording.value(getattr(pack, name)) for pack in (old.pack, new.pack))
        yield _("{key}: {old} → {new} (in force: {dates})").format(
            key=name, old=next(values), new=next(values), dates=wording.dates(old.pack.since, old.pack.until)
        )
    for name in trial.changed_amounts:
        for division, amount in trial.stands.amounts.known[name].items():
            yield _("{key} of {division}: {old} → {new} yuan (in force: {dates})").format(
                key=name,
                division=division,
                old=f"{amount.yuan:,}",
                new=f"{trial.tried.amounts.known[name][division].yuan:,}",
                dates=wording.dates(amount.since, None),
            )
    if not (trial.changed_parameters or trial.changed_amounts):
        yield _("The values are those in force.")


def _reservations(workspace: Workspace, trial: Trial) -> Iterator[RenderableType]:
    """What the figures do not say."""
    missed = int(trial.coverage["not_checked"].sum())
    if missed:
        sources = {source.name: str(source.title) for source in workspace.sources.values()}
        reasons = reason_codes(trial.coverage["reason"].to_list())
        why = _(", ").join(wording.reason(code, sources) for code in reasons)
        yield line(
            _("Not checked either way: {count} people ({why}).").format(count=number(missed), why=why), LOUD
        )
    if trial.stored is False:
        yield line(
            _(
                "The month as it is stored was compared with other deliveries or rules: its findings of this check are not "
                "those under `{stands}`."
            ).format(stands=_(_COLUMNS["stands"]))
        )

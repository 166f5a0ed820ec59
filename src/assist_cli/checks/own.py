"""A bureau's own checks, `checks/NAME.toml` of the workspace: a condition over one source's rows, and what to say."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from string import Formatter

import polars as pl
from pydantic import Field, field_validator

from assist_cli.checks.check import HEADINGS, Check, DatedRule, Lane
from assist_cli.checks.conditions import AS_OF, REMEDY, Condition, UnfitError, read_condition
from assist_cli.checks.hits import as_hits
from assist_cli.checks.view import ROSTER_MARK, View
from assist_cli.errors import CallError, ConfigurationError
from assist_cli.extracts.cells.kinds import TYPES
from assist_cli.language import N_, Language, _, translate
from assist_cli.settings.toml import build, line_of, read_toml
from assist_cli.settings.values import Dated, Pack, Source, Text, misfit
from assist_cli.settings.workspace import ROSTER, Workspace

_SUMMARY = N_("{sources}: {said}{remarks} To verify: {verify}")
_DECIDING = re.compile(
    r"停发|停保|停止(?:发放|救助|保障|待遇)|取消(?:待遇|资格|救助|保障)|清退|退保"
    r"|\b(?:stop|suspend|terminat|revok)\w*",
    re.IGNORECASE,
)
"""Words that decide. A finding asks to verify; who is paid is decided elsewhere."""


class OwnRule(Pack):
    """`condition`: an SQL expression over one row, as `checks.conditions` reads it."""

    condition: str


class OwnCheck(Dated):
    """`checks/NAME.toml`. `from`, `until`, `basis` and `condition` are its only pack.

    `subject`: the column that tells findings of one
    person apart; without it a person has one. `event_date`: the column that says when. `summary`: what a finding says;
    `{column}` stands for what the record says. `why` to `verify`: the explanation, under its five headings.
    """

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    lane: Lane
    title: Text
    source: str
    condition: str
    subject: str | None = None
    event_date: str | None = None
    asset: bool = False
    paid_only: bool = False
    summary: Text
    why: Text
    found: Text
    left_alone: Text
    made_wrong_by: Text
    verify: Text

    @field_validator("title", "summary", "why", "found", "left_alone", "made_wrong_by", "verify")
    @classmethod
    def _decides_nothing(cls, text: Text) -> Text:
        for said in (text.zh, text.en):
            if not said.strip():
                raise misfit(N_("a text is needed in both languages"))
            if deciding := _DECIDING.search(said):
                raise misfit(N_("'{column}' decides; a check says what to verify"), deciding[0])
        return text

    @property
    def explanation(self) -> dict[str, Text]:
        """The title and the five texts, by heading."""
        texts = (self.why, self.found, self.left_alone, self.made_wrong_by, self.verify)
        return {"": self.title, **dict(zip(HEADINGS, texts, strict=True))}

    @property
    def sentence(self) -> Text:
        """What a finding says: the sources, the bureau's own words, every doubt, and what to verify."""

        def told(language: Language) -> str:
            said, verify = self.summary.within(language), self.verify.within(language)
            return translate(_SUMMARY, language).format(
                sources="{sources}", said=said, remarks="{remarks}", verify=verify
            )

        return Text(zh=told("zh"), en=told("en"))


@dataclass(frozen=True)
class _Looked:
    """What an own check looks at, beside its condition: the cells that are shown of the record and of the roster's row."""

    source: str
    schema: Mapping[str, pl.DataType]
    subject: pl.Expr
    event_date: pl.Expr | None
    cells: tuple[str, ...]
    listed: tuple[str, ...]


def read_own_checks(workspace: Workspace, taken: Collection[str]) -> dict[str, Check[OwnRule]]:
    """The bureau's own checks, by name; `taken` are the names that are not free."""
    checks = (_read(path, workspace, taken) for path in workspace.own_check_files)
    return {check.name: check for check in checks}


def _read(path: Path, workspace: Workspace, taken: Collection[str]) -> Check[OwnRule]:
    own = build(OwnCheck, read_toml(path), path)
    if own.name != path.stem:
        raise _wrong(path, "name", _("file name and check must be the same"))
    if own.name in taken:
        raise _wrong(path, "name", _("there is a check '{name}' already").format(name=own.name))
    looked = _looked_at(own, path, workspace)
    dated = {"from": own.since, "until": own.until, "basis": own.basis}
    pack = OwnRule.model_validate({**dated, "condition": own.condition})
    return Check(
        name=own.name,
        doc=own.explanation,
        lane=own.lane,
        title=own.title,
        summary={"": own.sentence},
        rule=OwnRule,
        find=partial(_find, looked),
        finds={own.source: looked.cells},
        asset=own.asset,
        paid_only=own.paid_only,
        packs=(DatedRule(pack, path, line_of(path, ("from",))),),
    )


def _looked_at(own: OwnCheck, path: Path, workspace: Workspace) -> _Looked:
    known = [name for name in workspace.sources if name != ROSTER]
    if own.source not in known:
        raise _wrong(path, "source", _("one of these is expected: {names}").format(names=", ".join(known)))
    source, roster = workspace.source(own.source), workspace.source(ROSTER)
    theirs, listed = _columns(source), _columns(roster)
    if "name" not in theirs:
        raise _wrong(path, "source", _("its columns must include `name`, to be held against the roster's"))
    schema = {**theirs, **{name + ROSTER_MARK: kind for name, kind in listed.items()}, AS_OF: pl.Date()}
    columns = _condition(own, path, schema).columns
    named = [name for name in (own.subject, own.event_date) if name is not None]
    _check_columns(own, path, theirs)
    words = [*named, *_words(own, path, {*theirs, *listed, *(["event_date"] if own.event_date else [])})]
    read = [name for name in schema if name in columns]
    of_roster = [name.removesuffix(ROSTER_MARK) for name in read if name not in theirs and name != AS_OF]
    return _Looked(
        own.source,
        schema,
        pl.lit(own.name) if own.subject is None else pl.col(own.subject),
        None if own.event_date is None else pl.col(own.event_date),
        tuple(name for name in theirs if name == "name" or name in {*read, *words}),
        tuple(name for name in listed if name in of_roster or (name in words and name not in theirs)),
    )


def _columns(source: Source) -> dict[str, pl.DataType]:
    """What a check may look at of a source: everything that lands but the ID, which is compared already."""
    return {name: TYPES[column.kind] for name, column in source.columns.items() if column.kind != "id"}


def _condition(own: OwnCheck, path: Path, schema: Mapping[str, pl.DataType]) -> Condition:
    try:
        return read_condition(own.condition, schema)
    except UnfitError as error:
        where = f"{path}:{line_of(path, ('condition',))}"
        what = _("{where}: the condition cannot be used: {why}").format(where=where, why=error)
        raise ConfigurationError(what, _(REMEDY)) from None


def _check_columns(own: OwnCheck, path: Path, theirs: Mapping[str, pl.DataType]) -> None:
    if own.subject is not None and own.subject not in theirs:
        raise _wrong(path, "subject", _one_of(theirs))
    dates = [name for name, kind in theirs.items() if kind == pl.Date()]
    if own.event_date is not None and own.event_date not in dates:
        raise _wrong(path, "event_date", _one_of(dates))


def _words(own: OwnCheck, path: Path, known: Collection[str]) -> set[str]:
    """The columns that stand in braces in what a finding says."""
    words = set[str]()
    for key, text in {"summary": own.summary, "verify": own.verify}.items():
        for said in (text.zh, text.en):
            try:
                parts = [part for part in Formatter().parse(said) if part[1] is not None]
            except ValueError:
                raise _wrong(path, key, _("every brace must be one of a pair: {column}")) from None
            for _text, name, form, conversion in parts:
                if name not in known or form or conversion:
                    raise _wrong(path, key, _one_of(known))
                words.add(str(name))
    return words


def _one_of(columns: Collection[str]) -> str:
    return _("one of these is expected: {names}").format(names=", ".join(sorted(columns)))


def _wrong(path: Path, key: str, what: str) -> ConfigurationError:
    said = _("{where}: '{key}' does not fit: {expected}").format(
        where=f"{path}:{line_of(path, (key,))}", key=key, expected=what
    )
    return ConfigurationError(said, _("Correct the value."))


def _find(looked: _Looked, view: View, rule: OwnRule) -> pl.LazyFrame:
    """The rows of which the condition is true; beside each, what was read of the roster's row."""
    try:
        condition = read_condition(rule.condition, looked.schema)
    except UnfitError as error:  # the file's own was read before: this one is tried
        raise CallError(_("The condition cannot be used: {why}.").format(why=error), _(REMEDY)) from None
    as_of = pl.lit(view.as_of, pl.Date).alias(AS_OF)
    rows = view.match(looked.source).with_columns(as_of).filter(condition.expression)
    subject = looked.subject.cast(pl.String).fill_null("")
    found = as_hits(rows, looked.cells, subject=subject, event_date=looked.event_date)
    if not looked.listed:
        return found
    listed = rows.with_columns(
        pl.lit(ROSTER).alias("source"),
        pl.lit(view.month).alias("month"),
        subject.alias("_subject"),
        pl.lit([], pl.List(pl.String)).alias("remarks"),
        *(pl.col(name + ROSTER_MARK).alias(name) for name in ("file", "row", *looked.listed)),
    )
    beside = as_hits(listed, looked.listed, subject=pl.col("_subject"), role="with")
    return pl.concat([found, beside])

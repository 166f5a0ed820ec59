"""What `sources/*.toml` and `checks.toml` may say. Every value is frozen, every unknown key refused."""

from datetime import date, timedelta
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from assist_cli.language import N_, Language, chosen, translate
from assist_cli.settings.refused import is_refused

Share = Annotated[float, Field(ge=0, le=1)]
Kind = Literal[
    "id",
    "name",
    "text",
    "address",
    "account",
    "division",
    "code",
    "date",
    "month",
    "amount",
    "number",
    "share",
    "integer",
]

PERSONAL_KINDS: frozenset[Kind] = frozenset({"id", "name", "address", "account"})
"""Kinds whose values name a person, a door or a bank account; they are masked wherever they are shown."""


RESERVED = frozenset(
    [
        "person_key",
        "id_kind",
        "id_text",
        "id_problem",
        "id_repairs",
        "repairs",
        "file",
        "row",
        "reason",
        "month",
        "source",
        "remarks",
        "whole",
        "first",
        "surplus",
        "was_split",
        "several",
    ]
)
"""Names of the store's own columns."""


MISFIT = "misfit"


def misfit(said: str, column: str = "") -> PydanticCustomError:
    """What is wrong between several keys: English source text, with the column it is about."""
    return PydanticCustomError(MISFIT, "{said}", {"said": said, "column": column})


class Frozen(BaseModel):
    """A value that is complete when it is made."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)


class Text(Frozen):
    """One text in the two languages people read."""

    zh: str
    en: str

    def __str__(self) -> str:
        return self.zh if chosen() == "zh" else self.en

    def within(self, language: Language) -> str:
        """The text in `language`."""
        return self.zh if language == "zh" else self.en


Message = str | Text
"""What people read: English source text of the catalogue, or a bureau's own text, which brings both languages along."""


def spoken(message: Message, language: Language | None = None) -> str:
    """A message in `language`; in the chosen one if None."""
    wanted = language or chosen()
    return translate(message, wanted) if isinstance(message, str) else message.within(wanted)


class Column(Frozen):
    """One column of a source: how it arrives and what it becomes.

    `required`: the file must have it. `filled`: a row without it is rejected. `lenient`: a cell that cannot be read
    stands empty, with a repair that says so, instead of rejecting its row.
    `codes`: for kind `code`, the spellings of each canonical code. `keep`: land the text of an ID too.
    `certain_headers`: for kind `id`, headers that are the subject's number even in a table that names other people
    (`extracts.columns.owners`), whether or not they stand under `headers`, too. `by_name`: for kind `division`, names are read besides codes.
    """

    kind: Kind
    meaning: Text
    headers: list[str] = Field(min_length=1)
    required: bool = False
    filled: bool = False
    lenient: bool = False
    keep: bool = False
    codes: dict[str, list[str]] = {}
    certain_headers: list[str] = []
    by_name: bool = False

    @field_validator("headers", "certain_headers")
    @classmethod
    def _none_is_refused(cls, headers: list[str]) -> list[str]:
        for header in filter(is_refused, headers):
            raise misfit(N_("a column headed '{column}' never lands, whatever the source says"), header)
        return headers

    @model_validator(mode="after")
    def _hints_belong_to_their_kind(self) -> Self:
        if (self.kind == "code") != bool(self.codes):
            raise misfit(N_("`codes` belongs to kind = 'code', and is needed there"))
        if self.by_name and self.kind != "division":
            raise misfit(N_("`by_name` belongs to kind = 'division'"))
        if self.certain_headers and self.kind != "id":
            raise misfit(N_("`certain_headers` belongs to kind = 'id'"))
        return self

    @property
    def all_headers(self) -> list[str]:
        """Every header that names the column."""
        return [*self.headers, *(header for header in self.certain_headers if header not in self.headers)]


class Gates(Frozen):
    """The limits beyond which a delivery is refused; meanings in `extracts.gates`. None: not judged.

    `warn_only`: gates that say what they measured and let the delivery land.
    """

    number_ids: Share = 0.01
    ids_ending_000: Share = 0.02
    ids_ending_x: Share = 0.8
    invalid_ids: Share = 0.2
    rejected_rows: Share = 0.2
    repeated_keys: Share = 0.01
    rows_lost: Share | None = 0.33
    total_differs: Share | None = 0.001
    roster_missing: Share | None = 0.5
    future_rows: Share = 0.2
    days_behind: int = 92
    missing_days: int | None = None
    days_stale: int | None = 31
    no_such_rows: Literal[0] | None = 0
    no_rows: Literal[0] = 0
    may_be_empty: bool = False
    warn_only: list[str] = []

    @model_validator(mode="after")
    def _warnings_are_gates(self) -> Self:
        for name in sorted(
            set(self.warn_only) - (set(type(self).model_fields) - {"may_be_empty", "warn_only"})
        ):
            raise misfit(N_("`warn_only` names '{column}', which is no gate"), name)
        return self


class Source(Frozen):
    """One kind of extract of one department, as `sources/<name>.toml` states it.

    `expected`: whether the bureau receives it at all. `fresh_for_months`: how many months, counting the
    month of delivery, a snapshot is good for. `dated_by`: the column that says when an event happened.
    `dropped`: headers that are known and never landed. `fill_down`: columns whose vertically merged cells
    hold for every row they span. `unique_by`: columns that name a row once.
    `sent_for`: column and code that some row must hold, such as a death. `total_of`: the amount whose total the table
    states in its last row. `answered_by`: the column that says when the department answered. `holds_roster`: a register
    in which the roster's people stand.
    """

    name: str = Field(alias="source", pattern=r"^[a-z_]+\.[a-z_]+$")
    title: Text
    department: Text
    shape: Literal["events", "snapshot"]
    files: list[str]
    columns: dict[str, Column]
    expected: bool = True
    fresh_for_months: int = 1
    dated_by: str | None = None
    dropped: list[str] = []
    fill_down: list[str] = []
    unique_by: list[str] = []
    sent_for: dict[str, str] = {}
    total_of: str | None = None
    answered_by: str | None = None
    holds_roster: bool = False
    gates: Gates = Gates()

    @model_validator(mode="after")
    def _columns_named_elsewhere_exist(self) -> Self:
        single = {self.dated_by, self.total_of, self.answered_by} - {None}
        named = {*self.fill_down, *self.unique_by, *self.sent_for, *map(str, single)}
        for column in sorted(named - set(self.columns)):
            raise misfit(N_("column '{column}' is named, but not declared under [columns]"), column)
        for column in sorted(RESERVED & set(self.columns)):
            raise misfit(N_("column '{column}' has a name that the store uses itself"), column)
        if [column.kind for column in self.columns.values()].count("id") != 1:
            raise misfit(N_("exactly one column of kind 'id' is needed"))
        if not self.columns[self.id_column].required:
            raise misfit(N_("the column of kind 'id' must be required"))
        if self.unique_by and self.id_column not in self.unique_by:
            raise misfit(N_("`unique_by` must name the column of kind 'id'"))
        return self

    @property
    def id_column(self) -> str:
        """The column that says whom a row is about."""
        return next(name for name, column in self.columns.items() if column.kind == "id")

    @property
    def name_column(self) -> str | None:
        """The column that names this person: the first of kind `name`."""
        return next((name for name, column in self.columns.items() if column.kind == "name"), None)

    @property
    def other_names(self) -> list[str]:
        """Columns that name other people of the same row, such as the holder of an account."""
        named = [name for name, column in self.columns.items() if column.kind == "name"]
        return named[1:]


class Dated(Frozen):
    """What holds from one day to another (inclusive; open if absent), and by what rule."""

    since: date = Field(alias="from")
    until: date | None = None
    basis: Text

    def holds_on(self, day: date) -> bool:
        """Whether it was in force on `day`."""
        return self.since <= day and (self.until is None or day <= self.until)

    def follows(self, earlier: "Dated") -> bool:
        """Whether it begins on the day after `earlier` ends."""
        return earlier.until is not None and earlier.until + timedelta(days=1) == self.since


class Pack(Dated):
    """One dated set of a check's parameters.

    `agree_within_days`: how far apart the dates of two departments may lie to agree; without it they never do,
    because the check's records are not of one event.
    """

    agree_within_days: int | None = None

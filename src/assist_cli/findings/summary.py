"""One sentence a finding, in either language, made from the finding and its evidence alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from string import Formatter

import polars as pl

from assist_cli.checks.hits import RULE
from assist_cli.checks.register import Register
from assist_cli.checks.remarks import REMARKS
from assist_cli.findings.evidence import REMARK
from assist_cli.language import N_, Language, translate
from assist_cli.settings.divisions import Divisions
from assist_cli.settings.values import Message, Source, spoken
from assist_cli.settings.workspace import ROSTER

NOT_STATED = N_("not stated")
NOTE = N_(" Note: {remarks}.")
_SEPARATOR = {"zh": "；", "en": "; "}
_LIST = {"zh": "、", "en": ", "}


Stated = Mapping[str, tuple[str, str]]
"""By field: the source that is taken for it, and the value."""


@dataclass(frozen=True)
class Narrator:
    """Writes the summaries of the checks of `register` in one language."""

    language: Language
    register: Register
    sources: Mapping[str, Source]
    divisions: Divisions

    def tell(self, findings: pl.DataFrame, evidence: pl.DataFrame) -> pl.Series:
        """The summaries of `findings`, in their order; what a check said that is no longer there stays as it was said."""
        stated, remarks = self._stated(evidence)
        texts = [
            self._sentence(
                finding, stated.get(finding["finding_id"], {}), remarks.get(finding["finding_id"], [])
            )
            if finding["check"] in self.register
            else finding["summary"]
            for finding in findings.iter_rows(named=True)
        ]
        return pl.Series("summary", texts, dtype=pl.String)

    def _stated(
        self, evidence: pl.DataFrame
    ) -> tuple[dict[str, dict[str, tuple[str, str]]], dict[str, list[str]]]:
        """What is stated of each finding in the fields that sentences name, and the codes of its remarks, each once.

        A record is taken before the roster, and the roster before the rule.
        """
        told = evidence.filter(pl.col("field").is_in([*self._fields, REMARK]))
        ordered = told.sort(pl.col("source") == RULE, pl.col("source") == ROSTER, maintain_order=True)
        stated = dict[str, dict[str, tuple[str, str]]]()
        remarks = dict[str, list[str]]()
        for finding_id, source, field, value in ordered.select(
            "finding_id", "source", "field", "value"
        ).iter_rows():
            if field == REMARK:
                codes = remarks.setdefault(finding_id, [])
                if value not in codes:
                    codes.append(value)
            else:
                stated.setdefault(finding_id, {}).setdefault(field, (source, str(value)))
        return stated, remarks

    @property
    def _fields(self) -> set[str]:
        """What sentences name, and what chooses among them."""
        texts = [
            spoken(message, self.language)
            for check in self.register.values()
            for message in check.summary.values()
        ]
        return {"subject", *(str(part[1]) for text in texts for part in Formatter().parse(text) if part[1])}

    def _sentence(self, finding: Mapping[str, object], stated: Stated, remarks: Iterable[str]) -> str:
        template = self._template(self.register[str(finding["check"])].summary, finding, stated)
        return spoken(template, self.language).format_map(_Facts(self, self._own(finding, remarks), stated))

    def _template(
        self, summary: Mapping[str, Message], finding: Mapping[str, object], stated: Stated
    ) -> Message:
        variant = stated["subject"][1].partition(":")[0] if "subject" in stated else ""
        if finding["months"] == 0 and "nothing_paid" in summary:
            variant = "nothing_paid"
        return summary.get(variant) or summary[""]

    def _own(self, finding: Mapping[str, object], remarks: Iterable[str]) -> dict[str, str]:
        noted = _SEPARATOR[self.language].join(
            translate(REMARKS[code].text, self.language) for code in remarks
        )
        sources = finding["sources"]
        names = sources if isinstance(sources, list) else []
        own = {
            "sources": _LIST[self.language].join(
                self.sources[name].title.within(self.language) for name in names
            ),
            "remarks": translate(NOTE, self.language).format(remarks=noted) if noted else "",
        }
        if self.register[str(finding["check"])].payments:
            own |= {"months": str(finding["months"]), "amount": str(finding["amount"])}
        event = finding["event_date"]
        return own | ({"event_date": self._day(event)} if isinstance(event, date) else {})

    def shown(self, source: str, field: str, value: str) -> str:
        """A value as a sentence writes it."""
        column = self.sources[source].columns.get(field) if source in self.sources else None
        if column is None:
            return value
        if column.kind == "division":
            return self._place(value)
        if column.kind == "code" and self.language == "zh":
            return column.codes.get(value, [value])[0]
        return self._day(date.fromisoformat(value)) if column.kind == "date" else value

    def _place(self, code: str) -> str:
        named = self.divisions.place(code)
        return f"{named}（{code}）" if self.language == "zh" else f"{named} ({code})"

    def _day(self, day: date) -> str:
        return f"{day.year}年{day.month}月{day.day}日" if self.language == "zh" else day.isoformat()


@dataclass(frozen=True)
class _Facts:
    """What a sentence may name, written when it is; whatever no record states is said to be not stated."""

    narrator: Narrator
    own: Mapping[str, str]
    stated: Stated

    def __getitem__(self, field: str) -> str:
        if field in self.own:
            return self.own[field]
        if field in self.stated:
            source, value = self.stated[field]
            return self.narrator.shown(source, field, value)
        return translate(NOT_STATED, self.narrator.language)

"""One sentence a finding, in either language, made from the finding and its evidence alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

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


class _Facts(dict[str, str]):
    """What a sentence may name; whatever no record states is said to be not stated."""

    language: Language = "en"

    def __missing__(self, key: str) -> str:
        return translate(NOT_STATED, self.language)


@dataclass(frozen=True)
class Narrator:
    """Writes the summaries of the checks of `register` in one language."""

    language: Language
    register: Register
    sources: Mapping[str, Source]
    divisions: Divisions

    def tell(self, findings: pl.DataFrame, evidence: pl.DataFrame) -> pl.Series:
        """The summaries of `findings`, in their order; what a check said that is no longer there stays as it was said."""
        parts = evidence.partition_by("finding_id", as_dict=True)
        none = evidence.clear()
        texts = [
            self._sentence(finding, parts.get((finding["finding_id"],), none).iter_rows(named=True))
            if finding["check"] in self.register
            else finding["summary"]
            for finding in findings.iter_rows(named=True)
        ]
        return pl.Series("summary", texts, dtype=pl.String)

    def _sentence(self, finding: Mapping[str, object], evidence: Iterable[Mapping[str, object]]) -> str:
        rows = sorted(evidence, key=lambda row: (row["source"] == RULE, row["source"] == ROSTER))
        facts = _Facts()
        facts.language = self.language
        for row in rows:
            facts.setdefault(
                str(row["field"]), self._shown(str(row["source"]), str(row["field"]), str(row["value"]))
            )
        remarks = dict.fromkeys(str(row["value"]) for row in rows if row["field"] == REMARK)
        facts |= self._own(finding, list(remarks))
        template = self._template(self.register[str(finding["check"])].summary, finding, rows)
        return spoken(template, self.language).format_map(facts)

    def _template(
        self,
        summary: Mapping[str, Message],
        finding: Mapping[str, object],
        rows: Iterable[Mapping[str, object]],
    ) -> Message:
        variant = next((str(row["value"]).partition(":")[0] for row in rows if row["field"] == "subject"), "")
        if finding["months"] == 0 and "nothing_paid" in summary:
            variant = "nothing_paid"
        return summary.get(variant) or summary[""]

    def _own(self, finding: Mapping[str, object], remarks: list[str]) -> dict[str, str]:
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

    def _shown(self, source: str, field: str, value: str) -> str:
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

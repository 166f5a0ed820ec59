"""`assist report`: a compared month for the screen, for a file, or for a program."""

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from rich.console import Console, RenderableType

from assist_cli.cases.ledger import Ledger
from assist_cli.outputs.month_view import Filters, check_titles, delivered, told, unmasked
from assist_cli.outputs.order import together
from assist_cli.outputs.screen.month import findings_list, households, month_report
from assist_cli.outputs.tables import csv_text, json_text
from assist_cli.settings.workspace import Workspace
from assist_cli.store import audit
from assist_cli.store.files import write_bytes

Format = Literal["table", "json", "csv"]
_WIDTH = 100


@dataclass(frozen=True)
class Report:
    """A rendered report: text for programs, something rich prints for people."""

    content: str | RenderableType

    def save(self, path: Path) -> None:
        """Write the report to a file of its own, readable by its owner."""
        write_bytes(path.absolute(), self._text().encode())

    def _text(self) -> str:
        if isinstance(self.content, str):
            return self.content
        text = io.StringIO()
        Console(file=text, width=_WIDTH, highlight=False, emoji=False).print(self.content)
        return text.getvalue()


def render(
    workspace: Workspace,
    month: str,
    filters: Filters,
    file_format: Format,
    *,
    by_household: bool = False,
    reason: str = "",
) -> Report:
    """The findings of `month` that pass `filters`; with a `reason` unmasked, which is logged."""
    ledger = Ledger(workspace.store)
    tables = ledger.read(month)
    findings = told(workspace, tables)
    if reason:
        findings = unmasked(ledger, month, tables, findings)
        audit.record(workspace.store, "unmask", {"command": "report", "month": month, "reason": reason})
    shown = filters.apply(together(findings))
    if file_format == "json":
        return Report(json_text(shown))
    if file_format == "csv":
        return Report(csv_text(shown))
    if by_household:
        return Report(households(shown, check_titles(workspace)))
    if filters.any or reason:
        return Report(findings_list(shown, check_titles(workspace)))
    return Report(
        month_report(month, findings, tables.coverage, delivered(workspace, month), check_titles(workspace))
    )

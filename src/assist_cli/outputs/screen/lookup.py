"""`assist lookup` on the terminal: person by person, what each source says, and what was found."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from rich.console import Group, RenderableType
from rich.text import Text

from assist_cli.language import _, chosen
from assist_cli.outputs import wording
from assist_cli.outputs.lookup.answers import Answer, Cells, Record
from assist_cli.outputs.screen.grid import LOUD, grid, heading, lamp, line, row, stacked
from assist_cli.outputs.tables import cell_text
from assist_cli.settings.values import Column
from assist_cli.settings.workspace import Workspace


def answer_pages(workspace: Workspace, answers: Iterable[Answer]) -> Iterator[RenderableType]:
    """Each answer as a page of its own."""
    titles: Mapping[str, str] = {}
    for answer in answers:
        if answer.findings and not titles:
            from assist_cli.outputs.month_view import check_titles  # noqa: PLC0415  it loads every check

            titles = check_titles(workspace)
        yield Group(heading(_who(answer)), *_records(workspace, answer), *_findings(answer, titles))


def _who(answer: Answer) -> str:
    number = answer.id_number or _("no usable ID number")
    if answer.household_id is None:
        return _("Term {term}: {number}").format(term=answer.term, number=number)
    return _("Term {term}, household {household}: {number}").format(
        term=answer.term, household=answer.household_id, number=number
    )


def _records(workspace: Workspace, answer: Answer) -> Iterator[RenderableType]:
    if not answer.known:
        yield line(_("The store holds nothing."), LOUD)
        if answer.mistyped:
            yield line(_("It is no valid ID number either: the check digit or the date of birth is wrong."))
        return
    table = grid(_("Source, months"), _("What the records say"), wide=(1,))
    for (source, said), records in _same(workspace, answer.records).items():
        months = dict.fromkeys(record.month for record in records)
        places = (f"→ {record.file}, {record.row}" for record in records)
        row(table, [stacked(str(workspace.sources[source].title), *months), stacked(said, *places)])
        table.add_section()
    yield table


def _same(workspace: Workspace, records: list[Record]) -> Mapping[tuple[str, str], list[Record]]:
    """Records by source and by what they say: a register says the same month after month."""
    same = defaultdict[tuple[str, str], list[Record]](list)
    for record in records:
        columns = workspace.sources[record.source].columns
        said = "; ".join(
            _cell(name, columns[name], value) for name, value in record.cells.items() if value is not None
        )
        same[record.source, said].append(record)
    return same


def _cell(name: str, column: Column, value: object) -> str:
    if chosen() == "zh":
        words = column.codes.get(str(value), [cell_text(value)])
        return f"{column.headers[0]}：{words[0]}"
    return f"{name}: {cell_text(value)}"


def _findings(answer: Answer, titles: Mapping[str, str]) -> Iterator[RenderableType]:
    if not answer.known:
        return
    if not answer.findings:
        yield line(_("No findings."))
        return
    table = grid(_("Month"), _("Lamp"), _("What the records say"), wide=(2,))
    for finding in answer.findings:
        row(table, [finding["month"], lamp(finding["lamp"]), _said(finding, titles)])
        table.add_section()
    yield table


def _said(finding: Cells, titles: Mapping[str, str]) -> Text:
    check = _("{check} ({status})").format(
        check=titles.get(finding["check"], finding["check"]), status=wording.status(finding["status"])
    )
    return stacked(check, wording.grade(finding["grade"]), finding["summary"])

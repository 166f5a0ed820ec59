"""Headers drawn as text: cells between bars, a row a line; the cells stay where they are drawn."""

from assist_cli.extracts.columns.header import Mapping, find_heading, map_columns
from assist_cli.settings.values import Source


def cells_of(drawn: str) -> list[list[str]]:
    """The rows of a drawn sheet; a line of dashes is decoration, a line of bars a blank row."""
    lines = [line for line in drawn.splitlines() if line.strip() and not set(line) <= set("-+ ")]
    return [[cell.strip() for cell in line.split("|")] for line in lines]


def mapped(drawn: str, source: Source) -> Mapping:
    """How the columns of a drawn sheet are understood."""
    return map_columns("drawn", find_heading("drawn", cells_of(drawn), source).headers, source)


def taken(drawn: str, source: Source) -> dict[str, str]:
    """Field -> the letter of the column that is taken for it."""
    return {name: "ABCDEFGHIJKLMNOP"[at] for name, at in mapped(drawn, source).positions.items()}


def changed(source: Source, column: str, **said: object) -> Source:
    """A source whose column says something else."""
    data = source.model_dump(by_alias=True)
    data["columns"][column] |= said
    return Source.model_validate(data)

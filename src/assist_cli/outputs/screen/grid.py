"""Tables and text for the terminal: simple lines, right widths, nothing interpreted."""

import unicodedata
from collections.abc import Iterable, Sequence

from rich.box import Box
from rich.table import Table
from rich.text import Text

from assist_cli.outputs import wording

LAMP_STYLES = {"red": "bold red", "yellow": "yellow", "green": "green", "grey": "bright_black"}
LOUD = "bold red"
# Hyphens: a drawn line is two cells wide on many Chinese terminals and would wrap.
_RULE = Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True)


def grid(*headers: str, numbers: Iterable[int] = (), wide: Iterable[int] = ()) -> Table:
    """An empty table; columns at the places `numbers` are right-aligned, those at `wide` take what is left."""
    table = Table(box=_RULE, pad_edge=False, show_edge=False, header_style="bold")
    rightward, wide = set(numbers), set(wide)
    for place, header in enumerate(headers):
        table.add_column(
            header,
            justify="right" if place in rightward else "left",
            ratio=1 if place in wide else None,
            overflow="fold",
        )
    table.expand = bool(wide)
    return table


def row(table: Table, cells: Sequence[str | Text], style: str | None = None) -> None:
    """Add a row of texts as they are: no markup, no control characters."""
    table.add_row(*(cell if isinstance(cell, Text) else plain(cell) for cell in cells), style=style)


def plain(text: str | None, style: str = "") -> Text:
    """`text` as it can be shown: control and direction characters, which could rewrite a line, become `?`."""
    shown = "".join("?" if unicodedata.category(sign) in {"Cc", "Cf"} else sign for sign in text or "")
    return Text(shown, style=style)


def stacked(*parts: str | None) -> Text:
    """`parts` one below the other in one cell."""
    return Text("\n").join(plain(part) for part in parts)


def lamp(code: str) -> Text:
    """The lamp as a word, in its colour."""
    return plain(wording.lamp(code), LAMP_STYLES.get(code, ""))


def heading(text: str) -> Text:
    """A section's heading, with an empty line before it."""
    return Text("\n", style="bold").append_text(plain(text))


def line(text: str, style: str = "") -> Text:
    """A sentence of its own."""
    return plain(text, style)


def number(value: int) -> str:
    """A count with a comma between thousands."""
    return f"{value:,}"

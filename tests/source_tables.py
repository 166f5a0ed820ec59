"""The tables of docs/sources.md, from the configuration and the code; called as a program, it writes them there."""

import re
from pathlib import Path

from assist_cli.extracts.cells.kinds import REPAIRS
from assist_cli.outputs.screen.source_columns import FORMS, store_type
from assist_cli.settings.shipped import folder
from assist_cli.settings.values import Column, Source
from assist_cli.settings.workspace import Workspace

PAGE = Path(__file__).parents[1] / "docs" / "sources.md"
HEADER = (
    "| column | kind, type, unit | must be there | meaning | 含义 | usual header |\n|---|---|---|---|---|---|"
)
SECTION = re.compile(r"(<!-- (\w+): .*? -->\n).*?(<!-- end of \2 -->)", re.DOTALL)


def written(page: str) -> str:
    """`page` with its generated sections as they must be."""
    sections = {"repairs": repairs_table(), "sources": source_tables()}
    return SECTION.sub(lambda found: found[1] + sections[found[2]] + found[3], page)


def repairs_table() -> str:
    rows = "".join(f"| `{code}` | {meaning} |\n" for code, meaning in REPAIRS.items())
    return f"\n| code | meaning |\n|---|---|\n{rows}\n"


def source_tables() -> str:
    sources = Workspace(folder("configs")).sources.values()
    return "\n" + "\n".join(map(_source, sources)) + "\n"


def _source(source: Source) -> str:
    rows = "\n".join(_column(name, column) for name, column in source.columns.items())
    title = f"### `{source.name}`\n\n{source.title.en} · {source.title.zh} · {source.department.zh} · {source.shape}"
    return f"{title}\n\n{HEADER}\n{rows}\n\nKnown and never landed: {' '.join(source.dropped)}\n"


def _column(name: str, column: Column) -> str:
    kept = [column.kind, store_type(column.kind), FORMS.get(column.kind, "")]
    need = "in every row" if column.filled else "column only" if column.required else "may be missing"
    cells = [
        f"`{name}`",
        ", ".join(filter(None, kept)),
        need,
        column.meaning.en,
        column.meaning.zh,
        column.headers[0],
    ]
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")

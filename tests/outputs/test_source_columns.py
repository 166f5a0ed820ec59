"""The columns of a source as `assist status --source` shows them."""

import io

from rich.cells import cell_len
from rich.console import Console

from assist_cli.outputs.screen.source_columns import columns_page
from assist_cli.settings.shipped import folder
from assist_cli.settings.workspace import Workspace


def test_the_columns_of_every_source_fit_a_hundred_columns_of_the_screen(tongue):
    for source in Workspace(folder("configs")).sources.values():
        screen = io.StringIO()
        Console(file=screen, width=100).print(columns_page(source).table)
        told = screen.getvalue()
        assert max(cell_len(line) for line in told.splitlines()) <= 100
        assert {"en": "in every row", "zh": "每行必填"}[tongue] in told

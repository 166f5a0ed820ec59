"""A workspace of the shipped configuration, and a pen to change one place of it."""

import shutil
from collections.abc import Callable

import pytest

from assist_cli.settings.shipped import folder
from assist_cli.settings.workspace import Workspace

Edit = Callable[[str, str, str], Workspace]


@pytest.fixture
def root(tmp_path):
    shutil.copytree(folder("configs"), tmp_path, dirs_exist_ok=True)
    return tmp_path


@pytest.fixture
def edited(root) -> Edit:
    """Replace the first `old` in `file` by `new`, and give the workspace as it is then."""

    def edit(file: str, old: str, new: str) -> Workspace:
        path = root / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} no longer says {old}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return Workspace(root)

    return edit

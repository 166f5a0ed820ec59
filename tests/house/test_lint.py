"""The repository is as clean as its own configuration asks."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    "call",
    [["ruff", "check", "--quiet"], ["ruff", "format", "--check", "--quiet"], ["mypy"]],
    ids=["ruff check", "ruff format", "mypy"],
)
def test_the_repository_is_clean(call):
    done = subprocess.run(
        [sys.executable, "-m", *call], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr

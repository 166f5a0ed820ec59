"""The real program in a subprocess, and a finished demo to look at."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parents[2] / "sample_data"


@dataclass(frozen=True)
class Answer:
    code: int
    out: str
    err: str

    @property
    def all(self) -> str:
        return self.out + self.err


Assist = Callable[..., Answer]


def call(*arguments: object, lang: str = "en", cwd: Path | None = None) -> Answer:
    """One command line in one language, from a folder."""
    return call_plain("--lang", lang, *arguments, cwd=cwd)


def call_plain(*arguments: object, cwd: Path | None = None, **environ: str) -> Answer:
    """One command line, without choosing the language; `environ` is added to a bare environment."""
    source = os.fspath(Path(__file__).parents[2] / "src")
    env = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG", "ASSIST"))}
    done = subprocess.run(
        [sys.executable, "-m", "assist_cli", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        env={**env, "PYTHONPATH": source, "COLUMNS": "100", **environ},
        check=False,
    )
    return Answer(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="session")
def plain() -> Assist:
    return call_plain


@pytest.fixture(scope="session")
def assist() -> Assist:
    return call


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Answer]:
    """The demo's folder and what it printed; not to be changed."""
    folder = tmp_path_factory.mktemp("finished") / "demo"
    answer = call("demo", folder)
    assert answer.code == 0, answer.err
    return folder, answer


@pytest.fixture(scope="session")
def demo(finished: tuple[Path, Answer]) -> Path:
    return finished[0]


@pytest.fixture
def own(demo: Path, tmp_path: Path) -> Path:
    """A copy of the finished demo that a test may change."""
    return Path(shutil.copytree(demo, tmp_path / "own"))


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A new workspace of the fictional district, its inbox empty."""
    folder = tmp_path / "workspace"
    answer = call("init", folder, "--jurisdiction", "990102")
    assert answer.code == 0, answer.err
    return folder


@pytest.fixture
def with_april(workspace: Path) -> Path:
    """A workspace with April's files in its inbox."""
    shutil.copytree(SAMPLE / "2024-04", workspace / "inbox" / "2024-04")
    return workspace

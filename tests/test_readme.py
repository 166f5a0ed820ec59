"""The terminal walk-throughs of both READMEs, run as written; `…` stands for whatever is left out."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def walkthroughs(page: str) -> list[tuple[str, str]]:
    """The commands of a page in their order, each with the output that is shown below it."""
    blocks = re.findall(
        r"^```console\n(.*?)^```", (ROOT / page).read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )
    return [
        (command, shown)
        for block in blocks
        for command, shown in re.findall(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)
    ]


def fits(shown: str, printed: str) -> bool:
    """Whether `printed` is what `shown` says, line ends aside."""
    lines = [re.escape(line.rstrip()).replace("…", ".*") for line in shown.splitlines()]
    pattern = "\n".join(r"(?:.*\n)*?.*" if line == ".*" else line for line in lines)
    text = "\n".join(line.rstrip() for line in printed.splitlines())
    return re.fullmatch(pattern, text) is not None


def follow(page: str, lang: str, folder: Path) -> int:
    """Call a page's commands from `folder`; every one must print what is shown. How many there were."""
    steps = walkthroughs(page)
    env = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "ASSIST"))}
    env |= {"PYTHONPATH": str(ROOT / "src"), "LANG": lang, "COLUMNS": "100"}
    for command, shown in steps:
        words = shlex.split(command)
        if words[0] == "cd":
            folder /= words[1]
            continue
        done = subprocess.run(
            [sys.executable, "-m", "assist_cli", *words[1:]],
            cwd=folder,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert words[0] == "assist"
        assert fits(shown, done.stdout), f"{command}\n{done.stdout}"
    return len(steps)


@pytest.mark.parametrize(("page", "lang"), [("README.md", "C"), ("README.zh.md", "zh_CN.UTF-8")])
def test_the_walkthrough_prints_what_the_page_shows(page, lang, tmp_path):
    assert follow(page, lang, tmp_path) >= 6


def test_a_wrong_page_would_be_noticed():
    assert fits("a\n…\nz\n", "a\nb\nc\nz\n")
    assert fits("a …\n", "a b\n")
    assert not fits("a\n…\nz\n", "a\nb\n")
    assert not fits("a\n", "a\nb\n")


def test_the_first_two_commands_are_what_ci_calls():
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    lines = [line.strip() for line in page.splitlines() if line.startswith("    ")][:2]
    ci = (ROOT / ".ci/run").read_text(encoding="utf-8")
    assert lines[1] in ci
    assert all(part.strip() in ci for part in lines[0].split("&&")[:2])

"""`--help` in both languages: every command with an example, and no word of the other language."""

import pytest

COMMANDS = [
    "demo", "init", "ingest", "status", "compare", "report", "export", "lookup", "run", "synth", "checks", "checks list",
    "checks explain", "checks try",
]  # fmt: skip
OPTIONS = {
    "ingest": ["--month", "--inbox", "--accept", "--reason", "SOURCE", "FILE"],
    "status": ["--month", "--source", "--rejected", "--format"],
    "compare": ["--month", "--check", "--engine"],
    "report": ["--month", "--check", "--lane", "--lamp", "--division", "--status", "--format", "--output", "--households",
               "--unmask", "--reason"],
    "export": ["--month", "--level", "--format", "--to", "--top", "--slips", "--rejected", "--unmask", "--reason"],
    "lookup": ["TERM", "--file", "--format", "--unmask", "--reason"],
    "init": ["--jurisdiction"],
    "synth": ["--people", "--months", "--seed"],
}  # fmt: skip


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_has_an_example_and_speaks_one_language(assist, command):
    english = assist(*command.split(), "--help")
    chinese = assist(*command.split(), "--help", lang="zh")
    assert english.code == chinese.code == 0
    if command != "checks":
        assert f"assist {command}".strip() in english.out.partition("Example:")[2]
        assert f"assist {command}".strip() in chinese.out.partition("示例")[2]
    for word in ("Usage", "Options", "Commands", "Arguments", "Show this", "required", "default"):
        assert word not in chinese.out
    assert not any("\u4e00" <= sign <= "\u9fff" for sign in english.out)


@pytest.mark.parametrize("command", sorted(OPTIONS))
def test_help_names_every_option_of_the_contract(assist, command):
    told = assist(command, "--help").out
    assert [option for option in OPTIONS[command] if option not in told] == []


def test_the_programs_own_options_may_stand_anywhere(assist, demo):
    before = assist("--workspace", demo, "--quiet", "report", "--month", "2024-06", "--format", "json")
    after = assist("report", "--month", "2024-06", "--format", "json", "--quiet", "--workspace", demo)
    assert before.code == after.code == 0
    assert before.out == after.out


def test_the_locale_decides_where_nobody_says_otherwise(plain):
    assert "用法" in plain("--help", LANG="zh_CN.UTF-8").out
    assert "Usage" in plain("--help", LANG="C").out

"""The Chinese catalogue says everything that the source says, and nothing else."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from assist_cli.checks import REGISTER
from assist_cli.checks.check import sections

SOURCE = Path(__file__).parents[2] / "src" / "assist_cli"
CATALOGUE = SOURCE / "locale" / "zh" / "LC_MESSAGES" / "assist.po"

WITHOUT_CHINESE = {", ", "{check} ({status})"}
"""Messages that are punctuation, placeholders or code words in both languages."""
MAY_SAY_STOPPED: set[str] = set()
"""Messages about a status of the roster or an outcome. Everything else says 建议核实, never 停发."""


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    """The calls of `_` and `N_`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called(node) in {"_", "N_"}:
            yield node


def called(call: ast.Call) -> str:
    match call.func:
        case ast.Name(name) | ast.Attribute(attr=name):
            return name
    return ""


def literal(call: ast.Call) -> str | None:
    match call.args:
        case [ast.Constant(str(text))]:
            return text
    return None


def can_be_collected(call: ast.Call) -> bool:
    """A literal; for `_` also what was marked elsewhere. Nothing that is put together here."""
    match call.args:
        case [ast.Call(ast.Attribute(ast.Constant() | ast.JoinedStr()))]:
            return False
        case [ast.Name() | ast.Attribute() | ast.Subscript() | ast.Call()]:
            return called(call) == "_" and not call.keywords
    return literal(call) is not None and not call.keywords


def modules() -> dict[str, ast.Module]:
    return {
        path.relative_to(SOURCE).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(SOURCE.rglob("*.py"))
    }


def source_messages() -> set[str]:
    written = {
        text for tree in modules().values() for call in calls(tree) if (text := literal(call)) is not None
    }
    return written | {text for check in REGISTER.values() for text in sections(check.doc).values()}


def placeholders(text: str) -> set[tuple[str, str | None, str | None]]:
    return {
        (name, spec, conversion) for _, name, spec, conversion in Formatter().parse(text) if name is not None
    }


def has_chinese(text: str) -> bool:
    return any("一" <= sign <= "鿿" for sign in text)


@pytest.fixture(scope="module")
def messages():
    return source_messages()


@pytest.fixture(scope="module")
def catalogue():
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="zh", abort_invalid=True)


@pytest.fixture(scope="module")
def chinese(catalogue):
    """English -> Chinese, without the header."""
    return {message.id: message.string for message in catalogue if message.id}


def test_every_message_has_a_chinese_text(messages, chinese):
    assert len(messages) > 300
    assert sorted(text for text in messages if not chinese.get(text, "").strip()) == []


def test_every_entry_is_a_message_of_the_source_once(messages, chinese, catalogue):
    assert sorted(set(chinese) - messages) == []
    assert list(catalogue.obsolete) == []
    entries = [
        line for line in CATALOGUE.read_text(encoding="utf-8").splitlines() if line.startswith("msgid ")
    ]
    assert len(entries) == len(chinese) + 1  # the header


def test_no_entry_is_fuzzy(catalogue):
    assert not catalogue.fuzzy
    assert [message.id for message in catalogue if message.id and message.fuzzy] == []


def test_both_sides_have_the_same_placeholders(chinese):
    assert {
        english: text for english, text in chinese.items() if placeholders(english) != placeholders(text)
    } == {}


def test_chinese_texts_are_chinese(messages, chinese):
    assert {english for english, text in chinese.items() if not has_chinese(text)} == WITHOUT_CHINESE
    assert messages >= WITHOUT_CHINESE


def test_no_text_says_that_a_payment_is_stopped(chinese):
    assert {english for english, text in chinese.items() if "停发" in text} == MAY_SAY_STOPPED


def test_messages_are_not_put_together_where_they_are_translated():
    assert [
        f"{name}:{call.lineno}"
        for name, tree in modules().items()
        for call in calls(tree)
        if not can_be_collected(call)
    ] == []


@pytest.mark.parametrize(
    "code",
    [
        '_(f"{count} rows")',
        '_("a" f"{b}")',
        '_("a" + b)',
        '_("%s rows" % count)',
        '_("{count} rows".format(count=1))',
        '_("a" if b else "c")',
        '_("a", "b")',
        "_(1)",
        "_()",
        "N_(text)",
        'language._(f"{count} rows")',
    ],
)
def test_what_cannot_be_collected_is_seen(code):
    assert [can_be_collected(call) for call in calls(ast.parse(code))] == [False]


@pytest.mark.parametrize(
    "code",
    [
        '_("a" "b")',
        'N_("a")',
        "_(text)",
        "_(self.text)",
        "_(WORDS[code])",
        "_(title(code))",
        'language._("a")',
    ],
)
def test_what_can_be_collected_is_left_alone(code):
    assert [can_be_collected(call) for call in calls(ast.parse(code))] == [True]

"""docs/checks.md says what the checks themselves say."""

import pytest

from assist_cli.checks import REGISTER
from assist_cli.checks.check import sections
from assist_cli.language import translate
from check_tables import PACKS, PAGE, written

TEXT = PAGE.read_text(encoding="utf-8")


def test_the_page_is_that_of_the_checks():
    assert written(TEXT) == TEXT, "call `python tests/check_tables.py`"


def test_a_page_that_has_drifted_would_be_noticed():
    assert written(TEXT.replace("`lookback_months` = 24", "`lookback_months` = 36")) == TEXT
    assert written("no sections") == "no sections"


@pytest.mark.parametrize("name", REGISTER)
def test_every_check_has_its_card_in_both_languages(name):
    check, card = REGISTER[name], TEXT.partition(f"\n### {name}\n")[2].partition("\n### ")[0]
    texts = [*sections(check.doc).values(), *check.summary.values(), check.title]
    for text in texts:
        for language in ("en", "zh"):
            assert translate(text, language)[1:] in card
    assert all(rule.pack.basis.zh in card and rule.pack.basis.en in card for rule in PACKS[name])


def test_every_check_is_linked_from_the_table():
    assert [name for name in REGISTER if f"| [`{name}`](#{name}) |" not in TEXT] == []

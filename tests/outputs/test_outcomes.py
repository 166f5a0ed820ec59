"""What a street writes into the sheet comes back as one of nine codes, or not at all."""

import pytest

from assist_cli.cases import outcomes

NINE = {
    "confirmed_stopped",
    "confirmed_adjusted",
    "source_error",
    "roster_error",
    "exempt",
    "known",
    "unverifiable",
    "in_progress",
    "restored",
}


def test_the_outcomes_are_those_of_the_contract():
    assert set(outcomes.OUTCOMES) == NINE


@pytest.mark.parametrize(
    ("parse", "labels"), [(outcomes.parse, outcomes.OUTCOMES), (outcomes.parse_method, outcomes.METHODS)]
)
def test_every_spelling_that_was_offered_comes_back_as_its_code(parse, labels):
    for code, choice in zip(labels, outcomes.choices(labels), strict=True):
        chinese, english, last = choice.split(" | ")
        assert last == code
        assert any("一" <= sign <= "鿿" for sign in chinese)
        for spelling in (code, chinese, english, choice, f"  {english.upper()} ", f"{chinese}｜{english}"):
            assert parse(spelling) == code, spelling


def test_no_spelling_stands_for_two_outcomes():
    words = [part for choice in outcomes.choices(outcomes.OUTCOMES) for part in choice.split(" | ")]
    assert len(words) == len(set(words)) == 27


@pytest.mark.parametrize("cell", ["", "   ", " | "])
def test_a_blank_cell_is_no_outcome(cell):
    assert outcomes.parse(cell) is None


@pytest.mark.parametrize("cell", ["停", "confirmed", "visit", "known | exempt", "exempt | 张三"])
def test_other_words_are_refused_without_being_quoted(cell):
    with pytest.raises(ValueError, match="not one of the words offered") as refused:
        outcomes.parse(cell)
    assert cell not in str(refused.value)


def test_labels_follow_the_language(tongue):
    assert (
        outcomes.label("exempt") == {"zh": "属实，但符合政策规定", "en": "True, but exempt by policy"}[tongue]
    )

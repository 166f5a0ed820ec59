"""The language of a test is the language of that test only."""

from collections.abc import Callable, Iterator

import pytest

from assist_cli import language


@pytest.fixture
def speak() -> Iterator[Callable[[language.Language], None]]:
    before = language.chosen()
    yield language.use
    language.use(before)


@pytest.fixture(params=["zh", "en"])
def tongue(request: pytest.FixtureRequest, speak: Callable[[language.Language], None]) -> language.Language:
    """Both languages, one after the other."""
    speak(request.param)
    return request.param

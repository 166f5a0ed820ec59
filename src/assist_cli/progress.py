"""How long work tells how far it is: name a stage and its number of steps, call the answer after each step."""

from collections.abc import Callable

Progress = Callable[[str, int], Callable[[], None]]


def silent(_stage: str, _steps: int) -> Callable[[], None]:
    """Tell nobody."""
    return lambda: None

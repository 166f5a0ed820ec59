"""Work beside work: what comes next is made in threads while the last is used. Order is kept, little is held."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_AT_A_TIME = 2
"""Batches are worked on by the library's own threads too; more at a time would only hold more."""


def made_ahead(items: Iterator[Item]) -> Iterator[Item]:
    """The same items, the next one always being made while the last is worked on."""
    with ThreadPoolExecutor(max_workers=1) as beside:
        coming = beside.submit(_next, items)
        while item := coming.result():
            coming = beside.submit(_next, items)
            yield from item


def side_by_side(work: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
    """`work` of every item, in their order, a few of them under way at a time."""
    under_way = deque[Future[Result]]()
    with ThreadPoolExecutor(_AT_A_TIME) as beside:
        for item in items:
            under_way.append(beside.submit(work, item))
            if len(under_way) > _AT_A_TIME:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()


def _next(items: Iterator[Item]) -> list[Item]:
    return list(islice(items, 1))

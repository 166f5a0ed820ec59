"""Key ranges hold every key once, whoever is on the roster."""

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from assist_cli.store.ranges import key_ranges

KEYS = st.lists(st.one_of(st.none(), st.integers(-(2**63), 2**63 - 1), st.integers(-3, 3)), max_size=12)


def holds(part, key):
    low, high = part
    return (low is None or key >= low) and (high is None or key < high)


@given(keys=KEYS, people=st.integers(1, 5), asked=st.integers(-(2**63), 2**63 - 1))
@settings(derandomize=True, deadline=None, database=None)
def test_every_key_lies_in_exactly_one_range(keys, people, asked):
    """Also one that is not on the roster: another source may have it."""
    ranges = key_ranges(pl.Series(keys, dtype=pl.Int64), people)
    for key in [*(key for key in keys if key is not None), asked]:
        assert sum(holds(part, key) for part in ranges) == 1


@given(keys=KEYS, people=st.integers(1, 5))
@settings(derandomize=True, deadline=None, database=None)
def test_no_range_holds_more_roster_people_than_asked_for(keys, people):
    roster = {key for key in keys if key is not None}
    for part in key_ranges(pl.Series(keys, dtype=pl.Int64), people):
        assert sum(holds(part, key) for key in roster) <= people


def test_an_empty_roster_is_one_range_without_limits():
    assert key_ranges(pl.Series([], dtype=pl.Int64), 500_000) == [(None, None)]

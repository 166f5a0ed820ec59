"""Evidence that is packed and unpacked is all there, in order, however it was cut before."""

from itertools import pairwise

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from assist_cli.findings.packing import CELLS, packed, unpacked
from assist_cli.findings.tables import EVIDENCE

cells = st.tuples(
    st.one_of(st.sampled_from(["f0", "f0a", "fa1", "ff9"]), st.text("f0123456789abcdef", max_size=5)),
    st.sampled_from(["civil.roster", "checks"]),
    st.sampled_from([None, "2024-05", "2024-06"]),
    st.sampled_from([None, "甲.csv"]),
    st.one_of(st.none(), st.integers(1, 9)),
    st.sampled_from(["name", "remark"]),
    st.sampled_from([None, "甲**", ""]),
)


@given(rows=st.lists(cells, max_size=30), cuts=st.lists(st.integers(0, 30), max_size=3))
def test_whatever_was_packed_in_parts_comes_out_whole_and_in_order(rows, cuts):
    evidence = pl.DataFrame(rows, schema=EVIDENCE, orient="row")
    bounds = [0, *sorted(min(cut, len(rows)) for cut in cuts), len(rows)]
    parts = [packed(evidence[start:end].lazy()) for start, end in pairwise(bounds)]
    together = pl.concat(parts)
    frames = list(unpacked(together))
    whole = pl.concat([pl.DataFrame(schema=EVIDENCE), *frames])
    assert whole.equals(evidence.sort(EVIDENCE.names()))
    assert together[CELLS].sum() == len(rows)
    assert all(frame["finding_id"].str.head(2).n_unique() == 1 for frame in frames)

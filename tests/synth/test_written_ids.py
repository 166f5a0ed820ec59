"""Which made-up numbers are resident IDs."""

from datetime import date

import polars as pl

from assist_cli.synth.identifiers import resident_id
from assist_cli.synth.written_ids import person_key, valid


def test_only_a_resident_id_is_valid_whatever_another_document_ends_in():
    right = resident_id("990102", date(1960, 1, 1), 7)
    others = ["X1234567" + str(end) for end in range(10)]
    told = pl.DataFrame({"number": [right, *others, "无", None]}).select(
        valid(pl.col("number")).alias("valid"), person_key(pl.col("number")).alias("key")
    )
    assert told["valid"].to_list() == [True] + [False] * 12
    assert told["key"].to_list() == [int(right[:17])] + [None] * 12

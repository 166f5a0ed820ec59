"""Rows in runs on the disk and in memory, merged by ranges of keys, are what one sort of all of them gives."""

from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from drawn_files import AS_OF, HEADERS, SHIPPED, csv_text, good_row, resident
from drawn_files import EVERYTHING as SOURCE
from hypothesis import given, settings
from hypothesis import strategies as st

from assist_cli.extracts.cells.division_names import DivisionNames
from assist_cli.extracts.files import encodings
from assist_cli.extracts.files.reading import open_tables
from assist_cli.extracts.rows import Reader
from assist_cli.store import spool as spools
from assist_cli.store.spool import spooling

PEOPLE = st.integers(min_value=0, max_value=9)
ROWS = st.lists(st.tuples(PEOPLE, st.sampled_from(["2024-05-01", "无此日"])), max_size=16)
READER = Reader(SOURCE, AS_OF, DivisionNames(SHIPPED.divisions, SHIPPED.bureau.jurisdiction))


@contextmanager
def small():
    """A batch is some rows, a run some batches, a range some keys."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(encodings, "PIECE_BYTES", 700)
        patch.setattr(spools, "BYTES_PER_RUN", 3000)
        patch.setattr(spools, "ROWS_PER_RANGE", 4)
        patch.setattr(spools, "_ROWS_PER_SAMPLE", 2)
        yield


def landed_and_rejected(folder, files):
    """What a delivery of several files becomes, and how many runs and ranges there were."""
    with spooling(folder / "store", READER) as spool:
        for number, rows in enumerate(files):
            path = folder / f"{number}.csv"
            cells = [good_row(person, died_on=died_on) for person, died_on in rows]
            path.write_text(csv_text([HEADERS, *cells]), encoding="utf-8")
            with open_tables(path, SOURCE) as tables:
                for table in tables:
                    spool.add(table)
        runs = sum(len(rows.runs) for rows in spool._files)
        ranges = len(list(spool._ranges()))
        spool.write_landed(folder / "landed.parquet", {})
        spool.write_rejected(folder / "rejected.parquet")
        return *(pl.read_parquet(folder / f"{kind}.parquet") for kind in ("landed", "rejected")), runs, ranges


@settings(deadline=None, derandomize=True, max_examples=10)
@given(files=st.lists(ROWS, min_size=1, max_size=3))
def test_rows_come_by_key_file_and_row_and_none_is_lost(files):
    with TemporaryDirectory() as folder, small():
        landed, rejected, _runs, _ranges = landed_and_rejected(Path(folder), files)
    every = [
        (int(resident(person)[:17]), f"{number}.csv", row, died_on)
        for number, rows in enumerate(files)
        for row, (person, died_on) in enumerate(rows, 2)
    ]
    assert landed.select("person_key", "file", "row").rows() == sorted(
        (key, file, row) for key, file, row, died_on in every if died_on != "无此日"
    )
    assert rejected.select("file", "row").rows() == [
        (file, row) for _key, file, row, died_on in every if died_on == "无此日"
    ]


def test_what_is_drawn_is_spread_over_runs_memory_and_ranges(tmp_path):
    rows = [(number % 10, "2024-05-01") for number in range(40)]
    with small():
        landed, _rejected, runs, ranges = landed_and_rejected(tmp_path, [rows, rows])
    assert landed.height == 80
    assert runs > 2
    assert ranges > 2
    assert landed["person_key"].is_sorted()

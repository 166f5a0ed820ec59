"""The rows of one delivery on their way into the store: sorted runs on the disk, merged when all have been read.

However large the delivery, only one batch or one range of keys is held at a time.
"""

import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain, count, islice
from pathlib import Path

import polars as pl

from assist_cli.beside import made_ahead, side_by_side
from assist_cli.extracts.files.table import RawTable
from assist_cli.extracts.measures import Measures
from assist_cli.extracts.rows import Reader, Rows, TableReader, rejected_schema, store_schema
from assist_cli.settings.values import Source
from assist_cli.store.files import make_folder
from assist_cli.store.parquet import write_parts

KEY = "person_key"
ROWS_PER_RANGE = 500_000
BYTES_PER_RUN = 128 << 20
"""Of rows in memory: a million narrow ones. Sorting them takes as much again."""
_ROWS_PER_RUN_GROUP = 50_000
_ROWS_PER_SAMPLE = 1_000
_FOLDER = ".landing.part"


@contextmanager
def spooling(store: Path, reader: Reader) -> Iterator["Spool"]:
    """A spool under `store` whose folder goes when its delivery is in place, or was refused."""
    folder = store / _FOLDER
    make_folder(folder)
    try:
        yield Spool(folder, reader)
    finally:
        shutil.rmtree(folder)


@dataclass
class _FileRows:
    """What was read of one file: its landed rows, in runs and not yet in one, a sample of their keys, its rejected rows."""

    measures: Measures = field(default_factory=Measures)
    runs: list[Path] = field(default_factory=list)
    waiting: list[pl.DataFrame] = field(default_factory=list)
    keys: list[pl.Series] = field(default_factory=list)
    rejected: list[Path] = field(default_factory=list)

    def forget(self) -> None:
        for run in (*self.runs, *self.rejected):
            run.unlink()


@dataclass
class Spool:
    """Takes the tables of a delivery, and gives its rows back in order. `not_landed`, `refused`: headers that stay behind."""

    folder: Path
    reader: Reader
    not_landed: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    _files: list[_FileRows] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=count)

    @property
    def measures(self) -> Measures:
        """What was counted over all files."""
        return sum((rows.measures for rows in self._files), Measures())

    @property
    def source(self) -> Source:
        return self.reader.source

    def add(self, table: RawTable) -> None:
        """Read a file's rows. The first batch votes on its date columns; where the whole votes otherwise, again."""
        for last in self._files[-1:]:
            self._write_run(last)
        reader = self.reader.of(table)
        serials = None
        while True:
            rows, tried, elected = self._read(reader, serials)
            if tried == elected:
                break
            rows.forget()
            serials = elected
        rows.measures.number_ids = max(rows.measures.number_ids, reader.number_ids)
        self._files.append(rows)
        self.not_landed += [name for name in reader.mapping.not_landed if name not in self.not_landed]
        self.refused += [name for name in reader.mapping.refused if name not in self.refused]

    def write_landed(self, path: Path, metadata: Mapping[str, str]) -> None:
        """All landed rows by key, file and row, as one Parquet file; counts the repeated ones."""
        write_parts(self._counted_ranges(), store_schema(self.source), path, metadata)

    def write_rejected(self, path: Path) -> None:
        """All rejected rows in the order of files and rows."""
        runs = (pl.read_parquet(run) for rows in self._files for run in rows.rejected)
        write_parts(runs, rejected_schema(self.source), path, {})

    def _read(
        self, reader: TableReader, serials: frozenset[str] | None
    ) -> tuple[_FileRows, frozenset[str], frozenset[str]]:
        """The rows of a table, which columns were tried as day numbers, and which its whole elects."""
        rows, votes = _FileRows(), Counter[str]()
        batches = iter(reader.table.batches)
        first = list(islice(batches, 1))
        tried = _elected(sum(map(reader.vote, first), votes)) if serials is None else serials

        def work(batch: pl.DataFrame) -> tuple[Counter[str], Rows]:
            return reader.vote(batch), reader.read(batch, tried)

        for voted, batch in side_by_side(work, chain(first, made_ahead(batches))):
            votes.update(voted)
            self._keep(batch, rows)
        return rows, tried, _elected(votes)

    def _keep(self, batch: Rows, rows: _FileRows) -> None:
        rows.measures.count(batch, self.source)
        if batch.rejected.height:
            rows.rejected.append(self._spill(batch.rejected))
        rows.waiting.append(batch.landed)
        rows.keys.append(batch.landed[KEY].drop_nulls().gather_every(_ROWS_PER_SAMPLE))
        if sum(frame.estimated_size() for frame in rows.waiting) >= BYTES_PER_RUN:
            self._write_run(rows)

    def _write_run(self, rows: _FileRows) -> None:
        """The landed rows that wait go to the disk, by key."""
        if rows.waiting:
            rows.runs.append(self._spill(pl.concat(rows.waiting).sort(KEY, maintain_order=True)))
            rows.waiting.clear()

    def _spill(self, rows: pl.DataFrame) -> Path:
        path = self.folder / f"{next(self._numbers):06d}.parquet"
        rows.write_parquet(path, compression="lz4", row_group_size=_ROWS_PER_RUN_GROUP)
        path.chmod(0o600)
        return path

    def _counted_ranges(self) -> Iterator[pl.DataFrame]:
        for rows in self._ranges():
            if self.source.unique_by:
                self._files[0].measures.repeated += rows.height - rows.select(self._naming).n_unique()
            yield rows

    def _ranges(self) -> Iterator[pl.DataFrame]:
        """The landed rows, a range of keys at a time, without a key first; whatever holds them does by file and row."""
        held = [
            *(pl.scan_parquet(run) for rows in self._files for run in rows.runs),
            *(frame.lazy() for rows in self._files for frame in rows.waiting),
        ]
        if not held:
            return
        bounds = self._bounds()
        for low, high in zip([None, *bounds], [*bounds, None], strict=True):
            yield pl.concat(held).filter(*_between(low, high)).collect().sort(KEY, maintain_order=True)

    def _bounds(self) -> list[int]:
        keys = pl.concat([keys for rows in self._files for keys in rows.keys]).sort()
        step = ROWS_PER_RANGE // _ROWS_PER_SAMPLE
        return keys.gather_every(step, offset=step).unique().sort().to_list() if keys.len() > step else []

    @property
    def _naming(self) -> list[str]:
        return [KEY if name == self.source.id_column else name for name in self.source.unique_by]


def _elected(votes: Counter[str]) -> frozenset[str]:
    return frozenset(column for column, ahead in votes.items() if ahead > 0)


def _between(low: int | None, high: int | None) -> Iterator[pl.Expr]:
    if low is not None:
        yield pl.col(KEY) >= low
    if high is not None:
        yield (pl.col(KEY) < high) | (pl.col(KEY).is_null() & (low is None))

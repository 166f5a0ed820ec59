"""A large store made directly, as if its deliveries had landed: a register of any size, and a roster drawn from it.

    python tests/benchmarks/large_store.py FOLDER --register 20000000 --roster 500000

Rows are made and written piece by piece, so that memory does not grow with the size.
"""

import argparse
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import polars as pl
from large_people import MILLION, MONTH, MONTHS, people, residents, roster
from large_registers import contributions, funerals, health_deaths, police_deaths, vehicles
from pyarrow.parquet import ParquetWriter

from assist_cli.extracts.rows import store_schema
from assist_cli.settings.create import create_workspace
from assist_cli.settings.workspace import Workspace
from assist_cli.store.catalogue import Catalogue
from assist_cli.store.parquet import ROWS_PER_GROUP
from assist_cli.store.rows_files import DELIVERY

Table = Callable[[pl.LazyFrame], pl.LazyFrame]
PEOPLE_AT_ONCE = 1_000_000
TABLES: dict[tuple[str, str], Table] = {
    ("police.residents", MONTH): residents,
    **dict.fromkeys((("civil.roster", month) for month in MONTHS), roster),
    ("police.vehicles", MONTH): vehicles,
    ("police.deaths", MONTH): police_deaths,
    ("health.deaths", MONTH): health_deaths,
    ("civil.funerals", MONTH): funerals,
    **{("social_security.contributions", month): partial(contributions, month=month) for month in MONTHS},
}


def make_store(root: Path, register: int, listed: int) -> None:
    """A workspace with `register` people in the register and about `listed` of them on the roster of `MONTH`."""
    workspace = create_workspace(root, "990102")
    with ThreadPoolExecutor(max_workers=2) as two:
        for made in [
            two.submit(_make, workspace, source, month, table, register, listed)
            for (source, month), table in TABLES.items()
        ]:
            made.result()


def _make(workspace: Workspace, source: str, month: str, table: Table, register: int, listed: int) -> None:
    """One extract, as if it had landed."""
    path = Catalogue(workspace.store).extract(source, month).path
    path.parent.mkdir(parents=True)
    kinds = store_schema(workspace.source(source))
    schema = pl.DataFrame(schema=kinds).to_arrow().schema.with_metadata({DELIVERY: "made"})
    with ParquetWriter(path, schema, compression="zstd") as writer:
        for rows in _pieces(table, source, register, listed):
            cells = [
                (pl.col(name) if name in rows.columns else pl.lit(None)).cast(kind).alias(name)
                for name, kind in kinds.items()
            ]
            writer.write_table(rows.select(cells).to_arrow().cast(schema), row_group_size=ROWS_PER_GROUP)


def _pieces(table: Table, source: str, register: int, listed: int) -> Iterator[pl.DataFrame]:
    """The rows of a source, of as many people at once as fit into memory, with their place in the file."""
    told = 0
    for start in range(0, register, PEOPLE_AT_ONCE):
        numbers = pl.LazyFrame({"at": pl.int_range(start, min(start + PEOPLE_AT_ONCE, register), eager=True)})
        rows = table(people(numbers, listed * MILLION // register)).collect(engine="in-memory")
        yield rows.with_row_index("row", offset=told + 2).with_columns(file=pl.lit(f"{source}.csv"))
        told += rows.height


def main() -> None:
    """Make a store, and say what it takes."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("folder", type=Path)
    asked.add_argument("--register", type=int, default=2_000_000)
    asked.add_argument("--roster", type=int, default=50_000)
    options = asked.parse_args()
    began = time.perf_counter()
    make_store(options.folder, options.register, options.roster)
    size = sum(path.stat().st_size for path in options.folder.rglob("*.parquet"))
    print(
        f"{options.register:,} register rows in {time.perf_counter() - began:.1f} s, "
        f"{size / options.register:.1f} bytes a register row in all sources together"
    )


if __name__ == "__main__":
    main()

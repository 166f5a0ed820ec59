"""A whole month's evidence on its way into the store: compressed, by how the ids of its findings begin.

Some fifteen cells prove a finding: as one table, those of a nation's million findings would take gigabytes.
"""

from collections.abc import Iterator
from io import BytesIO

import polars as pl

from assist_cli.findings.tables import EVIDENCE

CELLS = "cells"
PACKED = pl.Schema({"begins": pl.String(), CELLS: pl.Int64(), "packed": pl.Binary()})
"""How some ids begin, how many cells of evidence these findings have, and the cells, compressed."""
_CHARACTERS = 2  # an f and a digit of the hash: sixteen parts


def packed(evidence: pl.LazyFrame) -> pl.DataFrame:
    """Evidence in `PACKED` parts; of a stored month one part at a time is held."""
    begins = pl.col("finding_id").str.head(_CHARACTERS)
    there = evidence.select(begins.unique().sort()).collect().to_series()
    parts = ((begin, evidence.filter(begins == begin).collect()) for begin in there)
    return pl.DataFrame(
        [(begin, part.height, _compressed(part)) for begin, part in parts], schema=PACKED, orient="row"
    )


def unpacked(parts: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """All evidence of `PACKED` parts in the order of its columns, findings whose ids begin alike at a time."""
    for alike in parts.sort("begins").partition_by("begins", maintain_order=True):
        yield pl.concat(pl.read_ipc(cells) for cells in alike["packed"]).sort(EVIDENCE.names())


def _compressed(cells: pl.DataFrame) -> bytes:
    buffer = BytesIO()
    cells.write_ipc(buffer, compression="zstd")
    return buffer.getvalue()

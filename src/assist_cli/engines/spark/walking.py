"""The ranges as tasks of one Spark job: executors read the shared storage and send back Arrow."""

from collections.abc import Callable, Sequence
from functools import partial
from io import BytesIO

import polars as pl

from assist_cli.engines.spark.session import run, session
from assist_cli.engines.tables import Tables, joined
from assist_cli.settings.bureau import Spark
from assist_cli.store.ranges import Range


def walk(
    settings: Spark, work: Callable[[Range], Tables], ranges: Sequence[Range], step: Callable[[], None]
) -> dict[str, pl.DataFrame]:
    """What `work` makes of each range, put together in the order of the ranges, whoever was done first."""
    with session(settings) as context:
        parts = run(context, partial(_packed, work), ranges, step)
    return joined([{name: pl.read_ipc(packed) for name, packed in part.items()} for part in parts])


def _packed(work: Callable[[Range], Tables], part: Range) -> dict[str, bytes]:
    packed = {}
    for name, table in work(part).items():
        buffer = BytesIO()
        table.write_ipc(buffer, compression="zstd")
        packed[name] = buffer.getvalue()
    return packed

"""One table as it stands in a file: every cell as text, every row with its number."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import polars as pl

from assist_cli.errors import DataError
from assist_cli.extracts.columns.header import Heading
from assist_cli.language import _

ROW = "row"
SURPLUS = "surplus"


@dataclass(frozen=True)
class RawTable:
    """Cells of one sheet or text file below its header.

    `batches`: the rows in their order, some at a time, as often as they are asked for. Each batch has `row` (1-based
    in the file as delivered), one String column per header of `heading`, in file order, named by position (`c0`, `c1`, …), and
    `surplus`, true where a row does not have the header's number of cells.
    `sheet`: its name in a workbook. `number_cells`: per position, how many cells the file stores as numbers rather
    than as text. `merged`: per position, the runs of rows that one vertically merged cell spans.
    """

    file: str
    heading: Heading
    batches: Iterable[pl.DataFrame]
    number_cells: dict[int, int] = field(default_factory=dict)
    merged: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    sheet: str = ""


def unreadable(file: str, what: str, remedy: str = "") -> DataError:
    """The error for a file that cannot be used at all."""
    return DataError(
        f"{file}: {what}",
        remedy or _("Ask the department to export the table again as CSV (UTF-8) or .xlsx."),
    )

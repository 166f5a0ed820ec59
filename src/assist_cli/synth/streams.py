"""Files that grow block by block, each beside the truth of its rows."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]

from assist_cli.synth import row_truth
from assist_cli.synth.desk import Desk
from assist_cli.synth.row_truth import AGAIN, AT, BLANK, CUT, LONG
from assist_cli.synth.typed_sheets import TypedSheet, write_typed_sheet

LONGEST_SHEET = 60_000
"""Roster people beyond which nobody sends a workbook."""

_ENCODINGS = {
    "police.deaths": ("gb18030", "utf-8"),
    "police.residents": ("gb18030", "utf-8"),
    "property.holdings": ("gb18030", "utf-8"),
    "justice.custody": ("gb18030", "utf-8"),
    "health.deaths": ("bom", "utf-8-sig"),
    "social_security.pensions": ("bom", "utf-8-sig"),
    "civil.other_rosters": ("bom", "utf-8-sig"),
}
_SURPLUS = "备注"


class GrowingParquet:
    """A Parquet file that takes frames of one schema."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._writer: pq.ParquetWriter | None = None

    def add(self, frame: pl.DataFrame) -> None:
        """One more row group."""
        table: pa.Table = frame.to_arrow()
        if self._writer is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._writer = pq.ParquetWriter(self.path, table.schema, compression="zstd")
        self._writer.write_table(table)

    def close(self) -> None:
        """Complete the file."""
        if self._writer is not None:
            self._writer.close()


@dataclass
class Delivery(ABC):
    """One department's file of one month at `path`, and the truth of its rows at `truth_path`.

    `last` is the number of the last row that the file has.
    """

    path: Path
    truth_path: Path
    desk: Desk
    last: int = 0

    def __post_init__(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._truth = GrowingParquet(self.truth_path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
        self._truth.close()

    def add(self, rows: pl.DataFrame, desk: Desk) -> None:
        """One block's table of clean cells, typed at its `desk`."""
        placed = self.place(desk.typed(rows), desk)
        self.write(placed)
        self._truth.add(row_truth.truth(placed, desk, self.path.name))
        self.last = placed[AT].item(-1) if placed.height else self.last

    @property
    def headers(self) -> list[str]:
        """The header row."""
        return [self.desk.header(column) for column in self.desk.source.columns]

    @property
    def titles(self) -> list[str]:
        """What stands above the header."""
        source = self.desk.source
        title = source.named(source.title or "东湖区{text}数据提取", self.desk.month)
        return [title] if "title_rows" in self.desk.kinds else []

    def footers(self) -> list[list[str]]:
        """The rows below the last one: labels stand in the first column that holds no ID."""
        at = 1 if next(iter(self.desk.source.columns)) == "id_number" else 0
        labels = ("合计", "制表人：测试员甲") if "footers" in self.desk.kinds else ()
        return [["" if n != at else label for n in range(len(self.headers))] for label in labels]

    @abstractmethod
    def place(self, typed: pl.DataFrame, desk: Desk) -> pl.DataFrame:
        """The rows with their numbers."""

    @abstractmethod
    def write(self, placed: pl.DataFrame) -> None:
        """Put the rows into the file."""

    @abstractmethod
    def close(self) -> None:
        """Complete the file."""


class TextDelivery(Delivery):
    """A CSV file in the department's encoding and with its line ends."""

    def __post_init__(self) -> None:
        super().__post_init__()
        kind, encoding = _ENCODINGS.get(self.desk.source.name, ("", "utf-8"))
        self._encoding = encoding if "bom" in self.desk.kinds or kind != "bom" else "utf-8"
        if kind == "gb18030" and kind in self.desk.kinds:
            self._encoding = kind
        self._end = "\r\n" if kind == "gb18030" else "\n"
        self._file = self.path.open("wb")
        self._put([*self.titles, ",".join(self.headers)])
        self._encoding = self._encoding.removesuffix("-sig")  # one byte order mark is enough
        self.last = len(self.titles) + 1

    def place(self, typed: pl.DataFrame, desk: Desk) -> pl.DataFrame:
        return row_truth.placed(typed, desk, self.last, ragged=True)

    def write(self, placed: pl.DataFrame) -> None:
        cells = [_quoted(pl.col(header)) for header in self.headers]
        whole, cut = (pl.concat_str(part, separator=",") for part in (cells, cells[:-1]))
        line = pl.when(CUT).then(cut).when(LONG).then(whole + f",{_SURPLUS}").otherwise(whole)
        blank = pl.when(BLANK).then(pl.lit(self._end)).otherwise(pl.lit(""))
        again = pl.when(AGAIN).then(pl.lit(",".join(self.headers) + self._end)).otherwise(pl.lit(""))
        texts = row_truth.texts(placed, self.desk).hstack(placed.select(BLANK, AGAIN, CUT, LONG))
        self._put(texts.select(pl.concat_str(blank, again, line)).to_series())

    def close(self) -> None:
        self._put([",".join(row) for row in self.footers()])
        self._file.close()

    def _put(self, lines: list[str] | pl.Series) -> None:
        text = pl.Series(lines, dtype=pl.String).str.join(self._end).item()
        if len(lines):
            self._file.write((text + self._end).encode(self._encoding))


def _quoted(cell: pl.Expr) -> pl.Expr:
    quotes = pl.concat_str(pl.lit('"'), cell.str.replace_all('"', '""', literal=True), pl.lit('"'))
    return pl.when(cell.str.contains('[",\r\n]')).then(quotes).otherwise(cell)


class ParquetDelivery(Delivery):
    """A Parquet file in which every column is text."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self._file = GrowingParquet(self.path)

    def place(self, typed: pl.DataFrame, desk: Desk) -> pl.DataFrame:
        del desk
        return row_truth.only_data(typed, self.last)

    def write(self, placed: pl.DataFrame) -> None:
        self._file.add(row_truth.texts(placed, self.desk))

    def close(self) -> None:
        self._file.close()


@dataclass
class SheetDelivery(Delivery):
    """A workbook; it is small enough to wait for its last row."""

    parts: list[pl.DataFrame] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__post_init__()
        self.last = len(self.titles) + 1

    def place(self, typed: pl.DataFrame, desk: Desk) -> pl.DataFrame:
        return row_truth.placed(typed, desk, self.last, ragged=False)

    def write(self, placed: pl.DataFrame) -> None:
        self.parts.append(placed)

    def close(self) -> None:
        columns = tuple(self.desk.source.columns)
        rows = pl.concat(self.parts)
        sheet = TypedSheet(columns, self.titles, self.headers, rows, self.last, self.footers())
        write_typed_sheet(self.path, sheet)


def open_delivery(target: Path, desk: Desk, people: int) -> Delivery:
    """The file that a roster of so many people makes the department send."""
    source, month = desk.source, desk.month
    path = target / month / source.named(source.file, month)
    truth_path = target / "truth" / "rows" / source.name / f"month={month}.parquet"
    if path.suffix == ".parquet":
        return ParquetDelivery(path, truth_path, desk)
    if path.suffix == ".xlsx" and people <= LONGEST_SHEET:
        return SheetDelivery(path, truth_path, desk)
    return TextDelivery(path.with_suffix(".csv"), truth_path, desk)

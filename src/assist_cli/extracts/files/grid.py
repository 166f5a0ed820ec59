"""A sheet that is laid out cell by cell, as HTML and XML spreadsheets are: merged cells, rows and columns left out."""

from collections.abc import Iterator

from assist_cli.errors import DataError
from assist_cli.extracts.files.sheets import MOST_COLUMNS, MOST_ROWS, Cell, Position, Sheet, too_large

MOST_CELLS = 8 << 20
"""Cells laid out one by one take about 100 bytes each."""


class Room:
    """How many cells may still be laid out in all sheets of a file."""

    def __init__(self, file: str) -> None:
        self._file, self._left = file, MOST_CELLS

    def take(self, cells: int) -> None:
        """Use some of it; a `DataError` where there is not enough."""
        self._left -= cells
        if self._left < 0:
            raise self.exceeded()

    def exceeded(self) -> DataError:
        """The error for a sheet that goes beyond what a sheet may be."""
        return too_large(self._file)


class Grid:
    """Rows of cells, filled from the left; cells under a merged one are empty."""

    def __init__(self, room: Room, name: str, *, hidden: bool = False) -> None:
        self.name, self.hidden = name, hidden
        self._room = room
        self._rows: list[list[Cell]] = []
        self._merged: list[tuple[Position, Position]] = []
        self._covered: dict[int, int] = {}
        self._width = 0

    def begin_row(self, at: int | None = None) -> None:
        """Go on in the next row, or in row `at` (from 0) further down."""
        more = max((at or 0) + 1 - len(self._rows), 1)
        if len(self._rows) + more > MOST_ROWS:
            raise self._room.exceeded()
        self._room.take(more)
        self._rows.extend([] for _row in range(more))

    def add(self, cell: Cell, columns: int = 1, rows: int = 1, at: int | None = None) -> None:
        """Lay a cell, `columns` wide and `rows` high, into the next free place, or into column `at` (from 0)."""
        if not self._rows:
            self.begin_row()
        row, top = self._rows[-1], len(self._rows) - 1
        left = len(row) if at is None else max(at, len(row))
        while at is None and self._covered.get(left, 0) > top:
            left += 1
        rows = min(rows, MOST_ROWS)
        if left + columns > MOST_COLUMNS:
            raise self._room.exceeded()
        self._room.take(left + columns - len(row))
        row.extend([""] * (left - len(row)))
        row.extend([cell, *[""] * (columns - 1)])
        self._width = max(self._width, len(row))
        if rows > 1:
            self._merged.append(((top, left), (top + rows - 1, left + columns - 1)))
            self._covered.update(dict.fromkeys(range(left, left + columns), top + rows))

    def sheet(self) -> Sheet:
        """What has been laid out."""
        self._room.take(self._width * len(self._rows) - sum(map(len, self._rows)))
        return Sheet(self.name, self._even, lambda: self._merged, self.hidden)

    def _even(self) -> Iterator[list[Cell]]:
        for row in self._rows:
            yield [*row, *[""] * (self._width - len(row))]

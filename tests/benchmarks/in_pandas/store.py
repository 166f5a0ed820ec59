"""What pandas reads of a landed store: the columns that are needed, of the rows that are."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

MONTH, AS_OF = "2024-06", pd.Timestamp("2024-06-30")
_OF_MONTH = pc.field("month") == MONTH
_ACTIVE = (pc.field("status") == "active") & pc.field("person_key").is_valid()
_FASTEST = {
    pa.int64(): "int64",
    pa.date32(): "datetime64[s]",
    pa.decimal128(12, 2): "float64",
    pa.large_string(): "str",
}
"""What pandas reckons with soonest; as Python's own dates and decimals, as it reads them by itself, they take many times as long."""


class Store:
    """A store's extracts; of every source but the roster only rows about its people, once these are known."""

    def __init__(self, bureau: Path) -> None:
        self._bureau = bureau
        self.people = pa.array([], pa.int64())

    def listed(self, columns: Sequence[str]) -> pd.DataFrame:
        """Active rows of the pay month's roster."""
        return self._read("civil.roster", columns, _ACTIVE & _OF_MONTH)

    def paid(self, columns: Sequence[str]) -> pd.DataFrame:
        """Active rows of all rosters about the people."""
        return self._read("civil.roster", columns, _ACTIVE & self._about_people)

    def snapshot(self, source: str, columns: Sequence[str]) -> pd.DataFrame:
        """Rows of the pay month's delivery about the people."""
        return self._read(source, columns, self._about_people & _OF_MONTH)

    def events(self, source: str, columns: Sequence[str]) -> pd.DataFrame:
        """Rows of all deliveries about the people."""
        return self._read(source, columns, self._about_people)

    def told(self, source: str, column: str) -> pd.Series:
        """How many rows each delivery has of each value of a column, whomever they are about."""
        folder = self._bureau / "store" / "extracts" / source
        rows = pd.read_parquet(folder, engine="pyarrow", columns=[column, "month"], read_dictionary=[column])
        return rows.groupby(["month", column], observed=True, dropna=False).size()

    def divisions(self) -> pd.Series:
        """The names of divisions, by their codes."""
        return pd.read_csv(self._bureau / "divisions.csv", dtype="str").set_index("code")["name"]

    @property
    def _about_people(self) -> pc.Expression:
        return pc.field("person_key").isin(self.people)

    def _read(self, source: str, columns: Sequence[str], wanted: pc.Expression) -> pd.DataFrame:
        rows = pd.read_parquet(
            self._bureau / "store" / "extracts" / source,
            engine="pyarrow",
            dtype_backend="pyarrow",
            columns=["person_key", *columns, "file", "row", "month"],
            filters=wanted,
        )
        return rows.astype(
            {name: _FASTEST.get(kind.pyarrow_dtype, "str") for name, kind in rows.dtypes.items()}
        )

"""Files as departments send them, drawn by hand: CSV, workbooks and Parquet of a source that has every kind of column."""

import csv
import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl
import xlsxwriter
from stdnum.cn.ric import calc_check_digit

from assist_cli.extracts.cells.division_names import DivisionNames
from assist_cli.extracts.files.encodings import decide_encoding, read_records
from assist_cli.extracts.files.reading import open_tables
from assist_cli.extracts.measures import Measures
from assist_cli.extracts.rows import Reader, rejected_schema, store_schema
from assist_cli.settings.shipped import folder
from assist_cli.settings.values import Source
from assist_cli.settings.workspace import Workspace
from assist_cli.store.spool import spooling

AS_OF = date(2024, 6, 30)
SHIPPED = Workspace(folder("configs"))
POLICE = SHIPPED.sources["police.deaths"]
ROSTER = SHIPPED.sources["civil.roster"]
CANARY = "金丝雀"


def _column(kind: str, *headers: str, **said: object) -> dict[str, object]:
    return {"kind": kind, "headers": list(headers), "meaning": {"zh": headers[0], "en": kind}, **said}


EVERYTHING = Source.model_validate(
    {
        "source": "test.everything",
        "title": {"zh": "各种列", "en": "Everything"},
        "department": {"zh": "测试", "en": "Test"},
        "shape": "snapshot",
        "files": ["*"],
        "fill_down": ["household"],
        "dropped": ["备用"],
        "columns": {
            "household": _column("text", "户编号"),
            "id_number": _column("id", "身份证号", "公民身份号码", required=True, filled=True),
            "name": _column("name", "姓名", required=True, filled=True),
            "address": _column("address", "居住地址"),
            "division": _column("division", "区划代码"),
            "state": _column("code", "状态", codes={"on": ["在保"], "off": ["停保", "退保"]}),
            "died_on": _column("date", "死亡日期"),
            "period": _column("month", "所属期"),
            "paid": _column("amount", "金额"),
            "size": _column("integer", "人口"),
            "area": _column("number", "面积"),
            "share": _column("share", "份额"),
            "account": _column("account", "账号"),
        },
    }
)
HEADERS = [column.headers[0] for column in EVERYTHING.columns.values()]


def resident(number: int) -> str:
    """The valid ID of made-up person `number`, of an impossible division."""
    first17 = f"990102{1950 + number % 50}{number % 12 + 1:02d}{number % 28 + 1:02d}{number % 1000:03d}"
    return first17 + calc_check_digit(first17 + "0")


def good_row(number: int = 1, **cells: str) -> list[str]:
    """A row that lands, with some cells replaced."""
    row = {
        "household": f"H{number}",
        "id_number": resident(number),
        "name": "张三",
        "address": "湖滨路, 12号",
        "division": "990102001001",
        "state": "在保",
        "died_on": "2024-05-01",
        "period": "202405",
        "paid": "1,238.00",
        "size": "3",
        "area": "89.5",
        "share": "50%",
        "account": "6222020200112233445",
    }
    return list({**row, **cells}.values())


def csv_text(rows: Sequence[Sequence[str]], newline: str = "\n", quoting: int = csv.QUOTE_MINIMAL) -> str:
    """Rows as a text file; an empty row is an empty line."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator=newline, quoting=quoting).writerows(rows)
    return out.getvalue()


def workbook(*draw: Callable[[xlsxwriter.Workbook], object]) -> bytes:
    """A workbook, drawn by functions of it."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        for step in draw:
            step(book)
    return out.getvalue()


def sheet_of(rows: Sequence[Sequence[object]], name: str | None = None, *, hidden: bool = False):
    """A sheet whose texts are text cells, numbers number cells and days date cells."""

    def draw(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet(name)
        day = book.add_format({"num_format": "yyyy/m/d"})
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(at, column, cell, day)
                elif isinstance(cell, str):
                    sheet.write_string(at, column, cell) if cell else sheet.write_blank(at, column, None)
                else:
                    sheet.write_number(at, column, cell)
        if hidden:
            sheet.hide()

    return draw


def parquet(columns: dict[str, object]) -> bytes:
    """A Parquet file of typed columns."""
    out = io.BytesIO()
    pl.DataFrame(columns).write_parquet(out)
    return out.getvalue()


def packed(*members: tuple[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


@dataclass
class Read:
    """What became of a file, as the store will hold it."""

    landed: pl.DataFrame
    rejected: pl.DataFrame
    measures: Measures
    not_landed: list[str]

    @property
    def aside(self) -> int:
        return self.measures.aside

    @property
    def number_ids(self) -> int:
        return self.measures.number_ids


def read(
    folder: Path, name: str, content: bytes, source: Source = EVERYTHING, password: str | None = None
) -> Read:
    """What becomes of a file with these bytes."""
    path = folder / name
    path.write_bytes(content)
    names = DivisionNames(SHIPPED.divisions, SHIPPED.bureau.jurisdiction)
    with spooling(folder / "spool", Reader(source, AS_OF, names)) as spool:
        with open_tables(path, source, password) as tables:
            for table in tables:
                spool.add(table)
        spool.write_landed(folder / "landed.parquet", {})
        spool.write_rejected(folder / "rejected.parquet")
        landed, rejected = (pl.read_parquet(folder / f"{kind}.parquet") for kind in ("landed", "rejected"))
        assert landed.schema == store_schema(source)
        assert rejected.schema == rejected_schema(source)
        return Read(landed.sort("file", "row"), rejected, spool.measures, spool.not_landed)


def decoded(content: bytes) -> str:
    """The text of a file with these bytes."""
    stream = io.BytesIO(content)
    return b"".join(read_records("f.csv", stream, decide_encoding(stream))).decode()


def landed_rows(rows: Read) -> list[int]:
    """The row numbers that landed."""
    return rows.landed["row"].to_list()


def reasons(rows: Read) -> dict[int, str]:
    """Row number -> why it was rejected."""
    return dict(rows.rejected.select("row", "reason").iter_rows())

"""What landing an extract costs beside merely reading it: run by hand, never asserted.

    python tests/benchmarks/ingest.py --rows 10000000 --pairs 5

Whole processes in turn, ours and Polars' own csv -> Parquet of the same file; then the same rows in GB18030; then a
workbook beside python-calamine's own reading of it. Printed are medians of time and processor time, their ratios, and
the peak memory of one process. Ours does everything: encoding and gates, IDs and typed cells, sorted by person, with
hashes and manifest.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polars as pl
from processes import Cost, apart, cost, told

SOURCE, MONTH = "social_security.contributions", "2024-06"
HEADERS = (
    "单位名称",
    "参保状态",
    "险种类型",
    "人员类别",
    "证件号码",
    "姓名",
    "缴费基数",
    "缴费金额",
    "费款所属期",
)
SHEET_ROWS = 200_000
BLOCK = 1_000_000
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def main() -> None:
    """Make the data, run the pairs, print the table."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--rows", type=int, default=1_000_000)
    asked.add_argument("--pairs", type=int, default=5)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        utf8, gb, book = here / "utf-8.csv", here / "gb18030.csv", here / "book.xlsx"
        apart(write_csv, utf8, options.rows, "utf-8")
        apart(write_csv, gb, options.rows, "gb18030")
        apart(write_book, book, min(options.rows, SHEET_ROWS))
        print(
            f"{options.rows:,} rows, {utf8.stat().st_size / 2**20:,.0f} MiB in UTF-8; medians of {options.pairs} pairs"
        )
        told("UTF-8 / polars", options.pairs, lambda: ours(here, utf8), lambda: polars(here, utf8))
        told("GB18030 / UTF-8", options.pairs, lambda: ours(here, gb), lambda: ours(here, utf8))
        told("XLSX / calamine", options.pairs, lambda: ours(here, book), lambda: calamine(book))


def ours(here: Path, file: Path) -> Cost:
    """`assist ingest` of a file into a new workspace."""
    workspace = here / "bureau"
    shutil.rmtree(workspace, ignore_errors=True)
    program = [sys.executable, "-m", "assist_cli"]
    subprocess.run([*program, "init", workspace, "--jurisdiction", "990102"], check=True, capture_output=True)
    return cost([*program, "--workspace", workspace, "ingest", SOURCE, file, "--month", MONTH])


def polars(here: Path, file: Path) -> Cost:
    """Polars' own csv -> Parquet."""
    code = f"import polars as pl; pl.scan_csv({str(file)!r}).sink_parquet({str(here / 'plain.parquet')!r})"
    return cost([sys.executable, "-c", code])


def calamine(file: Path) -> Cost:
    """python-calamine's own reading of all rows."""
    code = (
        "import python_calamine as c; "
        f"c.CalamineWorkbook.from_path({str(file)!r}).get_sheet_by_index(0).to_python(skip_empty_area=False)"
    )
    return cost([sys.executable, "-c", code])


def write_csv(path: Path, rows: int, encoding: str) -> None:
    """Contributions of made-up people, block by block."""
    with path.open("wb") as file:
        for at, block in enumerate(blocks(rows)):
            text = block.write_csv(include_header=at == 0)
            file.write(text.encode(encoding))


def write_book(path: Path, rows: int) -> None:
    """The same rows in a workbook, all cells text."""
    import xlsxwriter  # noqa: PLC0415  only here

    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADERS)
        for block in blocks(rows):
            for at, row in enumerate(block.iter_rows(), start=1):
                for column, cell in enumerate(row):
                    sheet.write_string(at, column, cell)


def blocks(rows: int) -> Iterator[pl.DataFrame]:
    """Rows of `SOURCE` about made-up people with valid IDs of impossible divisions."""
    for start in range(0, rows, BLOCK):
        at = pl.int_range(start, min(start + BLOCK, rows), eager=True).alias("at").to_frame().lazy()
        spread = pl.col("at").hash(seed=7)
        digits = pl.concat_str(
            (990101 + spread % 98).cast(pl.String),
            (1940 + spread // 98 % 64).cast(pl.String),
            (1 + spread // 6272 % 12).cast(pl.String).str.zfill(2),
            (1 + spread // 75264 % 28).cast(pl.String).str.zfill(2),
            (spread // 2107392 % 1000).cast(pl.String).str.zfill(3),
        )
        total = sum(weight * digits.str.slice(at, 1).cast(pl.Int64) for at, weight in enumerate(WEIGHTS))
        check = (total % 11).replace_strict(dict(enumerate("10X98765432")), return_dtype=pl.String)
        names = pl.Series(["张三", "李小四", "王芳", "欧阳静", "买买提·艾力", "㛃𬱖"])
        yield at.select(
            ("明州市第" + (spread % 4000).cast(pl.String) + "制衣厂").alias("单位名称"),
            pl.lit("正常缴费").alias("参保状态"),
            pl.lit("城镇职工基本养老保险").alias("险种类型"),
            pl.lit("在职职工").alias("人员类别"),
            (digits + check).alias("证件号码"),
            pl.lit(names).gather(spread % len(names)).alias("姓名"),
            pl.lit("4588.00").alias("缴费基数"),
            ((spread % 180_000).cast(pl.Decimal(12, 2)) / 100)
            .cast(pl.Decimal(12, 2))
            .cast(pl.String)
            .alias("缴费金额"),
            pl.lit("202406").alias("费款所属期"),
        ).collect()


if __name__ == "__main__":
    main()

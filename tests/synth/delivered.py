"""Read a sample's files back in the plainest way: every cell a text, one dict a row."""

import csv
import io
import re
import unicodedata
from datetime import date
from pathlib import Path

import polars as pl
from python_calamine import CalamineWorkbook

ROSTER_MERGED = ("户编号", "户主姓名", "户主身份证号", "救助类别", "保障人口", "审批日期", "授权书日期")
FIRST_HEADERS = ("户编号", "火化日期")
MARKS = {
    "civil.roster": "发放名册",
    "police.deaths": "公安死亡",
    "police.residents": "公安常住",
    "police.vehicles": "交警",
    "health.deaths": "卫健死亡",
    "civil.funerals": "殡仪馆",
    "social_security.contributions": "社保缴费",
    "justice.custody": "司法",
    "health.spending": "医保",
    "social_security.pensions": "养老金",
    "property.holdings": "不动产",
    "market.enterprises": "市场主体",
    "housing_fund.deposits": "公积金",
    "civil.other_rosters": "外区",
    "civil.marriages": "婚姻",
    "health.births": "出生医学",
}


def rows(folder, source):
    """The rows of one source in a month's folder; None if it was not delivered."""
    paths = [path for path in folder.iterdir() if MARKS[source] in path.name]
    if not paths:
        return None
    (path,) = paths
    if path.suffix == ".csv":
        encoding = "gb18030" if source in ("police.deaths", "police.residents") else "utf-8-sig"
        return list(csv.DictReader(io.StringIO(path.read_bytes().decode(encoding), newline="")))
    if path.suffix == ".parquet":
        return pl.read_parquet(path).to_dicts()
    return sheet(path)


def sheet(path: Path):
    """Rows between header and 合计; merged cells hold their value in every row of a household."""
    table = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(skip_empty_area=False)
    start = next(n for n, row in enumerate(table) if row[0] in FIRST_HEADERS)
    end = next(n for n, row in enumerate(table) if row[0] == "合计")
    found, head = [], {}
    for cells in table[start + 1 : end]:
        row = dict(zip(table[start], (plain(cell) for cell in cells), strict=True))
        if "户编号" in row:
            head = row if row["户编号"] else head
            row |= {header: head[header] for header in ROSTER_MERGED}
        found.append(row)
    return found


def plain(cell):
    if isinstance(cell, float):
        return f"{cell:.2f}" if cell != int(cell) else str(int(cell))
    return cell.isoformat() if isinstance(cell, date) else cell


def id_of(text):
    """The ID a cell means; None if it is not one of 18 characters."""
    text = unicodedata.normalize("NFKC", text or "").replace("×", "X").upper()
    text = re.sub(r"[^0-9A-Z]", "", text)
    return text if re.fullmatch(r"[0-9]{17}[0-9X]", text) and text.startswith("99") else None


def name_of(text):
    return re.sub(r"[\s·•・.]", "", unicodedata.normalize("NFKC", text or "").replace("\ue81e", "龴"))


def day_of(text):
    """The date in a cell, a month's last day if it has no day; None if blank."""
    numbers = [int(n) for n in re.findall(r"[0-9]+", text or "")]
    if len(numbers) == 1:
        digits = str(numbers[0])
        numbers = [int(digits[:4]), int(digits[4:6])] + ([int(digits[6:])] if digits[6:] else [])
    if not numbers:
        return None
    return date(*numbers) if len(numbers) > 2 else last_day(f"{numbers[0]}-{numbers[1]:02d}")


def last_day(month):
    year, number = (int(n) for n in month.split("-"))
    return date.fromordinal(date(year + number // 12, number % 12 + 1, 1).toordinal() - 1)

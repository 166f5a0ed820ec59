"""Whatever happens to a file on its way: a row lands as the person it is about, or does not land as anybody.

Every person is made up. Each example is a file of some rows, every cell written in one of the forms that departments
write or with one slip of the finger, in one of the formats. Of an ID that was spoilt by one slip (a digit, two
neighbours swapped, one lost or doubled) the check digit or the length tells; it may land, but under a key that no valid
ID has. Slips in names, dates and amounts make other names, dates and amounts, which nobody could notice; there only
the forms vary. An ID that a spreadsheet has cut to …000 passes its check in 1 of 11 cases: there the file is judged,
not the row (`ids_ending_000`), and the last test holds that gate against every cut file.
"""

import csv
import gzip
import io
import random
import tempfile
import zipfile
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from drawn_files import EVERYTHING, HEADERS, good_row, parquet, read, resident, sheet_of, workbook

from assist_cli.extracts.gates import Delivery
from assist_cli.extracts.gates import judge as judge_gates

ROWS = 25
NAMES = ("张三", "㛃𬱖", "买买提·艾力", "欧阳小敏", "李 明", "王龑")
WIDE = str.maketrans("0123456789X.-/,", "０１２３４５６７８９Ｘ．－／，")


@dataclass(frozen=True)
class Person:
    """What a row says, before anybody wrote it."""

    number: str
    name: str
    died_on: date
    paid: Decimal

    @property
    def key(self):
        return int(self.number[:17])


def person(chance):
    return Person(
        resident(chance.randrange(1000)),
        chance.choice(NAMES),
        date(1990, 1, 1) + timedelta(days=chance.randrange(12000)),
        Decimal(chance.randrange(-500_000, 500_000)) / 100,
    )


def written_number(chance, number):
    """A form of the ID in which it is still whole."""
    forms = [
        number,
        number,
        number.lower(),
        number.replace("X", "×"),
        number.translate(WIDE),
        f"\u00a0{number}\u200b",
        f" {number[:6]} {number[6:14]} {number[14:]} ",
        f"'{number}",
        f"{number}（已核）",
        number + "43",
    ]
    if number[6:8] == "19":
        forms.append(number[:6] + number[8:17])
    return chance.choice(forms)


def spoilt_number(chance, number):
    """The ID after one slip of the finger, or as a spreadsheet has kept it."""
    at = chance.randrange(17)
    digit = str((int(number[at]) + chance.randrange(1, 10)) % 10)
    swap = next((i for i in range(at, at + 16) if number[i % 16] != number[i % 16 + 1]), 0) % 16
    slips = [
        number[:at] + digit + number[at + 1 :],
        number[:swap] + number[swap + 1] + number[swap] + number[swap + 2 :],
        number[:at] + number[at + 1 :],
        number[:at] + number[at] + number[at:],
        f"{int(number[:17]) * 10:.5E}",
        "",
        "无",
        "不详",
        number[:17] + "?",
        f"{number}、{resident(chance.randrange(1000))}",
        f"{number} {resident(chance.randrange(1000))}",
    ]
    spoilt = chance.choice(slips)
    return spoilt if spoilt != number else ""


def written_day(chance, day):
    forms = ("{0:%Y-%m-%d}", "{0:%Y%m%d}", "{0.year}-{0.month}-{0.day}", "{0.year}.{0.month}.{0.day}",
             "{0:%Y/%m/%d}", "{0.year}年{0.month}月{0.day}日", "{0:%Y-%m-%d} 00:00:00")  # fmt: skip
    text = chance.choice(forms).format(day)
    return text.translate(WIDE) if chance.random() < 0.1 else text


def written_amount(chance, amount):
    forms = (
        ("{0}", "{0:,}", "{0}元", "￥{0}", "{0:,}元")
        if amount >= 0
        else ("{0}", "{0:,}", "({1:,})", "{0}元", "−{1}")
    )
    text = chance.choice(forms).format(amount, -amount)
    return text.translate(WIDE) if chance.random() < 0.1 else text


def written_name(chance, name):
    if "·" in name:
        name = name.replace("·", chance.choice("·•‧・．."))
    return chance.choice([name, name, f" {name}\u3000", "\u200b" + name])


def _csv(rows, encoding, separator=",", quoting=csv.QUOTE_MINIMAL):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, quoting=quoting, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode(encoding)


def _page(rows):
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<html><meta charset=utf-8><table>{cells}</table></html>".encode()


def _zip(name, content):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


FORMATS = {
    "utf-8.csv": lambda rows: _csv(rows, "utf-8"),
    "bom.csv": lambda rows: _csv(rows, "utf-8-sig", quoting=csv.QUOTE_ALL),
    "gb18030.csv": lambda rows: _csv(rows, "gb18030"),
    "utf-16.txt": lambda rows: _csv(rows, "utf-16", "\t"),
    "semicolon.csv": lambda rows: _csv(rows, "gb18030", ";"),
    "tsv.xls": lambda rows: _csv(rows, "gb18030", "\t"),
    "book.xlsx": lambda rows: workbook(sheet_of([["名册"], *rows, ["合计"]])),
    "page.xls": _page,
    "table.parquet": lambda rows: parquet({name: column for name, *column in zip(*rows, strict=True)}),
    "packed.zip": lambda rows: _zip("东湖.csv", _csv(rows, "gb18030")),
    "packed.csv.gz": lambda rows: gzip.compress(_csv(rows, "utf-8")),
}


def example(seed, name):
    """A file of one format with its people, and who may not land as anybody valid."""
    chance = random.Random(seed)  # noqa: S311  a drawn file, not a secret
    people = [person(chance) for _row in range(ROWS)]
    spoilt = {at for at in range(ROWS) if chance.random() < 0.3}
    rows = [
        good_row(
            at,
            id_number=(spoilt_number if at in spoilt else written_number)(chance, who.number),
            name=written_name(chance, who.name),
            died_on=written_day(chance, who.died_on),
            paid=written_amount(chance, who.paid),
            address="湖滨路",
        )
        for at, who in enumerate(people)
    ]
    return people, spoilt, FORMATS[name]([HEADERS, *rows])


def judge(seed, name):
    """No row is lost, and none lands as another; how many landed, landed as nobody, and were rejected."""
    people, spoilt, content = example(seed, name)
    with tempfile.TemporaryDirectory() as folder:
        got = read(Path(folder), name, content)
    first = {"book.xlsx": 3, "table.parquet": 1}.get(name, 2)
    fates = Counter()
    seen = [*got.landed["row"].to_list(), *got.rejected["row"].to_list()]
    assert set(seen) == set(range(first, first + ROWS)), (seed, name)
    for row in got.landed.select("row", "person_key", "name", "died_on", "paid").iter_rows(named=True):
        who = people[row["row"] - first]
        if row["person_key"] < 0:
            fates["landed as nobody"] += 1
            assert row["row"] - first in spoilt, (seed, name, "a whole ID was not understood")
        elif row["row"] - first in spoilt:
            fates["landed repaired"] += 1
            assert row["person_key"] == who.key, (seed, name, "a spoilt ID became another person")
        else:
            fates["landed"] += 1
        plain = "".join(row["name"].split())
        assert plain == "".join(who.name.split()), (seed, name)
        assert row["died_on"] == who.died_on, (seed, name)
        assert row["paid"] == who.paid, (seed, name)
        if row["person_key"] > 0:
            assert row["person_key"] == who.key, (seed, name)
    fates["rejected"] += got.rejected.height
    assert got.rejected["reason"].null_count() == 0
    return fates


def told(record_property, fates):
    line = ", ".join(f"{fate} {count:,}" for fate, count in sorted(fates.items()))
    record_property("told at the end", f"never another person: {fates.total():,} rows: {line}")


def test_nobody_lands_as_another_person(record_property):
    fates = Counter()
    for name in FORMATS:
        fates += judge(0, name)
    assert min(fates[fate] for fate in ("landed", "landed as nobody", "rejected")) > ROWS
    told(record_property, fates)


@pytest.mark.long
def test_nobody_lands_as_another_person_at_length(record_property):
    """A hundred thousand rows and more."""
    fates = Counter()
    for seed in range(100, 470):
        for name in FORMATS:
            fates += judge(seed, name)
    told(record_property, fates)
    assert fates.total() > 100_000


@pytest.mark.parametrize("seed", range(5))
def test_a_file_whose_ids_were_cut_lands_as_a_whole_or_not_at_all(tmp_path, seed):
    """However many of the cut ones pass their check digit by chance."""
    chance = random.Random(seed)  # noqa: S311  a drawn file, not a secret
    rows = [good_row(at, id_number=person(chance).number[:15] + "000") for at in range(60)]
    got = read(tmp_path, "cut.csv", _csv([HEADERS, *rows], "utf-8"))
    gates = {gate.name: gate for gate in judge_gates(Delivery(EVERYTHING, "2024-06", got.measures))}
    assert gates["ids_ending_000"].blocks

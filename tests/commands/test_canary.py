"""No person's name, number or door in any message, log, manifest, finding or masked package.

Every personal cell of a small delivery is a canary that stands nowhere else. Good rows, rejected rows and broken
files all pass through every command, and nothing that was said or kept outside the extracts may sing.
"""

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from assist_cli.settings.create import create_workspace

NAMES = ["鹏金丝雀甲", "燕金丝雀乙", "鹤金丝雀丙"]
DOORS = ["金丝雀路七七七号", "金丝雀巷八八八号"]
MONTH = "2024-06"


def number(serial: int) -> str:
    """A made-up valid ID: division 990102, check digit by ISO 7064 MOD 11-2."""
    digits = f"990102196001{serial % 28 + 1:02d}{serial % 1000:03d}"
    total = sum(int(digit) * pow(2, 17 - at, 11) for at, digit in enumerate(digits))
    return digits + "10X98765432"[total % 11]


NUMBERS = [number(serial) for serial in (701, 702, 703)]
WRONG = NUMBERS[2][:-1] + ("0" if NUMBERS[2][-1] != "0" else "1")
CANARIES = [*NAMES, *NUMBERS, WRONG, "七七七", "八八八", "6217000000000777"]

ROSTER = "户编号,成员姓名,成员身份证号,救助类别,月保障金额,区划代码,镇街,村居,居住地址,审批日期,授权书日期,状态,银行账号,开户银行"
DEATHS = "公民身份号码,姓名,死亡日期,注销类别,申报人公民身份号码,申报人姓名"
RESIDENTS = "公民身份号码,姓名,户籍地址,户籍行政区划,居住地址,居住行政区划,登记日期,注销标识"
VEHICLES = "身份证明号码,机动车所有人,号牌号码,车辆类型,初次登记日期,机动车状态"


def deliver(folder: Path) -> None:
    place = "低保,500,990102001001,东湖街道,湖滨社区"
    people = list(zip(["H1", "H2", "H3"], NAMES, [*NUMBERS[:2], WRONG], strict=True))
    files = {
        "发放名册.csv": [
            ROSTER,
            *(
                f"{h},{n},{i},{place},{DOORS[0]},2020-01-01,2020-01-02,在保,6217000000000777,金丝雀银行"
                for h, n, i in people
            ),
            f"H4,{NAMES[0]},{NUMBERS[0]},{NAMES[1]},{NAMES[1]},990102001001,东湖街道,湖滨社区,{DOORS[0]},x,y,在保,1,金丝雀银行",
        ],
        "死亡注销.csv": [
            DEATHS,
            f"{NUMBERS[0]},{NAMES[0]},2024-05-02,死亡,{NUMBERS[1]},{NAMES[1]}",
            f"{NUMBERS[1]},{NAMES[2]},2024-05-03,死亡,{NUMBERS[0]},{NAMES[0]}",
            f"{NUMBERS[1]},{NAMES[1]},{NAMES[2]},{NUMBERS[2]},,",
        ],
        "户籍人口.csv": [
            RESIDENTS,
            f"{NUMBERS[0]},{NAMES[0]},{DOORS[0]},990102001001,{DOORS[1]},990103001001,2024-06-02,正常",
            f"{NUMBERS[1]},{NAMES[1]},{DOORS[0]},990103001001,{DOORS[1]},990103001001,2024-06-02,正常",
        ],
        "机动车.csv": [VEHICLES, f"{NUMBERS[0]},{NAMES[0]},九A12345,小型轿车,2023-05-01,正常"],
    }
    folder.mkdir(parents=True)
    for name, lines in files.items():
        (folder / name).write_text("\r\n".join(lines) + "\r\n", encoding="utf-8")


DRIVER = """
import contextlib, io, json, sys
from assist_cli.commands import main
spoken = {}
for line in json.load(sys.stdin):
    heard = io.StringIO()
    with contextlib.redirect_stdout(heard), contextlib.redirect_stderr(heard):
        code = main(line, {})
    spoken[" ".join(line)] = (code, heard.getvalue())
print(json.dumps(spoken))
"""
"""All command lines of one language in one process: starting it anew for each would take a minute."""


@pytest.fixture(scope="module")
def said(tmp_path_factory) -> tuple[Path, dict[str, str]]:
    """The workspace after every command, and what each of them printed, by command line."""
    root = tmp_path_factory.mktemp("canary")
    bureau = root / "bureau"
    create_workspace(bureau, "990102")
    deliver(bureau / "inbox" / MONTH)
    broken = root / "broken.csv"
    broken.write_text(f'{DEATHS}\n{NUMBERS[0]},"{NAMES[0]},2024-05-02,死亡,,\n', encoding="utf-8")
    headless = root / "headless.csv"
    headless.write_text(f"{NUMBERS[0]},{NAMES[0]},{DOORS[0]}\n", encoding="utf-8")
    spoken = {}
    for lang in ("en", "zh"):
        lines = [
            ["--lang", lang, "--workspace", str(bureau), *map(str, line)]
            for line in commands(broken, headless)
        ]
        done = subprocess.run(
            [sys.executable, "-c", DRIVER],
            input=json.dumps(lines),
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src"), "COLUMNS": "100"},
            check=True,
        )
        for line, (code, heard) in json.loads(done.stdout).items():
            assert code in (0, 2, 3, 4), heard
            spoken[line.replace(f"--lang {lang} --workspace {bureau}", lang)] = heard
    return bureau, spoken


def commands(broken: Path, headless: Path) -> Iterator[tuple[object, ...]]:
    month = ("--month", MONTH)
    yield "ingest", "--inbox", *month
    yield "ingest", "police.deaths", broken, *month
    yield "ingest", "police.deaths", headless, *month
    yield "ingest", "health.deaths", headless, *month
    yield "--log-format", "json", "run", *month
    yield "compare", *month
    for shape in ("table", "json", "csv"):
        yield "report", *month, "--format", shape
    yield "report", *month, "--households"
    yield "report", *month, "--lamp", "yellow"
    yield "export", *month, "--format", "csv"
    yield "export", *month, "--format", "xlsx"
    yield "export", *month, "--level", "community", "--to", broken.parent / "elsewhere"
    yield ("status",)
    yield "status", "--format", "json"
    for source in ("civil.roster", "police.deaths"):
        yield "status", "--rejected", source, *month
        yield "status", "--source", source
    yield "checks", "list"
    yield "checks", "explain", "deceased"
    for shape in ("table", "json", "csv"):
        yield "lookup", NUMBERS[0], "H1", "H3", "--format", shape
    yield "report", *month, "--check", NAMES[0]
    yield "ingest", "police.deaths", "--month", NAMES[0]


def singing(text: str) -> list[str]:
    return [canary for canary in CANARIES if canary in text]


def test_there_was_something_to_say(said):
    _bureau, spoken = said
    assert "H1" in spoken[f"en report --month {MONTH} --format json"]
    assert "deceased" in spoken[f"en report --month {MONTH} --format json"]


def test_no_command_says_a_persons_value(said):
    _bureau, spoken = said
    own_words = (NAMES[0], NUMBERS[0])  # what the caller typed may be repeated to the caller
    loud = {
        line: [c for c in singing(text) if c not in own_words or c not in line]
        for line, text in spoken.items()
    }
    assert not {line: canaries for line, canaries in loud.items() if canaries}


def test_nothing_kept_outside_the_extracts_holds_a_persons_value(said):
    bureau, _spoken = said
    for path in [*(bureau / "store/runs").glob("*.json"), bureau / "store/audit.jsonl"]:
        assert not singing(path.read_text(encoding="utf-8")), path
    for table in ("findings", "evidence", "coverage", "cases"):
        frame = pl.read_parquet(bureau / f"store/{table}/month={MONTH}.parquet")
        assert frame.height
        assert not singing(str(frame.rows())), table


def test_no_masked_package_holds_a_persons_value(said):
    bureau, _spoken = said
    packages = [*bureau.glob("exports/**/findings.*"), *bureau.parent.glob("elsewhere/**/findings.*")]
    assert len(packages) >= 3
    for path in packages:
        parts = [path.read_bytes()]
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as book:
                parts = [book.read(name) for name in book.namelist()]
        for part in parts:
            assert not singing(part.decode("utf-8", "replace")), path


def test_the_extracts_do_hold_them(said):
    bureau, _spoken = said
    roster = pl.read_parquet(bureau / f"store/extracts/civil.roster/month={MONTH}/extract.parquet")
    assert NAMES[0] in roster["name"].to_list()
    assert "6217000000000777" in roster["account"].to_list()
    assert "金丝雀银行" not in str(roster.rows())  # dropped: no check needs it
    rejected = pl.read_parquet(bureau / f"store/rejected/police.deaths/month={MONTH}/rejected.parquet")
    assert NUMBERS[1] in rejected["id_number"].to_list()

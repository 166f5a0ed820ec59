"""Every exit code that a call can end in, by the real program: what happened, where, and what to do now."""

import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

DEATHS = "公民身份号码,姓名,死亡日期,注销类别\r\n"


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def lands_nothing(workspace: Path) -> bool:
    return not list((workspace / "store").rglob("*.parquet"))


def test_0_whether_or_not_anything_was_found(assist, demo):
    assert assist("--workspace", demo, "report", "--month", "2024-06", "--check", "deceased").code == 0
    assert assist("--workspace", demo, "report", "--month", "2024-06", "--division", "9999").code == 0


def test_1_a_defect_asks_for_a_report_and_shows_no_traceback(demo, tmp_path):
    broken = "import assist_cli.outputs.report as r\ndef bad(*a, **k): raise ZeroDivisionError('张三 secret')\nr.render = bad\n"
    driver = write(
        tmp_path, "driver.py", broken + "from assist_cli.commands import main\nraise SystemExit(main())\n"
    )
    done = subprocess.run(
        [sys.executable, driver, "--workspace", demo, "report", "--month", "2024-06"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "ZeroDivisionError" in done.stderr
    assert "report it" in done.stderr
    assert "Traceback" not in done.stderr
    assert "secret" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["report", "--month", "2024-06", "--lampe", "red"], "--lamp"),
        (["raport"], "raport"),
        (["compare"], "--month"),
        (["compare", "--month", "June"], "YYYY-MM"),
        (["compare", "--month", "2024-06", "--check", "decease"], "deceased"),
        (["compare", "--month", "2024-06", "--engine", "abacus"], "local"),
        (["ingest", "police.death", "x.csv", "--month", "2024-06"], "police.deaths"),
        (["ingest", "--month", "2024-06"], "--inbox"),
        (["ingest", "police.deaths", "--month", "2024-06"], "ingest police.deaths"),
        (
            [
                "ingest",
                "police.deaths",
                "x.csv",
                "--month",
                "2024-06",
                "--accept",
                "no_gate",
                "--reason",
                "x",
            ],
            "no_rows",
        ),
        (["ingest", "police.deaths", "x.csv", "--month", "2024-06", "--accept", "no_rows"], "--reason"),
        (["report", "--month", "2024-06", "--unmask"], "--reason"),
        (["export", "--month", "2024-06", "--level", "galaxy"], "street"),
        (["export", "--month", "2024-06", "--top", "0"], "--top"),
        (["checks", "explain", "decease"], "deceased"),
        (["status", "--source", "police.death"], "police.deaths"),
    ],
)
def test_2_a_wrong_call_says_what_is_possible(assist, demo, arguments, said):
    answer = assist("--workspace", demo, *arguments)
    assert answer.code == 2, answer.err
    assert said in answer.err
    assert "Traceback" not in answer.err


def test_2_a_wrong_call_is_told_in_chinese(assist, demo):
    answer = assist("--workspace", demo, "report", "--lampe", "red", lang="zh")
    assert answer.code == 2
    assert "没有" in answer.err
    assert "No such" not in answer.err


@pytest.mark.parametrize(
    ("file", "line", "replacement", "number", "said"),
    [
        ("assist.toml", 'language = "zh"', 'langauge = "zh"', 4, "'language'"),
        ("assist.toml", "people_per_range = 200000", 'people_per_range = "many"', 13, "whole number"),
        ("sources/police.deaths.toml", 'dated_by = "died_on"', 'dated_bye = "died_on"', 5, "'dated_by'"),
        ("sources/police.deaths.toml", "[columns.died_on]", "[colunms.died_on]", 25, "'columns'"),
        ("checks.toml", "agree_within_days = 30", "agree_in_days = 30", 7, "'agree_within_days'"),
        ("checks.toml", "[[moved_out]]", "[[move_out]]", 9, "'moved_out'"),
        ("checks.toml", "until = 2025-12-31", "until = 2025-11-30", 32, "vehicle_purchase"),
        ("divisions.csv", "99,九九省,", "ninety-nine,九九省,", 2, "code"),
        ("assist.toml", "[privacy]", "[privacy", 8, "TOML"),
    ],
)
def test_3_configuration_names_file_line_and_suggestion(
    assist, workspace, file, line, replacement, number, said
):
    path = workspace / file
    text = path.read_text(encoding="utf-8")
    assert line in text
    path.write_text(text.replace(line, replacement, 1), encoding="utf-8")
    answer = assist("--workspace", workspace, "compare", "--month", "2024-06")
    assert answer.code == 3, answer.err
    assert f"{file}:{number}:" in answer.err
    assert said in answer.err


def test_3_outside_a_workspace(assist, tmp_path):
    answer = assist("status", cwd=tmp_path)
    assert answer.code == 3
    assert "assist init" in answer.err


def test_4_two_sources_claim_a_file(assist, with_april):
    source = with_april / "sources/health.deaths.toml"
    source.write_text(source.read_text().replace("files = [", 'files = ["*死亡注销*", '))
    answer = assist("--workspace", with_april, "ingest", "--inbox", "--month", "2024-04")
    assert answer.code == 4
    assert "公安死亡注销人员202404.csv" in answer.err
    assert "health.deaths" in answer.err
    assert "police.deaths" in answer.err
    assert lands_nothing(with_april)


def test_4_no_source_claims_a_file(assist, with_april):
    write(with_april / "inbox/2024-04", "会议通知.csv", "a,b\n")
    answer = assist("--workspace", with_april, "ingest", "--inbox", "--month", "2024-04")
    assert answer.code == 4
    assert "会议通知.csv" in answer.err
    assert lands_nothing(with_april)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"\r\n\r\n", "empty"),
        ("姓名,公民身份号码,注销类别\r\n".encode(), "死亡日期"),
        ("公民身份号码,身份证号,姓名,死亡日期,注销类别\r\n".encode(), "公民身份号码 [A] / 身份证号 [B]"),
        ("申报人公民身份号码,姓名,死亡日期,注销类别\r\n".encode(), "公民身份号码"),
        ("天气,温度\r\n晴,30\r\n".encode(), "header"),
        (b"\x00\x01\x02", "NUL"),
        (b"\xff\xfe\xfd", "UTF-8"),
        (b"PK\x03\x04 this is no workbook", "packed file is damaged"),
        (b"\xd0\xcf\x11\xe0 this is no workbook", "no workbook"),
        (b"PAR1 this is no Parquet", "Parquet"),
        (DEATHS.encode(), "no_rows"),
        ((DEATHS + '9901,"张三,2024-05-01,死亡\r\n').encode(), "quotation"),
    ],
)
def test_4_a_file_that_cannot_be_used(assist, workspace, tmp_path, content, said):
    path = write(tmp_path, "deaths.csv", content)
    answer = assist("--workspace", workspace, "ingest", "police.deaths", path, "--month", "2024-06")
    assert answer.code == 4, answer.err
    assert "deaths.csv" in answer.err
    assert said in answer.err
    assert len(answer.err.splitlines()) >= 2
    assert lands_nothing(workspace)


def test_4_a_text_named_as_a_workbook(assist, workspace, tmp_path):
    path = write(tmp_path, "deaths.xlsx", DEATHS)
    answer = assist("--workspace", workspace, "ingest", "police.deaths", path, "--month", "2024-06")
    assert answer.code == 4
    assert "deaths.xlsx" in answer.err


def test_4_an_id_column_of_numbers_is_refused_and_says_how_to_export(assist, workspace, tmp_path):
    with xlsxwriter.Workbook(tmp_path / "deaths.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, DEATHS.strip().split(","))
        for row in range(1, 40):
            sheet.write_row(row, 0, [990102195001010000 + row, "张三", "2024-05-01", "死亡"])
    answer = assist(
        "--workspace", workspace, "ingest", "police.deaths", tmp_path / "deaths.xlsx", "--month", "2024-06"
    )
    assert answer.code == 4
    assert "number_ids" in answer.err
    assert "as text" in answer.err
    assert lands_nothing(workspace)


def test_4_nothing_to_compare(assist, workspace):
    answer = assist("--workspace", workspace, "compare", "--month", "2024-06")
    assert answer.code == 4
    assert "civil.roster" in answer.err
    assert "2024-06" in answer.err


def test_4_nothing_compared_to_report_or_export(assist, workspace):
    for command in ("report", "export"):
        answer = assist("--workspace", workspace, command, "--month", "2024-06")
        assert answer.code == 4
        assert "assist compare --month 2024-06" in answer.err


def test_4_a_blocked_delivery_can_be_let_through_on_the_record(assist, workspace, tmp_path):
    path = write(tmp_path, "deaths.csv", DEATHS)
    call = ("--workspace", workspace, "ingest", "police.deaths", path, "--month", "2024-06")
    assert assist(*call).code == 4
    assert assist(*call, "--accept", "no_rows", "--reason", "nobody died").code == 0
    audit = (workspace / "store/audit.jsonl").read_text()
    assert "nobody died" in audit
    assert "nothing new" in assist(*call).out, "once accepted, the same delivery is not blocked again"
    assert (
        pl.read_parquet(workspace / "store/extracts/police.deaths/month=2024-06/extract.parquet").height == 0
    )


def test_5_another_run_holds_the_workspace_and_is_named(assist, own):
    program = (
        "import sys\nfrom pathlib import Path\nfrom assist_cli.store.lock import writing\n"
        "with writing(Path(sys.argv[1]), 'run 2024-06'):\n    print('held', flush=True)\n    sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, own / "store"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        for command in ("compare", "run", "export"):
            answer = assist("--workspace", own, command, "--month", "2024-06")
            assert answer.code == 5
            assert str(holder.pid) in answer.err
            assert "since 20" in answer.err
        holder.communicate("")
    assert assist("--workspace", own, "compare", "--month", "2024-06").code == 0


def test_a_refused_source_leaves_the_others_and_the_month_goes_on(assist, with_april):
    broken = with_april / "inbox/2024-04/公安死亡注销人员202404.csv"
    broken.write_bytes(broken.read_bytes()[:0])
    answer = assist("--workspace", with_april, "run", "--month", "2024-04")
    assert answer.code == 4
    assert "公安死亡注销人员202404.csv" in answer.err
    assert "NOT CHECKED" in answer.out
    coverage = pl.read_parquet(with_april / "store/coverage/month=2024-04.parquet")
    deceased = coverage.filter(pl.col("check") == "deceased")
    assert deceased["checked"].sum() == 0
    assert deceased["reason"].unique().to_list() == ["blocked:police.deaths"]


def test_a_folder_instead_of_a_file(assist, workspace, tmp_path):
    answer = assist("--workspace", workspace, "ingest", "police.deaths", tmp_path, "--month", "2024-06")
    assert answer.code == 4
    missing = assist(
        "--workspace", workspace, "ingest", "police.deaths", tmp_path / "no.csv", "--month", "2024-06"
    )
    assert missing.code == 4
    assert "no.csv" in missing.err


def test_a_new_workspace_is_not_made_over_files(assist, tmp_path):
    write(tmp_path, "letter.txt", "x")
    for command in (("init", tmp_path, "--jurisdiction", "990102"), ("synth", tmp_path), ("demo", tmp_path)):
        assert assist(*command).code == 2
    assert assist("init", tmp_path / "new", "--jurisdiction", "Donghu").code == 2

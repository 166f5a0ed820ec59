"""The month as cron does it, twice; packages that stand, are replaced, and are filled in."""

import json
import shutil
from pathlib import Path

import polars as pl

SAMPLE = Path(__file__).parents[2] / "sample_data"


def stamps(folder: Path) -> dict[str, int]:
    """When each file was last written."""
    skipped = {".lock", ".lock.holder"}
    return {
        str(path): path.stat().st_mtime_ns
        for path in folder.rglob("*")
        if path.is_file() and path.name not in skipped
    }


def test_a_second_run_does_nothing_and_says_so(assist, own):
    before = stamps(own)
    answer = assist("--workspace", own, "run", "--month", "2024-06")
    assert answer.code == 0
    assert "Nothing new" in answer.out
    assert "990102001" in answer.out
    assert stamps(own) == before


def test_a_new_delivery_replaces_the_old_and_the_month_is_compared_again(assist, own):
    path = own / "inbox/2024-06/卫健死亡医学证明202406.csv"
    lines = path.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    path.write_text("".join(lines[:-3]), encoding="utf-8-sig")
    place = own / "store/extracts/health.deaths/month=2024-06/extract.parquet"
    old = place.read_bytes()
    answer = assist("--workspace", own, "run", "--month", "2024-06")
    assert answer.code == 0
    assert "Nothing new" not in answer.out
    kept = list((own / "store/replaced/health.deaths/month=2024-06").glob("*/extract.parquet"))
    assert [copy.read_bytes() for copy in kept] == [old]
    assert place.read_bytes() != old
    runs = [json.loads(p.read_text()) for p in (own / "store/runs").glob("compare.2024-06.*.json")]
    assert len(runs) == 2


def test_a_changed_parameter_is_compared_again(assist, own):
    checks = own / "checks.toml"
    checks.write_text(checks.read_text().replace("lookback_months = 24", "lookback_months = 1"))
    answer = assist("--workspace", own, "run", "--month", "2024-06")
    assert "Nothing new" not in answer.out
    june = pl.read_parquet(own / "store/findings/month=2024-06.parquet")
    bought = june.filter(pl.col("check") == "vehicle_purchase", pl.col("status") != "cleared")
    assert bought["event_date"].is_between(pl.date(2024, 5, 30), pl.date(2024, 6, 30)).all()


def test_a_month_landed_by_name_needs_no_inbox(assist, own):
    shutil.rmtree(own / "inbox")
    answer = assist("--workspace", own, "run", "--month", "2024-06")
    assert answer.code == 0
    assert assist("--workspace", own, "run", "--month", "2024-07").code == 4


def test_previous_is_the_month_before_todays(assist, own):
    answer = assist("--workspace", own, "report", "--month", "previous")
    assert answer.code == 4


def test_both_formats_stand_beside_each_other_until_the_findings_change(assist, own):
    folder = own / "exports/2024-06"
    assert assist("--workspace", own, "export", "--month", "2024-06", "--format", "csv").code == 0
    assert len(list(folder.glob("*/findings.csv"))) == len(list(folder.glob("*/findings.xlsx"))) == 3
    checks = own / "checks.toml"
    checks.write_text(checks.read_text().replace("lookback_months = 24", "lookback_months = 1"))
    assert assist("--workspace", own, "compare", "--month", "2024-06").code == 0
    assert assist("--workspace", own, "export", "--month", "2024-06", "--format", "csv").code == 0
    assert len(list(folder.glob("*/findings.csv"))) == 3
    assert not list(folder.glob("*/findings.xlsx"))


def test_a_sheet_somebody_filled_in_is_never_overwritten(assist, own):
    folder = own / "exports/2024-06"
    sheet = min(folder.glob("*/findings.xlsx"))
    filled = sheet.read_bytes() + b"filled in"
    sheet.write_bytes(filled)
    assert "Nothing new" in assist("--workspace", own, "run", "--month", "2024-06").out
    assert sheet.read_bytes() == filled
    answer = assist("--workspace", own, "export", "--month", "2024-06")
    assert answer.code == 0
    kept = [path for path in sheet.parent.iterdir() if "filled" in path.name]
    assert [path.read_bytes() for path in kept] == [filled]
    assert kept[0].name in answer.err
    assert sheet.read_bytes() != filled


def test_levels_and_top(assist, own, tmp_path):
    communities = tmp_path / "communities"
    assert (
        assist(
            "--workspace", own, "export", "--month", "2024-06", "--level", "community", "--to", communities
        ).code
        == 0
    )
    assert all(len(path.name.partition("_")[0]) == 12 for path in communities.iterdir())
    district = tmp_path / "district"
    answer = assist(
        "--workspace",
        own,
        "export",
        "--month",
        "2024-06",
        "--level",
        "district",
        "--top",
        "5",
        "--format",
        "csv",
        "--to",
        district,
    )
    assert answer.code == 0
    (package,) = district.iterdir()
    assert package.name == "990102_东湖区"
    assert len((package / "findings.csv").read_text(encoding="utf-8-sig").splitlines()) == 6


def test_packages_in_full_need_a_standing_reason_and_are_logged(assist, own):
    config = own / "assist.toml"
    text = config.read_text().replace('packages = "masked"', 'packages = "full"')
    config.write_text(text)
    assert assist("--workspace", own, "export", "--month", "2024-06").code == 3
    config.write_text(text.replace('reason = ""', 'reason = "streets have no access to the system"'))
    answer = assist("--workspace", own, "export", "--month", "2024-06", "--format", "csv")
    assert answer.code == 0, answer.err
    content = next((own / "exports/2024-06").glob("*/findings.csv")).read_text(encoding="utf-8-sig")
    assert "********" not in content
    assert "streets have no access to the system" in (own / "store/audit.jsonl").read_text().splitlines()[-1]


def test_the_demo_can_be_repeated(assist, own):
    answer = assist("demo", own)
    assert answer.code == 0
    assert (own / "exports/2024-06").is_dir()


def test_synth_writes_files_that_a_month_can_be_run_on(assist, workspace, tmp_path):
    made = tmp_path / "made"
    answer = assist("synth", made, "--people", "300", "--months", "2025-12", "--seed", "5")
    assert answer.code == 0, answer.err
    assert (made / "truth/truth.csv").is_file()
    shutil.copytree(made / "2025-12", workspace / "inbox" / "2025-12")
    run = assist("--workspace", workspace, "run", "--month", "2025-12")
    assert run.code == 0, run.err
    assert pl.read_parquet(workspace / "store/findings/month=2025-12.parquet").height


def test_the_store_opens_without_this_package(demo):
    import duckdb  # noqa: PLC0415

    frame = pl.read_parquet(f"{demo}/store/findings/*.parquet")
    assert (
        frame.height == duckdb.sql(f"select count(*) from '{demo}/store/findings/*.parquet'").fetchall()[0][0]
    )
    assert frame.columns[0] == "finding_id"
    landed = duckdb.sql(
        f"select month, count(*), bool_and(file is not null and row >= 1) from read_parquet('{demo}/store/extracts/police.deaths/*/*.parquet', hive_partitioning=true) group by month"
    ).fetchall()
    assert len(landed) == 3
    assert all(complete for _month, _count, complete in landed)
    keys = pl.read_parquet(demo / "store/extracts/police.residents/month=2024-06/extract.parquet")[
        "person_key"
    ]
    assert keys.is_sorted()


def test_files_are_readable_by_their_owner_only(demo):
    for path in (demo / "store").rglob("*"):
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path


def test_slips_tell_each_department_its_own_records(assist, own):
    answer = assist(
        "--workspace", own, "export", "--month", "2024-06", "--slips", "--format", "csv", lang="zh"
    )
    assert answer.code == 0, answer.err
    june = pl.read_parquet(own / "store/findings/month=2024-06.parquet")
    wrong = set(june.filter(pl.col("lane") == "record", pl.col("status") != "cleared")["finding_id"])
    told = set()
    for path in (own / "exports/2024-06/slips").glob("*/slip.csv"):
        slip = pl.read_csv(path, infer_schema=False)
        (department,) = set(slip["source"].str.split(".").list.first())
        assert path.parent.name.startswith(f"{department}_")
        assert slip["summary"].str.contains("建议").all()
        assert set(slip["file"]) <= {file.name for file in (own / "inbox").glob("*/*")}
        told |= set(slip["finding_id"])
    assert told == wrong


def test_a_department_gets_its_own_rejected_rows_back(assist, workspace, tmp_path):
    path = tmp_path / "deaths.csv"
    path.write_text("公民身份号码,姓名,死亡日期,注销类别\n990102196001010017,张三,2024-13-45,死亡\n"
                    "990102196001010017,赵六,2024-05-01,死亡\n", encoding="utf-8")  # fmt: skip
    assist("--workspace", workspace, "ingest", "police.deaths", path, "--month", "2024-05")
    call = ("--workspace", workspace, "export", "--month", "2024-05", "--rejected", "--format", "csv")
    assert assist(*call).code == 0
    list_of_rows = workspace / "exports/2024-05/rejected/police.deaths/rejected.csv"
    masked = list_of_rows.read_text(encoding="utf-8-sig")
    assert "deaths.csv,2,died_on: this is no date" in masked
    assert "张三" not in masked
    assert assist(*call, "--unmask", "--reason", "police asked").code == 0
    assert "张三" in list_of_rows.read_text(encoding="utf-8-sig")
    assert "police asked" in (workspace / "store/audit.jsonl").read_text().splitlines()[-1]
    assert assist("--workspace", workspace, "export", "--month", "2024-04", "--rejected").code == 4

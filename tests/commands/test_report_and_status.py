"""What people and programs read: the report, its filters and formats, the status grid, the cards of the checks."""

import csv
import io
import json

import polars as pl
import pytest

COLUMNS = [
    "finding_id",
    "month",
    "check",
    "lane",
    "lamp",
    "grade",
    "household_id",
    "id_number",
    "name",
    "programme",
    "division_code",
    "district",
    "street",
    "community",
    "event_date",
    "months",
    "amount",
    "sources",
    "summary",
    "status",
    "first_month",
    "months_open",
]
JUNE = ("report", "--month", "2024-06")


def test_json_is_an_array_of_findings_with_the_columns_of_the_contract(assist, demo):
    findings = json.loads(assist("--workspace", demo, *JUNE, "--format", "json").out)
    assert len(findings) == pl.read_parquet(demo / "store/findings/month=2024-06.parquet").height
    assert all(list(finding) == COLUMNS for finding in findings)
    assert all(
        finding["finding_id"].startswith("f") and len(finding["finding_id"]) == 16 for finding in findings
    )
    assert all("*" in finding["id_number"] and "*" in finding["name"] for finding in findings)


def test_csv_has_a_bom_crlf_and_the_same_findings(assist, demo, tmp_path):
    target = tmp_path / "june.csv"
    assert assist("--workspace", demo, *JUNE, "--format", "csv", "--output", target).code == 0
    content = target.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\n") == content.count(b"\r\n")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert list(rows[0]) == COLUMNS
    assert len(rows) == len(json.loads(assist("--workspace", demo, *JUNE, "--format", "json").out))
    assert target.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("options", [[], ["--households"], ["--lamp", "red"]])
def test_a_report_for_people_is_the_same_in_a_file_as_on_the_screen(assist, demo, tmp_path, options):
    target = tmp_path / "report.txt"
    assert assist("--workspace", demo, *JUNE, *options, "--output", target).code == 0
    shown = assist("--workspace", demo, *JUNE, *options).out
    assert target.read_text(encoding="utf-8") == shown


@pytest.mark.parametrize(
    ("options", "column", "values"),
    [
        (["--check", "deceased"], "check", {"deceased"}),
        (["--check", "deceased", "--check", "moved_out"], "check", {"deceased", "moved_out"}),
        (["--lane", "info"], "lane", {"info"}),
        (["--lamp", "red"], "lamp", {"red"}),
        (["--status", "new", "--status", "cleared"], "status", {"new", "cleared"}),
    ],
)
def test_filters_let_through_what_they_say(assist, demo, options, column, values):
    everything = json.loads(assist("--workspace", demo, *JUNE, "--format", "json").out)
    shown = json.loads(assist("--workspace", demo, *JUNE, "--format", "json", *options).out)
    assert {finding[column] for finding in shown} == values
    assert shown == [finding for finding in everything if finding[column] in values]


def test_a_division_prefix_cuts_by_code(assist, demo):
    shown = json.loads(assist("--workspace", demo, *JUNE, "--format", "json", "--division", "990102002").out)
    assert shown
    assert all(finding["division_code"].startswith("990102002") for finding in shown)


def test_unmasking_is_recorded_with_its_reason(assist, own):
    before = (own / "store/audit.jsonl").read_text().count("\n")
    answer = assist("--workspace", own, *JUNE, "--format", "json", "--unmask", "--reason", "complaint 17")
    assert not any("*" in finding["id_number"] for finding in json.loads(answer.out))
    entries = [json.loads(line) for line in (own / "store/audit.jsonl").read_text().splitlines()]
    assert len(entries) == before + 1
    assert (entries[-1]["action"], entries[-1]["reason"]) == ("unmask", "complaint 17")


def test_summaries_are_told_in_the_readers_language(assist, demo):
    english = json.loads(assist("--workspace", demo, *JUNE, "--format", "json").out)
    chinese = json.loads(assist("--workspace", demo, *JUNE, "--format", "json", lang="zh").out)
    assert all("To verify:" in finding["summary"] for finding in english)
    assert all("建议" in finding["summary"] for finding in chinese)
    assert [f["finding_id"] for f in english] == [f["finding_id"] for f in chinese]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_report_fits_a_hundred_columns_and_says_first_what_was_not_checked(assist, demo, lang):
    from rich.cells import cell_len  # noqa: PLC0415

    told = assist("--workspace", demo, "report", "--month", "2024-05", lang=lang).out
    assert max(cell_len(line) for line in told.splitlines()) <= 100
    unchecked = {"en": "NOT CHECKED", "zh": "未比对"}[lang]
    counts = {"en": "2. How many", "zh": "二、"}[lang]
    assert -1 < told.find(unchecked) < told.find(counts)
    assert {"en": "Police vehicle register", "zh": "公安机动车"}[lang] in told[: told.find(counts)]


def test_households_stand_together(assist, demo):
    told = assist("--workspace", demo, *JUNE, "--households").out
    assert "H0000" in told


def test_status_counts_what_landed(assist, demo):
    records = json.loads(assist("--workspace", demo, "status", "--format", "json").out)
    assert len(records) == 48
    missing = [record for record in records if record["state"] != "present"]
    assert [(record["month"], record["source"], record["state"]) for record in missing] == [
        ("2024-05", "police.vehicles", "stale")
    ]
    roster = next(
        record for record in records if record["source"] == "civil.roster" and record["month"] == "2024-06"
    )
    extract = pl.read_parquet(demo / "store/extracts/civil.roster/month=2024-06/extract.parquet")
    assert roster["rows"] == extract.height
    assert assist("--workspace", demo, "status").code == 0


def test_status_says_why_a_delivery_was_held_back(assist, workspace, tmp_path):
    for source, text in {
        "police.deaths": "公民身份号码,姓名,死亡日期,注销类别\n",
        "health.deaths": "甲,乙\n1,2\n",
    }.items():
        path = tmp_path / f"{source}.csv"
        path.write_text(text, encoding="utf-8")
        assert assist("--workspace", workspace, "ingest", source, path, "--month", "2024-05").code == 4
    told = assist("--workspace", workspace, "status")
    records = json.loads(assist("--workspace", workspace, "status", "--format", "json").out)
    said = {record["source"]: record for record in records if record["state"] == "blocked"}
    assert said["police.deaths"]["gates"] == ["no_rows"]
    assert said["police.deaths"]["held_back"][0].startswith("no_rows: 1, limit 0")
    assert said["health.deaths"]["held_back"][0].startswith("health.deaths.csv: none of the first 30 rows")
    assert "blocked: no_rows" in told.out
    assert "2024-05 Medical certificates of death: health.deaths.csv: none of the first" in told.out


def test_status_of_a_source_explains_its_columns(assist, demo):
    columns = json.loads(
        assist("--workspace", demo, "status", "--source", "police.deaths", "--format", "json").out
    )
    names = ["id_number", "name", "died_on", "cancelled_on", "cancellation"]
    assert [column["column"] for column in columns] == names
    assert all(column["meaning"] and column["headers"] for column in columns)
    assert {column["column"]: column["type"] for column in columns} == {
        "id_number": "Int64",
        "name": "String",
        "died_on": "Date",
        "cancelled_on": "Date",
        "cancellation": "String",
    }
    assert [column["column"] for column in columns if not column["nullable"]] == ["id_number", "cancellation"]
    assert columns[-1]["codes"]["death"][0] == "死亡"


def test_units_and_codes_stand_beside_the_types(assist, workspace):
    told = assist("--workspace", workspace, "status", "--source", "property.holdings", lang="zh").out
    for said in ("number, Decimal(12, 2)", "平方米", "share, Decimal(5, 4)", "0 至 1", "joint: 共同共有"):
        assert said in told


def test_status_tells_of_a_source_that_was_not_expected_but_came(assist, workspace, tmp_path):
    for source in ("justice.custody", "civil.other_rosters"):
        place = workspace / "sources" / f"{source}.toml"
        text = place.read_text(encoding="utf-8")
        place.write_text(text.replace("shape = ", "expected = false\nshape = ", 1), encoding="utf-8")
    path = tmp_path / "在押.csv"
    path.write_text(
        "证件号码,姓名,开始日期,结束日期\n990102196001010017,张三,2024-05-02,\n", encoding="utf-8"
    )
    assert assist("--workspace", workspace, "ingest", "justice.custody", path, "--month", "2024-05").code == 0
    records = json.loads(assist("--workspace", workspace, "status", "--format", "json").out)
    assert [record["state"] for record in records if record["source"] == "justice.custody"] == ["present"]
    assert "civil.other_rosters" not in {record["source"] for record in records}


def test_rejected_rows_show_why_and_only_the_shape_of_a_cell(assist, workspace, tmp_path):
    path = tmp_path / "deaths.csv"
    path.write_text(
        "公民身份号码,姓名,死亡日期,注销类别\n990102196001010017,张三,2024-13-45,死亡\n无,李四,2024-05-01,死亡\n"
        "990102196001010017,王五,2024-05-01,失踪\n990102196001010017,赵六,2024-05-01,死亡\n",
        encoding="utf-8",
    )
    landed = assist("--workspace", workspace, "ingest", "police.deaths", path, "--month", "2024-05")
    assert "1 rows landed, 3 rejected" in landed.out
    told = assist("--workspace", workspace, "status", "--rejected", "police.deaths", "--format", "json").out
    reasons = {record["reason"]: record for record in json.loads(told)}
    assert set(reasons) == {"died_on:not_a_date", "id_number:placeholder", "cancellation:unknown_code"}
    assert reasons["died_on:not_a_date"]["examples"] == ["deaths.csv, 2, 9999-99-99"]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_check_explains_itself_without_a_workspace(assist, tmp_path, lang):
    listed = assist("checks", "list", lang=lang, cwd=tmp_path)
    assert listed.code == 0
    assert "vehicle_purchase" in listed.out
    card = assist("checks", "explain", "record_error", lang=lang, cwd=tmp_path)
    assert card.code == 0
    assert "GB 11643-1999" in " ".join(card.out.split())
    assert "unregistered_after_days = 60" in card.out
    assert "2014-05-01" in card.out


@pytest.mark.parametrize(
    ("lang", "unit", "yuan"), [("en", "about a household", "20,000 yuan"), ("zh", "以户为单位", "20,000 元")]
)
def test_a_card_shows_the_local_amounts_by_division_with_dates_and_basis(assist, workspace, lang, unit, yuan):
    rules = workspace / "checks.toml"
    own = """
[[amounts.medical_limit]]
division = "990102"
from = 2024-01-01
until = 2024-12-31
basis = { zh = "东湖区文件", en = "a document of Donghu" }
yuan = 15000.5
"""
    rules.write_text(rules.read_text(encoding="utf-8") + own, encoding="utf-8")
    card = assist("--workspace", workspace, "checks", "explain", "medical_burden", lang=lang).out
    assert unit in card
    assert "99" in card
    assert yuan in card
    assert "15,000.5" in card
    assert "2024-12-31" in card
    assert {"en": "a document of Donghu", "zh": "东湖区文件"}[lang] in card
    listed = assist("--workspace", workspace, "checks", "list", lang=lang).out
    assert "medical_limit" in listed
    records = json.loads(
        assist("--workspace", workspace, "checks", "list", "--format", "json", lang=lang).out
    )
    (record,) = [one for one in records if one["check"] == "medical_burden"]
    assert record["unit"] == "household"
    assert [(one["division"], one["yuan"], one["until"]) for one in record["amounts"]["medical_limit"]] == [
        ("99", 20000, ""),
        ("990102", 15000.5, "2024-12-31"),
    ]
    assert [one["amounts"] for one in records if one["check"] == "deceased"] == [{}]

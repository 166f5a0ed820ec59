"""One folder per division with that division's rows, replaced as a whole by the next export."""

import csv
import hashlib
from pathlib import Path

import polars as pl
import pytest
from sample_findings import MONTH, TITLES, finding, findings, full_month

from assist_cli.outputs.packages import division, swap
from assist_cli.outputs.packages.columns import PACKAGE_COLUMNS
from assist_cli.outputs.packages.division import folder_name, write_packages

VISIT_COLUMNS = ["host_code", "host_name", "household_id", "id_number", "name", "address"]


@pytest.fixture(autouse=True)
def _in_chinese(speak):
    speak("zh")


def export(
    folder: Path, frame: pl.DataFrame, visits: pl.DataFrame | None = None, **choices: object
) -> list[Path]:
    wanted = {"level": "street", "file_format": "csv", "top": None, "titles": TITLES["zh"]} | choices
    return write_packages(folder, frame, visits, **wanted)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text, strict=True))


def ids(path: Path) -> list[str]:
    return [row["finding_id"][-2:] for row in rows(path)]


@pytest.mark.parametrize(
    ("level", "digits", "folders"),
    [("district", 6, 1), ("street", 9, 3), ("community", 12, 12)],
)
def test_a_package_has_its_own_rows_and_together_they_have_all(tmp_path, level, digits, folders):
    written = export(tmp_path, full_month(), level=level)
    tables = [path for path in written if path.name == "findings.csv"]
    assert len(tables) == folders
    found = [row for path in tables for row in rows(path)]
    for path in tables:
        assert {row["division_code"][:digits] for row in rows(path)} == {path.parent.name.split("_")[0]}
    standing = full_month().filter(pl.col("status") != "cleared")
    assert sorted(row["finding_id"] for row in found) == sorted(standing["finding_id"])


def test_folders_carry_code_and_name(tmp_path):
    export(tmp_path, full_month())
    assert sorted(place.name for place in tmp_path.iterdir()) == [
        "990102001_东湖街道",
        "990102002_柳堤街道",
        "990102003_石桥镇",
    ]


def test_columns_are_the_contract_then_address_then_what_to_fill_in(tmp_path):
    path = export(tmp_path, findings(finding(1)))[0]
    header = path.read_text(encoding="utf-8-sig").splitlines()[0].split(",")
    assert header == list(PACKAGE_COLUMNS)
    assert header[-6:] == ["address", "outcome", "verified_by", "verified_on", "verified_how", "note"]
    assert [rows(path)[0][name] for name in header[-6:]] == ["东湖街道湖滨路***", "", "", "", "", ""]


def test_files_are_for_their_owner_only(tmp_path):
    written = export(tmp_path / "2024-06", full_month())
    assert {path.stat().st_mode & 0o777 for path in written} == {0o600}
    assert {path.parent.stat().st_mode & 0o777 for path in written} == {0o700}
    assert all(path.is_file() for path in written)
    assert written == sorted(written)


HERE = {"division_code": "990102001001", "street": "东湖街道"}


def test_households_stand_together_after_their_most_urgent_finding(tmp_path):
    frame = findings(
        finding(1, "record_error", household_id="a", **HERE),
        finding(2, "living_elsewhere", household_id="b", **HERE),
        finding(3, "vehicle_owned", household_id="c", **HERE),
        finding(4, "living_elsewhere", household_id="d", **HERE),
        finding(5, "deceased", household_id="d", **HERE),
        finding(6, "vehicle_owned", household_id="c", lane="need", **HERE),
        finding(7, "deceased", household_id="z", **HERE | {"division_code": "990102001000"}),
        finding(8, "vehicle_owned", household_id="e", lane="need", **HERE),
    )
    assert ids(export(tmp_path, frame)[0]) == ["07", "05", "04", "03", "06", "08", "02", "01"]


def test_top_takes_the_most_urgent_findings_not_the_first_household(tmp_path):
    frame = findings(
        finding(1, "deceased", household_id="a", **HERE),
        finding(2, "living_elsewhere", household_id="a", **HERE),
        finding(3, "deceased", household_id="b", **HERE),
    )
    assert ids(export(tmp_path, frame, top=2)[0]) == ["01", "03"]


def test_top_counts_in_every_package(tmp_path):
    tables = [path for path in export(tmp_path, full_month(), top=2) if path.name == "findings.csv"]
    assert [len(rows(path)) for path in tables] == [2, 2, 2]


def test_rows_whose_code_is_too_short_or_missing_are_not_lost(tmp_path):
    frame = findings(
        finding(1, division_code="990102001", street="东湖街道", community=None),
        finding(2, division_code="990102", street=None),
        finding(3, division_code=None),
    )
    written = export(tmp_path, frame, level="community")
    tables = {path.parent.name: ids(path) for path in written if path.name == "findings.csv"}
    assert tables == {"990102001_东湖街道": ["01"], "990102_东湖区": ["02"], "000000_区划不明": ["03"]}


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("东湖/街道", "990102_东湖_街道"),
        ("../../etc", "990102_etc"),
        ('a<b>:"c\\d|e?f*g', "990102_a_b_c_d_e_f_g"),
        ("新\n城\u202e镇 .", "990102_新_城_镇"),
        ("...", "990102_未命名"),
        ("长" * 300, "990102_" + "长" * 60),
    ],
)
def test_folder_names_are_safe(name, folder):
    assert folder_name("990102", name) == folder


def test_a_package_takes_the_name_most_rows_give(tmp_path):
    same = {"division_code": "990102001001"}
    frame = findings(
        *(finding(n, street=name, **same) for n, name in enumerate(["东湖街办", "东湖街道", "东湖街道"]))
    )
    assert export(tmp_path, frame)[0].parent.name == "990102001_东湖街道"


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_the_same_findings_give_the_same_bytes(tmp_path, file_format):
    several_cars = [finding(number, "vehicle_owned", household_id="H", **HERE) for number in range(200, 230)]
    frame = pl.concat([full_month(), findings(*several_cars)])
    first = export(tmp_path / "one", frame, file_format=file_format)
    second = export(tmp_path / "two", frame.sample(fraction=1, shuffle=True, seed=7), file_format=file_format)
    digests = [[hashlib.sha256(path.read_bytes()).hexdigest() for path in run] for run in (first, second)]
    assert digests[0] == digests[1]
    assert len(first) == len(second) >= 3


def test_a_later_export_leaves_nothing_of_the_earlier_one(tmp_path):
    export(tmp_path, full_month(), file_format="xlsx", level="community")
    export(tmp_path, findings(finding(1)))
    assert [place.name for place in tmp_path.iterdir()] == ["990102002_柳堤街道"]
    assert sorted(place.name for place in next(tmp_path.iterdir()).iterdir()) == [
        "findings.csv",
        "填写说明.txt",
    ]


def test_an_export_without_findings_leaves_no_package(tmp_path):
    export(tmp_path, full_month())
    assert export(tmp_path, findings()) == []
    assert list(tmp_path.iterdir()) == []


def test_what_people_laid_there_themselves_stays(tmp_path):
    export(tmp_path, full_month())
    own = [
        tmp_path / "notes.txt",
        tmp_path / "2023_photos" / "one.jpg",
        tmp_path / "990102001_东湖街道" / "已填.csv",
        tmp_path / "990102002_柳堤街道" / "已填.csv",
    ]
    for path in own:
        path.parent.mkdir(exist_ok=True)
        path.write_text("kept")
    export(tmp_path, findings(finding(0)))
    assert [path.read_text() for path in own] == ["kept"] * 4
    assert not (tmp_path / "990102002_柳堤街道" / "findings.csv").exists()
    assert (tmp_path / "990102001_东湖街道" / "findings.csv").exists()


class Killed(BaseException):
    """As if the process had ended there."""


def test_while_packages_are_made_the_earlier_ones_are_whole(tmp_path, monkeypatch):
    export(tmp_path, full_month())
    before = {path: path.read_bytes() for path in tmp_path.rglob("findings.csv")}
    made = []

    def contents(*arguments):
        if made:
            raise Killed
        made.append(arguments)
        return original(*arguments)

    original = division._contents
    monkeypatch.setattr(division, "_contents", contents)
    with pytest.raises(Killed):
        export(tmp_path, full_month().with_columns(name=pl.lit("李*")))
    visible = {path: path.read_bytes() for path in tmp_path.glob("[0-9]*/findings.csv")}
    assert visible == before


def test_an_export_killed_between_two_renames_is_mended_by_the_next(tmp_path, monkeypatch):
    export(tmp_path, full_month())
    filled_in = tmp_path / "990102001_东湖街道" / "已填.csv"
    filled_in.write_text("kept")
    original = Path.rename

    def rename(self, target):
        if self.parent.name == "new":
            raise Killed
        return original(self, target)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(Killed):
        export(tmp_path, full_month())
    assert not filled_in.exists()
    monkeypatch.undo()
    export(tmp_path, findings(finding(1)))
    assert filled_in.read_text() == "kept"
    assert not (tmp_path / swap._WORK).exists()
    assert ids(tmp_path / "990102002_柳堤街道" / "findings.csv") == ["01"]


def test_host_visits_go_with_the_package_of_the_person(tmp_path):
    away = findings(finding(1, "living_elsewhere"), finding(2, "living_elsewhere", name=None))
    visits = away.with_columns(host_code=pl.lit("990103001"), host_name=pl.lit("=云岭街道")).select(
        VISIT_COLUMNS
    )
    export(tmp_path, away, visits)
    for place in tmp_path.iterdir():
        [visit] = rows(place / "host_visits.csv")
        assert list(visit) == VISIT_COLUMNS
        assert visit["household_id"] == rows(place / "findings.csv")[0]["household_id"]
        assert visit["host_name"] == "'=云岭街道"
    assert len(list(tmp_path.iterdir())) == 2


def test_nobody_to_be_visited_elsewhere_makes_no_file(tmp_path):
    export(tmp_path, full_month(), pl.DataFrame(schema=dict.fromkeys(VISIT_COLUMNS, pl.String)))
    assert list(tmp_path.rglob("host_visits.csv")) == []


def test_the_guide_beside_a_csv_lists_every_outcome_and_concludes_nothing(tmp_path):
    export(tmp_path, full_month())
    guide = (tmp_path / "990102001_东湖街道" / "填写说明.txt").read_bytes().decode("utf-8-sig")
    assert "疑点不是结论" in guide
    assert "confirmed_stopped" in guide
    assert "restored" in guide
    assert MONTH in guide
    assert "停发" not in guide
    assert all(f"  {name}: " in guide for name in PACKAGE_COLUMNS)

"""The same inputs and configuration give the same bytes, whenever and wherever they are compared."""

import hashlib
import shutil
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parents[2] / "sample_data"


def hashes(workspace: Path, month: str) -> dict[str, str]:
    files = [
        workspace / f"store/{table}/month={month}.parquet"
        for table in ("findings", "evidence", "coverage", "cases")
    ]
    files += sorted((workspace / "exports" / month).rglob("*.*"))
    assert len(files) > 6
    return {str(path.relative_to(workspace)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_may_is_the_same_in_may_and_after_june(assist, own):
    in_june = hashes(own, "2024-05")
    again = assist("--workspace", own, "compare", "--month", "2024-05")
    assert again.code == 0, again.err
    for file_format in ("csv", "xlsx"):
        assist("--workspace", own, "export", "--month", "2024-05", "--format", file_format)
    after_june = hashes(own, "2024-05")
    assert {name: after_june[name] for name in in_june} == in_june


def test_may_before_june_was_ever_there(assist, workspace, demo):
    for month in ("2024-04", "2024-05"):
        shutil.copytree(SAMPLE / month, workspace / "inbox" / month)
        answer = assist("--workspace", workspace, "run", "--month", month)
        assert answer.code == 0, answer.err
    assert hashes(workspace, "2024-05") == hashes(demo, "2024-05")


@pytest.mark.long
def test_other_key_ranges_change_nothing(assist, own, demo):
    config = own / "assist.toml"
    config.write_text(config.read_text().replace("people_per_range = 200000", "people_per_range = 37"))
    assert assist("--workspace", own, "compare", "--month", "2024-06").code == 0
    assert hashes(own, "2024-06") == hashes(demo, "2024-06")

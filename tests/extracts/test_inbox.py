"""Which source claims which file of the month's inbox."""

import shutil

import pytest

from assist_cli.errors import DataError
from assist_cli.extracts.inbox import claim_files
from assist_cli.settings.shipped import folder
from assist_cli.settings.workspace import Workspace

MONTH = "2024-06"


@pytest.fixture
def workspace(tmp_path):
    shutil.copytree(folder("configs"), tmp_path, dirs_exist_ok=True)
    (tmp_path / "inbox" / MONTH).mkdir(parents=True)
    return Workspace(tmp_path)


def deliver(workspace, *names):
    for name in names:
        (workspace.inbox / MONTH / name).write_bytes(b"x")


def claimed(workspace):
    return {source: [path.name for path in paths] for source, paths in claim_files(workspace, MONTH).items()}


def test_every_file_of_the_sample_has_its_source(workspace):
    names = [path.name for path in (folder("sample_data") / MONTH).iterdir()]
    deliver(workspace, *names)
    assert sum(len(paths) for paths in claimed(workspace).values()) == len(names)
    assert set(claimed(workspace)) == set(workspace.sources)


def test_several_files_of_one_source_are_one_delivery_in_the_order_of_names(workspace):
    deliver(workspace, "公安死亡注销2.csv", "公安死亡注销1.csv", "卫健死亡医学证明.csv")
    assert claimed(workspace) == {
        "health.deaths": ["卫健死亡医学证明.csv"],
        "police.deaths": ["公安死亡注销1.csv", "公安死亡注销2.csv"],
    }


@pytest.mark.parametrize("name", ["POLICE_Deaths_June.CSV", "公安死亡注销.XLSX", "police-deaths"])
def test_patterns_do_not_mind_case_or_ending(workspace, name):
    deliver(workspace, name)
    assert claimed(workspace) == {"police.deaths": [name]}


def test_hidden_files_and_open_workbooks_are_no_deliveries(workspace):
    deliver(workspace, ".DS_Store", "~$公安死亡注销.xlsx", ".公安死亡注销.csv.swp", "公安死亡注销.csv")
    assert claimed(workspace) == {"police.deaths": ["公安死亡注销.csv"]}


def test_a_file_that_nobody_claims_is_named(workspace):
    deliver(workspace, "公安死亡注销.csv", "新建表格.csv")
    with pytest.raises(DataError, match=r"^新建表格\.csv: no source claims") as caught:
        claim_files(workspace, MONTH)
    assert "assist ingest SOURCE FILE" in caught.value.remedy


def test_a_file_that_two_sources_claim_is_named_with_both(workspace):
    deliver(workspace, "公安死亡注销与机动车.csv")
    with pytest.raises(
        DataError, match=r"several sources claim this file: police\.deaths, police\.vehicles"
    ) as caught:
        claim_files(workspace, MONTH)
    assert caught.value.what.startswith("公安死亡注销与机动车.csv: ")
    assert caught.value.remedy


@pytest.mark.parametrize("hidden", [[], [".DS_Store"]])
def test_an_empty_folder_is_an_error(workspace, hidden):
    deliver(workspace, *hidden)
    with pytest.raises(DataError, match=f"{MONTH}: the folder is empty") as caught:
        claim_files(workspace, MONTH)
    assert caught.value.remedy


def test_a_month_without_a_folder_is_an_error(workspace):
    with pytest.raises(DataError, match="there is no such folder") as caught:
        claim_files(workspace, "2024-07")
    assert "2024-07" in caught.value.what
    assert caught.value.remedy

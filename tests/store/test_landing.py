"""One delivery into the store: what lands where, what it replaces, and what its manifest says."""

import json
import os
import stat
import zipfile

import duckdb
import pytest
from store_tools import (
    CANARY,
    DEATHS,
    MONTH,
    audit_entries,
    deaths,
    held,
    land,
    new_workspace,
    resident,
    sha256,
)

from assist_cli.store.catalogue import EXTRACT, REJECTED, Catalogue


@pytest.fixture
def workspace(tmp_path):
    return new_workspace(tmp_path / "w")


@pytest.fixture
def catalogue(workspace):
    return Catalogue(workspace.store)


def people(rows) -> list[int]:
    return rows.scan().collect()["person_key"].to_list()


def keys(*numbers: int) -> list[int]:
    return sorted(int(resident(number)[:17]) for number in numbers)


def test_rows_land_sorted_by_person_with_their_file_and_row(workspace, catalogue, tmp_path):
    file = deaths(tmp_path / "deaths.csv", range(60, 0, -1), bad=2)
    outcome = land(workspace, file)
    assert (outcome.landed, outcome.rejected, outcome.again) == (60, 2, False)
    landed = catalogue.extract(DEATHS, MONTH).scan().collect()
    assert landed["person_key"].is_sorted()
    assert landed["person_key"].to_list() == keys(*range(1, 61))
    assert set(landed["file"]) == {"deaths.csv"}
    assert sorted(landed["row"]) == list(range(2, 62))
    rejected = catalogue.rejected(DEATHS, MONTH).scan().collect()
    assert rejected.select("file", "row", "reason").rows() == [
        ("deaths.csv", 62, "died_on:not_a_date"),
        ("deaths.csv", 63, "died_on:not_a_date"),
    ]


def test_several_files_are_one_delivery_in_whatever_order_they_are_named(tmp_path):
    files = [deaths(tmp_path / "a.csv", range(20)), deaths(tmp_path / "b.csv", range(20, 40), bad=1)]
    stores = []
    for name, order in (("one", files), ("other", files[::-1])):
        workspace = new_workspace(tmp_path / name)
        assert land(workspace, *order).landed == 40
        stores.append(held(workspace.store))
    assert stores[0] == stores[1]


def test_a_zip_of_several_tables_is_one_delivery(workspace, catalogue, tmp_path):
    path = tmp_path / "deaths.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for street, people in (("东湖", range(20)), ("柳堤", range(20, 40))):
            file = deaths(tmp_path / "deaths.csv", people, bad=1)
            archive.write(file, f"{street}/死亡.csv")
    outcome = land(workspace, path)
    assert (outcome.landed, outcome.rejected) == (40, 2)
    assert catalogue.manifest(DEATHS, MONTH)["delivered"] == 42
    landed = catalogue.extract(DEATHS, MONTH).scan().collect().group_by("file").len().sort("file")
    assert landed.rows() == [("deaths.zip/东湖/死亡.csv", 20), ("deaths.zip/柳堤/死亡.csv", 20)]
    assert land(workspace, path).again


def test_the_same_bytes_again_are_not_landed_again(workspace, tmp_path):
    file = deaths(tmp_path / "deaths.csv", range(40), bad=1)
    land(workspace, file)
    before, entries = held(workspace.store), audit_entries(workspace.store)
    outcome = land(workspace, file)
    assert (outcome.landed, outcome.rejected, outcome.again) == (40, 1, True)
    assert held(workspace.store) == before
    assert audit_entries(workspace.store) == entries


def test_the_old_delivery_stays_readable_when_another_takes_its_place(workspace, catalogue, tmp_path):
    land(workspace, deaths(tmp_path / "deaths.csv", range(40), bad=1))
    first = catalogue.delivery(DEATHS, MONTH)
    was = [sha256(catalogue.extract(DEATHS, MONTH).path), sha256(catalogue.rejected(DEATHS, MONTH).path)]
    land(workspace, deaths(tmp_path / "deaths.csv", range(41)))
    assert catalogue.delivery(DEATHS, MONTH) != first
    assert people(catalogue.extract(DEATHS, MONTH)) == keys(*range(41))
    kept = [catalogue.replaced(DEATHS, MONTH, first, file) for file in (EXTRACT, REJECTED)]
    assert [sha256(rows.path) for rows in kept] == was
    assert people(kept[0]) == keys(*range(40))
    assert len(list((workspace.store / "runs").glob("ingest.*.json"))) == 2


def test_going_back_to_a_replaced_delivery_is_possible(workspace, catalogue, tmp_path):
    old, new = deaths(tmp_path / "old" / "d.csv", range(40)), deaths(tmp_path / "new" / "d.csv", range(41))
    assert [land(workspace, file).again for file in (old, new, old, new, old)] == [False] * 5
    assert people(catalogue.extract(DEATHS, MONTH)) == keys(*range(40))


def test_another_month_replaces_nothing(workspace, catalogue, tmp_path):
    land(workspace, deaths(tmp_path / "may.csv", range(40), day="2024-05-03"), month="2024-05")
    land(workspace, deaths(tmp_path / "june.csv", range(30)))
    assert catalogue.months(DEATHS) == ["2024-05", "2024-06"]
    assert catalogue.rows(DEATHS, ["2024-05", "2024-06"]).collect().height == 70
    assert not (workspace.store / "replaced").exists()


def test_a_changed_source_file_makes_another_delivery_of_the_same_bytes(workspace, tmp_path):
    file = deaths(tmp_path / "deaths.csv", range(40))
    land(workspace, file)
    config = workspace.root / "sources" / f"{DEATHS}.toml"
    config.write_text(config.read_text(encoding="utf-8") + "\n# a remark\n", encoding="utf-8")
    assert not land(workspace, file).again


def test_the_manifest_is_true(workspace, catalogue, tmp_path):
    file = deaths(tmp_path / "deaths.csv", range(40), bad=2)
    land(workspace, file)
    manifest = catalogue.manifest(DEATHS, MONTH)
    assert manifest["inputs"] == [
        {"file": "deaths.csv", "bytes": file.stat().st_size, "sha256": sha256(file)}
    ]
    config = workspace.root / "sources" / f"{DEATHS}.toml"
    assert manifest["configuration"] == [
        {"file": config.name, "bytes": config.stat().st_size, "sha256": sha256(config)}
    ]
    outputs = {output["file"]: output["sha256"] for output in manifest["outputs"]}
    assert outputs == {
        path.relative_to(workspace.store).as_posix(): sha256(path)
        for path in workspace.store.rglob("*.parquet")
    }
    counted = {name: manifest[name] for name in ("delivered", "landed", "rejected", "aside", "reasons")}
    assert counted == {
        "delivered": 42,
        "landed": 40,
        "rejected": 2,
        "aside": 0,
        "reasons": {"died_on:not_a_date": 2},
    }
    assert {gate["name"] for gate in manifest["gates"]} >= {
        "number_ids",
        "rejected_rows",
        "no_rows",
        "days_behind",
    }
    assert not any(gate["blocks"] for gate in manifest["gates"])
    assert manifest["delivery"] == catalogue.delivery(DEATHS, MONTH)


def test_every_landing_is_in_the_audit_log(workspace, catalogue, tmp_path):
    land(workspace, deaths(tmp_path / "deaths.csv", range(40), bad=1))
    [entry] = audit_entries(workspace.store)
    assert {
        name: entry[name] for name in ("action", "source", "month", "landed", "rejected", "delivery")
    } == {
        "action": "ingest",
        "source": DEATHS,
        "month": MONTH,
        "landed": 40,
        "rejected": 1,
        "delivery": catalogue.delivery(DEATHS, MONTH),
    }


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_folders_are_0700_and_files_0600_whatever_the_umask(workspace, tmp_path, umask):
    before = os.umask(umask)
    try:
        land(workspace, deaths(tmp_path / "deaths.csv", range(40), bad=1))
        land(workspace, deaths(tmp_path / "deaths.csv", range(41)))
    finally:
        os.umask(before)
    for path in [workspace.store, *workspace.store.rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_manifests_and_audit_log_hold_no_cell(workspace, tmp_path):
    land(workspace, deaths(tmp_path / "deaths.csv", range(40), bad=3))
    texts = [path.read_text(encoding="utf-8") for path in workspace.store.rglob("*.json*")]
    assert texts
    for text in texts:
        assert CANARY not in text
        assert not any(resident(number) in text for number in [*range(40), *range(900, 903)])


def test_plain_parquet_is_read_by_other_programs(workspace, catalogue, tmp_path):
    land(workspace, deaths(tmp_path / "deaths.csv", range(40)))
    path = catalogue.extract(DEATHS, MONTH).path
    assert duckdb.sql(f"select count(*), min(row) from '{path}'").fetchall() == [(40, 2)]


def test_the_store_is_the_same_to_the_byte_in_two_places(tmp_path):
    stores = []
    for name in ("one", "other"):
        workspace = new_workspace(tmp_path / name)
        land(workspace, deaths(tmp_path / "deaths.csv", range(40), bad=2))
        stores.append(held(workspace.store))
    assert json.dumps(stores[0], sort_keys=True) == json.dumps(stores[1], sort_keys=True)

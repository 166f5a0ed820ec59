"""Deliveries that do not land: gates, wrong calls, files that are not there; and what the catalogue says of a month."""

import zipfile

import pytest
from store_tools import (
    CANARY,
    DEATHS,
    HEADER,
    MONTH,
    audit_entries,
    deaths,
    held,
    land,
    new_workspace,
    resident,
)

from assist_cli.errors import BlockedError, CallError, DataError
from assist_cli.settings.values import Source
from assist_cli.store import manifests
from assist_cli.store.catalogue import Catalogue
from assist_cli.store.ingest import Accepted, ingest


@pytest.fixture
def workspace(tmp_path):
    return new_workspace(tmp_path / "w")


@pytest.fixture
def broken(tmp_path):
    """A quarter of its rows cannot be read."""
    return deaths(tmp_path / "六月.csv", range(30), bad=10)


def test_a_blocked_delivery_names_file_gate_measure_and_remedy_and_no_person(workspace, broken):
    with pytest.raises(BlockedError) as caught:
        land(workspace, broken)
    said = f"{caught.value.what}\n{caught.value.remedy}"
    for part in (
        "police.deaths",
        "六月.csv",
        "rejected_rows: 0.25, limit 0.2",
        "--accept rejected_rows --reason",
    ):
        assert part in said
    assert caught.value.exit_code == 4
    assert CANARY not in said
    assert not any(resident(number) in said for number in [*range(30), *range(900, 910)])


def test_of_a_blocked_delivery_nothing_lands_but_its_manifest(workspace, broken):
    with pytest.raises(BlockedError):
        land(workspace, broken)
    [path] = held(workspace.store)
    manifest = manifests.read(workspace.store / path)
    assert path.startswith(f"runs/blocked.{MONTH}.{DEATHS}.")
    assert [gate["name"] for gate in manifest["gates"] if gate["blocks"]] == ["rejected_rows"]
    assert CANARY not in str(manifest)
    assert Catalogue(workspace.store).blocked(DEATHS, MONTH)


def test_a_blocked_delivery_leaves_the_one_before_in_place(workspace, broken, tmp_path):
    land(workspace, deaths(tmp_path / "good.csv", range(40)))
    before = held(workspace.store)
    with pytest.raises(BlockedError):
        land(workspace, broken)
    after = held(workspace.store)
    assert {path: content for path, content in after.items() if "/blocked." not in path} == before
    assert not Catalogue(workspace.store).blocked(DEATHS, MONTH)


def test_an_accepted_gate_lets_the_delivery_in_on_the_record(workspace, broken):
    with pytest.raises(BlockedError):
        land(workspace, broken)
    assert land(workspace, broken, accept="rejected_rows").landed == 30
    accepted = {"gates": ["rejected_rows"], "reason": "电话确认"}
    assert Catalogue(workspace.store).manifest(DEATHS, MONTH)["accepted"] == accepted
    assert audit_entries(workspace.store)[-1]["accepted"] == ["rejected_rows"]
    assert audit_entries(workspace.store)[-1]["reason"] == "电话确认"


def test_another_gate_than_the_one_accepted_still_blocks(workspace, broken):
    with pytest.raises(BlockedError):
        land(workspace, broken, accept="number_ids")


def test_a_file_without_a_usable_row_is_blocked(workspace, tmp_path):
    for people, bad in ((0, 0), (0, 3)):
        with pytest.raises(BlockedError, match="no_rows"):
            land(workspace, deaths(tmp_path / "none.csv", range(people), bad=bad))


@pytest.mark.parametrize(
    ("accepted", "said"),
    [
        (Accepted(["rejected_rows"]), "--accept needs --reason"),
        (Accepted(["rejected_rows"], "  "), "--accept needs --reason"),
        (Accepted(["rejected"], "电话确认"), "no gate 'rejected'"),
    ],
)
def test_accepting_needs_a_gate_that_exists_and_a_reason(workspace, broken, accepted, said):
    with pytest.raises(CallError, match=said) as caught:
        ingest(workspace, workspace.source(DEATHS), [broken], MONTH, accepted)
    assert caught.value.remedy
    assert not workspace.store.exists()


def test_two_files_of_one_name_are_a_wrong_call(workspace, tmp_path):
    files = [deaths(tmp_path / folder / "d.csv", range(40)) for folder in ("a", "b")]
    with pytest.raises(CallError, match="the same name"):
        land(workspace, *files)


def test_a_file_that_is_not_there_or_no_file_is_named(workspace, tmp_path):
    for path in (tmp_path / "没有.csv", tmp_path):
        with pytest.raises(DataError) as caught:
            land(workspace, path)
        assert caught.value.what.startswith(str(path))
        assert caught.value.remedy
    assert held(workspace.store) == {}


def test_one_bad_file_keeps_its_whole_delivery_out(workspace, tmp_path):
    (tmp_path / "empty.csv").touch()
    with pytest.raises(DataError, match=r"empty\.csv"):
        land(workspace, deaths(tmp_path / "good.csv", range(40)), tmp_path / "empty.csv")
    assert [path.split(".")[0] for path in held(workspace.store)] == ["runs/blocked"]


def test_one_bad_table_keeps_its_whole_zip_out(workspace, tmp_path):
    land(workspace, deaths(tmp_path / "good.csv", range(40)))
    before = held(workspace.store)
    path = tmp_path / "deaths.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(tmp_path / "good.csv", "东湖.csv")
        archive.writestr("柳堤.csv", "甲,乙\n1,2\n")
    with pytest.raises(DataError, match=r"^deaths\.zip/柳堤\.csv: "):
        land(workspace, path)
    after = held(workspace.store)
    assert {path: content for path, content in after.items() if "/blocked." not in path} == before


def test_a_delivery_that_cannot_be_read_is_held_back_not_missing(workspace, tmp_path):
    catalogue = Catalogue(workspace.store)
    (tmp_path / "other.csv").write_text("甲,乙\n1,2\n", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        land(workspace, tmp_path / "other.csv")
    assert catalogue.state(workspace.source(DEATHS), MONTH) == "blocked"
    assert catalogue.blocked(DEATHS, MONTH)["fault"] == caught.value.what
    assert catalogue.known_months(DEATHS) == {MONTH}
    land(workspace, deaths(tmp_path / "right.csv", range(40)))
    assert catalogue.state(workspace.source(DEATHS), MONTH) == "present"


def test_ids_in_scientific_notation_are_told_as_what_they_are(workspace, tmp_path):
    """Not only as rows that could not be read: the department must export its table another way."""
    path = tmp_path / "excel.csv"
    path.write_text(f"{HEADER}\n" + f"9.90102E+17,{CANARY},2024-06-03,死亡\n" * 2, encoding="utf-8")
    with pytest.raises(BlockedError, match="number_ids: 1") as caught:
        land(workspace, path)
    assert "format the ID column as text" in caught.value.remedy


def test_rows_lost_are_counted_against_the_delivery_of_the_month_before(workspace, tmp_path):
    said = {**workspace.source(DEATHS).model_dump(by_alias=True), "shape": "snapshot"}
    source = Source.model_validate(said)
    for month, people in (("2024-04", 100), ("2024-05", 67)):
        file = deaths(tmp_path / f"{month}.csv", range(people), day=f"{month}-03")
        assert ingest(workspace, source, [file], month, Accepted()).landed == people
    with pytest.raises(BlockedError, match="rows_lost"):
        ingest(workspace, source, [deaths(tmp_path / "june.csv", range(44))], MONTH, Accepted())


def test_a_corrected_delivery_is_not_counted_against_the_one_it_replaces(workspace, tmp_path):
    source = Source.model_validate(
        {**workspace.source(DEATHS).model_dump(by_alias=True), "shape": "snapshot"}
    )
    for people in (101, 66):
        file = deaths(tmp_path / str(people) / "may.csv", range(people))
        assert ingest(workspace, source, [file], MONTH, Accepted()).landed == people


def test_what_a_source_is_worth_in_a_month(workspace, broken, tmp_path):
    catalogue = Catalogue(workspace.store)
    events = workspace.source(DEATHS)
    snapshot = Source.model_validate(
        {**events.model_dump(by_alias=True), "shape": "snapshot", "fresh_for_months": 2}
    )
    assert catalogue.state(events, MONTH) == "missing"
    land(workspace, deaths(tmp_path / "may.csv", range(40), day="2024-05-03"), month="2024-05")
    assert [catalogue.state(events, month) for month in ("2024-04", "2024-05", MONTH)] == [
        "missing",
        "present",
        "missing",
    ]
    states = [catalogue.state(snapshot, month) for month in ("2024-04", "2024-05", MONTH, "2024-07")]
    assert states == ["missing", "present", "present", "stale"]
    with pytest.raises(BlockedError):
        land(workspace, broken)
    assert catalogue.state(events, MONTH) == "blocked"


def test_nothing_delivered_after_the_pay_month_is_looked_at(workspace, tmp_path):
    catalogue, events = Catalogue(workspace.store), workspace.source(DEATHS)
    snapshot = Source.model_validate({**events.model_dump(by_alias=True), "shape": "snapshot"})
    for month in ("2024-04", "2024-05", "2024-06"):
        land(workspace, deaths(tmp_path / f"{month}.csv", range(40), day=f"{month}-03"), month=month)
    assert catalogue.used_months(events, "2024-05") == ["2024-04", "2024-05"]
    assert catalogue.used_months(snapshot, "2024-05") == ["2024-05"]
    assert catalogue.used_months(events, "2024-03") == catalogue.used_months(snapshot, "2024-03") == []


def test_a_missing_file_beside_one_that_has_landed_is_not_passed_over_in_silence(workspace, tmp_path):
    file = deaths(tmp_path / "a.csv", range(40))
    land(workspace, file)
    with pytest.raises(DataError):
        land(workspace, file, tmp_path / "b.csv")

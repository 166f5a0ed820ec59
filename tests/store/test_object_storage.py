"""Landed rows on a real S3 server: the same bytes as in the store, and the store alone says which of them count."""

import pytest
from fsspec import register_implementation
from fsspec.implementations.memory import MemoryFileSystem
from store_tools import DEATHS, MONTH, deaths, held, land, new_workspace, sha256

from assist_cli.errors import BlockedError, ConfigurationError, StorageError
from assist_cli.store.catalogue import REJECTED, Catalogue
from assist_cli.store.lock import writing
from assist_cli.store.rows_files import POINTER
from object_server import BUCKET, UNREACHABLE, configure, elsewhere


@pytest.fixture
def folder(request):
    """A folder of the bucket that no other test uses."""
    return request.node.name


@pytest.fixture
def workspace(tmp_path, server, folder):
    made = new_workspace(tmp_path / "w")
    elsewhere(made.root, server, folder)
    return made


@pytest.fixture
def catalogue(workspace):
    return Catalogue(workspace.store)


def height(rows) -> int:
    return rows.scan().collect().height


def parquet(workspace) -> list[str]:
    return [path.name for path in workspace.store.rglob("*.parquet")]


def test_the_objects_have_the_bytes_of_the_files_of_a_local_store(tmp_path, workspace, server, folder):
    local = new_workspace(tmp_path / "local")
    file = deaths(tmp_path / "deaths.csv", range(40), bad=2)
    assert land(workspace, file) == land(local, file)
    here = Catalogue(local.store)
    files = [here.extract(DEATHS, MONTH).path, here.rejected(DEATHS, MONTH).path]
    assert sorted(server.objects(folder).values()) == sorted(map(sha256, files))
    assert not parquet(workspace)
    there = Catalogue(workspace.store)
    for rows in ("extract", "rejected"):
        local_rows, remote_rows = (getattr(each, rows)(DEATHS, MONTH) for each in (here, there))
        assert remote_rows.scan().collect().equals(local_rows.scan().collect())
    assert there.delivery(DEATHS, MONTH) == here.delivery(DEATHS, MONTH)
    named = {output["file"]: output["sha256"] for output in there.manifest(DEATHS, MONTH)["outputs"]}
    assert named == server.objects(folder)


def test_the_same_delivery_again_does_nothing(workspace, tmp_path, server, folder):
    file = deaths(tmp_path / "deaths.csv", range(40), bad=1)
    land(workspace, file)
    before = server.objects(folder), held(workspace.store)
    again = land(workspace, file)
    assert (again.again, again.landed, again.rejected) == (True, 40, 1)
    assert (server.objects(folder), held(workspace.store)) == before


def test_a_replaced_delivery_stays_readable_and_can_come_back(workspace, catalogue, tmp_path, server, folder):
    old, new = deaths(tmp_path / "old.csv", range(40), bad=3), deaths(tmp_path / "new.csv", range(41))
    land(workspace, old)
    first, kept = catalogue.delivery(DEATHS, MONTH), server.objects(folder)
    reading = catalogue.rows(DEATHS, [MONTH])
    land(workspace, new)
    second = catalogue.delivery(DEATHS, MONTH)
    assert (height(catalogue.extract(DEATHS, MONTH)), reading.collect().height) == (41, 40)
    assert height(catalogue.delivered(DEATHS, MONTH, first)) == 40
    assert height(catalogue.replaced(DEATHS, MONTH, first, REJECTED)) == 3
    assert kept.items() < server.objects(folder).items()
    land(workspace, old)
    assert [height(catalogue.delivered(DEATHS, MONTH, each)) for each in (first, second)] == [40, 41]
    assert len(server.objects(folder)) == 4


def test_what_landed_stays_where_it_is_when_the_storage_changes(
    workspace, catalogue, tmp_path, server, folder
):
    known = {}
    for people, remote in ((20, False), (30, True), (40, False), (50, True)):
        configure(workspace.root, server.configuration(folder) if remote else "")
        land(workspace, deaths(tmp_path / "deaths.csv", range(people)))
        known[catalogue.delivery(DEATHS, MONTH)] = people
        (there,) = (workspace.store / "extracts").rglob("extract.*")
        assert (there.suffix == POINTER) == remote
    assert {each: height(catalogue.delivered(DEATHS, MONTH, each)) for each in known} == known
    assert len(server.objects(folder)) == 4
    configure(workspace.root, "")
    with pytest.raises(ConfigurationError, match=r"assist\.toml has no \[storage\], but rows"):
        catalogue.extract(DEATHS, MONTH).scan()


def test_a_refused_delivery_never_leaves_the_machine(workspace, tmp_path, server, folder):
    with pytest.raises(BlockedError):
        land(workspace, deaths(tmp_path / "deaths.csv", range(10), bad=30))
    assert server.objects(folder) == {}


def test_the_store_knows_its_deliveries_without_the_server(workspace, catalogue, tmp_path, folder):
    land(workspace, deaths(tmp_path / "deaths.csv", range(40)))
    known = catalogue.delivery(DEATHS, MONTH), catalogue.manifest(DEATHS, MONTH)
    elsewhere(workspace.root, UNREACHABLE, folder)
    assert catalogue.months(DEATHS) == [MONTH]
    assert (catalogue.delivery(DEATHS, MONTH), catalogue.manifest(DEATHS, MONTH)) == known
    assert catalogue.state(workspace.source(DEATHS), MONTH) == "present"


def test_a_server_that_is_down_leaves_the_store_as_it_was(workspace, catalogue, tmp_path, server, folder):
    land(workspace, deaths(tmp_path / "old.csv", range(40)))
    before = held(workspace.store)
    elsewhere(workspace.root, UNREACHABLE, folder)
    new = deaths(tmp_path / "new.csv", range(41))
    with pytest.raises(StorageError, match="cannot be reached"):
        land(workspace, new)
    assert catalogue.delivery(DEATHS, MONTH)
    elsewhere(workspace.root, server, folder)
    with writing(workspace.store, "test"):
        assert held(workspace.store) == before
    assert len(server.objects(folder)) == 2
    land(workspace, new)
    assert height(catalogue.extract(DEATHS, MONTH)) == 41


def test_a_bucket_that_is_not_there_is_named(workspace, tmp_path, server):
    configure(workspace.root, server.configuration("a", bucket="nowhere"))
    with pytest.raises(ConfigurationError, match=r"^s3://nowhere/a/.*: there is no such bucket\.$"):
        land(workspace, deaths(tmp_path / "deaths.csv", range(40)))


def test_missing_credentials_are_named_before_anything_is_read(workspace, tmp_path, monkeypatch):
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    with pytest.raises(ConfigurationError, match="AWS_SECRET_ACCESS_KEY is not set") as refused:
        land(workspace, deaths(tmp_path / "deaths.csv", range(40)))
    assert "assist.toml" in refused.value.remedy
    assert not (workspace.store / "runs").exists()


def test_missing_libraries_are_named_with_their_remedy(workspace, tmp_path, monkeypatch):
    monkeypatch.setattr("assist_cli.store.objects.find_spec", lambda _name: None)
    with pytest.raises(ConfigurationError, match=f"writing to s3://{BUCKET}/") as refused:
        land(workspace, deaths(tmp_path / "deaths.csv", range(40)))
    assert "pip install 'assist-cli[s3]'" in refused.value.remedy


class Cluster(MemoryFileSystem):
    """Stands where Hadoop's client would: whatever fsspec knows by the name of hdfs is used."""

    protocol = "hdfs"

    @classmethod
    def _strip_protocol(cls, path):
        return "/" + path.removeprefix("hdfs://").strip("/")


def test_any_filesystem_of_fsspec_will_do(workspace, catalogue, tmp_path):
    register_implementation("hdfs", Cluster, clobber=True)
    configure(workspace.root, '[storage]\nextracts = "hdfs://cluster:8020/assist"\n')
    old, new = deaths(tmp_path / "old.csv", range(40), bad=1), deaths(tmp_path / "new.csv", range(41))
    land(workspace, old)
    first = catalogue.delivery(DEATHS, MONTH)
    land(workspace, new)
    assert not parquet(workspace)
    assert height(catalogue.extract(DEATHS, MONTH)) == 41
    assert height(catalogue.replaced(DEATHS, MONTH, first)) == 40

"""Where the workspace is, and what a new one looks like."""

import stat

import pytest

from assist_cli.errors import CallError, ConfigurationError
from assist_cli.settings.create import create_workspace
from assist_cli.settings.workspace import MARKER, Workspace, find_workspace


def make(folder):
    folder.mkdir(parents=True)
    (folder / MARKER).touch()
    return folder


def test_the_option_goes_before_the_environment_and_both_before_the_folder(tmp_path):
    named, told, here = (make(tmp_path / name) for name in ("named", "told", "here"))
    environ = {"ASSIST_WORKSPACE": str(told)}
    assert find_workspace(named, environ, here).root == named
    assert find_workspace(None, environ, here).root == told
    assert find_workspace(None, {}, here).root == here
    assert find_workspace(None, {"ASSIST_WORKSPACE": ""}, here).root == here


def test_the_nearest_folder_upwards_is_taken(tmp_path):
    outer = make(tmp_path / "outer")
    inner = make(outer / "a" / "inner")
    (inner / "b" / "c").mkdir(parents=True)
    assert find_workspace(None, {}, inner / "b" / "c").root == inner
    assert find_workspace(None, {}, outer / "a").root == outer


@pytest.mark.parametrize("way", ["option", "environment", "upwards"])
def test_no_workspace_is_told_with_the_folder_that_was_looked_at(tmp_path, way):
    here = make(tmp_path / "here")
    empty = tmp_path / "empty"
    empty.mkdir()
    named = empty if way == "option" else None
    environ = {"ASSIST_WORKSPACE": str(empty)} if way == "environment" else {}
    with pytest.raises(ConfigurationError, match="is no workspace") as caught:
        find_workspace(named, environ, empty if way == "upwards" else here)
    assert str(empty) in caught.value.what
    assert "assist init" in caught.value.remedy


def test_a_relative_workspace_is_made_absolute(tmp_path, monkeypatch):
    make(tmp_path / "w")
    monkeypatch.chdir(tmp_path)
    assert find_workspace(tmp_path.__class__("w"), {}, tmp_path).root == tmp_path / "w"


def test_an_unknown_source_is_a_wrong_call_that_names_the_known_ones(root):
    with pytest.raises(CallError, match=r"no source 'police\.death'") as caught:
        Workspace(root).source("police.death")
    assert "Did you mean police.deaths?" in caught.value.remedy
    assert "civil.roster" in caught.value.remedy


def test_sources_stand_in_the_order_of_their_names(root):
    assert list(Workspace(root).sources) == sorted(path.stem for path in (root / "sources").glob("*.toml"))


@pytest.mark.parametrize("jurisdiction", ["990102", "440104", "4401", "44"])
def test_a_new_workspace_can_be_read_and_is_the_owners_alone(tmp_path, jurisdiction):
    workspace = create_workspace(tmp_path / "w", jurisdiction)
    assert workspace.bureau.jurisdiction == jurisdiction
    assert bool(workspace.divisions.names) is (jurisdiction == "990102")
    assert len(workspace.sources) == 16
    for path in [workspace.root, *workspace.root.rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)


@pytest.mark.parametrize("jurisdiction", ["", "9", "99010", "990102001", "99010a", "９９０１０２", "东湖区"])
def test_what_is_no_jurisdiction_makes_no_workspace(tmp_path, jurisdiction):
    with pytest.raises(CallError) as caught:
        create_workspace(tmp_path / "w", jurisdiction)
    assert caught.value.remedy
    assert not (tmp_path / "w").exists()


def test_a_folder_with_something_in_it_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").touch()
    for place in (tmp_path, tmp_path / "mine.txt"):
        with pytest.raises(CallError, match="is not empty"):
            create_workspace(place, "990102")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]

"""A run that dies between store and object storage leaves neither half a delivery nor an object that nobody names."""

import shutil

import pytest
from crash_story import Story, leftovers, recovered
from store_tools import DEATHS, MONTH, land

from assist_cli.settings.workspace import Workspace
from assist_cli.store.catalogue import REJECTED, Catalogue
from assist_cli.store.journal import JOURNAL
from assist_cli.store.lock import writing
from object_server import UNREACHABLE, copy_elsewhere, elsewhere, folder_of


@pytest.fixture(scope="module")
def story(tmp_path_factory, server):
    return Story(tmp_path_factory.mktemp("story"), replacing=True, server=server)


@pytest.fixture(scope="module")
def killed(story):
    return story.played("ingest", "kill")


def rows(catalogue: Catalogue, delivery: str) -> int:
    return catalogue.delivered(DEATHS, MONTH, delivery).scan().collect().height


def has_changed(story, server, workspace) -> bool:
    """Whether a recovered store and its objects are those of after; else they are those of before."""
    state = recovered(workspace)
    assert state in (story.old, story.new)
    known = f"{story.name}/{'after' if state == story.new else 'before'}"
    assert server.names(folder_of(workspace.root)) == server.names(known)
    assert not leftovers(workspace.store)
    return state == story.new


def test_a_recovery_that_dies_or_finds_no_server_is_recovered_from(story, killed, server, tmp_path):
    put = next(
        workspace
        for workspace in killed
        if len(server.names(folder_of(workspace.root))) == 4 and not (workspace.store / JOURNAL).exists()
    )
    for workspace in story.played("recover", "kill", put.root):
        assert not has_changed(story, server, workspace)
    workspace = Workspace(shutil.copytree(put.root, tmp_path / "w"))
    copy_elsewhere(workspace.root, "unreachable")
    elsewhere(workspace.root, UNREACHABLE, folder_of(workspace.root))
    with writing(workspace.store, "test"):
        assert leftovers(workspace.store)
    elsewhere(workspace.root, server, folder_of(workspace.root))
    assert not has_changed(story, server, workspace)


def test_a_kill_at_any_step_leaves_the_old_or_the_complete_new_state(story, killed, server):
    first = Catalogue(story.before / "store").delivery(DEATHS, MONTH)
    changed = []
    for step, workspace in enumerate(killed, start=1):
        catalogue = Catalogue(workspace.store)
        current = catalogue.delivery(DEATHS, MONTH)
        assert rows(catalogue, current) == (40 if current == first else 50), "before the next run"
        changed.append(has_changed(story, server, workspace))
        assert rows(catalogue, first) == 40, f"killed at step {step}"
    assert len(changed) > 25
    assert changed == sorted(changed)
    assert {*changed} == {False, True}


def test_the_same_call_again_completes_the_month(story, killed, server):
    first = Catalogue(story.before / "store").delivery(DEATHS, MONTH)
    for workspace in killed[::4]:
        assert land(workspace, story.delivered).landed == 50
        assert has_changed(story, server, workspace)
        replaced = Catalogue(workspace.store).replaced(DEATHS, MONTH, first, REJECTED)
        assert replaced.scan().collect().is_empty()


@pytest.mark.parametrize("stride", [3, pytest.param(1, marks=pytest.mark.long)])
def test_a_step_that_fails_leaves_the_old_or_the_complete_new_state(tmp_path, server, stride):
    story = Story(tmp_path, replacing=True, server=server)
    struck = story.played("ingest", "full", stride=stride)
    assert {has_changed(story, server, workspace) for workspace in struck} == {False, True}

"""A run that dies at any file-system step leaves what the store held before, or the complete new state."""

import shutil
from pathlib import Path

import pytest
from crash_story import Story, leftovers, recovered
from store_tools import DEATHS, MONTH, audit_entries, held, land

from assist_cli.settings.workspace import Workspace
from assist_cli.store.catalogue import Catalogue
from assist_cli.store.journal import JOURNAL


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    return Story(tmp_path_factory.mktemp("story"), replacing=True)


@pytest.fixture(scope="module")
def killed(story):
    """What a kill at each step has left, untouched."""
    return story.played("ingest", "kill")


@pytest.fixture(scope="module")
def completed(story, killed, tmp_path_factory):
    """The same, after the same call again."""
    out, done = tmp_path_factory.mktemp("completed"), []
    for workspace in killed:
        again = copied(workspace, out)
        assert land(again, story.delivered).landed == 50
        done.append(again)
    return done


def copied(workspace: Workspace, out: Path) -> Workspace:
    return Workspace(shutil.copytree(workspace.root, out / workspace.root.name))


def without_copies_of_the_current(workspace: Workspace, state: dict[str, object]) -> dict[str, object]:
    """`state` but for the second names given to a delivery that was then not replaced after all."""
    current = f"replaced/{DEATHS}/month={MONTH}/{Catalogue(workspace.store).delivery(DEATHS, MONTH)}/"
    return {path: content for path, content in state.items() if not path.startswith(current)}


def test_a_kill_at_any_step_leaves_the_old_or_the_complete_new_state(story, killed, tmp_path):
    changed = []
    for step, original in enumerate(killed, start=1):
        workspace = copied(original, tmp_path)
        state = without_copies_of_the_current(workspace, recovered(workspace))
        assert state in (story.old, story.new), f"killed at step {step}"
        assert not leftovers(workspace.store)
        assert all(path.stat().st_mode & 0o077 == 0 for path in workspace.store.rglob("*"))
        changed.append(state == story.new)
    assert len(changed) > 25
    assert changed == sorted(changed), "once the change has happened it stays"
    assert {*changed} == {False, True}


@pytest.mark.parametrize("stride", [4, pytest.param(1, marks=pytest.mark.long)])
@pytest.mark.parametrize(("replacing", "blow"), [(False, "kill"), (False, "full"), (True, "full")])
def test_neither_a_kill_nor_a_full_disk_spoils_a_first_or_a_later_delivery(tmp_path, replacing, blow, stride):
    story, changed = Story(tmp_path, replacing=replacing), set()
    struck = story.played("ingest", blow, stride=stride)
    for step, workspace in enumerate(struck, start=1):
        state = without_copies_of_the_current(workspace, recovered(workspace))
        assert state in (story.old, story.new), f"{blow} at step {step} × {stride}"
        changed.add(state == story.new)
    assert changed == {False, True}


def test_readers_see_whole_deliveries_even_before_the_next_run(story, killed):
    for workspace in killed:
        catalogue = Catalogue(workspace.store)
        whole = 50 if catalogue.delivery(DEATHS, MONTH) == story.delivery else 40
        assert catalogue.rows(DEATHS, [MONTH]).collect().height == whole


def test_the_same_call_again_completes_the_month(story, completed):
    for step, workspace in enumerate(completed, start=1):
        assert held(workspace.store) == story.new, f"killed at step {step}"
        assert not leftovers(workspace.store)


def test_a_recovery_that_dies_is_recovered_from(story, killed):
    decided = next(workspace for workspace in killed if (workspace.store / JOURNAL).exists())
    for step, workspace in enumerate(story.played("recover", "kill", decided.root), start=1):
        assert recovered(workspace) == story.new, f"killed at step {step} of the recovery"


def test_nothing_is_kept_as_replaced_that_was_not_replaced(story, killed, tmp_path):
    for workspace in killed:
        assert recovered(copied(workspace, tmp_path)) in (story.old, story.new)


def test_every_delivery_in_the_store_is_in_the_audit_log(story, completed):
    for step, workspace in enumerate(completed, start=1):
        named = [entry["delivery"] for entry in audit_entries(workspace.store)]
        assert story.delivery in named, f"killed at step {step}"

"""One writer at a time, told apart by real processes."""

import os
import re
import subprocess
import sys
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from store_tools import deaths, land, new_workspace

from assist_cli.errors import BusyError
from assist_cli.store.journal import PENDING
from assist_cli.store.lock import LOCK, writing

HOLDER = Path(__file__).with_name("lock_holder.py")


def process(store: Path, manner: str) -> subprocess.Popen[str]:
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    call = [sys.executable, str(HOLDER), str(store), manner]
    return subprocess.Popen(call, env=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


@contextmanager
def another_process_holding(store: Path):
    with process(store, "hold") as holder:
        assert holder.stdout.readline() == "taken\n"
        try:
            yield holder
        finally:
            holder.kill()


def another_process_tries(store: Path) -> tuple[str, int]:
    with process(store, "try") as other:
        said, _nothing = other.communicate()
        return said.strip(), other.returncode


def test_while_one_process_holds_the_store_another_is_told_which_and_since_when(tmp_path):
    before = datetime.now(UTC).replace(microsecond=0)
    with (
        another_process_holding(tmp_path) as holder,
        pytest.raises(BusyError) as caught,
        writing(tmp_path, "x"),
    ):
        pytest.fail("two writers at once")
    assert f"process {holder.pid} (assist run 2024-06)" in caught.value.what
    since = re.search(r"since (\S+)\.$", caught.value.what)[1]
    assert before <= datetime.fromisoformat(since) <= datetime.now(UTC)
    assert caught.value.exit_code == 5
    assert caught.value.remedy


def test_a_landing_waits_for_nobody_and_changes_nothing(tmp_path):
    workspace = new_workspace(tmp_path)
    file = deaths(tmp_path / "deaths.csv", range(40))
    with another_process_holding(workspace.store), pytest.raises(BusyError):
        land(workspace, file)
    assert not list(workspace.store.rglob("*.parquet"))
    assert land(workspace, file).landed == 40


def test_a_killed_holder_holds_nothing(tmp_path):
    with another_process_holding(tmp_path) as holder:
        holder.kill()
        holder.wait()
        with writing(tmp_path, "ingest"):
            assert another_process_tries(tmp_path) == ("busy", 5)


def test_a_holder_that_ends_frees_the_store(tmp_path):
    with another_process_holding(tmp_path) as holder:
        holder.communicate()
        assert holder.returncode == 0
        with writing(tmp_path, "ingest"):
            pass


def test_nested_use_is_the_holders_own_until_the_outermost_ends(tmp_path):
    with writing(tmp_path, "run"):
        with writing(tmp_path, "ingest"):
            pass
        assert another_process_tries(tmp_path) == ("busy", 5)
    assert another_process_tries(tmp_path) == ("taken", 0)


def test_nested_use_does_not_clean_up_what_the_outer_is_writing(tmp_path):
    with writing(tmp_path, "run"):
        pending = tmp_path / f".extract.parquet{PENDING}"
        pending.touch()
        with writing(tmp_path, "ingest"):
            assert pending.exists()
    with writing(tmp_path, "run"):
        assert not pending.exists()


def test_an_error_inside_frees_the_store(tmp_path):
    with pytest.raises(ValueError, match="inside"), writing(tmp_path, "run"):
        raise ValueError("inside")
    assert another_process_tries(tmp_path) == ("taken", 0)


def test_a_holder_that_left_no_note_is_busy_all_the_same(tmp_path):
    with another_process_holding(tmp_path):
        for note in tmp_path.glob(f"{LOCK}.*"):
            note.write_bytes(b"{")
        with pytest.raises(BusyError, match="Another run holds the workspace"), writing(tmp_path, "x"):
            pytest.fail("two writers at once")

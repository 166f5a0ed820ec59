"""The audit log: every entry holds the hash of the one before."""

import hashlib
import json
import os
import stat
import subprocess
import sys

import pytest
from store_tools import audit_entries

from assist_cli.store.audit import FILE, entry_hash, record


def fits(entries: list[dict[str, object]]) -> bool:
    """The chain recomputed by the standard library alone."""
    before = "0" * 64
    for entry in entries:
        bare = {key: value for key, value in entry.items() if key != "hash"}
        text = json.dumps(bare, ensure_ascii=False, sort_keys=True)
        if entry["previous"] != before or entry["hash"] != hashlib.sha256(text.encode()).hexdigest():
            return False
        before = entry["hash"]
    return True


@pytest.fixture
def log(tmp_path):
    for number in range(4):
        record(tmp_path, "ingest", {"source": "公安", "landed": number, "reason": ""})
    return audit_entries(tmp_path)


def test_every_entry_links_to_the_one_before(log):
    assert [entry["landed"] for entry in log] == [0, 1, 2, 3]
    assert fits(log)
    assert all(entry["hash"] == entry_hash(entry) for entry in log)
    assert all(entry["by"] and entry["at"].endswith("+00:00") for entry in log)


@pytest.mark.parametrize("field", ["at", "by", "action", "source", "landed", "reason", "previous", "hash"])
def test_an_edited_entry_does_not_fit(log, field):
    log[1][field] = f"{log[1][field]}0"
    assert not fits(log)


def test_an_edited_entry_with_a_new_hash_does_not_fit_the_next(log):
    log[1]["landed"] = 99
    log[1]["hash"] = entry_hash(log[1])
    assert not fits(log)


@pytest.mark.parametrize(
    "change",
    [
        lambda log: log.pop(0),
        lambda log: log.pop(1),
        lambda log: log.insert(1, log[0]),
        lambda log: log.reverse(),
    ],
)
def test_an_entry_taken_out_added_or_moved_does_not_fit(log, change):
    change(log)
    assert not fits(log)


def test_an_entry_is_one_line_whatever_it_says(tmp_path):
    record(tmp_path, "export", {"reason": '第一行\n第二行\u2028 "x"'})
    record(tmp_path, "export", {"reason": ""})
    assert fits(audit_entries(tmp_path))
    assert (tmp_path / FILE).read_bytes().count(b"\n") == 2


def test_the_log_is_the_owners_alone(tmp_path):
    store = tmp_path / "store"
    before = os.umask(0)
    try:
        record(store, "ingest", {})
    finally:
        os.umask(before)
    assert stat.S_IMODE(store.stat().st_mode) == 0o700
    assert stat.S_IMODE((store / FILE).stat().st_mode) == 0o600


def test_two_processes_that_write_at_once_make_one_chain(tmp_path):
    code = "import sys; from pathlib import Path; from assist_cli.store.audit import record\nfor n in range(20): record(Path(sys.argv[1]), 'view', {'n': n})"
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    writers = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], env=environ) for _writer in range(2)
    ]
    assert [writer.wait() for writer in writers] == [0, 0]
    assert len(audit_entries(tmp_path)) == 40
    assert fits(audit_entries(tmp_path))


def test_a_line_torn_by_a_full_disk_or_a_power_cut_does_not_end_the_log(tmp_path):
    record(tmp_path, "ingest", {"n": 1})
    record(tmp_path, "ingest", {"n": 2})
    path = tmp_path / FILE
    path.write_bytes(path.read_bytes()[:-40])
    record(tmp_path, "ingest", {"n": 3})
    assert fits(audit_entries(tmp_path))

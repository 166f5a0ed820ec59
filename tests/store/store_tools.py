"""A workspace with a store, deliveries for it, and everything the store says it holds."""

import hashlib
import json
import shutil
from collections.abc import Sequence
from pathlib import Path

from stdnum.cn.ric import calc_check_digit

from assist_cli.settings.shipped import folder
from assist_cli.settings.workspace import Workspace
from assist_cli.store.audit import FILE as AUDIT
from assist_cli.store.ingest import Accepted, Outcome, ingest

MONTH = "2024-06"
DEATHS = "police.deaths"
CANARY = "金丝雀"
HEADER = "公民身份号码,姓名,死亡日期,注销类别"
LOCKS = {".lock", ".lock.holder", ".audit.lock"}


def resident(number: int) -> str:
    """The valid ID of made-up person `number`, of an impossible division."""
    first17 = f"990102{1950 + number % 50}{number % 12 + 1:02d}{number % 28 + 1:02d}{number % 1000:03d}"
    return first17 + calc_check_digit(first17 + "0")


def new_workspace(root: Path) -> Workspace:
    """The shipped configuration at `root`, with an empty store."""
    shutil.copytree(folder("configs"), root, dirs_exist_ok=True)
    return Workspace(root)


def deaths(
    path: Path, people: Sequence[int], *, bad: int = 0, day: str = "2024-06-03", name: str = CANARY
) -> Path:
    """A CSV of deaths; `bad` more rows have no date that can be read."""
    rows = [f"{resident(number)},{name},{day},死亡" for number in people]
    rows += [f"{resident(900 + number)},{name},昨天{CANARY},死亡" for number in range(bad)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    return path


def land(
    workspace: Workspace, *files: Path, month: str = MONTH, source: str = DEATHS, accept: str = ""
) -> Outcome:
    """Land files as one delivery, in a call of its own: it reads the configuration as it is now."""
    workspace = Workspace(workspace.root)
    accepted = Accepted([accept], "电话确认") if accept else Accepted()
    return ingest(workspace, workspace.source(source), files, month, accepted)


def audit_entries(store: Path) -> list[dict[str, object]]:
    """The audit log."""
    path = store / AUDIT
    return [json.loads(line) for line in path.read_bytes().splitlines()] if path.exists() else []


def held(store: Path) -> dict[str, object]:
    """Every file of the store but locks and audit log: manifests without their time, everything else by its hash."""
    return {
        path.relative_to(store).as_posix(): _content(path)
        for path in sorted(store.rglob("*"))
        if path.is_file() and path.name not in {*LOCKS, AUDIT}
    }


def sha256(path: Path) -> str:
    """The hash of a file, by the standard library alone."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _content(path: Path) -> object:
    if path.suffix != ".json" or path.name.startswith("."):
        return sha256(path)
    manifest = json.loads(path.read_text(encoding="utf-8"))
    return (
        {key: value for key, value in manifest.items() if key != "at"}
        if isinstance(manifest, dict)
        else manifest
    )

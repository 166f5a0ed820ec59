"""`store/runs/*.json`: for every landing and comparison, what went in, what came out, and by which rules."""

import hashlib
import json
import platform
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

import assist_cli
from assist_cli.store.files import sha256


def versions() -> dict[str, str]:
    """What the bytes of a result depend on besides its inputs."""
    return {"assist": assist_cli.__version__, "polars": pl.__version__, "python": platform.python_version()}


def identity(content: object) -> str:
    """Twelve hexadecimal digits that name `content` (anything JSON can hold)."""
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:12]


def fingerprints(files: Iterable[Path]) -> list[dict[str, object]]:
    """Name, size and SHA-256 of files, in the order of their names."""
    return [
        {"file": path.name, "bytes": path.stat().st_size, "sha256": sha256(path)}
        for path in sorted(files, key=lambda path: path.name)
    ]


def now() -> str:
    """The present, UTC, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def as_bytes(manifest: Mapping[str, object]) -> bytes:
    """A manifest as it is stored."""
    return (json.dumps(manifest, ensure_ascii=False, indent=1, default=str) + "\n").encode()


def run_file(store: Path, *parts: str) -> Path:
    """Where the manifest of a run lies; `parts` name it."""
    return store / "runs" / f"{'.'.join(parts)}.json"


def read(path: Path) -> dict[str, object]:
    """A stored manifest."""
    content = json.loads(path.read_text(encoding="utf-8"))
    return dict(content)

"""A real S3 server on this machine, and what lies in its bucket."""

import hashlib
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread
from typing import Any

import obstore
from obstore.store import S3Store

BUCKET = "bureau"
CREDENTIALS = {"AWS_ACCESS_KEY_ID": "made-up", "AWS_SECRET_ACCESS_KEY": "made-up"}


@dataclass(frozen=True)
class Server:
    """One that listens at `endpoint`, with an empty bucket when it begins."""

    endpoint: str

    def configuration(self, folder: str, bucket: str = BUCKET) -> str:
        """The `[storage]` that names a folder of the bucket."""
        return (
            f'[storage]\nextracts = "s3://{bucket}/{folder}"\n\n[storage.options]\n'
            f'aws_endpoint_url = "{self.endpoint}"\naws_allow_http = true\n'
        )

    def objects(self, folder: str) -> dict[str, str]:
        """Every object of a folder by its name there, with the SHA-256 of its bytes."""
        return {name: self._sha256(f"{folder}/{name}") for name in self.names(folder)}

    def names(self, folder: str) -> set[str]:
        """The names of a folder's objects."""
        there = obstore.list(self._bucket(), f"{folder}/").collect()
        return {found["path"].removeprefix(f"{folder}/") for found in there}

    def copy(self, folder: str, to: str) -> None:
        """Copy a folder of objects."""
        for name in self.names(folder):
            obstore.copy(self._bucket(), f"{folder}/{name}", f"{to}/{name}")

    def remove(self, folder: str, name: str) -> None:
        """Lose an object."""
        obstore.delete(self._bucket(), f"{folder}/{name}")

    def _sha256(self, path: str) -> str:
        return hashlib.sha256(bytes(obstore.get(self._bucket(), path).bytes())).hexdigest()

    def _bucket(self) -> S3Store:
        return S3Store(
            BUCKET,
            endpoint=self.endpoint,
            access_key_id="made-up",
            secret_access_key="made-up",  # noqa: S106  of a server of these tests
            client_options={"allow_http": True},
        )


UNREACHABLE = Server("http://127.0.0.1:9")
"""Nothing listens at the port of the discard protocol."""


@contextmanager
def object_server() -> Iterator[Server]:
    """A server in a process of its own, at a port that the system chose."""
    call = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", "0"]
    with subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        told = next(line for line in process.stderr if "Running on" in line)
        log = Thread(target=process.stderr.read)
        log.start()
        try:
            server = Server(told.split()[-1])
            _make_bucket(server.endpoint.removeprefix("http://"))
            yield server
        finally:
            process.kill()
            log.join()


def _make_bucket(host: str) -> None:
    connection = HTTPConnection(host)
    connection.request("PUT", f"/{BUCKET}")
    assert connection.getresponse().status == 200
    connection.close()


def elsewhere(root: Path, server: Server, folder: str) -> None:
    """Let new rows of the workspace at `root` go to a folder of the bucket."""
    configure(root, server.configuration(folder))


def configure(root: Path, storage: str) -> None:
    """Let `storage` be the `[storage]` of the workspace at `root`, which stands last in its `assist.toml`."""
    path = root / "assist.toml"
    others = path.read_text(encoding="utf-8").partition("\n[storage]\n")[0]
    path.write_text(f"{others}\n{storage}", encoding="utf-8")


def lies_elsewhere(root: Path) -> bool:
    """Whether new rows of the workspace at `root` go elsewhere."""
    return bool(_said(root))


def folder_of(root: Path) -> str:
    """The folder of the bucket to which the rows of the workspace at `root` go."""
    return str(_said(root)["extracts"]).removeprefix(f"s3://{BUCKET}/")


def copy_elsewhere(root: Path, name: str) -> None:
    """Let the workspace at `root` have a folder of its own beside the one it shared, with a copy of the objects."""
    server, shared = Server(_said(root)["options"]["aws_endpoint_url"]), folder_of(root)
    own = f"{shared.rpartition('/')[0]}/{name}"
    server.copy(shared, own)
    elsewhere(root, server, own)


def _said(root: Path) -> dict[str, Any]:
    configured = tomllib.loads((root / "assist.toml").read_text(encoding="utf-8"))
    return dict(configured.get("storage", {}))

"""The storage outside the workspace: its objects are read by Polars, written and removed through fsspec."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import polars as pl

from assist_cli.errors import AssistError, ConfigurationError
from assist_cli.language import _
from assist_cli.settings.storage import Storage
from assist_cli.settings.workspace import MARKER, Workspace
from assist_cli.store.refusals import explained, no_such_bucket

_RETRIES, _RETRY_SECONDS = 3, 20
_CONNECT_SECONDS, _ANSWER_SECONDS = 5, 60
"""How long a server is waited for; an answer may be a whole part of a large file over a slow line."""
_LIBRARIES = {"s3": ("fsspec", "obstore"), "hdfs": ("fsspec",)}
"""What the extra of that name installs."""


def writable_storage(workspace: Workspace) -> Storage | None:
    """Where new rows go, if not into the store; what is missing for that is a `ConfigurationError`."""
    storage = workspace.bureau.storage
    if storage is not None:
        _require_libraries(storage)
        _require_credentials(storage)
    return storage


def scan(storage: Storage, name: str) -> pl.LazyFrame:
    """The rows of an object, lazily: of S3, Polars fetches the row groups and columns alone that a plan needs."""
    url = f"{storage.extracts}/{name}"
    if storage.scheme == "s3":
        _require_credentials(storage)
        return pl.scan_parquet(
            url, glob=False, storage_options=_polars_options(storage), credential_provider=None
        )
    _require_libraries(storage)
    with _reaching(url):
        there, path = import_module("fsspec.core").url_to_fs(url)
        rows = import_module("pyarrow.dataset").dataset(path, format="parquet", filesystem=there)
    return pl.scan_pyarrow_dataset(rows)


def put(storage: Storage, file: Path, name: str) -> None:
    """Write a local file as an object; one of that name is replaced as a whole."""
    url = f"{storage.extracts}/{name}"
    with _reaching(url):
        _filesystem(storage).put_file(str(file), url)


def remove(storage: Storage, name: str) -> None:
    """Remove an object, if it is there."""
    url = f"{storage.extracts}/{name}"
    with _reaching(url):
        try:
            _filesystem(storage).rm_file(url)
        except FileNotFoundError as error:
            if no_such_bucket(error):
                raise


def _filesystem(storage: Storage) -> Any:  # noqa: ANN401  fsspec carries no types
    """The storage as fsspec sees it: S3 through the library with which Polars reads it, under the same options."""
    _require_libraries(storage)
    if storage.scheme != "s3":
        return import_module("fsspec.core").url_to_fs(storage.extracts)[0]
    _require_credentials(storage)
    return import_module("obstore.fsspec").FsspecStore(
        "s3",
        config=_server(storage),
        client_options={
            "allow_http": storage.options.aws_allow_http,
            "connect_timeout": timedelta(seconds=_CONNECT_SECONDS),
            "timeout": timedelta(seconds=_ANSWER_SECONDS),
        },
        retry_config={"max_retries": _RETRIES, "retry_timeout": timedelta(seconds=_RETRY_SECONDS)},
    )


def _polars_options(storage: Storage) -> dict[str, Any]:
    return {
        **_server(storage),
        "aws_allow_http": str(storage.options.aws_allow_http).lower(),
        "connect_timeout": f"{_CONNECT_SECONDS}s",
        "timeout": f"{_ANSWER_SECONDS}s",
        "max_retries": _RETRIES,
        "retry_timeout_ms": _RETRY_SECONDS * 1000,
    }


def _server(storage: Storage) -> dict[str, str]:
    return storage.options.model_dump(exclude={"aws_allow_http"}, exclude_none=True)


@contextmanager
def _reaching(url: str) -> Iterator[None]:
    try:
        yield
    except AssistError:
        raise
    except Exception as error:
        if isinstance(error, OSError) or type(error).__module__.startswith("obstore"):
            raise explained(error, url) from None
        raise


def _require_libraries(storage: Storage) -> None:
    if not all(map(find_spec, _LIBRARIES[storage.scheme])):
        raise ConfigurationError(
            _("{file}: writing to {place} needs libraries that are not installed.").format(
                file=MARKER, place=storage.extracts
            ),
            _("Install them: pip install 'assist-cli[{extra}]'").format(extra=storage.scheme),
        )


def _require_credentials(storage: Storage) -> None:
    """A server of one's own knows nobody but by a key; Amazon's may know the machine."""
    missing = [key for key in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY") if not os.environ.get(key)]
    if storage.options.aws_endpoint_url and missing:
        raise ConfigurationError(
            _("{place} needs credentials: {keys} is not set in the environment.").format(
                place=storage.extracts, keys=", ".join(missing)
            ),
            _(
                "Set it where the command is called, for cron in its environment file; never in {file}."
            ).format(file=MARKER),
        )

"""Whether every executor could do the work: the same Python, Polars and assist as here, and the same storage."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import polars as pl

from assist_cli.engines.spark.session import run, session
from assist_cli.errors import ConfigurationError
from assist_cli.language import _
from assist_cli.settings.bureau import Spark
from assist_cli.store.rows_files import RowsFile

_WAIT_SECONDS = 120
_SAME = {"python": "Python", "polars": "Polars", "assist-cli": "assist"}
Versions = dict[str, str]


@dataclass(frozen=True)
class Executor:
    """One machine that answered: its versions by library, its processors offered, and the rows it saw in the store."""

    host: str
    versions: Versions
    processors: int
    rows: int


@dataclass(frozen=True)
class _Storage:
    """Counts the rows of files, from wherever it is called."""

    files: Sequence[RowsFile]

    def __call__(self, _slot: int) -> int | str:
        try:
            return sum(int(file.scan().select(pl.len()).collect().item()) for file in self.files)
        except (OSError, pl.exceptions.PolarsError) as error:
            return type(error).__name__


def probe(settings: Spark, files: Sequence[RowsFile]) -> list[Executor]:
    """Every executor that Spark gives, by host; the first thing that is wrong with one is a `ConfigurationError`.

    `files`: the files that it must see as this machine does.
    """
    look = _versions()
    with session(settings) as context:
        slots = range(context.defaultParallelism)
        found = run(context, look, slots, _nothing, patience=_WAIT_SECONDS)
        here = look(0)
        for versions in found:
            _compare(versions, here)
        storage = _Storage(files)
        rows = run(context, storage, slots, _nothing, patience=_WAIT_SECONDS)
    expected = storage(0)
    for seen in rows:
        if seen != expected:
            raise ConfigurationError(
                _("An executor does not see the store as this machine does: {folder}").format(
                    folder=files[0].root
                ),
                _("Mount the same share at the same path on every machine, or let the rows lie on S3."),
            )
    hosts = sorted({versions["host"] for versions in found})
    return [
        Executor(
            host,
            next(versions for versions in found if versions["host"] == host),
            sum(versions["host"] == host for versions in found),
            int(str(expected)),
        )
        for host in hosts
    ]


def _versions() -> Callable[[int], Versions]:
    """What tells the versions of a machine; nested, so that it is sent as code to where nothing of this is installed."""

    def look(_slot: int) -> Versions:
        import platform  # noqa: PLC0415
        import socket  # noqa: PLC0415
        from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415

        seen = {"host": socket.gethostname(), "python": platform.python_version()}
        for library in ("polars", "assist-cli"):
            try:
                seen[library] = version(library)
            except PackageNotFoundError:
                seen[library] = ""
        return seen

    return look


def _compare(there: Versions, here: Versions) -> None:
    for library, title in _SAME.items():
        if not there[library]:
            raise ConfigurationError(
                _("The executor on {host} has no {library}.").format(host=there["host"], library=title),
                _("Install the same environment on every machine: docs/scaling.md."),
            )
        if there[library] != here[library]:
            raise ConfigurationError(
                _("The executor on {host} has {library} {there}, this machine {here}.").format(
                    host=there["host"], library=title, there=there[library], here=here[library]
                ),
                _("Install the same environment on every machine: docs/scaling.md."),
            )


def _nothing() -> None:
    pass

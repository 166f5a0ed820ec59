"""The workspace: where it is, and everything its configuration says."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from assist_cli.errors import CallError, ConfigurationError
from assist_cli.language import _
from assist_cli.settings.bureau import Bureau
from assist_cli.settings.divisions import Divisions, read_divisions
from assist_cli.settings.toml import build, read_toml
from assist_cli.settings.values import Source

MARKER, CHECKS = "assist.toml", "checks.toml"
ROSTER = "civil.roster"


@dataclass(frozen=True)
class Workspace:
    """A folder made by `assist init`, with its configuration read on first use."""

    root: Path

    @property
    def store(self) -> Path:
        return self.root / "store"

    @property
    def inbox(self) -> Path:
        return self.root / "inbox"

    @property
    def exports(self) -> Path:
        return self.root / "exports"

    @property
    def checks_file(self) -> Path:
        return self.root / CHECKS

    @cached_property
    def bureau(self) -> Bureau:
        path = self.root / MARKER
        return build(Bureau, read_toml(path), path)

    @cached_property
    def divisions(self) -> Divisions:
        return read_divisions(self.root / "divisions.csv")

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """All sources, by name, in the order of their names."""
        return {source.name: source for source in map(_read_source, sorted(self.source_files))}

    @property
    def source_files(self) -> list[Path]:
        return list((self.root / "sources").glob("*.toml"))

    def source(self, name: str) -> Source:
        """The source of that name; an unknown one is a wrong call."""
        if name not in self.sources:
            near = difflib.get_close_matches(name, self.sources, n=1)
            hint = _("Did you mean {name}? ").format(name=near[0]) if near else ""
            raise CallError(
                _("There is no source '{name}'.").format(name=name),
                hint + _("Known sources: {names}.").format(names=", ".join(self.sources)),
            )
        return self.sources[name]

    @property
    def own_check_files(self) -> list[Path]:
        """The bureau's own checks; the folder need not be there."""
        return sorted((self.root / "checks").glob("*.toml"))

    @property
    def configuration_files(self) -> list[Path]:
        """The files that findings depend on, besides the extracts and what the bureau says of itself."""
        return [
            self.checks_file,
            self.root / "divisions.csv",
            *sorted(self.source_files),
            *self.own_check_files,
        ]


def _read_source(path: Path) -> Source:
    source = build(Source, read_toml(path), path)
    if source.name != path.stem:
        raise ConfigurationError(
            _("{file}: the file says source = '{name}'.").format(file=path, name=source.name),
            _("File name and source must be the same."),
        )
    return source


def find_workspace(named: Path | None, environ: Mapping[str, str], here: Path) -> Workspace:
    """The workspace of `--workspace`, else of ASSIST_WORKSPACE, else upwards from `here`."""
    given = named or (Path(environ["ASSIST_WORKSPACE"]) if environ.get("ASSIST_WORKSPACE") else None)
    candidates = [given] if given else [here, *here.parents]
    for folder in candidates:
        if (folder / MARKER).is_file():
            return Workspace(folder.resolve())
    raise ConfigurationError(
        _("{folder} is no workspace: it holds no assist.toml.").format(folder=given or here),
        _(
            "Go to a workspace, name one with --workspace, or make one with `assist init DIR --jurisdiction CODE`."
        ),
    )

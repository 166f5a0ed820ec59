"""Packages put in place one by one, each whole, with nothing left of an earlier export.

All new packages are first written to a hidden folder beside their places. Then each takes its place by
renaming, so that nobody ever reads half a package, and what a killed run left is finished or undone by
the next. Only what `assist` itself wrote is replaced: a file that somebody laid into a package folder
stays there, and so does everything else in a folder that people chose themselves.
"""

import re
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

from assist_cli.outputs.packages.guide import CSV_NAMES
from assist_cli.store.files import flush, make_folder, write_bytes

FileFormat = Literal["csv", "xlsx"]
FORMATS: tuple[FileFormat, ...] = ("csv", "xlsx")
TABLES: Mapping[FileFormat, str] = {"csv": "findings.csv", "xlsx": "findings.xlsx"}
VISITS = "host_visits.csv"
_OURS: Mapping[FileFormat, frozenset[str]] = {
    "csv": frozenset({TABLES["csv"], VISITS, *CSV_NAMES}),
    "xlsx": frozenset({TABLES["xlsx"]}),
}
_PACKAGE = re.compile(r"[0-9]+_.+")
_WORK = ".packages.part"


def replace_packages(
    folder: Path, packages: Iterable[tuple[str, Mapping[str, bytes]]], replaced: Iterable[FileFormat]
) -> list[Path]:
    """Make `packages` (folder name, contents by file name) the packages of `folder`; their files, sorted.

    What an earlier export wrote in the `replaced` formats goes; in the others it stays.
    """
    ours = frozenset().union(*(_OURS[each] for each in replaced))
    make_folder(folder)
    _recover(folder)
    new = folder / _WORK / "new"
    make_folder(new)
    written = [path for name, contents in packages for path in _write(new / name, contents)]
    for package in _packages(folder):
        if not (new / package.name).exists():
            _withdraw(package, ours)
    for package in sorted(new.iterdir()):
        _put_in_place(package, folder / package.name, ours)
    shutil.rmtree(folder / _WORK)
    flush(folder)
    return sorted(folder / path.relative_to(new) for path in written)


def _write(package: Path, contents: Mapping[str, bytes]) -> list[Path]:
    make_folder(package)
    for name, content in contents.items():
        write_bytes(package / name, content)
    return [package / name for name in contents]


def _put_in_place(package: Path, place: Path, ours: frozenset[str]) -> None:
    old = place.parent / _WORK / "old" / place.name
    if place.exists():
        for stray in sorted(place.iterdir()):
            if stray.name not in ours:
                _copy(stray, package / stray.name)
        make_folder(old.parent)
        place.rename(old)
    package.rename(place)


def _copy(source: Path, place: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, place)
    else:
        shutil.copy2(source, place)


def _withdraw(package: Path, ours: frozenset[str]) -> None:
    for name in ours:
        (package / name).unlink(missing_ok=True)
    if not any(package.iterdir()):
        package.rmdir()


def _packages(folder: Path) -> list[Path]:
    """The folders of an earlier export: a division's name, and a findings table inside."""
    return [
        place
        for place in sorted(folder.iterdir())
        if _PACKAGE.fullmatch(place.name) and any((place / name).is_file() for name in TABLES.values())
    ]


def _recover(folder: Path) -> None:
    """Put back what a killed export had taken away and not yet replaced; forget the rest of it."""
    work = folder / _WORK
    if not work.exists():
        return
    old = work / "old"
    for package in sorted(old.iterdir()) if old.exists() else ():
        if not (folder / package.name).exists():
            package.rename(folder / package.name)
    shutil.rmtree(work)

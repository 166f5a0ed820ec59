"""New workspaces, from the shipped configuration."""

import shutil
from pathlib import Path

from assist_cli.errors import CallError
from assist_cli.language import _
from assist_cli.settings.shipped import folder
from assist_cli.settings.workspace import CHECKS, MARKER, Workspace

_SHIPPED_JURISDICTION = "990102"
_SHIPPED_PROVINCE = 'division = "99"'
"""Of whose local amounts the shipped ones are examples; those of a new bureau are its own province's."""


def create_workspace(root: Path, jurisdiction: str) -> Workspace:
    """A workspace at `root`, which must be new or empty. `jurisdiction`: 2, 4 or 6 digits.

    The shipped table of divisions belongs to the fictional district; any other bureau gets an empty one to fill.
    """
    if not (jurisdiction.isascii() and jurisdiction.isdecimal() and len(jurisdiction) in (2, 4, 6)):
        raise CallError(
            _("'{code}' is no jurisdiction.").format(code=jurisdiction),
            _("Give the division code of the bureau: 6 digits of a district, 4 of a city, 2 of a province."),
        )
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise CallError(
            _("{folder} is there already and is not empty.").format(folder=root), _("Choose a new folder.")
        )
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.copytree(folder("configs"), root, dirs_exist_ok=True)
    if jurisdiction != _SHIPPED_JURISDICTION:
        _make_own(root, jurisdiction)
    for name in ("inbox", "store", "exports"):
        (root / name).mkdir(mode=0o700)
    _close(root)
    return Workspace(root.resolve())


def _make_own(root: Path, jurisdiction: str) -> None:
    config = root / MARKER
    text = config.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith(("jurisdiction", "title"))]
    own = [
        f'jurisdiction = "{jurisdiction}"          # the division whose roster this is (GB/T 2260)',
        f'title = {{ zh = "民政局（{jurisdiction}）", en = "Civil Affairs Bureau ({jurisdiction})" }}',
    ]
    config.write_text("\n".join([lines[0], *own, *lines[1:]]) + "\n", encoding="utf-8")
    (root / "divisions.csv").write_text("code,name,parent\n", encoding="utf-8")
    checks = root / CHECKS
    province = f'division = "{jurisdiction[:2]}"'
    checks.write_text(
        checks.read_text(encoding="utf-8").replace(_SHIPPED_PROVINCE, province), encoding="utf-8"
    )


def _close(root: Path) -> None:
    """Folders 0700, files 0600: the configuration names the bureau's reasons."""
    for path in [root, *root.rglob("*")]:
        path.chmod(0o700 if path.is_dir() else 0o600)

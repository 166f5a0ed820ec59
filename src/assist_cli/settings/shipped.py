"""Where the fictional district's configuration and inbox lie: in the wheel, else in the repository."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def folder(name: str) -> Path:
    """The shipped folder `configs` or `sample_data`."""
    packed = _PACKAGE / "_shipped" / name
    return packed if packed.is_dir() else _PACKAGE.parents[1] / name

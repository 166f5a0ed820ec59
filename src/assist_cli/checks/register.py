"""The checks of a workspace, by name, in the order in which they are shown."""

from collections.abc import Mapping
from typing import Any

from assist_cli.checks import REGISTER
from assist_cli.checks.amounts import TABLE
from assist_cli.checks.check import Check
from assist_cli.checks.own import read_own_checks
from assist_cli.errors import CallError
from assist_cli.language import _
from assist_cli.settings.workspace import Workspace

Register = Mapping[str, Check[Any]]  # Any: each check has parameters of its own


def read_register(workspace: Workspace) -> Register:
    """Every check that the workspace knows: those of the program, then the bureau's own."""
    return {**REGISTER, **read_own_checks(workspace, {*REGISTER, TABLE})}


def check_known(name: str, register: Register) -> None:
    """Whether there is a check of that name; an unknown one is a wrong call."""
    if name not in register:
        raise CallError(
            _("There is no check '{name}'.").format(name=name),
            _("Checks: {names}.").format(names=", ".join(register)),
        )

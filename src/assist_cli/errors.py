"""Every error a user can meet: what happened, and what to do now.

Messages never hold a person's value: files, rows, columns and counts only.
"""

from typing import ClassVar


class AssistError(Exception):
    """Something the user can put right; its class decides the exit code of INTERFACE.md."""

    exit_code: ClassVar[int] = 1

    def __init__(self, what: str, remedy: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy


class CallError(AssistError):
    """The command was called wrongly."""

    exit_code = 2


class ConfigurationError(AssistError):
    """A configuration file says something it may not; `what` starts with file and line."""

    exit_code = 3


class DataError(AssistError):
    """A delivered file cannot be used, or there is nothing to compare."""

    exit_code = 4


class BlockedError(DataError):
    """A gate refused a delivery; nothing of it has landed."""


class StorageError(AssistError):
    """The object storage of the extracts cannot be used now."""

    exit_code = 4


class EngineError(AssistError):
    """What was to carry out the comparison cannot do it now."""

    exit_code = 4


class BusyError(AssistError):
    """Another run holds the workspace."""

    exit_code = 5


class IntegrityError(AssistError):
    """What is stored is not what was stored."""

    exit_code = 6

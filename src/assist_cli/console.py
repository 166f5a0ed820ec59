"""The only module that prints, and the one place where errors become exit codes.

Results go to stdout, progress and messages to stderr. No message holds a person's value: what looks like an ID
is masked on the way out, whatever it came from.
"""

import json
import os
import re
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from assist_cli.errors import AssistError
from assist_cli.language import _
from assist_cli.progress import Progress, silent

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

DEFECT, DATA, INTERRUPTED = 1, 4, 130
_PLAIN_WIDTH = 100
_NUMBER = re.compile(r"(?<![0-9])([0-9]{6})[0-9]{5,8}([0-9]{3}[0-9Xx])(?![0-9])")


@dataclass(frozen=True)
class Manner:
    """How to speak: `quiet` leaves out messages that are no errors, `json_lines` makes every message one JSON object."""

    quiet: bool = False
    json_lines: bool = False


_manner = Manner()


def speak(manner: Manner) -> None:
    """Print in this manner from now on."""
    global _manner  # noqa: PLW0603  one process, one terminal
    _manner = manner


def show(result: "RenderableType") -> None:
    """Print a result for people: 100 columns where it is no terminal that says otherwise."""
    _rich(sys.stdout).print(result, soft_wrap=False)
    sys.stdout.flush()  # so that a log of both streams has them in the order in which things were said


def write(text: str) -> None:
    """Print a result for programs, as it is."""
    sys.stdout.write(text if text.endswith("\n") else text + "\n")
    sys.stdout.flush()


def note(text: str) -> None:
    """A message about the work, on stderr."""
    if not _manner.quiet:
        _message("info", text)


def warn(text: str) -> None:
    """A message that must not be overlooked; `--quiet` does not silence it."""
    _message("warning", text)


@contextmanager
def progress() -> Iterator[Progress]:
    """A progress bar a stage on a terminal, nothing elsewhere."""
    if _manner.quiet or _manner.json_lines or not sys.stderr.isatty():
        yield silent
        return
    from rich import progress as bars  # noqa: PLC0415  only where there is a terminal

    columns = (
        bars.TextColumn("{task.description}"),
        bars.BarColumn(),
        bars.MofNCompleteColumn(),
        bars.TimeElapsedColumn(),
    )
    with bars.Progress(*columns, console=_rich(sys.stderr), transient=True) as bar:

        def begin(stage: str, steps: int) -> Callable[[], None]:
            task = bar.add_task(stage, total=steps)
            return lambda: bar.advance(task)

        yield begin


def guarded(work: Callable[[], int]) -> int:
    """Run the program; whatever goes wrong becomes a message and an exit code."""
    try:
        return work()
    except AssistError as error:
        fail(error)
        return error.exit_code
    except KeyboardInterrupt:
        _message("error", _("Interrupted. The store is as it was."))
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        place = Path(error.filename).name if isinstance(error.filename, str) else ""
        _message(
            "error",
            _("The system refused: {reason} {file}").format(reason=error.strerror, file=place).strip(),
        )
        return DATA
    except Exception as error:  # noqa: BLE001  the last door: a defect is reported without its message, which may quote a cell
        frames = traceback.extract_tb(error.__traceback__)
        own = [frame for frame in frames if "assist_cli" in frame.filename] or list(frames)
        where = f"{Path(own[-1].filename).name}:{own[-1].lineno}" if own else "?"
        what = _("This is a defect of assist, not of your data: {kind} at {place}.")
        remedy = _("Please report it with the command you called. The store is as it was.")
        _message("error", what.format(kind=type(error).__name__, place=where) + "\n" + remedy)
        return DEFECT


def fail(error: AssistError) -> None:
    """Print an error: what happened, and what to do now."""
    _message("error", f"{error.what}\n{error.remedy}" if error.remedy else error.what)


def mask_numbers(text: str) -> str:
    """`text` with everything that could be an ID masked."""
    return _NUMBER.sub(r"\1********\2", text)


def _message(level: str, text: str) -> None:
    safe = mask_numbers(text)
    if _manner.json_lines:
        sys.stderr.write(json.dumps({"level": level, "message": safe}, ensure_ascii=False) + "\n")
    else:
        label = {"error": _("Error: "), "warning": _("Warning: ")}.get(level, "")
        sys.stderr.write(label + safe + "\n")


def _rich(target: TextIO) -> "Console":
    from rich.console import Console  # noqa: PLC0415  `--help` does without it

    width = None if target.isatty() or os.environ.get("COLUMNS") else _PLAIN_WIDTH
    return Console(file=target, width=width, highlight=False, emoji=False)

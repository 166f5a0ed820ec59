"""The program: choose the language, hand over to the command, turn errors into exit codes."""

import gc
import os
import sys
from collections.abc import Mapping, Sequence

from assist_cli import language
from assist_cli.console import guarded

_ALLOCATIONS = 50_000
"""Between two searches for circular garbage: as often as Python searches by itself, loading the libraries takes a sixth longer."""


def main(arguments: Sequence[str] | None = None, environ: Mapping[str, str] = os.environ) -> int:
    """Run one command line and return its exit code (INTERFACE.md)."""
    gc.set_threshold(_ALLOCATIONS)
    arguments = sys.argv[1:] if arguments is None else arguments
    language.use(language.choose(arguments, environ))
    from assist_cli.commands.app import call  # noqa: PLC0415  help texts are translated when commands are imported

    def called() -> int:
        try:
            return call(hoisted(arguments))
        except OSError as error:  # rows are read where a plan is carried out, which is anywhere
            from assist_cli.store.refusals import explained, is_refusal  # noqa: PLC0415  `--help` does without

            raise explained(error) if is_refusal(error) else error from None

    return guarded(called)


_GLOBAL = {"--workspace": 1, "--lang": 1, "--log-format": 1, "--quiet": 0}


def hoisted(arguments: Sequence[str]) -> list[str]:
    """`arguments` with the options of the program itself first, wherever they were written."""
    first: list[str] = []
    rest: list[str] = []
    position = 0
    while position < len(arguments):
        argument = arguments[position]
        if argument == "--":
            return [*first, *rest, *arguments[position:]]
        taken = 1 + (_GLOBAL.get(argument, 0))
        (first if argument.partition("=")[0] in _GLOBAL else rest).extend(
            arguments[position : position + taken]
        )
        position += taken
    return [*first, *rest]

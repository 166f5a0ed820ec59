"""What was wrong with a call, in the chosen language: typer's own messages exist in English only."""

import re

from typer.exceptions import TyperException

from assist_cli.errors import CallError
from assist_cli.language import N_, _

_SAID = {
    r"No such option: (?P<what>\S+)": N_("There is no option {what}."),
    r"No such command '(?P<what>.+)'": N_("There is no command '{what}'."),
    r"Missing (?:option|argument|parameter)[: ]+'?(?P<what>[^'.]+)'?.*": N_("{what} is missing."),
    r"Option '(?P<what>.+)' requires an argument": N_("{what} needs a value."),
    r"Got unexpected extra arguments? \((?P<what>.+)\)": N_("Too many arguments: {what}."),
    r"Invalid value for '?(?P<what>[^':]+)'?: .*": N_("The value of {what} does not fit."),
    r"Option '(?P<what>.+)' does not take a value": N_("{what} takes no value."),
}


def explain(error: TyperException) -> CallError:
    """A usage error of typer as ours, with what is possible instead where typer knows it."""
    message = error.format_message()
    possible = ", ".join(sorted(getattr(error, "possibilities", None) or []))
    choices = re.search(r"is not one of (.+?)\.?$", message)
    what = next(
        (
            _(said).format(what=found["what"])
            for pattern, said in _SAID.items()
            if (found := re.match(pattern, message))
        ),
        message,
    )
    remedy = _("Did you mean {options}? ").format(options=possible) if possible else ""
    remedy += _("Possible: {choices}. ").format(choices=choices[1]) if choices else ""
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "assist"
    return CallError(what, remedy + _("See `{command} --help`.").format(command=command))

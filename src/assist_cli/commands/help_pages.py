"""Help pages in the chosen language, also where typer prints words of its own."""

from typer._click.core import Context  # typer's own commands take this, and it exports no other name for it
from typer.core import TyperCommand, TyperGroup

from assist_cli.language import _


def _localised(help_text: str) -> str:
    """A help page with the words that typer prints itself in the chosen language."""
    fixed = {
        "Usage:": _("Usage:"),
        "[OPTIONS]": _("[OPTIONS]"),
        "COMMAND [ARGS]": _("COMMAND [ARGS]"),
        "Options:": _("Options:"),
        "Arguments:": _("Arguments:"),
        "Commands:": _("Commands:"),
        "Show this message and exit.": _("Show this message and exit."),
        "[required]": _("[required]"),
        "[default:": _("[default:"),
    }
    for english, text in fixed.items():
        help_text = help_text.replace(english, text)
    return help_text


class Command(TyperCommand):
    """A command whose help speaks the chosen language."""

    def get_help(self, ctx: Context) -> str:
        return _localised(super().get_help(ctx))


class Group(TyperGroup):
    """The program, or a group of commands, whose help speaks the chosen language."""

    def get_help(self, ctx: Context) -> str:
        return _localised(super().get_help(ctx))

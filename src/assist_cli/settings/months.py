"""Pay months as people write them, YYYY-MM, and the days that belong to them."""

import calendar
import re
from datetime import date

from assist_cli.errors import CallError
from assist_cli.language import _

_MONTH = re.compile(r"^(?!0000)[0-9]{4}-(0[1-9]|1[0-2])\Z")
MONTHS_A_YEAR = 12


def read_month(text: str, today: date | None = None) -> str:
    """`text` as YYYY-MM; `previous` is the month before today's."""
    if text == "previous":
        return shift((today or date.today()).strftime("%Y-%m"), -1)  # noqa: DTZ011  the officer's own calendar day
    if not _MONTH.match(text):
        raise CallError(
            _("'{text}' is no month.").format(text=text),
            _("Write the pay month as YYYY-MM, for example 2024-06."),
        )
    return text


def first_day(month: str) -> date:
    """The first day of a month."""
    return date.fromisoformat(f"{month}-01")


def last_day(month: str) -> date:
    """The as-of date of a pay month: its last day."""
    first = first_day(month)
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])


def shift(month: str, by: int) -> str:
    """The month `by` months later (earlier where negative)."""
    first = first_day(month)
    total = first.year * MONTHS_A_YEAR + first.month - 1 + by
    return f"{total // MONTHS_A_YEAR:04d}-{total % MONTHS_A_YEAR + 1:02d}"


def between(first: str, last: str) -> int:
    """How many months `last` lies after `first`."""
    one, other = first_day(first), first_day(last)
    return (other.year - one.year) * MONTHS_A_YEAR + other.month - one.month

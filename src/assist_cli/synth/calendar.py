"""Pay months as texts `YYYY-MM`, and the days that checks count from."""

from datetime import date, timedelta

LOOK_BACK_MONTHS = 24


def first_day(month: str) -> date:
    """The first day of a pay month."""
    return date.fromisoformat(f"{month}-01")


def shifted(month: str, months: int) -> str:
    """The month that lies `months` later (or earlier, if negative)."""
    day = first_day(month)
    total = day.year * 12 + day.month - 1 + months
    return f"{total // 12:04d}-{total % 12 + 1:02d}"


def as_of(month: str) -> date:
    """The last day of a pay month."""
    return first_day(shifted(month, 1)) - timedelta(days=1)


def look_back(month: str) -> date:
    """The first day on which a registration still counts as a purchase in this pay month."""
    last = as_of(month)
    earlier = shifted(month, -LOOK_BACK_MONTHS)
    return first_day(earlier).replace(day=min(last.day, as_of(earlier).day))

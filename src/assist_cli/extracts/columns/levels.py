"""Headers on one level or two: which rows they are, and the text that each column then has."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from assist_cli.extracts.columns.owners import is_group, is_neutral, mention, names_another
from assist_cli.extracts.columns.spelling import normalise
from assist_cli.settings.refused import is_refused

Row = Sequence[str]
_NUMBER = re.compile("[0-9]{5}")  # no header holds one, and a row of data may


@dataclass(frozen=True)
class Level:
    """What the rows down to the 0-based row `last` would be as a header of `depth` rows: one text a column."""

    last: int
    depth: int
    headers: list[str]

    def known(self, spellings: Collection[str]) -> int:
        """How many of the headers a source knows."""
        return sum(normalise(header) in spellings for header in self.headers)


def find_levels(rows: Sequence[Row], spellings: Collection[str]) -> Iterator[Level]:
    """Every header that the rows could be, from the top. A row of a two-level header is none by itself.

    Two rows are a two-level header when
    - the lower one has a text that the source knows, alone or joined, or that is plainly a header (姓名, 身份证号),
      and is not the upper one again,
    - and either a cell of the upper one stands over lower texts and is a group: it names another person (申报人),
      the person the row is about (死者), or what the columns tell (基本信息), and is no title (…登记表);
      or the two rows joined have more known headers than each alone (缴费 over 金额).
    - and the upper one by itself has no more known headers: else it is the header, and the lower one is data in which
      a word such as 法定代表人 stands as somebody's role.
    That a group names another person decides even where the lower row alone would fit better: under 申报人, 公民身份号码
    is the relative's.
    """
    pairs = {
        last: joined
        for last in range(1, len(rows))
        if (joined := _two_levels(rows[last - 1], rows[last], last, spellings))
        and joined.known(spellings) >= _one_level(rows[last - 1], last - 1).known(spellings)
    }
    for at, row in enumerate(rows):
        if at in pairs:
            yield pairs[at]
        elif at + 1 not in pairs:
            yield _one_level(row, at)


def _one_level(row: Row, at: int) -> Level:
    return Level(at, 1, [cell.strip() for cell in row])


def _two_levels(upper: Row, lower: Row, last: int, spellings: Collection[str]) -> Level | None:
    width = max(len(upper), len(lower))
    groups, names = _padded(upper, width), _padded(lower, width)
    spread = _spread(groups, names)
    if groups == names or not any(_is_header(*cell, spellings) for cell in zip(spread, names, strict=True)):
        return None
    over = [group for group, name in zip(spread, names, strict=True) if name]
    if _is_title(groups, over) or any(map(_NUMBER.search, groups)):
        return None
    headers = [_header(group, name, spellings) for group, name in zip(spread, names, strict=True)]
    joined = Level(last, 2, headers)
    alone = max(_one_level(row, last).known(spellings) for row in (upper, lower))
    return joined if any(map(is_group, over)) or joined.known(spellings) > alone else None


def _is_title(groups: Sequence[str], over: Sequence[str]) -> bool:
    """Whether the upper row is one cell over the whole table. One that names another person is taken for a group."""
    only = {group for group in groups if group}
    return len(only) == 1 and only == set(over) and not any(map(names_another, only))


def _padded(row: Row, width: int) -> list[str]:
    return [*(cell.strip() for cell in row), *[""] * (width - len(row))]


def _spread(groups: Sequence[str], names: Sequence[str]) -> list[str]:
    """The group over every column: a merged cell holds its text in its first column alone."""
    spread, running = list[str](), ""
    for group, name in zip(groups, names, strict=True):
        over = group or (running if name else "")
        spread.append(over)
        running = over if name else ""
    return spread


def _header(group: str, name: str, spellings: Collection[str]) -> str:
    """Group and name joined; the name alone where the joined text is unknown and the group says nothing."""
    if not (group and name) or normalise(group) == normalise(name):
        return name or group
    whole = group + name
    if normalise(whole) in spellings or is_refused(whole):
        return whole
    return name if is_neutral(group, name) else whole


def _is_header(group: str, name: str, spellings: Collection[str]) -> bool:
    known = normalise(name) in spellings or mention(name) in _PLAIN_FIELDS
    return bool(name) and (known or normalise(group + name) in spellings)


_PLAIN_FIELDS = {mention("姓名"), mention("身份证号")}

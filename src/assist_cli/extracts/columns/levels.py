"""Headers on one to three levels: which rows they are, and the text that each column then has."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from assist_cli.extracts.columns.owners import is_group, is_neutral, mention, names_another
from assist_cli.extracts.columns.spelling import normalise
from assist_cli.settings.refused import is_refused

Row = Sequence[str]
_MOST_LEVELS = 3
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
    """Every header that the rows could be, from the top. A row of a header on several levels is none by itself.

    A row and the one above it are a header on two levels when
    - the lower one has a text that the source knows, alone or joined, or that is plainly a header (姓名, 身份证号),
      and is not the upper one again,
    - and either a cell of the upper one stands over lower texts and is a group: it names another person (申报人),
      the person the row is about (死者), or what the columns tell (基本信息), and is no title (…登记表);
      or the two rows joined have more known headers than each alone (缴费 over 金额).
    - and the upper one by itself has no more known headers: else it is the header, and the lower one is data in which
      a word such as 法定代表人 stands as somebody's role.
    That a group names another person decides even where the lower row alone would fit better: under 申报人, 公民身份号码
    is the relative's.

    The row above these is a third level by the same rule, unless it is a line of a form (填报人 beside 李四). A group
    in it that names another person decides even where the row between is empty or no level by itself.
    """
    joined = {
        last: level for last in range(len(rows)) if (level := _from_above(rows, last, spellings)).depth > 1
    }
    upper = {row for level in joined.values() for row in range(level.last - level.depth + 1, level.last)}
    for at, row in enumerate(rows):
        if at in joined:
            yield joined[at]
        elif at not in upper:
            yield _one_level(row, at)


def _one_level(row: Row, at: int) -> Level:
    return Level(at, 1, [cell.strip() for cell in row])


def _from_above(rows: Sequence[Row], last: int, spellings: Collection[str]) -> Level:
    """The header that ends with the row `last`, on as many levels as there are."""
    level = _one_level(rows[last], last)
    most_known = 0
    for depth in range(2, min(last + 1, _MOST_LEVELS) + 1):
        upper = rows[last + 1 - depth]
        most_known = max(most_known, _one_level(upper, last).known(spellings))
        higher = _joined(upper, level, depth, spellings)
        if higher and higher.known(spellings) >= most_known and _is_level(upper, level, depth, spellings):
            level = higher
    return level


def _is_level(upper: Row, level: Level, depth: int, spellings: Collection[str]) -> bool:
    """Whether a row that could be joined on top of `level` is the level at `depth` of the header."""
    if depth - level.depth > 1 and not any(map(_is_other_group, upper)):
        return False
    return depth < _MOST_LEVELS or not _is_form(upper, level.headers, spellings)


def _is_form(row: Row, below: Row, spellings: Collection[str]) -> bool:
    """Whether the people in a row are those of a form: each stands over neither number nor name, beside what must be their own."""
    beside = [*row[1:], ""]
    people = [cells for cells in zip(row, beside, below, strict=False) if _is_other_group(cells[0])]
    return bool(people) and all(
        name.strip()
        and not is_group(name)
        and normalise(name) not in spellings
        and mention(header).gives == "else"
        for _title, name, header in people
    )


def _is_other_group(cell: str) -> bool:
    return is_group(cell) and names_another(cell)


def _joined(upper: Row, level: Level, depth: int, spellings: Collection[str]) -> Level | None:
    """The header with the row `upper` for its level at `depth`."""
    width = max(len(upper), len(level.headers))
    groups, names = _padded(upper, width), _padded(level.headers, width)
    spread = _spread(groups, names)
    if groups == names or not any(_is_header(*cell, spellings) for cell in zip(spread, names, strict=True)):
        return None
    over = [group for group, name in zip(spread, names, strict=True) if name]
    if _is_title(groups, over) or any(map(_NUMBER.search, groups)):
        return None
    headers = [_header(group, name, spellings) for group, name in zip(spread, names, strict=True)]
    joined = Level(level.last, depth, headers)
    alone = max(level.known(spellings), _one_level(upper, level.last).known(spellings))
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

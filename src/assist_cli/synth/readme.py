"""The README of a sample: its files and, story by story, what is planted in them."""

from assist_cli.synth import Counts
from assist_cli.synth.sources import SOURCES
from assist_cli.synth.stories import STORIES

_FORMS = {
    "civil.roster": "XLSX: title rows, household cells merged over the members, 合计 and 制表人 below",
    "police.deaths": "CSV, GB18030, with characters of two and of four bytes",
    "police.residents": "CSV, GB18030; the roster's people and everybody else",
    "police.vehicles": "CSV, UTF-8 without BOM; the second month's never comes",
    "health.deaths": "CSV, UTF-8 with BOM",
    "civil.funerals": "XLSX: merged title row, true date cells, 合计 below",
    "justice.custody": "CSV, UTF-8 with BOM; dates and nothing else",
    "health.spending": "CSV, UTF-8 with BOM; reversals are negative rows",
    "social_security.pensions": "CSV, UTF-8 with BOM",
    "property.holdings": "CSV, UTF-8 with BOM",
    "market.enterprises": "CSV, UTF-8 with BOM",
    "housing_fund.deposits": "CSV, UTF-8 with BOM",
    "health.births": "CSV, UTF-8 with BOM; the mother's number beside the father's",
    "civil.marriages": "CSV, UTF-8 with BOM; one row a side",
    "civil.other_rosters": "CSV, UTF-8 with BOM; the roster of the district next door",
    "social_security.contributions": "Parquet, every column text",
}

_TEXT = """# Sample data

What the departments of a fictional district (990102 东湖区) would send for {first} to {last}:
{people:,} people on the roster, in {households} households of three streets, and some people outside it.
Everybody is made up. Every resident ID starts with 99, a division that does not exist, and has a valid
check digit; plates, telephone numbers and accounts cannot exist either.

`python -m assist_cli.synth` writes this folder again, byte for byte. `truth.csv` says what must be found
(`find`, {find} rows: one a finding and month) and who must be left alone (`leave`, {leave} rows; `*` stands for
every month or every check).

## Files

A folder for each pay month.

| source | file | format |
|---|---|---|
{files}

Dates come in one form a column, which changes from month to month: 20240131, 2024-1-31, 2024.1.31,
2024/1/31, 2024年1月31日. About one row in twelve has something odd: full-width digits, x or × for X, a leading
apostrophe, spaces, no-break or zero-width spaces, a padded name, another kind of middle dot. All of it
still means the same person.

## What is planted

| story | copies | |
|---|---|---|
{stories}

## 中文说明

本目录是虚构的“九九省明州市东湖区”{months}个月的部门数据样例，共 {people:,} 名救助对象、{households} 户，全部为虚构，
身份证号均以不存在的 99 开头（校验码有效）。各月文件夹内是各部门原样报送的文件（表头、合并单元格、合计行、
编码与日期写法均照实际情况仿制）；`truth.csv` 列明每个月应当发现的疑点（find）和不应打扰的人员（leave）。
第二个月的机动车数据未报送，用来检验“未核对”的提示。
"""


def stories(counts: Counts) -> str:
    """The table's rows: every story with the copies that were planted."""
    return "\n".join(
        f"| `{story.name}` | {counts.planted[story.name]} | {story.title} |" for story in STORIES
    )


def text(counts: Counts, months: tuple[str, ...]) -> str:
    """The whole README."""
    rows = (f"| `{s.name}` | {s.named(s.file, months[0])} | {_FORMS[s.name]} |" for s in SOURCES)
    return _TEXT.format(
        first=months[0],
        last=months[-1],
        months=len(months),
        people=counts.people,
        households=counts.households,
        find=counts.find,
        leave=counts.leave,
        files="\n".join(rows),
        stories=stories(counts),
    )

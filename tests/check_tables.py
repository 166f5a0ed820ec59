"""The generated sections of docs/checks.md, from the checks themselves; called as a program, it writes them there."""

from collections.abc import Callable, Iterator
from pathlib import Path

from assist_cli.checks import REGISTER
from assist_cli.checks.amounts import LocalAmount, stated_amounts
from assist_cli.checks.check import HEADINGS, Check, DatedRule
from assist_cli.checks.packs import read_packs
from assist_cli.language import Language, translate
from assist_cli.outputs.screen.check_cards import TITLES
from assist_cli.outputs.wording import LANES, UNITS
from assist_cli.settings.shipped import folder
from assist_cli.settings.values import Dated, Text, spoken
from assist_cli.settings.workspace import Workspace
from source_tables import SECTION

PAGE = Path(__file__).parents[1] / "docs" / "checks.md"
HEADER = "| check | 检查 | lane 方向 | sources | parameters and local amounts |\n|---|---|---|---|---|"
LANGUAGES: tuple[Language, ...] = ("en", "zh")

SHIPPED = Workspace(folder("configs"))
PACKS = read_packs(SHIPPED.checks_file, REGISTER)


def written(page: str) -> str:
    """`page` with its generated sections as they must be."""
    parts: dict[str, Callable[[], str]] = {"checks": checks_table, "cards": cards}
    return SECTION.sub(lambda found: found[1] + parts[found[2]]() + found[3], page)


def checks_table() -> str:
    return f"\n{HEADER}\n" + "".join(map(_row, REGISTER.values())) + "\n"


def cards() -> str:
    return "\n" + "\n".join(map(_card, REGISTER.values())) + "\n"


def _row(check: Check) -> str:
    names = [*dict.fromkeys(name for rule in PACKS[check.name] for name in rule.parameters), *check.amounts]
    cells = [
        f"[`{check.name}`](#{check.name})",
        spoken(check.title, "zh"),
        f"`{check.lane}`",
        " ".join(f"`{source}`" for source in check.sources),
        " ".join(f"`{name}`" for name in names),
    ]
    return f"| {' | '.join(cells)} |\n"


def _card(check: Check) -> str:
    parts = [f"### {check.name}", *(_told(check, language) for language in LANGUAGES), _sources(check)]
    parts += [_says(check), *_rules(check)]
    return "\n\n".join(filter(None, parts)) + "\n"


def _told(check: Check, language: Language) -> str:
    """Title, first sentence and the five sections in one language, as `assist checks explain` shows them."""
    told = {name: _sentence(spoken(text, language)) for name, text in check.explanation.items()}
    about = [translate(words[code], language) for words, code in ((LANES, check.lane), (UNITS, check.unit))]
    lines = [f"**{spoken(check.title, language)}** ({', '.join(about)}). {told['']}"]
    lines += [f"- *{translate(TITLES[name], language)}*: {told[name]}" for name in HEADINGS]
    return lines[0] + "\n\n" + "\n".join(lines[1:])


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _sources(check: Check) -> str:
    """The sources and the columns that are read of each."""
    found = [_source(source, columns, "finds in 据以发现") for source, columns in check.finds.items()]
    lowered = [
        _source(source, columns, "can only be lowered by 仅用于降级")
        for source, columns in check.weighs.items()
    ]
    return "Sources 数据源:\n\n" + "\n".join([*found, *lowered])


def _source(name: str, columns: tuple[str, ...], how: str) -> str:
    title = SHIPPED.source(name).title
    return f"- {how} `{name}` ({title.en} · {title.zh}): {' '.join(f'`{column}`' for column in columns)}"


def _says(check: Check) -> str:
    """The sentences that a finding is told in."""
    told = [f"- {spoken(text, language)}" for text in check.summary.values() for language in LANGUAGES]
    return "What a finding says 疑点说明:\n\n" + "\n".join(told)


def _rules(check: Check) -> Iterator[str]:
    yield "Rules, since when and by what document 规则、施行期与依据:"
    yield "\n".join(_pack(rule) for rule in PACKS[check.name])
    for name in check.amounts:
        rows = "\n".join(_amount(amount) for amount, _line in stated_amounts(SHIPPED.checks_file, name))
        yield f"Local amount 本地标准 `{name}`, in yuan:"
        yield rows


def _pack(rule: DatedRule) -> str:
    values = "; ".join(f"`{name}` = {_value(value)}" for name, value in rule.parameters.items())
    return f"- {_dates(rule.pack)}: {values or 'no parameters 无参数'}\n{_basis(rule.pack.basis)}"


def _amount(amount: LocalAmount) -> str:
    return f"- {_dates(amount)}, division {amount.division}: {amount.yuan:,}\n{_basis(amount.basis)}"


def _dates(dated: Dated) -> str:
    return f"{dated.since} to {dated.until}" if dated.until else f"since {dated.since}"


def _basis(basis: Text) -> str:
    return f"  - {basis.en}\n  - {basis.zh}"


def _value(value: object) -> str:
    return " ".join(map(str, value)) or "none" if isinstance(value, list) else str(value)


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")

"""The month on a terminal of 100 columns, in both languages."""

import io
import re

import polars as pl
import pytest
from rich.cells import cell_len
from rich.console import Console, RenderableType
from sample_findings import MONTH, TITLES, coverage, deliveries, finding, findings, full_coverage, full_month

from assist_cli.outputs.order import together
from assist_cli.outputs.screen.month import findings_list, households, month_report
from assist_cli.outputs.tables import csv_text, json_text


def printed(renderable: RenderableType, **look: object) -> str:
    out = io.StringIO()
    Console(file=out, width=100, **look).print(renderable)
    return out.getvalue()


def report(language: str, frame: pl.DataFrame, seen: pl.DataFrame, **states: str) -> str:
    return printed(month_report(MONTH, frame, seen, deliveries(language, **states), TITLES[language]))


BAD = {"police_vehicles": "missing", "police_residents": "stale", "health_deaths": "blocked"}
WORDS = {
    "zh": {
        "sections": ["一、比对了什么，没比对什么", "二、疑点有多少", "三、红灯疑点", "四、下一步"],
        "unchecked": "未比对：共 732 人次",
        "states": ["缺失", "过期", "未过校验"],
        "reasons": ["公安机动车未报送", "无有效授权书", "公安户籍人口中查无此人", "证件号码无法使用"],
        "others": "另有 2 个村（社区），共 120 人次未比对。",
        "more": "另有 6 条",
        "cleared": "不再出现的疑点：1 条",
        "idle": "没有运行的比对项：人户分离、近期新购车辆、数据问题",
        "amount": "共 48 个月、31,008.00 元",
    },
    "en": {
        "sections": ["1. What was checked", "2. How many findings", "3. Red findings", "4. What to do next"],
        "unchecked": "NOT CHECKED: 732 (person-checks)",
        "states": ["MISSING", "OUT OF DATE", "BLOCKED"],
        "reasons": ["Police vehicle register: nothing", "no valid authorisation", "ID number unusable"],
        "others": "and 2 more communities, with 120 not checked.",
        "more": "and 6 more",
        "cleared": "no longer found this month: 1.",
        "idle": "Checks that did not run: Living elsewhere, Vehicle bought lately",
        "amount": "48 months, 31,008.00 yuan",
    },
}


def test_no_line_is_wider_than_the_terminal(tongue):
    rare = full_month().with_columns(name=pl.lit("㛃𬱖"), summary=pl.lit("㛃𬱖龴，建议核实。" * 30))
    for text in (
        report(tongue, rare, full_coverage(), **BAD),
        printed(households(rare, TITLES[tongue])),
        printed(findings_list(rare, TITLES[tongue])),
    ):
        widths = [cell_len(line) for line in text.splitlines()]
        assert max(widths) <= 100
        assert max(widths) > 80


def test_what_was_not_checked_stands_before_what_was_found(tongue):
    text = report(tongue, full_month(), full_coverage(), **BAD)
    words = WORDS[tongue]
    places = [text.index(heading) for heading in words["sections"]]
    assert places == sorted(places)
    loud = [words["unchecked"], words["others"], words["idle"], *words["states"], *words["reasons"]]
    for sentence in loud:
        assert sentence in text[places[0] : places[1]], sentence


def test_counts_cap_and_amount(tongue):
    text = report(tongue, full_month(), full_coverage(), **BAD)
    for sentence in ("more", "cleared", "amount"):
        assert WORDS[tongue][sentence] in text
    total = next(line.split() for line in text.splitlines() if line.startswith(("合计", "Total")))
    assert total[1:] == ["16", "20", "36", "36"]
    street = next(
        line.split() for line in text.splitlines() if line.startswith("柳堤街道") and " 12 " in line
    )
    assert street[1:5] == ["4", "8", "12", "12"]
    assert text.count("********") == 10


@pytest.mark.parametrize(
    "command",
    [
        "assist status --month 2024-06\n",
        "assist run --month 2024-06",
        "assist status --month 2024-06 --rejected civil.roster",
        "assist export --month 2024-06 --level street --format xlsx",
        "assist report --month 2024-06 --households",
        "assist report --month 2024-06 --lamp red",
    ],
)
def test_the_next_steps_are_commands(tongue, command):
    assert command in report(tongue, full_month(), full_coverage(), **BAD)


def test_a_quiet_month_says_what_was_checked(speak):
    speak("zh")
    text = report("zh", findings(), coverage(("deceased", "990102001001", 55, 0, None)))
    assert "本月没有发现疑点：1 项比对共查 55 人次。" in text
    assert "已运行的各项比对均已覆盖全部人员。" in text
    assert "数据：7 份全部到位。" in text
    assert "assist export" not in text
    assert "不能视为没有问题" not in text


def test_a_quiet_month_with_gaps_is_no_clean_month(speak):
    speak("zh")
    seen = coverage(("deceased", "990102001001", 55, 15, "id_unusable"))
    text = report("zh", findings(), seen)
    assert "1 项比对共查 40 人次" in text
    assert "未比对的 15 人次情况不明，不能视为没有问题。" in text


def test_nothing_found_because_nothing_was_checked(speak):
    speak("zh")
    seen = coverage(("deceased", "990102001001", 55, 55, "missing:police.deaths"))
    text = report("zh", findings(), seen, police_deaths="missing")
    assert "没有疑点，是因为没有任何人得到比对。" in text
    assert "没有发现" not in text
    assert "请有关部门补报 2024-06 的数据：公安死亡注销。" in text


def test_a_month_without_comparison(tongue):
    text = report(tongue, findings(), coverage())
    assert {"zh": "本月没有进行比对", "en": "Nothing was compared"}[tongue] in text


def test_several_districts_are_counted_by_district(speak):
    speak("zh")
    other = finding(40, division_code="990103001001", district="西岭区", street="云岭街道")
    text = report("zh", findings(finding(0), other), full_coverage())
    counted = [line.split()[:4] for line in text.splitlines() if line.startswith(("东湖区 ", "西岭区 "))]
    assert ["西岭区", "1", "0", "1"] in counted
    assert ["东湖区", "1", "0", "1"] in counted


def test_judged_and_cleared_findings_are_not_shown_as_red_to_be_verified(speak):
    speak("zh")
    frame = findings(
        finding(1, status="confirmed", id_number="990102********0001"),
        finding(2, status="dismissed", id_number="990102********0002"),
        finding(3, status="cleared", lamp="green", id_number="990102********0003"),
        finding(4, status="open", first_month="2024-05", id_number="990102********0004"),
        finding(5, first_month="2024-06", id_number="990102********0005"),
    )
    text = report("zh", frame, full_coverage())
    shown = [text.find(f"********000{number}") for number in range(1, 6)]
    assert shown[:3] == [-1, -1, -1]
    assert 0 < shown[4] < shown[3]


def test_households_stand_together_red_first(speak):
    speak("zh")
    frame = findings(
        finding(1, "moved_out", household_id="H1", division_code="990102001001"),
        finding(2, "vehicle_owned", household_id="H2", division_code="990102002001"),
        finding(3, "deceased", household_id="H2", division_code="990102002001"),
    )
    text = printed(households(frame, TITLES["zh"]))
    assert text.count("H1") == text.count("H2") == 1
    order = [
        text.index(word)
        for word in ("H2", "疑似死亡仍在册（新增）", "名下有车辆（新增）", "H1", "户籍迁出本区")
    ]
    assert order == sorted(order)
    assert "共 2 户、3 条疑点" in text


@pytest.mark.parametrize(
    "form", [json_text, csv_text, lambda frame: printed(findings_list(frame, TITLES["zh"]))]
)
def test_a_households_findings_stand_together_in_every_form(speak, form):
    """Whatever they are called and whoever they are about; the household with the most urgent one first."""
    speak("zh")
    frame = findings(
        finding(1, "moved_out", household_id="H1", division_code="990102001001"),
        finding(2, "vehicle_owned", household_id="H2", division_code="990102002001"),
        finding(3, "moved_out", household_id="H3", division_code="990102001001"),
        finding(4, "deceased", household_id="H2", division_code="990102002001", lamp="red"),
        finding(5, "record_error", household_id="H1", division_code="990102001001", lane="record"),
    )
    text = form(together(frame))
    assert re.findall(r"\bH[123]\b", text) == ["H2", "H2", "H1", "H1", "H3"]


def test_a_list_shows_every_finding(speak):
    speak("zh")
    text = printed(findings_list(full_month(), TITLES["zh"]))
    assert text.count("********") == 37
    assert "共 37 条疑点" in text
    assert "没有符合条件的疑点" in printed(findings_list(findings(), TITLES["zh"]))


def test_nothing_in_a_name_is_interpreted(speak):
    speak("en")
    frame = findings(finding(1, name="[red]张[/red]", summary="a\x1b[2Jb\u202ec\nd"))
    text = printed(findings_list(frame, TITLES["en"]), force_terminal=True)
    assert "[red]张[/red]" in text
    assert "a?[2Jb?c?d" in text
    assert "\x1b[2J" not in text


def test_colour_only_adds(tongue):
    views = month_report(MONTH, full_month(), full_coverage(), deliveries(tongue, **BAD), TITLES[tongue])
    coloured = Console(file=io.StringIO(), width=100, force_terminal=True, record=True)
    coloured.print(views)
    assert coloured.export_text() == printed(views, no_color=True)
    assert "\x1b[" in coloured.file.getvalue()
    assert set(printed(views)) & set("─│●") == set()

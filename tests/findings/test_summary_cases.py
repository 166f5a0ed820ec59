"""One sentence a finding, in both languages: who says so, when, and what to verify; never what to decide."""

import re

import pytest
import whole_month
from drawn_cases import Bureau
from drawn_tables import configuration

from assist_cli.settings.create import create_workspace

JUNE = "2024-06"
ADVICE = {"zh": re.compile(r"。建议[^。]+。$"), "en": re.compile(r"\. To verify: [^.]+\.$")}
ALLOWED = {"zh": "人户分离本身不构成退出救助的理由", "en": "this is no reason to stop"}
DECISIONS = {
    "zh": ("停发", "停保", "停止", "取消", "退出", "追回", "终止"),
    "en": ("stop", "suspend", "terminate", "revoke", "cancel the", "recover the", "must be"),
}


@pytest.fixture(scope="module", params=["zh", "en"])
def month(request, tmp_path_factory):
    """The whole month of a bureau that keeps its summaries in one of the languages."""
    root = tmp_path_factory.mktemp("summary") / "bureau"
    create_workspace(root, "990102")
    bureau = Bureau(root)
    bureau.configure("assist.toml", 'language = "zh"', f'language = "{request.param}"')
    whole_month.deliver(bureau)
    bureau.compare(JUNE)
    return request.param, bureau.findings(JUNE)


def day(language, on):
    return f"{on.year}年{on.month}月{on.day}日" if language == "zh" else on.isoformat()


def test_every_summary_names_its_sources_and_its_date(month):
    language, findings = month
    for finding in findings:
        for source in finding["sources"]:
            assert configuration(source)["title"][language] in finding["summary"]
        if finding["event_date"] is not None:
            assert day(language, finding["event_date"]) in finding["summary"]


def test_every_summary_ends_in_what_to_verify_and_decides_nothing(month):
    language, findings = month
    for finding in findings:
        text = finding["summary"]
        if finding["check"] == "living_elsewhere":
            assert ALLOWED[language] in text
            text = text.replace(ALLOWED[language], "")
        else:
            assert ADVICE[language].search(text), text
        for verb in DECISIONS[language]:
            assert verb not in text, text


def test_every_remark_is_told_in_the_summary(month):
    """With remarks there is a note, without them none; where the finding itself is the name, it is not said twice."""
    language, findings = month
    note = {"zh": "注意：", "en": " Note: "}[language]
    for finding in findings:
        named = finding["subject"].startswith("name_differs:")
        assert (note in finding["summary"]) == bool(finding["remarks"] and not named)


def test_no_summary_has_an_open_brace_an_empty_value_or_the_other_language(month):
    language, findings = month
    for finding in findings:
        text = finding["summary"]
        assert "{" not in text
        assert "None" not in text
        assert ("To verify" in text) == (language == "en")


def test_a_summary_names_divisions_by_name_and_code(month):
    language, findings = month
    (moved,) = [finding for finding in findings if finding["check"] == "moved_within"]
    code = "（990102002001）" if language == "zh" else " (990102002001)"
    assert f"明州市东湖区柳堤街道长堤社区{code}" in moved["summary"]


def test_what_was_paid_since_is_said_or_that_nothing_was(month):
    language, findings = month
    deaths = {finding["person"]: finding["summary"] for finding in findings if finding["check"] == "deceased"}
    assert "500.50" in deaths["a"]
    assert "0.00" not in deaths["E12345678"]
    assert ("元" if language == "zh" else "yuan") not in deaths["E12345678"]

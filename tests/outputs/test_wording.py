"""Codes become words in the chosen language."""

import pytest

from assist_cli.language import translate
from assist_cli.outputs import wording

TABLES = (
    wording.LANES,
    wording.LAMPS,
    wording.LAMP_MEANINGS,
    wording.GRADES,
    wording.STATUSES,
    wording.PROGRAMMES,
    wording.DELIVERY_STATES,
)


def test_every_word_has_its_chinese():
    for table in TABLES:
        for english in table.values():
            assert translate(english, "zh") != english


def test_the_words_of_the_glossary(speak):
    speak("zh")
    assert [wording.lane(code) for code in ("exit", "need", "info", "record")] == [
        "应退风险",
        "应救需求",
        "提示",
        "数据问题",
    ]
    assert [wording.lamp(code) for code in ("red", "yellow", "green", "grey")] == ["红", "黄", "绿", "灰"]
    assert wording.programme("dibao_edge") == "低保边缘"


@pytest.mark.parametrize(
    ("code", "chinese", "english"),
    [
        ("missing:police.deaths", "公安死亡注销未报送", "公安死亡注销: nothing delivered"),
        ("stale:police.deaths", "公安死亡注销数据过期", "公安死亡注销: out of date"),
        ("blocked:other.kind", "other.kind未通过校验", "other.kind: delivered, but held back as faulty"),
        ("not_in:police.deaths", "公安死亡注销中查无此人", "not found in 公安死亡注销"),
        ("id_unusable", "证件号码无法使用", "ID number unusable"),
        ("amount_missing", "名册未填保障金额", "no amount on the roster"),
        ("not_authorised", "无有效授权书", "no valid authorisation"),
        ("something_new", "something_new", "something_new"),
    ],
)
def test_reasons_name_the_source(speak, code, chinese, english):
    sources = {"police.deaths": "公安死亡注销"}
    speak("zh")
    assert wording.reason(code, sources) == chinese
    speak("en")
    assert wording.reason(code, sources) == english


def test_an_unknown_code_is_shown_as_it_is(tongue):
    del tongue
    assert wording.status("postponed") == "postponed"

"""What may never land: refused in a file, and refused in a source that asks for it."""

import pytest
from drawn_files import EVERYTHING, HEADERS, POLICE
from drawn_headers import mapped

from assist_cli.extracts.columns.header import map_columns
from assist_cli.settings.refused import is_refused

REFUSED = [
    "民族", "民 族", "民族代码", "民族（必填）", "宗教信仰", "宗教", "政治面貌", "政治身份", "是否党员",
    "诊断", "出院诊断", "主要诊断编码", "诊断日期", "疾病名称", "疾病诊断", "病种", "门慢病种名称", "主诉", "病情摘要",
    "ICD-10编码", "ＩＣＤ", "疾病编码(ICD10)", "死因", "根本死因", "死亡原因", "死亡的原因", "死亡主要原因", "直接死亡原因", "死因编码",
]  # fmt: skip
ALLOWED = [
    "注销原因", "死亡注销原因", "注销类别(原因)", "户籍注销原因（死亡原因）", "死亡日期", "死亡地点", "民族乡", "民族镇街道",
    "诊断机构", "诊断医院", "大病保险", "大病医疗救助", "重大疾病保险支付", "病种付费金额", "医院名称", "姓名", "医疗救助",
]  # fmt: skip


@pytest.mark.parametrize("header", REFUSED)
def test_a_refused_column_is_listed_and_fits_nothing(header):
    found = map_columns("f", [*HEADERS, header, "籍贯"], EVERYTHING)
    assert found.refused == [header]
    assert found.not_landed == ["籍贯"]
    assert len(HEADERS) not in found.positions.values()


@pytest.mark.parametrize("header", ALLOWED)
def test_what_only_looks_like_it_is_not_refused(header):
    assert not is_refused(header)


def test_the_reason_of_a_cancellation_is_no_cause_of_death():
    found = mapped("公民身份号码 | 姓名 | 死亡日期 | 注销原因 | 死亡原因", POLICE)
    assert found.positions["cancellation"] == 3
    assert found.refused == ["死亡原因"]


def test_a_cause_of_death_on_two_levels_is_refused():
    drawn = """
    公民身份号码 | 死亡 |      | 注销类别
                 | 日期 | 原因 |
    """
    assert mapped(drawn, POLICE).refused == ["死亡原因"]

"""Whose the ID column is: certain by its own words or by pairs, otherwise a question that names the columns."""

import pytest
from drawn_files import POLICE, ROSTER, SHIPPED
from drawn_headers import changed, mapped, taken
from hypothesis import given, settings
from hypothesis import strategies as st

from assist_cli.errors import DataError
from assist_cli.extracts.columns.header import map_columns
from assist_cli.extracts.columns.owners import OTHERS, Mention, mention

FUNERALS = SHIPPED.sources["civil.funerals"]
VEHICLES = SHIPPED.sources["police.vehicles"]


@pytest.mark.parametrize(
    ("header", "person", "gives"),
    [
        ("身份证号码", "", "id"),
        ("公民身份号码", "", "id"),
        ("居民身份证号", "", "id"),
        ("有效证件号码", "", "id"),
        ("社会保障号码", "", "id"),
        ("证件类型", "", "else"),
        ("姓名", "", "name"),
        ("曾用姓名", "", "name"),
        ("死亡人员姓名", "死亡人员", "name"),
        ("死者身份证号", "死者", "id"),
        ("申报人", "申报人", "name"),
        ("申报人姓名", "申报人", "name"),
        ("申报人身份证", "申报人", "id"),
        ("公民身份号码（申报人）", "申报人", "id"),
        ("身份证号(家属)", "家属", "id"),
        ("家属电话", "家属", "else"),
        ("死者家属姓名", "家属", "name"),
        ("与户主关系", "户主", "else"),
        ("医护姓名", "医护", "name"),
        ("死亡日期", "", "else"),
        ("经办单位", "", "else"),
    ],
)
def test_what_a_header_says_about_whose_it_is(header, person, gives):
    assert mention(header) == Mention(person, gives)


ROSTER_HEADERS = "户编号 | 救助类别 | 月保障金额 | 区划代码 | 镇街 | 村居 | 状态"

CERTAIN = [
    # The holder of an account is somebody else who stands in the row.
    (ROSTER, f"姓名 | 身份证号 | 开户名 | 银行账号 | {ROSTER_HEADERS}", "B"),
    (ROSTER, f"开户名 | 账户身份证号 | 成员姓名 | 成员身份证号 | {ROSTER_HEADERS}", "D"),
    # The ordinary police table: two pairs.
    (POLICE, "公民身份号码 | 姓名 | 死亡日期 | 注销日期 | 注销类别 | 申报人公民身份号码 | 申报人姓名", "A"),
    # The relative's pair first.
    (POLICE, "申报人姓名 | 申报人身份证号码 | 姓名 | 身份证号码 | 死亡日期 | 注销类别", "D"),
    # The name says whose, the number does not; but the relative has a number of the same table.
    (POLICE, "死亡人员姓名 | 死亡日期 | 申报人姓名 | 身份证号码 | 申报人身份证号码 | 注销类别", "D"),
    # The number says whose it is.
    (POLICE, "姓名 | 死亡日期 | 申报人姓名 | 死者身份证号 | 注销类别", "D"),
    (POLICE, "死亡人员姓名 | 申报人姓名 | 死亡人员公民身份号码 | 死亡日期 | 注销类别", "C"),
    # A pair, and a relative who has only a name.
    (POLICE, "姓名 | 身份证号 | 死亡日期 | 注销类别 | 申报人姓名 | 申报人电话", "B"),
    # Nobody else in the table.
    (POLICE, "死亡人员姓名 | 死亡日期 | 身份证号码 | 注销类别", "C"),
    (POLICE, "身份证号码 | 死亡日期 | 注销类别", "A"),
    # Somebody else is only mentioned by telephone or relation.
    (FUNERALS, "火化日期 | 姓名 | 性别 | 年龄 | 身份证号 | 住址 | 死亡日期 | 家属电话", "E"),
    (FUNERALS, "火化日期 | 死者姓名 | 身份证号 | 死亡日期 | 家属电话", "C"),
    (ROSTER, "户编号 | 户主姓名 | 户主身份证号 | 姓名 | 与户主关系 | 身份证号 | 救助类别 | 月保障金额 | 区划代码 | 镇街 | 村居 | 状态", "F"),
    # The register's own word for the owner's document, stated by the source.
    (VEHICLES, "机动车所有人 | 身份证明号码 | 号牌号码 | 车辆类型 | 初次登记日期 | 机动车状态 | 代办人姓名", "B"),
]  # fmt: skip
UNCERTAIN = [
    # Directly behind the holder of the account: the number may be the holder's.
    (ROSTER, f"姓名 | 开户名 | 身份证号 | 银行账号 | {ROSTER_HEADERS}", "身份证号 [C]", "开户名 [B]"),
    (ROSTER, f"成员姓名 | 身份证号 | 账户姓名 | 银行账号 | {ROSTER_HEADERS}", "身份证号 [B]", "账户姓名 [C]"),
    # The number may be the relative's instead of the dead person's.
    (POLICE, "死亡人员姓名 | 死亡日期 | 申报人姓名 | 身份证号码 | 注销类别", "身份证号码 [D]", "申报人姓名 [C]"),
    (POLICE, "死亡人员姓名 | 身份证号码 | 死亡日期 | 注销类别 | 申报人", "身份证号码 [B]", "申报人 [E]"),
    (POLICE, "死者姓名 | 死亡日期 | 公民身份号码 | 注销类别 | 家属姓名 | 家属电话", "公民身份号码 [C]", "家属姓名 [E]"),
    # A pair torn by the other one's name directly before the number.
    (POLICE, "姓名 | 死亡日期 | 注销类别 | 申报人姓名 | 身份证号码", "身份证号码 [E]", "申报人姓名 [D]"),
    # No name of the dead person at all.
    (POLICE, "死亡日期 | 注销类别 | 身份证号码 | 申报人姓名", "身份证号码 [C]", "申报人姓名 [D]"),
    (FUNERALS, "火化日期 | 身份证号 | 家属电话", "身份证号 [B]", "家属电话 [C]"),
    # One of the others has a number, another has none.
    (POLICE, "死者姓名 | 死亡日期 | 身份证号 | 注销类别 | 申报人姓名 | 申报人身份证号 | 经办人", "身份证号 [C]", "经办人 [G]"),
    # The head of the household is not the member.
    (ROSTER, "户编号 | 户主姓名 | 成员姓名 | 身份证号 | 救助类别 | 月保障金额 | 区划代码 | 镇街 | 村居 | 状态", "身份证号 [D]", "户主姓名 [B]"),
    # Somebody our list of words does not know.
    (POLICE, "死者姓名 | 死亡日期 | 身份证号 | 注销类别 | 殡葬专员姓名", "身份证号 [C]", "殡葬专员姓名 [E]"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "drawn", "column"), CERTAIN)
def test_a_number_that_is_certainly_the_subjects_is_taken(source, drawn, column):
    assert taken(drawn, source)["id_number"] == column


@pytest.mark.parametrize(("source", "drawn", "number", "others"), UNCERTAIN)
def test_a_number_that_could_be_somebody_elses_is_a_question(source, drawn, number, others):
    with pytest.raises(DataError) as caught:
        mapped(drawn, source)
    assert caught.value.exit_code == 4
    assert f"whose number {number} is" in caught.value.what
    assert others in caught.value.what
    assert "[columns.id_number]" in caught.value.remedy
    assert f"sources/{source.name}.toml" in caught.value.remedy
    assert f'certain_headers = ["{number.split()[0]}"]' in caught.value.remedy
    assert "`dropped`" in caught.value.remedy


@pytest.mark.parametrize(("source", "drawn", "number", "others"), UNCERTAIN)
def test_what_the_message_tells_to_write_answers_the_question(source, drawn, number, others):
    header, letter = number.rstrip("]").split(" [")
    told = changed(source, "id_number", certain_headers=[header])
    assert taken(drawn, told)["id_number"] == letter, others


def test_the_answer_may_be_a_spelling_that_is_no_alias():
    drawn = "死亡人员姓名 | 死亡日期 | 申报人姓名 | 3.身份证号码（18位） | 注销类别"
    with pytest.raises(DataError) as caught:
        mapped(drawn, POLICE)
    header = caught.value.remedy.split('["')[1].split('"]')[0]
    assert taken(drawn, changed(POLICE, "id_number", certain_headers=[header]))["id_number"] == "D"


def test_the_other_answer_is_that_the_column_is_missing():
    _source, drawn, _number, _others = UNCERTAIN[0]
    told = type(POLICE).model_validate({**POLICE.model_dump(by_alias=True), "dropped": ["身份证号码"]})
    with pytest.raises(DataError, match="column missing"):
        mapped(drawn, told)


def test_whom_a_source_calls_its_subject_is_nobody_else():
    """A register of enterprises is about its legal representative; elsewhere the word is another person's."""
    told = changed(POLICE, "name", headers=["法定代表人"])
    drawn = "法定代表人 | 证件号 | 死亡日期 | 注销类别 | 法定代表人电话 | 法定代表人姓名拼音"
    told = changed(told, "id_number", headers=["证件号"])
    assert taken(drawn, told)["id_number"] == "B"


@pytest.mark.parametrize("word", OTHERS)
def test_every_word_for_another_person_is_a_question(word):
    with pytest.raises(DataError, match="not certain"):
        mapped(f"死者姓名 | 死亡日期 | {word}姓名 | 身份证号 | 注销类别", POLICE)


def test_the_number_of_every_word_for_another_person_is_never_taken():
    for word in OTHERS:
        with pytest.raises(DataError, match="column missing"):
            mapped(f"死者姓名 | 死亡日期 | {word}身份证号 | 注销类别", POLICE)


ORDINARY = ["公民身份号码", "姓名", "死亡日期", "注销日期", "注销类别", "申报人公民身份号码", "申报人姓名"]
TORN = ["姓名", "死亡日期", "注销类别", "申报人姓名", "身份证号码", "申报人电话"]


def by_header(headers, source=POLICE):
    positions = map_columns("f", headers, source).positions
    return {name: headers[at] for name, at in positions.items()}


@given(st.permutations(ORDINARY))
def test_the_order_of_columns_changes_nothing(headers):
    assert by_header(headers) == by_header(ORDINARY)


@given(st.permutations(TORN))
def test_the_order_of_columns_may_raise_a_question_but_never_another_answer(headers):
    try:
        found = by_header(headers)
    except DataError as error:
        assert "not certain" in error.what  # noqa: PT017  either is right
    else:
        assert found["id_number"] == "身份证号码"
        assert found["name"] == "姓名"


@given(st.text("甲乙丙丁戊己庚辛", min_size=1, max_size=4), st.integers(0, len(ORDINARY)))
def test_an_unknown_column_changes_nothing(header, at):
    assert by_header([*ORDINARY[:at], header, *ORDINARY[at:]]) == by_header(ORDINARY)


@settings(max_examples=300)
@given(st.data())
def test_whatever_stands_in_a_table_a_number_of_another_person_is_never_taken(data):
    """Any columns in any order: what is taken for the dead person's number names nobody else."""
    headers = data.draw(
        st.lists(
            st.sampled_from([*ORDINARY, *TORN, "死者姓名", "死者身份证号", "家属身份证号", "家属", "户主姓名", "证件号码"]),
            unique=True,
        ).flatmap(st.permutations)
    )  # fmt: skip
    try:
        found = map_columns("f", headers, POLICE).positions
    except DataError:
        return
    assert mention(headers[found["id_number"]]).person in {"", "死者"}


@pytest.mark.parametrize("source", SHIPPED.sources.values(), ids=SHIPPED.sources)
def test_every_shipped_source_takes_its_usual_headers(source):
    headers = [column.headers[0] for column in source.columns.values()]
    found = map_columns("f", [*headers, *source.dropped], source)
    assert list(found.positions.values()) == list(range(len(headers)))

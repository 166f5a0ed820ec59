"""Names as landed, and whether two of them agree."""

import io
import unicodedata

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assist_cli.extracts.files.encodings import decide_encoding, read_records
from assist_cli.identity.names import _VARIANTS, agreement, clean_name

CORRECTED = {  # LIBRARIES.md, fact 4: what Python's gb18030 codec gives, and what the character is today
    0xE78D: 0xFE10, 0xE78E: 0xFE12, 0xE78F: 0xFE11, 0xE790: 0xFE13, 0xE791: 0xFE14, 0xE792: 0xFE15, 0xE793: 0xFE16,
    0xE794: 0xFE17, 0xE795: 0xFE18, 0xE796: 0xFE19, 0xE7C7: 0x1E3F, 0xE816: 0x20087, 0xE817: 0x20089,
    0xE818: 0x200CC, 0xE81E: 0x9FB4, 0xE826: 0x9FB5, 0xE82B: 0x9FB6, 0xE82C: 0x9FB7, 0xE831: 0x215D7,
    0xE832: 0x9FB8, 0xE83B: 0x2298F, 0xE843: 0x9FB9, 0xE854: 0x9FBA, 0xE855: 0x241FE, 0xE864: 0x9FBB,
}  # fmt: skip

MIDDLE_DOTS = "·•‧∙⋅・･．.。﹒"
WITHOUT_DOT = ["买买提·艾力", "买买提艾力", "买买提 艾力", "买买提\u3000艾力", " 买买提\u00a0艾力 "]


def clean(raw: str | None) -> str | None:
    return pl.DataFrame({"name": [raw]}, schema={"name": pl.String}).select(clean_name(pl.col("name"))).item()


def agree(one: str | None, other: str | None) -> str:
    names = pl.DataFrame({"one": [one], "other": [other]}, schema={"one": pl.String, "other": pl.String})
    cleaned = names.select(clean_name(pl.all()))
    return cleaned.select(agreement(pl.col("one"), pl.col("other"))).item()


@pytest.mark.parametrize(
    ("raw", "landed"),
    [
        ("张三", "张三"),
        (" 张 三 ", "张三"),
        ("张\u3000三", "张三"),
        ("张\u00a0三\u200b", "张三"),
        ("'张三", "张三"),
        ("买买提·艾力", "买买提·艾力"),
        ("买买提•艾力", "买买提·艾力"),
        ("买买提．艾力", "买买提·艾力"),
        ("买买提.艾力", "买买提·艾力"),
        ("买买提・艾力", "买买提·艾力"),
        ("买买提⋅艾力·", "买买提·艾力"),
        *((f"买买提{dot}艾力", "买买提·艾力") for dot in MIDDLE_DOTS),
        *((f"买买提 {dot} 艾力", "买买提·艾力") for dot in MIDDLE_DOTS),
        ("买买提··艾力", "买买提·艾力"),
        ("阿卜杜拉.买买提.艾力", "阿卜杜拉·买买提·艾力"),
        ("买买提 艾力", "买买提艾力"),
        ("买买提·艾 力", "买买提·艾力"),
        ("欧阳 小明", "欧阳小明"),
        ("张䶮", "张䶮"),
        ("ＬＩ　ＭＩＮＧ", "LIMING"),
        ("㛃𬱖", "㛃𬱖"),
        ("", None),
        ("  ", None),
        ("·", None),
        (None, None),
    ],
)
def test_a_name_lands_without_spaces_and_with_one_kind_of_dot(raw, landed):
    assert clean(raw) == landed


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ("张三", "张三", "agrees"),
        ("张三", "张 三", "agrees"),
        ("张三", "张四", "differs"),
        ("张三", "张", "differs"),
        ("张三丰", "张三", "differs"),
        ("买买提·艾力", "买买提艾力", "agrees"),
        ("买买提•艾力", "买买提．艾力", "agrees"),
        *((f"买买提{dot}艾力", other, "agrees") for dot in MIDDLE_DOTS for other in WITHOUT_DOT),
        ("买买提 艾力", "买买提艾尼", "differs"),
        ("买买提·艾力", "买买提", "differs"),
        ("买买提·艾力", "艾力·买买提", "differs"),
        ("欧阳 小明", "欧阳小明", "agrees"),
        ("张䶮", "张龑", "agrees"),
        ("張國華", "张国华", "agrees"),
        ("Li Ming", "LI MING", "agrees"),
        ("张三", None, "missing"),
        (None, "张三", "missing"),
        (None, None, "missing"),
        ("", "张三", "missing"),
    ],
)
def test_two_names_agree_differ_or_one_is_missing(one, other, verdict):
    assert agree(one, other) == verdict


def test_every_variant_agrees_with_its_usual_spelling():
    assert {(rare, agree(f"王{rare}", f"王{usual}")) for rare, usual in _VARIANTS.items()} == {
        (rare, "agrees") for rare in _VARIANTS
    }


def test_no_usual_spelling_is_itself_a_variant():
    assert set(_VARIANTS).isdisjoint(_VARIANTS.values())


@pytest.mark.parametrize(("private", "public"), CORRECTED.items(), ids=lambda code: f"{code:X}")
def test_a_character_that_gb18030_moved_is_one_person_in_both_encodings(private, public):
    two_bytes = f"王{chr(private)}".encode("gb18030")
    four_bytes = f"王{chr(public)}".encode("gb18030")
    assert two_bytes != four_bytes
    read = [_decoded(content) for content in (two_bytes, four_bytes)]
    assert read == [f"王{chr(public)}"] * 2
    assert agree(read[0], _decoded(f"王{chr(public)}".encode())) == "agrees"


def _decoded(content):
    stream = io.BytesIO(content)
    return b"".join(read_records("f.csv", stream, decide_encoding(stream))).decode()


def test_a_private_use_character_typed_into_a_workbook_is_the_same_name():
    assert agree("王\ue81e", "王\u9fb4") == "agrees"


@given(
    st.text(alphabet="张三李四䶮龑·•. \u3000'Aａ", max_size=6), st.text(alphabet="张三䶮龑·• ", max_size=6)
)
@settings(deadline=None, derandomize=True, max_examples=60)
def test_cleaning_is_done_once_and_agreement_is_mutual(one, other):
    cleaned = clean(one)
    assert clean(cleaned) == cleaned
    assert cleaned is None or unicodedata.normalize("NFKC", cleaned) == cleaned
    assert agree(one, other) == agree(other, one)
    assert agree(one, one) == ("missing" if cleaned is None else "agrees")

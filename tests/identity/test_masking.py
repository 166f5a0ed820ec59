"""Masks: enough to tell people apart at the door, too little to find them from the list."""

import polars as pl
import pytest
from document_oracle import residents
from hypothesis import given, settings
from hypothesis import strategies as st

from assist_cli.identity.masking import MASKS, mask_address, mask_id, mask_inside, mask_name
from assist_cli.settings.values import PERSONAL_KINDS

BOUNDED = settings(deadline=None, derandomize=True, max_examples=60)


def masked(mask, text: str | None) -> str | None:
    frame = pl.DataFrame({"text": [text]}, schema={"text": pl.String})
    return frame.select(mask(pl.col("text"))).item()


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("440104196201011234", "440104********1234"),
        ("44010419620101123X", "440104********123X"),
        ("440104620101123", "440104*****1123"),
        ("H12345678901", "H12345**8901"),
        ("6222020200112233445", "622202*********3445"),
        ("E12345678", "E1****"),
        ("军1", "军1****"),
        ("", "****"),
        (None, None),
    ],
)
def test_an_id_keeps_its_division_and_its_last_four(number, shown):
    assert masked(mask_id, number) == shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张三", "张*"),
        ("张三丰", "张**"),
        ("买买提·艾力", "买**"),
        ("张", "张*"),
        ("㛃𬱖", "㛃*"),
        (None, None),
    ],
)
def test_a_name_keeps_its_first_character(name, shown):
    assert masked(mask_name, name) == shown


@given(residents())
@BOUNDED
def test_the_hidden_middle_of_an_id_is_nowhere_in_the_mask(number):
    shown = masked(mask_id, number)
    assert (len(shown), shown[:6], shown[-4:]) == (18, number[:6], number[-4:])
    assert set(shown[6:-4]) == {"*"}
    assert masked(mask_id, shown) == shown


@given(st.text(alphabet="0123456789ABCXx军字第号", max_size=24))
@BOUNDED
def test_no_document_is_ever_shown_whole(number):
    shown = masked(mask_id, number)
    assert "**" in shown
    assert number == "" or shown.replace("*", "") != number or len(number) <= 2


@given(st.text(alphabet="张三李四·𬱖", min_size=1, max_size=8))
@BOUNDED
def test_of_a_name_nothing_but_the_first_character_is_shown(name):
    shown = masked(mask_name, name)
    assert shown[0] == name[0]
    assert set(shown[1:]) == {"*"}
    assert len(shown) <= 3


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("明州市东湖区东湖街道湖滨路12号", "明州市东湖区东湖街道湖滨路***"),
        ("湖滨路12号3栋501室", "湖滨路***"),
        ("湖滨路１２号", "湖滨路***"),
        ("湖滨路12-3号", "湖滨路***"),
        ("湖滨路12号之一", "湖滨路***"),
        ("湖滨路12弄34号", "湖滨路***"),
        ("石桥镇上梅村3组18号", "石桥镇上梅村***"),
        ("阳光花园8幢2单元1203室", "阳光花园***"),
        ("湖滨路12号后门小院", "湖滨路***"),
        ("湖滨路 12 号", "湖滨路 ***"),
        ("石桥镇上梅村", "石桥镇上梅村"),
        ("五一路", "五一路"),
        ("", ""),
        (None, None),
    ],
)
def test_an_address_ends_before_the_house_number(address, shown):
    assert masked(mask_address, address) == shown


@given(
    st.sampled_from(["湖滨路", "上梅村", "阳光花园", "五一路", "东湖街道塔影社区"]),
    st.lists(
        st.tuples(
            st.integers(1, 9999),
            st.sampled_from(
                [
                    "号",
                    "栋",
                    "幢",
                    "座",
                    "单元",
                    "室",
                    "房",
                    "楼",
                    "弄",
                    "巷",
                    "组",
                    "户",
                    "号院",
                    "号楼",
                    "",
                    "-",
                ]
            ),
        ),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from(["", "后门", "（张三家）", "A", "旁小卖部"]),
)
@BOUNDED
def test_no_number_of_a_house_is_left_in_any_form(road, numbers, tail):
    shown = masked(mask_address, road + "".join(f"{number}{kind}" for number, kind in numbers) + tail)
    assert shown == f"{road}***"


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("湖滨路十二号", "湖滨路***"),
        ("湖滨路一百二十号", "湖滨路***"),
        ("上梅村三组十八号", "上梅村三组***"),
        ("阳光花园三栋二单元五〇一室", "阳光花园***"),
        ("中山三路五号", "中山三路***"),
        ("幸福一巷三号", "幸福一巷***"),
        ("八一村", "八一村"),
        ("五一路", "五一路"),
        ("十里铺村", "十里铺村"),
    ],
)
def test_a_house_number_in_chinese_numerals_is_a_house_number(address, shown):
    assert masked(mask_address, address) == shown


@pytest.mark.parametrize("text", ["{}", "户 {}", "户-{}", "{}/2"])
def test_an_id_inside_a_text_is_masked(text):
    for number in ("990102196201011238", "99010219620101106X", "990102620101123"):
        shown = masked(mask_inside, text.format(number))
        assert shown == text.format(f"{number[:6]}********{number[-4:]}")


@pytest.mark.parametrize("text", ["户主{}", "{}号", "D{}", "{}_1"])
def test_an_id_that_touches_letters_is_masked_too(text):
    assert "19620101" not in masked(mask_inside, text.format("990102196201011238"))


def test_a_household_number_that_is_no_id_stays_readable():
    assert masked(mask_inside, "DH-2024-000123") == "DH-2024-000123"


def test_every_personal_kind_has_its_mask():
    assert set(MASKS) == PERSONAL_KINDS

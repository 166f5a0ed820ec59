"""Addresses by their parts: what each spelling states, which are one place, and which tell a dwelling."""

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assist_cli.identity.address_parts import PARTS, address_parts
from assist_cli.identity.addresses import compare_addresses, dwelling_key

QUICK = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def column(texts):
    return pl.DataFrame({"text": texts}, schema={"text": pl.String})


def read(texts):
    """What each text states: part -> value."""
    rows = column(texts).select(address_parts(pl.col("text")).alias("parts"))["parts"]
    return [{name: value for name, value in (row or {}).items() if value is not None} for row in rows]


def stated(text):
    """The parts as a case draws them, from great to small."""
    (parts,) = read([text])
    return " ".join(parts[name] for name in (*PARTS, "unread") if name in parts)


def compared(pairs):
    table = pl.DataFrame(pairs, schema={"one": pl.String, "other": pl.String}, orient="row")
    return table.select(compare_addresses(pl.col("one"), pl.col("other"))).to_series().to_list()


def keys(texts):
    return column(texts).select(dwelling_key(pl.col("text"))).to_series().to_list()


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("九九省明州市东湖区东湖街道湖滨社区湖滨路8号3栋2单元301室", "九九省 明州市 东湖区 东湖街道 湖滨社区 湖滨路 8 3 2 301"),
        ("明州市东湖区东湖街道办事处湖滨居委会湖滨路8号", "明州市 东湖区 东湖街道 湖滨社区 湖滨路 8"),
        ("明州市市辖区东湖区湖滨路8号", "明州市 东湖区 湖滨路 8"),
        ("九九省省直辖县级行政区划白沙市湖滨路8号", "九九省 白沙市 湖滨路 8"),
        ("苏州市昆山市玉山镇人民路8号", "苏州市 昆山市 玉山镇 人民路 8"),
        ("东湖区经济技术开发区湖滨路8号", "东湖区 湖滨路 8"),
        ("石桥镇石桥村三组12号", "石桥镇 石桥村 3 12"),
        ("石桥镇石桥村村委会第3村民小组12号", "石桥镇 石桥村 3 12"),
        ("石桥村委会3队12号", "石桥村 3 12"),
        ("石桥村老围小组12号", "石桥村 老围组 12"),
        ("石桥村王家屯3组12号", "石桥村 王家屯 3 12"),
        ("石桥社区石桥村12号", "石桥社区 石桥村 12"),
        ("乌帕尔乡6村3组", "乌帕尔乡 六村 3"),
        ("石牌街华师社区五山路8号", "石牌街道 华师社区 五山路 8"),
        ("南京西路1025弄5号301室", "南京西路 1025 5 301"),
        ("建国里8号", "建国里 8"),
        ("睦南道8号", "睦南道 8"),
        ("望湖弄8号", "望湖弄 8"),
        ("湖滨路望湖巷8号", "湖滨路/望湖巷 8"),
        ("107国道8号", "一百零七国道 8"),
        ("人民南路4段8号", "人民南路/四段 8"),
        ("李家湾12号", "12 李家湾"),
        ("", ""),
        ("  -- ", ""),
        (None, ""),
    ],
)  # fmt: skip
def test_an_address_is_read_from_the_division_to_the_room(text, parts):
    assert stated(text) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("湖滨路八号", "湖滨路 8"),
        ("湖滨路十八号", "湖滨路 18"),
        ("湖滨路一百二十八号", "湖滨路 128"),
        ("湖滨路８号", "湖滨路 8"),
        ("湖滨路 8 号", "湖滨路 8"),
        ("湖滨路08号", "湖滨路 8"),
        ("湖滨路8号（自住）", "湖滨路 8"),
        ("湖滨路8号之2", "湖滨路 8-2"),
        ("湖滨路八号之二", "湖滨路 8-2"),
        ("湖滨路8-2号", "湖滨路 8-2"),
        ("湖滨路8号附2号", "湖滨路 8-2"),
        ("湖滨路8号甲", "湖滨路 8甲"),
        ("湖滨路8b号", "湖滨路 8B"),
        ("湖滨路8、10号", "湖滨路 8-10"),
        ("湖滨路8号三栋", "湖滨路 8 3"),
        ("湖滨路8号3幢二单元三〇一室", "湖滨路 8 3 2 301"),
        ("湖滨路8号3号楼2门301号", "湖滨路 8 3 2 301"),
        ("湖滨路8号院3#楼2单元301", "湖滨路 8 3 2 301"),
        ("湖滨路8号a座301", "湖滨路 8 A 301"),
        ("湖滨路8号甲座301", "湖滨路 8 甲 301"),
        ("湖滨路8号3栋A座301房", "湖滨路 8 3 A 301"),
        ("湖滨路8号3栋16层1601", "湖滨路 8 3 16 1601"),
        ("湖滨路8号3-2-301", "湖滨路 8 3 2 301"),
        ("湖滨路8号，3—2—301室", "湖滨路 8 3 2 301"),
        ("湖滨路8号 3/2/301", "湖滨路 8 3 2 301"),
        ("湖滨路8-3-2-301", "湖滨路 8 3 2 301"),
        ("湖滨路8-2-301", "湖滨路 8 2 301"),
        ("湖滨路8号3栋-2-301", "湖滨路 8 3 2 301"),
        ("湖滨路8号3栋2单元3-301", "湖滨路 8 3 2 3 301"),
        ("湖滨路8号3-301", "湖滨路 8 3 301"),
        ("湖滨路8号301-302室", "湖滨路 8 301-302"),
        ("湖滨路8号2单元3楼东户", "湖滨路 8 2 3 东"),
        ("湖滨路8号3栋301室和302室", "湖滨路 8 3栋301室和302室"),
    ],
)
def test_numbers_are_read_however_they_are_written(text, parts):
    assert stated(text) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("中山路8号", "中山路 8"),
        ("中山一路8号", "中山一路 8"),
        ("中山1路8号", "中山一路 8"),
        ("中山十一路8号", "中山十一路 8"),
        ("五一路8号", "五一路 8"),
        ("一号路8号", "一号路 8"),
        ("1号路8号", "一号路 8"),
        ("新村路8号", "新村路 8"),
        ("县前街8号", "县前街 8"),
        ("明州市市府路8号", "明州市 市府路 8"),
        ("马市街8号", "马市街 8"),
        ("五一广场东路8号", "五一广场东路 8"),
        ("阳光花园湖滨路8号", "湖滨路 8 阳光花园"),
        ("石桥村大街12号", "石桥村 大街 12"),
        ("三里屯街道三里屯路8号", "三里屯街道 三里屯路 8"),
        ("人民路社区人民路8号", "人民路社区 人民路 8"),
        ("花园街道花园社区花园路8号", "花园街道 花园社区 花园路 8"),
        ("唐山市路北区路北街道8号", "唐山市 路北区 路北街道 8"),
        ("台州市路桥区路桥街道路桥大道8号", "台州市 路桥区 路桥街道 路桥大道 8"),
        ("青岛市市南区湖滨路8号", "青岛市 市南区 湖滨路 8"),
        ("镇江市镇海区镇北路8号", "镇江市 镇海区 镇北路 8"),
        ("新乡市红旗区湖滨路8号", "新乡市 红旗区 湖滨路 8"),
        ("景德镇市昌江区", "景德镇市 昌江区"),
        ("西三旗街道西三旗路8号", "西三旗街道 西三旗路 8"),
        ("土默特左旗察素齐镇", "土默特左旗 察素齐镇"),
        ("湖滨小区3栋301", "湖滨 3 301"),
        ("阳光花园东区3栋301", "阳光花园东区 3 301"),
        ("阳光花园2期3栋301", "阳光花园二期 3 301"),
        ("曹杨新村12幢301室", "曹杨新村 12 301"),
        ("菜市场旁边", ""),
        ("湖滨路人民路路口", ""),
        ("东湖区湖滨路8号附近", "东湖区"),
    ],
)
def test_a_name_that_holds_the_word_for_another_part_stays_a_name(text, parts):
    assert stated(text) == parts


SAME = [
    ("湖滨路8号", "湖滨路8号"),
    ("湖滨路8号", "明州市东湖区东湖街道湖滨社区湖滨路8号"),
    ("湖滨路八号", "湖滨路８号"),
    ("湖滨路8号3栋2单元301", "湖滨路8号3-2-301"),
    ("湖滨路8号3栋301", "湖滨路8号3幢301室"),
    ("湖滨路8号a座301", "湖滨路8号Ａ座301"),
    ("湖滨路8号", "湖滨路8号3栋2单元301"),
    ("湖滨路8号阳光花园3栋301", "湖滨路8号3栋301"),
    ("阳光花园3栋301", "湖滨路8号阳光花园小区3栋301"),
    ("中山1路8号", "中山一路8号"),
    ("一号路8号", "1号路8号"),
    ("石桥村三组12号", "石桥镇石桥村第3村民小组12号"),
    ("石桥村12号", "石桥镇石桥村委会3组12号"),
    ("石桥村王家屯12号", "王家屯12号"),
    ("东湖区东湖街道湖滨路8号", "东湖区东湖街道办事处湖滨路8号"),
    ("明州市市辖区东湖区湖滨路8号", "明州市东湖区湖滨路8号"),
    ("昆山市玉山镇人民路8号", "苏州市昆山市玉山镇人民路8号"),
    ("广东广州市天河区人民路8号", "广东省广州市天河区人民路8号"),
    ("湖滨路8号之2", "湖滨路8-2号"),
    ("湖滨路8号（自住）", "湖滨路8号"),
]
DIFFERENT = [
    ("湖滨路8号", "湖滨路18号"),
    ("湖滨路8号", "湖滨路8号之2"),
    ("湖滨路8号甲", "湖滨路8号"),
    ("中山路8号", "中山一路8号"),
    ("中山一路8号", "中山二路8号"),
    ("中山一路8号", "中山十一路8号"),
    ("五一路8号", "五十一路8号"),
    ("五一路8号", "51路8号"),
    ("东湖街道人民路8号", "柳堤街道人民路8号"),
    ("东湖街道湖滨路8号", "东湖街湖滨社区人民路8号"),
    ("明州市东湖区人民路8号", "青川市东湖区人民路8号"),
    ("东湖区人民路8号", "西岭区人民路8号"),
    ("湖滨路8号3栋301", "湖滨路8号5栋301"),
    ("湖滨路8号3栋2单元301", "湖滨路8号3-1-301"),
    ("湖滨路8号301", "湖滨路8号302"),
    ("湖滨路8号a座", "湖滨路8号b座"),
    ("湖滨路8号阳光花园3栋301", "湖滨路8号望湖公寓3栋301"),
    ("石桥村3组12号", "石桥村5组12号"),
    ("石桥村12号", "上梅村12号"),
    ("石桥村王家屯12号", "石桥村李家屯12号"),
    ("南京西路1025弄5号", "南京西路1038弄5号"),
    ("人民南路3段8号", "人民南路四段8号"),
]
UNCLEAR = [
    ("湖滨路8号", None),
    (None, None),
    ("", ""),
    ("无", "无"),
    ("湖滨路", "湖滨路8号"),
    ("湖滨路", "湖滨路"),
    ("石桥村", "石桥村"),
    ("湖滨路8号附近", "湖滨路8号"),
    ("湖滨路人民路路口", "湖滨路8号"),
    ("湖滨社区8号", "湖滨社区8号"),
    ("湖滨社区8号", "湖滨社区湖滨路8号"),
    ("石桥村12号", "石桥村人民路12号"),
    ("湖滨路8-2-301", "湖滨路8号2单元301"),
    ("湖滨路8号", "湖滨路3栋301"),
    ("湖滨路3栋", "湖滨路3栋"),
    ("湖滨路望湖巷8号", "望湖巷8号"),
    ("南京西路5号", "南京西路1025弄5号"),
    ("8号", "8号"),
    ("3栋301", "3栋301"),
    ("东湖区", "东湖区"),
]


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        (*pair, verdict)
        for verdict, pairs in {"same": SAME, "different": DIFFERENT, "unclear": UNCLEAR}.items()
        for pair in pairs
    ],
)
def test_two_addresses_are_compared_part_by_part_in_either_order(one, other, verdict):
    assert compared([(one, other), (other, one)]) == [verdict, verdict]


@pytest.mark.parametrize(
    "spellings",
    [
        ["湖滨路8号", "明州市东湖区东湖街道湖滨社区湖滨路八号", "东湖区湖滨路８号（自住）"],
        ["湖滨路8号3栋2单元301室", "湖滨路8号阳光花园3幢2单元301", "明州市东湖区湖滨路8号3-2-301"],
        ["湖滨路8号之2", "湖滨路8-2号"],
        ["阳光花园3栋301", "东湖区阳光花园小区3幢301室", "阳光花园3-301"],
        ["石桥村3组12号", "石桥镇石桥村委会三组12号"],
        ["石桥镇石桥村大街12号", "石桥村大街12号"],
        ["湖滨路8号3栋2单元301", "湖滨路8号3栋2单元3层301室"],
    ],
)
def test_spellings_of_one_dwelling_have_one_key(spellings):
    found = set(keys(spellings))
    assert len(found) == 1
    assert None not in found


def test_other_dwellings_have_other_keys():
    texts = [
        "湖滨路8号", "湖滨路18号", "湖滨路8号之2", "湖滨路8号301", "湖滨路8号302", "湖滨路8号3栋301", "湖滨路8号3栋2单元301",
        "湖滨路3栋301", "湖滨一路8号", "湖滨路1025弄8号", "湖滨路8号3层", "湖滨路8号2单元3楼东户", "湖滨路8号2单元3楼西户",
        "石桥村12号", "石桥村3组12号", "石桥村老屋12号", "上梅村大街12号", "石桥村大街12号", "阳光花园8号", "望湖公寓8号",
    ]  # fmt: skip
    found = keys(texts)
    assert None not in found
    assert len(set(found)) == len(texts)


@pytest.mark.parametrize(
    "text",
    [
        None, "", "无", "东湖区", "湖滨路", "石桥村", "石桥村3组", "湖滨社区8号", "8号", "3栋301", "301", "湖滨路3栋", "湖滨路8号3栋",
        "湖滨路8号2单元", "湖滨路8号附近", "湖滨路8号对面301室", "湖滨路路口", "湖滨路8号3栋301室和302室",
    ],
)  # fmt: skip
def test_an_address_that_does_not_tell_a_dwelling_has_no_key(text):
    assert keys([text]) == [None]


NUMERALS = "零一二三四五六七八九"


def in_words(number):
    """A number below 100 in words, the schoolbook way."""
    tens, ones = divmod(number, 10)
    leading = {0: "", 1: "十"}.get(tens, NUMERALS[tens] + "十")
    return leading + (NUMERALS[ones] if ones else "")


def wide(text):
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)


DIVISIONS = ("九九省", "明州市", "东湖区", "东湖街道", "湖滨社区")
ROADS = (
    "湖滨路",
    "中山路",
    "中山一路",
    "五一路",
    "新村路",
    "县前街",
    "东大街",
    "望湖巷",
    "湖滨大道",
    "一号路",
)
ESTATES = ("", "阳光花园", "望湖公寓", "城北山庄")


@st.composite
def composed(draw):
    """An address in one spelling, and the parts it was made of."""
    first = draw(st.integers(0, len(DIVISIONS)))
    number, building, unit, room = (draw(st.integers(1, 99)) for _part in range(4))
    road, estate = draw(st.sampled_from(ROADS)), draw(st.sampled_from(ESTATES))
    said = in_words if draw(st.booleans()) else str
    door = draw(
        st.sampled_from([
            f"{said(building)}{draw(st.sampled_from(['栋', '幢', '号楼', '座']))}{said(unit)}单元{room}室",
            f"{building}-{unit}-{room}",
            f"{building}#{unit}单元{room}",
        ])
    )  # fmt: skip
    gap = draw(st.sampled_from(["", " ", "，", "　"]))
    text = gap.join([*DIVISIONS[first:], road, f"{said(number)}号", estate, door])
    parts = dict(zip(("province", "city", "district", "street", "community"), DIVISIONS, strict=True))
    parts = {name: value for at, (name, value) in enumerate(parts.items()) if at >= first}
    parts |= {
        "road": road,
        "number": str(number),
        "building": str(building),
        "unit": str(unit),
        "room": str(room),
    }
    if estate:
        parts["estate"] = estate
    return (wide(text) if draw(st.booleans()) else text), parts


@given(addresses=st.lists(composed(), min_size=1, max_size=20))
@QUICK
def test_an_address_made_of_parts_is_read_back_into_them(addresses):
    texts, parts = zip(*addresses, strict=True)
    assert read(list(texts)) == list(parts)


@given(pairs=st.lists(st.tuples(composed(), composed()), min_size=1, max_size=20))
@QUICK
def test_composed_addresses_are_the_same_where_no_stated_part_differs(pairs):
    """All of them state road and number."""
    expected = [
        "different" if any(one[name] != other[name] for name in one.keys() & other.keys()) else "same"
        for (_text, one), (_other_text, other) in pairs
    ]
    assert compared([(one, other) for (one, _parts), (other, _other_parts) in pairs]) == expected


SIGNS = "省市区县镇乡村屯组队路街巷道里弄号栋幢座楼单元层室房院社区街道花园小新东湖一十百〇甲之附近口aB8０#-—()（ 旗"
ANYTHING = st.one_of(st.none(), st.text(SIGNS, max_size=24), st.text(max_size=12))


@given(texts=st.lists(st.tuples(ANYTHING, ANYTHING), min_size=1, max_size=20))
@QUICK
def test_a_comparison_is_symmetric_and_no_text_differs_from_itself(texts):
    assert compared(texts) == compared([(other, one) for one, other in texts])
    assert "different" not in compared([(one, one) for one, _other in texts])


@given(texts=st.lists(ANYTHING, min_size=1, max_size=20))
@QUICK
def test_whatever_is_written_is_read_and_one_text_has_one_key(texts):
    assert len(read(texts)) == len(texts)
    assert keys(texts) == [keys([text])[0] for text in texts]


def test_the_expressions_are_lazy_and_read_each_address_once():
    """In a plan that filters by them, too; and whoever has no address is left out of none."""
    texts = column(["湖滨路8号", None, "湖滨路8号", "湖滨路9号"])
    plan = texts.lazy().filter(compare_addresses(pl.col("text"), pl.lit("湖滨路8号")) == "same")
    assert plan.collect().height == 2
    assert plan.explain().count("python_udf") == 2
    assert read([]) == []

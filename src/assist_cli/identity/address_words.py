"""The words of Chinese addresses: which of them end a part, and of which kind.

`marked` writes a small letter behind every word that ends a part (明州市c东湖区d湖滨路r8号), so that a grammar can
tell 街道 from 街 and 小区 from 区. A longer word is taken before a shorter one that begins with it.
"""

import polars as pl

_ENDS = {
    "p": "省 自治区 特别行政区",
    "c": "市 自治州 地区",
    "d": "区 县 左旗 右旗 前旗 后旗 中旗 自治旗",
    "z": "开发区 高新区 经开区 工业区 工业园区 产业园区 科技园区 度假区 示范区 保税区 试验区 管理区",
    "t": "街道 镇 乡 苏木",
    "v": "社区 村 嘎查",
    "h": "屯 自然村",
    "e": "小区 花园 公寓 家园 广场 大厦 山庄 别墅 宿舍 家属院 大院 雅苑 名苑 嘉苑",
    "r": "路 街 巷 大道 大街 胡同 国道 省道 县道",
    "x": "附近 旁边 对面 隔壁 路口 路边 路旁 交叉口 交汇处 交界处 一带 周边 东侧 西侧 南侧 北侧 以东 以西 以南 以北",
}
"""province, city, district, zone, town, village or community, hamlet, estate, road; x: only near the place."""

_SAME = {
    "t": {"街道": "街道办事处 街道办 地区办事处"},
    "v": {
        "社区": "社区居委会 社区居民委员会 居委会 居民委员会",
        "村": "村村委会 村村民委员会 村委会 村民委员会",
    },
    "c": {"市": "市辖区 市市辖区"},
    "": {
        "组": "村民小组 居民小组 小组",
        "队": "生产队",
        "栋": "号楼 号栋 号幢 栋楼 幢 幢楼 # #楼",
        "单元": "号单元",
        "室": "号室 号房",
        "": "人民政府 门牌 省直辖县级行政区划 自治区直辖县级行政区划",
    },
}
"""Mark -> word -> what is written for it."""

_NAMES = (
    "超市 夜市 早市 花市 菜市 市场 中关村 城乡 水乡 古镇 小镇 铁路 街坊 "
    "片区 厂区 校区 院区 景区 学区 街区 服务区 生活区 居民区 住宅区 家属区 宿舍区 别墅区 安置区"
)
"""Words that look as if they ended a part, and do not."""

_PLACES = {
    "c": "新乡市 萍乡市 湘乡市 桐乡市 宁乡市 景德镇市",
    "d": (
        "沙市区 新市区 周村区 阿荣旗 敖汉旗 杭锦旗 乌审旗 库伦旗 奈曼旗 扎鲁特旗 翁牛特旗 喀喇沁旗 克什克腾旗 鄂托克旗 "
        "达拉特旗 准格尔旗 伊金霍洛旗 太仆寺旗 镶黄旗 镶白旗 正蓝旗 阿巴嘎旗 珠穆沁旗 四子王旗 额济纳旗 巴尔虎旗 科尔沁旗"
    ),
    "t": "柳市镇 新市镇 新市乡 新市街道 古镇镇 路口镇 路口乡 路口街道",
    "v": "新市村 新市社区 新村村 路口村 路口社区",
    "r": "市场中路",
}
"""Divisions and roads whose names hold the end of another part."""

_NAMELESS = "(^|[a-z])([省市区县镇乡村屯路街巷])[a-z]"
"""A word with no name before it: 市南区, 镇江, 县前街."""


def marked(text: pl.Expr) -> pl.Expr:
    """An address in capitals with a small letter behind every word that ends a part."""
    words = sorted(_WORDS, key=len, reverse=True)
    ended = text.str.replace_many(words, [_WORDS[word] for word in words], leftmost=True)
    return ended.str.replace_all(_NAMELESS, "${1}${2}")


def _with_marks() -> dict[str, str]:
    """Every word of an address -> what is written for it."""
    found = {word: word + mark for mark, words in _ENDS.items() for word in words.split()}
    found |= _compounds()
    found |= {word: word for word in _NAMES.split()}
    found |= {place: place + mark for mark, places in _PLACES.items() for place in places.split()}
    return found | {
        said: word + mark
        for mark, known in _SAME.items()
        for word, spellings in known.items()
        for said in spellings.split()
    }


def _compounds() -> dict[str, str]:
    """Two words in a row, of which the second ends the part: 新村路, 中山路社区, 花园街道, 阳光花园东区."""
    numbered = {f"{number}区": f"{number}区" for number in "ABCDEFG一二三四五六七八九十"}
    sides = {f"{end}{side}区": f"{end}{side}区" for end in "园苑城庄村里寓" for side in "东西南北中"}
    divisions = {
        first + second: first + second + mark
        for kind in "rhe"
        for first in _ENDS[kind].split()
        for mark in "tv"
        for second in _ENDS[mark].split()
    }
    return numbered | sides | divisions | _roads_of_divisions() | {"村社区": "村社区v"}


def _roads_of_divisions() -> dict[str, str]:
    """新村路 and 花园街 are roads; but 路北区, 路桥街道 and 村路口 begin with a word for a road."""
    found = {
        first + road: f"{first}{road}r" for first in "市区县镇乡村" for road in ("路", "巷", "大道", "胡同")
    }
    built = [*_ENDS["h"].split(), *_ENDS["e"].split(), "市"]
    found |= {first + road: f"{first}{road}r" for first in built for road in _ENDS["r"].split()}
    for mark in "cdtv":
        for first in _ENDS[mark].split():
            found |= {f"{first}路{side}": f"{first}{mark}路{side}" for side in "东西南北桥"}
            found |= {f"{first}路{side}": f"{first}{mark}路{side}x" for side in "口边旁"}
    return found


_WORDS = _with_marks()

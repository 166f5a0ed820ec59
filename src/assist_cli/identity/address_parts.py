"""The parts of a Chinese address, read as a grammar.

The order is from great to small: divisions, village and hamlet, road, house number, estate, building, unit, floor,
room. Any part may be missing. Numbers are read as numbers (八号 is 8号), names keep theirs (中山一路, 五一路); a chain
stands for its words (3-2-301 is 3栋2单元301室); what is only near a place (附近, 路口) states nothing below the division.
"""

import polars as pl

from assist_cli.identity.address_words import marked
from assist_cli.identity.numerals import in_digits, in_words

PARTS = (
    "province", "city", "district", "street", "community", "hamlet", "group", "road", "lane", "number", "estate",
    "building", "unit", "floor", "room",
)  # fmt: skip
"""The fields of an address that is read; `street` is also a town, `community` also a village."""

_READ = pl.Struct(dict.fromkeys((*PARTS, "unread"), pl.String))

_NUMERAL = "[一二三四五六七八九十百零〇]+"
_NUMBER = rf"(?:[A-Z甲乙丙丁]?[0-9]+[A-Z甲乙丙丁]?|{_NUMERAL}|[A-Z甲乙丙丁])"
_NAME = "[^0-9a-z]+"
_ADDRESS = rf"""(?x)^(?P<written>
    (?:(?P<province>{_NAME})p)?
    (?:(?P<city>{_NAME})c)?
    (?:{_NAME}z)*
    (?:(?P<county>{_NAME})c)?
    (?:(?P<district>{_NAME})d)?
    (?:{_NAME}z)*
    (?:(?P<short_street>{_NAME}街)r(?P<its_community>{_NAME}社区)v
      |(?:(?P<street>{_NAME})t)?(?:(?P<community>第?[0-9]*{_NAME})v)?)
    (?:(?P<hamlet>{_NAME})[hv])?
    (?:第?(?P<group>{_NUMBER})[组队社]|(?P<named_group>{_NAME}组))?
    (?:(?:(?P<before>{_NAME})e)?(?P<road>(?:[^0-9r]*[0-9]{{1,3}}号?[^0-9r]{{1,2}}r|[^0-9r]+r)+(?:{_NUMBER}段)?))?
    (?:(?P<lane>{_NUMBER})弄)?
    (?:(?P<place>[^0-9栋]*?)(?P<number>附?{_NUMBER}(?:[-之附]{_NUMBER})*)号(?P<sub>[之附]{_NUMBER}号?)?院?)?
    (?:
      (?P<estate>[^0-9]*?(?:[0-9]{{1,2}}[区期]d?)?)
      (?:(?P<building>{_NUMBER}|[东西南北中主])[栋座楼])?
      (?:(?P<unit>{_NUMBER})(?:单元|[门梯座]))?
      (?:(?P<floor>{_NUMBER})[层楼])?
      (?:(?P<room>[0-9A-Z]+(?:-[0-9A-Z]+)*|{_NUMERAL}|[东西南北中左右]{{1,2}})[室房户号铺]
        |(?P<bare>[A-Z]?[0-9]+[A-Z]?(?:-[0-9A-Z]+)*))?
      (?P<rest>[^0-9栋层室]*)
    |(?P<unread>.*)
    ))$"""
"""Over a text that `marked` has marked: a small letter ends a part."""

_DROPPED = r"\([^()]*\)?|【[^】]*】?|\[[^\]]*\]?|[\u200b-\u200f\u2060\ufeff]"
_BETWEEN = r"[\s,./\\_\-—–―~·、。;:'\"…]+"
_DOOR = "[0-9]{1,3}[A-Z]?|[A-Z][0-9]{0,2}"
_LAST = "[0-9A-Z]+"
_SPELLINGS = {
    "([0-9])号([甲乙丙丁])(号|$)": "${1}${2}号",
    rf"(^|[^0-9A-Z-])({_DOOR})-({_DOOR})-({_DOOR})-({_LAST})[室房户号]?$": "${1}${2}号${3}栋${4}单元${5}室",
    rf"([栋幢座楼#])({_DOOR})-({_DOOR})-({_LAST})[室房户号]?$": "${1}${2}单元${3}层${4}室",
    rf"([栋幢座楼#])({_DOOR})-({_LAST})[室房户号]?$": "${1}${2}单元${3}室",
    rf"(单元|[门梯])([0-9]{{1,2}})-({_LAST})[室房户号]?$": "${1}${2}层${3}室",
    rf"(^|[^0-9A-Z-])({_DOOR})-({_DOOR})-({_LAST})[室房户号]?$": "${1}${2}栋${3}单元${4}室",
    rf"(^|[^0-9A-Z-])([0-9]{{1,2}}[A-Z]?|[A-Z][0-9]?)-({_LAST})[室房户]?$": "${1}${2}栋${3}室",
}
"""A chain of numbers -> the words it leaves out, which what stands before it tells; 8号甲 -> 8甲号."""

_OLD_ROADS = "[里道条坊线径弄]$"
_ENCLOSURE = "(小区|大院|院内|^院)$"
_SIDE = "^[东西南北中前后]+[一二三四五六七八九十]*[路街巷]r$"
"""Behind an estate, the rest of a road's name: 人民广场东路."""


def address_parts(text: pl.Expr) -> pl.Expr:
    """The parts of an address: a struct of `PARTS`, null where not stated, and `unread`, the text that is none of them.

    Roads stand from the greater to the smaller, joined by a slash (湖滨路/望湖巷). Each spelling is read once, however
    many rows have it, and where there is no row nothing is: preparing the grammar costs more than reading thousands.
    """
    return text.map_batches(_read, return_dtype=_READ, is_elementwise=True)


def _read(texts: pl.Series) -> pl.Series:
    if texts.is_empty():
        return pl.Series(texts.name, [], dtype=_READ)
    rows = texts.alias("text").to_frame()
    found = marked(_plain(pl.col("text"))).str.extract_groups(_ADDRESS)
    parts = found.struct.with_fields(_parts().alias("parts")).struct.field("parts")
    spelt = rows.unique(maintain_order=True).with_columns(parts)
    return rows.join(spelt, on="text", how="left", nulls_equal=True, maintain_order="left")["parts"]


def _plain(text: pl.Expr) -> pl.Expr:
    """In one width and case, without notes in brackets; separators stay only between numbers, as a dash."""
    bare = text.str.normalize("NFKC").str.to_uppercase().str.replace_all(_DROPPED, "")
    joined = bare.str.replace_all(_BETWEEN, "-")
    joined = joined.str.replace_all("(^|[^0-9A-Z])-", "${1}").str.replace_all("-([^0-9A-Z]|$)", "${1}")
    for spelling, words in _SPELLINGS.items():
        joined = joined.str.replace(spelling, words)
    return joined


def _parts() -> pl.Expr:
    """Over the groups of the grammar; what is only near a place states nothing below the division."""
    near = pl.field("written").str.contains("x", literal=True)
    below = {name: pl.when(~near).then(part) for name, part in _place().items()}
    return pl.struct(part.alias(name) for name, part in {**_divisions(), **below}.items())


def _divisions() -> dict[str, pl.Expr]:
    """A second 市 is a city of a county's rank; 石牌街 before a 社区 is the street 石牌街道."""
    parts = {
        "province": pl.field("province"),
        "city": pl.field("city"),
        "district": pl.coalesce(pl.field("district"), pl.field("county")),
        "street": pl.coalesce(pl.field("street"), pl.field("short_street") + "道"),
        "community": in_words(pl.coalesce(pl.field("community"), pl.field("its_community"))),
    }
    return {name: _without_marks(part) for name, part in parts.items()}


def _place() -> dict[str, pl.Expr]:
    """The parts below the divisions. A text between road and number, or behind it, names an estate."""
    group = pl.field
    bare = pl.all_horizontal(group(name).is_null() for name in ("building", "unit", "floor", "room", "bare"))
    on_side = group("road").str.contains(_SIDE)
    beside = pl.when(on_side).then(pl.concat_str(group("before").fill_null(""), group("road")))
    on_old_road = group("road").is_null() & group("place").str.contains(_OLD_ROADS)
    old_road, place = pl.when(on_old_road).then(group("place")), pl.when(~on_old_road).then(group("place"))
    estates = (
        pl.when(~on_side).then(group("before")),
        place,
        group("estate"),
        pl.when(bare).then(group("rest")),
    )
    return {
        "hamlet": in_words(_without_marks(pl.coalesce(group("hamlet"), group("named_group")))),
        "group": _door(group("group")),
        "road": _roads(pl.coalesce(beside, group("road"), old_road)),
        "lane": _door(group("lane")),
        "number": _stated(pl.concat_str(_door(group("number")), _door(group("sub")), ignore_nulls=True)),
        "estate": in_words(pl.coalesce(_estate(one) for one in estates)),
        "building": _door(group("building")),
        "unit": _door(group("unit")),
        "floor": _door(group("floor")),
        "room": _door(pl.coalesce(group("room"), group("bare"))),
        "unread": _stated(group("unread")),
    }


def _roads(marked_roads: pl.Expr) -> pl.Expr:
    """Roads by name, numbers in them in words: 中山1路 is 中山一路."""
    joined = marked_roads.str.strip_chars_end("r").str.replace_all("r", "/", literal=True)
    return in_words(_without_marks(joined))


def _estate(name: pl.Expr) -> pl.Expr:
    return _stated(_without_marks(name).str.replace(_ENCLOSURE, ""))


def _door(number: pl.Expr) -> pl.Expr:
    """A number on a house or a door; 8号之2 and 8号附2号 are 8-2."""
    return _stated(in_digits(number).str.replace_many({"之": "-", "附": "-", "号": ""}))


def _without_marks(part: pl.Expr) -> pl.Expr:
    return _stated(part.str.replace_all("[a-z]", ""))


def _stated(part: pl.Expr) -> pl.Expr:
    return pl.when(part != "").then(part)

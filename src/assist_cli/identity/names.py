"""Names as landed, and the form in which two of them are compared.

Variant characters stay in the landed name; the comparison maps them to one spelling, so that 䶮 does not
make another person of 龑. Sources: pairs that registries write for each other, Table of General Standard
Chinese Characters (2013), appendix 1.
"""

import polars as pl

from assist_cli.identity.characters import CORRECTIONS

_DOTS = r"[·•‧∙⋅・･．.。]+"
"""Every sign that keyboards and old systems write between the parts of 买买提·艾力; several in a row are one."""
_INVISIBLE = r"[\s\u00a0\u200b-\u200f\u2060\ufeff\u3000]"
_VARIANTS = {
    "䶮": "龑", "喆": "哲", "堃": "坤", "淼": "渺", "犇": "奔", "祎": "禕", "珮": "佩", "昇": "升", "陞": "升",
    "甯": "宁", "寧": "宁", "谿": "溪", "峯": "峰", "鉴": "鑒", "劉": "刘", "張": "张", "陳": "陈", "黃": "黄",
    "吳": "吴", "趙": "赵", "楊": "杨", "鄭": "郑", "葉": "叶", "呂": "吕", "鍾": "钟", "鐘": "钟", "閆": "闫",
    "閻": "阎", "蕭": "肖", "萧": "肖", "國": "国", "華": "华", "偉": "伟", "麗": "丽", "紅": "红", "蘭": "兰",
}  # fmt: skip


def clean_name(raw: pl.Expr) -> pl.Expr:
    """A name without stray spaces and with one kind of middle dot; null where nothing is left."""
    present = raw.str.replace_many(list(CORRECTIONS), list(CORRECTIONS.values()))
    bare = present.str.normalize("NFKC").str.replace_all(_INVISIBLE, "").str.replace_all(_DOTS, "·")
    trimmed = bare.str.strip_chars("·'\"")
    return pl.when(trimmed != "").then(trimmed)


def agreement(one: pl.Expr, other: pl.Expr) -> pl.Expr:
    """`agrees`, `differs`, or `missing` where either name is. Only names that are written differently are looked into."""
    written_alike = one == other
    left, right = (_comparable(pl.when(~written_alike).then(name)) for name in (one, other))
    return (
        pl.when(written_alike.is_null())
        .then(pl.lit("missing"))
        .when(written_alike | (left == right))
        .then(pl.lit("agrees"))
        .otherwise(pl.lit("differs"))
    )


def _comparable(name: pl.Expr) -> pl.Expr:
    """Without dots: where one department writes a space or nothing between two parts, another writes the dot."""
    plain = name.str.replace_all("·", "", literal=True).str.to_uppercase()
    return plain.str.replace_many(list(_VARIANTS), list(_VARIANTS.values()))

"""Whose a column is: the person a row is about, or somebody else who stands in the same row.

The trap: a table of deaths often carries the number of the relative who reported the death, beside the dead
person's or instead of it. Whoever takes 身份证号码 for the dead person's because it is the only one there may
declare the relative dead. So a number is taken only where the table itself says whose it is.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assist_cli.extracts.columns.spelling import normalise
from assist_cli.settings.refused import plain
from assist_cli.settings.values import Source

OTHERS = (
    "申报人", "申报者", "报告人", "报告者", "报案人", "报死人", "申请人", "经办人", "经办员", "经手人", "承办人", "承办员",
    "办理人", "代办人", "代理人", "代理者", "受托人", "委托人", "被委托人", "家属", "亲属", "亲友", "联系人", "联络人", "户主",
    "配偶", "妻子", "丈夫", "父亲", "母亲", "父母", "子女", "儿子", "女儿", "监护人", "扶养人", "抚养人", "赡养人", "护理人",
    "照料人", "照护人", "担保人", "介绍人", "证明人", "见证人", "填报人", "填表人", "登记人", "录入人", "审核人", "审批人",
    "签收人", "签发人", "领取人", "领款人", "收款人", "开户人", "受益人", "继承人", "经治医", "医师", "医生", "民警", "办案人",
    "受理人", "核对人", "复核人", "调查人", "负责人", "联络员", "法定代表人", "投保人", "共有人", "转让人", "受让人", "抵押人",
)  # fmt: skip
"""Words for people other than the one a row is about, unless a source's own headers say them."""

_SUBJECTS = "本人|死者|逝者|亡者|死亡者|救助对象|对象|人员|个人|公民|居民"
_ABOUT = "基本|基础|身份|死亡|火化|注销|户籍|人口|参保|救助|登记"
_MATTER = "信息|情况|资料|内容"
_OTHER = re.compile("|".join(sorted(OTHERS, key=len, reverse=True)))
_ID = re.compile(
    r"(?:公民|居民|有效)?(?:身份证明|身份证件|身份证|公民身份|身份|证件|社会保障)(?:编?号|(?=$|[()]))|公民编?号"
)
_NAME = re.compile("姓名|名字")
_SAME_PERSON = re.compile(r"曾用|英文|中文|汉语|汉字|外文|拼音")
_NO_GROUP = re.compile(
    r"姓名|号|电话|关系|地址|住址|日期|时间|签|金额|[:：]|[0-9]{4}年|(表|册|名单|台账|清单|明细|汇总|统计)(\(.*\))?$"
)
_NEUTRAL = re.compile(rf"^({_SUBJECTS}|{_ABOUT})+({_MATTER})?$")
_ANY_MATTER = re.compile(rf"({_MATTER})$")
_LONGEST_GROUP = 12

Gives = Literal["id", "name", "else"]


@dataclass(frozen=True)
class Mention:
    """The person a header speaks of (empty where it does not say) and what it gives of that person."""

    person: str
    gives: Gives


def mention(header: str) -> Mention:
    """What a header says about whose it is: 申报人姓名 is the name of 申报人, 身份证号 the number of somebody."""
    text = normalise(header)
    other, number, name = _OTHER.search(text), _ID.search(text), _NAME.search(text)
    gives: Gives = "id" if number else "name" if name or (other and other[0] == text) else "else"
    if other:
        return Mention(other[0], gives)
    field = number or name
    before = text[: field.start()].strip("的()") if field else ""
    return Mention("" if _SAME_PERSON.search(before) else before, gives)


def is_group(cell: str) -> bool:
    """Whether a cell over several headers says whom or what they are about, and is neither title nor header."""
    text = normalise(cell)
    if _NO_GROUP.search(text) or not 0 < len(text) <= _LONGEST_GROUP:
        return False
    return bool(_OTHER.search(text) or _NEUTRAL.match(text) or _ANY_MATTER.search(text))


def names_another(text: str) -> bool:
    """Whether a text has a word for somebody other than the person a row is about."""
    return _OTHER.search(normalise(text)) is not None


def is_neutral(group: str, name: str) -> bool:
    """Whether header `name` means the same without the group above it.

    Never under another person. A number or a name that does not say whose it is only under a group known to say
    nothing (基本信息) or the person the row is about (死者). Other headers (死亡日期) speak for themselves.
    """
    said = mention(name)
    speaks = said.gives == "else" or bool(said.person)
    return not names_another(group) and (speaks or _NEUTRAL.match(normalise(group)) is not None)


def subjects(source: Source) -> frozenset[str]:
    """The words by which a source's own headers call the person a row is about; empty texts left out."""
    said = [mention(alias) for alias in _personal_headers(source)]
    return frozenset(one.person for one in said if one.person)


def owned_headers(headers: Sequence[str], source: Source) -> list[str]:
    """Those of `headers` that name nobody, with each word for the subject in front: 死者公民身份号码."""
    plain_ones = [header for header in headers if mention(header) in {Mention("", "id"), Mention("", "name")}]
    return [word + header for word in sorted(subjects(source)) for header in plain_ones]


def find_rivals(headers: Sequence[str], positions: Mapping[str, int], source: Source) -> list[int]:
    """Columns of other people whose the ID column might be; none where it is certain whose it is.

    Read as a clerk would who may not ask: a number belongs to whom its header names, or whom the table leaves.

    1. The header names the person itself (死者身份证号), or the source lists it under `certain_headers`: certain.
    2. Everybody else in the table has an ID column of their own (申报人姓名 with 申报人公民身份号码), or the table
       speaks of nobody else: the plain number is the subject's.
    3. Somebody else is named and has no number of their own. Then the plain number is the subject's only as one
       of a pair: the subject's name is plain too (姓名, 身份证号 … 申报人姓名). Where the subject's name says whose
       it is and the number does not (死亡人员姓名, 申报人姓名, 身份证号码), it could be either's: a question.
    4. Even a pair is torn where the number stands directly behind the other one's name (姓名, 死亡日期, 申报人姓名,
       身份证号码): a question.
    5. Whoever is only mentioned by telephone or relation (家属电话, 与户主关系) is no rival, unless the table has
       no name of the subject at all.
    """
    at = positions.get(source.id_column)
    if at is None or mention(headers[at]).person or _is_certain(headers[at], source):
        return []
    rivals = _without_number(headers, positions, source)
    named = [place for place in rivals if mention(headers[place]).gives == "name"]
    if at - 1 in {*named, *(positions[name] for name in source.other_names if name in positions)}:
        return [at - 1]
    own = positions.get(source.name_column or "")
    if own is None:
        return rivals
    return named if _caller(headers[own]) else []


def _without_number(headers: Sequence[str], positions: Mapping[str, int], source: Source) -> list[int]:
    """Columns about people who are not the subject and have no ID column of their own."""
    own, taken = subjects(source), {at for name, at in positions.items() if name not in source.other_names}
    said = {
        place: about
        for place, header in enumerate(headers)
        if place not in taken and (about := mention(header)).person and about.person not in own
    }
    numbered = {about.person for about in said.values() if about.gives == "id"}
    return [place for place, about in said.items() if about.person not in numbered]


def _caller(header: str) -> str:
    """Whom a header of a name names; a header such as 机动车所有人 is itself the word for the person."""
    about = mention(header)
    return normalise(header) if about.gives == "else" else about.person


def _is_certain(header: str, source: Source) -> bool:
    return plain(header) in map(plain, source.columns[source.id_column].certain_headers)


def _personal_headers(source: Source) -> list[str]:
    said = [source.id_column, *([source.name_column] if source.name_column else [])]
    return [header for name in said for header in source.columns[name].all_headers]

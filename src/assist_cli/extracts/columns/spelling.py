"""How the same header is written by different people, and where it stands in a sheet."""

import re
from collections.abc import Sequence
from string import ascii_uppercase

from assist_cli.settings.refused import plain

# Remarks that say how to write a column, not whose or how much it is: （申报人） or （万元） must stay.
_REMARK = re.compile(
    r"[(\[【〔](单位[:：]?元|元|人民币元?|(可|必|选)[填录](项)?|必须填写|注|[0-9]|文本(格式)?|原因|精确到[年月日]|年月日"
    r"|年[-/.]月[-/.]日|y{2,4}[-/.年]?m{1,2}[-/.月]?(d{1,2}日?)?|1[58]位|15或18位"
    r"|(格式|例|如|例如|格式如)[:：]?[-0-9./年月日ymd]+)[)\]】〕]",
    re.IGNORECASE,
)
_NUMBERING = re.compile(r"^([①-⑳]|[(（]?[0-9０-９]{1,2}[)）]?[.．、)）]|[一二三四五六七八九十]{1,2}、)")
_MARKS = "*★☆#:;,.。、'\"_"
_TEN_THOUSAND = re.compile(r"[(\[【〔](单位[:：]?)?万元[)\]】〕]")


def normalise(header: str) -> str:
    """A header without width, spaces, numbering, marks, remarks on how to write it, and the 号/号码 difference."""
    unmarked = header.strip().lstrip("*★☆")
    text = plain(_NUMBERING.sub("", unmarked)).strip(_MARKS)
    return _REMARK.sub("", text).strip(_MARKS).replace("号码", "号").lower()


def without_ten_thousand(header: str) -> str:
    """A header without the remark that its amounts are in 万元."""
    return _TEN_THOUSAND.sub("", plain(header))


def timeless(spelling: str) -> str:
    """A normalised header of a day, whichever of 日期 and 时间 it ends in."""
    return re.sub("(日期|时间)$", "日期", spelling)


def letter(at: int) -> str:
    """The letters over the column at a 0-based position, as a spreadsheet shows them: A to Z, then AA."""
    higher, own = divmod(at, len(ascii_uppercase))
    return (letter(higher - 1) if higher else "") + ascii_uppercase[own]


def shown(headers: Sequence[str], places: Sequence[int]) -> str:
    """Headers as a message names them: `公民身份号码 [A] / 身份证号 [E]`."""
    return " / ".join(f"{' '.join(headers[at].split())} [{letter(at)}]" for at in places)

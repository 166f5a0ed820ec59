"""Columns that are refused even when they are sent, whatever a source says (PRODUCT.md, safeguard 6)."""

import re
import unicodedata
from collections.abc import Mapping

REFUSED: Mapping[str, str] = {
    "ethnicity": r"民族(?!自治|[乡镇村州县])",
    "religion": r"宗教",
    "politics": r"政治(面貌|身份)|党派|党员",
    "diagnosis": (
        r"诊断(?!机构|医院|医师|医生|单位)|主诉|病情|病史|病名|病因|症状|(^|[^a-z])icd([^a-z]|$)"
        r"|病种(?!付费|支付|结算|分值)|疾病(?!.*(保险|补助|救助|支付|费用|金额))"
    ),
    "cause_of_death": r"死因|^(?!.*注销).*死亡.{0,4}原因",
}
"""What a header says that no check may know, as patterns. No entitlement turns on any of it, and each of them
could harm the person if it leaked. The police's 注销原因 is none: it says why a hukou was cancelled.
"""

_ANY = re.compile("|".join(REFUSED.values()), re.IGNORECASE)
_INVISIBLE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff]")


def plain(header: str) -> str:
    """A header in one width, without spaces, line breaks and invisible characters."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", header))


def is_refused(header: str) -> bool:
    """Whether a column under this header may not land."""
    return _ANY.search(plain(header)) is not None

"""Resident IDs in the plainest Python: the standard's weights, and the messes in which numbers arrive."""

import re
import unicodedata
from datetime import date, timedelta

from hypothesis import strategies as st

AS_OF = date(2024, 6, 30)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643-1999, table 1
CHECK_DIGITS = "10X98765432"  # GB 11643-1999, table 2
REPAIRS = ("width", "spaces", "case", "note", "from_15", "card")
PLACEHOLDERS = {"无", "不详", "未知", "暂无", "没有", "空", "NULL", "NONE", "NAN", "N/A"}
INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"

SPACES = st.sampled_from([" ", "\t", "\u00a0", "\u3000", "\u200b", "\ufeff", "\u2060"])
NOTES = st.sampled_from(["(已故)", "（听力）", "[旧]", "【迁出】", "(a)(b)"])
CARD_SUFFIXES = st.sampled_from([f"{kind}{level}" for kind in range(1, 8) for level in range(1, 5)])


def with_check_digit(first17: str) -> str:
    """18 characters from 17 digits."""
    total = sum(int(digit) * weight for digit, weight in zip(first17, WEIGHTS, strict=True))
    return first17 + CHECK_DIGITS[total % 11]


def is_valid(text: str) -> bool:
    """PRODUCT.md, "Which numbers are valid"."""
    if not re.fullmatch("[0-9]{17}[0-9X]", text, re.ASCII) or with_check_digit(text[:17]) != text:
        return False
    try:
        born = date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return False
    return date(AS_OF.year - 130, 1, 1) <= born <= AS_OF


def plain_reading(raw: str) -> tuple[str | None, str | None]:
    """Kind and text of a number as delivered; neither for what is missing."""
    text = unicodedata.normalize("NFKC", raw)
    text = "".join(letter for letter in text if not letter.isspace() and letter not in INVISIBLE)
    text = text.strip("'’‘`\"").upper().translate(str.maketrans("×✕╳", "XXX"))
    if re.match(r"[0-9]{17}[0-9X][(\[【]", text):
        text = text[:18]
    if len(text) == 15 and text.isdecimal() and is_valid(with_check_digit(text[:6] + "19" + text[6:])):
        text = with_check_digit(text[:6] + "19" + text[6:])
    if re.fullmatch(r"[0-9]{17}[0-9X][1-7][1-4]", text) and is_valid(text[:18]):
        text = text[:18]
    if is_valid(text):
        return "resident", text
    repeated = len(set(text)) == 1 and text[0] in "0123456789X"
    if not text or repeated or text in PLACEHOLDERS or text.startswith(("000000", "123456789")):
        return None, None
    if set(text) <= set("-/\\.*?") or re.fullmatch(r"[0-9](\.[0-9]+)?E\+?1[4-9]", text):
        return None, None
    for kind, shape in (
        ("passport", r"[A-Z][0-9]{8}|[A-Z]{2}[0-9]{7}"),
        ("travel_permit", r"[HM][0-9]{8,10}"),
        ("foreigner_card", r"[A-Z]{3}[0-9]{12}"),
        ("invalid", r"[0-9]{14,18}X?"),
    ):
        if re.fullmatch(shape, text):
            return kind, text
    return "other", text


@st.composite
def residents(draw, oldest: date = date(1900, 1, 1), youngest: date = AS_OF) -> str:
    """Valid IDs, of divisions real, abolished and impossible."""
    division = draw(st.sampled_from(["990102", "440104", "810000", "830000", "910101", "990201"]))
    born = oldest + timedelta(days=draw(st.integers(0, (youngest - oldest).days)))
    return with_check_digit(f"{division}{born:%Y%m%d}{draw(st.integers(0, 999)):03d}")


@st.composite
def messy(draw, numbers: st.SearchStrategy[str]) -> tuple[str, str, set[str]]:
    """A number, the same number as it might arrive, and the repairs that bring it back."""
    number = draw(numbers)
    text, repairs = number, set[str]()
    if len(text) == 18 and draw(st.booleans()):
        tail, repair = draw(
            st.one_of(NOTES.map(lambda x: (x, "note")), CARD_SUFFIXES.map(lambda x: (x, "card")))
        )
        text, repairs = text + tail, {repair}
        repairs |= {"width"} if tail != unicodedata.normalize("NFKC", tail) else set()
        repairs |= {"case"} if tail != tail.upper() else set()
    if "X" in number and draw(st.booleans()):
        text, repairs = text.replace("X", draw(st.sampled_from("x×✕╳"))), repairs | {"case"}
    if draw(st.booleans()):
        text = "".join(chr(ord(letter) + 0xFEE0) if "!" < letter <= "~" else letter for letter in text)
        repairs |= {"width"}
    for space in draw(st.lists(SPACES, max_size=3)):
        at = draw(st.integers(0, len(text)))
        text, repairs = text[:at] + space + text[at:], repairs | {"spaces"}
        repairs |= {"width"} if space in "\u00a0\u3000" else set()
    if draw(st.booleans()):
        text, repairs = draw(st.sampled_from("'’‘`\"")) + text, repairs | {"spaces"}
    return number, text, repairs

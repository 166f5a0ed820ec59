"""Divisions by name: understood where a text can mean one division, else a problem, never a guess."""

from itertools import combinations

import polars as pl
import pytest
from drawn_files import SHIPPED
from hypothesis import given
from hypothesis import strategies as st

from assist_cli.extracts.cells.division_names import DivisionNames, without_filling
from assist_cli.settings.divisions import Divisions

SHIPPED_NAMES = SHIPPED.divisions
DISTRICT = DivisionNames(SHIPPED_NAMES, "990102")
CITY = DivisionNames(SHIPPED_NAMES, "9901")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("明州市东湖区湖滨社区", "990102001001"),
        ("九九省明州市东湖区东湖街道湖滨社区", "990102001001"),
        ("东湖区湖滨社区", "990102001001"),
        ("湖滨社区", "990102001001"),
        ("湖滨社区居委会", "990102001001"),
        ("湖滨社区居民委员会", "990102001001"),
        ("湖滨居委会", "990102001001"),
        ("石桥村", "990102003001"),
        ("石桥村村委会", "990102003001"),
        ("石桥村村民委员会", "990102003001"),
        ("石桥村委会", "990102003001"),
        ("石桥镇石桥村", "990102003001"),
        ("石桥镇", "990102003"),
        ("石桥镇人民政府", "990102003"),
        ("东湖街道办事处", "990102001"),
        ("东湖区东湖街道办事处湖滨社区", "990102001001"),
        ("东湖街道办湖滨社区", "990102001001"),
        ("东湖区", "990102"),
        ("明州市东湖区人民政府", "990102"),
        ("明州市", "9901"),
        ("九九省", "99"),
        (" 明州市 东湖区　湖滨社区 ", "990102001001"),
        ("明州市/东湖区/湖滨社区", "990102001001"),
        ("明州市-东湖区-湖滨社区", "990102001001"),
        ("990102001001", "990102001001"),
        ("９９０１０２００１", "990102001"),
        ("990102001000", "990102001"),
        ("990102000000", "990102"),
        ("990100", "9901"),
        ("123456", "123456"),
        # Outside, where the text says where it leaves the jurisdiction and what is above it.
        ("西岭区", "990103"),
        ("明州市西岭区云岭社区", "990103001001"),
        ("西岭区云岭社区", "990103001001"),
        ("青川市", "9902"),
        ("青川市东湖区", "990201"),
        ("青川市东湖区湖心社区", "990201001001"),
        ("九九省青川市白沙县", "990202"),
    ],
)
def test_a_text_that_can_mean_one_division_is_its_code(text, code):
    assert DISTRICT.code(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "湖心社区",
        "白沙县",
        "东湖区湖心社区",
        "云岭社区",
        "青川市湖滨社区",
        "湖滨社区东湖区",
        "湖滨社区3号",
        "湖滨路12号",
        "湖滨社区、塔影社区",
        "湖滨",
        "社区",
        "南山市",
        "东湖",
        "99010",
        "区",
    ],
)
def test_a_text_that_means_none_or_could_mean_several_is_not_guessed(text):
    assert DISTRICT.code(text) is None


def test_the_jurisdiction_decides_which_of_two_is_meant():
    assert CITY.code("东湖区") == "990102"
    assert DivisionNames(SHIPPED_NAMES, "9902").code("东湖区") == "990201"
    assert DivisionNames(SHIPPED_NAMES, "99").code("东湖区") is None
    assert CITY.code("云岭社区") == "990103001001"


TWINS = Divisions(
    {
        "9901": "明州市",
        "990102": "东湖区",
        "990102001": "东湖街道",
        "990102002": "柳堤街道",
        "990102001001": "新村社区",
        "990102002001": "新村社区",
        "990102002002": "旧村社区",
        "990102002003": "老村社区",
        "990102002004": "长堤社区居民委员会",
        "990102002005": "大村社区",
    },
    {"990102002002": ("990102002003",), "990102002005": ("990102002003", "990102002004")},
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("新村社区", None),
        ("东湖区新村社区", None),
        ("柳堤街道新村社区", "990102002001"),
        ("东湖区柳堤街道新村社区", "990102002001"),
        ("旧村社区", "990102002003"),
        ("老村社区", "990102002003"),
        ("大村社区", "990102002005"),
        ("长堤社区", "990102002004"),
        ("长堤社区居委会", "990102002004"),
    ],
)
def test_two_of_one_name_need_the_street_and_former_names_lead_to_today(text, code):
    assert DivisionNames(TWINS, "990102").code(text) == code


def test_a_column_is_read_with_its_problems():
    cells = pl.Series(["湖滨社区", "990102001000", "", None, " - ", "不详", "湖心社区", "湖滨社区"])
    read = DISTRICT.read(cells)
    assert read["code"].to_list() == ["990102001001", "990102001", *[None] * 5, "990102001001"]
    assert read["problem"].to_list() == [*[None] * 6, "unknown_division", None]
    assert DISTRICT.read(pl.Series([], dtype=pl.String)).schema == {"code": pl.String, "problem": pl.String}
    assert DISTRICT.read(pl.Series([None], dtype=pl.String)).row(0) == (None, None)


CHAINS = st.sampled_from([code for code in SHIPPED_NAMES.names if code.startswith("990102")])


@given(CHAINS, st.sets(st.sampled_from([2, 4, 6, 9])), st.sampled_from(["", " ", "-"]))
def test_every_division_is_found_by_every_chain_of_names_to_it(code, lengths, between):
    said = [code[:length] for length in sorted(lengths) if length < len(code)]
    text = between.join(SHIPPED_NAMES.names[one] for one in [*said, code])
    assert DISTRICT.code(text) == code


def meanings():
    """Text -> the divisions it can mean, by writing every chain of names down."""
    meant = {}
    for code in SHIPPED_NAMES.names:
        above = [code[:length] for length in (2, 4, 6, 9) if length < len(code)]
        for count in range(len(above) + 1):
            for said in combinations(above, count):
                text = "".join(SHIPPED_NAMES.names[one] for one in [*said, code])
                meant.setdefault(text, set()).add((code, said))
    return meant


MEANINGS = meanings()


def plainly(text, jurisdiction):
    """The same rule in plain words, over the table of everything that can be written."""
    inside, outside = set(), set()
    for code, said in MEANINGS.get(text, ()):
        leaves = [one for one in (*said, code) if not jurisdiction.startswith(one)]
        branch = (
            next(code[:length] for length in (2, 4, 6, 9, 12) if not jurisdiction.startswith(code[:length]))
            if leaves
            else ""
        )
        if code.startswith(jurisdiction) or jurisdiction.startswith(code):
            inside.add(code)
        elif branch in leaves:
            outside.add(code)
    found = inside or outside
    return found.pop() if len(found) == 1 else None


@given(
    st.lists(st.sampled_from(list(SHIPPED_NAMES.names.values())), min_size=1, max_size=4).map("".join)
    | st.sampled_from(list(MEANINGS)),
    st.sampled_from(["99", "9901", "9902", "990102", "990103", "990201"]),
)
def test_names_in_any_order_mean_what_plain_python_says(text, jurisdiction):
    assert DivisionNames(SHIPPED_NAMES, jurisdiction).code(text) == plainly(text, jurisdiction)


@pytest.mark.parametrize("code", ["99", "9901", "990102", "990102001", "990102001001"])
def test_filling_zeros_say_nothing(code):
    for length in (length for length in (4, 6, 9, 12) if length >= len(code)):
        assert without_filling(code.ljust(length, "0")) == code

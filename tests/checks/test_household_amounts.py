"""Where the roster states amounts per household, a person's is the household's by the people it is paid for."""

import pytest
from drawn_cases import compare_drawn

PER_PERSON, PER_HOUSEHOLD = 'amount_per = "person"', 'amount_per = "household"'
DEATHS = """
    person | died_on
    -------+-----------
    a      | 2024-04-09
    b      | 2024-04-09
    c      | 2024-04-09
    """


def found(bureau, roster, finds):
    """Two months of the same roster after the deaths."""
    bureau.configure("assist.toml", PER_PERSON, PER_HOUSEHOLD)
    bureau.deliver("2024-05", {"roster": roster})
    bureau.deliver("2024-06", {"roster": roster, "police_deaths": DEATHS})
    bureau.compare("2024-06", only=["deceased"])
    compare_drawn(bureau.findings("2024-06"), finds)
    return bureau


def test_the_amount_is_divided_and_the_finding_says_so(bureau):
    """1000 yuan for three: 333.33 a month and person."""
    found(
        bureau,
        """
        person | household_id | amount | household_size
        -------+--------------+--------+---------------
        a      | H1           | 1000   | 3
        b      | H2           | 640.20 | 2
        """,
        """
        check    | person | months | amount | remarks
        ---------+--------+--------+--------+---------------
        deceased | a      | 2      | 666.66 | amount_divided
        deceased | b      | 2      | 640.20 | amount_divided
        """,
    )
    for finding in bureau.findings("2024-06"):
        assert "按户" in finding["summary"] or "户" in finding["summary"].partition("注意")[2]


def test_a_member_of_a_household_that_is_paid_nothing_is_not_paid(bureau):
    found(
        bureau,
        """
        person | household_id | amount | household_size
        -------+--------------+--------+---------------
        a      | H1           | 0      | 3
        b      | H2           | -      | 2
        """,
        "",
    )


@pytest.mark.parametrize("size", ["-", "0"])
def test_a_household_of_unknown_size_is_paid_all_the_same(bureau, size):
    bureau.configure("assist.toml", PER_PERSON, PER_HOUSEHOLD)
    roster = f"""
        person | household_id | amount | household_size
        -------+--------------+--------+---------------
        a      | H1           | 1000   | {size}
        """
    bureau.deliver("2024-06", {"roster": roster, "police_deaths": DEATHS})
    bureau.compare("2024-06", only=["deceased"])
    (coverage,) = bureau.coverage("2024-06", "deceased")
    assert coverage["people"] == 1
    assert [(finding["check"], finding["person"]) for finding in bureau.findings("2024-06")] == [
        ("deceased", "a")
    ]

"""Drawn cases of `employment`: new jobs, two months running; and what is only a hint, or no job, or not new."""

import pytest
from drawn_cases import NOBODY, NOTHING

CHECKS = ("employment",)
A = """
person
------
a
"""
FOUND = """
check      | person
-----------+-------
employment | a
"""
MARCH = {"2024-03": {"contributions": NOBODY}}
"""An extract from which March is known, when nobody of the roster worked."""


def worked(*rows):
    """Contributions of `a`: month, and cells by column."""
    columns = list(dict.fromkeys(name for _month, cells in rows for name in cells))
    lines = [" | ".join(["a", month, *(cells.get(name, "") for name in columns)]) for month, cells in rows]
    return "\n".join([" | ".join(["person", "period", *columns]), *lines])


def plain(*months, **cells):
    return worked(*((month, cells) for month in months))


def test_two_months_of_a_new_employer_are_found_of_every_member(check):
    """Paid for or not; the month in which the contributions began is the event; each employer is a finding."""
    check(
        roster="""
        person | household_id | amount
        -------+--------------+-------
        a      | H1           |
        b      | H1           | 0
        c      | H2           |
        """,
        months=MARCH,
        contributions="""
        person | period  | employer
        -------+---------+-----------
        a      | 2024-05 | 明州市 制衣厂（东）
        a      | 2024-06 | 明州市制衣厂(东)
        b      | 2024-04 |
        b      | 2024-05 |
        b      | 2024-06 |
        b      | 2024-05 | 食品厂
        b      | 2024-06 | 食品厂
        c      | 2024-06 |
        """,
        finds="""
        check      | person | subject          | lane | lamp   | grade   | event_date | months | sources
        -----------+--------+------------------+------+--------+---------+------------+--------+------------------------------
        employment | a      | 明州市制衣厂(东) | exit | yellow | certain | 2024-05-01 | -      | social_security.contributions
        employment | b      | 明州市制衣厂     | exit | yellow | certain | 2024-04-01 | -      | social_security.contributions
        employment | b      | 食品厂           | exit | yellow | certain | 2024-05-01 | -      | social_security.contributions
        """,
    )


@pytest.mark.parametrize(
    ("months", "found"),
    [
        (("2024-05", "2024-06"), True),
        (("2024-04", "2024-05"), True),
        (("2024-04", "2024-06"), False),
        (("2024-06",), False),
        (("2024-05",), False),
        (("2024-06", "2024-07"), False),
        (("2023-12", "2024-04"), False),
    ],
)
def test_the_newest_two_months_that_can_be_known(check, months, found):
    """The pay month and the one before; where nothing has come for the pay month, the two before it."""
    check(roster=A, months=MARCH, contributions=plain(*months), finds=FOUND if found else NOTHING)


def test_where_the_pay_month_is_known_of_the_person_it_counts(check):
    """The old job has no payment for June, but something was said of June."""
    check(
        roster=A,
        months=MARCH,
        contributions=worked(("2024-04", {}), ("2024-05", {}), ("2024-06", {"employer": "食品厂"})),
        finds=NOTHING,
    )


@pytest.mark.parametrize(
    "back", [{"paid": "-800"}, {"paid": "-800", "state": "退费"}, {"paid": "800", "state": "退费"}]
)
def test_what_was_paid_back_is_netted(check, back):
    """A refund is one, whatever its sign."""
    check(
        roster=A,
        months=MARCH,
        contributions=worked(("2024-05", {}), ("2024-06", {}), ("2024-05", back)),
        finds=NOTHING,
    )


def test_a_part_that_was_paid_back_is_not_all(check):
    check(
        roster=A,
        months=MARCH,
        contributions=worked(("2024-05", {}), ("2024-06", {}), ("2024-05", {"paid": "-300"})),
        finds=FOUND,
    )


def test_a_payment_that_is_delivered_again_outweighs_no_reversal(check):
    """May was paid once, said twice, and paid back once."""
    check(
        roster=A,
        months={**MARCH, "2024-05": {"contributions": plain("2024-05")}},
        contributions=worked(("2024-05", {}), ("2024-05", {"paid": "-800"}), ("2024-06", {})),
        finds=NOTHING,
    )


@pytest.mark.parametrize(
    ("approved_on", "found"),
    [("2024-03-31", True), ("2024-04-01", False), ("2024-04-30", False), ("2024-05-20", False)],
)
def test_a_job_that_was_there_when_assistance_was_granted_is_not_new(check, approved_on, found):
    check(
        roster=f"""
        person | approved_on
        -------+------------
        a      | {approved_on}
        """,
        months=MARCH,
        contributions=plain("2024-04", "2024-05", "2024-06"),
        finds=FOUND if found else NOTHING,
    )


def test_where_the_approval_is_not_stated_it_is_merely_possible(check):
    check(
        roster="""
        person | approved_on
        -------+------------
        a      | -
        """,
        months=MARCH,
        contributions=plain("2024-05", "2024-06"),
        deposits=plain("2024-05", "2024-06"),
        finds="""
        check      | person | grade    | lamp   | remarks
        -----------+--------+----------+--------+-----------------
        employment | a      | possible | yellow | approval_missing
        """,
    )


def test_a_job_that_was_there_before_the_first_extract_is_not_new(check):
    check(
        roster=A,
        months={"2024-04": {"contributions": plain("2024-04")}},
        contributions=plain("2024-05", "2024-06"),
        finds=NOTHING,
    )
    check(
        month="2024-07", roster=A, contributions=plain("2024-06", "2024-07", employer="食品厂"), finds=FOUND
    )


def test_a_first_extract_that_reaches_back_tells_what_is_new(check):
    """Its late payments for months long past do not: so few rows say nothing of those who are not in them."""
    others = "\n".join(
        f"z{at % 10} | {month}" for month in ("2024-03", "2024-04", "2024-05", "2024-06") for at in range(6)
    )
    late = "z | 2020-01"
    jobs = plain("2024-05", "2024-06")
    old = plain("2024-03", "2024-04", "2024-05", "2024-06", employer="食品厂").partition("\n")[2]
    columns = "person | period"
    check(
        roster="""
        person
        ------
        a
        b
        """,
        contributions="\n".join([columns, others, late, *jobs.splitlines()[1:]])
        + "\n"
        + "\n".join(line.rpartition(" | ")[0].replace("a |", "b |") for line in old.splitlines()),
        finds=FOUND,
    )


def test_a_month_that_never_came_interrupts_no_job(check):
    """Nothing is known of April: who worked in March as in May has worked on; who came in May is new since then."""
    check(
        roster="""
        person
        ------
        a
        b
        """,
        months={
            "2024-02": {"contributions": NOBODY},
            "2024-03": {"contributions": plain("2024-02", "2024-03").replace("a |", "b |")},
        },
        contributions="""
        person | period
        -------+--------
        a      | 2024-05
        a      | 2024-06
        b      | 2024-05
        b      | 2024-06
        z      | 2024-05
        """,
        finds=FOUND,
    )


def test_a_known_month_without_work_interrupts_it(check):
    """Half a year away, and back: the beginning is that of the run."""
    check(
        roster=A,
        months={
            "2024-02": {"contributions": plain("2024-02")},
            "2024-03": {"contributions": plain("2024-03")},
            "2024-04": {"contributions": NOBODY},
        },
        contributions=plain("2024-05", "2024-06"),
        finds="""
        check      | person | event_date
        -----------+--------+-----------
        employment | a      | 2024-05-01
        """,
    )


@pytest.mark.parametrize(("first", "found"), [("2023-06", True), ("2023-05", False)])
def test_a_job_is_new_for_twelve_months(check, first, found):
    numbers = range(int(first[:4]) * 12 + int(first[5:]) - 1, 2024 * 12 + 6)
    months = [f"{number // 12}-{number % 12 + 1:02d}" for number in numbers]
    check(
        roster=A,
        months={"2023-04": {"contributions": NOBODY}},
        contributions=plain(*months),
        finds=FOUND if found else NOTHING,
    )


@pytest.mark.parametrize(
    ("cells", "subject"),
    [
        ({"person_kind": "公益性岗位"}, "public_post:明州市制衣厂"),
        ({"insurance": "养老（公益性岗位）"}, "public_post:明州市制衣厂"),
        ({"employer": "某镇公益性岗位"}, "public_post:某镇公益性岗位"),
        ({"person_kind": "灵活就业", "employer": "-"}, "flexible:individual"),
        ({"employer": "灵活就业人员窗口"}, "flexible:灵活就业人员窗口"),
        ({"state": "补缴"}, "arrears:明州市制衣厂"),
        ({"insurance": "养老补缴", "employer": "-"}, "arrears:individual"),
        ({"state": "补缴", "person_kind": "公益性岗位"}, "arrears:明州市制衣厂"),
    ],
)
def test_public_posts_flexible_employment_and_arrears_are_hints(check, cells, subject):
    """Even where the housing fund knows the employer."""
    bureau = check(
        roster=A,
        months=MARCH,
        contributions=plain("2024-05", "2024-06", **cells),
        deposits=plain("2024-05", "2024-06"),
        finds=f"""
        check      | person | subject   | lane | lamp
        -----------+--------+-----------+------+-------
        employment | a      | {subject} | info | yellow
        """,
    )
    (found,) = (found for found in bureau.findings("2024-06") if found["check"] == "employment")
    assert "连续缴费" not in found["summary"]


@pytest.mark.parametrize(
    "cells",
    [{"insurance": "城乡居民养老"}, {"insurance": "城乡居民养老", "employer": "某村委会"}, {"employer": "-"}],
)
def test_residents_insurance_and_payments_of_nobody_are_no_job(check, cells):
    check(roster=A, months=MARCH, contributions=plain("2024-05", "2024-06", **cells), finds=NOTHING)


def test_an_employers_name_makes_no_arrears(check):
    """A maker of disposable goods is 一次性 in its name only."""
    check(
        roster=A,
        months=MARCH,
        contributions=plain("2024-05", "2024-06", employer="一次性餐具厂"),
        finds="""
        check      | person | subject      | lane
        -----------+--------+--------------+-----
        employment | a      | 一次性餐具厂 | exit
        """,
    )


def test_the_housing_fund_agrees_where_the_same_employer_paid_for_the_same_months(check):
    """Not another employer, one month alone, arrears, or what was taken back."""
    people = "bcdef"
    check(
        roster="\n".join(["person", "------", "a", *people]),
        months=MARCH,
        contributions="\n".join(
            [plain("2024-05", "2024-06")]
            + [f"{who} | {month}" for who in people for month in ("2024-05", "2024-06")]
        ),
        deposits="""
        person | period  | employer      | state   | paid
        -------+---------+---------------+---------+-----
        a      | 2024-05 | 明州市　制衣厂 |         |
        a      | 2024-06 |               |         |
        b      | 2024-05 | 食品厂        |         |
        b      | 2024-06 | 食品厂        |         |
        c      | 2024-06 |               |         |
        d      | 2024-05 |               | arrears |
        d      | 2024-06 |               |         |
        e      | 2024-05 |               |         |
        e      | 2024-06 |               |         |
        e      | 2024-06 |               |         | -150
        f      | 2024-04 |               |         |
        f      | 2024-06 |               |         |
        """,
        finds="""
        check      | person | lamp   | grade   | sources
        -----------+--------+--------+---------+-----------------------------------------------------
        employment | a      | red    | certain | housing_fund.deposits social_security.contributions
        employment | b      | yellow | certain | social_security.contributions
        employment | c      | yellow | certain | social_security.contributions
        employment | d      | yellow | certain | social_security.contributions
        employment | e      | yellow | certain | social_security.contributions
        employment | f      | yellow | certain | social_security.contributions
        """,
    )


def test_the_housing_fund_alone_finds_nothing(check):
    check(
        roster=A,
        months=MARCH,
        contributions=NOBODY,
        deposits=plain("2024-04", "2024-05", "2024-06"),
        finds=NOTHING,
    )


def test_records_under_another_name_count_where_there_are_no_others_of_the_employer(check):
    """And they are merely possible; a fund's record under another name agrees with nothing."""
    check(
        roster=A,
        months=MARCH,
        contributions=worked(
            ("2024-05", {"name": "郑军"}),
            ("2024-06", {"name": "郑军"}),
            ("2024-05", {"employer": "食品厂"}),
            ("2024-06", {"employer": "食品厂"}),
            ("2024-05", {"employer": "竹器社"}),
            ("2024-06", {"employer": "竹器社", "name": "郑军"}),
            ("2024-05", {"employer": "印刷厂"}),
            ("2024-06", {"employer": "印刷厂"}),
        ),
        deposits=worked(
            ("2024-05", {"employer": "食品厂", "name": "郑军"}),
            ("2024-06", {"employer": "食品厂", "name": "郑军"}),
            ("2024-05", {"employer": "印刷厂"}),
            ("2024-06", {"employer": "印刷厂"}),
            ("2024-06", {"employer": "印刷厂", "name": "郑军", "paid": "90"}),
        ),
        finds="""
        check      | person | subject      | lamp   | grade    | remarks
        -----------+--------+--------------+--------+----------+-------------
        employment | a      | 明州市制衣厂 | yellow | possible | name_differs
        employment | a      | 食品厂       | yellow | certain  | name_differs
        employment | a      | 印刷厂       | red    | certain  | -
        """,
    )

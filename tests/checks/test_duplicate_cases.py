"""Drawn cases of `duplicate`: one person paid twice, here or elsewhere, and one account for several households."""

import pytest
from drawn_cases import NOBODY, NOTHING, compare_drawn

CHECKS = ("duplicate",)
A = """
person
------
a
"""


def test_one_person_twice_under_one_programme(check):
    """In one household or in two; rows that are not paid, not active, or under programmes beside each other do not count."""
    bureau = check(
        roster="""
        person | household_id | programme | amount | status
        -------+--------------+-----------+--------+---------
        a      | H1           |           | 500    |
        a      | H1           |           | 300    |
        b      | H2           | elderly   | 80     |
        b      | H3           | elderly   | 80     |
        c      | H4           |           | 500    |
        c      | H5           |           | 0      |
        d      | H6           |           | 500    |
        d      | H7           |           | 500    | inactive
        e      | H8           | dibao     | 500    |
        e      | H8           | elderly   | 80     |
        e      | H8           | disability | 80    |
        """,
        other_rosters=NOBODY,
        finds="""
        check     | person | subject       | lane | lamp   | grade   | event_date | months | amount | sources
        ----------+--------+---------------+------+--------+---------+------------+--------+--------+-------------
        duplicate | a      | twice:dibao   | exit | yellow | certain | -          | 1      | 300.00 | civil.roster
        duplicate | b      | twice:elderly | exit | yellow | certain | -          | 1      | 80.00  | civil.roster
        """,
    )
    told = {finding["subject"]: finding["summary"] for finding in bureau.findings("2024-06")}
    assert "300.00" in told["twice:dibao"]
    assert "最低生活保障" in told["twice:dibao"] or "低保" in told["twice:dibao"]


@pytest.mark.parametrize(
    ("one", "other", "excluded"),
    [
        ("dibao", "tekun", True),
        ("dibao_edge", "dibao", True),
        ("tekun", "dibao_edge", True),
        ("expenditure_poor", "dibao", True),
        ("tekun", "expenditure_poor", True),
        ("dibao_edge", "expenditure_poor", True),
        ("elderly", "dibao", False),
        ("elderly", "disability", False),
        ("tekun", "disability", False),
    ],
)
def test_programmes_that_exclude_each_other(check, one, other, excluded):
    pairs = ("dibao+tekun", "dibao+dibao_edge", "tekun+dibao_edge", "dibao+expenditure_poor", "tekun+expenditure_poor",
             "dibao_edge+expenditure_poor")  # fmt: skip
    pair = next((pair for pair in pairs if set(pair.split("+")) == {one, other}), "")
    check(
        roster=f"""
        person | household_id | programme | amount
        -------+--------------+-----------+-------
        a      | H1           | {one}     | 500
        a      | H2           | {other}   | 300
        """,
        other_rosters=NOBODY,
        finds=f"""
        check     | person | subject           | months | amount
        ----------+--------+-------------------+--------+-------
        duplicate | a      | programmes:{pair} | 1      | 300.00
        """
        if excluded
        else NOTHING,
    )


def test_which_programmes_exclude_each_other_is_a_parameter(bureau, check):
    bureau.configure("checks.toml", '["dibao/tekun", ', '["elderly/disability", ')
    check(
        roster="""
        person | household_id | programme
        -------+--------------+-----------
        a      | H1           | dibao
        a      | H2           | tekun
        b      | H3           | disability
        b      | H4           | elderly
        """,
        other_rosters=NOBODY,
        finds="""
        check     | person | subject
        ----------+--------+------------------------------
        duplicate | b      | programmes:elderly+disability
        """,
    )


def test_another_name_or_a_broken_id_makes_it_possible_and_fifteen_digits_probable(check):
    check(
        roster="""
        person | household_id | name
        -------+--------------+-----
        a      | H1           |
        a      | H2           | 郑军
        b/15   | H3           |
        b      | H4           |
        c/bad  | H5           |
        c/bad  | H6           |
        d      | H7           |
        d      | H8           |
        d      | H9           | 郑军
        """,
        other_rosters=NOBODY,
        finds="""
        check     | person | grade    | remarks
        ----------+--------+----------+-------------
        duplicate | a      | possible | name_differs
        duplicate | b/15 b | probable | id_completed
        duplicate | c/bad  | possible | id_invalid
        duplicate | d      | certain  | name_differs
        """,
    )


def test_documents_of_different_kinds_are_never_one_person(check):
    """A passport and a resident ID under one name; the same passport twice is one person."""
    check(
        roster="""
        person    | household_id | name
        ----------+--------------+-------
        a         | H1           | 玛丽娜
        E12345678 | H2           | 玛丽娜
        E87654321 | H3           | 玛丽娜
        E87654321 | H4           | 玛丽娜
        """,
        other_rosters=NOBODY,
        finds="""
        check     | person    | subject     | grade
        ----------+-----------+-------------+--------
        duplicate | E87654321 | twice:dibao | certain
        """,
    )


def test_on_a_roster_elsewhere(check):
    """Under the same or an excluding programme, paid and standing; an entry of the own divisions is the own roster."""
    bureau = check(
        roster="""
        person | programme | amount
        -------+-----------+-------
        a      |           | 500
        b      |           | 300
        c      | elderly   |
        d      |           |
        e      |           |
        f      |           |
        g      |           |
        h      |           | 0
        i      |           | 200
        j      | tekun     | 900
        """,
        other_rosters="""
        person | programme | amount | division_code | status
        -------+-----------+--------+---------------+---------
        a      |           | 400    |               |
        b      | tekun     | 900    | -             | -
        c      |           |        |               |
        d      | elderly   |        |               |
        e      |           | 0      |               |
        f      |           |        |               | inactive
        g      |           |        | 990102001001  |
        h      |           |        |               |
        i      |           | -      | 9901          |
        j      |           | 400    |               |
        """,
        finds="""
        check     | person | subject         | lane | lamp   | grade   | months | amount | sources
        ----------+--------+-----------------+------+--------+---------+--------+--------+--------------------
        duplicate | a      | elsewhere:dibao | exit | yellow | certain | 1      | 400.00 | civil.other_rosters
        duplicate | b      | elsewhere:tekun | exit | yellow | certain | 1      | 300.00 | civil.other_rosters
        duplicate | i      | elsewhere:dibao | exit | yellow | certain | 1      | 0.00   | civil.other_rosters
        duplicate | j      | elsewhere:dibao | exit | yellow | certain | 1      | 400.00 | civil.other_rosters
        """,
    )
    told = {finding["person"]: finding["summary"] for finding in bureau.findings("2024-06")}
    assert "西岭区民政局" in told["a"]


def test_every_row_here_is_held_against_the_other_roster(check):
    """The person stands in the row that is paid most, under a programme that excludes nothing."""
    check(
        roster="""
        person | household_id | programme | amount
        -------+--------------+-----------+-------
        a      | H1           | elderly   | 900
        a      | H2           | dibao     | 300
        b      | H3           | elderly   | 900
        b      | H4           | dibao     | 0
        """,
        other_rosters="""
        person | name
        -------+-----
        a      | 郑军
        b      |
        """,
        finds="""
        check     | person | subject         | grade    | amount
        ----------+--------+-----------------+----------+-------
        duplicate | a      | elsewhere:dibao | possible | 300.00
        """,
    )


TWICE = """
    person | household_id | programme | amount
    -------+--------------+-----------+-------
    a      | H1           | dibao     | 500
    a      | H2           | dibao     | {amount}
    b      | H3           | dibao     | 500
    b      | H4           | tekun     | {amount}
    c      | H5           | dibao     | 500
    """
ELSEWHERE = """
    person | amount
    -------+-------
    c      | {amount}
    """


def test_months_in_which_both_stood_and_the_smaller_of_the_two(check):
    """In March nobody twice, in April everybody, in May nothing from elsewhere; July lies behind the pay month."""
    bureau = check(
        roster=TWICE.format(amount="300.50"),
        other_rosters=ELSEWHERE.format(amount="650"),
        months={
            "2024-03": {"roster": TWICE.format(amount="0"), "other_rosters": NOBODY},
            "2024-04": {
                "roster": TWICE.format(amount="800"),
                "other_rosters": ELSEWHERE.format(amount="100"),
            },
            "2024-05": {"roster": TWICE.format(amount="200")},
            "2024-07": {
                "roster": TWICE.format(amount="900"),
                "other_rosters": ELSEWHERE.format(amount="900"),
            },
        },
        finds="""
        check     | person | subject                | months | amount
        ----------+--------+------------------------+--------+--------
        duplicate | a      | twice:dibao            | 3      | 1000.50
        duplicate | b      | programmes:dibao+tekun | 3      | 1000.50
        duplicate | c      | elsewhere:dibao        | 2      | 600.00
        """,
    )
    evidence = bureau.ledger.read("2024-06").evidence
    paid = {
        finding["person"]: sorted(
            (row["month"], row["source"], row["value"])
            for row in evidence.iter_rows(named=True)
            if (row["finding_id"], row["field"]) == (finding["finding_id"], "amount")
        )
        for finding in bureau.findings("2024-06")
    }
    assert paid["a"] == [(f"2024-0{n}", "civil.roster", said) for n, said in ((4, "500.00"), (5, "200.00"), (6, "300.50"))]  # fmt: skip
    assert paid["c"] == [("2024-04", "civil.other_rosters", "100.00"), ("2024-06", "civil.roster", "500.00")]


def test_of_three_rows_the_largest_is_due(check):
    check(
        roster="""
        person | household_id | amount
        -------+--------------+-------
        a      | H1           | 100
        a      | H2           | 500
        a      | H3           | 300
        """,
        other_rosters=NOBODY,
        finds="""
        check     | person | months | amount
        ----------+--------+--------+-------
        duplicate | a      | 1      | 400.00
        """,
    )


def test_amounts_of_a_household_are_divided_and_the_finding_says_so(bureau):
    bureau.configure("assist.toml", 'amount_per = "person"', 'amount_per = "household"')
    roster = """
    person | household_id | amount | household_size
    -------+--------------+--------+---------------
    a      | H1           | 900    | 3
    a      | H2           | 1000   | 2
    """
    bureau.deliver("2024-06", {"roster": roster, "other_rosters": NOBODY})
    bureau.compare("2024-06", only=CHECKS)
    compare_drawn(
        bureau.findings("2024-06"),
        """
        check     | person | amount | remarks
        ----------+--------+--------+---------------
        duplicate | a      | 300.00 | amount_divided
        """,
    )


def test_the_finding_keeps_its_id_from_month_to_month(check):
    bureau = check(
        roster=TWICE.format(amount="300"),
        other_rosters=NOBODY,
        finds="""
        check     | person | subject
        ----------+--------+-----------------------
        duplicate | a      | twice:dibao
        duplicate | b      | programmes:dibao+tekun
        """,
    )
    june = {finding["finding_id"] for finding in bureau.findings("2024-06")}
    check(
        month="2024-07",
        roster=TWICE.format(amount="400"),
        other_rosters=NOBODY,
        finds="""
        check     | person | status
        ----------+--------+-------
        duplicate | a      | open
        duplicate | b      | open
        """,
    )
    assert {finding["finding_id"] for finding in bureau.findings("2024-07")} == june


ACCOUNT = "6222020200112233445"
SUBJECT = "account:622202*********3445"


def test_one_account_for_several_households(check):
    """The finding stands once; the number is masked wherever it is shown."""
    bureau = check(
        roster=f"""
        person | household_id | account   | account_holder | amount
        -------+--------------+-----------+----------------+-------
        a      | H1           | {ACCOUNT} | 周某           |
        b      | H1           | {ACCOUNT} | 周某           |
        c      | H2           | {ACCOUNT} | 周某           |
        d      | H3           | 622202020011220001 |       |
        e      | H3           | 622202020011220001 |       |
        f      | H4           | 622202020011220002 |       |
        g      | H5           | 622202020011220002 |       | 0
        h      | H6           | -         |                |
        i      | H7           | -         |                |
        """.replace("周某", "王二妹"),
        people="",
        other_rosters=NOBODY,
        finds=f"""
        check     | person | subject   | lane | lamp   | months | amount | sources      | households
        ----------+--------+-----------+------+--------+--------+--------+--------------+-----------
        duplicate | a      | {SUBJECT} | exit | yellow | -      | -      | civil.roster | 2
        """,
    )
    tables = bureau.ledger.read("2024-06")
    assert ACCOUNT not in tables.findings.write_ndjson() + tables.evidence.write_ndjson()
    (finding,) = bureau.findings("2024-06")
    assert "622202*********3445" in finding["summary"]
    told = {row["value"] for row in tables.evidence.iter_rows(named=True) if row["field"] == "household_id"}
    assert told == {"H1", "H2"}


@pytest.mark.parametrize(
    ("holder", "grade", "remarks"),
    [
        ("张三", "certain", "-"),
        ("李四", "certain", "-"),
        ("外人", "possible", "account_of_another"),
        ("南坡敬老院", "possible", "account_of_another"),
        ("-", "probable", "holder_missing"),
    ],
)
def test_an_account_of_somebody_outside_the_households_makes_it_possible(check, holder, grade, remarks):
    """李四 is a member who is not paid for."""
    check(
        roster=f"""
        person | name | household_id | account   | account_holder | amount
        -------+------+--------------+-----------+----------------+-------
        a      | 张三 | H1           | {ACCOUNT} | {holder}       |
        b      | 李四 | H1           | -         |                | 0
        c      | 王五 | H2           | {ACCOUNT} | {holder}       |
        """,
        other_rosters=NOBODY,
        finds=f"""
        check     | person | subject   | grade   | remarks
        ----------+--------+-----------+---------+----------
        duplicate | a      | {SUBJECT} | {grade} | {remarks}
        """,
    )


@pytest.mark.parametrize(
    ("households", "grade", "remarks"), [(5, "certain", "-"), (6, "possible", "account_collective")]
)
def test_an_account_of_many_households_is_an_institutions(check, households, grade, remarks):
    rows = "\n".join(f"p{at} | H{at} | 张三 | {ACCOUNT} | 张三" for at in range(households))
    check(
        roster=f"""
        person | household_id | name | account | account_holder
        -------+--------------+------+---------+---------------
        {rows}
        """,
        other_rosters=NOBODY,
        finds=f"""
        check     | person | grade   | remarks   | households
        ----------+--------+---------+-----------+-------------
        duplicate | p0     | {grade} | {remarks} | {households}
        """,
    )


def test_an_account_whose_digits_a_spreadsheet_has_lost_makes_it_possible_or_is_left_out(check):
    check(
        roster="""
        person | household_id | name | account             | account_holder
        -------+--------------+------+---------------------+---------------
        a      | H1           | 张三 | 6222020200112230000 | 张三
        b      | H2           | 李四 | 6222020200112230000 | 张三
        c      | H3           | 王五 | 6.22202E+18         | 王五
        d      | H4           | 赵六 | 6.22202E+18         | 王五
        """,
        other_rosters=NOBODY,
        finds="""
        check     | person | grade    | remarks
        ----------+--------+----------+----------------
        duplicate | a      | possible | account_rounded
        """,
    )


def test_one_persons_account_in_several_households_is_left_alone(check):
    """b draws two programmes that stand beside each other; with a household more it is no longer one person's."""
    rows = f"""
        person | household_id | programme | name | account   | account_holder
        -------+--------------+-----------+------+-----------+---------------
        a      | H1           | dibao     | 张三 | {ACCOUNT} | 张三
        b      | H1           | dibao     | 李四 | {ACCOUNT} | 张三
        b      | H2           | elderly   | 李四 | {ACCOUNT} | 张三
        """
    check(roster=rows, other_rosters=NOBODY, finds=NOTHING)
    check(
        month="2024-07",
        roster=f"{rows}c | H3 | dibao | 王五 | {ACCOUNT} | 张三",
        other_rosters=NOBODY,
        finds=f"""
        check     | person | subject   | households
        ----------+--------+-----------+-----------
        duplicate | a      | {SUBJECT} | 3
        """,
    )


def test_without_the_other_rosters_nobody_is_fully_checked_and_the_own_roster_is_compared(check):
    bureau = check(
        roster=TWICE.format(amount="300"),
        finds="""
        check     | person
        ----------+-------
        duplicate | a
        duplicate | b
        """,
    )
    rows = bureau.coverage("2024-06", "duplicate")
    assert [(row["checked"], row["not_checked"], row["reason"], row["found"]) for row in rows] == [
        (0, 3, "missing:civil.other_rosters", 2)
    ]


def test_a_comparison_of_other_checks_finds_nothing_on_the_roster(bureau):
    bureau.deliver("2024-06", {"roster": TWICE.format(amount="300"), "other_rosters": NOBODY})
    bureau.compare("2024-06", only=["deceased"])
    assert bureau.findings("2024-06") == []


def test_a_record_elsewhere_under_another_name_goes_back(bureau):
    bureau.deliver("2024-06", {"roster": A, "other_rosters": "person | name\na | 郑军"})
    bureau.compare("2024-06")
    compare_drawn(
        bureau.findings("2024-06"),
        """
        check        | person | subject                          | grade
        -------------+--------+----------------------------------+---------
        duplicate    | a      | elsewhere:dibao                  | possible
        record_error | a      | name_differs:civil.other_rosters | possible
        """,
    )

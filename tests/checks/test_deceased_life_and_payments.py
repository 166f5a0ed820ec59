"""Drawn cases of `deceased`: signs of life after the death, and what was paid since."""


def test_insured_work_or_a_hukou_act_after_the_death_throw_doubt_on_it(check):
    deaths = """
        person | died_on
        -------+-----------
        a      | 2024-04-30
        b      | 2024-04-30
        """
    check(
        roster="""
        person
        ------
        a
        b
        """,
        months={"2024-04": {"police_deaths": deaths, "health_deaths": deaths}},
        contributions="""
        person | period
        -------+--------
        a      | 2024-05
        """,
        police_residents="""
        person | registered_on
        -------+--------------
        b      | 2024-05-01
        """,
        finds="""
        check    | person | lamp   | grade    | event_date | months | sources                     | remarks
        ---------+--------+--------+----------+------------+--------+-----------------------------+-----------------
        deceased | a      | yellow | possible | 2024-04-30 | 1      | health.deaths police.deaths | insured_later
        deceased | b      | yellow | possible | 2024-04-30 | 1      | health.deaths police.deaths | registered_later
        """,
    )


def test_a_back_payment_or_an_older_entry_is_no_sign_of_life(check):
    check(
        roster="""
        person
        ------
        a
        b
        c
        d
        e
        """,
        police_deaths="""
        person | died_on
        -------+-----------
        a      | 2024-05-10
        b      | 2024-05-10
        c      | 2024-05-10
        d      | 2024-05-10
        e      | 2024-05-10
        """,
        contributions="""
        person | period  | state    | insurance    | paid
        -------+---------+----------+--------------+-----
        a      | 2024-06 | 补缴     |              |
        b      | 2024-06 |          | 养老趸缴     |
        c      | 2024-06 |          |              | -800
        d      | 2024-05 |          |              |
        """,
        police_residents="""
        person | registered_on | cancelled
        -------+---------------+----------
        d      | 2024-05-10    |
        e      | 2024-05-11    | dead
        """,
        finds="""
        check    | person | lamp   | grade   | remarks
        ---------+--------+--------+---------+--------
        deceased | a      | yellow | certain | -
        deceased | b      | yellow | certain | -
        deceased | c      | yellow | certain | -
        deceased | d      | yellow | certain | -
        deceased | e      | yellow | certain | -
        """,
    )


def test_a_stay_in_hospital_that_began_later_makes_it_possible(check):
    """Not one that was reversed, an outpatient's visit, a stay that began before, or one to be settled later."""
    check(
        roster="""
        person
        ------
        a
        b
        c
        d
        e
        """,
        police_deaths="""
        person | died_on
        -------+-----------
        a      | 2024-05-10
        b      | 2024-05-10
        c      | 2024-05-10
        d      | 2024-05-10
        e      | 2024-05-10
        """,
        spending="""
        person | admitted_on | care | cash_paid | settled_on
        -------+-------------+------+-----------+-----------
        a      | 2024-05-11  |      | 900       |
        b      | 2024-05-11  |      | 900       |
        b      | 2024-05-11  |      | -900      |
        c      | 2024-05-11  | 门诊 | 900       |
        d      | 2024-05-10  |      | 900       |
        e      | 2024-05-11  |      | 900       | 2024-07-01
        """,
        finds="""
        check    | person | grade    | remarks
        ---------+--------+----------+-------------
        deceased | a      | possible | stayed_later
        deceased | b      | certain  | -
        deceased | c      | certain  | -
        deceased | d      | certain  | -
        deceased | e      | certain  | -
        """,
    )


def test_months_and_amount_are_those_of_the_rosters_after_the_month_of_death(check):
    """2024-05 has no roster; b was not listed as active in 2024-04, c was paid twice there."""
    april = """
        person | amount | status   | household_id
        -------+--------+----------+-------------
        a      | 410.50 |          |
        b      | 420    | inactive |
        c      | 100    |          | H1
        c      | 30     |          | H2
        d      | 440    |          |
        """
    check(
        roster="""
        person | amount
        -------+-------
        a      | 510.55
        b      | 520
        c      | 530
        d      | 540
        """,
        months={"2024-03": {"roster": april}, "2024-04": {"roster": april}},
        police_deaths="""
        person | died_on
        -------+-----------
        a      | 2024-03-31
        b      | 2024-03-01
        c      | 2024-03-15
        d      | 2024-04-01
        e      | 2024-06-01
        """,
        finds="""
        check    | person | event_date | months | amount
        ---------+--------+------------+--------+--------
        deceased | a      | 2024-03-31 | 2      | 921.05
        deceased | b      | 2024-03-01 | 1      | 520.00
        deceased | c      | 2024-03-15 | 2      | 660.00
        deceased | d      | 2024-04-01 | 1      | 540.00
        """,
    )

"""Who of the roster was checked: "not checked" is a result, with its reason, and nobody is lost between the two."""

from covered import EVERYTHING, ROSTER, compared, covers


def test_who_is_not_in_the_register_is_not_checked_by_what_needs_it(bureau):
    tables = EVERYTHING | {
        "police_residents": """
        person | cancelled
        -------+----------
        a      |
        c      | dead
        """
    }
    covers(
        compared(bureau, tables),
        """
        check            | community | checked | not_checked | reason                  | found
        -----------------+-----------+---------+-------------+-------------------------+------
        moved_out        | 湖滨社区  | 2       | 1           | not_in:police.residents | 0
        moved_out        | 晚晴社区  | 0       | 1           | not_in:police.residents | 0
        moved_within     | 湖滨社区  | 2       | 1           | not_in:police.residents | 0
        moved_within     | 晚晴社区  | 0       | 1           | not_in:police.residents | 0
        living_elsewhere | 湖滨社区  | 2       | 1           | not_in:police.residents | 0
        living_elsewhere | 晚晴社区  | 0       | 1           | not_in:police.residents | 0
        record_error     | 湖滨社区  | 3       | 0           | -                       | 0
        record_error     | 晚晴社区  | 1       | 0           | -                       | 0
        """,
    )


def test_the_asset_checks_skip_who_did_not_authorise_and_no_other_check_does(bureau):
    tables = EVERYTHING | {
        "roster": """
        person | authorised_on
        -------+--------------
        a      |
        b      | -
        c      | 2024-07-01
        """
    }
    covers(
        compared(bureau, tables),
        """
        check            | people | checked | not_checked | reason
        -----------------+--------+---------+-------------+---------------
        vehicle_purchase | 3      | 1       | 2           | not_authorised
        vehicle_owned    | 3      | 1       | 2           | not_authorised
        moved_out        | 3      | 3       | 0           | -
        """,
    )


def test_whose_amount_is_not_stated_may_be_paid_and_was_not_checked(bureau):
    tables = EVERYTHING | {
        "roster": """
        person | amount
        -------+-------
        a      |
        b      | -
        c      | 0
        """,
        "police_deaths": """
        person | died_on
        -------+-----------
        b      | 2024-05-09
        """,
    }
    covers(
        compared(bureau, tables),
        """
        check     | people | checked | not_checked | reason         | found
        ----------+--------+---------+-------------+----------------+------
        deceased  | 2      | 1       | 1           | amount_missing | 0
        moved_out | 3      | 3       | 0           | -              | 0
        """,
    )


def test_an_unusable_id_is_one_person_a_row_and_the_first_reason_is_told(bureau):
    """A person listed twice counts once; a passport is usable."""
    tables = EVERYTHING | {
        "roster": """
        person    | household_id | name | authorised_on
        ----------+--------------+------+--------------
        a         | H1           |      |
        a         | H2           |      |
        b/bad     | H3           |      | -
        -         | H4           | 王某 |
        无        | H4           | 李某 |
        E12345678 | H5           | 玛丽 |
        """
    }
    covers(
        compared(bureau, tables),
        """
        check         | people | checked | not_checked | reason
        --------------+--------+---------+-------------+------------------------------------
        deceased      | 5      | 2       | 3           | id_unusable
        vehicle_owned | 5      | 2       | 3           | id_unusable
        moved_out     | 5      | 1       | 4           | id_unusable;not_in:police.residents
        """,
    )


def test_found_is_counted_where_the_person_lives(bureau):
    tables = EVERYTHING | {
        "police_residents": """
        person | hukou_division
        -------+---------------
        a      | 990103001001
        b      | 990103001001
        c      |
        d      | 990103001001
        """
    }
    covers(
        compared(bureau, tables),
        """
        check     | community | checked | found
        ----------+-----------+---------+------
        moved_out | 湖滨社区  | 3       | 2
        moved_out | 晚晴社区  | 1       | 1
        """,
    )


def test_inactive_rows_are_not_people_of_the_month(bureau):
    tables = EVERYTHING | {
        "roster": """
        person | status
        -------+---------
        a      |
        b      | inactive
        """
    }
    covers(
        compared(bureau, tables),
        """
        check     | people
        ----------+-------
        deceased  | 1
        moved_out | 1
        """,
    )


def test_an_entry_without_the_division_of_the_hukou_checks_nobody(bureau):
    entry = """
        person | hukou_division | residence_division
        -------+----------------+-------------------
        a      | -              | 990103001
        """
    bureau.deliver("2024-06", {"roster": ROSTER, "police_residents": entry})
    bureau.compare("2024-06")
    for check in ("moved_out", "moved_within", "living_elsewhere"):
        assert sum(row["checked"] for row in bureau.coverage("2024-06", check)) == 0

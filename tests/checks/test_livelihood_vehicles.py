"""Drawn cases of the rule of 2026: a household's only small commercial vehicle needs judgement."""

LIVELIHOOD_ROSTER = """
    person | household_id
    -------+-------------
    a      | H1
    b      | H2
    c      | H2
    d      | H3
    e      | H4
    f      | H5
    """
LIVELIHOOD_VEHICLES = """
    person | plate  | usage  | vehicle_type     | registered_on
    -------+--------+--------+------------------+--------------
    a      | 九A001 | 货运   | 轻型厢式货车     | 2025-12-30
    b      | 九A002 | 营运   | 小型面包车       |
    c      | 九A003 | 非营运 | 小型轿车         |
    d      | 九A004 | 非营运 | 小型轿车         |
    e      | 九A005 | 营运   | 重型半挂牵引车   |
    f      | 九A006 | 出租   | 小型轿车         |
    f      | 九A007 | 出租   | 普通二轮摩托车   |
    """


def test_before_2026_a_commercial_vehicle_counts_like_any_other(check):
    check(
        month="2025-12",
        roster=LIVELIHOOD_ROSTER,
        police_vehicles=LIVELIHOOD_VEHICLES,
        finds="""
        check            | person | lamp   | grade   | remarks
        -----------------+--------+--------+---------+--------
        vehicle_purchase | a      | yellow | certain | -
        vehicle_owned    | b      | yellow | certain | -
        vehicle_owned    | c      | yellow | certain | -
        vehicle_owned    | d      | yellow | certain | -
        vehicle_owned    | e      | yellow | certain | -
        vehicle_owned    | f      | yellow | certain | -
        """,
    )


def test_from_2026_a_households_only_small_commercial_vehicle_needs_judgement(check):
    """c's car is the second one of b's household; e's lorry is not small; f's motorcycle does not count."""
    check(
        month="2026-01",
        roster=LIVELIHOOD_ROSTER,
        police_vehicles=LIVELIHOOD_VEHICLES,
        finds="""
        check            | person | lamp   | grade    | remarks
        -----------------+--------+--------+----------+-------------------
        vehicle_purchase | a      | yellow | possible | livelihood_vehicle
        vehicle_owned    | b      | yellow | certain  | -
        vehicle_owned    | c      | yellow | certain  | -
        vehicle_owned    | d      | yellow | certain  | -
        vehicle_owned    | e      | yellow | certain  | -
        vehicle_owned    | f      | yellow | possible | livelihood_vehicle
        """,
    )


def test_a_bought_vehicle_beside_an_owned_one_is_not_the_only_one(check):
    check(
        month="2026-01",
        roster="""
        person
        ------
        a
        """,
        police_vehicles="""
        person | plate  | usage | vehicle_type | registered_on
        -------+--------+-------+--------------+--------------
        a      | 九A001 | 营运  | 小型轿车     | 2025-06-01
        a      | 九A002 | 营运  | 小型轿车     | 2015-06-01
        """,
        finds="""
        check            | person | subject | grade   | remarks
        -----------------+--------+---------+---------+--------
        vehicle_purchase | a      | 九A001  | certain | -
        vehicle_owned    | a      | 九A002  | certain | -
        """,
    )


def test_a_household_has_as_many_vehicles_as_plates_of_a_kind(bureau):
    """a and b own one van together; c owns a van, and another under the same number on a plate of another kind."""
    roster = """
        person | household_id
        -------+-------------
        a      | H1
        b      | H1
        c      | H2
        """
    vehicles = """
        person | plate  | plate_kind | usage | vehicle_type
        -------+--------+------------+-------+-------------
        a      | 九A001 |            | 营运  | 小型面包车
        b      | 九A001 |            | 营运  | 小型面包车
        c      | 九A002 |            | 营运  | 小型面包车
        c      | 九A002 | 大型汽车   | 营运  | 小型面包车
        """
    bureau.deliver("2026-01", {"roster": roster, "police_vehicles": vehicles})
    bureau.compare("2026-01")
    grades = {(finding["person"], finding["grade"]) for finding in bureau.findings("2026-01")}
    assert grades == {("a", "possible"), ("b", "possible"), ("c", "certain")}


def test_the_same_van_under_two_packs_each_cited_and_the_old_month_again_in_the_same_bytes(bureau):
    """A rerun of 2025 after 2026 has landed sees neither its deliveries nor its pack."""
    van = """
        person | plate  | usage | vehicle_type
        -------+--------+-------+-------------
        a      | 九A001 | 营运  | 小型面包车
        """
    roster = """
        person | household_id
        -------+-------------
        a      | H1
        """
    old, new = "2025-12", "2026-01"
    for month in (old, new):
        bureau.deliver(month, {"roster": roster, "police_vehicles": van})
        bureau.compare(month)
    found = {month: bureau.findings(month) for month in (old, new)}
    shown = {month: [(f["grade"], f["remarks"], f["from"]) for f in found[month]] for month in found}
    assert shown == {
        old: [("certain", [], "2019-01-01")],
        new: [("possible", ["livelihood_vehicle"], "2026-01-01")],
    }
    assert found[old][0]["finding_id"] == found[new][0]["finding_id"]
    tables = [bureau.ledger.path(table, old) for table in ("findings", "evidence", "coverage", "cases")]
    before = [path.read_bytes() for path in tables]
    bureau.compare(old)
    assert [path.read_bytes() for path in tables] == before

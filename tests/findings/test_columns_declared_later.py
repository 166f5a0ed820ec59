"""A column that a source declares only after extracts have landed is empty in these, and no month is lost by it."""

ROSTER = """
person | household_id
-------+-------------
a      | H1
"""
PENSION = """
person | paid
-------+-----
a      | 700
"""
DEATH = """
person | died_on
-------+-----------
a      | 2024-05-09
"""


def test_a_month_that_landed_before_the_column_was_declared_is_compared_with_one_after(bureau):
    """The roster's income, and the pension's state: May lands without them, June with them."""
    columns = {}
    for source, column in (("civil.roster", "income"), ("social_security.pensions", "state")):
        path = bureau.root / "sources" / f"{source}.toml"
        columns[path] = text = path.read_text(encoding="utf-8")
        start = text.index(f"[columns.{column}]")
        end = text.find("[columns.", start + 1)
        end = text.find("[columns.", end + 1) if text[end:].startswith(f"[columns.{column}.") else end
        path.write_text(text[:start] + (text[end:] if end > 0 else ""), encoding="utf-8")
    bureau.deliver("2024-05", {"roster": ROSTER, "pensions": PENSION, "police_deaths": DEATH})
    for path, text in columns.items():
        path.write_text(text, encoding="utf-8")
    bureau.compare("2024-05")
    assert [finding["check"] for finding in bureau.findings("2024-05")] == ["deceased"]
    bureau.deliver("2024-06", {"roster": ROSTER, "pensions": PENSION})
    bureau.compare("2024-06")
    (found,) = [one for one in bureau.findings("2024-06") if one["check"] == "deceased"]
    assert (found["months"], str(found["amount"])) == (1, "500.00")

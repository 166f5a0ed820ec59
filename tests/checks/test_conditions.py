"""A condition reaches nothing but its row: whatever else it tries is refused before it has run."""

import polars as pl
import pytest

from assist_cli.checks.conditions import UnfitError, read_condition

SCHEMA = {
    "a": pl.String(),
    "b": pl.String(),
    "n": pl.Int32(),
    "m": pl.Decimal(12, 2),
    "d": pl.Date(),
    "as_of": pl.Date(),
}
ROWS = pl.DataFrame(
    {
        "a": ["x", "yxz", None, ""],
        "b": ["x", "z", "x", None],
        "n": [1, None, 3, 0],
        "m": ["1.00", "2000.50", None, "0.00"],
        "d": ["2024-01-31", "2024-06-30", None, "1950-02-28"],
        "as_of": ["2024-06-30"] * 4,
    }
).with_columns(
    pl.col("n").cast(pl.Int32), pl.col("m").cast(pl.Decimal(12, 2)), pl.col("d", "as_of").str.to_date()
)


@pytest.mark.parametrize(
    ("text", "true"),
    [
        ("TRUE", [0, 1, 2, 3]),
        ("a = 'x'", [0]),
        ("a <> 'x'", [1, 3]),
        ("NOT (a = 'x')", [1, 3]),
        ("a IN ('x', 'y') AND n = 1", [0]),
        ("a NOT IN ('x')", [1, 3]),
        ("a LIKE '%x_'", [1]),
        ("a LIKE 'y%'", [1]),
        ("a IS NULL OR b IS NULL", [2, 3]),
        ("a = b", [0]),
        ("a || b = 'xx'", [0]),
        ("n BETWEEN 1 AND 2", [0]),
        ("COALESCE(n, 9) = 9", [1]),
        ("ABS(n) > 2", [2]),
        ("GREATEST(n, 2) > 2", [2]),
        ("m > 1000.5", [1]),
        ("m * 12 >= 1000", [1]),
        ("m + n >= 2", [0]),
        ("n / 2 >= 1.5", [2]),
        ("CASE WHEN a = 'x' THEN n = 1 ELSE d = as_of END", [0, 1]),
        ("d > as_of - INTERVAL '3 months' AND d <= as_of", [1]),
        ("d >= DATE '2024-01-31'", [0, 1]),
        ("YEAR(as_of) - YEAR(d) > 60", [3]),
        ("MONTH(d) = 6 AND DAY(d) = 30", [1]),
        ("UPPER(a) = 'X' OR LOWER(a) = 'yxz'", [0, 1]),
        ("LENGTH(a) > 2", [1]),
        ("SUBSTR(a, 2, 1) = 'x'", [1]),
        ("TRIM(a) = ''", [3]),
        ("STARTS_WITH(a, 'y') AND ENDS_WITH(a, 'z')", [1]),
        ("a = 'now() and random()'", []),
        ("TRY_CAST(a AS INTEGER) > 0", []),
    ],
)
def test_a_condition_over_a_row_is_read_and_true_of_the_right_ones(text, true):
    condition = read_condition(text, SCHEMA)
    rows = ROWS.with_row_index("at").filter(condition.expression)
    assert rows["at"].to_list() == true
    assert condition.columns <= set(SCHEMA)
    for at in range(ROWS.height):  # alone, each row has the same answer
        assert (ROWS[at].filter(condition.expression).height == 1) == (at in true)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("SELECT 1", "no SQL expression"),
        ("(SELECT 1)", "more than one row"),
        ("EXISTS (SELECT 1)", "more than one row"),
        ("a IN (SELECT b FROM df)", "no SQL expression"),
        ("a = (SELECT max(a) FROM self)", "no SQL expression"),
        ("read_csv('x.csv') IS NULL", "no SQL expression"),
        ("read_parquet('x') > 1", "no SQL expression"),
        ("a = 'x'; DROP TABLE t", "no SQL expression"),
        ("", "no SQL expression"),
        ("*", "no SQL expression"),
        ("random() > 0.5", "no SQL expression"),
        ("shift(n) > 1", "no SQL expression"),
        ("count(*) > 1", "more than one row"),
        ("count(a) > 1", "more than one row"),
        ("sum(n) > 1", "more than one row"),
        ("n = max(n)", "more than one row"),
        ("first(a) = 'x'", "more than one row"),
        ("array_agg(a) IS NULL", "more than one row"),
        ("unnest(a) = 'x'", "more than one row"),
        ("COLUMNS('.*') = 'x'", "more than one row"),
        ("lag(n) OVER (ORDER BY d) > 1", "more than one row"),
        ("sum(n) OVER (PARTITION BY a) > 1", "more than one row"),
        ("row_number() OVER (ORDER BY n) > 1", "more than one row"),
        ("rank() OVER (ORDER BY n) = 1", "not allowed"),
        ("row_number() > 1", "not allowed"),
        ("corr(n, n) > 0", "not allowed"),
        ("exp(n) > 1", "not allowed"),
        ("now() > d", "as_of"),
        ("CURRENT_DATE > d", "as_of"),
        ("current_timestamp > d", "as_of"),
        ("n", "true or false"),
        ("n + 1", "true or false"),
        ("d", "true or false"),
        ("NULL", "true or false"),
        ("a > 1", "true or false"),
        ("d > '2024-01-01'", "true or false"),
        ("NOT a", "true or false"),
        ("a ~ '('", "true or false"),
        ("d > as_of - INTERVAL '999999999 years'", "true or false"),
        ("CAST(a AS INTEGER) > 1", "TRY_CAST"),
        ("a::date > d", "TRY_CAST"),
        ("m / n > 1", "written out"),
        ("m % n = 1", "written out"),
        ("1.5 / n > 1", "written out"),
        ("m / 0 > 1", "true or false"),
        ("c = 1", "no column 'c'"),
        ("as_off = d", "did you mean 'as_of'?"),
    ],
)
def test_what_reaches_further_or_may_fail_is_refused(text, said):
    with pytest.raises(UnfitError, match=said.replace("?", r"\?")):
        read_condition(text, SCHEMA)

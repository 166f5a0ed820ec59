"""Why a cell or a row is rejected, in words."""

from collections.abc import Mapping

from assist_cli.language import N_, _

PROBLEMS: Mapping[str, str] = {
    "missing": N_("the cell is empty"),
    "placeholder": N_("a placeholder stands in for the number"),
    "number_cell": N_("the cell is a number, and digits of the ID are lost"),
    "not_a_date": N_("this is no date"),
    "not_a_month": N_("this is no month"),
    "not_an_amount": N_("this is no amount"),
    "not_a_number": N_("this is no whole number"),
    "not_a_decimal": N_("this is no number with at most two decimals"),
    "not_a_share": N_("this is no share: neither percent nor fraction, or more than the whole"),
    "not_an_account": N_("this is no account number; the cell is a number or hides digits"),
    "unknown_code": N_("this word is not on the column's list"),
    "unusable": N_("the ID is missing or fails its check digit; the row has landed, and matches nobody"),
    "error_cell": N_("a formula in the cell has failed"),
    "several_people": N_("several people stand in one row, and cannot be told apart for certain"),
    "unknown_division": N_("this is neither a division code nor the name of one division"),
    "cell_count": N_("the row has more or fewer cells than the header"),
}
"""Why a cell or a row is rejected."""


def explain_reason(reason: str) -> str:
    """`died_on:not_a_date;…` in words of the chosen language."""
    parts = [part.partition(":") for part in reason.split(";")]
    return "; ".join(f"{column}: {_(PROBLEMS[problem])}" for column, _colon, problem in parts)

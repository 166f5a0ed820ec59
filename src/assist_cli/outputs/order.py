"""The order of findings wherever they are listed: households stand together and follow their most urgent finding.

Lamp (red, yellow, grey, green), then lane (exit, need, info, record), then community, then household number. Within a
household: lamp, lane, check, event date (newest first), finding number.
"""

import polars as pl

_LAMPS = {"red": 0, "yellow": 1, "grey": 2, "green": 3}
_LANES = {"exit": 0, "need": 1, "info": 2, "record": 3}
_LANE_COUNT = len(_LANES) + 1

HOUSE = pl.coalesce("household_id", "id_number", "finding_id")
"""What tells one household from another; a person without one stands alone."""


def urgency() -> pl.Expr:
    """How urgent a finding is: 0 first."""
    lamp = pl.col("lamp").replace_strict(_LAMPS, default=len(_LAMPS), return_dtype=pl.Int32)
    lane = pl.col("lane").replace_strict(_LANES, default=len(_LANES), return_dtype=pl.Int32)
    return lamp * _LANE_COUNT + lane


def together(findings: pl.DataFrame) -> pl.DataFrame:
    """`findings` in this order."""
    newest = -pl.col("event_date").to_physical()
    return findings.sort(
        urgency().min().over(HOUSE),
        pl.col("division_code").min().over(HOUSE),
        HOUSE,
        urgency(),
        "check",
        newest,
        "finding_id",
        nulls_last=True,
    )

"""A member of the household has bought a vehicle since assistance was granted.

Why it matters: a purchase after approval says that there were means that the approval did not know of.
Found: vehicles in normal state, first registered within the look-back window and on or after the household's approval,
in the name of any member.
Left alone: motorcycles, electric bicycles, disabled persons' vehicles; vehicles scrapped, deregistered or transferred;
households without a valid authorisation (counted as not authorised).
Made wrong by: a number plate lent to a relative, a vehicle bought with a subsidy for a disabled person. From 2026 a
household's only small commercial vehicle needs judgement.
Verify: ask the household who drives and who paid; ask for the purchase contract.
"""

import polars as pl

from assist_cli.checks.check import Check
from assist_cli.checks.vehicles import CELLS, VehicleRule, only_of_household, vehicle_hits
from assist_cli.checks.view import View
from assist_cli.language import N_


def find(view: View, rule: VehicleRule) -> pl.LazyFrame:
    """Vehicles bought within the window; the others beside them."""
    return vehicle_hits(view, rule, purchases=True)


CHECK = Check(
    name="vehicle_purchase",
    doc=__doc__,
    lane="exit",
    title=N_("Vehicle bought"),
    summary={
        "": N_(
            "{sources}: {vehicle_type} {plate} first registered on {event_date}, after assistance was granted on "
            "{approved_on}.{remarks} To verify: ask who drives it and who paid."
        )
    },
    rule=VehicleRule,
    find=find,
    finds={"police.vehicles": CELLS},
    settle=only_of_household,
    asset=True,
)

"""A member of the household owns a vehicle.

Why it matters: the property rule of the programme counts motor vehicles.
Found: every vehicle in normal state in the name of any member that is not a recent purchase.
Left alone: motorcycles, electric bicycles, disabled persons' vehicles; vehicles scrapped, deregistered or transferred;
households without a valid authorisation (counted as not authorised).
Made wrong by: a vehicle scrapped long ago and never deregistered (past compulsory scrapping it is said so), or sold
without transfer. From 2026 a household's only small commercial vehicle needs judgement.
Verify: ask to see the vehicle, or the scrapping certificate, or the contract of sale.
"""

import polars as pl

from assist_cli.checks.check import Check
from assist_cli.checks.vehicles import CELLS, VehicleRule, only_of_household, vehicle_hits
from assist_cli.checks.view import View
from assist_cli.language import N_


def find(view: View, rule: VehicleRule) -> pl.LazyFrame:
    """Vehicles that are no recent purchase; those beside them."""
    return vehicle_hits(view, rule, purchases=False)


CHECK = Check(
    name="vehicle_owned",
    doc=__doc__,
    lane="exit",
    title=N_("Vehicle owned"),
    summary={
        "": N_(
            "{sources}: owner of {vehicle_type} {plate}, first registered on {event_date}.{remarks} "
            "To verify: ask to see the vehicle or the proof that it is gone."
        )
    },
    rule=VehicleRule,
    find=find,
    finds={"police.vehicles": CELLS},
    settle=only_of_household,
    asset=True,
)

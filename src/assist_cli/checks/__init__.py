"""The register of checks: a new one is a file beside this one, a line here, and its cases."""

from collections.abc import Mapping
from typing import Any

from assist_cli.checks import (
    custody,
    deceased,
    duplicate,
    employment,
    enterprise,
    living_elsewhere,
    lost_work,
    lump_sum,
    medical_burden,
    member_change,
    moved_out,
    moved_within,
    newborn,
    pension,
    property_owned,
    property_purchase,
    record_error,
    vehicle_owned,
    vehicle_purchase,
)
from assist_cli.checks.check import Check

REGISTER: Mapping[str, Check[Any]] = {  # Any: each check has parameters of its own
    "deceased": deceased.CHECK,
    "moved_out": moved_out.CHECK,
    "moved_within": moved_within.CHECK,
    "living_elsewhere": living_elsewhere.CHECK,
    "vehicle_purchase": vehicle_purchase.CHECK,
    "vehicle_owned": vehicle_owned.CHECK,
    "property_purchase": property_purchase.CHECK,
    "property_owned": property_owned.CHECK,
    "lump_sum": lump_sum.CHECK,
    "employment": employment.CHECK,
    "pension": pension.CHECK,
    "enterprise": enterprise.CHECK,
    "custody": custody.CHECK,
    "duplicate": duplicate.CHECK,
    "medical_burden": medical_burden.CHECK,
    "lost_work": lost_work.CHECK,
    "newborn": newborn.CHECK,
    "member_change": member_change.CHECK,
    "record_error": record_error.CHECK,
}

"""The register of checks: a new one is a file beside this one, a line here, and its cases."""

from collections.abc import Mapping
from typing import Any

from assist_cli.checks import (
    custody,
    deceased,
    employment,
    living_elsewhere,
    lump_sum,
    medical_burden,
    moved_out,
    moved_within,
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
    "lump_sum": lump_sum.CHECK,
    "employment": employment.CHECK,
    "custody": custody.CHECK,
    "medical_burden": medical_burden.CHECK,
    "record_error": record_error.CHECK,
}

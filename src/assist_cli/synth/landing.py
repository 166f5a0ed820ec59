"""What of every delivery must land: the kinds of its columns, and those without which a row is rejected.

Told here once more, apart from the configuration, because the truth may not follow from what it judges.
Columns that are not named are delivered and dropped.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["id", "name", "text", "division", "code", "date", "month", "amount", "integer"]


@dataclass(frozen=True, slots=True)
class Landing:
    """How one column lands: `filled` columns may not be empty; `stored` is its name in the store, if another."""

    kind: Kind
    filled: bool = False
    stored: str = ""


_ID = Landing("id", filled=True)
_NAME, _TEXT, _DIVISION, _DATE, _AMOUNT = (
    Landing("name"),
    Landing("text"),
    Landing("division"),
    Landing("date"),
    Landing("amount"),
)
_CODE = Landing("code")
_FILLED_NAME, _FILLED_TEXT, _FILLED_CODE, _FILLED_DATE, _FILLED_MONTH, _FILLED_AMOUNT = (
    Landing("name", filled=True),
    Landing("text", filled=True),
    Landing("code", filled=True),
    Landing("date", filled=True),
    Landing("month", filled=True),
    Landing("amount", filled=True),
)

LANDINGS: Mapping[str, Mapping[str, Landing]] = {
    "civil.roster": {
        "household_id": _FILLED_TEXT,
        "name": _FILLED_NAME,
        "id_number": Landing("id"),
        "programme": _FILLED_CODE,
        "household_size": Landing("integer"),
        "amount": _AMOUNT,
        "division_code": Landing("division", filled=True),
        "street": _TEXT,
        "community": _TEXT,
        "address": _TEXT,
        "account": _TEXT,
        "account_holder": _TEXT,
        "approved_on": _DATE,
        "authorised_on": _DATE,
        "status": _FILLED_CODE,
    },
    "police.deaths": {
        "id_number": _ID,
        "name": _NAME,
        "died_on": _DATE,
        "cancelled_on": _DATE,
        "reason": Landing("code", filled=True, stored="cancellation"),
    },
    "police.residents": {
        "id_number": _ID,
        "name": _NAME,
        "hukou_address": _TEXT,
        "hukou_division": _DIVISION,
        "address": _TEXT,
        "residence_division": _DIVISION,
        "registered_on": _DATE,
        "cancelled": _CODE,
        "moved_out_on": _DATE,
        "moved_to": _TEXT,
    },
    "police.vehicles": {
        "id_number": _ID,
        "name": _NAME,
        "plate_kind": _TEXT,
        "plate": _FILLED_TEXT,
        "vehicle_type": _FILLED_TEXT,
        "usage": _TEXT,
        "registered_on": _DATE,
        "state": _FILLED_CODE,
        "scrap_by": _DATE,
    },
    "health.deaths": {
        "id_number": _ID,
        "name": _NAME,
        "sex": _CODE,
        "born_on": _DATE,
        "died_on": _FILLED_DATE,
    },
    "civil.funerals": {
        "id_number": _ID,
        "name": _NAME,
        "sex": _CODE,
        "died_on": _DATE,
        "cremated_on": _FILLED_DATE,
    },
    "social_security.contributions": {
        "id_number": _ID,
        "name": _NAME,
        "employer": _TEXT,
        "state": _TEXT,
        "insurance": _TEXT,
        "person_kind": _TEXT,
        "paid": _FILLED_AMOUNT,
        "period": _FILLED_MONTH,
    },
    "health.spending": {
        "id_number": _ID,
        "name": _NAME,
        "hospital": _TEXT,
        "cash_paid": _FILLED_AMOUNT,
        "account_paid": _AMOUNT,
        "admitted_on": _DATE,
        "discharged_on": _DATE,
        "settled_on": _FILLED_DATE,
    },
    "social_security.pensions": {
        "id_number": _ID,
        "name": _NAME,
        "insurance": _TEXT,
        "period": _FILLED_MONTH,
        "paid": _FILLED_AMOUNT,
        "state": _CODE,
    },
    "property.holdings": {
        "id_number": _ID,
        "name": _NAME,
        "unit_number": _TEXT,
        "location": _FILLED_TEXT,
        "usage": _TEXT,
        "ownership": _CODE,
        "registered_on": _FILLED_DATE,
        "registration": _TEXT,
        "acquired_by": _TEXT,
        "state": _CODE,
    },
    "market.enterprises": {
        "id_number": _ID,
        "name": _NAME,
        "credit_code": _FILLED_TEXT,
        "business": _TEXT,
        "business_type": _TEXT,
        "role": _TEXT,
        "contribution": _AMOUNT,
        "founded_on": _DATE,
        "state": _FILLED_CODE,
    },
    "housing_fund.deposits": {
        "id_number": _ID,
        "name": _NAME,
        "employer": _TEXT,
        "period": _FILLED_MONTH,
        "paid": _FILLED_AMOUNT,
        "state": _CODE,
    },
    "justice.custody": {
        "id_number": _ID,
        "name": _NAME,
        "began_on": _FILLED_DATE,
        "ended_on": _DATE,
    },
    "health.births": {
        "certificate": _TEXT,
        "id_number": _ID,
        "name": _NAME,
        "born_on": _FILLED_DATE,
    },
    "civil.marriages": {
        "id_number": _ID,
        "name": _NAME,
        "registration": _FILLED_CODE,
        "registered_on": _FILLED_DATE,
    },
    "civil.other_rosters": {
        "id_number": _ID,
        "name": _NAME,
        "programme": _FILLED_CODE,
        "amount": _AMOUNT,
        "division_code": _DIVISION,
        "paid_by": _TEXT,
        "status": _CODE,
    },
}

"""A made-up month: findings, coverage and deliveries as the store and the commands hand them to outputs."""

from datetime import date
from decimal import Decimal

import polars as pl

MONTH = "2024-06"
FINDINGS = {
    "finding_id": pl.String,
    "month": pl.String,
    "check": pl.String,
    "lane": pl.String,
    "lamp": pl.String,
    "grade": pl.String,
    "household_id": pl.String,
    "id_number": pl.String,
    "name": pl.String,
    "programme": pl.String,
    "division_code": pl.String,
    "district": pl.String,
    "street": pl.String,
    "community": pl.String,
    "event_date": pl.Date,
    "months": pl.Int32,
    "amount": pl.Decimal(12, 2),
    "sources": pl.List(pl.String),
    "summary": pl.String,
    "status": pl.String,
    "first_month": pl.String,
    "months_open": pl.Int32,
    "address": pl.String,
}
COVERAGE = {
    "month": pl.String,
    "check": pl.String,
    "division_code": pl.String,
    "district": pl.String,
    "street": pl.String,
    "community": pl.String,
    "people": pl.Int32,
    "checked": pl.Int32,
    "not_checked": pl.Int32,
    "reason": pl.String,
    "found": pl.Int32,
}
DELIVERIES = {
    "source": pl.String,
    "title": pl.String,
    "state": pl.String,
    "delivered": pl.String,
    "rows": pl.Int64,
    "rejected": pl.Int64,
}
TITLES = {
    "zh": {
        "deceased": "疑似死亡仍在册",
        "moved_out": "户籍迁出本区",
        "living_elsewhere": "人户分离",
        "vehicle_purchase": "近期新购车辆",
        "vehicle_owned": "名下有车辆",
        "record_error": "数据问题",
    },
    "en": {
        "deceased": "Death on record, still listed",
        "moved_out": "Hukou outside the jurisdiction",
        "living_elsewhere": "Living elsewhere",
        "vehicle_purchase": "Vehicle bought lately",
        "vehicle_owned": "Vehicle owned",
        "record_error": "Data to be corrected",
    },
}
_LANES = {
    "deceased": "exit",
    "moved_out": "exit",
    "living_elsewhere": "info",
    "vehicle_purchase": "exit",
    "vehicle_owned": "exit",
    "record_error": "record",
}
STREETS = {"990102001": "东湖街道", "990102002": "柳堤街道", "990102003": "石桥镇"}
_SUMMARY = {
    "deceased": "公安死亡注销、殡葬火化均记录其于2024年3月9日死亡，此后名册仍列发3个月，共1,938.00元，建议入户核实。",
    "moved_out": "户籍登记显示已于2024年2月1日迁往西岭区，建议向社区和派出所核实。",
    "living_elsewhere": "户籍在东湖街道，居住登记在西岭区云岭街道，建议委托居住地核实。",
    "vehicle_purchase": "名下2024年1月15日初次登记小型轿车一辆（明A·***12），在救助审批之后，建议核实。",
    "vehicle_owned": "名下小型货车一辆，已过强制报废期，疑似报废未注销，建议核实。",
    "record_error": "殡葬已火化逾60日，公安尚未注销户口，建议提请公安核对。",
}


def finding(number: int, check: str = "deceased", **values: object) -> dict[str, object]:
    """One finding; whatever matters to a test is given by name."""
    community = f"990102{number % 3 + 1:03d}{number % 4 + 1:03d}"
    deceased = check == "deceased"
    row: dict[str, object] = {
        "finding_id": f"f{number:015x}",
        "month": MONTH,
        "check": check,
        "lane": _LANES[check],
        "lamp": "red" if deceased else "yellow",
        "grade": "certain",
        "household_id": f"H9901020{number // 2:05d}",
        "id_number": f"990102********{1000 + number}",
        "name": "张*",
        "programme": "dibao",
        "division_code": community,
        "district": "东湖区",
        "street": STREETS[community[:9]],
        "community": f"第{number % 4 + 1}社区",
        "event_date": date(2024, 3, 9) if check != "living_elsewhere" else None,
        "months": 3 if deceased else None,
        "amount": Decimal("1938.00") if deceased else None,
        "sources": ["civil.funerals", "police.deaths"] if deceased else ["police.residents"],
        "summary": _SUMMARY[check],
        "status": "new",
        "first_month": MONTH,
        "months_open": 1,
        "address": "东湖街道湖滨路***",
    }
    return row | values


def findings(*rows: dict[str, object]) -> pl.DataFrame:
    """The findings of `rows`, in the store's schema and `address`."""
    return pl.DataFrame(list(rows), schema=FINDINGS)


def coverage(*rows: tuple[str, str, int, int, str | None]) -> pl.DataFrame:
    """Coverage of (check, division code, people, not checked, reason)."""
    return pl.DataFrame(
        [
            {
                "month": MONTH,
                "check": check,
                "division_code": code,
                "district": "东湖区",
                "street": STREETS.get(code[:9], "云岭街道"),
                "community": f"第{int(code[9:])}社区",
                "people": people,
                "checked": people - missed,
                "not_checked": missed,
                "reason": reason,
                "found": 0,
            }
            for check, code, people, missed, reason in rows
        ],
        schema=COVERAGE,
    )


def deliveries(language: str = "zh", **states: str) -> pl.DataFrame:
    """Seven sources, all delivered but those named in `states` (`police_vehicles="missing"`)."""
    titles = {
        "civil.roster": ("发放名册", "Pay roster"),
        "civil.funerals": ("殡葬火化", "Cremations"),
        "health.deaths": ("卫健死亡医学证明", "Medical certificates of death"),
        "police.deaths": ("公安死亡注销", "Police death cancellations"),
        "police.residents": ("公安户籍人口", "Police population register"),
        "police.vehicles": ("公安机动车", "Police vehicle register"),
        "social_security.contributions": ("人社社保缴费", "Social insurance contributions"),
    }
    rows = []
    for source, both in titles.items():
        state = states.get(source.replace(".", "_"), "present")
        used = {"present": MONTH, "stale": "2024-04"}.get(state)
        counts = (12_345, 7) if used else (None, None)
        rows.append((source, both[language == "en"], state, used, *counts))
    return pl.DataFrame(rows, schema=DELIVERIES, orient="row")


def full_month() -> pl.DataFrame:
    """Thirty-seven findings of six checks in three streets, one of them cleared."""
    checks = [
        "deceased",
        "moved_out",
        "living_elsewhere",
        "vehicle_purchase",
        "vehicle_owned",
        "record_error",
    ]
    rows = [finding(number, checks[number % 6 if number < 24 else 0]) for number in range(36)]
    return findings(*rows, finding(99, "moved_out", status="cleared", lamp="green"))


def full_coverage() -> pl.DataFrame:
    """Twelve communities: no vehicles at all, residents not found here and there."""
    codes = [f"990102{street:03d}{place:03d}" for street in (1, 2, 3) for place in (1, 2, 3, 4)]
    vehicles = [("vehicle_owned", code, 60, 60, "missing:police.vehicles;not_authorised") for code in codes]
    deaths = [("deceased", code, 55, 0, None) for code in codes]
    moved = [
        ("moved_out", code, 60, place % 3, "not_in:police.residents;id_unusable" if place % 3 else None)
        for place, code in enumerate(codes)
    ]
    return coverage(*vehicles, *deaths, *moved)

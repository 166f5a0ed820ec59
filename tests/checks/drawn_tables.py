"""Tables drawn in the text of a test become rows, and rows become the file a department would send.

A column that is not drawn is filled as if nothing were the matter. In a drawn column a blank cell means the same, and
a dash means that nothing stands there.
"""

import csv
import io
import tomllib
from datetime import date
from functools import cache

from assist_cli.settings.shipped import folder

STRANGER = "990102197001010016"
"""Somebody who is on no roster: the last row of every extract, so that none is empty or out of its month."""


def rows_of(table):
    """The rows of a drawn table: header, cells between bars; lines of dashes are decoration."""
    lines = [line for line in table.splitlines() if line.strip() and not set(line) <= set("-+ ")]
    if not lines:
        return []
    header, *body = ([cell.strip() for cell in line.split("|")] for line in lines)
    return [dict(zip(header, cells, strict=True)) for cells in body]


@cache
def configuration(source):
    return tomllib.loads((folder("configs") / "sources" / f"{source}.toml").read_text(encoding="utf-8"))


@cache
def division_names():
    text = (folder("configs") / "divisions.csv").read_text(encoding="utf-8")
    return {row["code"]: row["name"] for row in csv.DictReader(io.StringIO(text))}


def usual_address(code):
    """A house of its own in each division, with the names that the table knows, from the city down."""
    above = [code[:length] for length in (4, 6, 9, 12) if length <= len(code)]
    return "".join(division_names().get(place, "") for place in above) + f"湖滨路{int(code[6:] or 8)}号"


def delivered_rows(source, drawn, people, month):
    """Drawn rows with every canonical column of the source, as text."""
    filled = []
    for number, row in enumerate(drawn, start=1):
        usual = _usual(source, row, people, month, number)
        if source == "civil.roster":
            usual |= {"household_size": str(_people_paid(drawn, row))}
        stated = {name: "" if cell == "-" else cell for name, cell in row.items() if cell}
        if "reported_by" in stated:
            stated["reported_by"] = people.number(stated["reported_by"])
        filled.append({**usual, **stated, "id_number": people.number(row["person"])})
    return filled


def _people_paid(drawn, row):
    """How many people of the row's household are paid for; all of them where nobody is."""
    home = row.get("household_id") or f"H-{row['person']}"
    members = [one for one in drawn if (one.get("household_id") or f"H-{one['person']}") == home]
    active = [one for one in members if (one.get("status") or "active") == "active"]
    paid = {one["person"].partition("/")[0] for one in active if one.get("amount") not in ("0", "-")}
    return len(paid) or len(members)


def as_csv(source, rows, month):
    """The bytes of the file: the source's own Chinese headers, its words for codes, a stranger in the last row."""
    columns = configuration(source)["columns"]
    headers = [column["headers"][0] for column in columns.values()]
    extra = {"reported_by": "申报人公民身份号码"} if any("reported_by" in row for row in rows) else {}
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([*headers, *extra.values()])
    everybody = rows if source == "civil.roster" else [*rows, _stranger(source, month)]
    for row in everybody:
        writer.writerow(_word(columns[name], row.get(name, "")) for name in columns)
    lines = text.getvalue().splitlines(keepends=True)
    if extra:
        reporters = [row.get("reported_by", "") for row in everybody]
        lines[1:] = [f"{line.rstrip()},{who}\r\n" for line, who in zip(lines[1:], reporters, strict=True)]
    return "".join(lines).encode("gb18030" if source.startswith("police") else "utf-8-sig")


def _word(column, cell):
    """A canonical code as the department writes it; every other cell as it is drawn."""
    return column.get("codes", {}).get(cell, [cell])[0]


def _usual(source, row, people, month, number):
    """What stands in a row about somebody of whom nothing is the matter."""
    person = row["person"]
    cells = {
        "civil.roster": lambda: _usual_listing(row, person),
        "police.deaths": lambda: {"cancellation": "death"},
        "health.deaths": lambda: {"sex": people.sex(person), "born_on": people.born(person)},
        "civil.funerals": lambda: {"sex": people.sex(person), "cremated_on": row.get("died_on", "")},
        "police.residents": lambda: _usual_entry(row),
        "police.vehicles": lambda: _usual_vehicle(number),
        "social_security.contributions": lambda: _usual_work(month),
        "justice.custody": lambda: {"began_on": f"{month}-01"},
        "health.spending": lambda: _usual_stay(month),
        "property.holdings": lambda: _usual_unit(number),
        "social_security.pensions": lambda: _usual_pension(month),
        "housing_fund.deposits": lambda: _usual_deposit(month),
        "civil.other_rosters": _usual_entry_elsewhere,
        "market.enterprises": lambda: _usual_business(number),
        "civil.marriages": lambda: {"registration": "marriage", "registered_on": f"{month}-01"},
        "health.births": lambda: {"certificate": f"Z99{number:07d}", "born_on": f"{month}-01"},
    }
    return {"name": people.name(person), **cells[source]()}


def _usual_listing(row, person):
    code = row.get("division_code") or "990102001001"
    return {
        "household_id": f"H-{person}",
        "programme": "dibao",
        "amount": "500",
        "division_code": code,
        "street": division_names().get(code[:9], ""),
        "community": division_names().get(code[:12], ""),
        "address": "湖滨路8号",
        "approved_on": "2020-01-01",
        "authorised_on": "2020-01-02",
        "status": "active",
    }


def _usual_entry(row):
    """Addresses say what the codes say."""
    code = row.get("hukou_division") or "990102001001"
    residence = row.get("residence_division") or code
    return {
        "hukou_address": usual_address(code),
        "hukou_division": code,
        "address": usual_address(residence),
        "residence_division": code if code != "-" else "",
        "registered_on": "2010-01-01",
        "cancelled": "no",
    }


def _usual_vehicle(number):
    return {
        "plate_kind": "小型汽车",
        "plate": f"九A{number:05d}",
        "vehicle_type": "小型轿车",
        "usage": "非营运",
        "registered_on": "2015-01-01",
        "state": "normal",
    }


def _usual_work(month):
    return {
        "employer": "明州市制衣厂",
        "state": "正常缴费",
        "insurance": "城镇职工基本养老保险",
        "person_kind": "在职职工",
        "paid": "800",
        "period": month,
    }


def _usual_deposit(month):
    return {"employer": "明州市制衣厂", "period": month, "paid": "150", "state": "paid"}


def _usual_pension(month):
    return {"insurance": "城镇职工基本养老保险", "period": month, "paid": "1200", "state": "paid"}


def _usual_stay(month):
    return {
        "hospital": "明州市第一医院",
        "care": "住院",
        "cash_paid": "1000",
        "account_paid": "0",
        "admitted_on": f"{month}-02",
        "discharged_on": f"{month}-05",
        "settled_on": f"{month}-05",
    }


def _usual_unit(number):
    return {
        "unit_number": f"990102001001GB{number:05d}F0001",
        "location": "明州市东湖区湖滨路8号",
        "area": "88.50",
        "usage": "住宅",
        "ownership": "sole",
        "registered_on": "2015-01-01",
        "registration": "转移登记",
        "state": "current",
    }


def _usual_entry_elsewhere():
    return {
        "programme": "dibao",
        "amount": "400",
        "division_code": "990103001001",
        "paid_by": "西岭区民政局",
        "status": "active",
    }


def _usual_business(number):
    return {
        "credit_code": f"91990102MA{number:08d}",
        "business": "东湖区望湖商贸有限公司",
        "business_type": "有限责任公司",
        "role": "法定代表人",
        "contribution": "100000",
        "founded_on": "2015-01-01",
        "state": "live",
    }


def _stranger(source, month):
    day = f"{month}-01"
    dated = {"died_on": day, "cremated_on": day, "registered_on": day}
    nobody = {"person": STRANGER, "hukou_division": "990102001001"}
    usual = _usual(source, nobody, _Nobody(), month, number=99999)
    return {**usual, **dated, "id_number": STRANGER}


class _Nobody:
    def name(self, _cell):
        return "路人"

    def sex(self, _cell):
        return "male"

    def born(self, _cell):
        return date(1970, 1, 1).isoformat()

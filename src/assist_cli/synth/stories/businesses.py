"""Businesses in the name of a household's members: run, held, lent a name to, and ended."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from assist_cli.synth.acts import ENTERPRISES, ROSTER
from assist_cli.synth.book import Cell, Member
from assist_cli.synth.names import another_name
from assist_cli.synth.scene import Scene

_CHECK = "enterprise"
_OTHER_ROLES = ("监事", "财务负责人")
_ENDED = ("注销", "吊销，未注销", "迁出")


@dataclass(frozen=True, slots=True)
class Business:
    """A business and what somebody is in it."""

    code: str
    founded_on: date
    business_type: str = "有限责任公司"
    role: str = "法定代表人"
    state: str = "存续"


def _business(scene: Scene, founded_on: date) -> Business:
    return Business(f"91990102MA{scene.book.next_serial():08d}", founded_on)


def _registered(
    scene: Scene,
    who: Member,
    business: Business,
    *,
    name: str | None = None,
    since: int = 0,
    until: int | None = None,
) -> None:
    """The person stands in the business in these months' snapshots."""
    row: dict[str, Cell] = {
        "pid": who.pid,
        "credit_code": business.code,
        "business": f"东湖区望湖{business.code[-4:]}商行",
        "business_type": business.business_type,
        "name": name or who.name,
        "id_number": who.id_number,
        "role": business.role,
        "contribution": 20_000_000,
        "founded_on": business.founded_on,
        "state": business.state,
    }
    scene.record(ENTERPRISES, row, since=since, until=until)


def _found(
    scene: Scene, who: Member, business: Business, *, grade: str = "certain", until: int | None = None
) -> None:
    scene.found(_CHECK, who, business.code, (ENTERPRISES,), on=business.founded_on, grade=grade, until=until)


def runs_a_company(scene: Scene) -> None:
    """Legal representative and shareholder of one company: one finding."""
    who = scene.car_owners()[scene.turn % 2]
    business = _business(scene, scene.day(-30))
    _registered(scene, who, business)
    _registered(scene, who, replace(business, role="股东"))
    _found(scene, who, business)


def holds_a_share(scene: Scene) -> None:
    """A shareholder who is the supervisor, too."""
    who = scene.car_owners()[0]
    business = replace(_business(scene, scene.day(-40)), role="股东兼监事", state="在业")
    _registered(scene, who, business)
    _found(scene, who, business)


def closed_next_month(scene: Scene) -> None:
    """A company that the next snapshot shows as cancelled: found once, then cleared."""
    who = scene.car_owners()[0]
    business = _business(scene, scene.day(-20))
    _registered(scene, who, business, until=1)
    _registered(scene, who, replace(business, state="注销"), since=1)
    _found(scene, who, business, until=1)


def small_shop(scene: Scene) -> None:
    """A sole trader's shop: merely possible."""
    who = scene.car_owners()[0]
    business = replace(_business(scene, scene.day(-25)), business_type="个体工商户", role="经营者")
    _registered(scene, who, business)
    _found(scene, who, business, grade="possible")


def in_a_cooperative(scene: Scene) -> None:
    """A member of a farmers' co-operative: merely possible."""
    who = scene.car_owners()[0]
    business = replace(_business(scene, scene.day(-60)), business_type="农民专业合作社", role="股东")
    _registered(scene, who, business)
    _found(scene, who, business, grade="possible")


def paused(scene: Scene) -> None:
    """A company that has paused: merely possible."""
    who = scene.car_owners()[0]
    business = replace(_business(scene, scene.day(-35)), state="歇业")
    _registered(scene, who, business)
    _found(scene, who, business, grade="possible")


def in_many_businesses(scene: Scene) -> None:
    """Four companies in one name, founded years apart: perhaps a stolen identity."""
    who = scene.car_owners()[0]
    for year in range(4):
        business = _business(scene, scene.day(-10 - 12 * year))
        _registered(scene, who, business)
        _found(scene, who, business, grade="possible")


def founded_in_a_burst(scene: Scene) -> None:
    """Two companies of one week, perhaps a stolen identity; an older one stands for itself."""
    who = scene.car_owners()[0]
    day = scene.day(-15)
    for founded_on in (day, day + timedelta(days=4)):
        business = _business(scene, founded_on)
        _registered(scene, who, business)
        _found(scene, who, business, grade="possible")
    old = _business(scene, scene.day(-70))
    _registered(scene, who, old)
    _found(scene, who, old)


def business_of_another(scene: Scene) -> None:
    """Somebody else's company under the recipient's ID: possible, and a data error."""
    who = scene.car_owners()[0]
    business = _business(scene, scene.day(-18))
    _registered(scene, who, business, name=another_name(scene.dice, who.name))
    _found(scene, who, business, grade="possible")
    scene.found("record_error", who, f"name_differs:{ENTERPRISES}", (ENTERPRISES,), grade="possible")


def only_a_supervisor(scene: Scene) -> None:
    """Supervisor or head of finance of somebody else's company: left alone."""
    who = scene.car_owners()[0]
    _registered(scene, who, replace(_business(scene, scene.day(-22)), role=_OTHER_ROLES[scene.turn % 2]))
    scene.innocent(who, _CHECK)


def ended(scene: Scene) -> None:
    """A company that was cancelled, revoked or moved away: left alone."""
    who = scene.car_owners()[0]
    business = _business(scene, scene.day(-50))
    _registered(scene, who, replace(business, state=_ENDED[scene.turn % len(_ENDED)]))
    scene.innocent(who, _CHECK)


def business_not_authorised(scene: Scene) -> None:
    """A household without an authorisation has a company: not checked, so not found."""
    family = scene.car_owners()
    scene.edit_all(ROSTER, family, {"authorised_on": None})
    _registered(scene, family[0], _business(scene, scene.day(-12)))
    scene.innocent(family[0], _CHECK)

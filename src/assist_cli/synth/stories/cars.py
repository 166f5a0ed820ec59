"""Vehicles in the name of a household: bought, owned, sold, and those that never count."""

from dataclasses import dataclass
from datetime import date, timedelta

from assist_cli.synth import calendar
from assist_cli.synth.acts import ROSTER, VEHICLES
from assist_cli.synth.book import Cell, Member
from assist_cli.synth.names import another_name
from assist_cli.synth.scene import Scene

_CAR = ("小型汽车", "小型轿车")
_LIGHT = (
    ("普通摩托车", "普通二轮摩托车"),
    ("电动自行车", "电动自行车"),
    ("小型汽车", "残疾人专用汽车"),
    ("轻便摩托车", "轻便二轮摩托车"),
)
_GONE = ("报废", "注销", "转出")
_BOTH = ("vehicle_purchase", "vehicle_owned")
_NEVER = date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Car:
    """A registration; private cars have no date of compulsory scrapping (9999-12-31 or blank)."""

    plate: str
    registered_on: date
    kind: tuple[str, str] = _CAR
    scrap_by: date | None = None


def _bought(scene: Scene, registered_on: date) -> Car:
    scrap_by = _NEVER if scene.turn % 2 else None
    return Car(f"九T{scene.book.next_serial():05d}", registered_on, scrap_by=scrap_by)


def _registered(
    scene: Scene,
    who: Member,
    car: Car,
    *,
    state: str = "正常",
    name: str | None = None,
    since: int = 0,
    until: int | None = None,
) -> None:
    """The car stands in these months' snapshots."""
    row: dict[str, Cell] = {
        "pid": who.pid,
        "id_number": who.id_number,
        "name": name or who.name,
        "plate": car.plate,
        "plate_kind": car.kind[0],
        "vehicle_type": car.kind[1],
        "usage": "非营运",
        "registered_on": car.registered_on,
        "state": state,
        "scrap_by": car.scrap_by,
    }
    scene.record(VEHICLES, row, since=since, until=until)


def _seen(scene: Scene, since: int) -> int:
    """The first month from `since` on in which the police deliver vehicles, counted from the beginning."""
    months = scene.positions(since, None)
    delivered = (n for n in months if scene.book.delivered(VEHICLES, scene.book.months[n]))
    return next(delivered, months.stop) - scene.start


def _counts(
    scene: Scene,
    who: Member,
    car: Car,
    approved_on: date | None,
    *,
    grade: str = "certain",
    until: int | None = None,
) -> None:
    """Month by month: a purchase inside the look-back window and after approval, else owned."""
    for position in scene.positions(_seen(scene, 0), until):
        fresh = car.registered_on >= calendar.look_back(scene.book.months[position])
        after = approved_on is not None and car.registered_on >= approved_on
        scene.found(
            _BOTH[0] if fresh and after else _BOTH[1],
            who,
            car.plate,
            (VEHICLES,),
            on=car.registered_on,
            grade=grade,
            since=position - scene.start,
            until=position - scene.start + 1,
        )


def bought_by_head(scene: Scene) -> None:
    """The head has bought a car within the look-back window, after approval: lately, or more than a year ago."""
    who = scene.car_owners()[0]
    car = _bought(scene, scene.day(-5 - 9 * (scene.turn % 2)))
    _registered(scene, who, car)
    _counts(scene, who, car, who.approved_on)


def bought_by_another_member(scene: Scene) -> None:
    """Another member of the household, paid or not, has bought a car: it counts for the household."""
    who = scene.car_owners()[1]
    car = _bought(scene, scene.day(0, latest=15))
    _registered(scene, who, car, state="逾期未检验")
    _counts(scene, who, car, who.approved_on)


def owned_before_approval(scene: Scene) -> None:
    """A car of last year, but older than the approval: owned, not bought."""
    family = scene.car_owners()
    who, approved_on = family[0], scene.day(-4)
    dates: dict[str, Cell] = {"approved_on": approved_on, "authorised_on": approved_on}
    scene.edit_all(ROSTER, family, dates)
    car = _bought(scene, scene.day(-9))
    _registered(scene, who, car)
    _counts(scene, who, car, approved_on)


def owned_for_long(scene: Scene) -> None:
    """A car older than the look-back window."""
    who = scene.car_owners()[scene.turn % 2]
    car = _bought(scene, scene.day(-40 - scene.turn))
    _registered(scene, who, car, state="违法未处理")
    _counts(scene, who, car, who.approved_on)


def past_scrapping(scene: Scene) -> None:
    """A car past its compulsory scrapping that nobody cancelled: owned, perhaps only on paper."""
    who = scene.car_owners()[0]
    old = _bought(scene, scene.day(-200))
    car = Car(old.plate, old.registered_on, ("大型汽车", "重型普通货车"), scrap_by=scene.day(-20))
    _registered(scene, who, car)
    _counts(scene, who, car, who.approved_on)


def ages_out(scene: Scene) -> None:
    """A car whose purchase leaves the look-back window: the purchase clears, ownership is new."""
    who = scene.car_owners()[0]
    car = _bought(scene, calendar.look_back(scene.month) + timedelta(days=5))
    _registered(scene, who, car)
    _counts(scene, who, car, who.approved_on)


def approval_missing(scene: Scene) -> None:
    """A new car in a household whose roster rows have no approval date: owned, not bought."""
    family = scene.car_owners()
    scene.edit_all(ROSTER, family, {"approved_on": None})
    car = _bought(scene, scene.day(-6))
    _registered(scene, family[0], car)
    _counts(scene, family[0], car, None)


def other_owner(scene: Scene) -> None:
    """A car under the recipient's ID and another name: possible, and a data error."""
    who = scene.car_owners()[0]
    car = _bought(scene, scene.day(-7))
    _registered(scene, who, car, name=another_name(scene.dice, who.name))
    _counts(scene, who, car, who.approved_on, grade="possible")
    subject = f"name_differs:{VEHICLES}"
    scene.found("record_error", who, subject, (VEHICLES,), grade="possible", since=_seen(scene, 0))


def sold(scene: Scene) -> None:
    """A car that the next snapshot shows as transferred: cleared."""
    who = scene.car_owners()[0]
    car = _bought(scene, scene.day(-30))
    seen = _seen(scene, 1)
    _registered(scene, who, car, until=1)
    _registered(scene, who, car, state="转出", since=1)
    _counts(scene, who, car, who.approved_on, until=seen)


def light_vehicles(scene: Scene) -> None:
    """Motorcycles, e-bikes and disabled persons' vehicles: left alone."""
    who = scene.car_owners()[0]
    bought = _bought(scene, scene.day(-3))
    _registered(scene, who, Car(bought.plate, bought.registered_on, _LIGHT[scene.turn % len(_LIGHT)]))
    scene.innocent(who, *_BOTH)


def gone_vehicles(scene: Scene) -> None:
    """Scrapped, cancelled and transferred cars: left alone."""
    who = scene.car_owners()[0]
    _registered(scene, who, _bought(scene, scene.day(-8)), state=_GONE[scene.turn % len(_GONE)])
    scene.innocent(who, *_BOTH)


def not_authorised(scene: Scene) -> None:
    """A household without an authorisation has a car: not checked, so not found."""
    family = scene.car_owners()
    scene.edit_all(ROSTER, family, {"authorised_on": None})
    _registered(scene, family[0], _bought(scene, scene.day(-4)))
    scene.innocent(family[0], *_BOTH)

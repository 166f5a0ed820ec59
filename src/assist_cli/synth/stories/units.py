"""Property in the name of a household: bought, owned, shared, sold, and what never counts."""

from dataclasses import dataclass
from datetime import date

from assist_cli.synth.acts import HOLDINGS, ROSTER, first_by_id
from assist_cli.synth.book import Cell, Member
from assist_cli.synth.names import another_name
from assist_cli.synth.scene import Scene

_BOTH = ("property_purchase", "property_owned")
_DWELLING, _SHOP, _PARKING = ("成套住宅", "88.50"), ("商业服务", "46.20"), ("车位", "12.72")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with its use and area."""

    number: str
    use: tuple[str, str] = _DWELLING


@dataclass(frozen=True, slots=True)
class Title:
    """How somebody owns a unit, as the register has it."""

    ownership: str = "单独所有"
    share: str | None = None
    registration: str = "转移登记"
    acquired_by: str = "买卖"
    state: str = "现势"


_JOINT, _QUARTER = Title("共同共有"), Title("按份共有", "25%")
_RESETTLED = (Title(acquired_by="拆迁安置"), Title(acquired_by="征收补偿"))


def _unit(scene: Scene, use: tuple[str, str] = _DWELLING) -> Unit:
    return Unit(f"990102001001GB00002F{scene.book.next_serial():08d}", use)


def _registered(
    scene: Scene,
    who: Member,
    unit: Unit,
    on: date,
    title: Title = Title(),
    *,
    name: str | None = None,
    since: int = 0,
    until: int | None = None,
) -> None:
    """The unit stands in these months' snapshots."""
    row: dict[str, Cell] = {
        "pid": who.pid,
        "name": name or who.name,
        "id_number": who.id_number,
        "unit_number": unit.number,
        "certificate": f"九(2023)明州市不动产权第{unit.number[-8:]}号",
        "location": f"明州市东湖区望湖路{int(unit.number[-4:])}号",
        "area": unit.use[1],
        "usage": unit.use[0],
        "ownership": title.ownership,
        "share": title.share,
        "registered_on": on,
        "registration": title.registration,
        "acquired_by": title.acquired_by,
        "state": title.state,
    }
    scene.record(HOLDINGS, row, since=since, until=until)


def _dwells(scene: Scene, who: Member) -> date:
    """The dwelling in which the household lives, owned for long: its day."""
    on = scene.day(-120)
    _registered(scene, who, _unit(scene), on, _RESETTLED[scene.turn % 2])
    return on


def unit_bought(scene: Scene) -> None:
    """A member has bought a dwelling after approval."""
    who = scene.car_owners()[scene.turn % 2]
    unit, on = _unit(scene), scene.day(-4)
    _registered(scene, who, unit, on)
    scene.found(_BOTH[0], who, unit.number, (HOLDINGS,), on=on)


def unit_bought_together(scene: Scene) -> None:
    """Two members have bought one dwelling, the household's second: one purchase, and two dwellings."""
    head, other, *_rest = scene.car_owners()
    unit, on = _unit(scene), scene.day(-3)
    for who in (head, other):
        _registered(scene, who, unit, on, _JOINT)
    _dwells(scene, head)
    first = first_by_id((head, other))
    scene.found(_BOTH[0], first, unit.number, (HOLDINGS,), on=on)
    scene.found(_BOTH[1], first, "dwellings", (HOLDINGS,), on=on)


def parking_space_bought(scene: Scene) -> None:
    """A parking space is no dwelling, but somebody paid for it."""
    who = scene.car_owners()[0]
    unit, on = _unit(scene, _PARKING), scene.day(-2)
    _registered(scene, who, unit, on)
    scene.found(_BOTH[0], who, unit.number, (HOLDINGS,), on=on)


def small_share_bought(scene: Scene) -> None:
    """A quarter of a dwelling: merely possible."""
    who = scene.car_owners()[0]
    unit, on = _unit(scene), scene.day(-6)
    _registered(scene, who, unit, on, _QUARTER)
    scene.found(_BOTH[0], who, unit.number, (HOLDINGS,), on=on, grade="possible")


def joined_the_spouses_unit(scene: Scene) -> None:
    """A name is added to a unit that another member has owned for long: merely possible."""
    head, other, *_rest = scene.car_owners()
    unit, on = _unit(scene), scene.day(-5)
    _registered(scene, head, unit, scene.day(-130), _JOINT)
    _registered(scene, other, unit, on, _JOINT)
    scene.found(_BOTH[0], other, unit.number, (HOLDINGS,), on=on, grade="possible")


def inherited(scene: Scene) -> None:
    """An inherited unit is found, and noted."""
    who = scene.car_owners()[0]
    unit, on = _unit(scene), scene.day(-7)
    _registered(scene, who, unit, on, Title(acquired_by="继承"))
    scene.found(_BOTH[0], who, unit.number, (HOLDINGS,), on=on)


def unit_of_another(scene: Scene) -> None:
    """Somebody else's unit under the recipient's ID: possible, and a data error."""
    who = scene.car_owners()[0]
    unit, on = _unit(scene), scene.day(-8)
    _registered(scene, who, unit, on, name=another_name(scene.dice, who.name))
    scene.found(_BOTH[0], who, unit.number, (HOLDINGS,), on=on, grade="possible")
    scene.found("record_error", who, f"name_differs:{HOLDINGS}", (HOLDINGS,), grade="possible")


def bought_and_sold(scene: Scene) -> None:
    """A unit that the next snapshot shows as transferred: found once, then cleared."""
    who = scene.car_owners()[0]
    unit, on = _unit(scene), scene.day(-9)
    _registered(scene, who, unit, on, until=1)
    _registered(scene, who, unit, on, Title(state="历史"), since=1)
    scene.found(_BOTH[0], who, unit.number, (HOLDINGS,), on=on, until=1)


def noticed_or_ended(scene: Scene) -> None:
    """A priority notice, a right to dwell, a right that has ended: left alone, beside the dwelling."""
    who = scene.car_owners()[0]
    titles = (Title(registration="预告登记"), Title(registration="居住权登记"), Title(state="注销"))
    _dwells(scene, who)
    _registered(scene, who, _unit(scene), scene.day(-3), titles[scene.turn % len(titles)])
    scene.innocent(who, *_BOTH)


def two_dwellings(scene: Scene) -> None:
    """Each of two members owns a dwelling: two of one household."""
    head, other, *_rest = scene.car_owners()
    on = scene.day(-100)
    _registered(scene, other, _unit(scene), on)
    days = (_dwells(scene, head), on)
    scene.found(_BOTH[1], first_by_id((head, other)), "dwellings", (HOLDINGS,), on=max(days))


def second_dwelling_sold(scene: Scene) -> None:
    """The second dwelling is gone in the next snapshot: found once, then cleared."""
    who = scene.car_owners()[0]
    on = scene.day(-50)
    _registered(scene, who, _unit(scene), on, until=1)
    _dwells(scene, who)
    scene.found(_BOTH[1], who, "dwellings", (HOLDINGS,), on=on, until=1)


def small_share_of_a_second(scene: Scene) -> None:
    """A quarter of the parents' house beside the own: merely possible."""
    who = scene.car_owners()[0]
    on = scene.day(-60)
    _registered(scene, who, _unit(scene), on, _QUARTER)
    _dwells(scene, who)
    scene.found(_BOTH[1], who, "dwellings", (HOLDINGS,), on=on, grade="possible")


def second_dwelling_of_another(scene: Scene) -> None:
    """The second dwelling is somebody else's under the recipient's ID: possible, and a data error."""
    who = scene.car_owners()[0]
    on = scene.day(-70)
    _registered(scene, who, _unit(scene), on, name=another_name(scene.dice, who.name))
    dwelt = _dwells(scene, who)
    scene.found(_BOTH[1], who, "dwellings", (HOLDINGS,), on=dwelt, grade="possible")
    scene.found("record_error", who, f"name_differs:{HOLDINGS}", (HOLDINGS,), grade="possible")


def shop(scene: Scene) -> None:
    """A shop that is owned for long, beside the dwelling."""
    who = scene.car_owners()[0]
    unit, on = _unit(scene, _SHOP), scene.day(-80)
    _registered(scene, who, unit, on)
    _dwells(scene, who)
    scene.found(_BOTH[1], who, unit.number, (HOLDINGS,), on=on)


def small_share_of_a_shop(scene: Scene) -> None:
    """A quarter of a shop: merely possible."""
    who = scene.car_owners()[0]
    unit, on = _unit(scene, _SHOP), scene.day(-90)
    _registered(scene, who, unit, on, _QUARTER)
    scene.found(_BOTH[1], who, unit.number, (HOLDINGS,), on=on, grade="possible")


def one_dwelling(scene: Scene) -> None:
    """One dwelling of two members, an old parking space and a store room of unclear use: left alone."""
    head, other, *_rest = scene.car_owners()
    unit = _unit(scene)
    for who in (head, other):
        _registered(scene, who, unit, scene.day(-110), _JOINT)
    _registered(scene, head, _unit(scene, _PARKING), scene.day(-110))
    _registered(scene, other, _unit(scene, ("其他", "9.80")), scene.day(-110))
    scene.innocent(head, *_BOTH)
    scene.innocent(other, *_BOTH)


def units_not_authorised(scene: Scene) -> None:
    """A household without an authorisation has bought a dwelling: not checked, so not found."""
    family = scene.car_owners()
    scene.edit_all(ROSTER, family, {"authorised_on": None})
    _registered(scene, family[0], _unit(scene), scene.day(-4))
    scene.innocent(family[0], *_BOTH)

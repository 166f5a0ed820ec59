"""Hukou and residence: who has left, who has moved within the district, who lives elsewhere."""

from collections.abc import Sequence
from datetime import date

from assist_cli.synth import divisions
from assist_cli.synth.acts import RESIDENTS
from assist_cli.synth.book import Cell, Member
from assist_cli.synth.divisions import JURISDICTION, STREET_DIGITS, Community
from assist_cli.synth.scene import Scene


def _address(scene: Scene, place: Community) -> str:
    return f"{place.address}{scene.dice.randint(1, 180)}号"


def _hukou(scene: Scene, place: Community, on: date) -> dict[str, Cell]:
    """Register cells of somebody whose hukou and residence are in `place` since that day."""
    address = _address(scene, place)
    return {
        "hukou_division": place.code,
        "hukou_address": address,
        "residence_division": place.code,
        "address": address,
        "registered_on": on,
    }


def _moves(
    scene: Scene, check: str, who: Member, places: Sequence[Community], until: int | None = None
) -> None:
    """The register shows the person in one of the places, and the check must say so."""
    place, on = scene.dice.choice(places), scene.day(0)
    scene.edit(RESIDENTS, who, _hukou(scene, place, on), until=until)
    scene.found(check, who, place.code, (RESIDENTS,), on=on, until=until)


def to_the_next_district(scene: Scene) -> None:
    """The hukou is now in another district of the city."""
    _moves(scene, "moved_out", scene.head(), divisions.communities("990103"))


def to_the_same_name(scene: Scene) -> None:
    """The hukou is now in the other city's district of the same name: only the code tells."""
    _moves(scene, "moved_out", scene.head(), divisions.communities("990201"))


def cancelled_by_migration(scene: Scene) -> None:
    """The register entry is cancelled, with the day and the place the person left for."""
    who, on = scene.head(), scene.day(0)
    flag = ("迁出", "是")[scene.turn % 2]
    cells: dict[str, Cell] = {"cancelled": flag, "moved_out_on": on, "moved_to": "九九省青川市白沙县"}
    scene.edit(RESIDENTS, who, cells)
    scene.found("moved_out", who, "cancelled", (RESIDENTS,), on=on)


def corrected_next_month(scene: Scene) -> None:
    """A wrong hukou that the police correct in the next snapshot: cleared."""
    _moves(scene, "moved_out", scene.head(), divisions.communities("990103"), until=1)


def to_another_street(scene: Scene) -> None:
    """The hukou has moved to another street of the district."""
    who = scene.head()
    within = divisions.communities(JURISDICTION)
    _moves(
        scene, "moved_within", who, [place for place in within if not place.code.startswith(who.street_code)]
    )


def to_another_community(scene: Scene) -> None:
    """The hukou has moved to another community of the same street."""
    who = scene.head()
    within = divisions.communities(who.street_code)
    _moves(scene, "moved_within", who, [place for place in within if place.code != who.division_code])


def lives_elsewhere(scene: Scene) -> None:
    """A whole household lives where it is not registered: another street, district or city."""
    family = scene.family()
    own = family[0].street_code
    place = scene.dice.choice([each for each in divisions.communities() if not each.code.startswith(own)])
    outside = not place.code.startswith(JURISDICTION)
    code = place.code[:6] if outside and scene.turn % 4 == 0 else place.code
    address = _address(scene, place)
    for who in family:
        cells: dict[str, Cell] = {
            "hukou_division": who.division_code,
            "residence_division": code,
            "address": address,
        }
        scene.edit(RESIDENTS, who, cells, since=-scene.start)
        scene.found("living_elsewhere", who, code, (RESIDENTS,), since=-scene.start)


def collective_household(scene: Scene) -> None:
    """A collective hukou outside the district belongs to a school or an employer: left alone."""
    who = scene.head()
    place = scene.dice.choice(divisions.communities("990103"))
    address = f"{place.address}人才服务中心集体户"
    cells = _hukou(scene, place, scene.day(0)) | {"hukou_address": address}
    scene.edit(RESIDENTS, who, cells)
    scene.innocent(who, "moved_out", "moved_within", "living_elsewhere")


def to_the_own_district(scene: Scene) -> None:
    """The entry is cancelled by a migration to the own district: left alone."""
    who = scene.head()
    own = divisions.district_name(JURISDICTION)
    cells: dict[str, Cell] = {"cancelled": "迁出", "moved_out_on": scene.day(0), "moved_to": own}
    scene.edit(RESIDENTS, who, cells)
    scene.innocent(who, "moved_out")


def moved_back(scene: Scene) -> None:
    """An old entry elsewhere is cancelled, a newer one is here: left alone."""
    who = scene.head()
    place = scene.dice.choice(divisions.communities("990202"))
    old: dict[str, Cell] = {
        "pid": who.pid,
        "id_number": who.id_number,
        "name": who.name,
        "sex": who.sex,
        "born_on": who.born_on,
        "household_id": f"{who.household_id}旧",
        "hukou_address": _address(scene, place),
        "hukou_division": place.code,
        "address": _address(scene, place),
        "residence_division": place.code,
        "registered_on": who.born_on.replace(day=1, year=who.born_on.year + 1),
        "cancelled": "迁出",
        "moved_out_on": scene.day(-20),
        "moved_to": divisions.district_name(JURISDICTION),
    }
    scene.record(RESIDENTS, old, since=-scene.start)
    scene.innocent(who, "moved_out", "moved_within", "living_elsewhere")


def spurious_code(scene: Scene) -> None:
    """The roster's code is outdated, its street and community are those of the register: left alone."""
    who = scene.head()
    within = divisions.communities(who.street_code)
    other = scene.dice.choice([place.code for place in within if place.code != who.division_code])
    scene.edit_all("civil.roster", [who], {"division_code": other})
    scene.edit_all(
        RESIDENTS, [who], {"hukou_division": who.division_code, "residence_division": who.division_code}
    )
    scene.innocent(who, "moved_within")


def in_a_home(scene: Scene) -> None:
    """Lives in a nursing home or a hospital in another street: never a reason to stop."""
    who = scene.head(youngest=50)
    place = scene.dice.choice([c for c in divisions.communities() if not c.code.startswith(who.street_code)])
    address = place.address + ("养老院", "敬老院", "精神卫生医院")[scene.turn % 3]
    cells: dict[str, Cell] = {
        "hukou_division": who.division_code,
        "residence_division": place.code,
        "address": address,
    }
    scene.edit_all(RESIDENTS, [who], cells)
    scene.edit_all("civil.roster", [who], {"address": address})
    scene.innocent(who, "living_elsewhere")


def residence_known_by_district(scene: Scene) -> None:
    """The residence is known only as the own district: no separation at street level."""
    who = scene.head()
    cells: dict[str, Cell] = {"hukou_division": who.division_code, "residence_division": JURISDICTION}
    scene.edit_all(RESIDENTS, [who], cells)
    scene.innocent(who, "living_elsewhere")


def register_knows_the_street(scene: Scene) -> None:
    """The register's code stops at the street, the roster's goes on: no difference as deep as both go."""
    who = scene.head()
    street = who.division_code[:STREET_DIGITS]
    scene.edit_all(RESIDENTS, [who], {"hukou_division": street, "residence_division": street})
    scene.innocent(who, "moved_within", "living_elsewhere")

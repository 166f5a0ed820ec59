"""People whom a careless comparison would accuse."""

from datetime import date, timedelta

from assist_cli.synth.acts import (
    HEALTH,
    POLICE,
    ROSTER,
    health_death,
    police_death,
)
from assist_cli.synth.book import Cell
from assist_cli.synth.identifiers import wrong_check_digit
from assist_cli.synth.names import MALE, another_name
from assist_cli.synth.scene import Scene

_REASONS = ("出国定居", "参军", "重户")
_UNUSABLE = ("不详", "无", "000000000000000000")


def reporting_relative(scene: Scene) -> None:
    """Reported somebody else's death to the police: the relative's own ID stands beside the dead one's."""
    who, on = scene.head(), scene.day(0)
    row: dict[str, Cell] = {
        "pid": -scene.book.next_serial(),
        "id_number": scene.fresh_id(date(1941, 3, 8) + timedelta(days=scene.dice.randint(0, 4000)), MALE),
        "name": another_name(scene.dice, who.name),
        "died_on": on,
        "cancelled_on": on + timedelta(days=2),
        "reason": "死亡",
        "reporter_id": who.id_number,
        "reporter_name": who.name,
    }
    scene.record(POLICE, row, until=1)
    scene.innocent(who)


def cancelled_for_other_reasons(scene: Scene) -> None:
    """The police cancelled a hukou for emigration, the army or a double entry: not a death."""
    who = scene.head()
    row: dict[str, Cell] = {
        "pid": who.pid,
        "id_number": who.id_number,
        "name": who.name,
        "cancelled_on": scene.day(0),
        "reason": _REASONS[scene.turn % len(_REASONS)],
    }
    scene.record(POLICE, row, until=1)
    scene.innocent(who)


def unpaid_member(scene: Scene) -> None:
    """A member of the household for whom nothing is paid has died: not a payment to the dead, but a change."""
    head, who = scene.couple()
    scene.edit_all(ROSTER, [who], {"amount": (0, None)[scene.turn % 2]})
    on = scene.day(-1)
    police_death(scene, who, on)
    health_death(scene, who, on)
    scene.found("member_change", who, "death", (HEALTH, POLICE), on=on)
    scene.innocent(who, "deceased")
    scene.innocent(head)


def suspended(scene: Scene) -> None:
    """A suspended row is no longer paid and not checked, whatever the records say."""
    who = scene.head()
    scene.edit_all(ROSTER, [who], {"status": ("停保", "暂停", "注销")[scene.turn % 3]})
    on = scene.day(0)
    police_death(scene, who, on)
    health_death(scene, who, on)
    scene.innocent(who)


def unusable_id(scene: Scene) -> None:
    """The roster has no usable ID (a placeholder, a wrong check digit): not checked, so not found."""
    who, on = scene.head(), scene.day(-1)
    written = wrong_check_digit(who.id_number) if scene.turn % 2 else _UNUSABLE[scene.turn // 2 % 3]
    scene.edit_all(ROSTER, [who], {"id_number": written, "mess": ""})
    police_death(scene, who, on)
    health_death(scene, who, on)
    scene.innocent(who)


def widowed(scene: Scene) -> None:
    """Both are on the roster, one died, the other reported it: red for one, nothing about the other."""
    head, spouse = scene.couple()
    on = scene.day(-1)
    police_death(scene, head, on, reporter=spouse)
    health_death(scene, head, on)
    scene.found("deceased", head, "death", (HEALTH, POLICE), on=on, lamp="red")
    scene.innocent(spouse)

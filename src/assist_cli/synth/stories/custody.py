"""People in custody: held, released, and those of whom a record only seems to say so."""

from datetime import date

from assist_cli.synth.acts import CUSTODY, ROSTER
from assist_cli.synth.book import Cell, Member
from assist_cli.synth.names import another_name
from assist_cli.synth.scene import Scene


def _held(
    scene: Scene, who: Member, began_on: date, ended_on: date | None = None, *, lag: int = 0, name: str = ""
) -> None:
    """The justice office says so, once."""
    row: dict[str, Cell] = {
        "pid": who.pid,
        "id_number": who.id_number,
        "name": name or who.name,
        "began_on": began_on,
        "ended_on": ended_on,
    }
    scene.record(CUSTODY, row, since=lag, until=lag + 1)


def held(scene: Scene) -> None:
    """In custody for months, with or without a known end: found in every month."""
    who, began_on = scene.head(), scene.day(-4)
    _held(scene, who, began_on, (scene.day(9), None)[scene.turn % 2])
    scene.found("custody", who, "custody", (CUSTODY,), on=began_on)


def released_next_month(scene: Scene) -> None:
    """In custody, and released in the next month: found once, then cleared."""
    who, began_on = scene.head(), scene.day(-2)
    _held(scene, who, began_on)
    _held(scene, who, began_on, scene.day(1), lag=1)
    scene.found("custody", who, "custody", (CUSTODY,), on=began_on, until=1)


def held_under_another_name(scene: Scene) -> None:
    """Somebody else is in custody under the recipient's ID: merely possible, and a data error of the justice office."""
    who, began_on = scene.head(), scene.day(-1)
    _held(scene, who, began_on, name=another_name(scene.dice, who.name))
    scene.found("custody", who, "custody", (CUSTODY,), on=began_on, grade="possible")
    scene.found("record_error", who, f"name_differs:{CUSTODY}", (CUSTODY,), grade="possible")


def released_before(scene: Scene) -> None:
    """Came home before the month ended: needs the money."""
    who = scene.head()
    _held(scene, who, scene.day(-9), scene.day(0))
    scene.innocent(who)


def unpaid_member_held(scene: Scene) -> None:
    """A member of the household for whom nothing is paid is in custody: nothing is paid wrongly."""
    head, who = scene.couple()
    scene.edit_all(ROSTER, [who], {"amount": 0})
    _held(scene, who, scene.day(-3))
    scene.innocent(who)
    scene.innocent(head)

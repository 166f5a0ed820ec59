"""Deaths that are what they seem: who reported them, when, and in what writing."""

from datetime import timedelta

from assist_cli.synth.acts import (
    FUNERALS,
    HEALTH,
    POLICE,
    ROSTER,
    contribution,
    funeral,
    health_death,
    police_death,
    unregistered,
)
from assist_cli.synth.calendar import as_of, shifted
from assist_cli.synth.names import DOTTED, DOTTED_FEMALE, LATE_CHARACTER, LATE_CHARACTER_READ, MALE, RARE
from assist_cli.synth.scene import Scene

_MESSES = ("full_width+spaced_name", "lower_x", "apostrophe+nbsp", "zero_width+spaced")
_ARREARS = ("(补缴)", "(一次性趸缴)")


def two_departments(scene: Scene) -> None:
    """Police and health agree on a death of the month before; the ID arrives in odd writing: red."""
    who = scene.head()
    mess = _MESSES[scene.turn % len(_MESSES)]
    if mess == "lower_x":
        who = scene.reborn(who, who.born_on, ending="X")
    on = scene.day(-1)
    police_death(scene, who, on, mess=mess)
    health_death(scene, who, on - timedelta(days=1), mess="lower_x+apostrophe")
    scene.found("deceased", who, "death", (HEALTH, POLICE), on=on, lamp="red")


def three_departments(scene: Scene) -> None:
    """Police, health and funeral home agree on a death in the pay month: red, nothing overpaid yet.

    The name has a middle dot, rare characters, or one that old GB18030 tables cannot read.
    """
    who = scene.head()
    dotted = (DOTTED if who.sex == MALE else DOTTED_FEMALE)[scene.turn // 3 % len(DOTTED)]
    name = (dotted, who.name[0] + RARE[0] + RARE[1], who.name[0] + LATE_CHARACTER)[scene.turn % 3]
    who = scene.renamed(who, name)
    on = scene.day(0, latest=20)
    as_police_writes = name.replace("·", "•").replace(LATE_CHARACTER, LATE_CHARACTER_READ)
    police_death(scene, who, on, name=as_police_writes)
    health_death(scene, who, on, name=name.replace("·", "・"))
    funeral(scene, who, on + timedelta(days=3), on)
    scene.found("deceased", who, "death", (FUNERALS, HEALTH, POLICE), on=on, lamp="red")


def funeral_alone(scene: Scene) -> None:
    """A cremation without a date of death, and no police cancellation: yellow at once.

    Only when 60 days are over it is a data error, too.
    """
    who, on = scene.head(), scene.day(0, latest=5)
    funeral(scene, who, on, None)
    scene.found("deceased", who, "death", (FUNERALS,), on=on)
    unregistered(scene, who, on)


def police_come_late(scene: Scene) -> None:
    """A cremation that the police register only after 60 days: the data error clears, the death turns red."""
    who, on = scene.head(), scene.day(-1, earliest=16, latest=20)
    cremated_on = on + timedelta(days=2)
    funeral(scene, who, cremated_on, on)
    police_death(scene, who, on, lag=2)
    unregistered(scene, who, cremated_on, police_lag=2)
    scene.found("deceased", who, "death", (FUNERALS,), on=on, until=2)
    scene.found("deceased", who, "death", (FUNERALS, POLICE), on=on, lamp="red", since=2)


def second_source_later(scene: Scene) -> None:
    """Health reports first, the police one month later: yellow, then red."""
    who, on = scene.head(), scene.day(0)
    health_death(scene, who, on)
    police_death(scene, who, on, lag=1)
    scene.found("deceased", who, "death", (HEALTH,), on=on, until=1)
    scene.found("deceased", who, "death", (HEALTH, POLICE), on=on, lamp="red", since=1)


def long_before(scene: Scene) -> None:
    """A death of half a year ago that arrives only now: every roster of the store since then counts."""
    who, on = scene.head(), scene.day(-6 + scene.turn % 4)
    police_death(scene, who, on)
    health_death(scene, who, on)
    scene.found("deceased", who, "death", (HEALTH, POLICE), on=on, lamp="red")


def month_alone(scene: Scene) -> None:
    """A certificate that gives only the month of death: it counts as the month's last day."""
    who, on = scene.head(), as_of(shifted(scene.month, -1))
    health_death(scene, who, on, mess="month_only")
    scene.found("deceased", who, "death", (HEALTH,), on=on)


def old_identity_card(scene: Scene) -> None:
    """A certificate with an ID of 15 digits, completed by rule: probable."""
    who, on = scene.head(youngest=45), scene.day(-1)
    health_death(scene, who, on, mess="fifteen")
    scene.found("deceased", who, "death", (HEALTH,), on=on, grade="probable")


def name_missing(scene: Scene) -> None:
    """A certificate with the ID but without a name: probable."""
    who, on = scene.head(), scene.day(-1)
    health_death(scene, who, on, name="")
    scene.found("deceased", who, "death", (HEALTH,), on=on, grade="probable")


def delivered_twice(scene: Scene) -> None:
    """The police deliver the same death again next month: still one department, one finding, yellow."""
    who, on = scene.head(), scene.day(-1)
    police_death(scene, who, on)
    police_death(scene, who, on, lag=1)
    scene.found("deceased", who, "death", (POLICE,), on=on)


def arrears_after_death(scene: Scene) -> None:
    """Arrears, lump sums and refunds booked after the death are no evidence of life: still red."""
    who, on = scene.head(), scene.day(-2)
    police_death(scene, who, on)
    health_death(scene, who, on)
    contribution(scene, who, 0, kind=_ARREARS[scene.turn % 2])
    contribution(scene, who, 0, amount="-486.40")
    scene.found("deceased", who, "death", (HEALTH, POLICE), on=on, lamp="red")


def leaves_the_roster(scene: Scene) -> None:
    """A dead recipient who is taken off (or suspended on) the next roster: cleared for one month."""
    who, on = scene.head(), scene.day(-2)
    police_death(scene, who, on)
    health_death(scene, who, on)
    scene.found("deceased", who, "death", (HEALTH, POLICE), on=on, lamp="red", until=1)
    if scene.turn % 2:
        scene.edit(ROSTER, who, {"status": "停保"}, since=1)
    else:
        scene.leave_roster(who, since=1)

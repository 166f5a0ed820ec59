"""Death records that contradict something: an ID, a name, a date, or a living person."""

from datetime import timedelta

from assist_cli.synth.acts import (
    HEALTH,
    POLICE,
    RESIDENTS,
    WORK,
    contribution,
    health_death,
    opposite,
    police_death,
    stay,
)
from assist_cli.synth.names import another_name
from assist_cli.synth.scene import Scene

_OLDEST_BIRTH = 1906


def wrong_name(scene: Scene) -> None:
    """A death record with the recipient's ID and somebody else's name: possible, and a data error."""
    who, on = scene.head(), scene.day(-1)
    name = another_name(scene.dice, who.name)
    source = (HEALTH, POLICE)[scene.turn % 2]
    if source == HEALTH:
        health_death(scene, who, on, name=name)
    else:
        police_death(scene, who, on, name=name)
    scene.found("deceased", who, "death", (source,), on=on, grade="possible")
    scene.found("record_error", who, f"name_differs:{source}", (source,), grade="possible")


def wrong_name_beside_a_clean_record(scene: Scene) -> None:
    """The police are clear, health has another name: the clean record stands alone, yellow."""
    who, on = scene.head(), scene.day(-1, latest=20)
    police_death(scene, who, on)
    health_death(scene, who, on + timedelta(days=3), name=another_name(scene.dice, who.name))
    scene.found("deceased", who, "death", (POLICE,), on=on)
    scene.found("record_error", who, f"name_differs:{HEALTH}", (HEALTH,), grade="possible")


def id_contradicts(scene: Scene) -> None:
    """A death record whose sex (or date of birth) contradicts the ID: possible."""
    who, on = scene.head(), scene.day(-1)
    if scene.turn % 2:
        health_death(scene, who, on, born_on=who.born_on - timedelta(days=4000))
    else:
        health_death(scene, who, on, sex=opposite(who.sex))
    scene.found("deceased", who, "death", (HEALTH,), on=on, grade="possible")


def alive_at_work(scene: Scene) -> None:
    """Two departments agree, and next month an employer still pays: red, then possible and yellow."""
    who, on = scene.head(), scene.day(-1)
    police_death(scene, who, on)
    health_death(scene, who, on)
    contribution(scene, who, 1)
    scene.found("deceased", who, "death", (HEALTH, POLICE), on=on, lamp="red", until=1)
    scene.found("deceased", who, "death", (HEALTH, POLICE), on=on, grade="possible", since=1)


def alive_by_hukou(scene: Scene) -> None:
    """A death record, and a newer act in the population register: possible."""
    who, on = scene.head(), scene.day(-2)
    health_death(scene, who, on)
    scene.edit(RESIDENTS, who, {"registered_on": scene.day(-1)})
    scene.found("deceased", who, "death", (HEALTH,), on=on, grade="possible")


def alive_in_hospital(scene: Scene) -> None:
    """A death record, and a stay in hospital that began later: possible."""
    who, on = scene.head(), scene.day(-3)
    health_death(scene, who, on)
    stay(scene, who, scene.day(-1), 150_000)
    scene.found("deceased", who, "death", (HEALTH,), on=on, grade="possible")


def dates_conflict(scene: Scene) -> None:
    """Police and health are more than 30 days apart: the later date, yellow, and a data error."""
    who, early, late = scene.head(), scene.day(-3), scene.day(-1)
    police_death(scene, who, early)
    health_death(scene, who, late)
    scene.found("deceased", who, "death", (HEALTH, POLICE), on=late)
    scene.found("record_error", who, "dates_conflict", (HEALTH, POLICE), on=late)


def dead_before_birth(scene: Scene) -> None:
    """A date of death before the birth: a data error, and nobody is called dead."""
    who = scene.head()
    on = who.born_on - timedelta(days=700)
    health_death(scene, who, on)
    scene.found("record_error", who, f"impossible_date:{HEALTH}", (HEALTH,), on=on)
    scene.innocent(who, "deceased")


def dead_in_the_future(scene: Scene) -> None:
    """A date of death after the month of delivery: a data error for good."""
    who, on = scene.head(), scene.day(1)
    health_death(scene, who, on)
    scene.found("record_error", who, f"impossible_date:{HEALTH}", (HEALTH,), on=on)
    scene.innocent(who, "deceased")


def dead_at_117(scene: Scene) -> None:
    """A death at an age that nobody reaches: a data error."""
    who = scene.head()
    who = scene.reborn(who, who.born_on.replace(year=_OLDEST_BIRTH, day=1))
    on = scene.day(0)
    police_death(scene, who, on)
    scene.found("record_error", who, f"impossible_date:{POLICE}", (POLICE,), on=on)
    scene.innocent(who, "deceased")


def wrong_name_at_work(scene: Scene) -> None:
    """Somebody else is insured under the recipient's ID: a data error of social security."""
    who = scene.head()
    contribution(scene, who, 0, name=another_name(scene.dice, who.name))
    scene.found("record_error", who, f"name_differs:{WORK}", (WORK,), grade="possible")


def wrong_name_in_register(scene: Scene) -> None:
    """The register knows the recipient's ID under another name for one month: a data error that clears."""
    who = scene.head()
    scene.edit(RESIDENTS, who, {"name": another_name(scene.dice, who.name)}, until=1)
    scene.found("record_error", who, f"name_differs:{RESIDENTS}", (RESIDENTS,), grade="possible", until=1)

"""Households that have changed: children born, and who is to be reckoned with."""

from datetime import date, timedelta

from assist_cli.synth.acts import BIRTHS, MARRIAGES, ROSTER, first_by_id
from assist_cli.synth.book import Cell, Member
from assist_cli.synth.names import FEMALE, MALE, another_name
from assist_cli.synth.scene import Household, Scene

_FATHER_BORN = date(1988, 2, 3)
_BEARING = range(20, 45)
_WITH_A_CHILD = 3


def _bore(scene: Scene, who: Member, born_on: date, *, name: str = "") -> None:
    """A hospital certifies a birth; the father stands in the same row."""
    row: dict[str, Cell] = {
        "pid": who.pid,
        "id_number": who.id_number,
        "name": name or who.name,
        "certificate": f"Z99{scene.book.next_serial():013d}",
        "born_on": born_on,
        "child_sex": MALE,
        "father_name": another_name(scene.dice, who.name),
        "father_id": scene.fresh_id(_FATHER_BORN, MALE),
    }
    scene.record(BIRTHS, row, until=1)


def _mother(scene: Scene, members: int = 1) -> tuple[Member, Household]:
    """The household's first woman of an age to bear children, and her household."""

    def women(household: Household) -> list[Member]:
        year = int(scene.book.months[0][:4])
        return [w for w in household[:2] if w.sex == FEMALE and year - w.born_on.year in _BEARING]

    household = scene.family(
        lambda household: len(household) >= members and bool(women(household)) and not household[-1].works
    )
    return women(household)[0], household


def newborn(scene: Scene) -> None:
    """A child was born to a member and is not on the roster: the household is to be recalculated in its favour."""
    who, _household = _mother(scene)
    on = scene.day(-1)
    _bore(scene, who, on)
    scene.found("newborn", who, f"birth:{on}", (BIRTHS,), on=on)


def newborn_listed_next_month(scene: Scene) -> None:
    """A newborn child who is listed in the next month: found once, then cleared."""
    who, household = _mother(scene, _WITH_A_CHILD)
    on = scene.day(-1)
    child = scene.reborn(household[-1], on)
    for position in scene.positions(-scene.start, 1):
        scene.book.gone[scene.book.months[position]].add(child.pid)
    _bore(scene, who, on)
    scene.found("newborn", who, f"birth:{on}", (BIRTHS,), on=on, until=1)


def born_to_another(scene: Scene) -> None:
    """Another woman's child under the recipient's ID: merely possible, and a data error."""
    who, _household = _mother(scene)
    on = scene.day(0, latest=20)
    _bore(scene, who, on, name=another_name(scene.dice, who.name))
    scene.found("newborn", who, f"birth:{on}", (BIRTHS,), on=on, grade="possible")
    scene.found("record_error", who, f"name_differs:{BIRTHS}", (BIRTHS,), grade="possible")


def newborn_before_approval(scene: Scene) -> None:
    """A child was born before the household was approved: the approval has reckoned with it."""
    who, household = _mother(scene)
    on = scene.day(-2)
    scene.edit_all(ROSTER, household, {"approved_on": on + timedelta(days=5)})
    _bore(scene, who, on)
    scene.innocent(who)


def _registered(scene: Scene, who: Member, kind: str, on: date, *, name: str = "") -> None:
    """The registry has married or divorced the person, or issued a certificate again."""
    row: dict[str, Cell] = {
        "pid": who.pid,
        "id_number": who.id_number,
        "name": name or who.name,
        "registration": kind,
        "registered_on": on,
    }
    scene.record(MARRIAGES, row, until=1)


def married(scene: Scene) -> None:
    """A member married somebody who is not listed: the household is to be recalculated."""
    who, on = scene.head(), scene.day(-1)
    _registered(scene, who, "结婚", on)
    scene.found("member_change", who, f"marriage:{on}", (MARRIAGES,), on=on)


def divorced(scene: Scene) -> None:
    """Both spouses are listed and have divorced: one finding about the household."""
    couple, on = scene.couple(), scene.day(-1)
    for who in couple:
        _registered(scene, who, "离婚", on)
    scene.found("member_change", first_by_id(couple), f"divorce:{on}", (MARRIAGES,), on=on)


def married_under_another_name(scene: Scene) -> None:
    """Somebody else's marriage under the recipient's ID: merely possible, and a data error."""
    who, on = scene.head(), scene.day(-1)
    _registered(scene, who, "结婚", on, name=another_name(scene.dice, who.name))
    scene.found("member_change", who, f"marriage:{on}", (MARRIAGES,), on=on, grade="possible")
    scene.found("record_error", who, f"name_differs:{MARRIAGES}", (MARRIAGES,), grade="possible")


def married_couple_listed(scene: Scene) -> None:
    """Two who are both listed have married, or had their certificate issued again: reckoned with."""
    couple, on = scene.couple(), scene.day(-1)
    for who in couple:
        _registered(scene, who, ("结婚", "补领结婚证")[scene.turn % 2], on)
        scene.innocent(who)


def counted_wrongly(scene: Scene) -> None:
    """The roster states another number of people than it pays for: found until it is corrected."""
    household = scene.family(
        lambda household: len(household) > 1 and all(one.amount > 0 for one in household)
    )
    for one in household:
        scene.edit(ROSTER, one, {"household_size": (1, -1)[scene.turn % 2]}, until=1)
    scene.found("member_change", first_by_id(household), "size", (ROSTER,), until=1)

"""Pensions above the line, and households that have lost their income."""

from assist_cli.synth import calendar
from assist_cli.synth.acts import PENSIONS, POLICE, WORK, first_by_id, pension_paid, police_death, wages
from assist_cli.synth.names import another_name
from assist_cli.synth.scene import Household, Scene

_EMPLOYER = "柳堤街道印刷厂"
_UNEMPLOYMENT = "失业保险金"
_BIG, _HALF = 620_000, 310_000  # six people at 1,000 yuan are the largest line that the sample knows
_INCOME_TESTED = "低保"
_OVER = 7  # work is said to be lost for six months


def _poor(household: Household) -> bool:
    """Whether the household's programme asks for its income."""
    return household[0].programme == _INCOME_TESTED and not any(who.works for who in household)


def _lags(scene: Scene) -> list[int]:
    return [position - scene.start for position in scene.positions(0, None)]


def pension_above_the_line(scene: Scene) -> None:
    """A member of a household on subsistence allowance draws a large pension every month."""
    who = scene.family(_poor)[0]
    for lag in _lags(scene):
        pension_paid(scene, who, lag, _BIG)
    scene.found("pension", who, "income", (PENSIONS,))


def pensions_of_two(scene: Scene) -> None:
    """The pensions of two members together are above the line."""
    pair = scene.family(lambda household: len(household) > 1 and _poor(household))[:2]
    for lag in _lags(scene):
        for who in pair:
            pension_paid(scene, who, lag, _HALF)
    scene.found("pension", first_by_id(pair), "income", (PENSIONS,))


def pension_taken_back(scene: Scene) -> None:
    """A large pension that is taken back in the same month, held in the next: nothing was drawn."""
    who = scene.family(_poor)[0]
    for lag in _lags(scene):
        pension_paid(scene, who, lag, _BIG, state="暂停" if lag else "正常")
    pension_paid(scene, who, 0, -_BIG)
    scene.innocent(who, "pension")


def pension_of_another(scene: Scene) -> None:
    """Somebody else's pension under the recipient's ID: merely possible, and a data error."""
    who = scene.family(_poor)[0]
    name = another_name(scene.dice, who.name)
    for lag in _lags(scene):
        pension_paid(scene, who, lag, _BIG, name=name)
    scene.found("pension", who, "income", (PENSIONS,), grade="possible")
    scene.found("record_error", who, f"name_differs:{PENSIONS}", (PENSIONS,), grade="possible")


def job_lost(scene: Scene) -> None:
    """An employer paid until the first month, and nobody since: found once two months are known without."""
    who = scene.head()
    for late in range(2):
        wages(scene, who, 0, _EMPLOYER, late=late)
    on = calendar.as_of(scene.month)
    scene.found("lost_work", who, f"ended:{_EMPLOYER}", (WORK,), on=on, since=2, until=_OVER)


def unemployed(scene: Scene) -> None:
    """Draws unemployment benefit for one month: found once, then cleared."""
    who = scene.head()
    pension_paid(scene, who, 0, 153_000, insurance=_UNEMPLOYMENT)
    scene.found("lost_work", who, "unemployment", (PENSIONS,), until=1)


def earner_died(scene: Scene) -> None:
    """The one who earned has died; the spouse is left, and is to be helped."""
    _head, who = scene.couple()
    scene.edit_all("civil.roster", [who], {"amount": 0})
    wages(scene, who, 0, _EMPLOYER)
    on = scene.day(0)
    police_death(scene, who, on)
    scene.found("lost_work", who, "earner_died", (POLICE,), on=on, until=_OVER)
    scene.found("member_change", who, "death", (POLICE,), on=on)

"""Medical bills that households bore themselves, in cents: above the local limit, reversed, and others'."""

from assist_cli.synth.acts import SPENDING, first_by_id, stay
from assist_cli.synth.names import another_name
from assist_cli.synth.scene import Scene

_ABOVE = 2_345_600  # the limit is 20,000 yuan
_HALF = 1_172_850


def burdened(scene: Scene) -> None:
    """The bills of both spouses together are above the limit: the household is to be helped."""
    head, spouse = scene.couple()
    for lag, who in enumerate((head, spouse)):
        stay(scene, who, scene.day(-2 - lag), _HALF)
    scene.found("medical_burden", first_by_id((head, spouse)), "self_paid", (SPENDING,))


def burdened_until_reversed(scene: Scene) -> None:
    """A bill above the limit that is taken back in the next month: found once, then cleared."""
    who, admitted_on = scene.head(), scene.day(0, latest=15)
    stay(scene, who, admitted_on, _ABOVE)
    stay(scene, who, admitted_on, -_ABOVE, lag=1)
    scene.found("medical_burden", who, "self_paid", (SPENDING,), until=1)


def burdened_by_the_years_bills(scene: Scene) -> None:
    """Bills of many months, none of them large, that are too much together."""
    who = scene.head()
    for month in range(12):
        stay(scene, who, scene.day(-month - 1), 250_000)
    scene.found("medical_burden", who, "self_paid", (SPENDING,))


def bills_of_another(scene: Scene) -> None:
    """Somebody else's bills under the recipient's ID: merely possible, and a data error."""
    who = scene.head()
    stay(scene, who, scene.day(-1), _ABOVE, name=another_name(scene.dice, who.name))
    scene.found("medical_burden", who, "self_paid", (SPENDING,), grade="possible")
    scene.found("record_error", who, f"name_differs:{SPENDING}", (SPENDING,), grade="possible")


def bearable_bills(scene: Scene) -> None:
    """Bills below the limit, some of them delivered again every month: nothing is to be found."""
    head, spouse = scene.couple()
    for who in (head, spouse):
        for lag in range(len(scene.positions(0, None))):
            stay(scene, who, scene.day(-1, 5, 5), 950_000, lag=lag)
    scene.innocent(head)
    scene.innocent(spouse)

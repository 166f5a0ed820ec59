"""One-off payments to social insurance: large, refunded, borne by others, small."""

from assist_cli.synth.acts import WORK, wages
from assist_cli.synth.book import Member
from assist_cli.synth.scene import Scene

_WINDOW = 12
_LARGE, _SMALL = "68,400.00", "9,120.00"  # the limit is 20,000 yuan
_LUMP = "企业职工基本养老保险(趸缴)"
_BORNE_BY_OTHERS = (
    (None, "4050人员", "一次性缴费"),
    ("东湖区长堤纺织有限公司", "在职职工", "补缴"),
)


def _pays(scene: Scene, who: Member, amount: str, lag: int = 0) -> None:
    wages(scene, who, lag, None, insurance=_LUMP, person_kind="个人缴费", amount=amount)


def paid_at_once(scene: Scene) -> None:
    """A member pays for many years at once: found for twelve months."""
    who = scene.head()
    _pays(scene, who, _LARGE)
    scene.found("lump_sum", who, "lump_sum", (WORK,), until=_WINDOW)


def paid_at_once_and_refunded(scene: Scene) -> None:
    """A one-off payment that is refunded in the next month: found once, then cleared."""
    who = scene.head()
    _pays(scene, who, _LARGE)
    _pays(scene, who, f"-{_LARGE}", lag=1)
    scene.found("lump_sum", who, "lump_sum", (WORK,), until=1)


def paid_for_the_person(scene: Scene) -> None:
    """A subsidised payment, or an employer's arrears: it may have cost the person nothing."""
    who = scene.head()
    employer, person_kind, state = _BORNE_BY_OTHERS[scene.turn % 2]
    wages(scene, who, 0, employer, person_kind=person_kind, state=state, amount=_LARGE)
    scene.found("lump_sum", who, "lump_sum", (WORK,), grade="possible", until=_WINDOW)


def small_arrears(scene: Scene) -> None:
    """A one-off payment below the limit."""
    who = scene.head()
    _pays(scene, who, _SMALL)
    scene.innocent(who)

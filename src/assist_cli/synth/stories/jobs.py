"""New jobs of people on the roster, and contributions that only look like one."""

from datetime import date

from assist_cli.synth import calendar
from assist_cli.synth.acts import FUND, ROSTER, WORK, deposit, wages
from assist_cli.synth.names import another_name
from assist_cli.synth.scene import Household, Scene

_EMPLOYER = "东湖区长堤纺织有限公司"
_BEGINS = 1  # so that a month is known in which there was no job
_FOUND = 2  # two months running
_OVER = _BEGINS + 13  # a job is new for twelve months
_KINDS = (
    ("public_post", "公益性岗位", "正常参保"),
    ("flexible", "灵活就业人员", "正常参保"),
    ("arrears", "在职职工", "补缴"),
)


def _began(scene: Scene) -> date:
    return calendar.first_day(calendar.shifted(scene.month, _BEGINS))


def _lags(scene: Scene) -> list[int]:
    return [position - scene.start for position in scene.positions(_BEGINS, None)]


def new_job(scene: Scene) -> None:
    """An employer begins to pay contributions, and goes on: found from the second month on, for a year."""
    who = scene.head()
    for lag in _lags(scene):
        wages(scene, who, lag, _EMPLOYER)
    scene.found("employment", who, _EMPLOYER, (WORK,), on=_began(scene), since=_FOUND, until=_OVER)


def new_job_known_to_the_fund(scene: Scene) -> None:
    """Social security and the housing fund say the same of a new job: red."""
    _head, who = scene.couple()
    for lag in _lags(scene):
        wages(scene, who, lag, _EMPLOYER)
        deposit(scene, who, lag, _EMPLOYER)
    began, sources = _began(scene), (FUND, WORK)
    scene.found("employment", who, _EMPLOYER, sources, on=began, lamp="red", since=_FOUND, until=_OVER)


def job_of_another(scene: Scene) -> None:
    """Somebody else works under the recipient's ID: merely possible, and a data error of social security."""
    who = scene.head()
    name = another_name(scene.dice, who.name)
    for lag in _lags(scene):
        wages(scene, who, lag, _EMPLOYER, name=name)
    began = _began(scene)
    scene.found("employment", who, _EMPLOYER, (WORK,), on=began, grade="possible", since=_FOUND, until=_OVER)
    scene.found("record_error", who, f"name_differs:{WORK}", (WORK,), grade="possible", since=_BEGINS)


def contributions_of_other_kinds(scene: Scene) -> None:
    """A public-welfare post, flexible employment, arrears: only hints."""
    kind, person_kind, state = _KINDS[scene.turn % 3]
    who = scene.head()
    for lag in _lags(scene):
        wages(scene, who, lag, _EMPLOYER, person_kind=person_kind, state=state)
    subject = f"{kind}:{_EMPLOYER}"
    scene.found("employment", who, subject, (WORK,), on=_began(scene), since=_FOUND, until=_OVER)


def one_month_of_work(scene: Scene) -> None:
    """A single month of contributions: no job that goes on."""
    who = scene.head()
    wages(scene, who, _BEGINS, _EMPLOYER)
    scene.innocent(who, "employment")


def job_reversed(scene: Scene) -> None:
    """Contributions that were paid by mistake and reversed."""
    who = scene.head()
    for lag in _lags(scene):
        wages(scene, who, lag, _EMPLOYER)
        wages(scene, who, lag, _EMPLOYER, amount="-486.40")
    scene.innocent(who)


def job_at_the_approval(scene: Scene) -> None:
    """The household was approved in the month in which the job began: it was known."""

    def fits(household: Household) -> bool:
        return len(household) == 1 and household[0].amount > 0 and not household[0].works

    (who,) = scene.family(fits)
    scene.edit_all(ROSTER, [who], {"approved_on": scene.day(_BEGINS)})
    for lag in _lags(scene):
        wages(scene, who, lag, _EMPLOYER)
    scene.innocent(who)


def residents_insurance(scene: Scene) -> None:
    """Insurance of residents that the village pays in together is no work."""
    who = scene.head()
    for lag in _lags(scene):
        wages(scene, who, lag, "石桥镇竹溪村村民委员会", insurance="城乡居民基本养老保险")
    scene.innocent(who)

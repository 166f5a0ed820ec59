"""The records that departments write about planted people, and truths that follow from them alone."""

from collections.abc import Iterable
from datetime import date, timedelta

from assist_cli.synth import calendar
from assist_cli.synth.book import Cell, Member
from assist_cli.synth.names import FEMALE, MALE
from assist_cli.synth.scene import Scene

POLICE, HEALTH, FUNERALS = "police.deaths", "health.deaths", "civil.funerals"
RESIDENTS, VEHICLES, WORK = "police.residents", "police.vehicles", "social_security.contributions"
ROSTER, CUSTODY, SPENDING = "civil.roster", "justice.custody", "health.spending"
FUND, PENSIONS = "housing_fund.deposits", "social_security.pensions"
HOLDINGS, ENTERPRISES = "property.holdings", "market.enterprises"
OTHER_ROSTERS, BIRTHS, MARRIAGES = "civil.other_rosters", "health.births", "civil.marriages"

UNREGISTERED_DAYS = 60


def police_death(
    scene: Scene,
    who: Member,
    on: date,
    *,
    lag: int = 0,
    name: str | None = None,
    mess: str | None = None,
    reporter: Member | None = None,
) -> None:
    """The police cancel the hukou for death; the register says so from the same delivery on."""
    cancelled_on = on + timedelta(days=3)
    cancelled_on = min(cancelled_on, calendar.as_of(calendar.shifted(scene.month, lag)))
    row: dict[str, Cell] = {
        "pid": who.pid,
        "id_number": who.id_number,
        "name": who.name if name is None else name,
        "died_on": on,
        "cancelled_on": cancelled_on,
        "reason": "死亡",
        "reporter_id": reporter.id_number if reporter else None,
        "reporter_name": reporter.name if reporter else None,
        "mess": mess,
    }
    scene.record(POLICE, row, since=lag, until=lag + 1)
    if name is None:
        scene.edit(RESIDENTS, who, {"cancelled": "死亡"}, since=lag)


def health_death(
    scene: Scene,
    who: Member,
    on: date,
    *,
    name: str | None = None,
    sex: str | None = None,
    born_on: date | None = None,
    mess: str | None = None,
) -> None:
    """A hospital certifies the death; delivered when the story begins."""
    row: dict[str, Cell] = {
        "pid": who.pid,
        "id_number": who.id_number,
        "id_kind": "居民身份证",
        "name": who.name if name is None else name,
        "sex": sex or who.sex,
        "born_on": born_on or who.born_on,
        "died_on": on,
        "mess": mess,
    }
    scene.record(HEALTH, row, until=1)


def funeral(scene: Scene, who: Member, cremated_on: date, died_on: date | None) -> None:
    """The funeral home registers a cremation; ages are counted the traditional way, one year more."""
    row: dict[str, Cell] = {
        "pid": who.pid,
        "id_number": who.id_number,
        "name": who.name,
        "sex": who.sex,
        "age": cremated_on.year - who.born_on.year + 1,
        "address": who.hukou_address,
        "cremated_on": cremated_on,
        "died_on": died_on,
    }
    scene.record(FUNERALS, row, until=1)


def unregistered(scene: Scene, who: Member, cremated_on: date, police_lag: int | None = None) -> None:
    """Truth: once 60 days are over without a police cancellation, the police owe one."""
    over = cremated_on + timedelta(days=UNREGISTERED_DAYS)
    for position in scene.positions(0, police_lag):
        if calendar.as_of(scene.book.months[position]) >= over:
            scene.found(
                "record_error",
                who,
                "funeral_unregistered",
                (FUNERALS,),
                on=cremated_on,
                since=position - scene.start,
                until=police_lag,
            )
            return


def contribution(
    scene: Scene, who: Member, lag: int, *, name: str | None = None, kind: str = "", amount: str = "486.40"
) -> None:
    """An employer pays for the month; `kind` marks arrears and other payments that prove no work."""
    wages(
        scene,
        who,
        lag,
        "明州市望湖食品厂",
        name=name,
        insurance="企业职工基本养老保险" + kind,
        person_kind=kind.strip("()") or "在职职工",
        amount=amount,
    )


def wages(
    scene: Scene,
    who: Member,
    lag: int,
    employer: str | None,
    *,
    name: str | None = None,
    state: str = "正常参保",
    insurance: str = "企业职工基本养老保险",
    person_kind: str = "在职职工",
    amount: str = "486.40",
    late: int = 0,
) -> None:
    """Social security tells of a contribution for the month, or so many months `late`, and who pays it."""
    month = calendar.shifted(scene.book.months[scene.start + lag], -late)
    row: dict[str, Cell] = {
        "pid": who.pid,
        "employer": employer,
        "state": state,
        "insurance": insurance,
        "person_kind": person_kind,
        "id_number": who.id_number,
        "name": who.name if name is None else name,
        "base": "4053.33",
        "paid": amount,
        "period": month.replace("-", ""),
    }
    scene.record(WORK, row, since=lag, until=lag + 1)


def deposit(scene: Scene, who: Member, lag: int, employer: str) -> None:
    """The housing fund tells of the month's deposit, in cents."""
    row: dict[str, Cell] = {
        "pid": who.pid,
        "id_number": who.id_number,
        "name": who.name,
        "period": scene.book.months[scene.start + lag].replace("-", ""),
        "paid": 20_000,
        "employer": employer,
        "state": "正常",
    }
    scene.record(FUND, row, since=lag, until=lag + 1)


def stay(
    scene: Scene, who: Member, admitted_on: date, bore: int, *, lag: int = 0, name: str | None = None
) -> None:
    """A hospital settles a stay of three days of which the patient bore so many cents; negative when taken back."""
    left_on = admitted_on + timedelta(days=3)
    row: dict[str, Cell] = {
        "pid": who.pid,
        "id_number": who.id_number,
        "name": who.name if name is None else name,
        "hospital": "明州市第一医院",
        "total": bore * 2,
        "insured": bore,
        "cash_paid": bore - bore // 10,
        "account_paid": bore // 10,
        "serious_illness": 0,
        "aid": 0,
        "out_of_list": 0,
        "admitted_on": admitted_on,
        "discharged_on": left_on,
        "settled_on": left_on,
    }
    scene.record(SPENDING, row, since=lag, until=lag + 1)


def first_by_id(members: Iterable[Member]) -> Member:
    """The member at whom a household's finding stands."""
    return min(members, key=lambda who: who.id_number)


def pension_paid(
    scene: Scene,
    who: Member,
    lag: int,
    cents: int,
    *,
    insurance: str = "企业职工基本养老保险",
    state: str = "正常",
    name: str | None = None,
) -> None:
    """Social security pays for the month, so many cents; negative when it is taken back."""
    row: dict[str, Cell] = {
        "pid": who.pid,
        "id_number": who.id_number,
        "name": who.name if name is None else name,
        "insurance": insurance,
        "period": scene.book.months[scene.start + lag].replace("-", ""),
        "paid": cents,
        "state": state,
    }
    scene.record(PENSIONS, row, since=lag, until=lag + 1)


def opposite(sex: str) -> str:
    """The other sex of the two that IDs know."""
    return FEMALE if sex == MALE else MALE

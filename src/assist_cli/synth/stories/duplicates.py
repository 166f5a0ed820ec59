"""People paid twice, here or elsewhere, and accounts into which several households are paid."""

from dataclasses import replace

from assist_cli.synth.acts import OTHER_ROSTERS, ROSTER, first_by_id
from assist_cli.synth.book import Cell, Member
from assist_cli.synth.names import another_name
from assist_cli.synth.scene import Household, Scene

_DIBAO, _TEKUN, _ELDERLY = "低保", "特困", "高龄津贴"
_PAID_ELSEWHERE = 41_500
_HOUSEHOLDS_OF_A_HOME = 6


def listed_twice(scene: Scene) -> None:
    """The same person heads two households under one programme: paid twice."""
    _in_two_households(scene, _DIBAO, _DIBAO, "twice:dibao")


def listed_under_two_programmes(scene: Scene) -> None:
    """The same person heads two households under programmes that exclude each other."""
    _in_two_households(scene, _TEKUN, _DIBAO, "programmes:dibao+tekun")


def _in_two_households(scene: Scene, one: str, other: str, subject: str) -> None:
    who, twin = _twin(scene, one, other)
    months = [scene.book.months[position] for position in scene.positions(0, None)]
    beyond = {month: min(scene.book.paid(row, month) for row in (who, twin)) for month in months}
    scene.found("duplicate", who, subject, (ROSTER,), beyond=beyond)


def _twin(scene: Scene, one: str, other: str) -> tuple[Member, Member]:
    """A person, and the row of another household, paid no more, that carries the same person from then on."""
    rows = [_alone(scene) for _row in range(2)]
    who, second = sorted(rows, key=lambda row: (-row.amount, row.household_id))
    scene.edit_all(ROSTER, [who], {"programme": one})
    scene.edit_all(ROSTER, [second], {"programme": other})
    scene.edit(ROSTER, second, {"name": who.name, "id_number": who.id_number})
    twin = replace(second, name=who.name, id_number=who.id_number)
    return who, twin


def _alone(scene: Scene) -> Member:
    (who,) = scene.family(lambda household: len(household) == 1 and _is_paid(household))
    return who


def _is_paid(household: Household) -> bool:
    return household[0].amount > 0 and not household[0].works


def _elsewhere(
    scene: Scene,
    who: Member,
    programme: str = _DIBAO,
    *,
    division_code: str = "990103001001",
    status: str = "在保",
    name: str = "",
    since: int = 0,
    until: int | None = None,
) -> None:
    """The neighbouring district lists the person, in every delivery of these months."""
    row: dict[str, Cell] = {
        "pid": who.pid,
        "id_number": who.id_number,
        "name": name or who.name,
        "programme": programme,
        "amount": _PAID_ELSEWHERE,
        "division_code": division_code,
        "paid_by": "西岭区民政局",
        "status": status,
    }
    scene.record(OTHER_ROSTERS, row, since=since, until=until)


def _found_elsewhere(scene: Scene, who: Member, *, grade: str = "certain", until: int | None = None) -> None:
    months = [scene.book.months[position] for position in scene.positions(0, until)]
    beyond = {month: min(scene.book.paid(who, month), _PAID_ELSEWHERE) for month in months}
    scene.found(
        "duplicate", who, "elsewhere:dibao", (OTHER_ROSTERS,), grade=grade, until=until, beyond=beyond
    )


def listed_elsewhere(scene: Scene) -> None:
    """The neighbouring district pays the same person, too."""
    who = _recipient(scene)
    _elsewhere(scene, who)
    _found_elsewhere(scene, who)


def listed_elsewhere_until_next_month(scene: Scene) -> None:
    """The neighbouring district takes the person off its roster in the next month: found once, then cleared."""
    who = _recipient(scene)
    _elsewhere(scene, who, until=1)
    _elsewhere(scene, who, status="停保", since=1)
    _found_elsewhere(scene, who, until=1)


def listed_elsewhere_under_another_name(scene: Scene) -> None:
    """Somebody else stands on the neighbouring roster under the recipient's ID: merely possible, and a data error."""
    who = _recipient(scene)
    _elsewhere(scene, who, name=another_name(scene.dice, who.name))
    _found_elsewhere(scene, who, grade="possible")
    subject = f"name_differs:{OTHER_ROSTERS}"
    scene.found("record_error", who, subject, (OTHER_ROSTERS,), grade="possible")


def _recipient(scene: Scene) -> Member:
    who = _alone(scene)
    scene.edit_all(ROSTER, [who], {"programme": _DIBAO})
    return who


def one_account_of_two_households(scene: Scene) -> None:
    """Two households are paid into the account of one of their heads: to be verified, nothing is overpaid by that."""
    _share_account(scene, 2, "")


def account_of_a_guardian(scene: Scene) -> None:
    """Two households are paid into the account of somebody outside them, as a guardian's is: merely possible."""
    _share_account(scene, 2, "崔守护", grade="possible")


def account_of_a_home(scene: Scene) -> None:
    """Six households are paid into the account of the home in which they live: merely possible, and told once."""
    _share_account(scene, _HOUSEHOLDS_OF_A_HOME, "东湖区南坡敬老院", grade="possible")


def _share_account(scene: Scene, households: int, holder: str, grade: str = "certain") -> None:
    heads = [_alone(scene) for _household in range(households)]
    account = f"0000{90_000_000_001 + scene.book.next_serial() * 10:012d}"
    for head in heads:
        scene.edit(ROSTER, head, {"account": account, "account_holder": holder or heads[0].name})
    scene.found(
        "duplicate", first_by_id(heads), f"account:{account[:6]}******{account[-4:]}", (ROSTER,), grade=grade
    )


def two_programmes_on_one_account(scene: Scene) -> None:
    """One person draws two programmes that may stand beside each other, on one account: nothing is to be found."""
    who, twin = _twin(scene, _DIBAO, _ELDERLY)
    account = f"0000{90_000_000_001 + scene.book.next_serial() * 10:012d}"
    scene.edit(ROSTER, who, {"account": account, "account_holder": who.name})
    scene.edit(ROSTER, twin, {"account": account, "account_holder": who.name})
    scene.innocent(who, "duplicate")


def other_programmes_elsewhere(scene: Scene) -> None:
    """Listed elsewhere under a programme that may stand beside, no longer, or by the bureau itself."""
    who = _recipient(scene)
    _elsewhere(
        scene,
        who,
        (_ELDERLY, _DIBAO, _DIBAO)[scene.turn % 3],
        status=("在保", "停保", "正常")[scene.turn % 3],
        division_code=("990103001001", "990103001001", "990102001001")[scene.turn % 3],
    )
    scene.innocent(who)

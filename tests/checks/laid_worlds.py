"""Small worlds compared without files: laid into a store as landed rows, read by the product's own inputs."""

from functools import cache

from small_worlds import lay

from assist_cli.checks import REGISTER
from assist_cli.checks.inputs import open_inputs
from assist_cli.checks.packs import read_rules
from assist_cli.findings.month import find_month
from assist_cli.progress import silent
from assist_cli.settings.months import last_day
from assist_cli.settings.shipped import folder
from assist_cli.settings.workspace import Workspace


@cache
def rules(month):
    return read_rules(Workspace(folder("configs")), last_day(month))


def found_in(world, workspace, checks):
    """What the `checks` find in a world: findings, evidence, coverage."""
    lay(world, workspace)
    inputs = open_inputs(workspace, world.month, REGISTER)
    return find_month(workspace, inputs, rules(world.month), checks, silent)


def whose(check, people):
    """The person a finding is about; of a household, those of its members whose records speak."""
    if check.unit == "household":
        return tuple(sorted(people))
    (person,) = people
    return person


def findings_of(world, found):
    """The findings as an oracle writes them, after their check's name; a person is known by the roster row."""
    subjects, people = {}, {}
    for row in found.evidence.iter_rows(named=True):
        if (row["source"], row["field"]) == ("checks", "subject"):
            subjects[row["finding_id"]] = row["value"]
        if (row["source"], row["field"]) == ("civil.roster", "name"):
            listing = world.rosters[world.month][row["row"] - 2]
            people.setdefault(row["finding_id"], set()).add(listing["person"])
    return [
        (
            row["check"],
            whose(REGISTER[row["check"]], people[row["finding_id"]]),
            subjects[row["finding_id"]],
            row["grade"],
            row["lamp"],
            row["event_date"],
            row["months"],
            row["amount"],
            tuple(row["sources"]),
        )
        for row in found.findings.iter_rows(named=True)
    ]

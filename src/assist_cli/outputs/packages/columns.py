"""The columns of a package: what each means to the person who fills it in, and how it is laid out."""

from collections.abc import Sequence
from dataclasses import dataclass

from assist_cli.language import N_
from assist_cli.outputs.tables import FINDING_COLUMNS

FILL_IN = ("outcome", "verified_by", "verified_on", "verified_how", "note")
PACKAGE_COLUMNS = (*FINDING_COLUMNS, "address", *FILL_IN)
VISIT_COLUMNS = ("host_code", "host_name", "household_id", "id_number", "name", "address")


@dataclass(frozen=True)
class Column:
    """One column of a sheet.

    `meaning` is English source text, to be translated. `width` is in characters of the sheet's font.
    A `folded` column is there, but closed until the reader opens it with the + above the sheet.
    """

    name: str
    meaning: str
    width: int
    folded: bool = False
    wrapped: bool = False


_COLUMNS = (
    Column(
        "finding_id", N_("Number of the finding. Do not change: it links your answer to the finding."), 17
    ),
    Column("month", N_("Pay month."), 9, folded=True),
    Column("check", N_("Which check found it; the sheet “Guide” lists them."), 16),
    Column(
        "lane",
        N_("Direction: exit = entitlement at risk, need = may need help, info, record = data."),
        8,
        folded=True,
    ),
    Column("lamp", N_("red = two departments agree; yellow = one department, or judgement is needed."), 7),
    Column(
        "grade",
        N_("How surely the record belongs to this person: certain, probable or possible."),
        10,
        folded=True,
    ),
    Column(
        "household_id",
        N_("Household number in the bureau's own system; look up the full data there."),
        14,
        wrapped=True,
    ),
    Column("id_number", N_("Resident ID number (middle hidden unless your bureau decided otherwise)."), 19),
    Column("name", N_("Name (given name hidden unless your bureau decided otherwise)."), 8, wrapped=True),
    Column("programme", N_("Programme the person is supported under."), 10, folded=True),
    Column(
        "division_code", N_("Division code of the community, 12 digits, from the roster."), 14, folded=True
    ),
    Column("district", N_("District, from the roster."), 10, folded=True),
    Column("street", N_("Street or town, from the roster."), 10, wrapped=True),
    Column("community", N_("Community or village, from the roster."), 11, wrapped=True),
    Column(
        "event_date",
        N_("Date of the event in the department's record (death, move, registration …)."),
        11,
        folded=True,
    ),
    Column("months", N_("Months on the roster after the event, where that can be counted."), 8, folded=True),
    Column("amount", N_("Yuan listed on the roster for those months. To be verified before use."), 10),
    Column("sources", N_("Data sources that agree."), 26, folded=True),
    Column("summary", N_("What the records say, and what should be verified."), 42, wrapped=True),
    Column("status", N_("new this month, still open, or overdue."), 8),
    Column("first_month", N_("Month in which it was first found."), 12, folded=True),
    Column("months_open", N_("For how many months it has been open."), 13, folded=True),
    Column(
        "address",
        N_("Where to visit; house number hidden unless your bureau decided otherwise."),
        20,
        wrapped=True,
    ),
    Column("outcome", N_("TO FILL IN: what the visit found; choose from the list."), 24, wrapped=True),
    Column("verified_by", N_("TO FILL IN: who verified it (name and unit)."), 11, wrapped=True),
    Column("verified_on", N_("TO FILL IN: on which day, as 2024-06-30."), 11),
    Column("verified_how", N_("TO FILL IN: how it was verified; choose from the list."), 14, wrapped=True),
    Column(
        "note", N_("TO FILL IN where needed: circumstances, documents seen, next step."), 20, wrapped=True
    ),
    Column("source", N_("The data source, as the bureau names it."), 22),
    Column("file", N_("The file as it was delivered."), 30, wrapped=True),
    Column("row", N_("The row in that file, the first row being 1."), 8),
    Column("cells", N_("What the record says."), 40, wrapped=True),
    Column("reason", N_("Why the row could not be read."), 40, wrapped=True),
    Column(
        "answer",
        N_("TO FILL IN by the department: what was corrected, or why the record is right."),
        30,
        wrapped=True,
    ),
    Column("host_code", N_("Division code of where the person lives now."), 14),
    Column("host_name", N_("Street or district to be asked to visit."), 22),
)
_BY_NAME = {column.name: column for column in _COLUMNS}


def columns(names: Sequence[str]) -> tuple[Column, ...]:
    """The columns called `names`, in that order; KeyError for a name no sheet has."""
    return tuple(_BY_NAME[name] for name in names)

"""The guide that goes with every package: what the columns mean, what to fill in, and what a finding is not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assist_cli.cases import outcomes
from assist_cli.language import _
from assist_cli.outputs import wording
from assist_cli.outputs.packages.columns import PACKAGE_COLUMNS, columns

CSV_NAMES = ("guide.txt", "填写说明.txt")


@dataclass(frozen=True)
class Section:
    """A heading with paragraphs and rows of (term, explanation)."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    terms: tuple[tuple[str, str], ...] = ()


def sections(month: str, titles: Mapping[str, str]) -> tuple[Section, ...]:
    """The whole guide in the chosen language; `titles` maps a check's name to its title."""
    return (
        _purpose(month),
        _filling_in(),
        Section(_("Outcomes, and when to choose them"), terms=tuple(_outcome_terms())),
        Section(_("Ways to verify"), terms=tuple(_method_terms())),
        Section(_("Checks"), terms=tuple(titles.items())),
        Section(_("Columns"), terms=tuple((item.name, _(item.meaning)) for item in columns(PACKAGE_COLUMNS))),
        Section(_("Words in the columns"), terms=tuple(_code_terms())),
    )


def guide_name() -> str:
    """The name of the guide beside a CSV package."""
    return _("guide.txt")


def guide_text(month: str, titles: Mapping[str, str]) -> str:
    """The guide as plain text: byte-order mark, CRLF."""
    blocks = []
    for section in sections(month, titles):
        terms = [f"  {term}: {explanation}" for term, explanation in section.terms]
        blocks.append("\r\n".join([section.heading, *section.paragraphs, *terms]))
    blocks.append(
        _(
            "Some cells start with an apostrophe ('), so that a spreadsheet leaves the number alone; please keep it."
        )
    )
    return "\ufeff" + "\r\n\r\n".join(blocks) + "\r\n"


def _purpose(month: str) -> Section:
    return Section(
        _("Findings to be verified, pay month {month}").format(month=month),
        (
            _(
                "A finding is not a conclusion. It says that another department's record does not fit the "
                "roster; the record may be wrong, or may belong to another person. Please verify."
            ),
            _(
                "Nobody's payment may be changed because of this sheet alone. One member's affair is not the household's."
            ),
            _(
                "The sheet holds personal data: only for those who verify; do not pass it on, delete it afterwards."
            ),
        ),
    )


def _filling_in() -> Section:
    return Section(
        _("What to fill in"),
        (
            _(
                "Street and community staff fill in the last five columns after a visit, a call or a look at documents:"
            ),
            _(
                "outcome and verified_how with a word of the lists, verified_by with name and unit, verified_on with the day."
            ),
            _(
                "Without who, when and how, a case cannot be closed. Leave a row empty if nobody has verified it yet."
            ),
            _(
                "Please leave the first row, the other columns and the file type as they are, and return the file."
            ),
        ),
    )


def _outcome_terms() -> Iterator[tuple[str, str]]:
    meanings = {
        "confirmed_stopped": _(
            "The finding is true; the bureau has ended the payment by the proper procedure."
        ),
        "confirmed_adjusted": _("The finding is true; the household was recalculated and goes on."),
        "source_error": _("The other department's record is wrong, or belongs to another person."),
        "roster_error": _("The roster is wrong: number, name, address or household."),
        "exempt": _("The finding is true, but the rules allow it."),
        "known": _("The bureau already knew and has dealt with it."),
        "unverifiable": _("Nobody met, or no proof to be had; say in the note what was tried."),
        "in_progress": _("Verification has begun and goes on."),
        "restored": _("Payment had been ended wrongly and has been restored."),
    }
    return zip(
        outcomes.choices(outcomes.OUTCOMES), (meanings[code] for code in outcomes.OUTCOMES), strict=True
    )


def _method_terms() -> Iterator[tuple[str, str]]:
    meanings = {
        "visit": _("Went there and met the person, the family or the community's staff."),
        "phone": _("Spoke with the person or the family by telephone."),
        "documents": _("Saw certificates, household register, vehicle papers or the like."),
        "department": _("Asked the department that sent the record, or another one."),
    }
    return zip(outcomes.choices(outcomes.METHODS), (meanings[code] for code in outcomes.METHODS), strict=True)


def _code_terms() -> Iterator[tuple[str, str]]:
    for code in ("exit", "need", "info", "record"):
        yield f"lane {code}", wording.lane(code)
    for code in ("red", "yellow"):
        yield f"lamp {code}", f"{wording.lamp(code)}: {_(wording.LAMP_MEANINGS[code])}"
    for code in wording.GRADES:
        yield f"grade {code}", wording.grade(code)
    for code in ("new", "open", "overdue"):
        yield f"status {code}", wording.status(code)
    for code in wording.PROGRAMMES:
        yield f"programme {code}", wording.programme(code)

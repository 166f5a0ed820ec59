"""The words for the codes of INTERFACE.md, in the chosen language.

A code nobody knows is shown as it stands: an unknown word is better than a missing one.
"""

from collections.abc import Mapping
from datetime import date

from assist_cli.cases import outcomes
from assist_cli.language import N_, _

LANES: Mapping[str, str] = {
    "exit": N_("entitlement at risk"),
    "need": N_("may need help"),
    "info": N_("for information"),
    "record": N_("data to be corrected"),
}
UNITS: Mapping[str, str] = {
    "person": N_("about a person"),
    "household": N_("about a household"),
}
LAMPS: Mapping[str, str] = {
    "red": N_("red"),
    "yellow": N_("yellow"),
    "green": N_("green"),
    "grey": N_("grey"),
}
LAMP_MEANINGS: Mapping[str, str] = {
    "red": N_("two departments agree, independently of each other"),
    "yellow": N_("one department only, or judgement is needed"),
    "green": N_("checked, nothing found"),
    "grey": N_("not checked"),
}
GRADES: Mapping[str, str] = {
    "certain": N_("certain: ID number and name agree"),
    "probable": N_("probable: ID number agrees, name missing or number completed"),
    "possible": N_("possible: something contradicts"),
}
STATUSES: Mapping[str, str] = {
    "new": N_("new"),
    "open": N_("still open"),
    "confirmed": N_("found true"),
    "dismissed": N_("found untrue"),
    "cleared": N_("no longer found"),
    "overdue": N_("overdue"),
}
PROGRAMMES: Mapping[str, str] = {
    "dibao": N_("subsistence allowance"),
    "tekun": N_("extreme hardship support"),
    "dibao_edge": N_("marginal low income"),
    "expenditure_poor": N_("hardship by expenditure"),
    "elderly": N_("old-age allowance"),
    "disability": N_("disability allowances"),
}
DELIVERY_STATES: Mapping[str, str] = {
    "missing": N_("MISSING"),
    "blocked": N_("BLOCKED"),
    "stale": N_("OUT OF DATE"),
    "present": N_("delivered"),
}
_REASONS: Mapping[str, str] = {
    "missing": N_("{source}: nothing delivered"),
    "stale": N_("{source}: out of date"),
    "blocked": N_("{source}: delivered, but held back as faulty"),
    "not_in": N_("not found in {source}"),
    "id_unusable": N_("ID number unusable"),
    "amount_missing": N_("no amount on the roster"),
    "not_authorised": N_("no valid authorisation"),
}


def lane(code: str) -> str:
    """The lane, as 应退风险."""
    return _word(LANES, code)


def unit(code: str) -> str:
    """What a check's findings are about: `person` or `household`."""
    return _word(UNITS, code)


def lamp(code: str) -> str:
    """The lamp's colour as a word."""
    return _word(LAMPS, code)


def grade(code: str) -> str:
    """The match grade and what it means."""
    return _word(GRADES, code)


def status(code: str) -> str:
    """The state of the case."""
    return _word(STATUSES, code)


def programme(code: str) -> str:
    """The programme, as 低保."""
    return _word(PROGRAMMES, code)


def delivery_state(code: str) -> str:
    """Whether a source's extract is there: `present`, `missing`, `stale` or `blocked`."""
    return _word(DELIVERY_STATES, code)


def outcome(code: str) -> str:
    """What a visit found; KeyError for a code that is no outcome."""
    return outcomes.label(code)


def reason(code: str, sources: Mapping[str, str]) -> str:
    """Why people were not checked: one code of coverage's `reason`, as `missing:police.deaths`.

    `sources` maps a source to its title in the chosen language.
    """
    kind, _colon, source = code.partition(":")
    if kind not in _REASONS:
        return code
    return _(_REASONS[kind]).format(source=sources.get(source, source))


def dates(since: date, until: date | None) -> str:
    """From when until when something holds."""
    if until is None:
        return _("since {day}").format(day=since)
    return _("{day} to {until}").format(day=since, until=until)


def value(parameter: object) -> str:
    """A parameter's value; an empty list and none are a dash."""
    if isinstance(parameter, list):
        return " ".join(map(str, parameter)) or "-"
    return "-" if parameter is None else str(parameter)


def _word(words: Mapping[str, str], code: str) -> str:
    return _(words[code]) if code in words else code

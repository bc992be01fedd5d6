"""`{{ dotted.names }}`: look-ups into what the handbook says elsewhere, and nothing else."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Literal

from pydantic import BaseModel

from mentorsite.markdown.document import Document
from mentorsite.markdown.grammar import VARIABLE
from mentorsite.model.cohort import Cohort
from mentorsite.model.form import Form
from mentorsite.model.moment import Moment, Period, Span
from mentorsite.model.program import Program
from mentorsite.model.settings import Settings
from mentorsite.model.site import Site
from mentorsite.structure.current_cohort import current_cohort
from mentorsite.theme.dates_and_numbers import day, hour, interval, length, unit

LONGEST_VALUE = 20_000
"""How long the text of a variable may be, in characters: texts that name others twice would double at each step."""
DAYS_OF_MONTH = 365.25 / 12
NO_FORMS: Mapping[str, Form] = {}


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that leads to no text: as far as it is known, and what could follow there.

    `why` is set where it would lead to one that never ends: texts that name each other, or grow too long.
    """

    name: str
    known: str
    names: tuple[str, ...]
    why: Literal["", "circle", "long"] = ""


FoundValue = str | Unknown


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """The names that a text may use, and what was found for each, by name and language.

    What is said of a cohort by its id is the same whichever a text speaks of: scopes of a program share `of_cohorts`.
    """

    names: Mapping[str, object]
    of_cohorts: dict[tuple[str, str], FoundValue] = field(default_factory=dict)
    own: dict[tuple[str, str], FoundValue] = field(default_factory=dict)

    def found(self, name: str) -> dict[tuple[str, str], FoundValue]:
        """Where it is kept what was found for a name."""
        if name.startswith("cohorts."):
            return self.of_cohorts
        return self.own


def scope(
    settings: Settings,
    program: Program | None,
    cohort: Cohort | None,
    forms: Mapping[str, Form] = NO_FORMS,
    of_cohorts: dict[tuple[str, str], FoundValue] | None = None,
) -> Scope:
    """The names that a text may use, in the words of one program; `cohort` is the one that it speaks of."""
    organization = settings.organization
    names: dict[str, object] = {
        "site": {"title": settings.title, "url": settings.url, "description": settings.description},
        "organization": {"name": None, "url": None},
        "forms": forms,
    }
    if organization:
        names["organization"] = {"name": organization.name, "url": organization.url}
    if program:
        names |= _program_names(program, cohort)
    if of_cohorts is None:  # an empty one is shared with scopes to come
        of_cohorts = {}
    return Scope(names, of_cohorts)


def _program_names(program: Program, cohort: Cohort | None) -> dict[str, object]:
    names = {name: getattr(program, name) for name in type(program).model_fields}
    return {
        "program": names,
        "roles": program.roles,
        "contact": program.contacts,
        "conduct": program.conduct,
        "cohort": cohort,
        "cohorts": program.cohorts,
        "check_in": program.check_ins,
        "phase": program.phases,
        "closing": program.closing,
        "communication": program.communication,
    }


@dataclass(frozen=True, slots=True)
class _Open:
    """A text whose variables are being looked up, and those that are still to come."""

    text: str
    to_come: Iterator[str]


def look_up(name: str, scope: Scope, language: str) -> FoundValue:
    """The text that a dotted name leads to, its own variables looked up, too.

    Each name is looked up once, and none while it is open: texts that name each other come to an end.
    """
    # Without recursion: a chain of texts that name each other may be longer than Python's stack is deep.
    opened: dict[str, _Open] = {}
    to_open: str | None = name
    while to_open or opened:
        if to_open and (to_open, language) not in scope.found(to_open):
            plain = _plain(to_open, value_at(to_open, scope.names), language)
            value = _of_its_cohort(to_open, plain)
            if isinstance(value, str) and "{{" in value:
                opened[to_open] = _Open(value, iter(names_in(value)))
            else:
                scope.found(to_open)[to_open, language] = value
        if not opened:
            break
        here, text = next(reversed(opened.items()))
        to_open = next(text.to_come, None)
        if to_open is None:
            scope.found(here)[here, language] = _closed(here, text.text, scope, language)
            del opened[here]
        elif to_open in opened:
            scope.found(here)[here, language] = Unknown(here, here, (), "circle")
            del opened[here]
            to_open = None
    return scope.found(name)[name, language]


def _of_its_cohort(name: str, value: FoundValue) -> FoundValue:
    """A text of a named cohort: what it says of the cohort it says of that one."""
    if isinstance(value, Unknown) or not name.startswith("cohorts."):
        return value
    own = ".".join(name.split(".")[:2])  # `cohorts.spring` of `cohorts.spring.dates.kickoff.note`

    def of_that_one(found: re.Match[str]) -> str:
        variable = found[2]
        return found[0].replace(variable, re.sub(r"^cohort\b", own, variable))

    return VARIABLE.sub(of_that_one, value)


def names_in(text: str) -> tuple[str, ...]:
    """The names of a text's variables."""
    return tuple(each[2] for each in VARIABLE.finditer(text))


def _closed(name: str, text: str, scope: Scope, language: str) -> FoundValue:
    """A text whose variables were all looked up."""
    # Its length is added up before it is made, and a text that is too long makes all that name it too long.
    size = len(text)
    for each in names_in(text):
        inner = scope.found(each)[each, language]
        if isinstance(inner, str):
            size += len(inner)
        elif inner.why:
            return Unknown(name, name, (), inner.why)
    if size > LONGEST_VALUE:
        return Unknown(name, name, (), "long")
    return _filled(text, lambda each: scope.found(each)[each, language])


def value_at(name: str, names: Mapping[str, object]) -> object:
    """What a dotted name leads to, of whatever kind."""
    value: object = names
    steps = name.split(".")
    for index, step in enumerate(steps):
        inside = keys_of(value)
        if step not in inside or inside[step] is None:
            return Unknown(name, ".".join(steps[:index]), _names_in(value))
        value = inside[step]
    return value


def _plain(name: str, value: object, language: str) -> FoundValue:
    match value:
        case str() | Unknown():
            return value
        case Document():
            return value.source
        case date():
            return day(value, language)
        case Span():
            return interval(value.first, value.last, language)
        case time():
            return hour(value, language)
        case Period():
            if value.number == 1 and name.endswith(".every"):  # every week, not every 1 week
                return unit(value.number, value.unit, language)
            return length(value.number, value.unit, language)
        case bool() | int() | float():
            return str(value).lower()
        case _:
            return Unknown(name, name, _names_in(value))


def _names_in(value: object) -> tuple[str, ...]:
    """The names with which one can go on from a value."""
    return tuple(key for key, each in keys_of(value).items() if each is not None)


def keys_of(value: object) -> Mapping[str, object]:
    """What can follow a value in a name; None is what the handbook does not say."""
    match value:
        case Mapping():
            first_key = next(iter(value), "")
            if isinstance(first_key, str):
                return value
            return {str(key): each for key, each in value.items()}  # as sessions by their number or day
        case Form():
            return {"title": value.title, "version": value.version, "due": value.due, "sign_by": value.sign_by}
        case BaseModel():
            fields = type(value).model_fields.items()
            own = {field.alias or name: getattr(value, name) for name, field in fields}
            if isinstance(value, Cohort):
                return {**own, **_lengths(value)}
            return own
        case Moment():
            return {"period": value.offset}
        case tuple():
            return {str(number): each for number, each in enumerate(value, 1)}
        case _:
            return {}


def _lengths(cohort: Cohort) -> Mapping[str, object]:
    """How long a cohort is, rounded: the same length in two units, of which a text takes the one that reads well."""
    if not cohort.start or not cohort.end:
        return {"weeks": None, "months": None}
    days = (cohort.end - cohort.start).days + 1
    return {
        "weeks": Period(max(1, round(days / 7)), "weeks"),
        "months": Period(max(1, round(days / DAYS_OF_MONTH)), "months"),
    }


def filled(text: str, scope: Scope, language: str) -> str:
    """A plain text with its variables looked up; unknown ones stay as written."""
    if "{{" not in text:
        return text
    return _filled(text, lambda name: look_up(name, scope, language))


def _filled(text: str, look_up: Callable[[str], FoundValue]) -> str:
    def shown(found: re.Match[str]) -> str:
        value = look_up(found[2])
        if isinstance(value, Unknown):
            return found[0]
        return value

    return VARIABLE.sub(shown, text)


class Scopes:
    """The names by program, cohort and language, each made once.

    A text that names no program speaks of the site's default.
    """

    def __init__(self, site: Site) -> None:
        self.site, self.default = site, site.default_program
        self.forms: dict[str, Mapping[str, Form]] = {}
        self.made: dict[tuple[str | None, str | None, str], Scope] = {}
        self.of_cohorts: defaultdict[tuple[str | None, str], dict[tuple[str, str], FoundValue]] = defaultdict(dict)

    def __call__(self, program: str | None, cohort: str | None = None, language: str | None = None) -> Scope:
        program = program or self.default
        language = language or self.site.settings.default_language
        key = program, cohort, language
        if key not in self.made:
            found = self.site.program(program, language)
            settings, forms = self.site.settings_in(language), self.forms_in(language)
            of_cohorts = self.of_cohorts[program, language]
            self.made[key] = scope(settings, found, self.cohort(found, cohort), forms, of_cohorts)
        return self.made[key]

    def forms_in(self, language: str) -> Mapping[str, Form]:
        """The forms by id, as readers of a language have them."""
        if language not in self.forms:
            # The first of several with one id stays: one that readers of the language have, else any.
            entries = (*self.site.forms_in(language), *self.site.forms)
            self.forms[language] = {entry.form.id: entry.form for entry in reversed(entries)}
        return self.forms[language]

    def cohort(self, program: Program | None, named: str | None) -> Cohort | None:
        """The cohort that a text names, else the one of today."""
        if program is None:
            return None
        return program.cohorts.get(named or "") or current_cohort(program, self.site.today)


def scopes(site: Site) -> Scopes:
    """The names that the texts of a site may use."""
    return Scopes(site)

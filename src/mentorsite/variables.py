"""`{{ dotted.names }}`: look-ups into what the handbook says elsewhere, and nothing else."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel

from mentorsite.dates import day
from mentorsite.model.cohort import Cohort
from mentorsite.model.program import Program
from mentorsite.model.settings import Settings
from mentorsite.model.site import Site
from mentorsite.text.document import Document
from mentorsite.text.grammar import VARIABLE

Scope = Mapping[str, Any]
NO_PROGRAM: Mapping[str, object] = {}


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name that leads to no text: as far as it is known, and what could follow there."""

    name: str
    known: str
    names: tuple[str, ...]


def scope(settings: Settings, program: Program | None) -> Scope:
    """The names that a text may use, in the words of one program."""
    organization = settings.organization
    return {
        "site": {"title": settings.title, "url": settings.url, "description": settings.description},
        "organization": {"name": organization.name, "url": organization.url} if organization else {},
        **(_program_names(program) if program else NO_PROGRAM),
    }


def _program_names(program: Program) -> dict[str, object]:
    names = {name: getattr(program, name) for name in type(program).model_fields}
    return {
        "program": names,
        "roles": program.roles,
        "contact": program.contacts,
        "conduct": program.conduct,
        "cohort": current_cohort(program),
        "cohorts": program.cohorts,
        "closing": program.closing,
        "communication": program.communication,
    }


def current_cohort(program: Program) -> Cohort | None:
    """The cohort that stands in front: open or running, else planned, else the latest."""
    cohorts = [each for each in program.cohorts.values() if each.status != "archived"]
    for statuses in (("open", "running"), ("planning",), ("closed",)):
        fitting = [each for each in cohorts if each.status in statuses]
        if fitting:
            return fitting[-1] if statuses == ("closed",) else fitting[0]
    return None


def look_up(name: str, scope: Scope, language: str) -> str | Unknown:
    """The text that a dotted name leads to.

    When that is a text with names of its own, those are looked up too, but no further: texts that name
    each other come to an end.
    """
    value = _value(name, scope)
    match value:
        case Document():
            return _filled(value.source, lambda each: _plain(each, _value(each, scope), language))
        case _:
            return _plain(name, value, language)


def _value(name: str, scope: Scope) -> object:
    """What a dotted name leads to, of whatever kind."""
    value: object = scope
    steps = name.split(".")
    for index, step in enumerate(steps):
        inside = _inside(value)
        if step not in inside or inside[step] is None:
            names = tuple(key for key, each in inside.items() if each is not None)
            return Unknown(name, ".".join(steps[:index]), names)
        value = inside[step]
    return value


def _plain(name: str, value: object, language: str) -> str | Unknown:
    match value:
        case str() | Unknown():
            return value
        case date():
            return day(value, language)
        case bool() | int() | float():
            return str(value).lower()
        case _:
            return Unknown(name, name, tuple(_inside(value)))


def _inside(value: object) -> Mapping[str, object]:
    match value:
        case Mapping():
            return value
        case BaseModel():
            return {field.alias or name: getattr(value, name) for name, field in type(value).model_fields.items()}
        case _:
            return {}


def filled(text: str, scope: Scope, language: str) -> str:
    """A plain text with its variables looked up; unknown ones stay as written."""
    return text if "{{" not in text else _filled(text, lambda name: look_up(name, scope, language))


def _filled(text: str, look_up: Callable[[str], str | Unknown]) -> str:
    def shown(found: re.Match[str]) -> str:
        value = look_up(found[2])
        return found[0] if isinstance(value, Unknown) else value

    return VARIABLE.sub(shown, text)


def scopes(site: Site) -> Callable[[str | None], Scope]:
    """The names by program, each made once; a text that names no program speaks of the site's default."""
    made: dict[str | None, Scope] = {}
    default = site.default_program

    def of(program: str | None) -> Scope:
        key = program or default
        if key not in made:
            made[key] = scope(site.settings, site.program(key))
        return made[key]

    return of

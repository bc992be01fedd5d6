"""`{{ dotted.names }}`: look-ups into what the handbook says elsewhere, and nothing else."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel

from mentorsite.dates import day
from mentorsite.model.program import Cohort, Program
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
    """The text that a dotted name leads to."""
    value: object = scope
    steps = name.split(".")
    for index, step in enumerate(steps):
        inside = _inside(value)
        if step not in inside or inside[step] is None:
            names = tuple(key for key, each in inside.items() if each is not None)
            return Unknown(name, ".".join(steps[:index]), names)
        value = inside[step]
    match value:
        case str():
            return value
        case date():
            return day(value, language)
        case Document():
            return filled(value.source, scope, language)
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

    def value(name: str, written: str) -> str:
        found = look_up(name, scope, language)
        return written if isinstance(found, Unknown) else found

    return VARIABLE.sub(lambda found: value(found[2], found[0]), text)


def scopes(site: Site) -> Callable[[str | None], Scope]:
    """The names by program, each made once; a page of a site with one program speaks of that."""
    made: dict[str | None, Scope] = {}
    only = site.programs[0].id if len({entry.id for entry in site.programs}) == 1 else None

    def of(program: str | None) -> Scope:
        key = program or only
        if key not in made:
            made[key] = scope(site.settings, site.program(key))
        return made[key]

    return of

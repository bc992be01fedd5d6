"""A site as one pair has it: the day of their match is known, so that what counts from it has a day."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from mentorsite.model.cohort import Cohort
from mentorsite.model.moment import Moment
from mentorsite.model.nested_values import changed_within
from mentorsite.model.program import Program
from mentorsite.model.site import FormEntry, ProgramEntry, Site

V = TypeVar("V")


def site_of_pair(site: Site, program: str, cohort: str | None, match: date, people: Mapping[str, int]) -> Site:
    """The site with a program and its forms as a pair of a cohort has them.

    `people` says how many there are of each role; a form has a place for each of them.
    """
    programs = tuple(_entry_of_pair(entry, cohort, match) if entry.id == program else entry for entry in site.programs)
    forms = tuple(_form_of_pair(entry, match, people) if entry.program == program else entry for entry in site.forms)
    messages = tuple(replace(each, file=with_match(each.file, match)) for each in site.messages)
    certificates = tuple(replace(each, file=with_match(each.file, match)) for each in site.certificates)
    return replace(site, programs=programs, forms=forms, messages=messages, certificates=certificates)


def _entry_of_pair(entry: ProgramEntry, cohort: str | None, match: date) -> ProgramEntry:
    by_cohort = {id: _program_of_pair(each, cohort, match) for id, each in entry.by_cohort.items() if id == cohort}
    return replace(entry, program=_program_of_pair(entry.program, cohort, match), by_cohort=by_cohort)


def _program_of_pair(program: Program, cohort: str | None, match: date) -> Program:
    """The program with the pair's own cohort alone: no other one's days are told to them."""
    dated = with_match(program, match)
    cohorts = {id: _in_front(each) for id, each in dated.cohorts.items() if id == cohort}
    return dated.model_copy(update={"cohorts": cohorts})


def _in_front(cohort: Cohort) -> Cohort:
    """The cohort as one whose days are told, however far it is."""
    return cohort.model_copy(update={"status": "running"})


def _form_of_pair(entry: FormEntry, match: date, people: Mapping[str, int]) -> FormEntry:
    form = with_match(entry.form, match)
    parties = {
        role: party.model_copy(update={"min": people[role], "max": people[role]}) if role in people else party
        for role, party in form.parties.items()
    }
    return replace(entry, form=form.model_copy(update={"parties": parties}))


def with_match(value: V, match: date) -> V:
    """A definition in which every moment that is the match, or counts from it, counts from a day."""

    def dated(moment: Moment) -> Moment:
        if moment.anchor == "match":
            return replace(moment, anchor="day", id=match.isoformat())
        return moment

    return changed_within(value, Moment, dated)

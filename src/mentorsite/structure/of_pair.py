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
    programs = []
    for entry in site.programs:
        if entry.id == program:
            programs.append(_entry_of_pair(entry, cohort, match))
        else:
            programs.append(entry)
    forms = []
    for form in site.forms:
        if form.program == program:
            forms.append(_form_of_pair(form, match, people))
        else:
            forms.append(form)
    messages = tuple(replace(each, file=with_match(each.file, match)) for each in site.messages)
    certificates = tuple(replace(each, file=with_match(each.file, match)) for each in site.certificates)
    return replace(site, programs=tuple(programs), forms=tuple(forms), messages=messages, certificates=certificates)


def _entry_of_pair(entry: ProgramEntry, cohort: str | None, match: date) -> ProgramEntry:
    by_cohort = {}
    if cohort is not None and cohort in entry.by_cohort:
        by_cohort[cohort] = _program_of_pair(entry.by_cohort[cohort], cohort, match)
    return replace(entry, program=_program_of_pair(entry.program, cohort, match), by_cohort=by_cohort)


def _program_of_pair(program: Program, cohort: str | None, match: date) -> Program:
    """The program with the pair's own cohort alone: no other one's days are told to them."""
    dated = with_match(program, match)
    cohorts = {id: _in_front(each) for id, each in dated.cohorts.items() if id == cohort}
    return dated.model_copy(update={"cohorts": cohorts})


def _in_front(cohort: Cohort) -> Cohort:
    """The cohort as one whose days are told: those of a cohort that is over or put away would not be."""
    return cohort.model_copy(update={"status": "running"})


def _form_of_pair(entry: FormEntry, match: date, people: Mapping[str, int]) -> FormEntry:
    form = with_match(entry.form, match)
    parties = {}
    for role, party in form.parties.items():
        if role in people:
            parties[role] = party.model_copy(update={"min": people[role], "max": people[role]})
        else:
            parties[role] = party
    return replace(entry, form=form.model_copy(update={"parties": parties}))


def with_match(value: V, match: date) -> V:
    """A definition in which every moment that is the match, or counts from it, counts from a day."""

    def dated(moment: Moment) -> Moment:
        if moment.anchor == "match":
            return replace(moment, anchor="day", id=match.isoformat())
        return moment

    return changed_within(value, Moment, dated)

"""Fixed days, as `due: 2027-02-15`, that are in the years of no cohort: they stay when the next cohort comes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from mentorsite.check.in_cohorts import named
from mentorsite.check.wrong_years import hint_of_year, in_other_year, is_far, is_usual, outside
from mentorsite.errors import Problem, problem
from mentorsite.model.certificate import Certificate
from mentorsite.model.cohort import Cohort
from mentorsite.model.message import Message
from mentorsite.model.moment import Moment
from mentorsite.model.nested_values import within
from mentorsite.model.site import ProgramEntry, Site
from mentorsite.structure.current_cohort import cohort_named
from mentorsite.structure.moments import fixed_day

PAST = ("closed", "archived")
"""The statuses of cohorts that nobody is told what to do in any more."""

COUNTED = "; a day that is counted, as `cohort start + 2 weeks`, suits the next cohort, too"


def fixed_days(site: Site) -> Iterator[Problem]:
    """Fixed days of programs, forms, messages and certificates that are far from each cohort, or a year from one."""
    cohorts: defaultdict[Moment, list[Cohort]] = defaultdict(list)
    for moment, mine in _fixed(site):
        cohorts[moment] += mine
    for moment, mine in cohorts.items():
        yield from _doubted(moment, mine)


def _fixed(site: Site) -> Iterator[tuple[Moment, Iterable[Cohort]]]:
    """Every fixed day, each with the cohorts that it is told in and that are not past."""
    for entry in site.originals:
        yield from _each(entry.program, [entry])
    for form in (each for each in site.forms if not each.form.translates):
        programs = [each for each in site.originals if form.program in (None, each.id)]
        yield from _each(form.form, programs, cohort_named(form.form))
    others: tuple[Message | Certificate, ...] = (*site.messages, *site.certificates)
    for each in others:
        if not each.translates:
            yield from _each(each.file, site.originals_for(each.file.program))


def _each(
    definition: object, programs: Iterable[ProgramEntry], cohort: str | None = None
) -> Iterator[tuple[Moment, list[Cohort]]]:
    fixed = [moment for moment in within(definition, Moment) if moment.anchor == "day"]
    if not fixed:
        return
    mine = []
    for entry in programs:
        for id, each in entry.program.cohorts.items():
            if cohort in (None, id) and each.status not in PAST:
                mine.append(each)
    for moment in fixed:
        yield moment, mine


def _doubted(moment: Moment, cohorts: Sequence[Cohort]) -> Iterator[Problem]:
    """The problem of a fixed day. One that suits a cohort is meant for that, though others have it, too."""
    day = fixed_day(moment)
    if day is None or any(is_usual(day, each) for each in cohorts):
        return
    for cohort in cohorts:
        meant = in_other_year(day, cohort)
        if meant and outside(meant, cohort):
            meant = None
        if meant or is_far(day, cohort):
            others = [each for each in cohorts if each is not cohort]
            also = f", and not in {named(others)} either" if others else ""
            message = f"`{moment}` is {outside(day, cohort)} of the cohort `{cohort.label}`{also}"
            yield problem("outside-cohort", moment.place, message, f"{hint_of_year(meant)}{COUNTED}")
            return

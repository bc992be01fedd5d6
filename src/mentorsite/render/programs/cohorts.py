"""The cohorts of a program as its overview shows them: the current one in front."""

from dataclasses import dataclass

from mentorsite.model.cohort import Cohort
from mentorsite.model.site import ProgramEntry
from mentorsite.model.urls import below
from mentorsite.render.context import RenderContext
from mentorsite.render.programs.calendar_links import CalendarLinks, calendar_links
from mentorsite.render.programs.cohort import Happening, cohort_facts, happenings
from mentorsite.render.programs.program_views import Fact
from mentorsite.structure.current_cohort import current_cohort
from mentorsite.structure.timetable import timetable
from mentorsite.theme.dates_and_numbers import day


@dataclass(frozen=True, slots=True)
class CohortLink:
    """A cohort, its status and days in words, and its page."""

    label: str
    detail: str
    url: str


@dataclass(frozen=True, slots=True)
class Cohorts:
    """The cohort that stands in front, if there is one, with its dates; the others behind it, archived ones apart."""

    label: str
    link: str
    facts: tuple[Fact, ...]
    dates: tuple[Happening, ...]
    calendar: CalendarLinks | None
    others: tuple[CohortLink, ...]
    archived: tuple[CohortLink, ...]


def cohorts_view(entry: ProgramEntry, context: RenderContext) -> Cohorts:
    """What the overview shows of a program's cohorts."""
    program = entry.program
    front = current_cohort(program, context.site.today)
    key = None
    others, archived = [], []
    for id, cohort in program.cohorts.items():
        if cohort is front:
            key = id
            continue
        link = CohortLink(cohort.label, _detail(cohort, context), context.url(below(entry.address, id)))
        if cohort.status == "archived":
            archived.append(link)
        else:
            others.append(link)
    if front is None or key is None:  # all are archived
        return Cohorts("", "", (), (), None, tuple(others), tuple(archived))
    dates = tuple(each for each in timetable(context.site, entry, front) if each.kind == "date")
    return Cohorts(
        label=front.label,
        link=context.url(below(entry.address, key)),
        facts=tuple(cohort_facts(front, context)),
        dates=happenings(dates, entry, context),
        calendar=calendar_links(context, entry, key, None),
        others=tuple(others),
        archived=tuple(archived),
    )


def _detail(cohort: Cohort, context: RenderContext) -> str:
    words = context.words
    said = [words[f"status_{cohort.status}"]]
    if cohort.start and cohort.end:
        said.append(words["from_to"].format(day(cohort.start, context.language), day(cohort.end, context.language)))
    elif cohort.start:
        said.append(words["starts"].format(day(cohort.start, context.language)))
    return words["list_separator"].join(said)

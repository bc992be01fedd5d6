"""Cohort → its timeline as a picture and a table, and its calendars."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from mentorsite.model.cohort import Cohort
from mentorsite.model.site import ProgramEntry
from mentorsite.render.context import RenderContext
from mentorsite.render.program_lines import Line, filled, html, joined, line, lines, plain
from mentorsite.render.programs.calendar_links import CalendarLinks, calendar_links
from mentorsite.render.programs.event_text import left_out, place_and_link, plain_title, sessions, title, when
from mentorsite.render.programs.program_views import Fact
from mentorsite.render.programs.timeline import Timeline, timeline
from mentorsite.structure.timetable import timetable
from mentorsite.structure.timetable_entry import TimetableEntry
from mentorsite.theme.dates_and_numbers import day, direction, zone


@dataclass(frozen=True, slots=True)
class Happening:
    """A row of a table of what happens: `kind` in words, `audience` none where it is for everyone."""

    id: str
    kind: str
    title: Markup
    when: Markup
    audience: tuple[str, ...]
    notes: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class CohortView:
    """What the page of a cohort shows: what happens, and which forms and to-dos are due."""

    label: str
    facts: tuple[Fact, ...]
    timeline: Timeline | None
    happenings: tuple[Happening, ...]
    due: tuple[Happening, ...]
    calendars: tuple[CalendarLinks, ...]


def cohort_view(entry: ProgramEntry, key: str, context: RenderContext) -> CohortView:
    """What the page of a cohort shows."""
    entry = entry.in_cohort(key)
    cohort = entry.program.cohorts[key]
    found = timetable(context.site, entry, cohort)
    due = tuple(each for each in found if each.form and each.kind in ("form", "item"))
    happening = tuple(each for each in found if each not in due)
    drawn = []
    for each in happening:
        days = plain(when(each, entry.program, context), context)
        drawn.append((each, plain_title(each, context), days))
    limits = cohort.start, cohort.end
    calendars = (calendar_links(context, entry, key, role) for role in (None, *entry.program.roles))
    return CohortView(
        label=cohort.label,
        facts=tuple(cohort_facts(cohort, context)),
        timeline=timeline(drawn, limits, context.language, direction(context.language)),
        happenings=happenings(happening, entry, context),
        due=happenings(due, entry, context),
        calendars=tuple(each for each in calendars if each),
    )


def cohort_facts(cohort: Cohort, context: RenderContext) -> list[Fact]:
    """A cohort's status, its first and its last day, and its time zone."""
    words = context.words
    language = context.language
    facts = [Fact(words["fact_status"], escape(words[f"status_{cohort.status}"]))]
    if cohort.start:
        facts.append(Fact(words["fact_start"], escape(day(cohort.start, language))))
    if cohort.end:
        facts.append(Fact(words["fact_end"], escape(day(cohort.end, language))))
    if cohort.timezone:
        facts.append(Fact(words["fact_timezone"], escape(zone(cohort.timezone, language))))
    return facts


def happenings(
    entries: tuple[TimetableEntry, ...], program: ProgramEntry, context: RenderContext
) -> tuple[Happening, ...]:
    """Entries of a timetable as rows of a table."""
    return tuple(_happening(each, program, context) for each in entries)


def _happening(entry: TimetableEntry, program: ProgramEntry, context: RenderContext) -> Happening:
    kind = f"kind_{entry.kind.replace('-', '_')}"
    if entry.deadline:
        kind = "kind_deadline"
    return Happening(
        id=entry.id,
        kind=context.words[kind],
        title=html(title(entry, context), context),
        when=html(when(entry, program.program, context), context),
        audience=_audience(entry, program),
        notes=tuple(html(note, context) for note in _notes(entry, context) if note),
    )


def _audience(entry: TimetableEntry, program: ProgramEntry) -> tuple[str, ...]:
    roles = program.program.roles
    if set(entry.roles) >= set(roles):
        return ()
    return tuple(roles[id].label for id in entry.roles if id in roles)


def _notes(entry: TimetableEntry, context: RenderContext) -> Iterator[Line]:
    yield from place_and_link(entry.place, entry.link, context)
    yield line(entry.note)
    yield left_out(entry, context)
    if entry.agenda:
        agenda = joined(context.words["agenda_separator"], lines(entry.agenda))
        yield filled(context.words["agenda"], agenda)
    # a label in plain words leads to the form itself: see `title`
    if entry.kind in ("check-in", "item") and entry.form and not isinstance(entry.label, str):
        yield line(entry.form.form.title)
    yield from sessions(entry, context)

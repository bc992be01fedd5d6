"""Timetable → iCalendar (RFC 5545): what a cohort's or a role's calendar file holds."""

from collections.abc import Iterator
from datetime import timedelta

from icalendar import Calendar, Timezone
from icalendar.prop import vText

from mentorsite.model.output import CalendarOutput
from mentorsite.render.calendar.event import EventContext, events, has_hour, one_line
from mentorsite.render.calendar.revision import Revision
from mentorsite.render.calendar.stamp import known_events, stamped
from mentorsite.render.calendar.vtimezone import vtimezone
from mentorsite.render.context import RenderContext
from mentorsite.render.event_ids import host_of, name_of_cohort
from mentorsite.structure.timetable import for_role, timetable
from mentorsite.structure.timetable_entry import TimetableEntry

END = b"END:VCALENDAR\r\n"
ENDLESS = 10
"""For how many years the time zone of a series without an end is told."""


def calendar(context: RenderContext, output: CalendarOutput, revision: Revision) -> bytes:
    """The calendar of a cohort, or of one of its roles; its words are those of the cohort's page."""
    event_context = _event_context(context, output)
    cohort = output.entry.program.cohorts[output.cohort]
    found = timetable(context.site, output.entry, cohort)
    if output.role is None:
        entries = found
    else:
        entries = for_role(found, output.role)
    before = known_events(revision.previous(output.path))
    made = calendar_head(_name(output, event_context))
    for zone in zones_of(entries):
        made.add_component(zone)
    written = []
    for entry in entries:
        if entry.first:
            for event in events(entry, entry.first, event_context):
                written.append(stamped(event, before, revision))
    # events are bytes already, with stamps put into their lines
    return b"".join([bytes(made.to_ical()).removesuffix(END), *written, END])


def _event_context(context: RenderContext, output: CalendarOutput) -> EventContext:
    entry = output.entry.in_cohort(output.cohort)
    return EventContext(
        name=name_of_cohort(context.site, entry.id, output.cohort),
        host=host_of(context.site.settings, entry),
        program=entry.program,
        context=context,
    )


def _name(output: CalendarOutput, event_context: EventContext) -> str:
    program, words = event_context.program, event_context.words
    label = program.cohorts[output.cohort].label
    if output.role:
        label = words["calendar_of_role"].format(label, program.roles[output.role].label)
    return one_line(words["calendar_name"].format(program.name, label))


def calendar_head(name: str) -> Calendar:
    """A calendar without events."""
    made = Calendar()
    made.add("prodid", "-//mentorsite//mentorsite//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    # RFC 7986 has words for the name and for how often to look again; older programs know those with `x-`
    made.add("name", vText(name))
    made.add("x-wr-calname", vText(name))
    made.add("refresh-interval", timedelta(days=1), parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "P1D")
    return made


def zones_of(entries: tuple[TimetableEntry, ...]) -> Iterator[Timezone]:
    """The time zones of all hours, for the years that have one."""
    timed = [entry for entry in entries if entry.first and has_hour(entry)]
    for name in sorted({entry.zone for entry in timed if entry.zone}):
        years = [year for entry in timed if entry.zone == name for year in _years(entry)]
        yield vtimezone(name, min(years), max(years))


def _years(entry: TimetableEntry) -> tuple[int, int]:
    # what is left out is told with its hour as well
    last = max([entry.days[-1], *(day for day, _ in entry.sessions), *entry.left_out])
    return entry.days[0].year, last.year + (ENDLESS if entry.endless else 0)

"""Timetable → iCalendar (RFC 5545): what a cohort's or a role's calendar file holds."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Component, Event, Timezone
from icalendar.prop import vDDDTypes, vText

from mentorsite.model.output import CalendarOutput
from mentorsite.render.calendar.event import EventContext, events, has_hour, one_line
from mentorsite.render.calendar.revision import Revision
from mentorsite.render.calendar.vtimezone import vtimezone
from mentorsite.render.context import RenderContext
from mentorsite.render.event_ids import host_of, name_of_cohort
from mentorsite.structure.timetable import for_role, timetable
from mentorsite.structure.timetable_entry import TimetableEntry

STAMPS = ("DTSTAMP", "LAST-MODIFIED", "SEQUENCE")
ENDLESS = 10
"""For how many years the time zone of a series without an end is told."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """The revision of an event, and when it was made."""

    sequence: int
    at: datetime


def calendar(context: RenderContext, output: CalendarOutput, revision: Revision) -> bytes:
    """The calendar of a cohort, or of one of its roles; its words are those of the cohort's page."""
    event_context = _event_context(context, output)
    cohort = output.entry.program.cohorts[output.cohort]
    found = timetable(context.site, output.entry, cohort)
    entries = found if output.role is None else for_role(found, output.role)
    before = _events(revision.previous(output.path))
    made = _head(_name(output, event_context))
    for zone in _zones(entries):
        made.add_component(zone)
    for entry in entries:
        if entry.first:
            for each in events(entry, entry.first, event_context):
                made.add_component(_stamped(each, before.get(_which(each)), revision))
    return bytes(made.to_ical())


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


def _head(name: str) -> Calendar:
    made = Calendar()
    made.add("prodid", "-//mentorsite//mentorsite//EN")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("name", vText(name))
    made.add("x-wr-calname", vText(name))
    made.add("refresh-interval", timedelta(days=1), parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "P1D")
    return made


def _zones(entries: tuple[TimetableEntry, ...]) -> Iterator[Timezone]:
    """The time zones of all hours, for the years that have one."""
    timed = [entry for entry in entries if entry.first and has_hour(entry)]
    for name in sorted({entry.zone for entry in timed if entry.zone}):
        years = [year for entry in timed if entry.zone == name for year in _years(entry)]
        yield vtimezone(name, min(years), max(years))


def _years(entry: TimetableEntry) -> tuple[int, int]:
    last = max([entry.days[-1], *(day for day, _ in entry.sessions), *entry.left_out])
    return entry.days[0].year, last.year + (ENDLESS if entry.endless else 0)


def _which(event: Event) -> tuple[str, str]:
    """What tells an event from all others: its UID, and the day of the one meeting of a series that it is."""
    single = event.get("RECURRENCE-ID")
    return str(event.get("UID")), single.to_ical().decode() if single else ""


def _events(data: bytes | None) -> dict[tuple[str, str], Event]:
    """The events of a calendar; a file that is not a calendar has none."""
    try:
        return {_which(each): each for each in Calendar.from_ical(data).events} if data else {}
    except ValueError:
        return {}


def _stamped(made: Event, before: Event | None, revision: Revision) -> Event:
    """An event with its stamp: the one it had where it says what it said, else the next one."""
    last = _stamp(before) if before else None
    if before is None or last is None:
        stamp = Stamp(revision.sequence, _midnight(revision.day))
    elif _bare(Event.from_ical(made.to_ical())) == _bare(before):
        stamp = last
    else:
        stamp = Stamp(max(last.sequence + 1, revision.sequence), _midnight(revision.day))
    made.add("sequence", stamp.sequence)
    made.add("dtstamp", stamp.at)
    made.add("last-modified", stamp.at)
    return made


def _stamp(before: Event) -> Stamp | None:
    """The stamp of an event that was read; None where someone else's hand left none that is whole."""
    sequence, at = before.get("SEQUENCE"), before.get("DTSTAMP")
    if isinstance(sequence, int) and isinstance(at, vDDDTypes) and isinstance(at.dt, datetime):
        return Stamp(sequence, at.dt)
    return None


def _bare(read: Component) -> bytes:
    """What an event says, without its stamp."""
    bare = read.copy(recursive=True)
    for key in STAMPS:
        bare.pop(key, None)
    return bytes(bare.to_ical())


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)

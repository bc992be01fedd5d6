"""A pair's calendars: for each of the two all that concerns their role, the cohort's days and those from the match."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from icalendar import Event

from mentorsite.model.site import ProgramEntry, Site
from mentorsite.pack.kit import Asked, Kit
from mentorsite.render.calendar.event import EventContext, events, one_line
from mentorsite.render.calendar.file import END, calendar_head, zones_of
from mentorsite.render.calendar.revision import Revision
from mentorsite.render.calendar.stamp import stamped
from mentorsite.render.context import RenderContext
from mentorsite.render.event_ids import host_of, name_of_cohort
from mentorsite.structure.late_match import left_from
from mentorsite.structure.moments import after_match
from mentorsite.structure.timetable import for_role, timetable
from mentorsite.structure.timetable_entry import TimetableEntry


def pair_calendars(handbook: Site, made: Kit, asked: Asked, context: RenderContext, day: date) -> dict[str, bytes]:
    """The calendar of each role, for pairs that are alike: in their site the day of the match is known.

    An event has the id that it has in the cohort's calendar, and where it counts from the match the one that the page
    gives it: whoever takes both has it once. Whoever is matched after the day on which matches are announced gets
    nothing that was over by then.
    """
    before, entry = asked.entry(handbook, context.language), asked.entry(made.site, context.language)
    undated = timetable(handbook, before, asked.cohort_in(before.program))
    counted = frozenset(each.id for each in undated if _counts(each, before))
    if asked.cohort:
        of_cohort = name_of_cohort(handbook, asked.program, asked.cohort)
    else:
        of_cohort = asked.program
    host = host_of(handbook.settings, before)
    dated = EventContext(of_cohort, host, entry.in_cohort(asked.cohort).program, context)
    entries = timetable(made.site, entry, asked.cohort_in(entry.program))
    if made.late:
        kept = []
        for each in entries:
            # What counts from the match itself is the pair's, whenever it is.
            left = each if each.id in counted else left_from(each, made.late)
            if left:
                kept.append(left)
        entries = tuple(kept)
    written = _Written(counted, dated, replace(dated, name=asked.program), Revision(day, lambda _: None))
    return {role: written.calendar(for_role(entries, role)) for role in entry.program.roles}


@dataclass(frozen=True, slots=True)
class _Written:
    """How events are written: those whose ids are in `from_match` are of the pair alone."""

    from_match: frozenset[str]
    dated: EventContext
    counted: EventContext
    revision: Revision

    def calendar(self, entries: tuple[TimetableEntry, ...]) -> bytes:
        made = calendar_head(one_line(self.dated.program.name))
        for zone in zones_of(entries):
            made.add_component(zone)
        written = [stamped(event, {}, self.revision) for event in self.events(entries)]
        return b"".join([bytes(made.to_ical()).removesuffix(END), *written, END])

    def events(self, entries: tuple[TimetableEntry, ...]) -> Iterator[Event]:
        for entry in entries:
            if entry.first is None:
                continue
            if entry.id in self.from_match:
                first = entry.counted_from or entry.first
                yield from events(replace(entry, id=f"{entry.id}-{first}"), entry.first, self.counted)
            else:
                yield from events(entry, entry.first, self.dated)


def _counts(entry: TimetableEntry, program: ProgramEntry) -> bool:
    """Whether an entry has no day but the one that a participant's own match decides."""
    return not entry.first and entry.moment is not None and after_match(entry.moment, program.program) is not None

"""A pair's calendars: for each of the two all that concerns their role, the cohort's days and those from the match."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from icalendar import Event

from mentorsite.model.cohort import Cohort
from mentorsite.model.site import ProgramEntry, Site
from mentorsite.pack.kit import Asked
from mentorsite.render.calendar.event import EventContext, events, one_line
from mentorsite.render.calendar.file import END, calendar_head, zones_of
from mentorsite.render.calendar.revision import Revision
from mentorsite.render.calendar.stamp import stamped
from mentorsite.render.context import RenderContext
from mentorsite.render.event_ids import host_of, name_of_cohort
from mentorsite.structure.current_cohort import no_cohort
from mentorsite.structure.moments import after_match
from mentorsite.structure.timetable import for_role, timetable
from mentorsite.structure.timetable_entry import TimetableEntry


class PairCalendars:
    """Writes the calendars of pairs that are alike: `site` is theirs, in which the day of the match is known.

    An event has the id that it has in the cohort's calendar, and where it counts from the match the one that the page
    gives it: whoever takes both has it once.
    """

    def __init__(self, handbook: Site, site: Site, asked: Asked, context: RenderContext, day: date) -> None:
        self.context, self.day = context, day
        before, self.entry = _entry(handbook, asked, context.language), _entry(site, asked, context.language)
        counted = {each.id for each in timetable(handbook, before, _cohort(before, asked)) if _counts(each, before)}
        self.entries = timetable(site, self.entry, _cohort(self.entry, asked))
        host = host_of(handbook.settings, before)
        of_cohort = name_of_cohort(handbook, asked.program, asked.cohort) if asked.cohort else asked.program
        self.dated = EventContext(of_cohort, host, self.entry.in_cohort(asked.cohort).program, context)
        self.counted = replace(self.dated, name=asked.program)
        self.from_match = frozenset(counted)
        self.made: dict[str, bytes] = {}

    def of_role(self, role: str) -> bytes:
        """The calendar of everyone in a role."""
        if role not in self.made:
            self.made[role] = self._written(for_role(self.entries, role))
        return self.made[role]

    def _written(self, entries: tuple[TimetableEntry, ...]) -> bytes:
        made = calendar_head(one_line(self.entry.program.name))
        for zone in zones_of(entries):
            made.add_component(zone)
        revision = Revision(self.day, lambda _: None)
        written = [stamped(event, {}, revision) for event in self._events(entries)]
        return b"".join([bytes(made.to_ical()).removesuffix(END), *written, END])

    def _events(self, entries: tuple[TimetableEntry, ...]) -> Iterator[Event]:
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


def _cohort(entry: ProgramEntry, asked: Asked) -> Cohort:
    return entry.program.cohorts[asked.cohort] if asked.cohort else no_cohort(entry.program)


def _entry(site: Site, asked: Asked, language: str) -> ProgramEntry:
    found = {each.readers: each for each in site.programs if each.id == asked.program}
    return found.get(language) or found[site.settings.default_language]

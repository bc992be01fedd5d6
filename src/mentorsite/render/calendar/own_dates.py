"""Timetable → what a reader's browser makes their own dates and calendar of, as a script that hands it over.

A page that is opened from disk can't read a file of data, but it can run a script. What has a day in the cohort stands
here as in its calendar; what counts from the match as an event whose days the browser adds.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date

from mentorsite.model.cohort import CheckIn, Cohort
from mentorsite.model.moment import Period, Span
from mentorsite.model.output import OwnDatesOutput
from mentorsite.model.site import ProgramEntry
from mentorsite.model.urls import calendar_path
from mentorsite.render.calendar.event import EventContext, events, has_hour, one_line, undated
from mentorsite.render.calendar.file import END, calendar_head
from mentorsite.render.calendar.revision import Revision
from mentorsite.render.calendar.stamp import known_events, stamped
from mentorsite.render.calendar.vtimezone import vtimezone
from mentorsite.render.context import RenderContext
from mentorsite.render.event_ids import host_of, name_of_cohort
from mentorsite.render.program_lines import plain
from mentorsite.render.programs.event_text import plain_title, when
from mentorsite.structure.current_cohort import no_cohort
from mentorsite.structure.moments import after_match
from mentorsite.structure.repeated_forms import repeats
from mentorsite.structure.timetable import timetable
from mentorsite.structure.timetable_entry import TimetableEntry
from mentorsite.theme.dates_and_numbers import hour

ANY_YEARS = 3
"""As many years before and after a cohort, or the year of the build, the hours of a pair are data the time zone of."""
MOST_DAYS = 400
"""As many days of a series are named."""

Data = dict[str, object]


def own_dates(context: RenderContext, output: OwnDatesOutput, revision: Revision) -> bytes:
    """The script: everything that happens in a cohort, for whom, when or counted how, and as an event."""
    entry, key = output.entry, output.cohort
    if key:
        cohort = entry.program.cohorts[key]
        of_cohort = name_of_cohort(context.site, entry.id, key)
        # the stamps are those of the cohort's calendar, so that its events are the same here
        before = known_events(revision.previous(calendar_path(entry.address, key)))
        name = context.words["calendar_name"].format(entry.program.name, cohort.label)
    else:
        cohort = no_cohort(entry.program)
        of_cohort, before, name = entry.id, {}, entry.program.name
    found = timetable(context.site, entry, cohort)
    host = host_of(context.site.settings, entry)
    dated = EventContext(of_cohort, host, entry.in_cohort(key).program, context)
    # what counts from someone's own match is in no cohort's calendar: its id names the program alone
    counted = EventContext(entry.id, host, dated.program, context)
    entries: list[Data] = []
    for each in found:
        about = _about(each, entry, context)
        if each.first:
            written = [stamped(event, before, revision).decode() for event in events(each, each.first, dated)]
            entries.append({**about, **_dates(each, entry, cohort), "event": "".join(written)})
        elif each.moment and (after := after_match(each.moment, entry.program)) is not None:
            entries.append({**about, "after": after, **_from_match(each, entry, cohort, counted)})
    data = {
        "cohort": f"{entry.id}/{key or ''}",
        "head": bytes(calendar_head(one_line(name)).to_ical()).removesuffix(END).decode(),
        "zones": _zones(found, revision.day.year),
        "entries": entries,
    }
    return f"myDates.take({json.dumps(data, ensure_ascii=False, separators=(',', ':'))});\n".encode()


def _about(entry: TimetableEntry, program: ProgramEntry, context: RenderContext) -> Data:
    """What it is, for whom, and where the handbook says more."""
    if entry.form:
        address = entry.form.address
    else:
        address = f"{context.address}#{entry.id}"
    data: Data = {"kind": entry.kind, "text": one_line(plain_title(entry, context)), "address": address}
    if entry.roles and not set(entry.roles) >= set(program.program.roles):
        data["roles"] = entry.roles
    if entry.form and entry.every and repeats(entry.form.form, context.site, program.id):
        data["again"] = True
    if entry.deadline:
        data["deadline"] = True
    if entry.time and entry.zone:
        data["hour"] = hour(entry.time, context.language)
    return data


def _dates(entry: TimetableEntry, program: ProgramEntry, cohort: Cohort) -> Data:
    data: Data = {"days": [each.isoformat() for each in entry.days[:MOST_DAYS]], **_start(entry)}
    if entry.last:
        data["last"] = entry.last.isoformat()
    if entry.every and entry.endless:
        check_in = program.program.check_ins[entry.id.removeprefix("check-in-")]
        data |= {"every": _period(entry.every), **dict(_left_out(check_in, cohort))}
    return data


def _start(entry: TimetableEntry) -> Data:
    """The hour at which it starts, in its time zone, and for how long it is."""
    if entry.time and entry.zone:
        return {"start": {"time": entry.time.strftime("%H%M%S"), "zone": entry.zone, "minutes": entry.minutes}}
    return {}


def _from_match(entry: TimetableEntry, program: ProgramEntry, cohort: Cohort, event_context: EventContext) -> Data:
    """How its days follow from the match, and the event without them."""
    data: Data = {
        "words": plain(when(entry, program.program, event_context.context), event_context.context),
        "event": bytes(undated(entry, event_context).to_ical()).decode(),
    }
    if has_hour(entry):
        data |= _start(entry)
    if entry.kind == "phase":
        data |= _lasting(program.program.phases[entry.id.removeprefix("phase-")].duration)
    if entry.every:
        check_in = program.program.check_ins[entry.id.removeprefix("check-in-")]
        data |= {"every": _period(entry.every), **dict(_series(check_in, cohort))}
        own = {}
        for number, session in entry.numbered:
            own[str(number)] = bytes(undated(entry, event_context, session).to_ical()).decode()
        data["own"] = own
    return data


def _lasting(duration: Period | None) -> Data:
    if duration:
        return {"lasts": _period(duration)}
    return {}


def _series(check_in: CheckIn, cohort: Cohort) -> Iterator[tuple[str, object]]:
    """How often a series is, or until when, and the days on which it isn't."""
    if check_in.count:
        yield "count", check_in.count
    elif cohort.end:
        yield "until", cohort.end.isoformat()
    yield from _left_out(check_in, cohort)


def _left_out(check_in: CheckIn, cohort: Cohort) -> Iterator[tuple[str, object]]:
    off = (*check_in.left_out, *cohort.left_out)
    if off:
        yield "off", [_span(each) for each in off]


def _period(period: Period) -> str:
    return f"{period.number} {period.unit.removesuffix('s')}"


def _span(span: Span) -> tuple[str, str]:
    return span.first.isoformat(), span.last.isoformat()


def _zones(entries: tuple[TimetableEntry, ...], year: int) -> Mapping[str, str]:
    """The time zones of all hours, around the years of the cohort."""
    years = [day.year for entry in entries for day in entry.days] or [year]
    names = sorted({entry.zone for entry in entries if entry.zone and entry.time})
    first, last = max(date.min.year + 1, min(years) - ANY_YEARS), min(date.max.year - 1, max(years) + ANY_YEARS)
    return {name: bytes(vtimezone(name, first, last).to_ical()).decode() for name in names}

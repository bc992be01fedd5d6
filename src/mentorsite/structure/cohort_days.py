"""The days of a cohort: its phases, its dates, and the meetings that come back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from mentorsite.errors import Place
from mentorsite.model.cohort import CheckIn, Cohort, DatedEvent, Session
from mentorsite.model.moment import Moment, Span
from mentorsite.model.placed_text import Reference
from mentorsite.model.program import Program
from mentorsite.model.site import FormEntry
from mentorsite.structure.day_arithmetic import moved
from mentorsite.structure.moments import beginning, day_of, due_day
from mentorsite.structure.recurrence import Series, most_days, series
from mentorsite.structure.timetable_entry import TimetableEntry, ids_of

PAIR = frozenset({"mentor", "co-mentor", "mentee", "peer"})
"""The kinds of role that a check-in is for, unless it says otherwise."""
NOWHERE = Place("")
"""The place of a moment that nobody wrote."""
DAY = timedelta(days=1)


def phases(program: Program, cohort: Cohort) -> Iterator[TimetableEntry]:
    """The phases that have a start, each with its last day: by its length, else until the next one."""
    named = {key: Moment("phase", key, 1, None, NOWHERE) for key in program.phases}
    starts = {key: day_of(moment, program, cohort) for key, moment in named.items()}
    for key, phase in program.phases.items():
        first, begins = starts[key], beginning(named[key], program)
        days = (first,) if first else ()
        entry = TimetableEntry(f"phase-{key}", "phase", phase.label, days, moment=begins)
        if first:
            later = []
            for day in (*starts.values(), _after(cohort.end)):
                if day and day > first:
                    later.append(day)
            # The next phase by its day, not by its place in the file: phases may overlap, and stand in any order.
            if phase.duration:
                over = moved(first, phase.duration, 1)
            else:
                over = min(later, default=None)
            if over:
                last = over - DAY
            else:
                last = first
            yield replace(entry, last=last)
        elif begins:
            yield entry


def _after(day: date | None) -> date | None:
    if day:
        return day + DAY
    return None


def dated(key: str, event: DatedEvent, cohort: Cohort) -> TimetableEntry:
    """A date of a cohort."""
    days = (event.date,) if event.date else ()
    zone = cohort.timezone if event.time else None
    return TimetableEntry(
        f"date-{key}",
        "date",
        event.label,
        days,
        last=event.end,
        time=event.time,
        minutes=event.minutes,
        zone=zone,
        place=event.place,
        link=event.link,
        deadline=event.deadline,
        roles=ids_of(event.audience),
        note=event.note,
    )


def announced_match(program: Program, cohort: Cohort) -> date | None:
    """The day on which people hear of their match, if that is known: what counts from it stands there in lists."""
    if program.match:
        return due_day(program.match, program, cohort)
    # Else by what things are called: a date such as `match-day`, or the phase `matching`.
    dates = [each.end or each.date for id, each in cohort.dates.items() if id.startswith("match")]
    of_phases = [each.last or each.first for each in phases(program, cohort) if each.id.startswith("phase-match")]
    for days in (dates, of_phases):
        known = [day for day in days if day]
        if known:
            return max(known)
    return None


def check_ins(program: Program, cohort: Cohort, forms: list[FormEntry]) -> Iterator[TimetableEntry]:
    """The check-ins of a program, each with the worksheet that is filled in at it."""
    worksheets = {each.form.id: each for each in reversed(forms) if each.form.folder == "worksheets"}
    for key, check_in in program.check_ins.items():
        if check_in.worksheet:
            id = check_in.worksheet.id
        else:
            id = ""
        yield replace(meeting(key, check_in, program, cohort), form=worksheets.get(id))


def meeting(key: str, check_in: CheckIn, program: Program, cohort: Cohort) -> TimetableEntry:
    """A check-in of a cohort: all its meetings, or the first one of a series that has no end."""
    moment = check_in.at or check_in.start
    if moment:
        first = day_of(moment, program, cohort)
    else:
        first = None
    numbered: tuple[tuple[int, Session], ...] = ()
    off: tuple[Span, ...] = ()
    if first:
        found = series(first, check_in, cohort, most_days(program))
    else:  # as one that counts from each pair's own match: what is said of its meetings is told without days
        found = Series(())
        numbered = _numbered(check_in)
        if check_in.every:
            off = (*check_in.left_out, *cohort.left_out)
    zone = cohort.timezone if check_in.time else None
    endless = bool(check_in.every and not check_in.count and not cohort.end)
    if endless:
        days = found.days[:1]
    else:
        days = found.days
    return TimetableEntry(
        f"check-in-{key}",
        "check-in",
        check_in.label,
        days,
        time=check_in.time,
        minutes=check_in.minutes,
        zone=zone,
        every=check_in.every,
        endless=endless,
        counted_from=first,
        left_out=found.left_out,
        sessions=tuple(_sessions(check_in, found.days)),
        numbered=numbered,
        off=off,
        place=check_in.place,
        link=check_in.link,
        moment=moment,
        roles=ids_of(check_in.audience) or _pair(program, check_in.organizer),
        agenda=check_in.agenda,
    )


def _sessions(check_in: CheckIn, days: tuple[date, ...]) -> Iterator[tuple[date, Session]]:
    """The meetings that have something of their own, in order of days; what is said of a day goes before its number."""
    for number, day in enumerate(days, 1):
        found = check_in.sessions.get(day) or check_in.sessions.get(number)
        if found and _says_more(found):
            yield day, found


def _numbered(check_in: CheckIn) -> tuple[tuple[int, Session], ...]:
    """The meetings of a series that are named by their number and have something of their own, in order."""
    found = [(key, each) for key, each in check_in.sessions.items() if isinstance(key, int) and _says_more(each)]
    return tuple(sorted(found, key=lambda each: each[0]))


def _says_more(session: Session) -> bool:
    return bool(session.topic or session.place or session.link)


def _pair(program: Program, organizer: Reference | None) -> tuple[str, ...]:
    coming = []
    for role, each in program.roles.items():
        if each.kind in PAIR:
            coming.append(role)
    if organizer and organizer.id in program.roles and organizer.id not in coming:
        coming.append(organizer.id)
    return tuple(coming)

"""What lies outside its cohort: its dates long before or after it, meetings after its end, series without a meeting."""

from collections.abc import Iterator
from datetime import timedelta

from mentorsite.check.in_cohorts import once_each
from mentorsite.check.wrong_years import AFTER, FAR, hint_of_year, is_far, meant_instead, outside
from mentorsite.errors import Place, Problem, problem
from mentorsite.model.cohort import Cohort
from mentorsite.model.program import Program
from mentorsite.model.site import ProgramEntry, Site
from mentorsite.structure.moments import led
from mentorsite.structure.timetable import timetable
from mentorsite.structure.timetable_entry import TimetableEntry

LONGEST_COHORT = timedelta(days=7 * 365)
"""As long as a program may go with people at most, such as through a doctorate."""
MEANT = ("cohort end", "date", "day")
"""What is told from one of these may lie after the end: who counts from the end knows of it."""


def days_outside(site: Site) -> Iterator[Problem]:
    """Days of a cohort that lie long before it starts or after it ends, and series without a day in it."""
    for entry in site.originals:
        yield from once_each(_in_cohorts(site, entry))


def _in_cohorts(site: Site, entry: ProgramEntry) -> Iterator[tuple[Problem, Cohort]]:
    for cohort in entry.program.cohorts.values():
        if cohort.status == "archived":
            continue
        for each in (*_too_many_years(cohort), *_outside(cohort)):
            yield (each, cohort)
        for event in timetable(site, entry, cohort):
            found = _empty(event, entry.program, cohort) or _after_end(event, entry.program, cohort)
            found = found or _too_long(event, entry.program, cohort)
            if found:
                yield found, cohort


def _too_many_years(cohort: Cohort) -> Iterator[Problem]:
    """The end of a cohort that would go on for longer than any program does: two digits changed places, perhaps."""
    if cohort.start and cohort.end and cohort.end - cohort.start > LONGEST_COHORT:
        years = (cohort.end - cohort.start).days // 365
        message = f"the cohort `{cohort.label}` goes on for {years} years"
        yield problem("long-cohort", cohort.place_of("end"), message, hint_of_year(None))


def _outside(cohort: Cohort) -> Iterator[Problem]:
    dated = [each for each in cohort.dates.values() if each.date]
    for place, event in enumerate(dated):
        for key, day in (("date", event.date), ("end", event.end)):
            if day is None or not outside(day, cohort):
                continue
            before = [each.date for each in dated[:place] if each.date]
            behind = [each.date for each in dated[place + 1 :] if each.date]
            meant = meant_instead(day, cohort, before, behind)
            if meant or is_far(day, cohort):
                message = f"`{event.label}` ({day}) is {outside(day, cohort)} of the cohort `{cohort.label}`"
                yield problem("outside-cohort", event.place_of(key), message, hint_of_year(meant))


def _after_end(event: TimetableEntry, program: Program, cohort: Cohort) -> Problem | None:
    """The problem of a meeting or a due date that comes after the cohort's end though it isn't counted from there."""
    last = max(event.days, default=None)
    if event.kind not in ("check-in", "form", "item") or not event.moment or not cohort.end or not last:
        return None
    back = led(event.moment, program)
    if event.moment.anchor == "day" and not event.every:
        return None  # it is the same in every cohort: check.fixed_days looks at it
    is_meant = isinstance(back, str) or back[0].anchor in MEANT
    late = last - cohort.end
    if late <= timedelta(0) or (is_meant and late <= FAR):
        return None
    message = f"{_called(event)} is on {last}, {outside(last, cohort)} of the cohort `{cohort.label}`"
    hint = "make it earlier, or count it from `cohort end`"
    if event.every:
        hint = "lower its `count`, or begin it earlier"
    # A series has as many meetings as `count` says, however many days are left out before them.
    if event.left_out or (event.every and event.first != event.counted_from):
        hint += "; `except` moves it to later days: is one of its days mistyped?"
    return problem("outside-cohort", _place(event, program), message, hint)


def _too_long(event: TimetableEntry, program: Program, cohort: Cohort) -> Problem | None:
    """The problem of a phase that goes on long after the end of the cohort in which it begins."""
    if event.kind != "phase" or not cohort.end or not event.first or not event.last or event.first > cohort.end:
        return None
    phase = program.phases[event.id.removeprefix("phase-")]
    back = led(event.moment, program) if event.moment else "undated"
    is_meant = isinstance(back, str) or back[0].anchor in MEANT
    if not phase.duration or event.last - cohort.end <= (FAR if is_meant else AFTER):
        return None
    message = f"{_called(event)} lasts until {event.last}, {outside(event.last, cohort)} of the cohort `{cohort.label}`"
    return problem("outside-cohort", phase.place_of("duration"), message, "mend its `duration`, or the cohort's `end`")


def _empty(event: TimetableEntry, program: Program, cohort: Cohort) -> Problem | None:
    """The problem of a series all of whose days are left out, or come after the end."""
    if event.kind != "check-in" or event.days or not event.counted_from:
        return None
    why = "its days are all left out, or come after the end"
    message = f"{_called(event)} has no meeting in the cohort `{cohort.label}`: {why}"
    return problem("empty-series", _place(event, program), message, "mend `except`, or begin it earlier")


def _called(event: TimetableEntry) -> str:
    if event.kind == "item" and event.form:
        return f"an item of `{event.form.form.title}`"
    return f"`{event.label}`"


def _place(event: TimetableEntry, program: Program) -> Place:
    if event.kind == "check-in":
        return program.check_ins[event.id.removeprefix("check-in-")].place_of("count", "from", "at", "every")
    if event.moment:
        return event.moment.place
    return Place("")

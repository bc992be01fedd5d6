"""The day that a moment is, for one cohort."""

from calendar import monthrange
from datetime import date, timedelta

from mentorsite.model.program import Cohort, Program
from mentorsite.model.schedule import Moment, Period

CYCLE = 20
"""Moments that name each other more often than this lead in a circle."""


def day_of(moment: Moment, program: Program, cohort: Cohort | None, depth: int = 0) -> date | None:
    """The day of a moment; None where it is the participant's own, undated, unknown or circular."""
    if cohort is None or depth > CYCLE:
        return None
    start = _anchor(moment, program, cohort, depth)
    if start is None or moment.offset is None:
        return start
    return moved(start, moment.offset, moment.sign)


def _anchor(moment: Moment, program: Program, cohort: Cohort, depth: int) -> date | None:
    match moment.anchor:
        case "match":
            return None
        case "cohort start":
            return cohort.start
        case "cohort end":
            return cohort.end
        case "date":
            return cohort.dates[moment.id].date if moment.id in cohort.dates else None
        case "phase":
            phase = program.phases.get(moment.id)
            named = phase.start if phase else None
        case "check-in":
            check_in = program.check_ins.get(moment.id)
            named = (check_in.at or check_in.start) if check_in else None
    return day_of(named, program, cohort, depth + 1) if named else None


def moved(start: date, by: Period, sign: int) -> date | None:
    """A day moved by a length of time; months keep the day of the month where there is one."""
    try:
        if by.unit == "days":
            return start + timedelta(days=sign * by.number)
        if by.unit == "weeks":
            return start + timedelta(weeks=sign * by.number)
        months = start.year * 12 + start.month - 1 + sign * by.number
        year, month = divmod(months, 12)
        return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
    except (OverflowError, ValueError):
        return None

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
        case "phase" | "check-in":
            named = _start(moment, program)
    return day_of(named, program, cohort, depth + 1) if named else None


def _start(moment: Moment, program: Program | None) -> Moment | None:
    """When the phase or check-in that a moment names starts."""
    if program is None:
        return None
    if moment.anchor == "phase":
        phase = program.phases.get(moment.id)
        return phase.start if phase else None
    check_in = program.check_ins.get(moment.id)
    return (check_in.at or check_in.start) if check_in else None


def after_match(moment: Moment, program: Program | None) -> str | None:
    """What to add to the day of the match, in order: `+2 weeks -3 days`. None for moments of the cohort."""
    steps: list[str] = []
    named: Moment | None = moment
    while named and len(steps) <= CYCLE:
        if named.offset:
            steps.insert(0, f"{'+' if named.sign == 1 else '-'}{named.offset.number} {named.offset.unit}")
        if named.anchor == "match":
            return " ".join(steps)
        named = _start(named, program) if named.anchor in ("phase", "check-in") else None
    return None


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

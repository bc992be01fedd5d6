"""The day that a moment is, for one cohort."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Literal

from mentorsite.model.cohort import Cohort
from mentorsite.model.moment import Moment, Period
from mentorsite.model.program import Program
from mentorsite.model.text_values import FIRST_DAY, LAST_DAY

Unfixed = Literal["match", "undated", "unknown", "circular", "out-of-range"]
"""Why a moment has no day: it is the participant's own, not known yet, of nothing, of itself, or out of all years."""
ANY_DAY = date(2030, 1, 1)
"""Stands for the day of a match, to see whether what counts from it can be told."""
Step = tuple[Period, Literal[1, -1]]


def day_of(moment: Moment, program: Program, cohort: Cohort | None) -> date | None:
    """The day of a moment; None where it has none."""
    if moment.anchor == "day":
        return fixed_day(moment)
    found = resolved(moment, program, cohort) if cohort else None
    return found if isinstance(found, date) else None


def fixed_day(moment: Moment) -> date | None:
    """The day of a moment that is the same in every cohort."""
    day = date.fromisoformat(moment.id)
    return moved(day, moment.offset, moment.sign) if moment.offset else day


def due_day(moment: Moment, program: Program, cohort: Cohort | None) -> date | None:
    """The day by which something is due. A date that lasts several days means its last one then."""
    event = cohort.dates.get(moment.id) if cohort and moment.anchor == "date" else None
    if event is None or event.end is None:
        return day_of(moment, program, cohort)
    return moved(event.end, moment.offset, moment.sign) if moment.offset else event.end


def resolved(moment: Moment, program: Program, cohort: Cohort) -> date | Unfixed:
    """The day of a moment, or why it has none."""
    back = led(moment, program)
    if isinstance(back, str):
        return back
    root, steps = back
    found: date | None
    match root.anchor:
        case "match":
            return "match"
        case "day":
            found = date.fromisoformat(root.id)
        case "cohort start":
            found = cohort.start
        case "cohort end":
            found = cohort.end
        case _:
            if root.id not in cohort.dates:
                return "unknown"
            found = cohort.dates[root.id].date
    return _moved_by(found, steps) if found else "undated"


def _moved_by(start: date, steps: list[Step]) -> date | Unfixed:
    found: date | None = start
    for period, sign in steps:
        if found is None:
            return "out-of-range"
        found = moved(found, period, sign)
    return found or "out-of-range"


def after_match(moment: Moment, program: Program | None) -> str | None:
    """What to add to the day of the match, in order: `+2 weeks -3 days`. None for moments of the cohort."""
    back = led(moment, program)
    if isinstance(back, str) or back[0].anchor != "match" or isinstance(_moved_by(ANY_DAY, back[1]), str):
        return None
    return " ".join(f"{'+' if sign == 1 else '-'}{period.number} {period.unit}" for period, sign in back[1])


def led(moment: Moment, program: Program | None) -> tuple[Moment, list[Step]] | Unfixed:
    """The moment that phases and check-ins lead back to, and what to add to it, in order."""
    seen: set[tuple[str, str]] = set()
    steps: list[Step] = []
    while True:
        if (moment.anchor, moment.id) in seen:
            return "circular"
        seen.add((moment.anchor, moment.id))
        if moment.offset:
            steps.append((moment.offset, moment.sign))
        if moment.anchor not in ("phase", "check-in"):
            return moment, steps[::-1]
        if program is None or not _is_known(moment, program):
            return "unknown"
        begins = beginning(moment, program)
        if begins is None:
            return "undated"
        moment = begins


def _is_known(moment: Moment, program: Program) -> bool:
    return moment.id in (program.phases if moment.anchor == "phase" else program.check_ins)


def beginning(moment: Moment, program: Program) -> Moment | None:
    """When the phase or check-in that a moment names begins; a phase without a start follows the one before."""
    if moment.anchor == "check-in":
        check_in = program.check_ins[moment.id]
        return check_in.at or check_in.start
    phase = program.phases[moment.id]
    if phase.start:
        return phase.start
    before = program.phase_before.get(moment.id)
    if before is None or program.phases[before].duration is None:
        return None
    return Moment("phase", before, 1, program.phases[before].duration, moment.place)


def moved(start: date, by: Period, sign: int) -> date | None:
    """A day moved by a length of time; months keep the day of the month where there is one.

    None where that is before or after all days that a handbook can speak of.
    """
    try:
        found = _moved(start, by, sign)
    except (OverflowError, ValueError):
        return None
    return found if FIRST_DAY <= found <= LAST_DAY else None


def _moved(start: date, by: Period, sign: int) -> date:
    if by.unit == "days":
        return start + timedelta(days=sign * by.number)
    if by.unit == "weeks":
        return start + timedelta(weeks=sign * by.number)
    months = start.year * 12 + start.month - 1 + sign * by.number
    year, month = divmod(months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))

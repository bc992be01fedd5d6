"""The day that a moment is, for one cohort."""

from datetime import date
from typing import Literal

from mentorsite.model.cohort import Cohort
from mentorsite.model.moment import Moment
from mentorsite.model.program import Program
from mentorsite.structure.day_arithmetic import moved
from mentorsite.structure.recurrence import first_meeting

Unfixed = Literal["match", "undated", "unknown", "circular", "out-of-range"]
"""Why a moment has no day: it is the participant's own, not known yet, of nothing, of itself, or out of all years."""
ANY_DAY = date(2030, 1, 1)
"""Stands for the day of a match, to see whether what counts from it can be told."""


def day_of(moment: Moment, program: Program, cohort: Cohort | None) -> date | None:
    """The day of a moment; None where it has none."""
    if moment.anchor == "day":
        return fixed_day(moment)
    if cohort:
        found = resolved(moment, program, cohort)
    else:
        found = None
    if isinstance(found, date):
        return found
    return None


def fixed_day(moment: Moment) -> date | None:
    """The day of a moment that is the same in every cohort."""
    day = date.fromisoformat(moment.id)
    if moment.offset:
        return moved(day, moment.offset, moment.sign)
    return day


def due_day(moment: Moment, program: Program, cohort: Cohort | None) -> date | None:
    """The day by which something is due. A date that lasts several days means its last one then."""
    if cohort and moment.anchor == "date":
        event = cohort.dates.get(moment.id)
    else:
        event = None
    if event is None or event.end is None:
        return day_of(moment, program, cohort)
    if moment.offset:
        return moved(event.end, moment.offset, moment.sign)
    return event.end


def resolved(moment: Moment, program: Program, cohort: Cohort) -> date | Unfixed:
    """The day of a moment, or why it has none."""
    back = led(moment, program)
    if isinstance(back, str):
        return back
    root = back[0]
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
    if found:
        return _reached(found, back, program, cohort)
    return "undated"


def _reached(start: date, back: tuple[Moment, ...], program: Program, cohort: Cohort) -> date | Unfixed:
    """The day of the last of some moments, each counted from the one before; a check-in is on its first meeting."""
    found = start
    for each in back:
        if each.anchor == "check-in":  # counted from the first one that takes place: some days may be left out
            found = first_meeting(found, program.check_ins[each.id], program, cohort) or found
        if each.offset:
            day = moved(found, each.offset, each.sign)
        else:
            day = found
        if day is None:
            return "out-of-range"
        found = day
    return found


def after_match(moment: Moment, program: Program | None) -> str | None:
    """What to add to the day of the match, in order: `+2 weeks -3 days`. None for moments of the cohort."""
    back = led(moment, program)
    if isinstance(back, str) or back[0].anchor != "match":
        return None
    found = ANY_DAY
    added = []
    for each in back:
        if each.offset:
            day = moved(found, each.offset, each.sign)
            if day is None:
                return None
            found = day
            sign = "+" if each.sign == 1 else "-"
            added.append(f"{sign}{each.offset.number} {each.offset.unit}")
    return " ".join(added)


def led(moment: Moment, program: Program | None) -> tuple[Moment, ...] | Unfixed:
    """The moment that phases and check-ins lead back to, then those on the way from it to this one, in order."""
    # Without recursion: as many phases as a program may have can follow each other.
    seen: set[tuple[str, str]] = set()
    back = [moment]
    while True:
        moment = back[-1]
        if (moment.anchor, moment.id) in seen:
            return "circular"
        seen.add((moment.anchor, moment.id))
        if moment.anchor not in ("phase", "check-in"):
            return tuple(reversed(back))
        if program is None or not is_known(moment, program):
            return "unknown"
        begins = beginning(moment, program)
        if begins is None:
            return "undated"
        back.append(begins)


def is_known(moment: Moment, program: Program) -> bool:
    """Whether a program has the phase, the check-in or the date that a moment names, if it names one."""
    match moment.anchor:
        case "phase":
            return moment.id in program.phases
        case "check-in":
            return moment.id in program.check_ins
        case "date":
            return any(moment.id in cohort.dates for cohort in program.cohorts.values())
    return True


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

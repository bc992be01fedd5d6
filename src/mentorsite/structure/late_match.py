"""What is left of a cohort for those who are matched after the others."""

from dataclasses import replace
from datetime import date

from mentorsite.model.moment import Period
from mentorsite.structure.day_arithmetic import moved
from mentorsite.structure.timetable_entry import TimetableEntry


def left_from(entry: TimetableEntry, day: date) -> TimetableEntry | None:
    """An entry as it is for whoever comes on a day: a series begins with its next meeting, what is over is nothing."""
    if entry.first is None or (entry.last or entry.first) >= day:
        return entry
    if entry.endless:
        days = _next(entry, day)
    else:
        days = tuple(each for each in entry.days if each >= day)
    if not days:
        return None
    return replace(
        entry,
        days=days,
        left_out=tuple(each for each in entry.left_out if each > days[0]),
        sessions=tuple((each, session) for each, session in entry.sessions if each >= days[0]),
    )


def _next(entry: TimetableEntry, day: date) -> tuple[date, ...]:
    """The next day of a series without an end, of which the first day alone is listed."""
    start, every = entry.counted_from or entry.first, entry.every
    if start is None or every is None:
        return ()
    # Always from the first day: counted from one meeting to the next, the 31st would become the 28th in February
    # and stay so.
    number = 0
    while found := moved(start, Period(every.number * number, every.unit), 1):
        if found >= day and found not in entry.left_out:
            return (found,)
        number += 1
    return ()

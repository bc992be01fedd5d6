"""The days of what comes back in a cohort, without those that are left out."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mentorsite.model.cohort import CheckIn, Cohort
from mentorsite.model.moment import Period, Span
from mentorsite.model.program import Program
from mentorsite.structure.day_arithmetic import moved

MOST = 4000
"""The most days of a series that are listed: ten years of every day."""
MOST_OF_ALL = 100_000
"""As many days of all series in all cohorts of a program are told."""


@dataclass(frozen=True, slots=True)
class Series:
    """The days of a series, and those after the first on which it is left out; not `whole` where there are more.

    `at_the_end` is whether that is so because it comes to the last day there is.
    """

    days: tuple[date, ...]
    left_out: tuple[date, ...] = ()
    whole: bool = True
    at_the_end: bool = False


def series(first: date, check_in: CheckIn, cohort: Cohort, most: int) -> Series:
    """The days of a check-in: as many as it says, else those until the cohort ends, without those left out.

    Of a series without an end the first day is told, and what is left out or has something of its own later.
    """
    every = check_in.every
    if every is None:
        return Series((first,))
    wanted, until = _until(check_in, cohort)
    off = DaysOff((*check_in.left_out, *cohort.left_out))
    held: list[date] = []
    left_out: list[date] = []
    whole = at_the_end = False
    # One day more than are told, to see whether the series would go on.
    for index in range(most + 1):
        # Counted from the first day, not from the one before: after February, the 31st would stay the 28th.
        day = moved(first, Period(every.number * index, every.unit), 1)
        whole = len(held) >= wanted and (day is None or day > until)
        at_the_end = day is None and not whole
        if whole or day is None or index == most:
            break
        if day in off:
            left_out.append(day)
        else:
            held.append(day)
    after_first = tuple(day for day in left_out if held and day > held[0])
    return Series(tuple(held), after_first, whole, at_the_end)


def first_meeting(first: date, check_in: CheckIn, program: Program, cohort: Cohort) -> date | None:
    """The first day of a check-in that is not left out; None where it has no meeting."""
    every = check_in.every
    if every is None:
        return first
    wanted, until = _until(check_in, cohort)
    off = DaysOff((*check_in.left_out, *cohort.left_out))
    for index in range(most_days(program)):
        day = moved(first, Period(every.number * index, every.unit), 1)
        if day is None or (not wanted and day > until):
            return None
        if day not in off:
            return day
    return None


def _until(check_in: CheckIn, cohort: Cohort) -> tuple[int, date]:
    """How many days a series has at least, and until when it goes on after these."""
    if check_in.count:
        return check_in.count, date.min
    if cohort.end:
        return 0, cohort.end
    # It has no end: far enough to tell every meeting and every day left out that is named.
    numbers, days = [], []
    for each in check_in.sessions:
        if isinstance(each, int):
            numbers.append(each)
        else:
            days.append(each)
    for span in (*check_in.left_out, *cohort.left_out):
        days.append(span.last)
    return max(numbers, default=1), max(days, default=date.min)


class DaysOff:
    """Days that are left out, so kept that asking for one stays quick, however many spans there are."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.first: list[date] = []
        self.last: list[date] = []
        for each in sorted(spans, key=lambda span: span.first):
            if self.last and each.first <= self.last[-1]:
                self.last[-1] = max(self.last[-1], each.last)
            else:
                self.first.append(each.first)
                self.last.append(each.last)

    def __contains__(self, day: date) -> bool:
        at = bisect_right(self.first, day)
        return at > 0 and day <= self.last[at - 1]


def most_days(program: Program) -> int:
    """How many days one series may have: fewer in a program with very many series and cohorts."""
    count = sum(1 for each in program.check_ins.values() if each.every) * len(program.cohorts)
    return max(1, min(MOST, MOST_OF_ALL // max(1, count)))

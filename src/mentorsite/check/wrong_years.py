"""Days in a wrong year: those far from their cohort, and those that a year earlier or later would be in it."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from mentorsite.model.cohort import Cohort
from mentorsite.model.moment import Period
from mentorsite.structure.day_arithmetic import moved

FAR = timedelta(days=270)
"""So long before its cohort starts or after it ends, a day is probably in a wrong year."""
BEFORE, AFTER = timedelta(days=120), timedelta(days=30)
"""So long before the start and after the end, days are usual: people apply, and look back."""
YEAR = Period(12, "months")


def outside(day: date, cohort: Cohort) -> str:
    """How many days before the start of a cohort or after its end a day is, in words; nothing for one between."""
    if cohort.start and day < cohort.start:
        return f"{_days(cohort.start - day)} before the start"
    if cohort.end and day > cohort.end:
        return f"{_days(day - cohort.end)} after the end"
    return ""


def _days(span: timedelta) -> str:
    return f"{span.days} {'day' if span.days == 1 else 'days'}"


def hint_of_year(meant: date | None) -> str:
    """What to ask of a day that is probably in a wrong year, and which may be meant."""
    if meant:
        return f"is it the right year? {meant} would fit"
    return "is it the right year?"


def is_far(day: date, cohort: Cohort) -> bool:
    """Whether a day is so long before a cohort or after it that its year is probably wrong, whatever it is."""
    before = cohort.start is not None and cohort.start - day > FAR
    return before or (cohort.end is not None and day - cohort.end > FAR)


def is_usual(day: date, cohort: Cohort) -> bool:
    """Whether a day is in a cohort, or not longer before or after it than much of what belongs to one."""
    early = cohort.start is not None and cohort.start - day > BEFORE
    return not early and (cohort.end is None or day - cohort.end <= AFTER)


def in_other_year(day: date, cohort: Cohort) -> date | None:
    """The day a year earlier or later that is in the cohort or near it, for a day outside."""
    if cohort.start is None or cohort.end is None or cohort.start <= day <= cohort.end:
        return None
    meant = moved(day, YEAR, 1 if day < cohort.start else -1)
    if meant and is_usual(meant, cohort):
        return meant
    return None


def meant_instead(day: date, cohort: Cohort, before: Iterable[date], behind: Iterable[date]) -> date | None:
    """The day in another year that is probably meant by one outside its cohort, as its place in a list tells.

    `before` and `behind` are the days that are listed before it and behind it. A reunion half a year after the end
    stands last, and a year earlier it would be out of order; a kick-off in a wrong year is out of order as it stands.
    Someone may write a day before the start behind all others, so that needs to be longer before than is usual.
    """
    meant = in_other_year(day, cohort)
    if meant is None or (cohort.start and day < cohort.start and is_usual(day, cohort)):
        return None
    earlier = [each for each in before if is_usual(each, cohort)]
    later = [each for each in behind if is_usual(each, cohort)]
    if not earlier and not later:
        return meant if not outside(meant, cohort) else None
    if _out_of_order(meant, earlier, later) < _out_of_order(day, earlier, later):
        return meant
    return None


def _out_of_order(day: date, earlier: Collection[date], later: Collection[date]) -> int:
    """How many of the days that should be earlier than a day, or later, are not."""
    return sum(each > day for each in earlier) + sum(each < day for each in later)

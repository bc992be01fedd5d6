"""Which cohort a page or a form speaks of: the one that it names, else the one that today's reader needs."""

from datetime import date, timedelta

from mentorsite.model.cohort import Cohort
from mentorsite.model.form import Form
from mentorsite.model.page import FrontMatter
from mentorsite.model.program import Program

LIVE = ("open", "running")
"""The statuses of cohorts that people are in, or can join."""
DAY = timedelta(days=1)


def current_cohort(program: Program, today: date | None) -> Cohort | None:
    """The cohort that today's reader needs, by status and days, whatever its place in the file.

    It is the one that has begun and is not over: of several the last to begin, since its people are the new ones. Else
    the next to begin of those that are open or running, else of those planned; else the one that was last.
    """
    cohorts = [each for each in program.cohorts.values() if each.status != "archived"]
    going_on = [each for each in cohorts if each.status in LIVE and not _is_over(each, today)]
    now = [each for each in going_on if _has_begun(each, today)]
    if now:
        return max(now, key=lambda each: each.start or date.min)
    planned = [each for each in cohorts if each.status == "planning" and not _is_over(each, today)]
    coming = going_on or planned
    if coming:
        return min(coming, key=lambda each: each.start or date.max)
    # Of several that end on one day the last in the file, since `max` takes the first that it meets.
    return max(reversed(cohorts), key=lambda each: each.end or each.start or date.min, default=None)


def cohort_of(form: Form, program: Program, today: date | None) -> Cohort | None:
    """The cohort whose days a form tells: its own, else the current one."""
    if form.cohort:
        named = program.cohorts.get(form.cohort.id)
    else:
        named = None
    return named or current_cohort(program, today)


def no_cohort(program: Program) -> Cohort:
    """A cohort in which nothing has a day yet, for a program that has none."""
    return Cohort(label=program.name)


def open_cohorts(program: Program) -> tuple[str | None, ...]:
    """The ids of the cohorts that a reader may be in; None alone for a program that has none at all."""
    if not program.cohorts:
        return (None,)
    return tuple(key for key, each in program.cohorts.items() if each.status != "archived")


def cohorts_of_today(program: Program, today: date) -> list[Cohort]:
    """The cohorts that have begun and are not over, where these are told apart by nothing but their days."""
    live = []
    for each in program.cohorts.values():
        if each.status in LIVE:
            live.append(each)
    return [each for each in live if _has_begun(each, today) and not _is_over(each, today)]


def beginning_alike(program: Program, front: Cohort) -> list[Cohort]:
    """The cohorts that begin on the day of the one in front, and could stand there as well."""
    alike = []
    for each in program.cohorts.values():
        is_coming = each.status in LIVE if front.status in LIVE else each.status == front.status == "planning"
        if is_coming and each.start and each.start == front.start:
            alike.append(each)
    return alike


def live_cohorts(program: Program) -> list[Cohort]:
    """The cohorts that are open or running, as their status says."""
    return [each for each in program.cohorts.values() if each.status in LIVE]


def next_front(program: Program, today: date) -> tuple[date, Cohort] | None:
    """The day from which on another cohort stands in front, and which; None where that stays as it is."""
    front = current_cohort(program, today)
    # Nothing else changes with the day, so only these need to be looked at.
    days = set()
    for cohort in program.cohorts.values():
        if cohort.start:
            days.add(cohort.start)
        if cohort.end:
            days.add(cohort.end + DAY)
    for day in sorted(days):
        if day > today:
            found = current_cohort(program, day)
            if found and found is not front:
                return day, found
    return None


def _has_begun(cohort: Cohort, today: date | None) -> bool:
    if cohort.start is None or today is None:
        return cohort.status == "running"
    return cohort.start <= today


def _is_over(cohort: Cohort, today: date | None) -> bool:
    return bool(cohort.end and today and cohort.end < today)


def speaks_of(front: FrontMatter) -> tuple[str | None, str | None]:
    """The ids of the program and of the cohort that a page names."""
    program = front.program.id if front.program else None
    cohort = front.cohort.id if front.cohort else None
    return program, cohort


def cohort_named(form: Form) -> str | None:
    """The id of the cohort that a form names."""
    if form.cohort:
        return form.cohort.id
    return None

"""Series that have too many days or no end, and what is said of meetings that they don't have."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from mentorsite.check.in_cohorts import named
from mentorsite.errors import Place, Problem, problem
from mentorsite.model.cohort import CheckIn, Cohort, Session
from mentorsite.model.moment import Period, Span
from mentorsite.model.program import Program
from mentorsite.model.site import Site
from mentorsite.model.text_values import LAST_DAY
from mentorsite.structure.day_arithmetic import moved
from mentorsite.structure.moments import after_match, day_of
from mentorsite.structure.recurrence import MOST, MOST_OF_ALL, most_days, series

SHOWN = 2
"""As many days are named that may have been meant."""


def too_many_days(site: Site) -> Iterator[Problem]:
    """Series that have more days in a cohort than are listed, once each."""
    for entry in site.originals:
        most = most_days(entry.program)
        cut: defaultdict[tuple[str, bool], list[Cohort]] = defaultdict(list)
        for cohort in entry.program.cohorts.values():
            for found in _cut_series(entry.program, cohort):
                cut[found].append(cohort)
        for (key, at_the_end), cohorts in cut.items():
            check_in = entry.program.check_ins[key]
            message = f"`{check_in.label}` comes more than {most:,} times in {named(cohorts)}"
            hint = "give it a `count` or a longer `every`, or the cohort an earlier `end`"
            if at_the_end:
                message = f"`{check_in.label}` goes on after {LAST_DAY}, the last day there is, in {named(cohorts)}"
                hint = "mend the year, or write a smaller `count`"
            elif most < MOST:
                hint += f"; all series in all cohorts of a program have room for {MOST_OF_ALL:,} days"
            yield problem("too-many-days", check_in.place_of("every"), message, hint)


def _cut_series(program: Program, cohort: Cohort) -> Iterator[tuple[str, bool]]:
    """The ids of check-ins that have more days in a cohort than are told, and whether time ends before they do."""
    most = most_days(program)
    for key, check_in in program.check_ins.items():
        moment = check_in.at or check_in.start
        first = day_of(moment, program, cohort) if moment else None
        if first:
            found = series(first, check_in, cohort, most)
            if not found.whole:
                yield key, found.at_the_end


def unknown_sessions(site: Site) -> Iterator[Problem]:
    """What is said of a single meeting that a series has in no cohort; it is not known where no cohort has its days."""
    for entry in site.originals:
        for check_in in entry.program.check_ins.values():
            if check_in.sessions:
                yield from _unknown_sessions(check_in, entry.program)


def _unknown_sessions(check_in: CheckIn, program: Program) -> Iterator[Problem]:
    known: set[date | int] = set()
    twice: dict[date, int] = {}
    for days in _days(check_in, program):
        known |= {*days, *range(1, len(days) + 1)}
        twice |= {day: number for number, day in enumerate(days, 1) if {number, day} <= check_in.sessions.keys()}
    if not known:
        yield from _without_days(check_in, program)
    for key, session in check_in.sessions.items():
        place = _place(session)
        if isinstance(key, date) and key in twice:
            message = f"`{key}` is meeting number {twice[key]} of `{check_in.label}`, of which more is said"
            yield problem("no-such-session", place, message, "say all of it in one place, by the number or by the day")
        elif known and key not in known:
            if isinstance(key, date):
                message = f"`{check_in.label}` has no meeting on {key}"
                hint = "mend the day, or `from`, `every` and `except`"
            else:
                message = f"`{check_in.label}` has no meeting number {key}"
                hint = f"it has {max(each for each in known if isinstance(each, int))}"
            yield problem("no-such-session", place, message, hint)


def _without_days(check_in: CheckIn, program: Program) -> Iterator[Problem]:
    """What is said of meetings of a series that has no day in any cohort: it has only their numbers."""
    start, count = check_in.start, check_in.count
    never = start is None or after_match(start, program) is not None
    for key, session in check_in.sessions.items():
        if isinstance(key, int):
            if count and key > count:
                message = f"`{check_in.label}` has no meeting number {key}"
                yield problem("no-such-session", _place(session), message, f"it has {count}")
        elif never:
            if start:
                why = "counts from the match"
            else:
                why = "has no `from`"
            message = f"`{check_in.label}` {why}, so it is not known which meeting is on {key}"
            yield problem("no-such-session", _place(session), message, "write the meeting's number, as `2`")


def _place(session: Session) -> Place:
    if session.topic:
        return session.topic.place
    return session.place_of("place", "link")


def _days(check_in: CheckIn, program: Program) -> Iterator[tuple[date, ...]]:
    """The days of a series in each cohort that has some."""
    start, most = check_in.start, most_days(program)
    if start is None:
        return
    for cohort in program.cohorts.values():
        first = day_of(start, program, cohort)
        if first:
            yield series(first, check_in, cohort, most).days


def endless_series(site: Site) -> Iterator[Problem]:
    """Series that never end, in cohorts that are past planning, once each."""
    for entry in site.originals:
        cohorts = []
        for each in entry.program.cohorts.values():
            if each.status not in ("planning", "archived"):
                cohorts.append(each)
        without = [each for each in cohorts if each.end is None]
        for check_in in entry.program.check_ins.values():
            if check_in.start is None or check_in.every is None or check_in.count:
                continue
            begin = []
            for each in without:
                if day_of(check_in.start, entry.program, each):  # without a first day, nothing goes on
                    begin.append(each)
            if begin:
                message = f"`{check_in.label}` goes on for ever in {named(begin)}"
                hint = "give the cohort an `end`, or the check-in a `count`"
                labels = ", ".join(each.label for each in begin)
                # As `schedule` says of moments that count from this end, which has no id: both are one mistake.
                about = f"cohort end  without a day in {labels}"
                yield problem("endless-series", check_in.place_of("every"), message, hint, about=about)


def days_left_out_of_nothing(site: Site) -> Iterator[Problem]:
    """Days that `except` names and on which nothing would be: probably mistyped."""
    for entry in site.originals:
        cohorts = []
        for each in entry.program.cohorts.values():
            if each.status != "archived":
                cohorts.append(each)
        if not all(each.start and each.end for each in cohorts):
            continue  # when such a cohort is isn't known, so neither is what is outside of it
        spans = [_whole_span(cohort, entry.program) for cohort in cohorts]
        for cohort, span in zip(cohorts, spans, strict=True):
            yield from _missed(cohort, [span])
        for check_in in entry.program.check_ins.values():
            missed = list(_missed(check_in, spans))
            if missed:
                yield from missed
            else:
                yield from _without_meeting(check_in, entry.program, cohorts)


def _whole_span(cohort: Cohort, program: Program) -> Span:
    """From the first to the last day of a cohort and of what comes back in it."""
    days = [cohort.start, cohort.end]
    for check_in in program.check_ins.values():
        first = day_of(check_in.start, program, cohort) if check_in.start else None
        if first and check_in.count:  # such a series may go on after the cohort's end
            days += series(first, check_in, cohort, most_days(program)).days
    known = [each for each in days if each]
    return Span(min(known), max(known))


def _missed(said: Cohort | CheckIn, spans: list[Span]) -> Iterator[Problem]:
    if not spans:
        return
    for off in said.left_out:
        if all(off.last < span.first or off.first > span.last for span in spans):
            if off.first == off.last:
                days = f"{off.first}"
            else:
                days = f"{off.first} to {off.last}"
            message = f"`except` leaves out {days} of `{said.label}`, when nothing is"
            yield problem("outside-cohort", said.place_of("except"), message, "is it the right year?")


def _without_meeting(check_in: CheckIn, program: Program, cohorts: list[Cohort]) -> Iterator[Problem]:
    """Single days that a series leaves out, and on which it has no meeting in any cohort anyway."""
    start, every = check_in.start, check_in.every
    if start is None or every is None:
        return
    firsts = []
    for cohort in cohorts:
        first = day_of(start, program, cohort)
        if first is None:  # it may have a meeting on any day there
            return
        firsts.append(first)
    if not firsts:
        return
    for off in check_in.left_out:
        near: set[date] = set()
        for first in firsts:
            near.update(_around(off.first, first, every))
        if off.first == off.last and off.first not in near:
            days = " and ".join(str(each) for each in sorted(near)[:SHOWN])
            message = f"`except` leaves out {off.first} of `{check_in.label}`, which has no meeting that day"
            yield problem("outside-cohort", check_in.place_of("except"), message, f"it would have one on {days}")


def _around(day: date, first: date, every: Period) -> tuple[date, ...]:
    """The days of a series nearest to a day: the last one before it and the next one, or that day alone."""
    before = first
    for index in range(MOST):
        found = moved(first, Period(every.number * index, every.unit), 1)
        if found is None:
            break
        if found == day:
            return (found,)
        if found > day:
            return tuple(dict.fromkeys((before, found)))
        before = found
    return (before,)

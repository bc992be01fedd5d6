"""Days and hours of a program that can't be worked out, or can't be meant."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from mentorsite.check.in_cohorts import named, once_each
from mentorsite.errors import Place, Problem, nearest, problem
from mentorsite.model.cohort import Cohort
from mentorsite.model.form import Form
from mentorsite.model.moment import Moment
from mentorsite.model.nested_values import within
from mentorsite.model.program import Program
from mentorsite.model.site import ProgramEntry, Site
from mentorsite.model.text_values import FIRST_DAY, LAST_DAY
from mentorsite.structure.current_cohort import cohort_named
from mentorsite.structure.moments import beginning, led, resolved
from mentorsite.structure.timetable import timetable
from mentorsite.structure.timetable_entry import TimetableEntry

SURELY = 0.75
"""How near the id of a date has to be to be the one that another cohort has."""
Step = tuple[str, str]
"""A phase or check-in: what it is, and its id."""


def circular_moments(site: Site) -> Iterator[Problem]:
    """Phases and check-ins that are counted from themselves, once for each circle."""
    for entry in site.originals:
        for circle in _circles(entry.program):
            yield _circular(entry.program, circle)


def _circles(program: Program) -> Iterator[list[Step]]:
    steps = [("phase", key) for key in program.phases] + [("check-in", key) for key in program.check_ins]
    # Each is counted from one other at most, so a way back ends, or comes to a circle, or to a step known already.
    done: set[Step] = set()
    for step in steps:
        path: dict[Step, int] = {}
        here: Step | None = step
        while here and here not in path and here not in done:
            path[here] = len(path)
            here = _before(here, program)
        if here in path:
            yield list(path)[path[here] :]
        done |= path.keys()


def _before(step: Step, program: Program) -> Step | None:
    """The phase or check-in that one is counted from."""
    found = _begins(step, program)
    if found is None or found.anchor not in ("phase", "check-in"):
        return None
    known = program.phases if found.anchor == "phase" else program.check_ins
    if found.id in known:
        return found.anchor, found.id
    return None


def _begins(step: Step, program: Program) -> Moment | None:
    kind, key = step
    if kind == "phase":
        return beginning(Moment("phase", key, 1, None, Place("")), program)
    return beginning(Moment("check-in", key, 1, None, Place("")), program)


def _circular(program: Program, circle: list[Step]) -> Problem:
    # A phase that says no start follows the one before it: a circle is told where a day is written, if it is anywhere.
    written = []
    for kind, key in circle:
        if kind == "check-in" or program.phases[key].start:
            written.append((kind, key))
    first = written[0] if written else circle[0]
    moment = _begins(first, program)
    names = " → ".join(f"{kind} `{key}`" for kind, key in (*circle, circle[0]))
    hint = "count one of them from something fixed, as `cohort start + 2 weeks` or `match + 14 days`"
    message = f"these depend on each other in a circle: {names}"
    place = moment.place if moment else Place("")
    return problem("circular-moment", place, message, hint)


def unresolved_moments(site: Site) -> Iterator[Problem]:
    """Moments that have no day in a cohort that is past planning, once each, whatever the number of cohorts."""
    forms = _forms(site)
    reported: set[Place] = set()
    for entry in site.originals:
        cohorts = []
        for each in entry.program.cohorts.values():
            if each.status not in ("planning", "archived"):
                cohorts.append(each)
        for moment, mine in _moments(entry.program, forms[entry.id, entry.language], cohorts):
            found = _unresolved(moment, entry.program, mine)
            if found and moment.place not in reported:
                reported.add(moment.place)
                yield found


def _forms(site: Site) -> defaultdict[tuple[str | None, str], list[Form]]:
    forms: defaultdict[tuple[str | None, str], list[Form]] = defaultdict(list)
    for each in site.forms:
        forms[each.program, each.form.language].append(each.form)
    return forms


def _moments(program: Program, forms: Iterable[Form], cohorts: list[Cohort]) -> Iterator[tuple[Moment, list[Cohort]]]:
    """The moments of a program and its forms, each with those of the cohorts that it has to have a day in."""
    for moment in within((program.phases, program.check_ins), Moment):
        yield moment, cohorts
    for form in forms:
        named = program.cohorts.get(cohort_named(form) or "")
        if named:
            mine = [each for each in cohorts if each is named]
        else:
            mine = cohorts
        for moment in within(form, Moment):
            yield (moment, mine)


def _unresolved(moment: Moment, program: Program, cohorts: Iterable[Cohort]) -> Problem | None:
    """The problem of a moment that some of the cohorts can't resolve; circles and unknown names have their own."""
    without = []
    for each in cohorts:
        if resolved(moment, program, each) in ("undated", "unknown", "out-of-range"):
            without.append(each)
    if not without:
        return None
    found = _why(moment, program, without[0])
    if found is None:
        return None
    why, hint = found
    labels = ", ".join(each.label for each in without)
    message = f"`{moment}` has no day in {named(without)}: {why}"
    about = f"{_led_from(moment, program)} without a day in {labels}"
    return problem("unresolved-moment", moment.place, message, hint, about=about)


def _why(moment: Moment, program: Program, cohort: Cohort) -> tuple[str, str] | None:
    """Why a moment has no day in a cohort, and what to write."""
    if resolved(moment, program, cohort) == "out-of-range":
        years = f"{FIRST_DAY.year} to {LAST_DAY.year}"
        return f"it is not in the years {years}", "write a smaller number"
    back = led(moment, program)
    if back == "undated":
        kind, key = _stuck(moment, program)
        key_of_day = "start" if kind == "phase" else "at"
        return f"the {kind} `{key}` does not say when it begins", f"give it `{key_of_day}: cohort start + 2 weeks`, say"
    if isinstance(back, str):
        return None
    return _missing(back[0], program, cohort)


def _led_from(moment: Moment, program: Program) -> str:
    """What keeps a moment from having a day: the one that it is counted from in the end."""
    back = led(moment, program)
    if isinstance(back, str):
        return " ".join(_stuck(moment, program))
    return f"{back[0].anchor} {back[0].id}"


def _missing(root: Moment, program: Program, cohort: Cohort) -> tuple[str, str] | None:
    """What a cohort would have to say, and how; None for the name of a date that no cohort has."""
    later = f"or set `status: planning` for the cohort `{cohort.label}` until it is known"
    if root.anchor != "date":
        key = root.anchor.removeprefix("cohort ")
        return f"it has no `{key}`", f"give the cohort `{key}: <day>`, {later}"
    if root.id in cohort.dates:
        return f"`{root.id}` has no date there", f"give `{root.id}` a `date`, {later}"
    others = []
    for each in program.cohorts.values():
        if root.id in each.dates:
            others.append(each)
    if not others:
        return None
    # A date that other cohorts have by its own id is not this one under another name.
    elsewhere = {id for each in others for id in each.dates}
    meant = nearest(root.id, cohort.dates.keys() - elsewhere, SURELY)
    if meant:
        place = cohort.dates[meant].place_of()
        hint = f"did you mean `{meant}` ({place.path}:{place.line})? Give the date one id in all cohorts"
        return f"it has no date `{root.id}`", hint
    return f"it has no date `{root.id}`", f"add `{root.id}` to its `dates`, {later}"


def _stuck(moment: Moment, program: Program) -> Step:
    """The phase or check-in at which the way back to a day ends."""
    step = (str(moment.anchor), moment.id)
    while (before := _before(step, program)) is not None:
        step = before
    return step


def hours_without_zone(site: Site) -> Iterator[Problem]:
    """Cohorts with an hour, of their own or of a check-in, and no time zone."""
    for entry in site.originals:
        check_ins = []
        for each in entry.program.check_ins.values():
            if each.time:
                check_ins.append(each.label)
        for cohort in entry.program.cohorts.values():
            if not cohort.timezone and cohort.status != "archived":
                yield from _without_zone(cohort, check_ins)


def _without_zone(cohort: Cohort, check_ins: list[str]) -> Iterator[Problem]:
    dated = []
    for each in cohort.dates.values():
        if each.time:
            dated.append(each)
    labels = [*(each.label for each in dated), *check_ins]
    if labels:
        if dated:
            place = dated[0].place_of("time")
        else:  # a check-in is of every cohort, and only some may lack a zone
            place = cohort.place_of("timezone")
        message = f"`{labels[0]}` has a time of day, and the cohort `{cohort.label}` has no time zone"
        hint = "add `timezone:` to the cohort, with a name such as Europe/London"
        yield problem("no-timezone", place, message, hint)


def changing_hours(site: Site) -> Iterator[Problem]:
    """Hours that the clocks skip or have twice on their day, once for each date and each check-in."""
    for entry in site.originals:
        yield from once_each(
            (found, cohort)
            for cohort, event in _timed(site, entry)
            for found in _changing(event, _place(event, entry.program, cohort), cohort)
        )


def _timed(site: Site, entry: ProgramEntry) -> Iterator[tuple[Cohort, TimetableEntry]]:
    for cohort in entry.program.cohorts.values():
        if cohort.status != "archived" and cohort.timezone:
            for each in timetable(site, entry, cohort):
                if each.time and each.days:
                    yield (cohort, each)


def _place(event: TimetableEntry, program: Program, cohort: Cohort) -> Place:
    key = event.id.removeprefix(f"{event.kind}-")
    if event.kind == "date":
        return cohort.dates[key].place_of("time")
    return program.check_ins[key].place_of("time")


def _changing(event: TimetableEntry, place: Place, cohort: Cohort) -> Iterator[Problem]:
    if event.time is None or event.zone is None:
        return
    zone = ZoneInfo(event.zone)
    for day in event.days:
        start = datetime.combine(day, event.time, zone)
        # An hour that is skipped or comes twice has two offsets: those before and after the change (PEP 495).
        if start.utcoffset() != start.replace(fold=1).utcoffset():
            yield _changed(f"`{event.label}` on {day} in the cohort `{cohort.label}`", start, event.zone, place)


def _changed(what: str, start: datetime, zone: str, place: Place) -> Problem:
    """The problem of an hour whose two readings lie apart."""
    first, second = start.utcoffset() or timedelta(), start.replace(fold=1).utcoffset() or timedelta()
    hour = _hour(start.timetz())
    if first > second:
        hint = "choose an hour before or after the change, so that nobody comes at the other one"
        return problem("doubled-hour", place, f"{what}: {hour} comes twice that day in {zone}", hint)
    after = _hour((start + (second - first)).timetz())
    message = f"{what}: there is no {hour} that day in {zone}, the clocks go forward"
    return problem("missing-hour", place, message, f'choose another hour, as "{after}"')


def _hour(value: time) -> str:
    return f"{value:%H:%M}"

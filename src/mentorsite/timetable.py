"""Program and cohort → everything that happens, in order.

The timeline, the table, the roles' pages and the calendars all read this, so that they can't disagree.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from datetime import time as Time  # noqa: N812 - a field of `Entry` is called time
from typing import Literal

from mentorsite.errors import Place
from mentorsite.model.cohort import CheckIn, Cohort, DatedEvent
from mentorsite.model.definition import Reference
from mentorsite.model.form import Form, Item
from mentorsite.model.program import Program
from mentorsite.model.schedule import Moment, Period
from mentorsite.model.site import FormEntry, ProgramEntry, Site
from mentorsite.moments import beginning, day_of, moved
from mentorsite.text.document import Document
from mentorsite.urls import slug

Kind = Literal["phase", "date", "check-in", "form", "item"]
PAIR = frozenset({"mentor", "co-mentor", "mentee", "peer"})
"""The kinds of role that a check-in is for, unless it says otherwise."""
MOST = 4000
"""As many days of a series are told: ten years of every day."""
UNTOLD = 10**6
"""More days than any moment is away."""
NOWHERE = Place("")
"""The place of a moment that nobody wrote."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that happens in a cohort, on a day, over several or again and again.

    `days` are all the days that it starts on: none when it has no day yet. `last` is the last day of one that
    lasts several. `every` and `endless` are set for a series. `roles` are those it is for, by id: none is everyone.
    `moment` tells the day in words, where it is told from something else. `form` is the one to fill in.
    """

    id: str
    kind: Kind
    label: str | Document
    days: tuple[date, ...]
    last: date | None = None
    time: Time | None = None
    minutes: int | None = None
    zone: str | None = None
    every: Period | None = None
    endless: bool = False
    moment: Moment | None = None
    deadline: bool = False
    signing: bool = False
    roles: tuple[str, ...] = ()
    note: Document | None = None
    agenda: tuple[Document, ...] = ()
    form: FormEntry | None = None

    @property
    def first(self) -> date | None:
        """The day on which it starts, if it has one."""
        return self.days[0] if self.days else None


def timetable(site: Site, entry: ProgramEntry, cohort: Cohort) -> tuple[Entry, ...]:
    """Everything that happens in a cohort: what has a day in order of days, then what has none yet."""
    program = entry.program
    forms = [each for each in site.forms if each.program == entry.id and each.form.language == entry.language]
    entries = [
        *_phases(program, cohort),
        *(_date(key, event, cohort) for key, event in cohort.dates.items()),
        *(_check_in(key, check_in, program, cohort, forms) for key, check_in in program.check_ins.items()),
        *(due for form in forms for due in _form_days(form, program, cohort)),
    ]
    return tuple(sorted(entries, key=_rank))


def for_role(entries: Iterable[Entry], role: str) -> tuple[Entry, ...]:
    """The entries that a role takes part in."""
    return tuple(entry for entry in entries if not entry.roles or role in entry.roles)


def _rank(entry: Entry) -> tuple[date, int, Time, bool]:
    return entry.first or date.max, _wait(entry), entry.time or Time.min, entry.kind in ("form", "item")


def _wait(entry: Entry) -> int:
    """About how many days after its own beginning something is that has no day here; what is not told comes last."""
    if entry.first:
        return 0
    offset = entry.moment.offset if entry.moment else None
    days = offset.number * {"days": 1, "weeks": 7, "months": 30}[offset.unit] if offset else 0
    return days * entry.moment.sign if entry.moment else UNTOLD


def _phases(program: Program, cohort: Cohort) -> Iterator[Entry]:
    """The phases that have a start, each with its last day: by its length, else until the next one."""
    named = {key: Moment("phase", key, 1, None, NOWHERE) for key in program.phases}
    starts = {key: day_of(moment, program, cohort) for key, moment in named.items()}
    for key, phase in program.phases.items():
        first, begins = starts[key], beginning(named[key], program)
        entry = Entry(f"phase-{key}", "phase", phase.label, (first,) if first else (), moment=begins)
        if first:
            later = [day for day in (*starts.values(), _after(cohort.end)) if day and day > first]
            over = moved(first, phase.duration, 1) if phase.duration else min(later, default=None)
            yield replace(entry, last=over - timedelta(days=1) if over else first)
        elif begins:
            yield entry


def _after(day: date | None) -> date | None:
    return day + timedelta(days=1) if day else None


def _date(key: str, event: DatedEvent, cohort: Cohort) -> Entry:
    return Entry(
        f"date-{key}",
        "date",
        event.label,
        (event.date,) if event.date else (),
        last=event.end,
        time=event.time,
        minutes=event.minutes,
        zone=cohort.timezone if event.time else None,
        deadline=event.deadline,
        roles=_ids(event.audience),
        note=event.note,
    )


def _check_in(key: str, check_in: CheckIn, program: Program, cohort: Cohort, forms: list[FormEntry]) -> Entry:
    moment = check_in.at or check_in.start
    first = day_of(moment, program, cohort) if moment else None
    worksheet = check_in.worksheet.id if check_in.worksheet else None
    return Entry(
        f"check-in-{key}",
        "check-in",
        check_in.label,
        tuple(_series(first, check_in, cohort)) if first else (),
        time=check_in.time,
        minutes=check_in.minutes,
        zone=cohort.timezone if check_in.time else None,
        every=check_in.every,
        endless=bool(check_in.every and not check_in.count and not cohort.end),
        moment=moment,
        roles=_ids(check_in.audience) or _pair(program, check_in.organizer),
        agenda=check_in.agenda,
        form=next((each for each in forms if (each.form.folder, each.form.id) == ("worksheets", worksheet)), None),
    )


def _series(first: date, check_in: CheckIn, cohort: Cohort) -> Iterator[date]:
    """The days of a check-in: as many as it says, else those until the cohort ends."""
    every, count = check_in.every, check_in.count
    if every is None or (count is None and cohort.end is None):
        yield first
        return
    for index in range(count or MOST):
        day = moved(first, Period(every.number * index, every.unit), 1)
        if day is None or (count is None and cohort.end and day > cohort.end):
            return
        yield day


def _pair(program: Program, organizer: Reference | None) -> tuple[str, ...]:
    coming = [role for role, each in program.roles.items() if each.kind in PAIR]
    if organizer and organizer.id in program.roles and organizer.id not in coming:
        coming.append(organizer.id)
    return tuple(coming)


def _form_days(entry: FormEntry, program: Program, cohort: Cohort) -> Iterator[Entry]:
    """The days by which a form, its signatures and its items are due."""
    form = entry.form
    name = f"{form.folder}-{form.id}"
    if form.due:
        yield _due(f"{name}-due", entry, form.due, program, cohort)
    if form.sign_by and form.signatures:
        signed = _due(f"{name}-sign", entry, form.sign_by, program, cohort)
        yield replace(signed, signing=True, roles=_ids(form.signatures))
    for key, item in _items(form):
        if item.due:
            due = _due(f"{name}-{key}", entry, item.due, program, cohort)
            yield replace(due, kind="item", label=item.text, roles=_ids(item.audience) or due.roles)


def _items(form: Form) -> Iterator[tuple[str, Item]]:
    taken: set[str] = set()
    for section, each in form.sections.items():
        for item in each.items:
            key = f"{section}-{item.id or slug(item.text.source)[:60].strip('-')}"
            unique = key if key not in taken else f"{key}-{len(taken)}"
            taken.add(unique)
            yield unique, item


def _due(id: str, entry: FormEntry, moment: Moment, program: Program, cohort: Cohort) -> Entry:
    day = day_of(moment, program, cohort)
    roles = _ids(entry.form.audience)
    return Entry(
        id,
        "form",
        entry.form.title,
        (day,) if day else (),
        moment=moment,
        deadline=True,
        roles=roles,
        form=entry,
    )


def _ids(references: Iterable[Reference]) -> tuple[str, ...]:
    return tuple(reference.id for reference in references)

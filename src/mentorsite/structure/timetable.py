"""Program and cohort → everything that happens, in order.

The timeline, the table, the roles' pages and the calendars all read this, so that they can't disagree.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from datetime import time as Time  # noqa: N812 - a field of `TimetableEntry` is called time
from typing import Literal

from mentorsite.errors import Place
from mentorsite.markdown.document import Document, Link, of_type
from mentorsite.markdown.slug import slug
from mentorsite.model.cohort import CheckIn, Cohort, DatedEvent, Session
from mentorsite.model.form import Form, Item
from mentorsite.model.moment import Moment, Period, Span
from mentorsite.model.placed import Reference
from mentorsite.model.program import Program
from mentorsite.model.site import FormEntry, ProgramEntry, Site
from mentorsite.structure.guardians import guardian_of, needs_guardian
from mentorsite.structure.links import Inside, destination
from mentorsite.structure.moments import after_match, beginning, day_of, due_day, led, moved
from mentorsite.structure.recurrence import Series, most_days, series

Kind = Literal["phase", "date", "check-in", "form", "item"]
PAIR = frozenset({"mentor", "co-mentor", "mentee", "peer"})
"""The kinds of role that a check-in is for, unless it says otherwise."""
AT_END = 10**5
"""More days than any moment is away: in a cohort without days, so long after its start its end stands in lists."""
UNTOLD = 2 * AT_END
"""Still more: what tells no moment comes last."""
DUE = "due"
"""What the id of the day ends with by which a form is due."""
NOWHERE = Place("")
"""The place of a moment that nobody wrote."""


@dataclass(frozen=True, slots=True)
class TimetableEntry:
    """Something that happens in a cohort, on a day, over several or again and again.

    `days` are all the days that it starts on: none when it has no day yet. `last` is the last day of one that
    lasts several. `every` and `endless` are set for a series, `left_out` are days on which it would have been, and
    `sessions` say what single meetings of it have of their own; `off` and `numbered` say both of a series that has no
    day. It is counted from `counted_from`, which may be a day before its first that is left out: of a series from the
    31st, each month has its last day. `roles` are those it is for, by id: none is everyone. `moment` tells the day in
    words, where it is told from something else. `form` is the one to fill in.
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
    counted_from: date | None = None
    left_out: tuple[date, ...] = ()
    sessions: tuple[tuple[date, Session], ...] = ()
    numbered: tuple[tuple[int, Session], ...] = ()
    off: tuple[Span, ...] = ()
    place: str | None = None
    link: str | None = None
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


def timetable(site: Site, entry: ProgramEntry, cohort: Cohort) -> tuple[TimetableEntry, ...]:
    """Everything that happens in a cohort: what has a day in order of days, then what has none yet."""
    id = entry.id_of(cohort)
    program = entry.in_cohort(id).program
    forms = [each for each in site.forms_in(entry.language) if each.program == entry.id]
    forms = [each.in_cohort(id) for each in forms if each.form.cohort is None or each.form.cohort.id == id]
    entries = [
        *_phases(program, cohort),
        *(dated(key, event, cohort) for key, event in cohort.dates.items()),
        *_check_ins(program, cohort, forms),
        *(due for form in forms for due in _form_days(form, program, cohort)),
    ]
    announced = _announced(entries, program, cohort)
    return tuple(sorted(_once(site, entries), key=lambda each: _rank(each, program, announced)))


def _once(site: Site, entries: list[TimetableEntry]) -> list[TimetableEntry]:
    """The entries without those that tell people of a form a second time, on the same day.

    That a form is due goes without saying where it is to be signed, or where the meeting is at which it is filled in,
    and so does the item of a checklist that leads to the form.
    """
    forms = [each for each in entries if each.kind == "form"]
    by_source: defaultdict[str, list[TimetableEntry]] = defaultdict(list)
    for each in (*forms, *(each for each in entries if each.kind == "check-in" and each.form)):
        by_source[each.form.form.source if each.form else ""].append(each)

    def is_said(entry: TimetableEntry) -> bool:
        if entry.kind not in ("form", "item") or entry.signing or entry.form is None:
            return False
        sources = {entry.form.form.source} if entry.kind == "form" else _leads_to(site, entry, entry.form)
        others = [each for source in sources for each in by_source.get(source, ()) if each is not entry]
        return any(_says(other, entry) for other in others)

    return [each for each in entries if not is_said(each)]


def _leads_to(site: Site, entry: TimetableEntry, form: FormEntry) -> Iterator[str]:
    """The sources that an item's words lead to."""
    if isinstance(entry.label, Document):
        for link in of_type(entry.label, Link):
            found = destination(site, form.form.source, form.address, link.target, link.place)
            if isinstance(found, Inside):
                yield found.source


def _says(other: TimetableEntry, entry: TimetableEntry) -> bool:
    """Whether an entry of the same form is for all whom another is for, on the same day."""
    if other.kind == "form" and entry.kind == "form" and not other.signing:
        return False
    same_day = entry.first in other.days if entry.first else not other.first and _same(entry.moment, other.moment)
    meant = set(entry.roles)
    everyone = not meant and other.kind == "check-in"
    return same_day and (everyone or not other.roles or (bool(meant) and meant <= set(other.roles)))


def _same(first: Moment | None, other: Moment | None) -> bool:
    return first is not None and other is not None and str(first) == str(other)


def _announced(entries: list[TimetableEntry], program: Program, cohort: Cohort) -> date:
    """The day on which people hear of their match; what counts from it stands there in lists. Without one, the last."""
    if program.match:
        return due_day(program.match, program, cohort) or date.max
    for kind in ("date", "phase"):
        days = [each.last or each.first for each in entries if each.id.startswith(f"{kind}-match")]
        known = [day for day in days if day]
        if known:
            return max(known)
    return date.max


def for_role(entries: Iterable[TimetableEntry], role: str) -> tuple[TimetableEntry, ...]:
    """The entries that a role takes part in."""
    return tuple(entry for entry in entries if not entry.roles or role in entry.roles)


def _rank(entry: TimetableEntry, program: Program, announced: date) -> tuple[date, bool, int, Time, bool]:
    from_match = entry.moment is not None and after_match(entry.moment, program) is not None
    day = entry.first or (announced if from_match else date.max)
    return day, not entry.first, _wait(entry, program), entry.time or Time.min, entry.kind in ("form", "item")


def _wait(entry: TimetableEntry, program: Program) -> int:
    """About how many days after the match or the start something is that has no day here."""
    if entry.first:
        return 0
    back = led(entry.moment, program) if entry.moment else "undated"
    if isinstance(back, str):
        return UNTOLD
    root, steps = back
    days = sum(sign * by.number * {"days": 1, "weeks": 7, "months": 30}[by.unit] for by, sign in steps)
    return days + (AT_END if root.anchor == "cohort end" else 0)


def _phases(program: Program, cohort: Cohort) -> Iterator[TimetableEntry]:
    """The phases that have a start, each with its last day: by its length, else until the next one."""
    named = {key: Moment("phase", key, 1, None, NOWHERE) for key in program.phases}
    starts = {key: day_of(moment, program, cohort) for key, moment in named.items()}
    for key, phase in program.phases.items():
        first, begins = starts[key], beginning(named[key], program)
        entry = TimetableEntry(f"phase-{key}", "phase", phase.label, (first,) if first else (), moment=begins)
        if first:
            later = [day for day in (*starts.values(), _after(cohort.end)) if day and day > first]
            over = moved(first, phase.duration, 1) if phase.duration else min(later, default=None)
            yield replace(entry, last=over - timedelta(days=1) if over else first)
        elif begins:
            yield entry


def _after(day: date | None) -> date | None:
    return day + timedelta(days=1) if day else None


def dated(key: str, event: DatedEvent, cohort: Cohort) -> TimetableEntry:
    """A date of a cohort."""
    return TimetableEntry(
        f"date-{key}",
        "date",
        event.label,
        (event.date,) if event.date else (),
        last=event.end,
        time=event.time,
        minutes=event.minutes,
        zone=cohort.timezone if event.time else None,
        place=event.place,
        link=event.link,
        deadline=event.deadline,
        roles=_ids(event.audience),
        note=event.note,
    )


def _check_ins(program: Program, cohort: Cohort, forms: list[FormEntry]) -> Iterator[TimetableEntry]:
    """The check-ins of a program, each with the worksheet that is filled in at it."""
    worksheets = {each.form.id: each for each in reversed(forms) if each.form.folder == "worksheets"}
    for key, check_in in program.check_ins.items():
        id = check_in.worksheet.id if check_in.worksheet else ""
        yield replace(meeting(key, check_in, program, cohort), form=worksheets.get(id))


def meeting(key: str, check_in: CheckIn, program: Program, cohort: Cohort) -> TimetableEntry:
    """A check-in of a cohort."""
    moment = check_in.at or check_in.start
    first = day_of(moment, program, cohort) if moment else None
    found = series(first, check_in, cohort, most_days(program)) if first else Series(())
    endless = bool(check_in.every and not check_in.count and not cohort.end)
    return TimetableEntry(
        f"check-in-{key}",
        "check-in",
        check_in.label,
        found.days[:1] if endless else found.days,
        time=check_in.time,
        minutes=check_in.minutes,
        zone=cohort.timezone if check_in.time else None,
        every=check_in.every,
        endless=endless,
        counted_from=first,
        left_out=found.left_out,
        sessions=tuple(_sessions(check_in, found.days)),
        numbered=() if first else _numbered(check_in),
        off=() if first else (*check_in.left_out, *cohort.left_out),
        place=check_in.place,
        link=check_in.link,
        moment=moment,
        roles=_ids(check_in.audience) or _pair(program, check_in.organizer),
        agenda=check_in.agenda,
    )


def _sessions(check_in: CheckIn, days: tuple[date, ...]) -> Iterator[tuple[date, Session]]:
    """The meetings that have something of their own, in order of days; what is said of a day goes before its number."""
    for number, day in enumerate(days, 1):
        found = check_in.sessions.get(day) or check_in.sessions.get(number)
        if found and _says_more(found):
            yield day, found


def _numbered(check_in: CheckIn) -> tuple[tuple[int, Session], ...]:
    """The meetings of a series that are named by their number and have something of their own, in order."""
    found = [(key, each) for key, each in check_in.sessions.items() if isinstance(key, int) and _says_more(each)]
    return tuple(sorted(found, key=lambda each: each[0]))


def _says_more(session: Session) -> bool:
    return bool(session.topic or session.place or session.link)


def _pair(program: Program, organizer: Reference | None) -> tuple[str, ...]:
    coming = [role for role, each in program.roles.items() if each.kind in PAIR]
    if organizer and organizer.id in program.roles and organizer.id not in coming:
        coming.append(organizer.id)
    return tuple(coming)


def _form_days(entry: FormEntry, program: Program, cohort: Cohort) -> Iterator[TimetableEntry]:
    """The days by which a form, its signatures and its items are due."""
    form = entry.form
    name = name_of_form(form)
    if form.due:
        yield _due(f"{name}-{DUE}", entry, form.due, program, cohort)
    if form.sign_by and form.signatures:
        signed = _due(f"{name}-sign", entry, form.sign_by, program, cohort)
        guardian = (guardian_of(program),) if needs_guardian(form, program) else ()
        yield replace(signed, signing=True, roles=(*_ids(form.signatures), *guardian))
    for key, item in items_by_id(form):
        if item.due:
            due = _due(f"{name}-{key}", entry, item.due, program, cohort)
            yield replace(due, kind="item", label=item.text, roles=_ids(item.audience) or due.roles)


def name_of_form(form: Form) -> str:
    """What the ids of a form's entries begin with."""
    return f"{form.folder}-{form.id}"


def items_by_id(form: Form) -> Iterator[tuple[str, Item]]:
    """The items of a form, each with what its entry's id ends with."""
    taken: set[str] = set()
    for section, each in form.sections.items():
        originals = form.named_by.get(section)
        typed = [original.typed for original in originals] if originals else [item.text.source for item in each.items]
        for item, words in zip(each.items, typed, strict=True):
            key = f"{section}-{item.id or slug(words)[:60].strip('-')}"
            unique = key if key not in taken else f"{key}-{len(taken)}"
            taken.add(unique)
            yield unique, item


def _due(id: str, entry: FormEntry, moment: Moment, program: Program, cohort: Cohort) -> TimetableEntry:
    day = due_day(moment, program, cohort)
    roles = _ids(entry.form.audience) or _ids(entry.form.signatures)
    return TimetableEntry(
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

"""Program and cohort → everything that happens, in order.

The timeline, the table, the roles' pages and the calendars all read this, so that they can't disagree.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from datetime import time as Time  # noqa: N812 - a field of `TimetableEntry` is called time

from mentorsite.markdown.document import Document, Link, of_type
from mentorsite.model.cohort import Cohort
from mentorsite.model.moment import Moment, Unit
from mentorsite.model.program import Program
from mentorsite.model.site import FormEntry, ProgramEntry, Site
from mentorsite.structure.cohort_days import announced_match, check_ins, dated, phases
from mentorsite.structure.current_cohort import no_cohort
from mentorsite.structure.due_days import form_days
from mentorsite.structure.links import Inside, destination
from mentorsite.structure.messages import message_days
from mentorsite.structure.moments import after_match, led
from mentorsite.structure.timetable_entry import TimetableEntry

FOLDERS = ("agreements", "checklists", "worksheets")
AT_END = 10**5
"""More days than any moment is away: in a cohort without days, so long after its start its end stands in lists."""
UNTOLD = 2 * AT_END
"""Still more: what tells no moment comes last."""
ABOUT: dict[Unit, int] = {"days": 1, "weeks": 7, "months": 30}
"""About how many days a unit of time has."""


def timetable(site: Site, entry: ProgramEntry, cohort: Cohort) -> tuple[TimetableEntry, ...]:
    """Everything that happens in a cohort: what has a day in order of days, then what has none yet."""
    id = entry.id_of(cohort)
    program = entry.in_cohort(id).program
    forms = [each for each in site.forms_in(entry.language) if each.program == entry.id]
    forms = [each.in_cohort(id) for each in forms if each.form.cohort is None or each.form.cohort.id == id]
    entries = [
        *phases(program, cohort),
        *(dated(key, event, cohort) for key, event in cohort.dates.items()),
        *check_ins(program, cohort, forms),
        *(due for form in forms for due in form_days(form, program, cohort)),
        *message_days(site, entry, program, cohort),
    ]
    announced = announced_match(program, cohort) or date.max
    return tuple(sorted(_once(site, entries), key=lambda each: _rank(each, program, announced)))


def _once(site: Site, entries: list[TimetableEntry]) -> list[TimetableEntry]:
    """The entries without those that tell people of a form a second time, on the same day.

    That a form is due goes without saying where it is to be signed, or where the meeting is at which it is filled in,
    and so does the item of a checklist that leads to the form.
    """
    by_source: defaultdict[str, list[TimetableEntry]] = defaultdict(list)
    for each in entries:
        if each.form and each.kind in ("form", "check-in"):
            by_source[each.form.form.source].append(each)

    def is_said(entry: TimetableEntry) -> bool:
        if entry.kind not in ("form", "item") or entry.signing or entry.form is None:
            return False
        if entry.kind == "form":
            sources = [entry.form.form.source]
        else:
            sources = list(_leads_to(site, entry, entry.form))
        for source in sources:
            for other in by_source.get(source, ()):
                if other is not entry and _says(other, entry):
                    return True
        return False

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
        return False  # only the day by which a form is to be signed says that it is due
    if entry.first:
        same_day = entry.first in other.days
    else:
        same_day = not other.first and _same(entry.moment, other.moment)
    if not same_day:
        return False
    meant = set(entry.roles)
    if not meant:
        return other.kind == "check-in" or not other.roles
    return not other.roles or meant <= set(other.roles)


def _same(first: Moment | None, other: Moment | None) -> bool:
    return first is not None and other is not None and str(first) == str(other)


def forms_in_time(site: Site, entry: ProgramEntry, cohort: Cohort | None) -> dict[str, TimetableEntry | None]:
    """The forms of a program in the order in which people need them, by source, each with when it is due, if ever.

    Those of a phase are needed when it begins; a program that doesn't say when has the others last, as it lists them.
    """
    mine = {each.form.source: each for each in site.forms_in(entry.language) if each.program in (None, entry.id)}
    by_name: dict[tuple[str, str], str] = {(each.form.folder, each.form.id): key for key, each in mine.items()}
    order: dict[str, TimetableEntry | None] = {}

    def needed(folder: str, ids: Iterable[str]) -> None:
        for id in ids:
            source = by_name.get((folder, id))
            if source is not None:
                order.setdefault(source, None)

    for each in timetable(site, entry, cohort or no_cohort(entry.program)):
        if each.kind == "phase":
            phase = entry.program.phases[each.id.removeprefix("phase-")]
            for folder in FOLDERS:
                needed(folder, (form.id for form in getattr(phase, folder)))
        elif each.form and each.form.form.source in mine:
            # Its place is that of the first entry that names it; when it is due is told by one of its own.
            source = each.form.form.source
            order.setdefault(source, None)
            if each.kind == "form" and order[source] is None:
                order[source] = each
    for folder in FOLDERS:
        needed(folder, entry.program.forms[folder])
    return order


def counts_from_match(site: Site, entry: ProgramEntry) -> bool:
    """Whether anything of a program, or of its forms, counts from a participant's own match."""
    cohorts = list(entry.program.cohorts.values())
    if cohorts:
        cohort = cohorts[-1]
    else:
        cohort = no_cohort(entry.program)
    for each in timetable(site, entry, cohort):
        if each.moment and after_match(each.moment, entry.program) is not None:
            return True
    return False


def for_role(entries: Iterable[TimetableEntry], role: str) -> tuple[TimetableEntry, ...]:
    """The entries that a role takes part in."""
    return tuple(entry for entry in entries if not entry.roles or role in entry.roles)


def _rank(entry: TimetableEntry, program: Program, announced: date) -> tuple[date, bool, int, Time, bool]:
    day = date.max
    if entry.first:
        day = entry.first
    elif entry.moment and after_match(entry.moment, program) is not None:
        day = announced
    # What has no time is of the whole day, and comes first; in both, what happens comes before what is to be done.
    return (
        day,
        not entry.first,
        _wait(entry, program),
        entry.time or Time.min,
        entry.kind in ("form", "item", "message"),
    )


def _wait(entry: TimetableEntry, program: Program) -> int:
    """About how many days after the match or the start something is that has no day here."""
    if entry.first:
        return 0
    if entry.moment:
        back = led(entry.moment, program)
    else:
        back = "undated"
    if isinstance(back, str):
        return UNTOLD
    days = sum(each.sign * each.offset.number * ABOUT[each.offset.unit] for each in back if each.offset)
    if back[0].anchor == "cohort end":
        return days + AT_END
    return days

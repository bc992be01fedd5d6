"""The days by which forms, their signatures and their items are due."""

from collections.abc import Iterator
from dataclasses import replace

from mentorsite.markdown.slug import slug
from mentorsite.model.cohort import Cohort
from mentorsite.model.form import Form
from mentorsite.model.moment import Moment
from mentorsite.model.program import Program
from mentorsite.model.section import Item
from mentorsite.model.site import FormEntry
from mentorsite.structure.guardians import guardian_of, needs_guardian
from mentorsite.structure.moments import due_day
from mentorsite.structure.timetable_entry import TimetableEntry, ids_of

DUE = "due"
"""What the id of the day ends with by which a form is due."""


def form_days(entry: FormEntry, program: Program, cohort: Cohort) -> Iterator[TimetableEntry]:
    """The days by which a form, its signatures and its items are due."""
    form = entry.form
    name = name_of_form(form)
    if form.due:
        yield _due(f"{name}-{DUE}", entry, form.due, program, cohort)
    if form.sign_by and form.signatures:
        signed = _due(f"{name}-sign", entry, form.sign_by, program, cohort)
        signers = ids_of(form.signatures)
        if needs_guardian(form, program):
            signers = (*signers, guardian_of(program))
        yield replace(signed, signing=True, roles=signers)
    for key, item in items_by_id(form):
        if item.due:
            due = _due(f"{name}-{key}", entry, item.due, program, cohort)
            yield replace(due, kind="item", label=item.text, roles=ids_of(item.audience) or due.roles)


def name_of_form(form: Form) -> str:
    """What the ids of a form's entries begin with."""
    return f"{form.folder}-{form.id}"


def items_by_id(form: Form) -> Iterator[tuple[str, Item]]:
    """The items of a form, each with what its entry's id ends with."""
    taken: set[str] = set()
    for section, each in form.sections.items():
        # A translation's items have the ids of the original's, so that a day has one id in calendars of each language.
        originals = form.named_by.get(section)
        if originals:
            typed = [original.typed for original in originals]
        else:
            typed = [item.text.source for item in each.items]
        for item, words in zip(each.items, typed, strict=True):
            own = item.id or slug(words)[:60].strip("-")
            key = f"{section}-{own}"
            if key not in taken:
                unique = key
            else:
                unique = f"{key}-{len(taken)}"
            taken.add(unique)
            yield unique, item


def _due(id: str, entry: FormEntry, moment: Moment, program: Program, cohort: Cohort) -> TimetableEntry:
    day = due_day(moment, program, cohort)
    days = (day,) if day else ()
    roles = ids_of(entry.form.audience) or ids_of(entry.form.signatures)
    return TimetableEntry(
        id,
        "form",
        entry.form.title,
        days,
        moment=moment,
        deadline=True,
        roles=roles,
        form=entry,
    )

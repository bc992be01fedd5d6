"""Role → what is its to do, what is not, and when."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from mentorsite.markdown.document import Document
from mentorsite.model.form import Form, meant_for
from mentorsite.model.people import Role
from mentorsite.model.program import Program
from mentorsite.model.promises import MoneyCommitment, Rung
from mentorsite.model.site import ProgramEntry
from mentorsite.model.urls import below
from mentorsite.render.context import RenderContext
from mentorsite.render.program_lines import lines
from mentorsite.render.programs.calendar_links import CalendarLinks, calendar_links
from mentorsite.render.programs.cohort import Happening, happenings
from mentorsite.render.programs.commitments import Promises
from mentorsite.render.programs.part_block import PartBlock, on_page
from mentorsite.render.programs.people import People
from mentorsite.render.programs.program_views import ProgramSection
from mentorsite.render.programs.resources import Texts
from mentorsite.structure.cohort_days import PAIR
from mentorsite.structure.current_cohort import current_cohort, no_cohort
from mentorsite.structure.guardians import guardian_of, needs_guardian
from mentorsite.structure.timetable import for_role, timetable

GIVES = ("mentor", "co-mentor")
TAKES = ("mentee",)
BOTH = ("peer",)
SPEAKS = ("coordinator",)
"""The kind of role that acts for the program."""


@dataclass(frozen=True, slots=True)
class RoleView:
    """What the page of a role shows. `max_pairs` says in how many pairs someone is at most; `cohort` is the name of the
    one whose dates it tells, `cohort_url` its page.
    """

    label: str
    time: Markup
    max_pairs: str
    program: str
    program_url: str
    parts: tuple[ProgramSection, ...]
    cohort: str | None
    cohort_url: str | None
    dates: tuple[Happening, ...]
    calendar: CalendarLinks | None
    after: tuple[ProgramSection, ...]


def role_view(entry: ProgramEntry, id: str, context: RenderContext) -> RoleView:
    """What the page of a role shows."""
    program = entry.program
    role = program.roles[id]
    front = current_cohort(program, context.site.today)
    key = next((key for key, each in program.cohorts.items() if each is front), None)
    # what counts from the match is told also where no cohort is in front
    dates = for_role(timetable(context.site, entry, front or no_cohort(program)), id)
    return RoleView(
        label=role.label,
        time=context.html(role.time),
        max_pairs=context.words["role_max_pairs"].format(role.max_pairs) if role.max_pairs else "",
        program=program.name,
        program_url=context.url(entry.address),
        parts=tuple(_parts(_before(entry, id, context), context)),
        cohort=front.label if front else None,
        cohort_url=context.url(below(entry.address, key)) if key else None,
        dates=happenings(dates, entry, context),
        calendar=calendar_links(context, entry, key, id) if key else None,
        after=tuple(_parts(_after(entry, id, context), context)),
    )


def _parts(blocks: Iterator[tuple[str, tuple[PartBlock, ...]]], context: RenderContext) -> Iterator[ProgramSection]:
    for id, found in blocks:
        if found:
            yield ProgramSection(id.replace("_", "-"), context.words[f"role_{id}"], on_page(found, context))


def _before(entry: ProgramEntry, id: str, context: RenderContext) -> Iterator[tuple[str, tuple[PartBlock, ...]]]:
    """What a role does, what it doesn't, what it promises, and the forms it needs."""
    role = entry.program.roles[id]
    people, texts = People(entry, context), Texts(entry, context)
    yield "forms", tuple(_forms(entry, id, texts))
    yield from people.duties(role)
    yield "eligibility", tuple(_joining(entry, id))
    yield "promises", tuple(_promises(entry, id, role, context))


def _promises(entry: ProgramEntry, id: str, role: Role, context: RenderContext) -> Iterator[PartBlock]:
    words = context.words
    promises = Promises(entry, context)
    said = entry.program.commitments
    time = lines(each.amount for each in said.time if each.role.id == id)
    action = lines(each.text for each in said.action if each.role.id == id)
    yield from promises.lists([(words["commitment_time"], time), (words["commitment_action"], action)])
    yield from promises.money(each for each in said.money if _pays(role, each))
    yield from promises.lists([(words["role_expected"], lines(_expected(entry.program, role)))])
    rungs = []
    for rung in entry.program.accountability.ladder:
        if _takes(id, role, rung):
            rungs.append(rung)
    if rungs:
        yield PartBlock("text", words["part_accountability"])
        yield from promises.ladder(rungs)


def _joining(entry: ProgramEntry, id: str) -> Iterator[PartBlock]:
    texts = entry.program.eligibility.get(id, ())
    if texts:
        yield PartBlock("list", items=lines(texts))


def _pays(role: Role, item: MoneyCommitment) -> bool:
    if item.paid_by in ("split", "each"):  # among those who meet
        return role.kind in PAIR
    kinds = {"mentor": (*GIVES, *BOTH), "mentee": (*TAKES, *BOTH), "program": SPEAKS}
    return role.kind in kinds[item.paid_by]


def _expected(program: Program, role: Role) -> Iterator[Document]:
    """What others may expect of a role."""
    said = program.expectations
    if role.kind in (*GIVES, *BOTH):
        yield from said.of_mentor
    if role.kind in (*TAKES, *BOTH):
        yield from said.of_mentee
    if role.kind in SPEAKS:
        yield from said.of_program


def _takes(id: str, role: Role, rung: Rung) -> bool:
    """Whether a step is a role's: its own, or one that any of those who meet may take."""
    if rung.by:
        return rung.by.id == id
    return role.kind in PAIR


def _forms(entry: ProgramEntry, id: str, texts: Texts) -> Iterator[PartBlock]:
    """The forms of the program that are for a role."""
    mine = set()  # ids, by which the program lists its forms
    for each in texts.context.site.forms:
        if _is_for(each.form, id, entry.program):
            mine.add(each.form.id)
    for folder in ("agreements", "checklists", "worksheets"):
        references = [each for id, each in entry.program.forms[folder].items() if id in mine]
        cards = texts.form_cards(folder, references)
        if cards:
            yield PartBlock("cards", texts.words[f"folder_{folder}"], cards=cards)


def _is_for(form: Form, role: str, program: Program) -> bool:
    """Whether a form is for a role, or signed by it: a guardian signs some that don't name one."""
    return meant_for(form, role) or (needs_guardian(form, program) and role == guardian_of(program))


def _after(entry: ProgramEntry, id: str, context: RenderContext) -> Iterator[tuple[str, tuple[PartBlock, ...]]]:
    """Whom to ask, who else there is, and what to read."""
    people = People(entry, context)
    if entry.program.contacts:
        yield "ask", tuple(people.contacts())
    yield "others", tuple(people.roles(without=id))
    yield "read", tuple(Texts(entry, context).guidelines())

"""Names of roles, contacts, pages, forms, check-ins, dates and phases that nothing has."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import get_args

from mentorsite.current import speaks_of
from mentorsite.errors import Problem, did_you_mean, problem
from mentorsite.links import PUBLISH_OR_LEAVE
from mentorsite.model.definition import Reference, within
from mentorsite.model.form import Form, roles_named
from mentorsite.model.page import Page
from mentorsite.model.program import Program, RoleKind
from mentorsite.model.schedule import Moment
from mentorsite.model.site import Site

FORMS = ("agreements", "checklists", "worksheets")
Named = tuple[str, Iterable[str], Iterable[Reference | None]]
"""What is named (in words), the ids that there are, and the references to them."""


def unknown_references(site: Site) -> Iterator[Problem]:
    """Every reference that leads to nothing, in programs, forms and pages."""
    drafts = {address.rstrip("/") for address in site.drafts.values()}
    drafts |= {each.rpartition("/")[2] for each in drafts}
    for found in _unknown_references(site):
        name = found.message.rpartition(" `")[2].rstrip("`")
        if name in drafts:
            yield replace(found, message=f"{found.message} but a draft, which is not published", hint=PUBLISH_OR_LEAVE)
        else:
            yield found


def _unknown_references(site: Site) -> Iterator[Problem]:
    ids = _ids(site)
    for entry in site.programs:
        yield from _unknown(_program_references(entry.program, ids))
        yield from _unknown_anchors(entry.program, within(entry.program, Moment))
    for form in site.forms:
        yield from _form_problems(site, form.form, form.program, ids)
    for page in site.pages:
        yield from _unknown(_page_references(page, ids))
        program = site.program(speaks_of(page.front)[0] or site.default_program)
        if program:
            yield from _unknown([("cohort", program.cohorts, [page.front.cohort])])


def _ids(site: Site) -> dict[str, frozenset[str]]:
    """The ids of each kind of thing. What is broken counts as there: it has its own problem already."""
    broken = {path.removeprefix("content/") for path in site.broken}
    ids = {folder: {e.form.id for e in site.forms if e.form.folder == folder} for folder in FORMS}
    ids["programs"] = {entry.id for entry in site.programs}
    for folder, known in ids.items():
        known |= {path.removeprefix(f"{folder}/").rpartition(".")[0] for path in broken if path.startswith(folder)}
    ids["roles"] = {*get_args(RoleKind), *(role for entry in site.programs for role in entry.program.roles)}
    ids["pages"] = {each for page in site.pages for each in page_ids(page)}
    return {name: frozenset(known) for name, known in ids.items()}


def page_ids(page: Page) -> tuple[str, str]:
    """What a page may be called: its address, or the last part of it."""
    address = page.address.rstrip("/")
    return address, address.rpartition("/")[2]


def _unknown(named: Iterable[Named]) -> Iterator[Problem]:
    for what, known, references in named:
        known = frozenset(known)
        for reference in references:
            if reference and reference.id not in known:
                there_is = ", ".join(sorted(filter(None, known))) or "none"
                hint = did_you_mean(reference.id, known) or f"there is: {there_is}"
                yield problem("unknown-reference", reference.place, f"there is no {what} `{reference.id}`", hint)


def _program_references(program: Program, ids: dict[str, frozenset[str]]) -> Iterator[Named]:
    roles, contacts = program.roles, program.contacts
    check_ins = program.check_ins
    phases = tuple(program.phases.values())
    closing, safeguarding = program.closing, program.safeguarding
    yield "role", roles, (event_role for cohort in program.cohorts.values() for event in cohort.dates.values()
                          for event_role in event.audience)  # fmt: skip
    yield "role", roles, (commitment.role for commitment in program.commitments.time)
    yield "role", roles, (commitment.role for commitment in program.commitments.action)
    yield "role", roles, (rung.by for rung in program.accountability.ladder)
    yield "role", roles, (check_in.organizer for check_in in check_ins.values())
    yield "contact", contacts, (
        program.conduct.contact, safeguarding.lead if safeguarding else None, closing.notify if closing else None,
    )  # fmt: skip
    yield "check-in", check_ins, (measure.review_at for measure in program.success)
    for folder in FORMS:
        what = folder.removesuffix("s")
        yield what, ids[folder], (*getattr(program, folder), *(r for phase in phases for r in getattr(phase, folder)))
    yield "worksheet", ids["worksheets"], (
        *program.feedback.worksheets, *(check_in.worksheet for check_in in check_ins.values()),
    )  # fmt: skip
    yield "page", ids["pages"], (*program.guidelines, *(r for phase in phases for r in phase.pages))


def _unknown_anchors(program: Program, moments: Iterable[Moment]) -> Iterator[Problem]:
    known = {
        "phase": set(program.phases),
        "check-in": set(program.check_ins),
        "date": {key for cohort in program.cohorts.values() for key in cohort.dates},
    }
    for moment in moments:
        if moment.anchor in known:
            yield from _unknown([(moment.anchor, known[moment.anchor], [Reference(moment.id, moment.place)])])


def _form_problems(site: Site, form: Form, program_id: str | None, ids: dict[str, frozenset[str]]) -> Iterator[Problem]:
    paired = [form.paired_with] if form.paired_with else []
    yield from _unknown([("worksheet", ids["worksheets"], paired)])
    program = site.program(program_id)
    if program:
        yield from _unknown([("role", {*program.roles, "guardian"}, roles_named(form))])
        yield from _unknown_anchors(program, within(form, Moment))
        yield from _unknown([("cohort", program.cohorts, [form.cohort])])


def _page_references(page: Page, ids: dict[str, frozenset[str]]) -> Iterator[Named]:
    for folder in FORMS:
        yield folder.removesuffix("s"), ids[folder], getattr(page.front, folder)
    yield "program", ids["programs"], (page.front.program,)
    yield "role", ids["roles"], page.front.audience

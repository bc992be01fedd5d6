"""Names of roles, contacts, pages, forms, check-ins, dates and phases that nothing has."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from posixpath import splitext
from typing import get_args

from mentorsite.check.same_mistake import NO_PROGRAM, about_id, form_named, source_of
from mentorsite.check.shared_forms import ids_in, names_in
from mentorsite.errors import Problem, problem
from mentorsite.loader.tree import PAGE_ENDINGS
from mentorsite.markdown.slug import slug
from mentorsite.model.certificate import Certificate, CertificateFile
from mentorsite.model.form import Form, roles_named
from mentorsite.model.look_alikes import hint_of_known, in_plain_letters
from mentorsite.model.message import Message, MessageFile
from mentorsite.model.moment import Moment
from mentorsite.model.nested_values import within
from mentorsite.model.page import Page
from mentorsite.model.people import RoleKind
from mentorsite.model.placed_text import Reference, origin
from mentorsite.model.program import Program, forms_named
from mentorsite.model.site import FormEntry, ProgramEntry, Site
from mentorsite.model.urls import page_address
from mentorsite.structure.current_cohort import speaks_of
from mentorsite.structure.links import PUBLISH_OR_LEAVE

MOST = 40
"""How many ids a message names."""
FORMS = ("agreements", "checklists", "worksheets")


@dataclass(frozen=True, slots=True)
class _Named:
    """What is named (in words), the ids that there are, the references to them, and the source that defines them.

    `also` are ids that may be named, though nothing is called so there. `by_kind` are the roles that are named as if
    their kinds were their ids.
    """

    what: str
    known: Iterable[str]
    references: Iterable[Reference | None]
    source: str = ""
    also: Iterable[str] = ()
    by_kind: Mapping[str, str] = field(default_factory=dict)


def unknown_references(site: Site) -> Iterator[Problem]:
    """Every reference that leads to nothing, in programs, forms and pages."""
    # What a draft could be named by: its address, or the last part of that, which is its id.
    drafts = {address.rstrip("/") for address in site.drafts.values()}
    drafts |= {each.rpartition("/")[2] for each in drafts}
    called = _called(site)
    for named in _all_named(site):
        for found in _unknown(named, called.get(named.what, {})):
            name = found.message.rpartition(" `")[2].rstrip("`")
            if name in drafts:
                message = f"{found.message} but a draft, which is not published"
                yield replace(found, message=message, hint=PUBLISH_OR_LEAVE)
            else:
                yield found


def named_ids(site: Site) -> frozenset[tuple[str, str]]:
    """All that references name: in words, and the id."""
    return frozenset((what, reference.id) for what, reference, _ in named(site))


def named(site: Site) -> Iterator[tuple[str, Reference, str]]:
    """Every reference: to what (in words), itself, and the program that defines it, where that is one."""
    for each in _all_named(site):
        for reference in each.references:
            if reference:
                yield each.what, reference, each.source


def _all_named(site: Site) -> Iterator[_Named]:
    ids = _ids(site)
    for entry in site.originals:
        yield from _program_references(entry, ids)
    for entries in _forms(site).values():
        yield from _form_references(site, entries, ids)
    for page in site.pages:
        yield from _page_references(site, page, ids)
    for message in site.messages:
        if not message.translates:
            yield from _message_references(site, message, ids)
    for certificate in site.certificates:
        if not certificate.translates:
            yield from _certificate_references(site, certificate, ids)


def _ids(site: Site) -> dict[str, frozenset[str]]:
    """The ids of each kind of thing. What is broken counts as there: it has its own problem already."""
    ids: dict[str, set[str]] = {folder: set() for folder in FORMS}
    for entry in site.forms:
        ids[entry.form.folder].add(entry.form.id)
    ids["programs"] = {entry.id for entry in site.programs}
    ids["certificates"] = {each.id for each in site.certificates}
    for folder, known in ids.items():
        for path in site.unread(folder):
            known.add(path.removeprefix(f"content/{folder}/").rpartition(".")[0])
    ids["pages"] = {each for page in site.pages for each in page.ids}
    for path in site.broken:
        if path.endswith(PAGE_ENDINGS):
            stem, _ = splitext(path.removeprefix("content/"))
            ids["pages"].update((*page_ids(stem), *page_ids(page_address(stem))))
    return {name: frozenset(known) for name, known in ids.items()}


def page_ids(address: str) -> tuple[str, str]:
    """What a page may be called: its address, or the last part of it."""
    whole = address.rstrip("/")
    return whole, whole.rpartition("/")[2]


def _called(site: Site) -> dict[str, dict[str, str]]:
    """The ids of each kind of thing by what it is called: people write that in place of an id, or rename a file."""
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for page in site.pages:
        found["page"].setdefault(slug(page.title), page.ids[-1])
    for entry in site.forms:
        found[entry.form.folder.removesuffix("s")].setdefault(slug(entry.form.title), entry.form.id)
    for program in site.programs:
        found["program"].setdefault(slug(program.program.name), program.id)
        for id, role in program.program.roles.items():
            found["role"].setdefault(slug(role.label), id)
        for id, contact in program.program.contacts.items():
            found["contact"].setdefault(slug(contact.name), id)
        for id, cohort in program.program.cohorts.items():
            found["cohort"].setdefault(slug(cohort.label), id)
    return found


def _unknown(named: _Named, called: Mapping[str, str]) -> Iterator[Problem]:
    known, also = frozenset(named.known), frozenset(named.also)
    for reference in named.references:
        if reference and reference.id not in known | also:
            message = f"there is no {named.what} `{reference.id}`"
            meant = called.get(slug(reference.id))
            if meant in known and in_plain_letters(reference.id) == reference.id:
                hint = f"did you mean `{meant}`?"
            else:
                hint = _hint(reference.id, known, named)
            yield problem("unknown-reference", reference.place, message, hint, about=_about(named, reference.id))


EVERYONE = ("each", "both", "all", "everyone", "everybody")
"""What people write for all roles."""


def _hint(id: str, known: frozenset[str], named: _Named) -> str:
    """What to write instead: the nearest id, several of them where commas part them, else all that there are.

    The name of a kind of role is no slip, and means the role of that kind: `mentor` is near to `mentee`.
    """
    if id in named.by_kind:
        return f"did you mean `{named.by_kind[id]}`?"
    if named.what == "role" and id.casefold() in EVERYONE:
        return "where each has a place of their own, write `filled_by: each`; without `for`, something is for everyone"
    parts = []
    for part in re.split(r"[,;/&\s]+|\band\b", id):
        if part:
            parts.append(part)
    if len(parts) > 1 and known.issuperset(parts):
        return f"write several as a list: `[{', '.join(parts)}]`"
    some = sorted(filter(None, known))
    is_kind = named.what == "role" and id in get_args(RoleKind)
    if not is_kind:
        near = hint_of_known(id, known)
        if near:
            return near
    more = f" and {len(some) - MOST:,} more" if len(some) > MOST else ""
    return f"there is: {', '.join(some[:MOST]) or 'none'}{more}"


def _about(named: _Named, id: str) -> str:
    """What a reference that leads to nothing is about: the same for all that name it."""
    if f"{named.what}s" in (*FORMS, "programs"):
        return f"{named.what}s/{id}"
    # Where no program is there, the kinds of roles stand in for its roles: then that is the mistake.
    if named.what == "role" and not named.source and not frozenset(named.known) - set(get_args(RoleKind)):
        return NO_PROGRAM
    if named.what == "page":
        return f"page {id.rpartition('/')[2]}"
    return about_id(named.what, id, named.source)


def _program_references(entry: ProgramEntry, ids: dict[str, frozenset[str]]) -> Iterator[_Named]:
    program, source = entry.program, entry.source
    yield _Named("role", program.roles, _roles_in(program), source, by_kind=_by_kind([entry]))
    yield _Named("contact", program.contacts, _contacts_in(program), source)
    reviews = [measure.review_at for measure in program.success]
    yield _Named("check-in", program.check_ins, reviews, source)
    for folder in FORMS:
        yield _Named(folder.removesuffix("s"), ids[folder], forms_named(program, folder))
    to_read = (*program.guidelines, *(each for phase in program.phases.values() for each in phase.pages))
    yield _Named("page", ids["pages"], to_read)
    yield from _anchors([entry], source, within(program, Moment))


def _by_kind(programs: Iterable[ProgramEntry]) -> dict[str, str]:
    """The first role of each kind in some programs."""
    found: dict[str, str] = {}
    for entry in programs:
        for id, role in entry.program.roles.items():
            found.setdefault(role.kind, id)
    return found


def _roles_in(program: Program) -> Iterator[Reference | None]:
    """Every role that a program names: in dates, promises, steps and check-ins, and who may join."""
    for cohort in program.cohorts.values():
        for event in cohort.dates.values():
            yield from event.audience
    yield from (commitment.role for commitment in program.commitments.time)
    yield from (commitment.role for commitment in program.commitments.action)
    yield from (rung.by for rung in program.accountability.ladder)
    for check_in in program.check_ins.values():
        yield check_in.organizer
        yield from check_in.audience
    yield from (Reference(role, origin(role).place) for role in program.eligibility)


def _contacts_in(program: Program) -> Iterator[Reference | None]:
    yield program.conduct.contact
    if program.safeguarding:
        yield program.safeguarding.lead
    if program.closing:
        yield program.closing.notify


def _anchors(programs: Sequence[ProgramEntry], source: str, moments: Iterable[Moment]) -> Iterator[_Named]:
    """The phases, check-ins and dates that days are counted from: in any of some programs."""
    known: dict[str, set[str]] = {"phase": set(), "check-in": set(), "date": set()}
    for entry in programs:
        for what, id in ids_in(entry.program):
            if what in known:
                known[what].add(id)
    if not programs:
        return
    for moment in moments:
        if moment.anchor in known:
            yield _Named(moment.anchor, known[moment.anchor], [Reference(moment.id, moment.place)], source)


def _forms(site: Site) -> dict[str, list[FormEntry]]:
    forms: defaultdict[str, list[FormEntry]] = defaultdict(list)
    for entry in site.forms:
        if not entry.form.translates:
            forms[entry.form.source].append(entry)
    return forms


def _form_references(site: Site, entries: list[FormEntry], ids: dict[str, frozenset[str]]) -> Iterator[_Named]:
    """What a form names. Where a program can't be read, the form may be that one's: its roles are not known."""
    form = entries[0].form
    yield _Named("worksheet", ids["worksheets"], [form.paired_with])
    own = {entry.program for entry in entries}
    programs = [each for each in site.programs if each.id in own and each.language == form.language]
    lists = [each for each in programs if form.id in each.program.forms[form.folder]]
    if site.unread("programs") and not lists:
        return
    if len(lists) > 1:
        yield from _shared_references(form, lists)
        return
    for entry in programs:
        kinds = _by_kind([entry])
        yield _Named("role", entry.program.roles, roles_named(form), entry.source, ("guardian",), kinds)
        yield from _anchors([entry], entry.source, within(form, Moment))
        yield _Named("cohort", entry.program.cohorts, [form.cohort], entry.source)
    if not programs and site.programs:  # no program lists it, so it may be for the roles of any
        roles = {role for each in site.programs for role in each.program.roles}
        yield _Named("role", roles, roles_named(form), also=("guardian",), by_kind=_by_kind(site.programs))


def _shared_references(form: Form, lists: list[ProgramEntry]) -> Iterator[_Named]:
    """What a form of several programs names. What only some of them have is told where the others list the form."""
    known: defaultdict[str, set[str]] = defaultdict(set)
    for entry in lists:
        for what, id in ids_in(entry.program):
            known[what].add(id)
    kinds = _by_kind(lists)
    for (what, _), reference in names_in(form):
        if what == "role":  # a guardian signs for someone, and need be no role of a program
            yield _Named(what, known[what], [reference], lists[0].source, ("guardian",), kinds)
        else:
            yield _Named(what, known[what], [reference], lists[0].source)


def _message_references(site: Site, message: Message, ids: dict[str, frozenset[str]]) -> Iterator[_Named]:
    """What a message names: in its own program, else in each."""
    file = message.file
    known = frozenset().union(ids["certificates"], *(ids[folder] for folder in FORMS))
    for each in file.attach:
        # `attach` names forms of any folder, and certificates: the folder is that in which a program lists the id.
        folder = form_named(site, each.id).rpartition("/")[0]
        yield _Named(folder.removesuffix("s"), known, [each])
    yield from _references_to_people(site, file, file.to, ids)


def _certificate_references(site: Site, certificate: Certificate, ids: dict[str, frozenset[str]]) -> Iterator[_Named]:
    file = certificate.file
    yield from _references_to_people(site, file, file.audience, ids)


def _references_to_people(
    site: Site, file: MessageFile | CertificateFile, to: tuple[Reference, ...], ids: dict[str, frozenset[str]]
) -> Iterator[_Named]:
    """The program that people take part in, their roles, and the days on which they get something."""
    yield _Named("program", ids["programs"], (file.program,))
    if site.unread("programs"):
        return
    programs = site.originals_for(file.program)
    source = source_of(programs)
    yield _Named("role", _roles_of(programs), to, source, by_kind=_by_kind(programs))
    yield from _anchors(programs, source, within(file, Moment))


def _roles_of(programs: Iterable[ProgramEntry]) -> Iterable[str]:
    """The roles of some programs; the kinds that there are, where they have none."""
    roles = {role for entry in programs for role in entry.program.roles}
    return roles or get_args(RoleKind)


def _page_references(site: Site, page: Page, ids: dict[str, frozenset[str]]) -> Iterator[_Named]:
    for folder in FORMS:
        yield _Named(folder.removesuffix("s"), ids[folder], getattr(page.front, folder))
    yield _Named("program", ids["programs"], (page.front.program,))
    if not site.unread("programs"):
        source = source_of(site.programs)
        yield _Named("role", _roles_of(site.programs), page.front.audience, source, get_args(RoleKind))
    chosen = site.settings.program
    if chosen and not page.front.program and not site.program(chosen.id):
        return  # site.yml's program is not there: that is told, and another one's cohorts stand in for its own
    named, _ = speaks_of(page.front)
    id = named or site.default_program
    for entry in site.originals:
        if entry.id == id:
            yield _Named("cohort", entry.program.cohorts, [page.front.cohort], entry.source)

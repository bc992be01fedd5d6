"""Every Markdown text of a site, with what it takes to understand its links and variables."""

from collections.abc import Iterator
from dataclasses import dataclass

from mentorsite.loader.source_addresses import messages_address
from mentorsite.markdown.document import Document
from mentorsite.model.certificate import Certificate
from mentorsite.model.message import Message
from mentorsite.model.nested_values import within
from mentorsite.model.placed_text import Unfilled
from mentorsite.model.program import Program
from mentorsite.model.site import FormEntry, Site
from mentorsite.structure.current_cohort import cohort_named, speaks_of


@dataclass(frozen=True, slots=True)
class SiteText:
    """A text, the source and address that it stands in, and the program and the cohort that its variables speak of.

    `listed` is whether it surely is that program: a form may be of another one that lists it.
    """

    document: Document
    source: str
    address: str
    language: str
    program: str | None
    cohort: str | None = None
    listed: bool = True


def texts(site: Site) -> Iterator[SiteText]:
    """Every text once; a form that several programs list has its texts once a program."""
    for page in site.pages:
        yield SiteText(page.document, page.source, page.address, page.language, *speaks_of(page.front))
    for entry in site.programs:
        for part, cohort in _parts(entry.program):
            for document in within(part, Document):
                yield SiteText(document, entry.source, entry.address, entry.language, entry.id, cohort)
    for form in site.forms:
        listed = is_listed(site, form)
        cohort = cohort_named(form.form)
        for document in within(form.form, Document):
            source, language = form.form.source, form.form.language
            yield SiteText(document, source, form.address, language, form.program, cohort, listed)
    for message in site.messages:
        address = messages_address(site.settings, message.language)
        program = message.file.program.id if message.file.program else None
        yield SiteText(message.file.text, message.source, address, message.language, program)
    for each in site.certificates:
        program = each.file.program.id if each.file.program else None
        yield SiteText(each.file.text, each.source, each.address, each.language, program)


@dataclass(frozen=True, slots=True)
class PlainText:
    """A plain text with variables in it, and the program and the cohort that they speak of."""

    text: Unfilled
    language: str
    program: str | None
    cohort: str | None = None
    listed: bool = True


def plain_texts(site: Site) -> Iterator[PlainText]:
    """Every plain text that has variables; one of a form that several programs list, once a program."""
    # Those of site.yml name no program, so they speak of the site's default one.
    for text in within(site.settings, Unfilled):
        yield PlainText(text, site.settings.default_language, None)
    for page in site.pages:
        for text in within(page.front, Unfilled):
            yield PlainText(text, page.language, *speaks_of(page.front))
    for entry in site.programs:
        for part, cohort in _parts(entry.program):
            for text in within(part, Unfilled):
                yield PlainText(text, entry.language, entry.id, cohort)
    for form in site.forms:
        listed = is_listed(site, form)
        for text in within(form.form, Unfilled):
            yield PlainText(text, form.form.language, form.program, cohort_named(form.form), listed)
    yield from _of_people(site)


def _of_people(site: Site) -> Iterator[PlainText]:
    """Those of messages and certificates, which speak of people."""
    definitions: tuple[Message | Certificate, ...] = (*site.messages, *site.certificates)
    for each in definitions:
        program = each.file.program.id if each.file.program else None
        for text in within(each.file, Unfilled):
            yield PlainText(text, each.language, program)


def _parts(program: Program) -> Iterator[tuple[object, str | None]]:
    """What a program is made of, and the cohort that it speaks of: None where that is the one of today."""
    # Cohorts apart: what one of them says speaks of itself, whichever stands in front today.
    yield program.model_copy(update={"cohorts": {}}), None
    for id, cohort in program.cohorts.items():
        yield cohort, id


def is_listed(site: Site, entry: FormEntry) -> bool:
    """Whether a program names a form, and it is not only taken for that program's."""
    program = site.program(entry.program)
    return program is not None and entry.form.id in program.forms[entry.form.folder]

"""Every Markdown text of a site, with what it takes to understand its links and variables."""

from collections.abc import Iterator
from dataclasses import dataclass

from mentorsite.current import cohort_named, speaks_of
from mentorsite.model.definition import Unfilled, within
from mentorsite.model.site import Site
from mentorsite.text.document import Document


@dataclass(frozen=True, slots=True)
class SiteText:
    """A text, the source and address that it stands in, and the program and the cohort that its variables speak of."""

    document: Document
    source: str
    address: str
    language: str
    program: str | None
    cohort: str | None = None


def texts(site: Site) -> Iterator[SiteText]:
    """Every text once; a form that several programs list has its texts once a program."""
    for page in site.pages:
        yield SiteText(page.document, page.source, page.address, page.language, *speaks_of(page.front))
    for entry in site.programs:
        for document in within(entry.program, Document):
            yield SiteText(document, entry.source, entry.address, entry.language, entry.id)
    for form in site.forms:
        for document in within(form.form, Document):
            yield SiteText(
                document, form.form.source, form.address, form.form.language, form.program, cohort_named(form.form)
            )


@dataclass(frozen=True, slots=True)
class PlainText:
    """A plain text with variables in it, and the program and the cohort that they speak of."""

    text: Unfilled
    language: str
    program: str | None
    cohort: str | None = None


def plain_texts(site: Site) -> Iterator[PlainText]:
    """Every plain text that has variables; one of a form that several programs list, once a program."""
    for text in within(site.settings, Unfilled):
        yield PlainText(text, site.settings.default_language, None)
    for page in site.pages:
        for text in within(page.front, Unfilled):
            yield PlainText(text, page.language, *speaks_of(page.front))
    for entry in site.programs:
        for text in within(entry.program, Unfilled):
            yield PlainText(text, entry.language, entry.id)
    for form in site.forms:
        for text in within(form.form, Unfilled):
            yield PlainText(text, form.form.language, form.program, cohort_named(form.form))

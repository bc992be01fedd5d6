"""Every Markdown text of a site, with what it takes to understand its links and variables."""

from collections.abc import Iterator
from dataclasses import dataclass

from mentorsite.model.definition import within
from mentorsite.model.site import Site
from mentorsite.text.document import Document


@dataclass(frozen=True, slots=True)
class SiteText:
    """A text, the source and address that it stands in, and the program that its variables speak of."""

    document: Document
    source: str
    address: str
    language: str
    program: str | None


def texts(site: Site) -> Iterator[SiteText]:
    """Every text once; a form that several programs list has its texts once a program."""
    for page in site.pages:
        program = page.front.program.id if page.front.program else None
        yield SiteText(page.document, page.source, page.address, page.language, program)
    for entry in site.programs:
        for document in within(entry.program, Document):
            yield SiteText(document, entry.source, entry.address, entry.language, entry.id)
    for form in site.forms:
        for document in within(form.form, Document):
            yield SiteText(document, form.form.source, form.address, form.form.language, form.program)

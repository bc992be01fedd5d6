"""The plain texts of a site with their variables filled in, wherever they are shown.

What Markdown becomes keeps its variables until it is rendered, for each stands at a place of its own there. A title, a
label, a note or an option is a plain text that many outputs show: those are filled in here, once, before anything is
planned. Keys and ids stay as they are written, so that addresses and saved answers do.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from mentorsite.markdown.document import APART, Document, Heading, shortened
from mentorsite.model.certificate import Certificate
from mentorsite.model.nested_values import changed_within, within
from mentorsite.model.page import Page
from mentorsite.model.placed_text import Unfilled
from mentorsite.model.program import Program
from mentorsite.model.site import FormEntry, ProgramEntry, Site
from mentorsite.structure.certificates import program_of
from mentorsite.structure.current_cohort import cohort_named, speaks_of
from mentorsite.structure.variables import Scope, Scopes, filled, scopes

V = TypeVar("V")
Fill = Callable[[str], str]


def filled_in(site: Site) -> Site:
    """The site with every plain text filled in, each in the words of its program; unknown names stay as written."""
    scope_of, language = scopes(site), site.settings.default_language
    return replace(
        site,
        settings=_with(site.settings, _fill(scope_of(None, None, language), language)),
        pages=tuple(_filled_page(page, scope_of) for page in site.pages),
        programs=tuple(_filled_program(entry, scope_of) for entry in site.programs),
        forms=tuple(_filled_form(site, entry, scope_of) for entry in site.forms),
        certificates=tuple(_filled_certificate(site, each, scope_of) for each in site.certificates),
    )


def _filled_page(page: Page, scopes: Scopes) -> Page:
    return _page(page, _fill(scopes(*speaks_of(page.front), page.language), page.language))


def _filled_program(entry: ProgramEntry, scopes: Scopes) -> ProgramEntry:
    """A program in the words of today's cohort, each cohort in its own; and the program as each cohort reads it."""
    language = entry.language
    fills = {id: _fill(scopes(entry.id, id, language), language) for id in entry.program.cohorts}
    cohorts = {id: _with(cohort, fills[id]) for id, cohort in entry.program.cohorts.items()}
    shared = entry.program.model_copy(update={"cohorts": {}})
    front = _with(shared, _fill(scopes(entry.id, None, language), language))
    by_cohort: dict[str, Program] = {}
    if any(within(shared, Unfilled)):  # else it reads the same in each cohort, and needn't be looked through again
        for id, fill in fills.items():
            in_cohort = _with(shared, fill)
            if in_cohort != front:
                by_cohort[id] = in_cohort.model_copy(update={"cohorts": cohorts})
    return replace(entry, program=front.model_copy(update={"cohorts": cohorts}), by_cohort=by_cohort)


def _filled_form(site: Site, entry: FormEntry, scopes: Scopes) -> FormEntry:
    form, language = entry.form, entry.form.language
    made = _with(form, _fill(scopes(entry.program, cohort_named(form), language), language))
    program = site.program(entry.program, language)
    titles: dict[str, str] = {}
    if program and isinstance(form.title, Unfilled):
        for id in program.cohorts:
            title = filled(form.title, scopes(entry.program, id, language), language)
            if title != made.title:
                titles[id] = title
    return replace(entry, form=made, titles=titles)


def _filled_certificate(site: Site, certificate: Certificate, scopes: Scopes) -> Certificate:
    """A certificate with its title for lists. What stands on it is filled in where it is known for whom it is."""
    entry, language = program_of(site, certificate), certificate.language
    program = entry.id if entry else None
    fill = _fill(scopes(program, None, language), language)
    file = certificate.file
    return replace(certificate, title=fill(file.title), description=fill(file.description))


def _fill(scope: Scope, language: str) -> Fill:
    return lambda text: filled(text, scope, language)


def _page(page: Page, fill: Fill) -> Page:
    front, document = _with(page.front, fill), _document(page.document, fill)
    title = _words(page.title, fill)
    # The page itself where nothing changed: most pages of a large handbook have no variable in such a place.
    if front is page.front and document is page.document and title is page.title:
        return page
    return replace(page, title=title, front=front, document=document)


def _with(value: V, fill: Fill) -> V:
    """A value with its texts filled in; the value itself where it has none."""

    def filled_in(text: Unfilled | Document) -> str | Document:
        if isinstance(text, Document):
            return _document(text, fill)
        return fill(text)

    return changed_within(value, (Unfilled, Document), filled_in)


def _document(document: Document, fill: Fill) -> Document:
    """A text whose summary and whose headings' words are filled in."""
    # Filled in before it is cut: a variable may be shorter or longer than its value.
    summary = shortened(_words(document.summary, fill))
    headings = tuple(_heading(heading, fill) for heading in document.headings)
    if summary == document.summary and headings == document.headings:
        return document
    return replace(document, summary=summary, headings=headings)


def _heading(heading: Heading, fill: Fill) -> Heading:
    if "{" in heading.text:
        return replace(heading, text=_words(heading.text, fill))
    return heading


def _words(text: str, fill: Fill) -> str:
    """Words of Markdown filled in; braces in its code are only now put together."""
    if "{" in text:
        return fill(text).replace(APART, "{{")
    return text

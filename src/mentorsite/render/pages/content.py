"""A page of content: any, the page of a folder, or home."""

from collections.abc import Iterable
from dataclasses import replace

from markupsafe import escape

from mentorsite.markdown.document import Heading, Link, of_type
from mentorsite.model.page import Page
from mentorsite.model.site import FormEntry
from mentorsite.model.urls import relative
from mentorsite.render.pages.my_dates import with_my_dates
from mentorsite.render.pages.page_view import ContentGiven, cards, edit_url, other_language, page_view
from mentorsite.render.pages.search_meta import if_searched, people
from mentorsite.render.pages.step_path import path_view
from mentorsite.render.pages.themed_page import ThemedPage
from mentorsite.render.site_context import SiteContext
from mentorsite.render.views import HeadingView, Searched, Subheading, Takeaway
from mentorsite.structure.current_cohort import speaks_of
from mentorsite.structure.links import Inside, destination
from mentorsite.structure.navigation import Node
from mentorsite.theme.dates_and_numbers import day

GUIDELINES = "guidelines/"
"""What stands in this folder is called a guideline among the results of a search."""


def content_page(context: SiteContext, page: Page) -> ThemedPage:
    """A page of content; home and the page of a folder have a template of their own, unless the page names one."""
    render_context, front = context.of_page(page), page.front
    below = context.outline.below(page.address)
    kind = _kind(context, page, below)
    audience = _audience(context, page)
    if page.address.startswith(GUIDELINES):
        shelf = "guideline"
    else:
        shelf = "page"
    headings = page.document.headings
    if page.document.title:  # it is the first of them, and stands above the text
        headings = headings[1:]
    searched = Searched(render_context.words[f"kind_{shelf}"], audience, None, front.keywords)
    view = replace(
        page_view(context, context.outline.nodes[page.address], page.language),
        kind=kind,
        edit_url=edit_url(context.site.settings, page.source),
        heading=render_context.join(page.document.title) or escape(page.title),
        heading_id=page.title_id,
        lead=front.description,
        content=render_context.html(page.document),
        contents=contents(headings),
        reviewed=day(front.reviewed, page.language) if front.reviewed else None,
        owner=front.owner,
        audience=audience,
        takeaways=_takeaways(context, page),
        path=path_view(context, page.address),
        searched=if_searched(context.site.settings, searched),
    )
    if kind == "home" or front.audience:
        view = with_my_dates(view, context, page.address, speaks_of(front)[0], _meant(page, kind))
    if kind == "section":
        listed = cards(context, page.address, _unlisted(context, page, below), page.language)
    else:
        listed = ()
    template = kind
    if front.kind and front.kind.id in context.theme.page_kinds:  # an unknown one changes nothing
        template = front.kind.id
    return ThemedPage(f"pages/{template}.html", page.address, view, ContentGiven(listed))


def _kind(context: SiteContext, page: Page, below: tuple[Node, ...]) -> str:
    if page.address in context.outline.homes:
        return "home"
    if below:
        return "section"
    return "page"


def _meant(page: Page, kind: str) -> tuple[str, ...]:
    """The roles that a page is for; home is for all, whatever it says."""
    if kind == "home":
        return ()
    return tuple(each.id for each in page.front.audience)


def _audience(context: SiteContext, page: Page) -> tuple[str, ...]:
    """Whom a page is for, in the words of the program that it speaks of."""
    named, _ = speaks_of(page.front)
    program = context.program(named, page.language)
    return people((each.id for each in page.front.audience), program, context.words(page.language))


def contents(headings: Iterable[Heading]) -> tuple[HeadingView, ...]:
    """The second-level headings of a text, each with the third-level ones below it."""
    found: list[HeadingView] = []
    for heading in headings:
        if heading.level == 2:
            found.append(HeadingView(heading.id, heading.text))
        elif heading.level == 3 and found:
            last = found.pop()
            found.append(replace(last, children=(*last.children, Subheading(heading.id, heading.text))))
    return tuple(found)


def _unlisted(context: SiteContext, page: Page, nodes: tuple[Node, ...]) -> Iterable[Node]:
    """What a section's page has below it and doesn't link to itself."""
    linked = set()
    for link in of_type(page.document, Link):
        found = destination(context.site, page.source, page.address, link.target, link.place)
        if isinstance(found, Inside):
            linked.add(found.address)
    return (node for node in nodes if node.address not in linked)


def _takeaways(context: SiteContext, page: Page) -> tuple[Takeaway, ...]:
    """The forms that go with a page."""
    if not page.takeaways:
        return ()
    words = context.words(page.language)
    found: dict[tuple[str, str], FormEntry] = {}
    for entry in context.site.forms_in(page.readers):
        found.setdefault((entry.form.folder, entry.form.id), entry)  # several programs may have it
    made = []
    for folder, reference in page.takeaways:
        entry_of_form = found.get((folder, reference.id))
        if entry_of_form:
            form = entry_of_form.form
            url = relative(page.address, entry_of_form.address)
            language = other_language(form.language, page.language)
            made.append(Takeaway(form.title, url, words[f"kind_{form.kind}"], language))
    return tuple(made)

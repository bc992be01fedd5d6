"""A role: what a program asks of it, and when, as a page."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from mentorsite.model.site import ProgramEntry
from mentorsite.model.urls import below
from mentorsite.render.forms.downloads import downloads_by_folder
from mentorsite.render.pages.my_dates import with_my_dates
from mentorsite.render.pages.page_view import edit_url, page_view
from mentorsite.render.pages.search_meta import if_searched, people
from mentorsite.render.pages.themed_page import ThemedPage
from mentorsite.render.programs.role import RoleView, role_view
from mentorsite.render.site_context import SiteContext
from mentorsite.render.views import DownloadsGroup, Given, HeadingView, Searched
from mentorsite.theme.values import Words


@dataclass(frozen=True, slots=True)
class RoleGiven(Given):
    """A role's page."""

    role: RoleView
    """The role."""
    groups: tuple[DownloadsGroup, ...]
    """The files of the forms that are for it."""


def role_page(context: SiteContext, entry: ProgramEntry, role: str) -> ThemedPage:
    """What a program asks of a role, and when."""
    address = below(entry.address, role)
    settings, render_context = context.site.settings, context.of_program(entry, address)
    shown = role_view(entry, role, render_context)
    audience = people([role], entry.program, render_context.words)
    view = replace(
        page_view(context, context.outline.nodes[address], entry.language),
        edit_url=edit_url(settings, entry.source),
        contents=tuple(_contents(shown, render_context.words)),
        searched=if_searched(settings, Searched(render_context.words["kind_role"], audience)),
    )
    view = with_my_dates(view, context, address, entry.id, [role])
    groups = downloads_by_folder(render_context, context.downloads, entry.id, role)
    return ThemedPage("role.html", address, view, RoleGiven(shown, groups))


def _contents(shown: RoleView, words: Words) -> Iterator[HeadingView]:
    if shown.dates or shown.calendar:
        yield HeadingView("when", words["role_when"])
    for part in shown.parts:
        yield HeadingView(part.id, part.title)
    for part in shown.after:
        yield HeadingView(part.id, part.title)

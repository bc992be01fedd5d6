"""A program: its overview, as a page."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from mentorsite.model.site import ProgramEntry
from mentorsite.render.forms.downloads import downloads_by_folder
from mentorsite.render.pages.my_dates import with_my_dates
from mentorsite.render.pages.page_view import edit_url, page_view
from mentorsite.render.pages.search_meta import if_searched
from mentorsite.render.pages.themed_page import ThemedPage
from mentorsite.render.programs.overview import ProgramView, program_view
from mentorsite.render.site_context import SiteContext
from mentorsite.render.views import DownloadsGroup, Given, HeadingView, Searched
from mentorsite.theme.values import Words

FIRST = ("roles", "contacts")
"""The parts that stand first, and open."""


@dataclass(frozen=True, slots=True)
class ProgramGiven(Given):
    """A program's page."""

    program: ProgramView
    """The program."""
    groups: tuple[DownloadsGroup, ...]
    """The files of its forms."""


def program_page(context: SiteContext, entry: ProgramEntry) -> ThemedPage:
    """The overview of a program."""
    settings, render_context = context.site.settings, context.of_program(entry, entry.address)
    program = program_view(entry, render_context)
    groups = downloads_by_folder(render_context, context.downloads, entry.id)
    contents = list(_contents(program, render_context.words))
    if groups:
        contents.append(HeadingView("downloads", render_context.words["downloads_title"]))
    view = replace(
        page_view(context, context.outline.nodes[entry.address], entry.language),
        edit_url=edit_url(settings, entry.source),
        contents=tuple(contents),
        searched=if_searched(settings, Searched(render_context.words["kind_program"], keywords=entry.program.keywords)),
    )
    view = with_my_dates(view, context, entry.address, entry.id)
    return ThemedPage("program.html", entry.address, view, ProgramGiven(program, groups))


def _contents(program: ProgramView, words: Words) -> Iterator[HeadingView]:
    if program.cohorts:
        yield HeadingView("cohorts", words["part_cohorts"])
    for part in sorted(program.parts, key=lambda part: part.id not in FIRST):
        yield HeadingView(part.id, part.title)

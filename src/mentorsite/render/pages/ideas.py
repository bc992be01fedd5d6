"""The page for coordinators about the ten ideas."""

from dataclasses import dataclass

from mentorsite.render.pages.page_view import page_view
from mentorsite.render.pages.themed_page import ThemedPage
from mentorsite.render.programs.coverage import ProgramIdeas, ideas_view
from mentorsite.render.site_context import SiteContext
from mentorsite.render.views import Given


@dataclass(frozen=True, slots=True)
class IdeasGiven(Given):
    """The page of the ten ideas."""

    programs: tuple[ProgramIdeas, ...]
    """The ideas in each program."""


def ideas_page(context: SiteContext, address: str) -> ThemedPage:
    """What carries each of the ten ideas."""
    render_context = context.of_list(address)
    view = page_view(context, context.outline.nodes[address], render_context.language)
    return ThemedPage("ideas.html", address, view, IdeasGiven(ideas_view(render_context)))

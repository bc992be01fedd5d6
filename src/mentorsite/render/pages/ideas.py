"""The page for coordinators about the ten ideas."""

from mentorsite.render.pages.page_view import page_view
from mentorsite.render.pages.themed_page import ThemedPage
from mentorsite.render.programs.coverage import ideas_view
from mentorsite.render.site_context import SiteContext


def ideas_page(context: SiteContext, address: str) -> ThemedPage:
    """What carries each of the ten ideas."""
    setting = context.of_list(address)
    view = page_view(context, context.outline.nodes[address], setting.language)
    return ThemedPage("ideas.html", address, view, {"programs": ideas_view(setting)})

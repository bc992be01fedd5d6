"""A folder that has no page of its own: a list of what is in it."""

from dataclasses import replace

from mentorsite.render.pages.page_view import ContentGiven, cards, page_view
from mentorsite.render.pages.search_meta import if_searched
from mentorsite.render.pages.themed_page import ThemedPage
from mentorsite.render.site_context import SiteContext
from mentorsite.render.views import Searched


def section_page(context: SiteContext, address: str) -> ThemedPage:
    """The list of what is in a folder."""
    settings = context.site.settings
    language = settings.language_at(address)
    words = context.words(language)
    view = page_view(context, context.outline.nodes[address], language)
    view = replace(view, searched=if_searched(settings, Searched(words["kind_page"])))
    listed = cards(context, address, context.outline.below(address), language)
    return ThemedPage("pages/section.html", address, view, ContentGiven(listed))

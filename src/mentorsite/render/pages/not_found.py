"""The page for addresses that lead nowhere."""

from dataclasses import replace

from mentorsite.render.pages.page_view import page_view
from mentorsite.render.pages.themed_page import ThemedPage
from mentorsite.render.site_context import SiteContext
from mentorsite.structure.navigation import Node


def not_found_page(context: SiteContext) -> ThemedPage:
    """The page for addresses that lead nowhere: it may be read at any depth, so its URLs are whole."""
    language = context.site.settings.default_language
    node = Node("404.html", "page", context.words(language)["not_found_title"], "", None)
    return ThemedPage("404.html", None, replace(page_view(context, node, language), kind="404"))

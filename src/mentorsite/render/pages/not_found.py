"""The page for addresses that lead nowhere."""

from dataclasses import dataclass, replace

from mentorsite.model.urls import encoded
from mentorsite.render.pages.page_view import page_view
from mentorsite.render.pages.themed_page import ThemedPage
from mentorsite.render.site_context import SiteContext
from mentorsite.render.views import Given
from mentorsite.structure.navigation import Node
from mentorsite.theme.dates_and_numbers import direction


@dataclass(frozen=True, slots=True)
class HomeView:
    """What readers of another language are told, and where they go from here."""

    language: str
    direction: str
    text: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class NotFoundGiven(Given):
    """The page for addresses that lead nowhere."""

    others: tuple[HomeView, ...]
    """The same in the other languages of the handbook."""


def not_found_page(context: SiteContext) -> ThemedPage:
    """The page for addresses that lead nowhere: it may be read at any depth, so its URLs are whole."""
    settings = context.site.settings
    language = settings.default_language
    node = Node("404.html", "page", context.words(language)["not_found_title"], "", None)
    others = []
    for each in settings.homes.values():
        if each != language:
            others.append(each)
    given = NotFoundGiven(tuple(_elsewhere(context, each) for each in others))
    return ThemedPage("404.html", None, replace(page_view(context, node, language), kind="404"), given)


def _elsewhere(context: SiteContext, language: str) -> HomeView:
    words, settings = context.words(language), context.site.settings
    url = settings.base + encoded(settings.home(language))
    title = words["not_found_home"].format(context.site.settings_in(language).title)
    return HomeView(language, direction(language), words["not_found_text"], title, url)

"""The page for coordinators about how far the handbook is translated."""

from collections.abc import Iterator
from dataclasses import dataclass

from mentorsite.model.site import TranslatedFile
from mentorsite.model.urls import relative
from mentorsite.render.pages.page_view import edit_url, page_view
from mentorsite.render.pages.themed_page import ThemedPage
from mentorsite.render.site_context import SiteContext
from mentorsite.render.views import Given
from mentorsite.structure.translation import address_in
from mentorsite.theme.dates_and_numbers import direction


@dataclass(frozen=True, slots=True)
class FileView:
    """A source that isn't whole in a language: where it stands there, what is left to do, and where to do it."""

    title: str
    url: str
    todo: str
    edit_url: str | None


@dataclass(frozen=True, slots=True)
class LanguageView:
    """A language: what it calls itself, how far it is translated in words, and what is left to do."""

    language: str
    direction: str
    name: str
    done: str
    files: tuple[FileView, ...]


@dataclass(frozen=True, slots=True)
class TranslationsGiven(Given):
    """The page of all translations."""

    languages: tuple[LanguageView, ...]
    """The languages but the handbook's own."""


def translations_page(context: SiteContext, address: str) -> ThemedPage:
    """How far each language is translated."""
    render_context = context.of_list(address)
    view = page_view(context, context.outline.nodes[address], render_context.language)
    languages = tuple(_language(context, address, language) for language in context.site.translated)
    return ThemedPage("translations.html", address, view, TranslationsGiven(languages))


def _language(context: SiteContext, here: str, language: str) -> LanguageView:
    site, words = context.site, context.words(context.site.settings.language_at(here))
    files = site.translated[language]
    whole = sum(1 for each in files if _is_whole(each))
    texts = sum(each.texts for each in files)
    done = sum(each.texts - each.missing - each.outdated for each in files)
    percent = 100
    if texts:
        percent = 100 * done // texts  # rounded down: what lacks a word isn't done
    said = words["translations_done"].format(percent, whole, len(files))
    left = tuple(_files(context, here, language))
    return LanguageView(language, direction(language), site.settings.languages[language], said, left)


def _is_whole(file: TranslatedFile) -> bool:
    return file.exists and not file.missing and not file.outdated


def _files(context: SiteContext, here: str, language: str) -> Iterator[FileView]:
    """The files of which something is left to do."""
    site, words = context.site, context.words(context.site.settings.language_at(here))
    for file in site.translated[language]:
        if _is_whole(file):
            continue
        there = ""
        address = site.sources.get(file.source)
        if address is not None:
            there = address_in(site.settings, language, address)
        node = context.outline.nodes.get(there)
        if node:
            link = relative(here, node.address)
        else:  # as of `site.yml`, which has no page
            link = relative(here, site.settings.home(language))
        if file.exists:
            todo, path = words["translations_left"].format(file.missing, file.texts, file.outdated), file.path
        else:  # nothing is there to be edited but the source
            todo, path = words["translations_none"], file.source
        yield FileView(file.source.removeprefix("content/"), link, todo, edit_url(site.settings, path))

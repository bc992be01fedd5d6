"""What the readers of each language are shown: what isn't translated stands there in the default language."""

from collections.abc import Iterator
from dataclasses import replace

from mentorsite.model.page import Page
from mentorsite.model.settings import Settings
from mentorsite.model.site import FormEntry, ProgramEntry, Site, copies_of

Entry = Page | ProgramEntry | FormEntry


def in_every_language(site: Site) -> Site:
    """The site with all that isn't translated at an address in each language, too."""
    more: list[Entry] = []
    for language in site.settings.languages:
        more += _missing(site, language)
    if not more:
        return site
    pages = tuple(each for each in more if isinstance(each, Page))
    programs = tuple(each for each in more if isinstance(each, ProgramEntry))
    forms = tuple(each for each in more if isinstance(each, FormEntry))
    addresses = {each.address: each.source for each in pages}
    addresses |= {each.address: each.source for each in programs}
    addresses |= {each.own: each.form.source for each in forms}
    programs, forms = (*site.programs, *programs), (*site.forms, *forms)
    return replace(
        site,
        pages=(*site.pages, *pages),
        programs=programs,
        forms=forms,
        by_address={**addresses, **site.by_address},
        copies=copies_of(forms, programs),
    )


def language_of(each: Entry) -> str:
    """The language that something is written in, which its file may say."""
    if isinstance(each, FormEntry):
        return each.form.language
    return each.language


def address_in(settings: Settings, language: str, address: str) -> str:
    """Where what stands at an address would stand in another language."""
    return settings.home(language) + address.removeprefix(settings.home(settings.language_at(address)))


def _missing(site: Site, language: str) -> Iterator[Entry]:
    """What the readers of a language are shown in the default one."""
    settings = site.settings
    if language == settings.default_language:
        return
    every: tuple[Entry, ...] = (*site.pages, *site.programs, *site.forms)
    taken = {each.address for each in every}
    for each in every:
        there = address_in(settings, language, each.address)
        is_translation = settings.language_at(each.address) != settings.default_language
        # A page may say that it is in this language, and stand among those of the default one.
        if is_translation or language_of(each) == language or there in taken:
            continue
        if isinstance(each, FormEntry):
            own = address_in(settings, language, each.own)
            yield replace(each, address=there, own=own, shown_in=language)
        else:
            yield replace(each, address=there, shown_in=language)

"""Where links can lead: the address of each source, of each folder, and of pages that are made without a source."""

from collections.abc import Iterator, Mapping
from posixpath import dirname

from mentorsite.loader.sources import CONTENT
from mentorsite.loader.tree import DEFINITION_ENDINGS, PAGE_ENDINGS, SITE_FILE
from mentorsite.model.settings import Settings
from mentorsite.model.site import Site
from mentorsite.model.urls import below, page_address, parent

IDEAS_PAGE, DOWNLOADS, MESSAGES = "ideas/", "downloads/", "messages/"
"""The addresses of pages without a source, which links write as folders of `content/`."""


def source_addresses(site: Site) -> dict[str, str]:
    """The address of every source and of every folder that has one."""
    sources: dict[str, str] = {}
    # A form that several programs list has several entries, all with the address of its own page.
    for entry in site.forms:
        sources.setdefault(entry.form.source, entry.own)
    sources |= {page.source: page.address for page in site.pages}
    sources |= {program.source: program.address for program in site.programs}
    sources |= {each.source: each.address for each in site.certificates}
    sources |= {asset.source: asset.address for asset in site.assets}
    if site.settings.ideas or SITE_FILE in site.broken:  # a link to it is not wrong where that can't be known
        sources.setdefault(f"{CONTENT}{IDEAS_PAGE.rstrip('/')}", IDEAS_PAGE)
    for address in _made_addresses(site):
        sources.setdefault(f"{CONTENT}{address.rstrip('/')}", address)
    for path in list(sources):
        if not path.startswith(CONTENT) or not _holds_pages(path):
            continue
        folder = dirname(path)
        while folder and folder not in sources:
            below_content = folder.removeprefix("content").lstrip("/")
            sources[folder] = page_address(f"{below_content}/index".lstrip("/"))
            folder = dirname(folder)
    return sources | _folders_of_languages(site.settings, sources)


def messages_address(settings: Settings, language: str) -> str:
    """The address of the page of all messages, for readers of a language."""
    return f"{settings.home(language)}{MESSAGES}"


def _made_addresses(site: Site) -> Iterator[str]:
    """The addresses of pages that come from a part of a program, or from all forms."""
    for entry in site.programs:
        for id in (*entry.program.roles, *entry.program.cohorts):
            yield below(entry.address, id)
    yield from (entry.address for entry in site.forms if entry.address != entry.own)
    if site.forms and site.settings.downloads:
        yield from (f"{home}{DOWNLOADS}" for home in site.settings.homes)
    if site.messages:
        yield from (f"{home}{MESSAGES}" for home in site.settings.homes)


def _folders_of_languages(settings: Settings, sources: Mapping[str, str]) -> dict[str, str]:
    """The folders that a translation has below its language, as if they stood so in `content/`."""
    found = {}
    for path, address in sources.items():
        if _holds_pages(path) and settings.language_at(address) != settings.default_language:
            above = parent(address)
            while above and f"{CONTENT}{above}".rstrip("/") not in found:
                found[f"{CONTENT}{above}".rstrip("/")] = above
                above = parent(above)
    return {path: address for path, address in found.items() if path not in sources}


def _holds_pages(path: str) -> bool:
    return path.lower().endswith(PAGE_ENDINGS + DEFINITION_ENDINGS)

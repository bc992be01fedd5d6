"""What the links and pictures of a text can lead to, each as the files of a handbook write it. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from posixpath import basename, dirname, relpath

from mentorsite.loader.source_addresses import DOWNLOADS, MESSAGES
from mentorsite.loader.sources import CONTENT
from mentorsite.markdown.document import Document
from mentorsite.model.site import Site
from mentorsite.model.urls import encoded, is_image

ENDS_A_LINK = re.compile(r'[\x00-\x20()<>"%#?\\]')
"""What a path in a link can't have as it is: a space is written as `%20`."""
MADE = {DOWNLOADS: "All files to download", MESSAGES: "All messages"}
"""Pages that are made of others, by their address."""


@dataclass(frozen=True, slots=True)
class Target:
    """Something to lead to: what it is called, what kind of thing it is, and the path that a text writes.

    `within` is what it is a part of, as the page that a heading stands on; `shown` the address of a picture.
    """

    title: str
    kind: str
    path: str
    within: str = ""
    shown: str = ""


@dataclass(frozen=True, slots=True)
class _Found:
    """A source that is published, with its title and headings as its readers have them."""

    source: str
    address: str
    title: str
    kind: str
    document: Document | None = None


def links_from(site: Site, path: str) -> tuple[Target, ...]:
    """What the texts of a file can link to, in the order of the handbook; titles are in the language of the file."""
    settings = site.settings
    language = settings.language_at(site.sources.get(path, ""))
    sources = list(_sources(site))
    addresses = {each.address: each for each in sources}
    found: list[Target] = []
    for each in sources:
        own_language = settings.language_at(each.address)
        original = addresses.get(each.address.removeprefix(settings.home(own_language)))
        if own_language != settings.default_language and original:
            continue  # a link names what it was translated from
        shown = addresses.get(f"{settings.home(language)}{each.address}", each)
        found += _with_headings(path, each, shown)
    found += _of_programs(site, path)
    found += _made(site, path)
    found += [_file(path, each.source) for each in site.assets if not is_image(each.source)]
    return tuple(found)


def pictures_from(site: Site, path: str) -> tuple[Target, ...]:
    """The pictures that a text can show, those beside its file first."""
    base = site.settings.base
    pictures = [each for each in site.assets if is_image(each.source)]
    pictures.sort(key=lambda each: dirname(each.source) != dirname(path))
    found = []
    for each in pictures:
        shown = f"{base}{encoded(each.address)}"
        found.append(Target(basename(each.source), "Picture", written(path, each.source), shown=shown))
    return tuple(found)


def written(path: str, source: str) -> str:
    """A source as a file names it: by the way that leads from its folder. site.yml writes as the home page does."""
    if path.startswith(CONTENT):
        here = dirname(path)
    else:
        here = CONTENT.rstrip("/")
    return _in_link(relpath(source, here))


def _sources(site: Site) -> Iterator[_Found]:
    for page in site.pages:
        if not page.shown_in:
            yield _Found(page.source, page.address, page.title, "Page", page.document)
    for entry in site.programs:
        if not entry.shown_in:
            yield _Found(entry.source, entry.address, entry.program.name, "Program")
    seen: set[str] = set()
    for each in site.forms:
        form = each.form
        if not each.shown_in and form.source not in seen:
            seen.add(form.source)
            yield _Found(form.source, each.own, form.title, form.kind.capitalize())


def _with_headings(path: str, source: _Found, shown: _Found) -> Iterator[Target]:
    """A page and its headings, but for the one that says its title."""
    yield Target(str(shown.title), source.kind, written(path, source.source))
    if shown.document is None:
        return
    headings = shown.document.headings
    if shown.document.title:
        headings = headings[1:]
    if path in (source.source, shown.source):
        file = ""
    else:
        file = written(path, source.source)
    for heading in headings:
        yield Target(heading.text, "Heading", f"{file}#{_in_link(heading.id)}", within=str(shown.title))


def _of_programs(site: Site, path: str) -> Iterator[Target]:
    """The pages of roles and cohorts, which stand behind their program: `career-growth.yml#mentor`."""
    for entry in site.originals:
        program, link = entry.program, written(path, entry.source)
        for id, role in program.roles.items():
            yield Target(str(role.label or id), "Role", f"{link}#{_in_link(id)}", within=str(program.name))
        for id, cohort in program.cohorts.items():
            yield Target(str(cohort.label), "Cohort", f"{link}#{_in_link(id)}", within=str(program.name))


def _made(site: Site, path: str) -> Iterator[Target]:
    known: Iterable[str] = site.sources.values()
    for address, title in MADE.items():
        if address in known:
            yield Target(title, "Page", f"{written(path, f'{CONTENT}{address}')}/")


def _file(path: str, source: str) -> Target:
    return Target(basename(source), "File", written(path, source))


def _in_link(text: str) -> str:
    return ENDS_A_LINK.sub(lambda found: f"%{ord(found[0]):02X}", text)

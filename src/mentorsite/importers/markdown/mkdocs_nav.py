"""The menu of a MkDocs site: in its settings, in `.pages` or `.nav.yml` of folders, or in `SUMMARY.md`."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from posixpath import basename, dirname, normpath, splitext
from typing import Any

from mentorsite.importers.markdown.config_files import Configuration, as_list, as_mapping, configuration
from mentorsite.importers.markdown.globs import fits
from mentorsite.importers.markdown.menu_folders import flat
from mentorsite.importers.markdown.menus import DEEPEST, MenuEntry, line_of
from mentorsite.importers.markdown.source_texts import first_there, text_of
from mentorsite.importers.markdown.summary_md import entries_of
from mentorsite.importers.result import ImportSource, ImportWarning

FOLDER_MENUS = (".nav.yml", ".nav.yaml", ".pages")
"""Files in which plugins keep the menu of a folder."""
REST = re.compile(r"\.\.\.(?:\s*\|.*)?|\*")
"""All of a folder that its list does not name."""
URL = re.compile(r"[a-z]+://.*|mailto:.*")
INDEX = ("index", "readme")


@dataclass(slots=True)
class Menu:
    """Reads the menu of a site whose pages stand below a folder, `root`.

    `pages` are those of the first language, `inside` the pages right in each folder, `below` its folders; `read` are
    the folders that were read already, each once.
    """

    root: str
    pages: frozenset[str]
    source: ImportSource
    summary: str = ""
    losses: list[ImportWarning] = field(default_factory=list)
    inside: dict[str, list[str]] = field(default_factory=dict)
    below: dict[str, list[str]] = field(default_factory=dict)
    read: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for page in sorted(self.pages):
            folder = dirname(page)
            self.inside.setdefault(folder, []).append(page)
            # A folder that holds no page, but folders with pages, is one of the menu, too.
            while folder not in self.below:
                self.below[folder] = []
                if folder != self.root:
                    folder = dirname(folder)
        for folder in sorted(set(self.below) - {self.root}):
            self.below.setdefault(dirname(folder), []).append(folder)

    def whole(self, config: Configuration, path: str) -> tuple[MenuEntry, ...]:
        """The menu: that of the settings, else that of the files that plugins read; nothing where there is none."""
        self.read.add(self.root)
        said = config.at("nav")
        if isinstance(said, list):
            return tuple(self.entries(said, self.root, path))
        if self.summary and _in(self.root, self.summary) in self.source.texts:
            return tuple(self.of_summary(self.root))
        has_files = any(basename(each) in FOLDER_MENUS for each in self.source.texts)
        if has_files:
            return tuple(self.of_folder(self.root))
        return ()

    def entries(self, said: Any, folder: str, path: str, depth: int = 0) -> Iterator[MenuEntry]:
        """The entries of a list: `page.md`, `Title: page.md`, `Title: [more]`, a folder, or the rest of a folder."""
        if depth >= DEEPEST:
            return
        for title, what in _pairs(said):
            if isinstance(what, list):
                parts = tuple(self.entries(what, folder, path, depth + 1))
                yield MenuEntry(str(title), parts=parts, line=line_of(title), at=path)
            elif isinstance(what, str):
                is_rest = REST.fullmatch(what) is not None
                rest = self.others(folder, said) if is_rest else ()
                found = self.of_one(what, folder, rest)
                placed = tuple(replace(each, line=line_of(what), at=path) for each in found)
                # With awesome-nav, `glob` is no title but says that a pattern follows.
                yield from _titled("" if title == "glob" else str(title), placed, is_rest)

    def of_one(self, what: str, folder: str, rest: Iterable[str]) -> Iterator[MenuEntry]:
        """What one entry means: a page, an address, a folder, or several of them."""
        path = _in(folder, what)
        if REST.fullmatch(what):
            yield from self.listed(rest)
        elif URL.fullmatch(what):
            yield MenuEntry(url=what)
        elif path in self.below or path in self.pages or not set(what) & set("*?["):
            yield from self.listed([path])
        else:
            start = f"{folder}/".lstrip("/")
            found = (page for page in sorted(self.pages) if page.startswith(start))
            yield from self.listed([page for page in found if fits(page.removeprefix(start), what)])

    def listed(self, paths: Iterable[str]) -> Iterator[MenuEntry]:
        """An entry for each page, and for each folder with what is in it."""
        for path in paths:
            if path in self.below and path not in self.read and path not in self.pages:
                yield from self.folder(path)
            elif path not in self.read:
                yield MenuEntry(page=path)

    def folder(self, folder: str) -> Iterator[MenuEntry]:
        """The entry of a folder, whose index is its page."""
        self.read.add(folder)
        said, at = self.settings(folder)
        if said.is_on("hide"):
            words = "`hide: true`: the menu of a handbook has all pages; make it a draft, or leave it there"
            self.losses.append(ImportWarning(at, said.lines.get("hide", 0), words))
        has_summary = self.summary and _in(folder, self.summary) in self.source.texts
        parts = tuple(self.of_summary(folder) if has_summary else self.of_folder(folder))
        index = next((page for page in self.inside.get(folder, ()) if _is_index(page)), "")
        named = tuple(each for each in parts if each.page != index)
        line = said.lines.get("title", 0)
        yield MenuEntry(said.text("title"), page=index, parts=named, line=line, at=at)

    def of_folder(self, folder: str) -> Iterator[MenuEntry]:
        """The entries of a folder: as its file lists them, else all in order."""
        said, at = self.settings(folder)
        listed = said.at("nav") or said.at("arrange")
        if isinstance(listed, list):
            rest = ["..."] if said.is_on("append_unmatched") else []
            yield from self.entries([*listed, *rest], folder, at)
            return
        pages = self.inside.get(folder, [])
        first = [page for page in pages if _is_index(page)]
        others = [*(page for page in pages if not _is_index(page)), *self.below.get(folder, ())]
        if said.text("order") == "desc":
            others.reverse()
        yield from self.listed([*first, *others])

    def others(self, folder: str, said: list[Any]) -> list[str]:
        """What of a folder a list does not name."""
        named = {_in(folder, each) for each in _texts(said)}
        every = [*self.inside.get(folder, ()), *self.below.get(folder, ())]
        return sorted((each for each in every if each not in named), key=lambda each: not _is_index(each))

    def settings(self, folder: str) -> tuple[Configuration, str]:
        """What the file of a folder says, and where it stands."""
        at = first_there((_in(folder, name) for name in FOLDER_MENUS), self.source)
        said = configuration(at, self.source.texts.get(at))
        self.losses += said.losses
        return said, at

    def of_summary(self, folder: str) -> Iterator[MenuEntry]:
        """The entries of a `SUMMARY.md`; folders in it stand for what is in them."""
        at = _in(folder, self.summary)
        entries = entries_of(text_of(at, self.source), folder)
        named = {each.page for each in flat(entries)}
        yield from self.expanded(entries, folder, at, named)

    def expanded(self, entries: Iterable[MenuEntry], folder: str, at: str, named: set[str]) -> Iterator[MenuEntry]:
        """The entries with what their folders and patterns stand for."""
        for entry in entries:
            parts = tuple(self.expanded(entry.parts, folder, at, named))
            is_pattern = "*" in entry.title and not entry.page and not entry.url
            if is_pattern:
                rest = [each for each in self.others(folder, []) if each not in named]
                yield from self.of_one(entry.title, folder, rest)
            elif entry.page in self.below and entry.page not in self.read:
                inner = next(self.folder(entry.page))
                yield replace(entry, page=inner.page, parts=(*inner.parts, *parts), at=at)
            else:
                yield replace(entry, parts=parts, at=at)


def _titled(title: str, found: tuple[MenuEntry, ...], are_several: bool) -> Iterator[MenuEntry]:
    """Some entries under a title: the one that they are, or a part."""
    if not title:
        yield from found
    elif not found:
        yield MenuEntry(title)
    elif len(found) == 1 and not are_several:
        yield replace(found[0], title=title)
    else:
        yield MenuEntry(title, parts=found, line=found[0].line, at=found[0].at)


def _pairs(said: object) -> Iterator[tuple[object, object]]:
    """The titles in a list, each with what it is of; none for an entry without one."""
    for each in as_list(said):
        if isinstance(each, Mapping):
            yield from each.items()
        else:
            yield "", each


def _texts(said: Any, depth: int = 0) -> Iterator[str]:
    """Every text of a list, however deep it stands."""
    if isinstance(said, str):
        yield said
    if depth < DEEPEST:
        for each in (*as_mapping(said).values(), *as_list(said)):
            yield from _texts(each, depth + 1)


def _in(folder: str, name: str) -> str:
    return normpath(f"{folder}/{name}").lstrip("/")


def _is_index(path: str) -> bool:
    return splitext(basename(path))[0].lower() in INDEX

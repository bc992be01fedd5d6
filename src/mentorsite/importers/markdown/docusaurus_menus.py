"""The menus of a Docusaurus site, which are programs: what can be read off them is."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from posixpath import splitext
from typing import Any

from mentorsite.importers.markdown.config_files import as_list, as_mapping, as_settings, configuration
from mentorsite.importers.markdown.docusaurus_sections import Section, find
from mentorsite.importers.markdown.generated_menus import generated
from mentorsite.importers.markdown.js_literals import after
from mentorsite.importers.markdown.menus import DEEPEST, MenuEntry
from mentorsite.importers.markdown.source_texts import first_there, text_of
from mentorsite.importers.result import ImportSource, ImportWarning

SIDEBARS = tuple(f"sidebars.{ending}" for ending in ("js", "ts", "json", "mjs", "cjs"))
SIDEBAR = re.compile(r"sidebars?[\w.-]*\.(?:js|ts|json|mjs|cjs)", re.I)
"""What files of menus are called, one for each section of docs."""
PREFIX = re.compile(r"^(\d+)\s*[-_.]+\s*(?=\D)")
"""A number before a name, which tells an order and is no part of an address."""
HEADS = tuple(f"{name}.{end}" for name in ("index", "README", "readme") for end in ("md", "mdx"))
"""What the page of a folder is called."""
START = r"(?:export\s+default|module\.exports\s*=|const\s+sidebars\b[^=]{0,100}=)\s*(?=\{)"


Menus = tuple[str, tuple[MenuEntry, ...], tuple[ImportWarning, ...]]
"""The file of the first menu, the entries of all of them, and what can't be read."""


@dataclass(frozen=True, slots=True)
class _Pages:
    """The pages of a section by what menus call them, their paths in it, and what they and its folders say of order."""

    ids: Mapping[str, str]
    paths: Mapping[str, str]
    orders: Mapping[str, float | None]
    folders: Mapping[str, float | None]

    def within(self, folder: str) -> tuple[MenuEntry, ...]:
        """All that a folder holds, in order; numbers at the start of names count where nothing else is said."""
        named = {self.paths[page]: page for id, page in self.ids.items() if id.startswith(f"{folder}/")}
        depth = folder.count("/") + 1
        top = "/".join(next(iter(named), folder).split("/")[:depth])
        found = generated(named, top, lambda path: self._order(path, named), self._folder_order)
        return tuple(MenuEntry(page=named[each.page]) for each in found)

    def _order(self, path: str, named: Mapping[str, str]) -> float | None:
        said = self.orders.get(named[path])
        if said is None:
            return _number(path)
        return said

    def _folder_order(self, folder: str) -> float | None:
        heads = (f"{folder}/{name}" for name in HEADS)
        pages = {path: page for page, path in self.paths.items()}
        for order in (self.folders.get(folder), *(self.orders.get(pages.get(each, "")) for each in heads)):
            if order is not None:
                return order
        return _number(folder)


def _number(path: str) -> float | None:
    found = PREFIX.match(path.rpartition("/")[2])
    if found:
        return float(found[1])
    return None


def menus(
    source: ImportSource,
    orders: Mapping[str, float | None],
    folders: Mapping[str, float | None],
    known: Iterable[Section],
) -> Menus:
    """The menus of the sections of docs. `orders` has all pages, with what each says of its order itself; `folders`
    those below `content/` that say one."""
    first = ""
    entries: list[MenuEntry] = []
    losses: list[ImportWarning] = []
    for section in known:
        path = _file(section, source)
        if section.kind != "docs" or not path:
            continue
        first = first or path
        inside = {}
        for page in orders:
            found = find(page, known, ())
            if found and found.section == section:
                inside[page] = found.path
        ids = {_id(name): page for page, name in inside.items()}
        own = {folder.removeprefix(section.to): order for folder, order in folders.items()}
        made, lost = _read(path, _Pages(ids, inside, orders, own), source)
        entries += made
        losses += lost
    return first, tuple(entries), tuple(losses)


def _file(section: Section, source: ImportSource) -> str:
    """The file of a section's menu: the one that the settings name, or for the first section the usual one."""
    usual = () if section.own else SIDEBARS
    return first_there((section.sidebar, *usual), source)


def _read(path: str, pages: _Pages, source: ImportSource) -> tuple[tuple[MenuEntry, ...], tuple[ImportWarning, ...]]:
    """The entries of a menu, and that it can't be read where it can't."""
    text = text_of(path, source)
    if path.endswith(".json"):
        said = configuration(path, source.texts[path]).value
    else:
        said = after(text, START)
    lists = list(as_mapping(said).values())
    entries: list[MenuEntry] = []
    for each in lists:
        entries += _entries(each, pages)
    # A menu made of folders loses nothing where it comes out empty: pages say their order themselves.
    if entries or "autogenerated" in text:
        return tuple(entries), tuple(_not_in_menus(lists, path))
    what = "a menu that is a program is not run: the order comes from pages and titles"
    return (), (ImportWarning(path, 0, what),)


def _not_in_menus(said: Any, path: str, depth: int = 0) -> Iterator[ImportWarning]:
    """The words of a menu that a handbook's has no place for: HTML, and what a page made of a category says."""
    one = as_settings(said)
    words = ""
    if one.text("type") == "html":
        words = one.text("value")
    elif one.text("type") == "generated-index":
        words = one.text("description")
    if words:
        shown = " ".join(words.split())[:200]
        yield ImportWarning(path, 0, f"“{shown}” in the menu: a handbook's menu has pages; left out")
    # Each level of a menu is two of values: a mapping, and the list in it.
    if depth < 2 * DEEPEST:
        for inside in (*as_list(said), *as_mapping(said).values()):
            yield from _not_in_menus(inside, path, depth + 1)


def _id(path: str) -> str:
    """What a menu calls a page: its path without numbers."""
    return "/".join(PREFIX.sub("", each) for each in splitext(path)[0].split("/"))


def _entries(said: Any, pages: _Pages, depth: int = 0) -> Iterator[MenuEntry]:
    """The entries of a sidebar: ids of pages, links, categories, and all that a folder holds."""
    if depth >= DEEPEST:
        return
    if isinstance(said, Mapping) and "type" not in said:
        # The short form of categories: what each is called, and its entries.
        said = [{"type": "category", "label": label, "items": items} for label, items in said.items()]
    for each in as_list(said):
        if isinstance(each, str):
            yield MenuEntry(page=pages.ids.get(each, each))
            continue
        one = as_settings(each)
        if one.text("type") == "autogenerated":
            folder = one.text("dirName").strip("./")
            if folder:
                yield from pages.within(folder)
        elif one.text("type") == "category":
            head = one.text("link", "id")
            yield MenuEntry(
                one.text("label"),
                page=pages.ids.get(head, head),
                parts=tuple(_entries(one.at("items"), pages, depth + 1)),
            )
        else:
            page = one.text("id")
            yield MenuEntry(one.text("label"), page=pages.ids.get(page, page), url=one.text("href"))

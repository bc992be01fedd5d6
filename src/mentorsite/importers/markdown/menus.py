"""The menu of another tool → an order for each page and a title for each folder."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from posixpath import dirname, split, splitext
from typing import Any

from mentorsite.importers.result import ImportWarning
from mentorsite.model.placed_text import Scalar
from mentorsite.model.urls import INDEX_NAMES

DEEPEST = 8
"""How deep the entries of a menu may stand in each other."""
NUMBER = re.compile(r"-?\d{1,9}(\.\d{1,9})?")


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """An entry of a menu: a page of the source, a web address, or a title over others.

    `at` is its file, where that is not the menu's: the page itself, where that says that it is in the menu.
    """

    title: str = ""
    page: str = ""
    url: str = ""
    parts: tuple["MenuEntry", ...] = ()
    line: int = 0
    at: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a menu that is a flat list: what it is called there, what it stands below, and how far down.

    A `weight` of 0 is none.
    """

    own: str
    parent: str
    weight: float
    entry: MenuEntry


def nested(items: Sequence[Item]) -> tuple[MenuEntry, ...]:
    """The entries of a flat list below each other, by weight; what stands below itself stands at the top."""
    known = {each.own: each for each in items}
    below: defaultdict[str, list[Item]] = defaultdict(list)
    for each in items:
        parent = each.parent if _leads_up(each, known) else ""
        below[parent].append(each)

    def made(of: str, depth: int) -> tuple[MenuEntry, ...]:
        if depth >= DEEPEST:
            return ()
        found = []
        for each in sorted(below[of], key=lambda item: (not item.weight, item.weight)):
            # What has no name would have itself below it, for the top has none either.
            parts = made(each.own, depth + 1) if each.own else ()
            found.append(replace(each.entry, parts=parts))
        return tuple(found)

    return made("", 0)


def _leads_up(item: Item, known: Mapping[str, Item]) -> bool:
    """Whether the parents of an item lead to the top in a few steps."""
    for _ in range(DEEPEST):
        if not item.parent:
            return True
        above = known.get(item.parent)
        if above is None:
            return False
        item = above
    return False


TITLES, TARGETS, PARTS = ("title", "text", "label", "name"), ("url", "link", "href", "to", "slug", "path"), (
    "children", "items", "sublinks", "folders", "folderitems", "subfolders", "subfolderitems", "contents", "pages",
    "links", "entries",
)  # fmt: skip
"""What the tools call an entry's words, where it leads, and what stands below it."""


def linked_entries(said: Any, depth: int = 0) -> Iterator[MenuEntry]:
    """The entries of a menu that is a list of mappings with a title, an address and more of the kind below."""
    if not isinstance(said, list) or depth >= DEEPEST:
        return
    for each in said:
        if isinstance(each, str):
            yield MenuEntry(url=str(each), line=line_of(each))
        elif isinstance(each, Mapping):
            parts: list[MenuEntry] = []
            for key in PARTS:
                parts += linked_entries(each.get(key), depth + 1)
            title, url = _first_text(each, TITLES), _first_text(each, TARGETS)
            yield MenuEntry(title, url=url, parts=tuple(parts), line=line_of(each.get("title")))


def _first_text(said: Mapping[Any, Any], keys: Sequence[str]) -> str:
    """The text of the first of some keys that has one."""
    return next((str(said[key]) for key in keys if isinstance(said.get(key), str)), "")


def found_at(entry: MenuEntry, path: str) -> MenuEntry:
    """The entry and all below it, from a menu of a file of its own."""
    return replace(entry, at=path, parts=tuple(found_at(part, path) for part in entry.parts))


def resolved(menu: Sequence[MenuEntry], lead: Callable[[str], str | None]) -> tuple[MenuEntry, ...]:
    """The menu with a page for each entry that leads to one; `lead` gives the file of a path or an address."""
    made: list[MenuEntry] = []
    for entry in menu:
        said = entry.page or entry.url
        page = lead(said) if said else None
        found = replace(entry, parts=resolved(entry.parts, lead))
        if page:
            found = replace(found, page=page, url="")
        made.append(found)
    return tuple(made)


def line_of(value: object) -> int:
    """The line that a value of a YAML file stands on, 0 where it is not known."""
    if isinstance(value, Scalar):
        return value.origin.place.line
    return 0


@dataclass(frozen=True, slots=True)
class Ordered:
    """The order of each page, the entry that gives it a title in a menu, and the titles of folders."""

    orders: Mapping[str, int]
    titles: Mapping[str, MenuEntry]
    folders: Mapping[str, str]
    losses: tuple[ImportWarning, ...]


def ordered(menu: Sequence[MenuEntry], pages: Mapping[str, str], path: str, left_out: Collection[str] = ()) -> Ordered:
    """What a menu says of pages, by their paths; `pages` has their paths in the handbook.

    `path` is the file of the menu: its losses are named there, but for pages that were `left_out`, and are named
    for themselves.
    """
    orders: dict[str, int] = {}
    titles: dict[str, MenuEntry] = {}
    folders: dict[str, str] = {}
    losses: list[ImportWarning] = []
    for entry in flattened(menu):
        folder = _folder(entry, pages) if entry.parts else ""
        if entry.page in orders:
            continue
        if entry.page in pages:
            orders[entry.page] = len(orders) + 1
            if entry.title:
                titles[entry.page] = entry
        elif folder and folder not in folders:
            folders[folder] = entry.title
        elif entry.page not in left_out and (what := _lost(entry, pages)):
            losses.append(ImportWarning(entry.at or path, entry.line, what))
    return Ordered(orders, titles, folders, tuple(losses))


def _lost(entry: MenuEntry, pages: Mapping[str, str]) -> str:
    """What is lost with an entry that is neither a page nor a folder."""
    if entry.page:
        if entry.page == entry.at:
            return ""  # a page that says itself that it is in the menu, and did not come
        return f"`{entry.page}` in the menu: there is no such page"
    if entry.url:
        return f"{entry.url} in the menu: a handbook's menu has pages; put the link on one"
    if not entry.title:
        return ""
    if not entry.parts:
        return f"“{entry.title}” in the menu: it has no page yet; left out"
    if any(_folders_of(entry, pages)):
        return (
            f"“{entry.title}” in the menu: its pages don't have one folder to themselves; look at the order of the menu"
        )
    return f"“{entry.title}” in the menu: its pages have no folder of their own; left out"


def flattened(menu: Sequence[MenuEntry]) -> Iterator[MenuEntry]:
    """Every entry of a menu, however deep, in order."""
    waiting = list(reversed(menu))
    while waiting:
        entry = waiting.pop()
        yield entry
        waiting += reversed(entry.parts)


def _folder(entry: MenuEntry, pages: Mapping[str, str]) -> str:
    """The folder below which all pages of a part stand, and no page that is elsewhere in the menu's folder."""
    here = _folders_of(entry, pages)
    top = min(here, key=len, default="")
    if top and all(each == top or each.startswith(f"{top}/") for each in here):
        return top
    return ""


def _folders_of(entry: MenuEntry, pages: Mapping[str, str]) -> set[str]:
    """The folders in which the pages of a part stand. A page that heads a folder stands beside that folder."""
    found = set()
    for each in flattened(entry.parts):
        if each.page in pages:
            folder, name = split(pages[each.page])
            is_head = bool(each.parts) and splitext(name)[0].split(".")[0] in INDEX_NAMES
            found.add(dirname(folder) or folder if is_head else folder)
    return found

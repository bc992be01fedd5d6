"""The menu of another tool → an order for each page and a title for each folder."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from posixpath import dirname

from mentorsite.bring.brought import Loss
from mentorsite.model.definition import Scalar


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a menu: a page of the source, a web address, or a title over others."""

    title: str = ""
    page: str = ""
    url: str = ""
    parts: tuple["Entry", ...] = ()
    line: int = 0


def line_of(value: object) -> int:
    """The line that a value of a YAML file stands on, 0 where it is not known."""
    return value.origin.place.line if isinstance(value, Scalar) else 0


@dataclass(frozen=True, slots=True)
class Ordered:
    """The order of each page, the title that a menu gives it and on which line, and the titles of folders."""

    orders: Mapping[str, int]
    titles: Mapping[str, tuple[str, int]]
    folders: Mapping[str, str]
    losses: tuple[Loss, ...]


def ordered(menu: Sequence[Entry], pages: Mapping[str, str], path: str) -> Ordered:
    """What a menu says of pages, by their paths; `pages` has their paths in the handbook.

    `path` is the file of the menu: its losses are told there.
    """
    orders: dict[str, int] = {}
    titles: dict[str, tuple[str, int]] = {}
    folders: dict[str, str] = {}
    losses: list[Loss] = []
    for entry in _flat(menu):
        folder = _folder(entry, pages) if entry.parts else ""
        if entry.page in pages:
            orders.setdefault(entry.page, len(orders) + 1)
            titles |= {entry.page: (entry.title, entry.line)} if entry.title else {}
        elif folder and folder not in folders:
            folders[folder] = entry.title
        elif what := _lost(entry):
            losses.append(Loss(path, entry.line, what))
    return Ordered(orders, titles, folders, tuple(losses))


def _lost(entry: Entry) -> str:
    """What is lost with an entry that is neither a page nor a folder."""
    if entry.page:
        return f"`{entry.page}` in the menu: there is no such page"
    if entry.url:
        return f"{entry.url} in the menu: a handbook's menu has pages; put the link on one"
    return f"“{entry.title}” in the menu: its pages have no folder of their own; left out" if entry.title else ""


def _flat(menu: Sequence[Entry]) -> Iterator[Entry]:
    waiting = list(reversed(menu))
    while waiting:
        entry = waiting.pop()
        yield entry
        waiting += reversed(entry.parts)


def _folder(entry: Entry, pages: Mapping[str, str]) -> str:
    """The folder below which all pages of a part stand, and no page that is elsewhere in the menu's folder."""
    here = {dirname(pages[each.page]) for each in _flat(entry.parts) if each.page in pages}
    top = min(here, key=len, default="")
    return top if top and all(each == top or each.startswith(f"{top}/") for each in here) else ""

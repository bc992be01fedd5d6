"""Menus that a tool makes of all pages in a folder, by the places that pages and folders say themselves."""

from collections.abc import Callable, Iterable
from posixpath import splitext

from mentorsite.importers.markdown.menus import MenuEntry

LAST = float("inf")
FIRST = (-LAST, "")
Place = tuple[float, str]
Said = Callable[[str], float | None]


def generated(paths: Iterable[str], below: str, page_order: Said, folder_order: Said) -> tuple[MenuEntry, ...]:
    """An entry for each page of a folder: by what is said of it and of its folders, then by name.

    What says no place comes last; the page of a folder comes first in it.
    """

    def places(path: str) -> tuple[Place, ...]:
        *folders, name = path.removeprefix(f"{below}/").split("/")
        found: list[Place] = []
        folder = below
        for each in folders:
            folder = f"{folder}/{each}"
            found.append(_place(folder_order(folder), each))
        is_head = splitext(name)[0].lower() in ("index", "readme")
        own = FIRST if is_head else _place(page_order(path), name)
        return (*found, own)

    return tuple(MenuEntry(page=path) for path in sorted(paths, key=places))


def _place(said: float | None, name: str) -> Place:
    if said is None:
        return LAST, name
    return said, name


def least(pages: Iterable[str], page_order: Said) -> Said:
    """The place of a folder as the first of its pages says it."""
    found: dict[str, float] = {}
    for path in pages:
        order = page_order(path)
        folder = path.rpartition("/")[0]
        while folder and order is not None:
            found[folder] = min(order, found.get(folder, order))
            folder = folder.rpartition("/")[0]
    return found.get

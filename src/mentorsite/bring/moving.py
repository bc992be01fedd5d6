"""Where each page of a folder goes, in which order it stands there, and which addresses lead to it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from posixpath import basename, dirname, splitext

from mentorsite.bring.front import Original
from mentorsite.bring.layout import Layout
from mentorsite.bring.menus import Ordered, ordered
from mentorsite.bring.names import free_name, safe_path
from mentorsite.bring.relink import Whereabouts
from mentorsite.urls import INDEX_NAMES, page_address

NUMBER = re.compile(r"-?\d{1,9}(\.\d{1,9})?")
ATTACHED = (
    ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".ico", ".bmp", ".pdf", ".doc", ".docx", ".odt", ".rtf",
    ".xls", ".xlsx", ".ods", ".csv", ".ppt", ".pptx", ".odp", ".txt", ".ics", ".vcf", ".zip", ".mp3", ".ogg", ".wav",
    ".m4a", ".mp4", ".webm", ".epub",
)  # fmt: skip
"""The endings of files that stay what they are."""
SECOND_INDEX = "about-this-folder.md"
"""What a README is called beside an index: both would be the page of their folder."""


@dataclass(frozen=True, slots=True)
class Move:
    """All that is known of a folder's pages before one is written; everything is by the pages' paths in the source.

    `to` are their paths below `content/`, `published` the addresses that they had, `folder_orders` the orders of
    folders below `content/`.
    """

    layout: Layout
    originals: Mapping[str, Original]
    to: Mapping[str, str]
    published: Mapping[str, tuple[str, ...]]
    menu: Ordered
    orders: Mapping[str, int]
    folder_orders: Mapping[str, int]
    aliases: Mapping[str, tuple[str, ...]]
    assets: Mapping[str, str]
    where: Whereabouts


def moving(layout: Layout, originals: Mapping[str, Original]) -> Move:
    """Where the pages of a layout go."""
    said = {path: layout.addresses(page, layout.pages[path]) for path, page in originals.items()}
    published = {path: tuple(each.strip("/") for each in addresses) for path, addresses in said.items()}
    to = _targets(layout, originals, published)
    assets = {path: safe_path(each) for path, each in layout.assets.items() if path.lower().endswith(ATTACHED)}
    by_address = {_short(each).casefold(): path for path in to for each in published[path]}
    by_address |= {each.casefold(): path for path in to for each in published[path]}
    menu = ordered(layout.menu, to, layout.menu_at)
    return Move(
        layout=layout,
        originals=originals,
        to=to,
        published=published,
        menu=menu,
        orders={**_own_orders(layout, originals, to), **menu.orders},
        folder_orders=_folder_orders(layout, to, menu),
        aliases=_aliases(layout, originals, to, published),
        assets=assets,
        where=Whereabouts({**assets, **to}, by_address, layout.bases, layout.roots),
    )


def _short(address: str) -> str:
    return address.removesuffix("/index.html").removesuffix(".html")


def is_index(path: str) -> bool:
    """Whether a page is that of its folder."""
    return splitext(basename(path))[0] in INDEX_NAMES


def folders_above(path: str) -> Iterator[str]:
    """The folders that a path stands in, the nearest first."""
    folder = dirname(path)
    while folder:
        yield folder
        folder = dirname(folder)


def _targets(layout: Layout, originals: Iterable[str], published: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Where each page goes; two never to one place, and the one that was home to `index.md`."""
    taken: set[str] = set()
    targets: dict[str, str] = {}
    tops = {addresses[0] for addresses in published.values() if addresses}
    home = "" if tops & {"", "index.html"} else layout.home
    for path in sorted(originals, key=lambda each: (_rank(layout.pages[each]), each)):
        was_home = bool(published[path]) and published[path][0] in ("", "index.html", home)
        wanted = f"{splitext(safe_path(layout.pages[path]))[0]}.md"
        wanted = "index.md" if was_home and "index.md" not in taken else _one_index(wanted, taken)
        targets[path] = free_name(wanted, taken)
        taken.add(targets[path].casefold())
    return targets


def _rank(path: str) -> int:
    """`index.md` before `README.md` before all else: the first is the page of its folder."""
    stem = splitext(basename(path))[0]
    return INDEX_NAMES.index(stem) if stem in INDEX_NAMES else len(INDEX_NAMES)


def _one_index(path: str, taken: Iterable[str]) -> str:
    """A README as a page of its own, where its folder has an index."""
    start = f"{dirname(path)}/" if dirname(path) else ""
    is_second = basename(path).lower() == "readme.md" and f"{start}index.md" in taken
    return f"{start}{SECOND_INDEX}" if is_second else path


def _own_orders(layout: Layout, originals: Mapping[str, Original], to: Mapping[str, str]) -> dict[str, int]:
    """The order that each page says itself; places that are no whole numbers are counted anew, folder by folder."""
    said: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for path, target in to.items():
        number = _number(originals[path], layout.order_keys)
        folder = dirname(dirname(target)) if is_index(target) else dirname(target)
        if number is not None and target != "index.md":
            said[folder][path] = number
    orders: dict[str, int] = {}
    for places in said.values():
        ranks = {place: rank for rank, place in enumerate(sorted(set(places.values())), 1)}
        whole = all(place.is_integer() for place in ranks)
        orders |= {path: int(place) if whole else ranks[place] for path, place in places.items()}
    return orders


def _number(page: Original, keys: Iterable[str]) -> float | None:
    """The place that a page says; Hugo's weight of 0 says none."""
    said = ((key, page.text(key)) for key in keys)
    found = next((text for key, text in said if NUMBER.fullmatch(text) and (key, text) != ("weight", "0")), None)
    return None if found is None else float(found)


def _folder_orders(layout: Layout, to: Mapping[str, str], menu: Ordered) -> dict[str, int]:
    """The order of each folder: what it says itself, else that of the first of its pages in the menu."""
    orders: dict[str, int] = {}
    for path, order in menu.orders.items():
        for folder in folders_above(to[path]):
            orders[folder] = min(order, orders.get(folder, order))
    return {**orders, **{folder: int(order) for folder, (_, order) in layout.folders.items() if order is not None}}


def _address(target: str, languages: Iterable[str]) -> str:
    """The address that a page has today; a translation stands below its language."""
    stem = splitext(target)[0]
    bare, _, language = stem.rpartition(".")
    if not bare or language not in list(languages):
        return page_address(stem)
    start = "" if language == next(iter(languages)) else f"{language}/"
    return f"{start}{page_address(bare)}"


def _aliases(
    layout: Layout,
    originals: Mapping[str, Original],
    to: Mapping[str, str],
    published: Mapping[str, tuple[str, ...]],
) -> dict[str, tuple[str, ...]]:
    """The old addresses of each page that are neither its own today nor another's."""
    taken = {_address(each, layout.languages).strip("/").casefold() for each in to.values()} | {"index.html"}
    aliases: dict[str, tuple[str, ...]] = {}
    for path in to:
        page = originals[path]
        said = (*published[path], *page.texts("redirect_from"), *page.texts("aliases"), *layout.aliases.get(path, ()))
        for each in (each.strip("/") for each in said if "://" not in each):
            if each.casefold() not in taken:
                taken.add(each.casefold())
                kept = f"/{each}" if each.endswith(".html") else f"/{each}/"
                aliases[path] = (*aliases.get(path, ()), kept)
    return aliases

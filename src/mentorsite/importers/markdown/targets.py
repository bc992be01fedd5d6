"""Where each page of a folder goes, in which order it stands there, and which addresses lead to it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from posixpath import basename, dirname, normpath, splitext

from pydantic import TypeAdapter, ValidationError

from mentorsite.importers.markdown.front_matter import Original
from mentorsite.importers.markdown.hidden_files import without_unnamed
from mentorsite.importers.markdown.layout import Layout, folders_above
from mentorsite.importers.markdown.menu_folders import SECOND_INDEX, in_parts
from mentorsite.importers.markdown.menus import Ordered, ordered, resolved
from mentorsite.importers.markdown.page_keys import LANGUAGE, one_language, own_order
from mentorsite.importers.markdown.redirects import bare_address, followed
from mentorsite.importers.markdown.relink import LinkMap, inside, lead
from mentorsite.importers.result import ImportWarning
from mentorsite.importers.safe_names import free_name, shown_path
from mentorsite.markdown.sanitize import scheme
from mentorsite.model.keys import OldAddress
from mentorsite.model.urls import INDEX_NAMES, named_by_number, page_address

ATTACHED = (
    ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".ico", ".bmp", ".pdf", ".doc", ".docx", ".odt", ".rtf",
    ".xls", ".xlsx", ".ods", ".csv", ".ppt", ".pptx", ".odp", ".txt", ".ics", ".vcf", ".zip", ".mp3", ".ogg", ".wav",
    ".m4a", ".mp4", ".webm", ".epub",
)  # fmt: skip
"""The endings of files that stay what they are."""
OLD_ADDRESS: TypeAdapter[str] = TypeAdapter(OldAddress)


@dataclass(frozen=True, slots=True)
class Move:
    """All that is known of a folder's pages before one is written; everything is by the pages' paths in the source.

    `to` are their paths below `content/`, `published` the addresses that they had, `folder_orders` the orders of
    folders below `content/`.
    """

    layout: Layout
    originals: Mapping[str, Original]
    languages: Mapping[str, str]
    to: Mapping[str, str]
    published: Mapping[str, tuple[str, ...]]
    menu: Ordered
    orders: Mapping[str, int]
    folder_orders: Mapping[str, int]
    aliases: Mapping[str, tuple[str, ...]]
    assets: Mapping[str, str]
    where: LinkMap
    losses: tuple[ImportWarning, ...]


def moving(layout: Layout, originals: Mapping[str, Original], unread: Iterable[str] = ()) -> Move:
    """Where the pages of a layout go; `unread` are pages that did not come, since nothing here reads their kind."""
    published = {}
    for path, page in originals.items():
        published[path] = tuple(map(bare_address, layout.addresses(page, layout.pages[path])))
    # Links and menus of the source are read by where pages stood; parts of the menu move them only after that.
    first = _targets(layout, originals, published)
    older = {path: tuple(_older(originals[path], published[path], layout)) for path in first}
    assets = _attached(without_unnamed(layout.assets, originals.values()))
    where = LinkMap(
        moved={**assets, **first},
        published=_by_address(first, (older, published)),
        bases=layout.bases,
        roots=layout.roots,
        names=_by_name((*assets, *first)) if layout.by_name else {},
    )
    redirected, lost = followed(
        layout.redirects, lambda said: _page_of(said.partition("#")[0], first, where), layout.redirects_at
    )
    older = {path: (*each, *map(bare_address, redirected.get(path, ()))) for path, each in older.items()}
    where = replace(where, published=_by_address(first, (older, published)))
    entries = resolved(layout.menu, lambda said: _page_of(said, first, where))
    to = in_parts(entries, first, {*layout.folders, *layout.descriptions})
    menu = ordered(entries, to, layout.menu_at, {*unread, *layout.pages.keys() - originals.keys()})
    languages = layout.languages or _language_of_home(originals, to)
    own = _own_orders(layout, originals, to)
    orders_of_folders = {**own, **menu.orders} if layout.flat_orders else menu.orders
    aliases, losses = _aliases(languages, to, published, older)
    return Move(
        layout=layout,
        originals=originals,
        languages=languages,
        to=to,
        published=published,
        menu=menu,
        orders={**own, **menu.orders},
        folder_orders=_folder_orders(layout, to, orders_of_folders),
        aliases=aliases,
        assets=assets,
        where=replace(where, moved={**assets, **to}),
        losses=(*losses, *lost, *_shared(languages, to)),
    )


def _attached(assets: Mapping[str, str]) -> dict[str, str]:
    """Where images and attachments go; two whose names are the same once they are safe both come."""
    found: dict[str, str] = {}
    taken: dict[str, str] = {}
    own = {path: to for path, to in assets.items() if path.lower().endswith(ATTACHED)}
    # Files whose names are safe already come first, and keep them.
    for path, to in sorted(own.items(), key=lambda each: (shown_path(each[1]) != each[1], each)):
        wanted = shown_path(to)
        is_another = taken.get(wanted, to) != to
        if is_another:
            wanted = free_name(wanted, {each.casefold() for each in taken})
        found[path] = wanted
        taken.setdefault(wanted, to)
    return found


def _language_of_home(originals: Mapping[str, Original], to: Mapping[str, str]) -> dict[str, str]:
    """The language that the home page says, where the tool's settings say none."""
    for path, target in to.items():
        if target == "index.md":
            return one_language(originals[path].first_of(LANGUAGE)[1])
    return {}


def _page_of(said: str, to: Mapping[str, str], where: LinkMap) -> str | None:
    """The page that an entry of a menu leads to: a file of the source, or an address of the site."""
    if said in to:
        return said
    bare = inside(said, where.bases)
    path = re.split("[?#]", bare, maxsplit=1)[0]
    is_top = path in ("/", "./", "")
    found = _home(to, where) if is_top else lead(f"/{path.lstrip('/')}", "", "", where)
    if found in to and not scheme(bare):
        return found
    return None


def _home(to: Mapping[str, str], where: LinkMap) -> str | None:
    """The page that stands at the top of the site."""
    if where.published.get(""):
        return where.published[""]
    stems = {splitext(target)[0]: path for path, target in to.items()}
    return next((stems[name] for name in INDEX_NAMES if name in stems), None)


def _by_address(to: Iterable[str], known: Iterable[Mapping[str, tuple[str, ...]]]) -> dict[str, str]:
    """The page of each address, with and without its ending; of what is known, the last is the surest."""
    found: dict[str, str] = {}
    for addresses in known:
        whole = {}
        for path in to:
            for each in addresses[path]:
                whole[each.casefold()] = path
                found[each.casefold().removesuffix(".html")] = path
        # An address as it was comes before another's without its ending.
        found |= whole
    return found


def _by_name(paths: Iterable[str]) -> dict[str, str]:
    """The files whose name no other one has, by it and, for a page, without its ending."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for path in paths:
        name = basename(path).casefold()
        folder = basename(dirname(path)).casefold()
        is_folder = splitext(name)[0].split(".")[0] in ("index", "_index") and folder
        for each in (name, folder if is_folder else splitext(name)[0]):
            found[each].add(path)
    return {name: next(iter(each)) for name, each in found.items() if len(each) == 1}


def _older(page: Original, published: tuple[str, ...], layout: Layout) -> Iterator[str]:
    """The addresses that a page had before, as the page and its tool tell them."""
    above = ""
    if published and layout.relative_aliases:
        above = dirname(published[0].rstrip("/"))
    for key in layout.alias_keys:
        for each in page.texts(key):
            if "://" in each:
                continue
            if above and not each.startswith("/"):
                yield bare_address(normpath(f"/{above}/{each}"))
            else:
                yield bare_address(each)


def is_index(path: str) -> bool:
    """Whether a page is that of its folder."""
    return splitext(basename(path))[0] in INDEX_NAMES


def _targets(layout: Layout, originals: Iterable[str], published: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Where each page goes; two never to one place, and the one that was home to `index.md`."""
    taken: set[str] = set()
    targets: dict[str, str] = {}
    tops = {addresses[0] for addresses in published.values() if addresses}
    home = "" if "" in tops else layout.home
    for path in sorted(originals, key=lambda each: (_rank(layout.pages[each]), each)):
        was_home = bool(published[path]) and published[path][0] in ("", home)
        wanted = f"{splitext(shown_path(layout.pages[path]))[0]}.md"
        if was_home and "index.md" not in taken:
            wanted = "index.md"
        else:
            wanted = _one_index(wanted, taken)
        targets[path] = free_name(wanted, taken)
        taken.add(targets[path].casefold())
    return {**targets, **_home_translated(layout, targets)}


def _home_translated(layout: Layout, targets: Mapping[str, str]) -> dict[str, str]:
    """Where translations of the home page go: beside it, whatever its name was."""
    home = next((path for path, target in targets.items() if target == "index.md"), None)
    stem = splitext(shown_path(layout.pages[home]))[0] if home else "index"
    named = {f"{stem}.{code}.md": f"index.{code}.md" for code in layout.languages}
    taken = set(targets.values())
    return {path: named[each] for path, each in targets.items() if each in named and named[each] not in taken}


def _rank(path: str) -> int:
    """`index.md` before `README.md` before all else: the first is the page of its folder."""
    stem = splitext(basename(path))[0]
    if stem in INDEX_NAMES:
        return INDEX_NAMES.index(stem)
    return len(INDEX_NAMES)


def _one_index(path: str, taken: Iterable[str]) -> str:
    """A README as a page of its own, where its folder has an index."""
    start = f"{dirname(path)}/" if dirname(path) else ""
    is_second = basename(path).lower() == "readme.md" and f"{start}index.md" in taken
    if is_second:
        return f"{start}{SECOND_INDEX}.md"
    return path


def _own_orders(layout: Layout, originals: Mapping[str, Original], to: Mapping[str, str]) -> dict[str, int]:
    """The order that each page says itself; places that are no whole numbers are counted anew, folder by folder."""
    said: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for path, target in to.items():
        number = own_order(originals[path], layout.order_keys)
        # The page of a folder stands among what lies beside that folder.
        folder = dirname(dirname(target)) if is_index(target) else dirname(target)
        if number is not None and target != "index.md":
            said[folder][path] = number
    orders: dict[str, int] = {}
    for places in said.values():
        ranks = {place: rank for rank, place in enumerate(sorted(set(places.values())), 1)}
        if all(place.is_integer() for place in ranks):
            orders |= {path: int(place) for path, place in places.items()}
        else:
            orders |= {path: ranks[place] for path, place in places.items()}
    return orders


def _folder_orders(layout: Layout, to: Mapping[str, str], known: Mapping[str, int]) -> dict[str, int]:
    """The order of each folder: what it says itself, else that of the first of its pages that have one."""
    orders: dict[str, int] = {}
    for path, order in known.items():
        for folder in folders_above(to[path]):
            orders[folder] = min(order, orders.get(folder, order))
    for folder, (_, said) in layout.folders.items():
        if said is not None:
            orders[folder] = int(said)
    return orders


def _addresses(targets: Iterable[str], languages: Iterable[str]) -> Iterator[str]:
    """The addresses that pages have today; a translation stands below its language."""
    usual, *others = [*languages, ""]
    stems = []
    for target in targets:
        stem = splitext(target)[0]
        bare, _, language = stem.rpartition(".")
        if bare and language in (usual, *others):
            stems.append((bare, language))
        else:
            stems.append((stem, usual))
    # Whether a number begins a name, or only orders it, is told by all names together.
    named = named_by_number(stem for stem, _ in stems)
    for stem, language in stems:
        start = "" if language == usual else f"{language}/"
        yield f"{start}{page_address(stem, stem in named)}"


def _shared(languages: Iterable[str], to: Mapping[str, str]) -> Iterator[ImportWarning]:
    """The pages whose address another page has, too."""
    first: dict[str, str] = {}
    for path, address in zip(to, _addresses(to.values(), languages), strict=True):
        other = first.setdefault(address.strip("/").casefold(), path)
        if other != path:
            said = f"its address `/{address}` is that of `{other}`, too: rename one of the two in `content/`"
            yield ImportWarning(path, 0, said)


def _aliases(
    languages: Iterable[str],
    to: Mapping[str, str],
    published: Mapping[str, tuple[str, ...]],
    older: Mapping[str, tuple[str, ...]],
) -> tuple[dict[str, tuple[str, ...]], tuple[ImportWarning, ...]]:
    """The old addresses of each page that are neither its own today nor another's; and those that none can have."""
    taken = {each.strip("/").casefold() for each in _addresses(to.values(), languages)}
    taken |= {"index.html", "404", "404.html"}
    aliases: dict[str, tuple[str, ...]] = {}
    losses: list[ImportWarning] = []
    for path in to:
        for each in (*published[path], *older[path]):
            if not each or each.casefold() in taken:
                continue
            taken.add(each.casefold())
            if not _can_be_published(each):
                said = f"its old address `/{each[:80]}`: not one that a page can have; left out"
                losses.append(ImportWarning(path, 0, said))
                continue
            kept = f"/{each}" if each.endswith(".html") else f"/{each}/"
            aliases[path] = (*aliases.get(path, ()), kept)
    return aliases, tuple(losses)


def _can_be_published(address: str) -> bool:
    try:
        OLD_ADDRESS.validate_python(address)
    except ValidationError:
        return False
    return True

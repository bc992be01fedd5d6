"""The parts of a menu → folders: a handbook's menu follows them, where another tool's pages may all lie in one."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from posixpath import basename, dirname, splitext

from mentorsite.importers.markdown.menus import MenuEntry
from mentorsite.importers.safe_names import free_name, name_of
from mentorsite.model.urls import INDEX_NAMES

NO_FOLDER = "part"
"""What a folder is called whose part has no words that can be a name."""

SECOND_INDEX = "about-this-folder"
"""What a second page is called that would be the page of a folder."""


def in_parts(menu: Sequence[MenuEntry], to: Mapping[str, str], fixed: Iterable[str] = ()) -> dict[str, str]:
    """Where pages go once each part of a menu has a folder; a folder whose pages are all in one part goes there whole.

    A page that more stand below becomes the page of their folder. `fixed` are folders that stay where they are.
    """
    staying: set[str] = set()
    for folder in fixed:
        staying.update((folder, *_above(folder)))
    held: Counter[str] = Counter()
    for target in to.values():
        held.update(_above(target))
    found = _Places(dict(to), {each.casefold() for each in to.values()}, _families(to), held, frozenset(staying))
    _placed(menu, "", found)
    return found.to


@dataclass(frozen=True, slots=True)
class _Places:
    """Where pages go as far as it is known, the places that are taken, and each page with its translations.

    `held` tells how many pages stand below each folder, `staying` which folders stay where they are.
    """

    to: dict[str, str]
    taken: set[str]
    families: Mapping[str, tuple[str, ...]]
    held: Counter[str]
    staying: frozenset[str]


def _above(path: str) -> Iterator[str]:
    """The folders that a path stands in."""
    folder = dirname(path)
    while folder:
        yield folder
        folder = dirname(folder)


def _families(to: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Each page with those of the same place, whatever their language."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for path, target in to.items():
        found[_bare(target)].append(path)
    return {path: tuple(family) for family in found.values() for path in family}


def _bare(target: str) -> str:
    """A page's place without its ending and its language."""
    stem = splitext(target)[0]
    first, language = splitext(stem)
    if _is_language(language):
        return first
    return stem


def _placed(menu: Sequence[MenuEntry], folder: str, places: _Places) -> None:
    to = places.to
    for entry in menu:
        if not entry.parts:
            continue
        own = _own_folder(entry, folder, places)
        for part in flat(entry.parts):
            if own != folder and _lies_in(part, folder, places):
                _move(part.page, own, basename(_bare(to[part.page])), places)
        _follow(entry, folder, own, places)
        # Only now is it known whether the folder has got pages that this one stands above.
        has_parts = any(dirname(to.get(part.page, "")).startswith(own) for part in flat(entry.parts))
        if has_parts and _lies_in(entry, folder, places):
            _move(entry.page, own, "index", places)
        _placed(entry.parts, own, places)


def _lies_in(entry: MenuEntry, folder: str, places: _Places) -> bool:
    """Whether the page of an entry lies right in a folder, and is not the page of that folder."""
    target = places.to.get(entry.page)
    return target is not None and dirname(target) == folder and not _is_index(target)


def _follow(entry: MenuEntry, folder: str, own: str, places: _Places) -> None:
    """Moves folders that hold pages of one part alone into the folder of that part."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    start = f"{folder}/" if folder else ""
    for page in dict.fromkeys(each.page for each in flat(entry.parts)):
        target = places.to.get(page, "")
        inner, slash, _ = target.removeprefix(start).partition("/")
        if slash and target.startswith(start):
            found[f"{start}{inner}"].append(page)
    for inside, pages in found.items():
        whole: set[str] = set()
        for page in pages:
            whole.update(places.families[page])
        if inside == own or inside in places.staying or places.held[inside] != len(whole):
            continue
        for page in pages:
            target = places.to[page]
            if target.startswith(f"{inside}/"):
                _move(page, f"{own}/{dirname(target).removeprefix(start)}", basename(_bare(target)), places)


def _own_folder(entry: MenuEntry, folder: str, places: _Places) -> str:
    """The folder of what stands below an entry: the one that it is in already, or a new one of its name.

    A folder that has a page of its own can't be that of another page.
    """
    to = places.to
    if entry.page in to and _is_index(to[entry.page]):
        return dirname(to[entry.page])
    below = {dirname(to[each.page]) for each in flat(entry.parts) if each.page in to}
    top = min(below, key=len, default=folder)
    is_head = entry.page in to and dirname(to[entry.page]) == folder
    is_whole = top != folder and all(each == top or each.startswith(f"{top}/") for each in below)
    if is_whole and not (is_head and _has_index(top, places)):
        return top
    if entry.page in to:
        stem = splitext(basename(to[entry.page]))[0]
    else:
        stem = name_of(entry.title, NO_FOLDER)
    return f"{folder}/{stem}".lstrip("/")


def _has_index(folder: str, places: _Places) -> bool:
    return any(f"{folder}/{name}.md".casefold() in places.taken for name in INDEX_NAMES)


def _move(page: str, folder: str, name: str, places: _Places) -> None:
    """Moves a page, and its translations with it."""
    bare = _bare(places.to[page])
    if name in INDEX_NAMES and _has_index(folder, places):
        name = SECOND_INDEX
    for each in places.families[page]:
        target = places.to[each]
        if _bare(target) != bare:
            continue
        language = splitext(target)[0].removeprefix(bare)
        places.taken.discard(target.casefold())
        places.held.subtract(_above(target))
        places.to[each] = free_name(f"{folder}/{name}{language}.md".lstrip("/"), places.taken)
        places.taken.add(places.to[each].casefold())
        places.held.update(_above(places.to[each]))


def _is_language(ending: str) -> bool:
    return ending.startswith(".") and 2 <= len(ending.strip(".").split("-")[0]) <= 3


def _is_index(target: str) -> bool:
    return splitext(basename(target))[0].split(".")[0] in INDEX_NAMES


def flat(menu: Iterable[MenuEntry]) -> Iterator[MenuEntry]:
    """Every entry of a menu."""
    waiting = list(menu)[::-1]
    while waiting:
        entry = waiting.pop()
        yield entry
        waiting += reversed(entry.parts)

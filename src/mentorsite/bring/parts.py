"""The parts of a menu → folders: a handbook's menu follows them, where another tool's pages may all lie in one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from posixpath import basename, dirname, splitext

from mentorsite.bring.menus import Entry
from mentorsite.bring.names import free_name, name_of
from mentorsite.urls import INDEX_NAMES

NO_FOLDER = "part"
"""What a folder is called whose part has no words that can be a name."""


def in_parts(menu: Sequence[Entry], to: Mapping[str, str]) -> dict[str, str]:
    """Where pages go once each part of a menu has a folder; pages that have one of their own stay in it.

    A page that more stand below becomes the page of their folder.
    """
    found = dict(to)
    _placed(menu, "", found, {each.casefold() for each in to.values()})
    return found


def _placed(menu: Sequence[Entry], folder: str, to: dict[str, str], taken: set[str]) -> None:
    for entry in menu:
        if not entry.parts:
            continue
        own = _own_folder(entry, folder, to)
        for part in flat(entry.parts):
            if part.page in to and dirname(to[part.page]) == folder != own and not _is_index(to[part.page]):
                _move(part.page, own, basename(to[part.page]), to, taken)
        is_head = entry.page in to and dirname(to[entry.page]) == folder and not _is_index(to[entry.page])
        if is_head and any(each.startswith(f"{own}/") for each in to.values()):
            language = splitext(splitext(basename(to[entry.page]))[0])[1]
            _move(entry.page, own, f"index{language if _is_language(language) else ''}.md", to, taken)
        _placed(entry.parts, own, to, taken)


def _own_folder(entry: Entry, folder: str, to: Mapping[str, str]) -> str:
    """The folder of what stands below an entry: the one that it is in already, or a new one of its name."""
    below = {dirname(to[each.page]) for each in flat(entry.parts) if each.page in to}
    if entry.page in to and _is_index(to[entry.page]):
        return dirname(to[entry.page])
    top = min(below, key=len, default=folder)
    if top != folder and all(each == top or each.startswith(f"{top}/") for each in below):
        return top
    stem = splitext(basename(to[entry.page]))[0] if entry.page in to else name_of(entry.title, NO_FOLDER)
    return f"{folder}/{stem}".lstrip("/")


def _move(page: str, folder: str, name: str, to: dict[str, str], taken: set[str]) -> None:
    """Moves a page, and its translations with it."""
    stem = splitext(to[page])[0]
    for each, target in list(_with_translations(page, stem, to)):
        language = splitext(target)[0].removeprefix(stem)
        new = f"{folder}/{splitext(name)[0]}{language}.md".lstrip("/")
        taken.discard(target.casefold())
        to[each] = free_name(new, taken)
        taken.add(to[each].casefold())


def _with_translations(page: str, stem: str, to: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield page, to[page]
    for each, target in to.items():
        if each != page and target.startswith(f"{stem}.") and _is_language(splitext(target)[0].removeprefix(stem)):
            yield each, target


def _is_language(ending: str) -> bool:
    return ending.startswith(".") and 2 <= len(ending.strip(".").split("-")[0]) <= 3


def _is_index(target: str) -> bool:
    return splitext(basename(target))[0].split(".")[0] in INDEX_NAMES


def flat(menu: Iterable[Entry]) -> Iterator[Entry]:
    """Every entry of a menu."""
    waiting = list(menu)[::-1]
    while waiting:
        entry = waiting.pop()
        yield entry
        waiting += reversed(entry.parts)

"""What stands in the menu, and what has to be written so that something gets another place in it. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import floor

from mentorsite.loader.json_schema import json_schema
from mentorsite.model.site import Site
from mentorsite.serve.edit.data_changes import ChangeError
from mentorsite.serve.edit.kinds import kind_of
from mentorsite.structure.links import Inside, destination
from mentorsite.structure.navigation import Node, Outline

HOME = "content/index.md"
SECTIONS = ("page", "section")
"""Kinds of page whose own pages are shown below them."""
NO_FILE = "“{}” has no file of its own that could say its place. List the menu in site.yml instead, as `navigation`."


@dataclass(frozen=True, slots=True)
class Entry:
    """Something in the menu. `path` is the file that says its place, nothing where none does; `order` is that place."""

    title: str
    address: str
    path: str
    order: float | None
    below: tuple["Entry", ...] = ()


def entries(site: Site, outline: Outline, above: str = "") -> tuple[Entry, ...]:
    """What the menu lists below an address, with what is below that."""
    found: list[Entry] = []
    for node in outline.below(above):
        if node.kind in SECTIONS:
            inner = entries(site, outline, node.address)
        else:
            inner = ()
        found.append(Entry(node.title, node.address, _file_of(site, node), node.order, inner))
    return tuple(found)


def named_entries(site: Site, outline: Outline) -> tuple[Entry, ...]:
    """What site.yml lists itself for the menu; its index there is the place of each."""
    found: list[Entry] = []
    for index, each in enumerate(site.settings.navigation):
        led = destination(site, HOME, "", each.to.id, each.to.place)
        if isinstance(led, Inside):
            node = outline.nodes.get(led.address)
        else:
            node = None
        if node is None:  # it leads to no page
            found.append(Entry(each.title or each.to.id, each.to.id, "", float(index)))
            continue
        if node.kind in SECTIONS:
            inner = entries(site, outline, node.address)
        else:
            inner = ()
        found.append(Entry(each.title or node.title, node.address, "", float(index), inner))
    return tuple(found)


def moved(row: Sequence[Entry], index: int, target: int) -> dict[str, float]:
    """The places to write, by file, so that one of a row stands where another one does; others stay where they can."""
    wanted = list(row)
    wanted.insert(target, wanted.pop(index))
    found: dict[str, float] = {}
    if index == target:
        return found
    for here, each in enumerate(wanted):
        before = wanted[here - 1] if here else None
        # What is sorted rightly already keeps what its file says, so that few files change.
        if here != target and _is_behind(each, before) and _is_rest_sorted(wanted[here:], target - here):
            continue
        if here == target and here + 1 < len(wanted):
            following = wanted[here + 1]
        else:
            following = None
        order = _between(before.order if before else None, following.order if following else None)
        if not each.path:
            raise ChangeError(NO_FILE.format(each.title))
        found[each.path] = order
        wanted[here] = replace(each, order=order)
    return found


def _rank(entry: Entry) -> tuple[bool, float, str, str]:
    # As the outline sorts pages: those without a place come last, by their titles.
    return entry.order is None, entry.order or 0, entry.title.casefold(), entry.address


def _is_behind(entry: Entry, before: Entry | None) -> bool:
    return before is None or _rank(before) < _rank(entry)


def _is_rest_sorted(rest: Sequence[Entry], target: int) -> bool:
    """Whether what has no place yet may stay so: nothing that follows it gets one."""
    return rest[0].order is not None or target < 0


def _between(before: float | None, after: float | None) -> float:
    """A place behind one and before another, as round as it can be."""
    if before is None and after is None:
        return 1
    if after is None or (before is not None and after <= before):
        return floor(before or 0) + 1
    if before is None:
        if 0 < after < 1:
            return after / 2
        return after - 1
    whole = floor((before + after) / 2)
    if before < whole < after:
        return whole
    return round((before + after) / 2, 4)


def _file_of(site: Site, node: Node) -> str:
    """The file that says the place of a page in its key `order`."""
    source = site.by_address.get(node.address, "")
    kind = kind_of(source)
    if kind and "order" in json_schema(kind)["properties"]:
        return source
    return ""


def with_translations(site: Site, path: str) -> Iterator[str]:
    """A page and its translations that stand at the same place, each by its own front matter."""
    yield path
    own = next((page for page in site.pages if page.source == path and not page.shown_in), None)
    if own is None:
        return
    for page in site.pages:
        is_translation = page is not own and page.address == f"{site.settings.home(page.language)}{own.address}"
        # One that has a place of its own keeps it.
        if is_translation and not page.shown_in and page.order == own.order:
            yield page.source

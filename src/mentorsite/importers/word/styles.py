"""Styles of a Word document that are based on others: whose headings and whose numbers a paragraph has by them."""

import re
from collections.abc import Iterator, Mapping, Sequence

from mentorsite.importers.word.controls import Element, W

DEEPEST = 20
"""How many styles may be based on each other; Word allows no more than ten."""
HEADINGS = {"title", *(f"heading {level}" for level in range(1, 7))}
OTHERS = ("toc", "subtitle")
"""How names of styles begin that may be based on headings, and are none."""
NO_OUTLINE = "9"
Place = tuple[str, int]
"""A list, and the depth in it."""
NO_LIST = "0"
DEPTH = re.compile(r"\d{1,2}")


def by_id(sheets: Sequence[Element]) -> dict[str, Element]:
    """The styles of a document by their ids."""
    found: dict[str, Element] = {}
    for sheet in sheets:
        for style in sheet.iter(f"{W}style"):
            found[str(style.get(f"{W}styleId", ""))] = style
    return found


def usual(styles: Mapping[str, Element]) -> str:
    """The style of paragraphs that say none."""
    for id, style in styles.items():
        if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
            return id
    return ""


def as_headings(text: Element, sheets: Sequence[Element]) -> None:
    """Gives paragraphs whose style is based on that of a heading the style of the heading."""
    styles = by_id(sheets)
    headings = {id: _heading(id, styles) for id in styles}
    for style in text.iter(f"{W}pStyle"):
        heading = headings.get(str(style.get(f"{W}val", "")), "")
        if heading:
            style.set(f"{W}val", heading)


def _heading(id: str, styles: Mapping[str, Element]) -> str:
    """The style of a heading that a style is based on, or is; nothing for a heading that is in no outline."""
    if value(styles[id], "name").lower().startswith(OTHERS):
        return ""
    # By name, not by id: Word translates ids with its own language, and keeps the names of its own styles English.
    for each in chain(id, styles):
        if value(styles[each], "pPr", "outlineLvl") == NO_OUTLINE:
            return ""
        if value(styles[each], "name").lower() in HEADINGS:
            return each
    return ""


def places(styles: Mapping[str, Element], direct: Mapping[str, Place]) -> dict[str, Place]:
    """The list of each style; `direct` has those that lists name themselves."""
    found: dict[str, Place] = {}
    for id in styles:
        above = (_own_place(each, styles, direct) for each in chain(id, styles))
        place = next(filter(None, above), None)
        if place is None or place[0] == NO_LIST:
            continue
        depth = own_depth(styles[id])
        if depth is None:
            found[id] = place
        else:
            found[id] = (place[0], depth)
    return {**found, **direct}


def _own_place(id: str, styles: Mapping[str, Element], direct: Mapping[str, Place]) -> Place | None:
    if id in direct:
        return direct[id]
    number = value(styles[id], "pPr", "numPr", "numId")
    if number:
        return (number, own_depth(styles[id]) or 0)
    return None


def own_depth(element: Element) -> int | None:
    """The depth in a list that a style or a paragraph says itself."""
    depth = value(element, "pPr", "numPr", "ilvl")
    if DEPTH.fullmatch(depth):
        return int(depth)
    return None


def chain(id: str, styles: Mapping[str, Element]) -> Iterator[str]:
    """A style, and those that it is based on."""
    for _ in range(DEEPEST):
        if id not in styles:
            return
        yield id
        id = value(styles[id], "basedOn")


def value(element: Element, *path: str) -> str:
    """What an element below another says."""
    found = element.find("/".join(f"{W}{name}" for name in path))
    if found is None:
        return ""
    return str(found.get(f"{W}val", ""))

"""Word's own styles for deeper lists, as “List Bullet 2”: each is a list by itself, and its name tells its depth."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import lxml.etree

from mentorsite.importers.word.controls import Element, W
from mentorsite.importers.word.styles import chain, value

NAME = re.compile(r"list (?:bullet|number) ([2-5])", re.I)
BULLET, NUMBERED = "deeper-bullet", "deeper-decimal"
"""What the lists are called that deeper paragraphs are put into."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A paragraph, the kind of the list that it is in (nothing for none), its depth, and the depth of its style."""

    paragraph: Element
    kind: str
    depth: int
    by_name: int


def depths(styles: Mapping[str, Element]) -> dict[str, int]:
    """The depth that each style has by its name, or by that of a style that it is based on."""
    found: dict[str, int] = {}
    for id in styles:
        for each in chain(id, styles):
            said = NAME.fullmatch(value(styles[each], "name").strip())
            if said:
                found[id] = int(said[1]) - 1
                break
    return found


def deepen(numbering: Element, paragraphs: Iterable[Listed]) -> None:
    """Puts paragraphs as deep as their styles say, below those of styles that are less deep."""
    above: list[int] = []
    moved: list[tuple[Listed, int]] = []
    for each in paragraphs:
        if not each.kind:
            above = []  # other words end the list
            continue
        said = each.depth or each.by_name
        while above and above[-1] >= said:
            above.pop()
        if said > each.depth and above:
            moved.append((each, len(above)))
        above.append(said)
    if moved:
        _add_lists(numbering, max(depth for _, depth in moved))
    for each, depth in moved:
        if each.kind == "bullet":
            id = BULLET
        else:
            id = NUMBERED
        _move(each.paragraph, depth, id)


def _add_lists(numbering: Element, deepest: int) -> None:
    """Adds the two lists that deeper paragraphs are put into: the document's own have no such levels."""
    for id in (BULLET, NUMBERED):
        base = lxml.etree.SubElement(numbering, f"{W}abstractNum", {f"{W}abstractNumId": id})
        for depth in range(deepest + 1):
            level = lxml.etree.SubElement(base, f"{W}lvl", {f"{W}ilvl": str(depth)})
            lxml.etree.SubElement(level, f"{W}numFmt", {f"{W}val": id.removeprefix("deeper-")})
        number = lxml.etree.SubElement(numbering, f"{W}num", {f"{W}numId": id})
        lxml.etree.SubElement(number, f"{W}abstractNumId", {f"{W}val": id})


def _move(paragraph: Element, depth: int, id: str) -> None:
    properties = paragraph.find(f"{W}pPr")
    if properties is not None:
        for old in properties.findall(f"{W}numPr"):
            properties.remove(old)
    number = lxml.etree.SubElement(properties, f"{W}numPr")
    lxml.etree.SubElement(number, f"{W}ilvl", {f"{W}val": str(depth)})
    lxml.etree.SubElement(number, f"{W}numId", {f"{W}val": id})

"""How much room words take on paper, about: what has little stands together on one page."""

from math import ceil
from typing import Any
from unicodedata import east_asian_width

from mentorsite.render.text.blocks import BLOCKS

LETTERS = 80
"""How many stand in a line."""
LINES_OF_PICTURE = 12
LONG = 30
"""More lines than this don't have to stand on one page."""

MOST_LINES = 30
"""How many lines to write on a field has at most, as in `controls.typ`."""
SMALL_LETTERS = 100
"""How many letters of the smallest size stand in a line of a field."""
SMALL_LINES = 2
"""How many lines of that size are as high as one line to write on."""
WIDE = ("W", "F")


def has_room(value: str, lines: int, width: float = 1) -> bool:
    """Whether a field with so many lines to write on shows all of a text, at least in small letters.

    `width` is the part of a whole line that it takes.

    Where it may not, the answer is no.
    """
    if lines == 1:
        return _letters(value) <= SMALL_LETTERS * width
    needed = sum(max(1, ceil(_letters(line) / SMALL_LETTERS)) for line in value.splitlines())
    return needed <= min(lines, MOST_LINES) * SMALL_LINES


def _letters(text: str) -> int:
    """How many letters take as much room."""
    return sum(2 if east_asian_width(each) in WIDE else 1 for each in text)


def lines_of(node: Any) -> float:
    """About how many lines a node or a list of nodes takes on a page."""
    if isinstance(node, str):
        return len(node) / LETTERS + node.count("\n")
    if not isinstance(node, list) or not node:
        return 0
    held = sum(lines_of(each) for each in node)
    if node[0] == "img":
        return held + LINES_OF_PICTURE
    if isinstance(node[0], str) and (node[0] == "br" or node[0] in BLOCKS):
        return held + 1
    return held


def is_long(node: Any) -> bool:
    """Whether a node or a list of nodes has so many lines that it may begin on one page and end on another."""
    return lines_of(node) > LONG

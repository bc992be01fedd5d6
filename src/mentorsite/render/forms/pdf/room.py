"""How much room words take on paper, about: what has little stands together on one page."""

from typing import Any

from mentorsite.render.text.blocks import BLOCKS

LETTERS = 80
"""How many stand in a line."""
LINES_OF_PICTURE = 12
LONG = 30
"""More lines than this don't have to stand on one page."""


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

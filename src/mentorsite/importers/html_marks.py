"""Bold words and their like: one element where they touch, and HTML where marks of Markdown would be read as words."""

from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag
from bs4.element import PageElement

SIGNS = {"strong": "*", "b": "*", "em": "*", "i": "*", "del": "~", "s": "~"}
"""What each of the elements is marked by."""
AS_HTML = {"strong": "strong", "b": "strong", "em": "em", "i": "em", "del": "del", "s": "del"}
KEPT = "kept"
"""An element that is written as HTML; its attribute `as` says which."""
BREAKS = {
    "br", "[document]", "p", "li", "td", "th", "dd", "dt", "div", "section", "blockquote", "figcaption", "caption",
    "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "tr", "pre", "hr", "figure",
}  # fmt: skip
"""Elements that part words as an empty line does."""
SIGN = "<"
"""What is as good as any sign that is no letter."""


@dataclass(slots=True)
class _Beside:
    """The character beside a mark, and how many other marks stand between the two."""

    character: str
    marks: int = 0


def join_marks(tree: BeautifulSoup) -> None:
    """Makes one of bold words, and of others, right behind each other: their marks would be read as words."""
    for first in tree.find_all(list(SIGNS)):
        while isinstance(first.next_sibling, Tag) and first.next_sibling.name == first.name:
            second = first.next_sibling.extract()
            first.extend(list(second.children))


def keep_unreadable_marks(tree: BeautifulSoup) -> None:
    """Has bold words and their like written as HTML where the signs for them would be shown: `**Mentor:**Anna`."""
    for element in tree.find_all(list(SIGNS)):
        if any(not _is_read(element, step) for step in (-1, 0)):
            element["as"] = AS_HTML[element.name]
            element.name = KEPT


def _is_read(element: Tag, edge: int) -> bool:
    """Whether a mark at the beginning of an element (0), or at its end (-1), is one to a reader of Markdown."""
    sign = SIGNS[element.name]
    inside, outside = _inside(element, sign, edge), _outside(element, sign, edge)
    if not inside.character or inside.character.isspace():
        # markdownify writes spaces at the ends outside of the marks, and no marks around nothing.
        return True
    # The characters on its two sides tell whether a run of `*` opens or closes something (CommonMark 6.2): one
    # between a sign inside and a letter outside does neither.
    is_in_a_word = outside.character.isalnum() and not inside.character.isalnum()
    return not is_in_a_word and inside.marks + outside.marks < 2


def _inside(element: Tag, sign: str, edge: int) -> _Beside:
    """What an element begins or ends with."""
    found = _Beside("")
    children = _with_words(element)
    while children:
        child = children[edge]
        if not isinstance(child, Tag):
            return _Beside(str(child)[edge], found.marks)
        if SIGNS.get(child.name) != sign:
            return _unmarked(child, found.marks)
        found.marks += 1
        children = _with_words(child)
    return found


def _outside(element: Tag, sign: str, edge: int) -> _Beside:
    """What stands before the beginning of an element, or behind its end."""
    marks = 0
    at: Tag = element
    while True:
        beside = _next(at, edge)
        if beside is not None:
            return _on_the_other_side(beside, sign, edge, marks)
        above = at.parent
        if above is None:
            return _Beside("", marks)
        if SIGNS.get(above.name) != sign:
            return _unmarked(above, marks)
        marks += 1
        at = above


def _on_the_other_side(beside: PageElement, sign: str, edge: int, marks: int) -> _Beside:
    """What a neighbour begins or ends with that stands right at a mark."""
    other = -1 - edge
    if not isinstance(beside, Tag):
        return _Beside(str(beside)[other], marks)
    if SIGNS.get(beside.name) != sign:
        return _unmarked(beside, marks)
    found = _inside(beside, sign, other)
    return _Beside(found.character, marks + 1 + found.marks)


def _unmarked(element: Tag, marks: int) -> _Beside:
    """What an element is to the words beside it that is not written with the same sign: a break, or a sign."""
    if element.name in BREAKS:
        return _Beside("", marks)
    return _Beside(SIGN, marks)


def _next(element: Tag, edge: int) -> PageElement | None:
    """The neighbour before an element, or behind it, that has words."""
    if edge:
        beside = element.next_sibling
    else:
        beside = element.previous_sibling
    while beside is not None and not isinstance(beside, Tag) and not str(beside):
        if edge:
            beside = beside.next_sibling
        else:
            beside = beside.previous_sibling
    return beside


def _with_words(element: Tag) -> list[PageElement]:
    return [child for child in element.children if isinstance(child, Tag) or str(child)]

"""The elements of a text → the same with their values filled in, as they read in one place."""

from collections.abc import Callable
from dataclasses import dataclass
from xml.etree.ElementTree import Element as Filled
from xml.etree.ElementTree import TreeBuilder

from mentorsite.markdown.document import LINE, Blank, Id, Image, Link, Mention, ThemeWord, Value, Variable
from mentorsite.markdown.tree import Element, tree_of


@dataclass(frozen=True, slots=True)
class Reading:
    """What the values of a text become in one place: the URL of a link or an image, the words of a variable and of
    the theme, the size of an image in pixels, and the URL of a term in the glossary, where it has one.

    `before_ids` stands before each id; without it there are none.
    """

    link: Callable[[Link | Image], str]
    variable: Callable[[Variable], str]
    word: Callable[[ThemeWord], str] = lambda each: each.word
    size: Callable[[Image], tuple[int, int] | None] = lambda _image: None
    term: Callable[[Mention], str | None] = lambda _mention: None
    before_ids: str | None = None


NO_VALUES = Reading(lambda _link: "", lambda _variable: "", before_ids="")


def filled(text: Element[Value], reading: Reading) -> Filled:
    """The elements of a text in one place."""
    builder = TreeBuilder()
    _fill(text, reading, builder)
    return builder.close()


def elements_of(html: str) -> Filled:
    """The elements of well-formed HTML that holds no values, as that of a theme's template."""
    return filled(tree_of([html]), NO_VALUES)


def _fill(element: Element[Value], reading: Reading, builder: TreeBuilder) -> None:
    builder.start(element.tag, _attributes(element, reading))
    for child in element.children:
        match child:
            case Element():
                _fill(child, reading, builder)
            case str():
                builder.data(child)
            case Blank(field):
                builder.start("span", {"data-blank": field})
                builder.data(LINE)
                builder.end("span")
            case Mention() if url := reading.term(child):
                builder.start("a", {"href": url})
                builder.data(child.words)
                builder.end("a")
            case _:
                builder.data(_said(child, reading))
    builder.end(element.tag)


def _attributes(element: Element[Value], reading: Reading) -> dict[str, str]:
    made = {}
    for name, parts in element.attributes:
        if name != "id" or reading.before_ids is not None:
            made[name] = "".join(_said(part, reading) for part in parts)
        for part in parts:
            if not isinstance(part, Image) or part.sized:  # whoever wrote a size means that one
                continue
            size = reading.size(part)
            if size:
                made |= {"width": str(size[0]), "height": str(size[1])}
    return made


def _said(value: Value | str, reading: Reading) -> str:
    match value:
        case str():
            return value
        case Link() | Image():
            return reading.link(value)
        case Variable():
            return reading.variable(value)
        case ThemeWord():
            return reading.word(value)
        case Id():
            return f"{reading.before_ids or ''}{value.name}"
        case Mention():
            return value.words
        case Blank():
            return LINE

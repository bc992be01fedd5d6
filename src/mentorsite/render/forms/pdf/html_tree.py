"""Well-formed HTML → a tree of its elements."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from xml.etree.ElementTree import Element, TreeBuilder

from mentorsite.markdown.sanitize import VOID

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = {
    "p", *HEADINGS, "ul", "ol", "li", "pre", "hr", "table", "caption", "tr", "td", "th", "blockquote", "div", "center",
    "section", "article", "aside", "header", "footer", "hgroup", "nav", "details", "summary", "dl", "dt", "dd",
    "figure", "figcaption",
}  # fmt: skip
NUMBER = re.compile(r"\d{1,6}")


def element_tree(html: str) -> Element:
    """Well-formed HTML as a tree, in a `div`."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.builder.end("div")
    return reader.builder.close()


class _Reader(HTMLParser):
    """Builds the tree of well-formed HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.builder = TreeBuilder()
        self.builder.start("div", {})

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.builder.start(tag, {name: value or "" for name, value in attrs})
        if tag in (*VOID, "input"):
            self.builder.end(tag)

    def handle_endtag(self, tag: str) -> None:
        self.builder.end(tag)

    def handle_data(self, data: str) -> None:
        self.builder.data(data)


def numbers_of(element: Element) -> Iterator[int]:
    """What a browser writes before each part of a list, which may start anywhere, jump, and count down."""
    down = "reversed" in element.attrib
    following = _number(element, "start", len(element) if down else 1)
    for child in element:
        number = _number(child, "value", following)
        yield number
        following = max(0, number - 1) if down else number + 1


def _number(element: Element, name: str, otherwise: int) -> int:
    said = element.get(name, "")
    return int(said) if NUMBER.fullmatch(said) else otherwise

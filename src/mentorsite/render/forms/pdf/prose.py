"""The HTML of a text → plain data that the theme's Typst files draw: nothing that someone wrote is code there.

A node is a text or `[tag, attributes, *nodes]`; the tags are those of HTML that `prose.typ` knows. The HTML is clean
and well formed (see `markdown.sanitize`), or comes from a theme's template.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

from mentorsite.markdown.sanitize import outside
from mentorsite.render.forms.pdf.nodes import (
    Node,
    as_heading,
    breakable,
    flat,
    has_links,
    plain,
    row_as_paragraph,
    trimmed,
)
from mentorsite.render.forms.pdf.paper_room import is_long
from mentorsite.render.forms.pdf.tables import is_long_head, settle, span
from mentorsite.render.text.blocks import BLOCKS, HEADINGS, numbers_of
from mentorsite.render.text.fill import elements_of

INLINE = {
    "strong": "strong", "b": "strong", "em": "em", "i": "em", "cite": "em", "dfn": "em", "var": "em", "code": "code",
    "kbd": "code", "samp": "code", "tt": "code", "del": "del", "s": "del", "strike": "del", "ins": "ins", "u": "ins",
    "sup": "sup", "sub": "sub", "mark": "mark", "small": "small", "q": "q",
}  # fmt: skip
"""What each inline element is drawn as; others are drawn as what they hold."""
TRANSPARENT = {"section", "article", "nav", "header", "footer", "main", "body", "center", "hgroup"}
LEFT_OUT = {
    "script", "style", "button", "dialog", "svg", "template", "textarea", "select", "progress", "noscript", "head",
}  # fmt: skip
DEEPEST = 14
"""Further down in each other, blocks are drawn as the words they hold: Typst goes no deeper than some hundred calls."""
ALIGNED = re.compile(r"\balign-(\w+)")
"""The class that the Markdown of a table gives to its cells."""


LANGUAGE = re.compile("[a-z]{2,3}")


class Prose:
    """Turns texts of one document into nodes.

    `url` is where their links start from. `images` are the names that files have in the document, by their address.
    `blanks` are what is drawn where a field is filled in within a sentence, by its id.
    `noted_links` collects where links lead that don't say it in their words; each is numbered.
    """

    def __init__(
        self, url: str | None, images: Mapping[str, str] | None = None, ids: frozenset[str] = frozenset()
    ) -> None:
        self.url, self.images, self.ids = url, images or {}, ids
        self.blanks: Mapping[str, Mapping[str, Any]] = {}
        self.noted_links: dict[str, int] = {}
        self.named: set[str] = set()
        """The ids that stand somewhere already."""

    def nodes(self, html: str) -> list[Node]:
        """A text, as blocks if it has any, else as inline nodes."""
        if html.strip():
            return self._inside(elements_of(html), 0)
        return []

    def inline(self, html: str) -> list[Node]:
        """A text for a place that takes no blocks."""
        return flat(self.nodes(html))

    def _inside(self, element: Element, depth: int) -> list[Node]:
        """What an element holds: where it has blocks, words beside them become paragraphs."""
        with_blocks = any(_has_block(child) for child in element)
        made: list[Node] = []
        words: list[Node] = [plain(element.text or "")]
        for child in element:
            if child.tag in BLOCKS:
                made += _paragraph(words, with_blocks)
                words = []
                made += self._block(child, depth + 1)
            elif child.tag not in LEFT_OUT:
                words += self._words(child, depth + 1)
            words.append(plain(child.tail or ""))
        return made + _paragraph(words, with_blocks)

    def _block(self, element: Element, depth: int) -> list[Node]:
        if "hidden" in element.attrib:
            return []
        attributes = self._attributes(element)
        if depth > DEEPEST:
            said = plain(" ".join(element.itertext())).strip()
            if said:
                return [["p", {}, said]]
            return []
        match element.tag:
            case "hr":
                separates_notes = "footnotes-sep" in element.get("class", "").split()
                if separates_notes:
                    return []
                return [["hr", attributes]]
            case "pre":
                return [["pre", attributes, breakable("".join(element.itertext()).strip("\n"))]]
            case "table":
                return self._table(element, attributes, depth)
            case "ul" | "ol":
                return [self._list(element, attributes, depth)]
            case "dl":
                return [self._terms(element, attributes, depth)]
        return self._container(element, attributes, depth)

    def _container(self, element: Element, attributes: dict[str, Any], depth: int) -> list[Node]:
        """A block that holds others, or words."""
        held = self._inside(element, depth)
        if element.tag in TRANSPARENT and not attributes:
            return held
        if element.tag in TRANSPARENT:
            tag = "div"
        else:
            tag = element.tag
        if tag in HEADINGS:
            held = as_heading(held)
            if not held:  # an empty one is no heading; its id stays, since a link may lead there
                tag = "div"
            return [[tag, attributes, *held]]
        if tag == "summary":
            held = flat(held)
        if tag == "aside" or "alert" in attributes.get("class", ()):
            attributes["long"] = is_long(held)
        if held:
            return [[tag, attributes, *held]]
        return []

    def _list(self, element: Element, attributes: dict[str, Any], depth: int) -> Node:
        items = []
        for child, number in zip(element, numbers_of(element), strict=True):
            held = self._inside(child, depth)
            said = self._attributes(child)
            if element.tag == "ol":
                said["number"] = number
            items.append(["li", said, *held])
        return [element.tag, attributes, *items]

    def _terms(self, element: Element, attributes: dict[str, Any], depth: int) -> Node:
        parts = []
        for part in _terms_of(element):
            said = self._attributes(part)
            held = self._inside(part, depth)
            if part.tag == "dt":  # a term is one line
                held = flat(held)
            parts.append([part.tag, said, *held])
        return ["dl", attributes, *parts]

    def _table(self, element: Element, attributes: dict[str, Any], depth: int) -> list[Node]:
        """A table: its head's rows, then the others. One with too many columns becomes a paragraph a row."""
        head: list[list[Node]] = []
        rows: list[list[Node]] = []
        spans = False
        for row, in_head in _rows(element):
            cells = [self._cell(cell, depth) for cell in row if cell.tag in ("td", "th")]
            # an empty row counts where a cell of a row above may reach into it
            if cells or spans:
                if in_head and not rows:
                    head.append(cells)
                else:  # also of a `thead` that stands further down, for a head is drawn first
                    rows.append(cells)
            spans = spans or any(cell[1]["rowspan"] > 1 for cell in cells)
        caption: list[Node] = []
        for found in element.findall("caption"):
            caption += self._block(found, depth)
        shares = settle(head, rows)
        if shares is None:
            return [*caption, *(row_as_paragraph(row) for row in (*head, *rows))]
        if is_long_head(head):
            head, rows = [], [*head, *rows]
        made: Node = ["table", {**attributes, "columns": shares, "caption": caption}, head, rows]
        made[1]["links"] = has_links(head)
        made[1]["long"] = is_long([caption, head, rows])
        return [made]

    def _cell(self, cell: Element, depth: int) -> Node:
        attributes = self._attributes(cell)
        attributes["colspan"], attributes["rowspan"] = span(cell, "colspan"), span(cell, "rowspan")
        aligned = ALIGNED.search(cell.get("class", ""))
        if aligned:
            attributes["align"] = aligned[1]
        elif cell.get("align"):
            attributes["align"] = cell.get("align")
        attributes["length"] = sum(len(text) for text in cell.itertext())
        return [cell.tag, attributes, *self._inside(cell, depth + 1)]

    def _words(self, element: Element, depth: int) -> list[Node]:
        drawn = self._drawn(element)
        if drawn is not None:
            return drawn
        classes = element.get("class", "").split()
        if "footnote-backref" in classes:  # the way back up is for screens
            return []
        if depth > DEEPEST:
            return [plain(" ".join(element.itertext()))]
        held = flat(self._inside_words(element, depth))
        if element.tag == "a":
            return self._link(element, held)
        attributes = self._attributes(element)
        attributes.pop("class", None)
        tag = INLINE.get(element.tag)
        if tag is None:
            if attributes:
                return [["span", attributes, *held]]
            return held
        if tag == "code":
            return [[tag, attributes, plain("".join(element.itertext()))]]
        return [[tag, attributes, *held]]

    def _drawn(self, element: Element) -> list[Node] | None:
        """What is drawn in place of an element, whatever it holds; None for those that are what they hold."""
        match element.tag:
            case _ if element.tag == "br" or element.get("class") == "also-mark":  # what follows the mark stands below
                return [["br", {}]]
            case "input":
                if element.get("type") != "checkbox":
                    return []
                if "checked" in element.attrib:
                    return ["\u2611 "]
                return ["\u2610 "]
            case "img":
                return self._image(element)
            case "span" if blank := self.blanks.get(element.get("data-blank", "")):
                return [["blank", dict(blank)]]
        return None

    def _inside_words(self, element: Element, depth: int) -> Iterator[Node]:
        yield plain(element.text or "")
        for child in element:
            if child.tag in BLOCKS:
                yield from self._block(child, depth + 1)
            elif child.tag not in LEFT_OUT:
                yield from self._words(child, depth + 1)
            yield plain(child.tail or "")

    def _image(self, element: Element) -> list[Node]:
        words = plain(element.get("alt", "")).strip()
        name = self.images.get(element.get("src", ""))
        if not words:  # one without words only decorates
            return []
        if not name:
            return [words]
        attributes: dict[str, Any] = {"src": name, "alt": words}
        for side in ("width", "height"):
            said = element.get(side, "")
            if said.isdecimal() and len(said) < 6:  # anyone may write a size into HTML, however long
                attributes[side] = int(said)
        return [["img", attributes]]

    def _link(self, element: Element, held: list[Node]) -> list[Node]:
        target = element.get("href", "")
        attributes = self._attributes(element)
        attributes.pop("class", None)
        if target.startswith("#") and target[1:] in self.ids:
            return [["a", {**attributes, "to": target[1:]}, *held]]
        if self.url and target.strip("#"):
            whole = urljoin(self.url, target)
        else:
            whole = target
        leads = outside(whole)
        if not leads:
            if attributes:
                return [["span", attributes, *held]]
            return held
        attributes["url"] = leads
        # on paper nobody can follow a link: where its words don't say the address, a note does
        shown = leads.partition("://")[2].removesuffix("/")
        if shown and shown not in "".join(element.itertext()):
            attributes["note"] = self.noted_links.setdefault(leads, len(self.noted_links) + 1)
        return [["a", attributes, *held]]

    def _attributes(self, element: Element) -> dict[str, Any]:
        """An id that a link leads to (the first one of its name), classes, language and direction.

        `also` is set where it says again, in another language, what stands before it.
        """
        found: dict[str, Any] = {}
        name = element.get("id", "")
        if name in self.ids and name not in self.named:
            self.named.add(name)
            found["id"] = name
        if classes := element.get("class", "").split():
            found["class"] = classes
            if "also" in classes:
                found["also"] = True
        language = element.get("lang", "").partition("-")[0].lower()
        if LANGUAGE.fullmatch(language):
            found["lang"] = language
        if element.get("dir") in ("rtl", "ltr"):
            found["dir"] = element.get("dir")
        return found


def _has_block(element: Element) -> bool:
    return element.tag not in LEFT_OUT and element.tag in BLOCKS


def _paragraph(words: list[Node], with_blocks: bool) -> list[Node]:
    """Words as a paragraph; as they are where no block stands beside them."""
    said = trimmed(words)
    if not said or not with_blocks:
        return said
    return [["p", {}, *said]]


def _terms_of(element: Element) -> Iterator[Element]:
    """The terms and descriptions of a list, also those in a `div` that groups them."""
    for child in element:
        if child.tag in ("dt", "dd"):
            yield child
        elif child.tag == "div":
            yield from _terms_of(child)


def _rows(element: Element, in_head: bool = False) -> Iterator[tuple[Element, bool]]:
    for child in element:
        if child.tag == "tr":
            yield child, in_head
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from _rows(child, child.tag == "thead")

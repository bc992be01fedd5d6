"""The HTML of a text → plain data that the theme's Typst files draw: nothing that someone wrote is code there.

A node is a text or `[tag, attributes, *nodes]`; the tags are those of HTML that `prose.typ` knows. The HTML is clean
and well formed (see `markdown.sanitize`), or comes from a theme's template.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

from mentorsite.markdown.sanitize import outside
from mentorsite.render.text.blocks import BLOCKS, HEADINGS, numbers_of
from mentorsite.render.text.fill import elements_of

Node = Any
"""A text, or a list of a tag, a mapping of attributes and further nodes: what JSON can say."""
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
SPACES = re.compile(r"[ \t\r\n\f]+")
LONG_WORD = re.compile(r"[^\W_]{30,}")
PART_OF_WORD = re.compile(r"(.{12})(?=.)")
DEEPEST = 14
"""Further down in each other, blocks are drawn as the words they hold: Typst goes no deeper than some hundred calls."""
WIDEST = 50
"""How many columns or rows one cell may take."""
ALIGNED = re.compile(r"\balign-(\w+)")
"""The class that the Markdown of a table gives to its cells."""


def plain(text: str) -> str:
    """A text as one line, with places to break very long words."""
    text = SPACES.sub(" ", text)
    return LONG_WORD.sub(lambda word: PART_OF_WORD.sub("\\1\u200b", word[0]), text)


class Prose:
    """Turns texts of one document into nodes.

    `url` is where their links start from. `images` are the names that files have in the document, by their address.
    With `notes_links`, `noted_links` collects where links lead that don't say it in their words; each is numbered.
    """

    def __init__(
        self, url: str | None, images: Mapping[str, str] | None = None, ids: frozenset[str] = frozenset()
    ) -> None:
        self.url, self.images, self.ids = url, images or {}, ids
        self.notes_links = False
        self.noted_links: dict[str, int] = {}
        self.named: set[str] = set()

    def nodes(self, html: str) -> list[Node]:
        """A text, as blocks if it has any, else as inline nodes."""
        return self._inside(elements_of(html), 0) if html.strip() else []

    def inline(self, html: str) -> list[Node]:
        """A text for a place that takes no blocks."""
        return _flat(self.nodes(html))

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
            return [["p", {}, said]] if said else []
        match element.tag:
            case "hr":
                separates_notes = "footnotes-sep" in element.get("class", "").split()
                return [] if separates_notes else [["hr", attributes]]
            case "pre":
                return [["pre", attributes, "".join(element.itertext()).strip("\n")]]
            case "table":
                return [self._table(element, attributes, depth)]
            case "ul" | "ol":
                return [self._list(element, attributes, depth)]
            case "dl":
                return [self._terms(element, attributes, depth)]
        held = self._inside(element, depth)
        if element.tag in TRANSPARENT and not attributes:
            return held
        tag = "div" if element.tag in TRANSPARENT else element.tag
        return [[tag, attributes, *held]] if held else []

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
            parts.append([part.tag, self._attributes(part), *self._inside(part, depth)])
        return ["dl", attributes, *parts]

    def _table(self, element: Element, attributes: dict[str, Any], depth: int) -> Node:
        """A table: its head's rows, then the others. No cell reaches further than the table does."""
        head: list[list[Node]] = []
        rows: list[list[Node]] = []
        for row, in_head in _rows(element):
            cells = [self._cell(cell, depth) for cell in row if cell.tag in ("td", "th")]
            if cells:
                (head if in_head and not rows else rows).append(cells)
        captions = [self._block(caption, depth) for caption in element.findall("caption")]
        shares = _fit(head, rows)
        caption = [node for found in captions for node in found]
        return ["table", {**attributes, "columns": shares, "caption": caption}, head, rows]

    def _cell(self, cell: Element, depth: int) -> Node:
        attributes = self._attributes(cell)
        for span in ("colspan", "rowspan"):
            said = cell.get(span, "1")
            attributes[span] = min(max(int(said), 1), WIDEST) if said.isdecimal() and len(said) < 4 else 1
        aligned = ALIGNED.search(cell.get("class", ""))
        if aligned or cell.get("align"):
            attributes["align"] = aligned[1] if aligned else cell.get("align")
        attributes["length"] = sum(len(text) for text in cell.itertext())
        return [cell.tag, attributes, *self._inside(cell, depth + 1)]

    def _words(self, element: Element, depth: int) -> list[Node]:
        match element.tag:
            case "br":
                return [["br", {}]]
            case "input":
                if element.get("type") != "checkbox":
                    return []
                return ["\u2611 " if "checked" in element.attrib else "\u2610 "]
            case "img":
                return self._image(element)
        classes = element.get("class", "").split()
        if "footnote-backref" in classes:
            return []
        if depth > DEEPEST:
            return [plain(" ".join(element.itertext()))]
        held = _flat(self._inside_words(element, depth))
        if element.tag == "a":
            return self._link(element, held)
        attributes = self._attributes(element)
        attributes.pop("class", None)
        tag = INLINE.get(element.tag)
        if tag is None:
            return [["span", attributes, *held]] if attributes else held
        return [[tag, attributes, *held]]

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
        if not name or not words:
            return [words] if words else []
        attributes: dict[str, Any] = {"src": name, "alt": words}
        for side in ("width", "height"):
            said = element.get(side, "")
            if said.isdecimal() and len(said) < 6:
                attributes[side] = int(said)
        return [["img", attributes]]

    def _link(self, element: Element, held: list[Node]) -> list[Node]:
        target = element.get("href", "")
        attributes = self._attributes(element)
        attributes.pop("class", None)
        if target.startswith("#") and target[1:] in self.ids:
            return [["a", {**attributes, "to": target[1:]}, *held]]
        whole = urljoin(self.url, target) if self.url and target.strip("#") else target
        leads = outside(whole)
        if not leads:
            return [["span", attributes, *held]] if attributes else held
        attributes["url"] = leads
        shown = leads.partition("://")[2].removesuffix("/")
        if self.notes_links and shown and shown not in "".join(element.itertext()):
            attributes["note"] = self.noted_links.setdefault(leads, len(self.noted_links) + 1)
        return [["a", attributes, *held]]

    def _attributes(self, element: Element) -> dict[str, Any]:
        """An id that a link leads to (the first one of its name), classes, language and direction."""
        found: dict[str, Any] = {}
        name = element.get("id", "")
        if name in self.ids and name not in self.named:
            self.named.add(name)
            found["id"] = name
        if classes := element.get("class", "").split():
            found["class"] = classes
        if language := element.get("lang", ""):
            found["lang"] = language.partition("-")[0].lower()
        if element.get("dir") in ("rtl", "ltr"):
            found["dir"] = element.get("dir")
        return found


def in_steps(nodes: list[Node], above: int = 1) -> list[Node]:
    """The same with no level of headings left out on the way down, as PDF/UA asks: h2, h4 becomes h2, h3."""
    last = above

    def settled(node: Node) -> Node:
        nonlocal last
        if not isinstance(node, list):
            return node
        if node and node[0] in HEADINGS:
            last = min(max(int(node[0][1]), above + 1), last + 1)
            return [f"h{last}", *node[1:]]
        return [settled(each) for each in node]

    return [settled(each) for each in nodes]


def _has_block(element: Element) -> bool:
    return element.tag not in LEFT_OUT and element.tag in BLOCKS


def _paragraph(words: list[Node], with_blocks: bool) -> list[Node]:
    """Words as a paragraph; as they are where no block stands beside them."""
    trimmed = _trimmed(words)
    if not trimmed or not with_blocks:
        return trimmed
    return [["p", {}, *trimmed]]


def _trimmed(words: Iterable[Node]) -> list[Node]:
    """Words with one space between two, however many texts they are made of, and none at the ends."""
    made: list[Node] = []
    for each in words:
        if isinstance(each, str) and made and isinstance(made[-1], str):
            made[-1] = SPACES.sub(" ", made[-1] + each)
        elif each != "":
            made.append(each)
    if made and isinstance(made[0], str):
        made[0] = made[0].lstrip()
    if made and isinstance(made[-1], str):
        made[-1] = made[-1].rstrip()
    return [each for each in made if each != ""]


def _flat(nodes: Iterable[Node]) -> list[Node]:
    """Inline nodes alone: a block is what it holds, with a line of its own."""
    made: list[Node] = []
    for node in nodes:
        if isinstance(node, str) or node[0] not in BLOCKS:
            made.append(node)
            continue
        held = _flat(_cells(node) if node[0] == "table" else node[2:])
        if made and held:
            made.append(["br", {}])
        made += held
    return made


def _cells(table: Node) -> Iterator[Node]:
    for row in (*table[2], *table[3]):
        for cell in row:
            yield ["p", {}, *cell[2:]]


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


def _fit(head: list[list[Node]], rows: list[list[Node]]) -> list[float]:
    """The share of the width that each column gets, by what stands in it; cells are made to fit into the rows."""
    width = 0
    for part in (head, rows):
        width = max(width, _place(part))
    most = [4.0] * width
    for row in (*head, *rows):
        for cell in row:
            if cell[1]["colspan"] == 1 and cell[1]["at"] < width:
                most[cell[1]["at"]] = max(most[cell[1]["at"]], cell[1]["length"])
    return [round(max(8.0, min(60.0, length)) ** 0.75, 2) for length in most]


def _place(rows: list[list[Node]]) -> int:
    """Says of each cell in which column it stands, ends spans where others begin and at the end; gives the width."""
    taken: dict[int, int] = {}
    widest = 0
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while taken.get(column, 0) > number:
                column += 1
            attributes = cell[1]
            attributes["at"] = column
            attributes["rowspan"] = min(attributes["rowspan"], len(rows) - number)
            free = 1
            while free < attributes["colspan"] and taken.get(column + free, 0) <= number:
                free += 1
            attributes["colspan"] = free
            for each in range(column, column + free):
                taken[each] = number + attributes["rowspan"]
            column += attributes["colspan"]
            widest = max(widest, column)
    return widest

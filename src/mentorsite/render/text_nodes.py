"""The HTML of a text → the blocks and words that writers of other formats read, so that they say what the page says.

It is clean and well formed: see `markdown.sanitize`. What can't be told in other formats, as how wide a column is, is
left out; no word is.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from typing import Literal
from xml.etree.ElementTree import Element, TreeBuilder

from mentorsite.markdown.sanitize import VOID

Kind = Literal[
    "paragraph", "heading", "summary", "bullets", "numbered", "item", "quote", "code", "rule", "table", "row", "cell",
    "footnote", "text", "strong", "em", "s", "sup", "sub", "code-words", "break", "link", "image", "footnote-mark",
]  # fmt: skip
MARKS: dict[str, Kind] = {
    "strong": "strong", "b": "strong", "em": "em", "i": "em", "s": "s", "del": "s", "strike": "s", "sup": "sup",
    "sub": "sub",
}  # fmt: skip
CODE = ("code", "kbd", "samp", "tt")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = {
    "p", *HEADINGS, "ul", "ol", "li", "pre", "hr", "table", "caption", "tr", "td", "th", "blockquote", "div", "center",
    "section", "article", "aside", "header", "footer", "hgroup", "nav", "details", "summary", "dl", "dt", "dd",
    "figure", "figcaption",
}  # fmt: skip
SPACES = re.compile(r"[ \t\r\n\f]+")
WIDEST = 20
"""How many rows and columns one cell may take; browsers take more, which no handbook needs."""
NUMBER = re.compile(r"\d{1,6}")


@dataclass(frozen=True, slots=True)
class Node:
    """A block, or words. `number` is a heading's level, a list's first number, or that of an item or a footnote.

    `target` is where a link leads or an image comes from; `checked` is set for an item that is a task.
    """

    kind: Kind
    content: str = ""
    children: tuple["Node", ...] = ()
    number: int = 0
    target: str = ""
    checked: bool | None = None


def blocks_of(html: str) -> tuple[Node, ...]:
    """The blocks of a text."""
    return tuple(_flow(_tree(html), ()))


def words_of(html: str) -> tuple[Node, ...]:
    """The words of a text of one line; blocks that raw HTML has put there become lines."""
    return _one_line(blocks_of(html))


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


def _tree(html: str) -> Element:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.builder.end("div")
    return reader.builder.close()


def _flow(element: Element, marks: tuple[Kind, ...]) -> Iterator[Node]:
    """The blocks in an element; words that stand between blocks are paragraphs. `marks` are those around it all."""
    words = _Words()
    words.add_text(element.text)
    for child in element:
        if _holds_blocks(child):
            yield from words.paragraph(marks)
            words = _Words()
            yield from _block(child, marks)
        else:
            words.add(child)
        words.add_text(child.tail)
    yield from words.paragraph(marks)


def _holds_blocks(element: Element) -> bool:
    return any(each.tag in BLOCKS for each in element.iter())


def _block(element: Element, marks: tuple[Kind, ...]) -> Iterator[Node]:
    classes = element.get("class", "").split()
    match element.tag:
        case "hr":
            if "footnotes-sep" not in classes:
                yield Node("rule")
        case "pre":
            yield Node("code", _as_typed(element).strip("\n"))
        case "ul" | "ol":
            yield from _list(element, marks)
        case "table":
            yield from _table(element, marks)
        case "blockquote" | "div" if element.tag == "blockquote" or "alert" in classes:
            yield Node("quote", children=tuple(_flow(element, marks)))
        case "summary" | "dt" | "caption" | "p" if element.tag != "p" or "alert-title" in classes:
            yield from (_as_summary(each) for each in _flow(element, marks))
        case heading if heading in HEADINGS:
            yield from (_as_heading(each, int(heading[1])) for each in _flow(element, marks))
        case other:
            mark = MARKS.get(other)
            yield from _flow(element, (*marks, mark) if mark and mark not in marks else marks)


def _as_summary(node: Node) -> Node:
    return replace(node, kind="summary") if node.kind == "paragraph" else node


def _as_heading(node: Node, level: int) -> Node:
    return replace(node, kind="heading", number=level) if node.kind == "paragraph" else node


def _list(element: Element, marks: tuple[Kind, ...]) -> Iterator[Node]:
    items = [*_stray(element.text)]
    for child, number in zip(element, numbers_of(element), strict=True):
        footnote = "footnote-item" in child.get("class", "").split()
        items += [_footnote(child, len(items) + 1) if footnote else _item(child, marks, number), *_stray(child.tail)]
    if items and items[0].kind == "footnote":
        yield from items
    elif items and element.tag == "ul":
        yield Node("bullets", children=tuple(items), number=1)
    else:
        for run in _counting(items):
            yield Node("numbered", children=tuple(run), number=run[0].number)


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


def _counting(items: Iterable[Node]) -> Iterator[list[Node]]:
    """The items of a list in lists that count on by one: other formats have no jumps."""
    run: list[Node] = []
    for item in items:
        if run and item.number != run[0].number + len(run):
            yield run
            run = []
        run.append(item)
    if run:
        yield run


def _stray(text: str | None) -> Iterator[Node]:
    """Words that stand in a list and in no item of it, as an item."""
    words = _Words()
    words.add_text(text)
    yield from (Node("item", children=(paragraph,)) for paragraph in words.paragraph(()))


def _footnote(element: Element, number: int) -> Node:
    return Node("footnote", children=tuple(_flow(element, ())), number=number)


def _item(element: Element, marks: tuple[Kind, ...], number: int) -> Node:
    box = next((each for each in element.iter("input") if "task-list-item" in element.get("class", "").split()), None)
    checked = None if box is None else "checked" in box.attrib
    return Node("item", children=tuple(_flow(element, marks)), number=number, checked=checked)


def _table(element: Element, marks: tuple[Kind, ...]) -> Iterator[Node]:
    """A table whose rows have the same number of cells: one that takes several is followed by empty ones."""
    for caption in element.findall("caption"):
        yield from _block(caption, marks)
    rows: list[dict[int, Node]] = []
    for number, row in enumerate(_rows(element)):
        if number == len(rows):
            rows.append({})
        _fill_row(rows, number, row, marks)
    width = max((max(row, default=-1) + 1 for row in rows), default=0)
    if width:
        made = []
        for filled in rows:
            made.append(tuple(filled.get(column, Node("cell")) for column in range(width)))
        yield Node("table", children=tuple(Node("row", children=cells) for cells in made))


def _rows(element: Element) -> Iterator[Element]:
    for child in element:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from _rows(child)


def _fill_row(rows: list[dict[int, Node]], number: int, row: Element, marks: tuple[Kind, ...]) -> None:
    column = 0
    for cell in row:
        while column in rows[number]:
            column += 1
        across, down = _span(cell, "colspan"), _span(cell, "rowspan")
        rows.extend({} for _ in range(number + down - len(rows)))
        for below in rows[number : number + down]:
            below.update((column + right, Node("cell")) for right in range(across))
        rows[number][column] = Node("cell", children=_one_line(tuple(_flow(cell, marks))))
        column += across


def _span(cell: Element, name: str) -> int:
    said = cell.get(name, "1")
    return min(max(int(said), 1), WIDEST) if NUMBER.fullmatch(said) else 1


def _one_line(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """The words of some blocks, with a break between two."""
    made: list[Node] = []
    for line in _lines(nodes):
        made += [Node("break"), *line] if made else line
    return tuple(made)


def _lines(nodes: Iterable[Node]) -> Iterator[tuple[Node, ...]]:
    for node in nodes:
        match node.kind:
            case "paragraph" | "heading" | "summary" | "cell":
                yield node.children
            case "code":
                yield (Node("code-words", node.content),)
            case _:
                yield from _lines(node.children)


class _Words:
    """Words as they are met; spaces are one, as in a browser, and none where a line begins."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.marks: frozenset[Kind] = frozenset()
        self.after_space = True

    def paragraph(self, marks: tuple[Kind, ...]) -> Iterator[Node]:
        """A paragraph of all of them, if there are any."""
        nodes = list(self.nodes)
        while nodes and nodes[-1].kind in ("text", "break"):
            last = nodes.pop()
            if last.content.strip(" "):
                nodes.append(replace(last, content=last.content.rstrip(" ")))
                break
        if not nodes:
            return
        for mark in reversed(marks):
            nodes = [Node(mark, children=tuple(nodes))]
        yield Node("paragraph", children=tuple(nodes))

    def add_text(self, text: str | None) -> None:
        said = SPACES.sub(" ", text or "")
        said = said.removeprefix(" ") if self.after_space else said
        if said:
            self.nodes.append(Node("text", said))
            self.after_space = said.endswith(" ")

    def add(self, element: Element) -> None:
        classes = element.get("class", "").split()
        mark = MARKS.get(element.tag)
        if element.tag == "br":
            self.nodes.append(Node("break"))
            self.after_space = True
        elif element.tag in CODE:
            self.show(Node("code-words", SPACES.sub(" ", _as_typed(element))))
        elif element.tag == "img":
            self.show(Node("image", element.get("alt", ""), target=element.get("src", "")))
        elif "footnote-ref" in classes and (number := NUMBER.search(_as_typed(element))):
            self.show(Node("footnote-mark", number=int(number[0])))
        elif "footnote-backref" in classes:
            return
        elif element.tag == "a" and element.get("href"):
            self.show(Node("link", children=self.inside(element, self.marks), target=element.get("href", "")))
        elif mark and mark not in self.marks:
            marked = self.inside(element, self.marks | {mark})
            self.nodes += [Node(mark, children=marked)] if marked else []
        else:
            self.add_inside(element)

    def show(self, node: Node) -> None:
        self.nodes.append(node)
        self.after_space = False

    def inside(self, element: Element, marks: frozenset[Kind]) -> tuple[Node, ...]:
        """The words in an element, which are told apart from those around it."""
        outer, self.nodes = self.nodes, []
        around, self.marks = self.marks, marks
        self.add_inside(element)
        found, self.nodes, self.marks = tuple(self.nodes), outer, around
        return found

    def add_inside(self, element: Element) -> None:
        self.add_text(element.text)
        for child in element:
            self.add(child)
            self.add_text(child.tail)


def _as_typed(element: Element) -> str:
    """The text in an element, with its own lines; an image is its words."""
    said = {"br": "\n", "img": element.get("alt", "")}.get(element.tag, element.text or "")
    return said + "".join(_as_typed(child) + (child.tail or "") for child in element)

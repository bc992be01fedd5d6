"""The elements of a text, their values filled in → the blocks that every writer reads.

They are clean and well formed: see `markdown.sanitize`. What other formats can't tell, as how wide a column is, is left
out; no word is.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from mentorsite.markdown.document import Value
from mentorsite.markdown.tree import Element as Unfilled
from mentorsite.render.text.fill import Reading, filled
from mentorsite.render.text.nodes import (
    Align,
    Block,
    Callout,
    Caption,
    Cell,
    Code,
    Figure,
    Footnote,
    Group,
    Heading,
    Item,
    List,
    Mark,
    Meaning,
    Paragraph,
    Quote,
    Row,
    Rule,
    Summary,
    SummaryOf,
    Table,
)
from mentorsite.render.text.words import MARKS, NUMBER, Words, as_typed, has_language

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
SUMMARIES: dict[str, SummaryOf] = {"summary": "details", "dt": "term", "caption": "table", "p": "callout"}
BLOCKS = {
    "p", *HEADINGS, "ul", "ol", "li", "pre", "hr", "table", "caption", "tr", "td", "th", "blockquote", "div", "center",
    "section", "article", "aside", "header", "footer", "hgroup", "nav", "details", "summary", "dl", "dt", "dd",
    "figure", "figcaption",
}  # fmt: skip
LOOK = "alert-"
LANGUAGE = "language-"
ALIGN: dict[str, Align] = {"left": "left", "center": "center", "right": "right"}
WIDEST = 20
"""How many rows and columns one cell may take; browsers take more, which no handbook needs."""
Marks = tuple[Mark, ...]
"""The marks that stand around whole blocks."""


def read(text: Unfilled[Value], reading: Reading) -> tuple[Block, ...]:
    """The blocks of a text in one place."""
    return tuple(_flow(filled(text, reading), ()))


def _flow(element: Element, marks: Marks) -> Iterator[Block]:
    """The blocks in an element; words that stand between blocks are paragraphs."""
    words = Words()
    if element.tag not in HEADINGS:  # a heading keeps its id itself
        words.add_spot(element)
    words.add_text(element.text)
    for child in element:
        if _holds_blocks(child):
            yield from words.paragraph(marks)
            words = Words()
            yield from _block(child, marks)
        else:
            words.add(child)
        words.add_text(child.tail)
    yield from words.paragraph(marks)


def _holds_blocks(element: Element) -> bool:
    return any(each.tag in BLOCKS for each in element.iter())


def _block(element: Element, marks: Marks) -> Iterator[Block]:
    if not has_language(element):
        yield from _kind_of_block(element, marks)
    elif blocks := tuple(_kind_of_block(element, marks)):
        yield Group(blocks, element.get("lang", ""), element.get("dir", ""))


def _kind_of_block(element: Element, marks: Marks) -> Iterator[Block]:
    classes = element.get("class", "").split()
    match element.tag:
        case "hr":
            if "footnotes-sep" not in classes:  # that one sets off the footnotes, which are blocks of their own
                yield Rule()
        case "pre":
            yield from _spot(element)
            yield Code(as_typed(element).strip("\n"), _language(element))
        case "ul" | "ol":
            yield from _spot(element)
            yield from _list(element, marks)
        case "table":
            yield from _spot(element)
            yield from _table(element, marks)
        case "blockquote":
            yield Quote(tuple(_flow(element, marks)))
        case "div" if "alert" in classes:
            yield Callout(_after(LOOK, classes), tuple(_flow(element, marks)))
        case tag if tag in SUMMARIES and (tag != "p" or "alert-title" in classes):
            kind = SUMMARIES[tag]
            yield from _each_paragraph(_flow(element, marks), lambda words: Summary(kind, words.words))
        case tag if tag in HEADINGS:
            yield from _heading(element, marks)
        case _:
            yield from _holder(element, classes, marks)


def _holder(element: Element, classes: list[str], marks: Marks) -> Iterator[Block]:
    """What an element holds that is itself no block of text."""
    mark = MARKS.get(element.tag)
    if mark and mark not in marks:  # as in `<b><p>words</p></b>`
        marks = (*marks, mark)
    blocks = tuple(_flow(element, marks))
    if element.tag == "figcaption":
        yield from _each_paragraph(blocks, lambda words: Caption(words.words))
    elif element.tag == "figure" and blocks:
        yield Figure(blocks, card="link-card" in classes)
    elif element.tag == "dd" and blocks:
        yield Meaning(blocks)
    else:
        yield from blocks


def _each_paragraph(blocks: Iterable[Block], change: Callable[[Paragraph], Block]) -> Iterator[Block]:
    """Blocks with each paragraph changed into another block, also where blocks only group it."""
    for block in blocks:
        match block:
            case Paragraph():
                yield change(block)
            case Group() | Figure() | Meaning():
                yield replace(block, blocks=tuple(_each_paragraph(block.blocks, change)))
            case Caption(words):
                yield change(Paragraph(words))
            case _:
                yield block


def _spot(element: Element) -> Iterator[Block]:
    """The place that an element's id is, before it."""
    words = Words()
    words.add_spot(element)
    return words.paragraph(())


def _after(start: str, classes: Iterable[str]) -> str:
    """What the first class that starts so ends with."""
    return next((name.removeprefix(start) for name in classes if name.startswith(start)), "")


def _language(element: Element) -> str:
    classes = " ".join(each.get("class", "") for each in element.iter())
    return _after(LANGUAGE, classes.split())


def _heading(element: Element, marks: Marks) -> Iterator[Block]:
    """A heading; the id is that of the first where blocks in it make several of it."""
    level, id = int(element.tag[1]), element.get("id", "")
    for block in _each_paragraph(_flow(element, marks), lambda words: Heading(level, words.words)):
        if isinstance(block, Heading):
            yield replace(block, id=id)
            id = ""
        else:
            yield block


def _list(element: Element, marks: Marks) -> Iterator[Block]:
    if _has_footnotes_alone(element):
        for number, child in enumerate(element, 1):
            yield Footnote(number, tuple(_flow(child, ())))
        return
    items = [*_stray(element.text)]
    for child, number in zip(element, numbers_of(element), strict=True):
        items.append(_item(child, marks, number))
        items += _stray(child.tail)
    if items and element.tag == "ul":
        yield List(False, 1, tuple(items))
    else:
        for run in _counting(items):
            yield List(True, run[0].number, tuple(run))


def _has_footnotes_alone(element: Element) -> bool:
    words = (element.text, *(child.tail for child in element))
    if len(element) == 0 or any((each or "").strip() for each in words):
        return False
    return all("footnote-item" in child.get("class", "").split() for child in element)


def numbers_of(element: Element) -> Iterator[int]:
    """What a browser writes before each part of a list, which may start anywhere, jump, and count down."""
    down = "reversed" in element.attrib
    first = 1
    if down:
        first = len(element)
    following = _number(element, "start", first)
    for child in element:
        number = _number(child, "value", following)
        yield number
        if down:
            following = max(0, number - 1)
        else:
            following = number + 1


def _number(element: Element, name: str, otherwise: int) -> int:
    said = element.get(name, "")
    if NUMBER.fullmatch(said):
        return int(said)
    return otherwise


def _counting(items: Iterable[Item]) -> Iterator[list[Item]]:
    """The items of a list in lists that count on by one: other formats have no jumps."""
    run: list[Item] = []
    for item in items:
        if run and item.number != run[0].number + len(run):
            yield run
            run = []
        run.append(item)
    if run:
        yield run


def _stray(text: str | None) -> Iterator[Item]:
    """Words that stand in a list and in no item of it, as an item."""
    words = Words()
    words.add_text(text)
    for paragraph in words.paragraph(()):
        yield Item((paragraph,), 0)


def _item(element: Element, marks: Marks, number: int) -> Item:
    checked = None
    box = next(element.iter("input"), None)
    if box is not None and "task-list-item" in element.get("class", "").split():
        checked = "checked" in box.attrib
    return Item(tuple(_flow(element, marks)), number, checked)


def _table(element: Element, marks: Marks) -> Iterator[Block]:
    """A table whose rows have the same number of cells: one that takes several is followed by empty ones."""
    for caption in element.findall("caption"):
        yield from _block(caption, marks)
    rows: list[dict[int, Cell]] = []
    for number, row in enumerate(_rows(element)):
        if number == len(rows):  # else a cell above reaches into it, and it is there already
            rows.append({})
        _fill_row(rows, number, row, marks)
    width = max((max(row, default=-1) + 1 for row in rows), default=0)
    if width:
        made = []
        for taken in rows:
            made.append(Row(tuple(taken.get(column, Cell(())) for column in range(width))))
        yield Table(tuple(made))


def _rows(element: Element) -> Iterator[Element]:
    for child in element:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from _rows(child)


def _fill_row(rows: list[dict[int, Cell]], number: int, row: Element, marks: Marks) -> None:
    column = 0
    for element in row:
        while column in rows[number]:
            column += 1
        across, down = _span(element, "colspan"), _span(element, "rowspan")
        rows.extend({} for _ in range(number + down - len(rows)))
        for below in rows[number : number + down]:
            below.update((column + right, Cell((), covered=True)) for right in range(across))
        blocks = tuple(_flow(element, marks))
        rows[number][column] = Cell(blocks, element.tag == "th", _align(element), across, down)
        column += across


def _align(element: Element) -> Align:
    said = element.get("align") or _after("align-", element.get("class", "").split())
    return ALIGN.get(said, "")


def _span(cell: Element, name: str) -> int:
    said = cell.get(name, "1")
    if NUMBER.fullmatch(said):
        return min(max(int(said), 1), WIDEST)
    return 1

"""Nodes: what a text is made of, as plain data that the theme's Typst files draw."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from mentorsite.render.forms.pdf.missing_characters import is_unseen
from mentorsite.render.text.blocks import BLOCKS, HEADINGS
from mentorsite.theme.bilingual import Bilingual
from mentorsite.theme.dates_and_numbers import direction

Node = Any
"""A text, or a list of a tag, a mapping of attributes and further nodes: what JSON can say."""
UNNAMED = "–"
"""What stands for a title that has nothing to be seen."""
SPACES = re.compile(r"[ \t\r\n\f]+")
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Letters of scripts without spaces between words: their lines end where Typst finds that they may."""
LONG_WORD = re.compile(rf"[^\W{UNSPACED}]{{30,}}|[^\w\s\u200b{UNSPACED}]{{30,}}|[^\s\u200b{UNSPACED}]{{70,}}")
"""So many letters, so many signs, or so many of both without a space; what has a place to break already is left."""
PART_OF_WORD = re.compile(r"(.{12})(?=[\w!-~])")


def plain(text: str) -> str:
    """A text as one line, with places to break very long words."""
    return breakable(SPACES.sub(" ", text))


def words_of(text: str, *, below: bool = False) -> str | list[Node]:
    """A text as one line; one in two languages as nodes, the second below the first or beside it."""
    if not isinstance(text, Bilingual) or text.first == text.second:
        return plain(text)
    attributes = {"lang": text.language.partition("-")[0].lower(), "dir": direction(text.language), "also": True}
    between: Node = " / "
    if below:
        between = ["br", {}]
    return [plain(text.first), between, ["span", attributes, plain(text.second)]]


def breakable(text: str) -> str:
    """A text with places to break very long words."""
    return LONG_WORD.sub(lambda word: PART_OF_WORD.sub("\\1\u200b", word[0]), text)


def has_links(node: Node) -> bool:
    """Whether links stand in a node or a list of nodes: what is drawn again on each page may have none."""
    if not isinstance(node, list) or not node:
        return False
    # fields are links until the PDF is finished, and so are the marks that tables say by what heads a row
    return node[0] in ("a", "blank", "table") or any(has_links(each) for each in node)


def without_links(nodes: list[Node]) -> list[Node]:
    """Inline nodes with the words of links alone."""
    made: list[Node] = []
    for node in nodes:
        if isinstance(node, str):
            made.append(node)
            continue
        attributes = {name: value for name, value in node[1].items() if name not in ("url", "to", "note")}
        tag = node[0]
        if tag == "a":
            tag = "span"
        made.append([tag, attributes, *without_links(node[2:])])
    return made


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


def trimmed(words: Iterable[Node]) -> list[Node]:
    """Words with one space between two, however many texts they are made of, and none at the ends."""
    made: list[Node] = []
    for each in words:
        # a space may end one text and begin the next: only together they are one
        if isinstance(each, str) and made and isinstance(made[-1], str):
            made[-1] = SPACES.sub(" ", made[-1] + each)
        elif each != "":
            made.append(each)
    if made and isinstance(made[0], str):
        made[0] = made[0].lstrip()
    if made and isinstance(made[-1], str):
        made[-1] = made[-1].rstrip()
    return [each for each in made if each != ""]


def flat(nodes: Iterable[Node]) -> list[Node]:
    """Inline nodes alone: a block is what it holds, with a line of its own."""
    made: list[Node] = []
    for node in nodes:
        if isinstance(node, str) or node[0] not in BLOCKS:
            made.append(node)
            continue
        if node[0] == "table":
            held = flat(_cells(node))
        else:
            held = flat(node[2:])
        if made and held:
            made.append(["br", {}])
        made += held
    return made


def row_as_paragraph(row: list[Node]) -> Node:
    """The words of a row's cells in one paragraph."""
    words: list[Node] = []
    for cell in row:
        if words:
            words.append(" · ")
        words += flat(cell[2:])
    return ["p", {}, *words]


def _cells(table: Node) -> Iterator[Node]:
    for row in (*table[2], *table[3]):
        for cell in row:
            yield ["p", {}, *cell[2:]]


def as_heading(nodes: list[Node]) -> list[Node]:
    """The words of a heading: of pictures theirs, and no lines that are empty."""
    words: list[Node] = []
    for node in _pictures_as_words(flat(nodes)):
        if words or not _is_break(node):
            words.append(node)
    while words and _is_break(words[-1]):
        words.pop()
    if says_something(words):
        return words
    return []


def _is_break(node: Node) -> bool:
    return isinstance(node, list) and node[0] == "br"


def _pictures_as_words(nodes: list[Node]) -> Iterator[Node]:
    for node in nodes:
        if isinstance(node, str):
            yield node
        elif node[0] == "img":
            yield node[1]["alt"]
        else:
            yield [*node[:2], *_pictures_as_words(node[2:])]


def says_something(node: Node) -> bool:
    """Whether a node or a list of nodes has a character that is seen."""
    if isinstance(node, str):
        return any(not (each.isspace() or is_unseen(each)) for each in node)
    if not isinstance(node, list):
        return False
    # attributes tell a node from a list of nodes that begins with a text
    if node and isinstance(node[0], str) and len(node) > 1 and isinstance(node[1], dict):
        held = node[2:]
    else:
        held = node
    return any(says_something(each) for each in held)

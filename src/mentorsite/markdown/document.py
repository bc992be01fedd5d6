"""What a Markdown text becomes: pieces of HTML with each link, image, id and variable between them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from html import escape
from typing import TypeVar, assert_never

from mentorsite.errors import Place, Problem
from mentorsite.markdown.tree import Element, tree_of


@dataclass(frozen=True, slots=True)
class Link:
    """Where a link leads, as it was written."""

    target: str
    place: Place


@dataclass(frozen=True, slots=True)
class Image:
    """Where an image comes from, as it was written; `sized` where its author may have said how large it is shown.

    `described` is one that has words, or that is said to be decoration; `raw` is one of raw HTML.
    """

    target: str
    place: Place
    sized: bool = True
    described: bool = True
    raw: bool = False


@dataclass(frozen=True, slots=True)
class Id:
    """The id of a heading, a footnote or an element: unique in its text."""

    name: str


@dataclass(frozen=True, slots=True)
class Variable:
    """A dotted name to look up: `{{ program.name }}`; `source` is how it was written."""

    name: str
    source: str
    place: Place


@dataclass(frozen=True, slots=True)
class Blank:
    """Where a field is filled in within a form's sentence: `{{ field.minutes }}`; `source` is how it was written."""

    field: str
    source: str
    place: Place


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that a glossary explains: its source, the id of the term there, and the words as they stand here."""

    glossary: str
    id: str
    words: str


@dataclass(frozen=True, slots=True)
class ThemeWord:
    """What a theme says in its own words, as the title of a note that its author gave none: its key, and the word where
    there is no theme."""

    key: str
    word: str


SUMMARY_LENGTH = 200
APART = "{\ufdd3{"
"""Stands in plain words for braces that open no variable, as those in code, so that nothing is filled in there."""
T = TypeVar("T")
LINE = "______"
"""What stands in a sentence where a field is filled in."""
BLANK_HTML = f'<span data-blank="{{}}">{LINE}</span>'
Value = Link | Image | Id | Variable | Blank | Mention | ThemeWord
Piece = str | Value


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its level from 1 to 6, its id, and its words (variables as written, other `{{` kept `APART`)."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Term:
    """A term that a glossary explains: how it may be spelt, its id, and the line that says so."""

    spellings: tuple[str, ...]
    id: str
    place: Place


# Without slots: `cached_property` keeps its value in an instance's own dictionary.
@dataclass(frozen=True)
class Document:
    """A parsed text. `source` is the Markdown; `pieces` joined are safe HTML.

    A glossary has `terms`; `problems` are of what was too much; `hidden` is where comments begin, which nobody is
    shown. Pages are joined pieces; writers of other formats read `tree`, by way of `RenderContext.blocks`.
    """

    source: str
    place: Place
    pieces: tuple[Piece, ...]
    title: tuple[Piece, ...] = ()
    headings: tuple[Heading, ...] = ()
    summary: str = ""
    terms: tuple[Term, ...] = ()
    problems: tuple[Problem, ...] = ()
    hidden: tuple[Place, ...] = ()
    in_line: bool = False
    """Whether it is words without blocks, as a label is."""

    def __bool__(self) -> bool:
        return bool(self.pieces)

    @property
    def title_text(self) -> str:
        """The words of the level-1 heading that a page may start with, or nothing."""
        if self.title:
            return self.headings[0].text
        return ""

    @cached_property
    def tree(self) -> Element[Value]:
        """The elements of the text, made once, when a writer first asks: most texts are shown on a page alone."""
        return tree_of(self.pieces)

    @cached_property
    def title_tree(self) -> Element[Value]:
        """The same of its title."""
        return tree_of(self.title)


def sole_paragraph(document: Document) -> Document | None:
    """The words of a text that is one paragraph, without that paragraph; None for any other text."""
    blocks = []
    for child in document.tree.children:
        if not isinstance(child, str) or child.strip():
            blocks.append(child)
    first, *others = document.pieces
    if len(blocks) != 1 or not _is_plain_paragraph(blocks[0]) or not isinstance(first, str):
        return None
    # The last piece may be the first one: words without a value among them are one piece.
    *before, last = (first.removeprefix("<p>"), *others)
    if isinstance(last, str):
        last = last.rstrip().removesuffix("</p>")
    return replace(document, pieces=(*before, last), in_line=True)


def _is_plain_paragraph(block: object) -> bool:
    """Whether a block is a paragraph whose tag is `<p>` alone."""
    return isinstance(block, Element) and block.tag == "p" and not block.attributes


def shortened(words: str) -> str:
    """Words that are no longer than a summary, cut between two of them."""
    if len(words) <= SUMMARY_LENGTH:
        return words
    return words[:SUMMARY_LENGTH].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def of_type(document: Document, kind: type[T]) -> Iterator[T]:
    """The pieces of one type, the title's first."""
    return (piece for piece in (*document.title, *document.pieces) if isinstance(piece, kind))


def ids(document: Document) -> frozenset[str]:
    """Every id that a link can lead to."""
    return frozenset(piece.name for piece in of_type(document, Id))


def to_html(
    pieces: tuple[Piece, ...],
    link: Callable[[Link | Image], str],
    variable: Callable[[Variable], str],
    before_ids: str = "",
    size: Callable[[Image], tuple[int, int] | None] = lambda _image: None,
    term: Callable[[Mention], str | None] = lambda _mention: None,
    said: Callable[[ThemeWord], str] = lambda each: each.word,
) -> str:
    """The pieces joined, with each value as the functions resolve it, and a text before each id.

    `size` gives the width and height of an image in pixels, so that a page leaves room for it. A term without a
    URL is words like others.
    """
    return "".join([_piece_html(piece, link, variable, before_ids, size, term, said) for piece in pieces])


def _piece_html(
    piece: Piece,
    link: Callable[[Link | Image], str],
    variable: Callable[[Variable], str],
    before_ids: str,
    size: Callable[[Image], tuple[int, int] | None],
    term: Callable[[Mention], str | None],
    said: Callable[[ThemeWord], str],
) -> str:
    match piece:
        case str():
            return piece
        case Link():
            return escape(link(piece))
        case Image():
            if piece.sized:
                return escape(link(piece))
            return escape(link(piece)) + _more_of_image(size(piece))
        case Variable():
            return escape(variable(piece))
        case Blank():
            return BLANK_HTML.format(escape(piece.field))
        case ThemeWord():
            return escape(said(piece))
        case Id():
            return escape(before_ids + piece.name)
        case Mention():
            return _mention_html(piece.words, term(piece))
        case _:
            assert_never(piece)


def _more_of_image(size: tuple[int, int] | None) -> str:
    """What follows an image's URL, within the quotes around it."""
    if size:
        return f'" width="{size[0]}" height="{size[1]}'
    return ""


def _mention_html(words: str, url: str | None) -> str:
    shown = escape(words)
    if url is None:
        return shown
    return f'<a class="term" role="doc-glossref" href="{escape(url)}">{shown}</a>'


FIELD = "field."
"""What the name of a variable begins with that is a field of a form."""


def with_blanks(document: Document) -> Document:
    """A text of a form in which `{{ field.minutes }}` is the place where that field is filled in."""
    pieces = tuple(_blank(piece) for piece in document.pieces)
    if pieces != document.pieces:
        return replace(document, pieces=pieces)
    return document


def _blank(piece: Piece) -> Piece:
    if isinstance(piece, Variable) and piece.name.startswith(FIELD):
        return Blank(piece.name.removeprefix(FIELD), piece.source, piece.place)
    return piece

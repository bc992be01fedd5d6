"""The pieces of a text → its elements, with each link, image, id and variable in its place.

It is the one place that reads the HTML of a text again: raw HTML comes in fragments, so that only the whole of it, once
it is cleaned, says which elements there are.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Generic, TypeVar

from mentorsite.markdown.sanitize import VOID

OPEN, CLOSE = "\ufdd0", "\ufdd1"
"""Characters that Unicode keeps for a program's own use: they stand around the number of a value."""
MARK = re.compile(f"{OPEN}([0-9]+){CLOSE}")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Element(Generic[V]):
    """An element of HTML: its attributes, each made of words and values, and what is in it, in order."""

    tag: str
    attributes: tuple[tuple[str, tuple[V | str, ...]], ...]
    children: tuple["Element[V] | V | str", ...]


def words(element: Element[V], said: Callable[[V], str], but: Collection[str] = ()) -> Iterator[str]:
    """The words in an element, part by part, and those of its values; what is in some elements is left out."""
    for child in element.children:
        match child:
            case Element():
                if child.tag not in but:
                    yield from words(child, said, but)
            case str():
                yield child
            case _:
                yield said(child)


def tree_of(pieces: Iterable[V | str]) -> Element[V]:
    """An element with all of a text in it: words of the pieces are HTML that is well formed, others are values."""
    values: list[V] = []
    html: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            html.append(piece)
        else:
            html.append(f"{OPEN}{len(values)}{CLOSE}")
            values.append(piece)
    reader = _Reader(values)
    reader.feed("".join(html))
    reader.close()
    return reader.whole()


class _Reader(HTMLParser, Generic[V]):
    """Builds the elements of well-formed HTML."""

    def __init__(self, values: list[V]) -> None:
        super().__init__(convert_charrefs=True)
        self.values = values
        self.started: list[tuple[str, tuple[tuple[str, tuple[V | str, ...]], ...]]] = [("div", ())]
        self.inside: list[list[Element[V] | V | str]] = [[]]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = tuple((name, tuple(self.parts(value or ""))) for name, value in attrs)
        self.started.append((tag, attributes))
        self.inside.append([])
        if tag in (*VOID, "input"):  # an input is the box of a task, which is none of the HTML that content may hold
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - elements end in order
        ended = self.whole()
        self.inside[-1].append(ended)

    def handle_data(self, data: str) -> None:
        self.inside[-1] += self.parts(data)

    def whole(self) -> Element[V]:
        """The element that was started last, as what it is with all that is in it."""
        tag, attributes = self.started.pop()
        return Element(tag, attributes, tuple(self.inside.pop()))

    def parts(self, text: str) -> list[V | str]:
        """A text as its words and the values that marks in it stand for."""
        if OPEN not in text:
            return [text]
        made: list[V | str] = []
        for index, part in enumerate(MARK.split(text)):
            if index % 2:  # `split` puts what the pattern's group has found between the words
                made.append(self.values[int(part)])
            elif part:
                made.append(part)
        return made

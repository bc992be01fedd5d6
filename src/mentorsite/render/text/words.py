"""Elements that stand in a line → words."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from mentorsite.render.text.nodes import (
    Blank,
    Block,
    Break,
    CodeWords,
    FootnoteMark,
    Inline,
    Linked,
    Mark,
    Marked,
    Paragraph,
    Picture,
    Span,
    Spot,
    Text,
)

MARKS: dict[str, Mark] = {
    "strong": "strong", "b": "strong", "em": "em", "i": "em", "s": "s", "del": "s", "strike": "s", "sup": "sup",
    "sub": "sub",
}  # fmt: skip
SPANS = ("mark", "small", "u", "ins", "q", "cite", "dfn", "var")
CODE = ("code", "kbd", "samp", "tt")
SPACES = re.compile(r"[ \t\r\n\f]+")
NUMBER = re.compile(r"\d{1,6}")


class Words:
    """Words as they are met; spaces are one, as in a browser, and none where a line begins."""

    def __init__(self) -> None:
        self.found: list[Inline] = []
        self.marks: frozenset[Mark] = frozenset()
        self.after_space = True

    def paragraph(self, marks: tuple[Mark, ...]) -> Iterator[Block]:
        """A paragraph of all of them, if there are any; spots alone are none."""
        words = _trimmed(self.found)
        spots = [each for each in words if isinstance(each, Spot)]
        if len(spots) == len(words):
            yield from spots
            return
        for mark in reversed(marks):
            words = [Marked(mark, tuple(words))]
        yield Paragraph(tuple(words))

    def add_text(self, text: str | None) -> None:
        said = SPACES.sub(" ", text or "")
        if self.after_space:  # two spaces may stand in two elements, as in `a <b> b</b>`
            said = said.removeprefix(" ")
        if said:
            self.found.append(Text(said))
            self.after_space = said.endswith(" ")

    def add_spot(self, element: Element) -> None:
        """The place that an element's id is, where it has one."""
        if id := element.get("id"):
            self.found.append(Spot(id))

    def add(self, element: Element) -> None:
        classes = element.get("class", "").split()
        if element.tag == "br":
            self.found.append(Break())
            self.after_space = True
        elif element.tag in CODE:
            self.add_spot(element)
            self.show(CodeWords(SPACES.sub(" ", as_typed(element))))
        elif blank := element.get("data-blank"):
            self.show(Blank(blank))
        elif element.tag == "img":
            self.show(_picture(element))
        elif "footnote-ref" in classes and (number := NUMBER.search(as_typed(element))):
            self.show(FootnoteMark(int(number[0])))
        elif "footnote-backref" not in classes:
            self.add_spot(element)
            self.add_words(element)

    def add_words(self, element: Element) -> None:
        mark = MARKS.get(element.tag)
        if element.tag == "a":
            url = element.get("href")
        else:
            url = ""
        if url:
            self.show(Linked(url, self.inside(element, self.marks)))
        elif mark and mark not in self.marks:  # twice bold is bold
            marked = self.inside(element, self.marks | {mark})
            if marked:
                self.found.append(Marked(mark, marked))
        elif element.tag in SPANS or has_language(element):
            self.found += self.inside(element, self.marks)
        else:
            self.add_inside(element)

    def show(self, shown: Inline) -> None:
        self.found.append(shown)
        self.after_space = False

    def inside(self, element: Element, marks: frozenset[Mark]) -> tuple[Inline, ...]:
        """The words in an element, which are told apart from those around it."""
        outer, self.found = self.found, []
        around, self.marks = self.marks, marks
        self.add_inside(element)
        found, self.found, self.marks = tuple(self.found), outer, around
        if found and (element.tag in SPANS or has_language(element)):
            tag = element.tag
            if tag not in SPANS:  # a link or a mark in another language
                tag = "span"
            return (Span(tag, found, element.get("lang", ""), element.get("dir", "")),)
        return found

    def add_inside(self, element: Element) -> None:
        self.add_text(element.text)
        for child in element:
            self.add(child)
            self.add_text(child.tail)


def has_language(element: Element) -> bool:
    """Whether an element says in which language it is, or how that is written."""
    return bool(element.get("lang") or element.get("dir"))


def as_typed(element: Element) -> str:
    """The text in an element, with its own lines; an image is its words."""
    said = {"br": "\n", "img": element.get("alt", "")}.get(element.tag, element.text or "")
    return said + "".join(as_typed(child) + (child.tail or "") for child in element)


def _picture(element: Element) -> Picture:
    width, height = element.get("width", ""), element.get("height", "")
    whole = NUMBER.fullmatch(width) and NUMBER.fullmatch(height)
    size = (int(width), int(height)) if whole else None
    return Picture(element.get("src", ""), element.get("alt", ""), size)


def _trimmed(words: Iterable[Inline]) -> list[Inline]:
    """Words without the spaces and breaks that they end with."""
    left = list(words)
    while left:
        match left.pop():
            case Break():
                continue
            case Text(said):
                if said.rstrip(" "):
                    return [*left, Text(said.rstrip(" "))]
            case Span() as span:
                if kept := _trimmed(span.words):
                    return [*left, replace(span, words=tuple(kept))]
            case last:
                return [*left, last]
    return []

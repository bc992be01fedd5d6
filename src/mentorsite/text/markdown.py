"""Markdown text → `Document`."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown_it.token import Token

from mentorsite.errors import Place
from mentorsite.text import allowlist
from mentorsite.text.document import Document, Heading, Id, Image, Link, Piece, Variable
from mentorsite.text.grammar import hidden_spaces, parser
from mentorsite.urls import slug

OPEN, CLOSE = "\ufdd0", "\ufdd1"
"""Characters that Unicode keeps for a program's own use: they stand around the number of a value."""
TRAILING_ATTRIBUTES = re.compile(r"\s*\{:?\s*#([\w-]+)[^}]*\}\s*$")
SUMMARY_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a text stands in its file: its first character, and whether its lines are the file's lines."""

    place: Place
    indent: int = 0
    by_line: bool = True

    def at(self, line: int, column: int) -> Place:
        """The place of a line and column of the text, both from 0."""
        if not self.by_line:
            return self.place
        start = self.place.column - 1 if line == 0 else self.indent
        return Place(self.place.path, self.place.line + line, start + column + 1)


@dataclass(frozen=True, slots=True)
class _Values:
    """The values met while a text is turned to HTML, in the order of their numbers."""

    text: str
    origin: Origin
    found: list[Piece] = field(default_factory=list)

    def mark(self, value: Piece) -> str:
        self.found.append(value)
        return f"{OPEN}{len(self.found) - 1}{CLOSE}"

    def marked(self, text: str) -> Piece | None:
        """The value whose mark a text is, if it is one."""
        number = text.removeprefix(OPEN).removesuffix(CLOSE)
        known = number.isdecimal() and int(number) < len(self.found)
        return self.found[int(number)] if known and text == f"{OPEN}{number}{CLOSE}" else None

    def attribute(self, _tag: str, name: str, value: str) -> str | None:
        """What stands in the HTML for an attribute that an element may have."""
        if name in ("href", "src") and isinstance(self.marked(value), Link | Image):
            return value
        value = value.replace(OPEN, "\ufffd")
        if name == "id":
            return self.mark(Id(value))
        if name == "href":
            return self.mark(Link(value, self.first(value)))
        if name == "src":
            return self.mark(Image(value, self.first(value)))
        return value

    def first(self, value: str) -> Place:
        """The first place where a value of raw HTML stands in the text."""
        at = max(self.text.find(value), 0)
        line = self.text.count("\n", 0, at)
        return self.origin.at(line, at - (self.text.rfind("\n", 0, at) + 1))


def parse(text: str, origin: Origin) -> Document:
    """A text of blocks. A level-1 heading that it starts with becomes the document's title."""
    text = _own_characters_only(text)
    tokens = parser().parse(hidden_spaces(text), {})
    return _document(text, origin, tokens)


def parse_inline(text: str, origin: Origin) -> Document:
    """A text of one line, such as a label: no blocks, no headings."""
    text = _own_characters_only(text)
    tokens = parser().parseInline(hidden_spaces(text), {})
    return _document(text, origin, tokens)


def _own_characters_only(text: str) -> str:
    return text.translate({0xFDD0: "\ufffd", 0xFDD1: "\ufffd", 0xFDD2: "\ufffd", 0: "\ufffd"})


def _document(text: str, origin: Origin, tokens: list[Token]) -> Document:
    values = _Values(text, origin)
    headings, summary = tuple(_headings(tokens)), _summary(tokens)
    _mark_values(tokens, values, text.split("\n"))
    titled = bool(tokens) and tokens[0].type == "heading_open" and tokens[0].tag == "h1"
    title, body = (tokens[1:2], tokens[3:]) if titled else ([], tokens)
    return Document(
        source=text,
        place=origin.place,
        pieces=_pieces(body, values),
        title=_pieces(title, values),
        headings=headings,
        summary=summary,
    )


def _headings(tokens: list[Token]) -> Iterator[Heading]:
    """Gives every heading its id, unique as GitHub makes it, and yields it."""
    taken: dict[str, int] = {}
    for token, inline in itertools.pairwise(tokens):
        if token.type != "heading_open":
            continue
        words = _words(inline)
        own = TRAILING_ATTRIBUTES.search(words)
        if own and inline.children and inline.children[-1].type == "text":
            last = inline.children[-1]
            last.content = TRAILING_ATTRIBUTES.sub("", last.content)
            words = _words(inline)
        name = own[1] if own else str(token.attrs.get("id", "")) or slug(words) or "section"
        count = taken.get(name, 0)
        taken[name] = count + 1
        unique = f"{name}-{count}" if count else name
        taken.setdefault(unique, 1)
        token.attrs["id"] = unique
        yield Heading(int(token.tag[1]), unique, words)


def _words(inline: Token) -> str:
    """The plain words of an inline token, variables as written."""
    parts = []
    for child in inline.children or ():
        if child.type in ("text", "code_inline", "variable"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
        elif child.type == "image":
            parts.append(child.content)
    return "".join(parts).replace("\ufdd2", " ").strip()


def _summary(tokens: list[Token]) -> str:
    """The words of the first paragraph, cut at a word when it is long."""
    for token, inline in itertools.pairwise(tokens):
        if token.type == "paragraph_open" and not token.hidden and (words := _words(inline)):
            whole = " ".join(words.split())
            if len(whole) <= SUMMARY_LENGTH:
                return whole
            return whole[:SUMMARY_LENGTH].rsplit(" ", 1)[0].rstrip(",;:") + "…"
    return ""


def _mark_values(tokens: list[Token], values: _Values, lines: list[str]) -> None:
    """Puts a mark in place of every link, image and variable of the tokens."""
    for token in tokens:
        if token.type == "inline" and token.children:
            _mark_inline(token, token.children, values, lines)


def _mark_inline(token: Token, children: list[Token], values: _Values, lines: list[str]) -> None:
    first_line = token.map[0] if token.map else 0
    for child in children:
        if child.type not in ("link_open", "image", "variable"):
            continue
        place = _place(token.content, int(child.meta.get("at", 0)), first_line, values.origin, lines)
        if child.type == "link_open":
            child.attrs["href"] = values.mark(Link(_target(child, "href"), place))
        elif child.type == "image":
            child.attrs["src"] = values.mark(Image(_target(child, "src"), place))
        else:
            name = str(child.meta["name"])
            child.type, child.content = "text", values.mark(Variable(name, child.content, place))


def _target(token: Token, attribute: str) -> str:
    return str(token.attrs.get(attribute, "")).replace("\ufdd2", " ")


def _place(content: str, at: int, first_line: int, origin: Origin, lines: list[str]) -> Place:
    """The place of an offset into a block's inline text, whose indentation is already gone."""
    line = content.count("\n", 0, at)
    start = content.rfind("\n", 0, at) + 1
    end = content.find("\n", at)
    part = content[start : end if end >= 0 else len(content)].replace("\ufdd2", " ")
    row = first_line + line
    indent = max(lines[row].find(part), 0) if row < len(lines) else 0
    return origin.at(row, indent + at - start)


def _pieces(tokens: list[Token], values: _Values) -> tuple[Piece, ...]:
    if not tokens:
        return ()
    md = parser()
    html = md.renderer.render(tokens, md.options, {}).replace("\ufdd2", " ")
    first, *rest = allowlist.clean(html, values.attribute).split(OPEN)
    pieces: list[Piece] = [first] if first else []
    for part in rest:
        number, close, text = part.partition(CLOSE)
        value = values.marked(f"{OPEN}{number}{close}")
        pieces.extend([value, text] if value is not None else ["\ufffd", part])
    return tuple(piece for piece in pieces if piece)

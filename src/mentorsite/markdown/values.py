"""The values met in a text while it becomes HTML, where each stands, and the text's problems."""

import itertools
import re
from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from markdown_it.token import Token

from mentorsite.errors import Place, Problem, problem
from mentorsite.markdown import sanitize
from mentorsite.markdown.document import Id, Image, Link, Piece, Variable
from mentorsite.markdown.emoji import near
from mentorsite.markdown.grammar import LONGEST_PARAGRAPH, NESTED, VARIABLE
from mentorsite.markdown.long_numbers import number_of_mark
from mentorsite.markdown.near_misses.blocks import Note
from mentorsite.markdown.origin import Origin
from mentorsite.markdown.tree import CLOSE, OPEN

RAW_WORDS = ("title", "alt", "aria-label")
"""Attributes of raw HTML that are read, so that variables are filled in there."""
Met = dict[str, Any]
"""What the parser notes of a text: where the first of what is too much starts."""
RAW = ("html_block", "html_inline")
RAW_TAGS = 10_000
"""How many tags of raw HTML a text may have, the rest is shown as written: reading elements that nest in
each other takes time by their depth squared."""
DEEPEST = 70
"""How deep elements may nest: all Markdown does, and raw HTML that nests deeper is shown as written. What draws PDFs
and reads HTML for other forms calls itself once a level."""
FAR_TOO_DEEP = 10 * DEEPEST
"""So deep that it is not even cleaned."""
MOST_NEAR = 20
"""For how many names of a text that are unknown a near one is looked for."""
PICTURE_IN_TEXT = "(data:image/"


@dataclass(slots=True)
class Values:
    """The values met while a text is turned to HTML, in the order of their numbers.

    `lines` are the text's; `read` is how far each was told apart into blocks; `raw` has the places of
    what raw HTML links to and says in attributes. `glossary` is the source that explains the terms of the text,
    `name` stands in the ids of its footnotes.
    """

    origin: Origin
    lines: list[str]
    found: list[Piece] = field(default_factory=list)
    read: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))
    raw: defaultdict[str, deque[Place]] = field(default_factory=lambda: defaultdict(deque))
    raw_tags: int = 0
    raw_refused: bool = False
    unknown_emoji: int = 0
    glossary: str = ""
    name: str = ""
    problems: list[Problem] = field(default_factory=list)
    hidden: list[Place] = field(default_factory=list)

    def mark(self, value: Piece) -> str:
        self.found.append(value)
        return f"{OPEN}{len(self.found) - 1}{CLOSE}"

    def tell(self, met: Met) -> None:
        """Tells of what the parser took as it was written, where the first of it starts."""
        if "too deep" in met:
            line, column = met["too deep"]
            message = f"lists, quotes or emphasis nest more than {NESTED} deep, so this is shown as it is written"
            self.problems.append(problem("too-deep", self.origin.at(line, column), message, "write it flatter"))
        if "too long" in met:
            message = f"a paragraph has more than {LONGEST_PARAGRAPH:,} characters, so it is shown as it is written"
            hint = "put an empty line between paragraphs"
            if PICTURE_IN_TEXT in self.lines[met["too long"]]:
                hint = "save the picture that stands in it below `content/`, and write `![What it shows](picture.png)`"
            self.problems.append(problem("too-large", self.origin.at(met["too long"], 0), message, hint))
        notes: list[Note] = list(met.get("nearly", ()))
        if "open box" in met:
            notes.append(met["open box"])
        for note in notes:
            place = self.origin.at(note.row, note.column)
            self.problems.append(problem("nearly-markdown", place, note.message, note.hint))

    def tell_nearly(self, meta: Met, place: Place) -> None:
        """Tells of what nearly is Markdown. Looking for a near name takes long, so that it is done for few."""
        if "name" not in meta:
            self.problems.append(problem(meta["code"], place, meta["message"], meta["hint"]))
            return
        self.unknown_emoji += 1
        message = f"there is no emoji called `:{meta['name']}:`, so this is shown as it is written"
        if self.unknown_emoji <= MOST_NEAR:
            hint = near(meta["name"])
        else:
            hint = "paste the emoji itself"
        self.problems.append(problem(meta["code"], place, message, hint))

    def too_many_attributes(self, tokens: list[Token]) -> None:
        most = sanitize.MOST_ATTRIBUTES
        message = f"a tag of HTML has more than {most:,} attributes, so all HTML of this text is shown as it is written"
        self.problems.append(problem("too-large", self.first_raw(tokens), message, "write it as Markdown"))

    def first_raw(self, tokens: list[Token]) -> Place:
        """Where the first block with raw HTML begins; the text's own start where none knows its row."""
        for token in tokens:
            if token.map and holds_raw(token):
                return self.origin.at(token.map[0], 0)
        return self.origin.at(0, 0)

    def too_deep(self, tokens: list[Token]) -> None:
        message = f"HTML nests more than {DEEPEST} deep, so all HTML of this text is shown as it is written"
        self.problems.append(problem("too-deep", self.first_raw(tokens), message, "write it flatter, or as Markdown"))

    def too_many_tags(self, place: Place) -> None:
        message = f"a text has more than {RAW_TAGS:,} tags of HTML; from here on they are shown as they are written"
        self.problems.append(problem("too-large", place, message, "split the page, or write Markdown"))

    def marked(self, text: str) -> Piece | None:
        """The value whose mark a text is, if it is one."""
        number = text.removeprefix(OPEN).removesuffix(CLOSE)
        at = number_of_mark(number)
        # Compared as a whole: a mark of ours has no zeros in front.
        if 0 <= at < len(self.found) and text == f"{OPEN}{at}{CLOSE}":
            return self.found[at]
        return None

    def attribute(self, _tag: str, name: str, value: str) -> str | None:
        """What stands in the HTML for an attribute that an element may have."""
        # Markdown's own links have their marks already; a mark of anything else here was forged by raw HTML.
        if name in ("href", "src") and isinstance(self.marked(value), Link | Image):
            return value
        if name == "id":
            return self.mark(Id(value))
        if name == "href":
            return self.mark(Link(value, self.raw_place(value)))
        if name == "src":
            return self.mark(Image(value, self.raw_place(value), described=False, raw=True))
        if name in RAW_WORDS and value in self.raw:
            return self.filled(value, always(self.raw_place(value)))
        return value

    def filled(self, text: str, spot: Callable[[int], Place]) -> str:
        """A text with a mark in place of each of its variables."""

        def marked(found: re.Match[str]) -> str:
            return self.mark(variable(found, spot(found.start())))

        return VARIABLE.sub(marked, text)

    def raw_place(self, value: str) -> Place:
        """The place of the next link of raw HTML to this; the text's own where a parser moved it."""
        places = self.raw.get(value)
        if not places:
            return self.origin.place
        if len(places) > 1:
            return places.popleft()
        return places[0]

    def spots(self, content: str, row: int) -> Callable[[int], Place]:
        """The function from an offset in a block's text, whose indentation is gone, to its place."""
        parts = content.split("\n")
        starts = [0, *itertools.accumulate(len(part) + 1 for part in parts)]
        columns = [self.column(row + line, part) for line, part in enumerate(parts)]

        def place(offset: int) -> Place:
            line = min(bisect_right(starts, offset), len(parts)) - 1
            column = offset - starts[line]
            start, is_escaped = columns[line]
            if is_escaped:  # each `|` before it has a backslash in the file
                column += parts[line].count("|", 0, column)
            return self.origin.at(row + line, start + column)

        return place

    def column(self, row: int, part: str) -> tuple[int, bool]:
        """Where in a line a part of it starts, after those met before; and whether its `|` are escaped there."""
        if row < len(self.lines):
            line = self.lines[row]
        else:
            line = ""
        # A cell of a table is read without the backslashes before its `|`.
        for written in (part, part.replace("|", r"\|")):
            column = line.find(written, self.read[row])
            if column >= 0:
                # The next part of this line is looked for behind this one: cells may have the same words.
                self.read[row] = column + len(written)
                return column, written != part
        return 0, False


def variable(found: re.Match[str], place: Place) -> Variable:
    """The variable that was found at a place."""
    return Variable(found[2], found[0].replace("\ufdd2", " "), place)


def always(place: Place) -> Callable[[int], Place]:
    """The places in an image's words, which are told apart from the text around: the image's own."""
    return lambda _offset: place


def holds_raw(token: Token) -> bool:
    """Whether a token is raw HTML, or has some in it."""
    return any(each.type in RAW for each in (token, *(token.children or ())))

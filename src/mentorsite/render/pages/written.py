"""A text as it was written, for readers elsewhere: its links are whole and its variables looked up."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from mentorsite.errors import Place
from mentorsite.markdown.document import Document, Image, Link
from mentorsite.render.context import RenderContext

OF_FOOTNOTE = re.compile(r"#fn(?:ref)?(?:-\w+-)?\d")
"""Where a footnote's mark and the footnote lead, which nobody wrote into the text."""
TARGET = re.compile(r"\]\(\s*<?")
"""What stands before a target that is written in the link itself."""
DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]+\]:[ \t]*\n?[ \t]*<?([^\s>]+)", re.MULTILINE)
"""A target that links of the text name by a word."""
ENDS = (")", ">", " ", "\t", "\n")


def written(document: Document, context: RenderContext) -> str:
    """A text as Markdown that reads the same elsewhere."""
    source = document.source
    lines = [0, *accumulate(len(line) + 1 for line in source.split("\n"))]
    found: dict[int, Link | Image] = {}
    for link in _links(document):
        start = _offset(lines, document.place, link.place)
        found |= dict.fromkeys(_spots(source, start, link.target), link)
    by_target = {link.target: link for link in _links(document)}
    for definition in DEFINITION.finditer(source):
        if definition[1] in by_target:
            found[definition.start(1)] = by_target[definition[1]]
    read, parts = 0, []
    for at, link in sorted(found.items(), key=lambda spot: spot[0]):
        parts += [source[read:at], context.whole(link)]
        read = at + len(link.target)
    return context.filled("".join([*parts, source[read:]]))


def _links(document: Document) -> Iterator[Link | Image]:
    """The links that someone wrote."""
    for piece in (*document.title, *document.pieces):
        if isinstance(piece, Link | Image) and piece.target and not OF_FOOTNOTE.match(piece.target):
            yield piece


def _offset(lines: Sequence[int], begins: Place, place: Place) -> int:
    """Where in a text a place of its file is; `lines` are where its lines begin."""
    line = place.line - begins.line
    return lines[line] + place.column - (begins.column if line == 0 else 1)


def _spots(source: str, start: int, target: str) -> Iterator[int]:
    """Where a link's target is written: at the link's place in HTML, else in its paragraph."""
    if source.startswith(target, start):
        yield start
        return
    end = source.find("\n\n", start)
    for opened in TARGET.finditer(source, start, end if end >= 0 else len(source)):
        if source.startswith(target, opened.end()) and source.startswith(ENDS, opened.end() + len(target)):
            yield opened.end()
            return

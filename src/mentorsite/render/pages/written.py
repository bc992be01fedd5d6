"""A text as it was written, for readers elsewhere: its links are whole and its variables looked up."""

import re
from collections.abc import Container, Iterator, Sequence
from itertools import accumulate

from mentorsite.errors import Place
from mentorsite.markdown.document import Document, Image, Link, Variable, of_type
from mentorsite.markdown.raw_html import HIDDEN
from mentorsite.render.context import RenderContext
from mentorsite.render.markdown_text import SPECIAL

OF_FOOTNOTE = re.compile(r"#fn(?:ref)?(?:-\w+-)?\d")
"""Where a footnote's mark and the footnote lead, which nobody wrote into the text."""
TARGET = re.compile(r"\]\(\s*<?")
"""What stands before a target that is written in the link itself."""
DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]+\]:[ \t]*\n?[ \t]*<?([^\s>]+)", re.MULTILINE)
"""A target that links of the text name by a word."""
COMMENT = re.compile(
    HIDDEN.pattern + r"""|\[[^\]\n]+\]:\s*(?:<>|#)\s*(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\((?:\\.|[^()\\])*\))""",
    re.S,
)
"""What is hidden in HTML, and what is written as the target of a link for a comment's sake: `[//]: # (words)`."""
ENDS = (")", ">", " ", "\t", "\n")


def written(document: Document, context: RenderContext) -> str:
    """A text as Markdown that reads the same elsewhere, and says no more than its page."""
    source = document.source
    lines = [0, *accumulate(len(line) + 1 for line in source.split("\n"))]
    changes = [(start, end - start, "") for start, end in _hidden(document, lines)]
    for at, link in _links_at(document, lines).items():
        changes.append((at, len(link.target), context.whole(link)))
    for at, variable in _variables_at(document, lines).items():
        changes.append((at, len(variable.source), _as_words(context.variable(variable))))
    read, parts = 0, []
    for at, length, shown in sorted(changes):
        if at >= read:  # else it stands in what is changed already, as a variable in a link's target
            parts += [source[read:at], shown]
            read = at + length
    return "".join([*parts, source[read:]])


def _hidden(document: Document, lines: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where comments begin and end, with the empty line behind one that stands alone."""
    source = document.source
    for place in document.hidden:
        found = COMMENT.search(source, _offset(lines, document.place, place))
        if found is None:
            continue
        end = found.end()
        before = source[max(found.start() - 1, 0) : found.start()]
        stands_alone = before in ("\n", "") and source.startswith("\n\n", end)
        if stands_alone:
            end += 2
        yield found.start(), end


def _links_at(document: Document, lines: Sequence[int]) -> dict[int, Link | Image]:
    """The links by where their targets stand."""
    source = document.source
    found: dict[int, Link | Image] = {}
    for link in _links(document):
        start = _offset(lines, document.place, link.place)
        found |= dict.fromkeys(_spots(source, start, link.target), link)
    by_target = {link.target: link for link in _links(document)}
    for definition in DEFINITION.finditer(source):
        if definition[1] in by_target:
            found[definition.start(1)] = by_target[definition[1]]
    return found


def _variables_at(document: Document, lines: Sequence[int]) -> dict[int, Variable]:
    """The variables by where they stand; those in code are none.

    Of one in the words or the title of a picture or a link it is known where that begins.
    """
    found: dict[int, Variable] = {}
    later: list[tuple[int, Variable]] = []
    for variable in of_type(document, Variable):
        at = _offset(lines, document.place, variable.place)
        if document.source.startswith(variable.source, at):
            found[at] = variable
        else:
            later.append((at, variable))
    for start, variable in later:
        at = _next(document.source, variable.source, start, found)
        if at >= 0:
            found[at] = variable
    return found


def _next(source: str, words: str, start: int, taken: Container[int]) -> int:
    """Where words stand next in a paragraph, or before in the line, and nothing is yet; -1 where they don't."""
    end = source.find("\n\n", start)
    if end < 0:
        end = len(source)
    for begin in (start, source.rfind("\n", 0, start) + 1):
        at = source.find(words, begin, end)
        while at in taken:
            at = source.find(words, at + 1, end)
        if at >= 0:
            return at
    return -1


def _as_words(text: str) -> str:
    """A value with what Markdown or HTML would read as its own as characters of HTML, which both know."""
    line = " ".join(text.split())
    return SPECIAL.sub(lambda found: f"&#{ord(found[0])};", line).replace("|", "&#124;")


def _links(document: Document) -> Iterator[Link | Image]:
    """The links that someone wrote."""
    for piece in (*document.title, *document.pieces):
        if isinstance(piece, Link | Image) and piece.target and not OF_FOOTNOTE.match(piece.target):
            yield piece


def _offset(lines: Sequence[int], begins: Place, place: Place) -> int:
    """Where in a text a place of its file is; `lines` are where its lines begin."""
    line = place.line - begins.line
    if line == 0:  # a text may begin within a line of its file, as behind a key
        return lines[line] + place.column - begins.column
    return lines[line] + place.column - 1


def _spots(source: str, start: int, target: str) -> Iterator[int]:
    """Where a link's target is written: at the link's place in HTML, else in its paragraph."""
    if source.startswith(target, start):
        yield start
        return
    end = source.find("\n\n", start)
    if end < 0:
        end = len(source)
    for opened in TARGET.finditer(source, start, end):
        if source.startswith(target, opened.end()) and source.startswith(ENDS, opened.end() + len(target)):
            yield opened.end()
            return

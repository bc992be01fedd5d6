"""Markdown text → `Document`."""

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256

from markdown_it.token import Token

from mentorsite.errors import Problem, problem
from mentorsite.markdown.document import APART, Document, Heading, Term, shortened
from mentorsite.markdown.glossary import NO_TERMS, Terms
from mentorsite.markdown.grammar import first_row, hidden_spaces, parser
from mentorsite.markdown.marks import mark_values, pieces_of
from mentorsite.markdown.origin import Origin
from mentorsite.markdown.slug import slug
from mentorsite.markdown.values import Met, Values

OWN_ID = re.compile(r"\{:?\s*#(\w[\w-]*+)[^{}]*+\}")
BELOW_TITLE, BELOW_SECTION = 2, 3
"""The level of a heading right below a page's title, and right below one of a section of a form or program."""
COMMENTS = re.compile(r"(?:\s|<!--(?:(?!-->).)*-->)*", re.DOTALL)
"""Of HTML what nobody sees."""
NAME_LENGTH = 6
"""Of the name by which the footnotes of one of several texts on a page are told apart."""
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
"""Characters that neither HTML nor YAML can have."""
NUL = "\x00"
LINE_BREAK_OF_WORD = "\x0b"
"""What Word's text has where someone began a new line within a paragraph."""


def parse(text: str, origin: Origin, terms: Terms = NO_TERMS) -> Document:
    """A text of blocks. A level-1 heading that it starts with becomes the document's title.

    Where one of the terms stands first, it becomes a `Mention`.
    """
    text, values, tokens = _read(text, origin, parser().parse, terms)
    return _document(text, values, tokens, tuple(_headings(tokens, {})))


def parse_part(text: str, origin: Origin, level: int = BELOW_SECTION) -> Document:
    """A text of blocks within a page: it has no title, and a heading of the first level is one of `level` there."""
    text, values, tokens = _read(text, origin, parser().parse)
    _lower_headings(tokens, level)
    values.name = sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:NAME_LENGTH]
    return _document(text, values, tokens, tuple(_headings(tokens, {})), titled=False)


def parse_glossary(text: str, origin: Origin) -> Document:
    """A text of blocks that explains terms: those of its definition lists get an id each, as headings do."""
    text, values, tokens = _read(text, origin, parser().parse)
    taken: dict[str, int] = {}
    headings = tuple(_headings(tokens, taken))
    terms = tuple(_terms(tokens, taken, origin))
    return replace(_document(text, values, tokens, headings), terms=terms)


def parse_inline(text: str, origin: Origin) -> Document:
    """A text of one line, such as a label: no blocks, no headings."""
    text, values, tokens = _read(text, origin, parser().parseInline)
    return replace(_document(text, values, tokens, ()), in_line=True)


def _read(
    text: str, origin: Origin, tokens_of: Callable[[str, Met], list[Token]], terms: Terms = NO_TERMS
) -> tuple[str, Values, list[Token]]:
    controls = _control_characters(text, origin)
    text = CONTROL.sub(" ", _own_characters_only(text))
    shown = hidden_spaces(text)
    values = Values(origin, shown.split("\n"), glossary=terms.glossary, problems=list(controls))
    met = Met(terms=terms)
    tokens = tokens_of(shown, met)
    values.tell(met)
    for row in _comments(met):
        values.hidden.append(origin.at(row, 0))
    return text, values, tokens


def _comments(met: Met) -> Iterator[int]:
    """The rows of what is written as the target of a link for a comment's sake: `[//]: # (words)`."""
    for each in (*met.get("references", {}).values(), *met.get("duplicate_refs", ())):
        if each["title"] and each["href"] in ("", "#"):
            yield each["map"][0]


def _control_characters(text: str, origin: Origin) -> Iterator[Problem]:
    """The first in each line of the characters that text cannot have."""
    if not CONTROL.search(text):
        return
    for row, line in enumerate(text.split("\n")):
        found = CONTROL.search(line)
        if found:
            shown = "a space"
            if found[0] == NUL:
                shown = "`\ufffd`"
            message = f"a character that text cannot have (U+{ord(found[0]):04X}); {shown} is shown instead"
            if found[0] == LINE_BREAK_OF_WORD:
                hint = "start a new line there"
            else:
                hint = "delete it"
            yield problem("control-character", origin.at(row, found.start()), message, hint)


def _own_characters_only(text: str) -> str:
    """A text without the characters that stand for something here, nor U+0000, by CommonMark 2.3."""
    return text.translate({0xFDD0: "\ufffd", 0xFDD1: "\ufffd", 0xFDD2: "\ufffd", 0xFDD3: "\ufffd", 0: "\ufffd"})


def _document(
    text: str, values: Values, tokens: list[Token], headings: tuple[Heading, ...], *, titled: bool = True
) -> Document:
    summary = _summary(tokens)  # before marks stand among the words
    mark_values(tokens, values)
    start = _after_comments(tokens)
    titled = titled and tokens[start:] != [] and tokens[start].type == "heading_open" and tokens[start].tag == "h1"
    # A heading is three tokens, with its words in the middle one.
    title, body = (tokens[start + 1 : start + 2], tokens[start + 3 :]) if titled else ([], tokens)
    return Document(
        source=text,
        place=values.origin.place,
        pieces=pieces_of(body, values),
        title=pieces_of(title, values),
        headings=headings,
        summary=summary,
        problems=tuple(values.problems),
        hidden=tuple(values.hidden),
    )


def _after_comments(tokens: list[Token]) -> int:
    """Where a text begins for readers: behind comments, as those that tell a linter what to pass over."""
    for index, token in enumerate(tokens):
        if token.type != "html_block" or not COMMENTS.fullmatch(token.content):
            return index
    return 0


def _lower_headings(tokens: list[Token], level: int) -> None:
    """Moves all headings down where one of them is of the first level, so that this one fits into a page."""
    headings = []
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            headings.append(token)
    if any(token.tag == "h1" for token in headings):
        for token in headings:
            token.tag = f"h{min(int(token.tag[1]) + level - 1, 6)}"


def _headings(tokens: list[Token], taken: dict[str, int]) -> Iterator[Heading]:
    """Gives every heading its id, unique as GitHub makes it, and yields it."""
    for token, inline in itertools.pairwise(tokens):
        if token.type == "heading_open":
            own = _own_id(inline) or str(token.attrs.get("id", ""))
            name = own or slug(_words(inline, names=True)) or "section"
            token.attrs["id"] = _unique(name, taken)
            yield Heading(int(token.tag[1]), str(token.attrs["id"]), _to_fill(inline))


def _terms(tokens: list[Token], taken: dict[str, int], origin: Origin) -> Iterator[Term]:
    """Gives every term of a definition list its id and yields it; a comma tells its spellings apart."""
    for token, inline in itertools.pairwise(tokens):
        if token.type == "dt_open":
            own = _own_id(inline)
            spellings = _spellings(_words(inline))
            name = own
            if not name and spellings:
                name = slug(spellings[0])
            token.attrs["id"] = _unique(name or "term", taken)
            yield Term(spellings, str(token.attrs["id"]), origin.at(first_row(token), 0))


def _spellings(words: str) -> tuple[str, ...]:
    """How a term may be spelt, by the words of its line."""
    found = []
    for part in words.split(","):
        spelling = " ".join(part.split())
        if spelling:
            found.append(spelling)
    return tuple(found)


def _own_id(inline: Token) -> str:
    """The id that words give themselves at their end, `{#start}`, which is taken from them."""
    if not inline.children:
        return ""
    last = inline.children[-1]
    if last.type != "text":
        return ""
    # Only behind the last brace: a search would begin again at each `{` of the heading.
    words, brace, attributes = last.content.rpartition("{")
    own = OWN_ID.fullmatch(brace + attributes.rstrip())
    if own is None:
        return ""
    last.content = words.rstrip()
    return own[1]


def _unique(name: str, taken: dict[str, int]) -> str:
    """The name, or one of its own where that is taken, numbered as GitHub does it."""
    unique = name
    while unique in taken:
        taken[name] += 1
        unique = f"{name}-{taken[name]}"
    taken[unique] = 0
    return unique


def _words(inline: Token, *, names: bool = False) -> str:
    """The plain words of an inline token, variables as written; with `names`, emoji by theirs, as in anchors."""
    return "".join(text for text, _ in _parts(inline, names=names)).strip()


def _to_fill(inline: Token) -> str:
    """The plain words of an inline token in which variables may be filled in, and they alone."""
    words = _words(inline)
    if "{{" not in words:
        return words
    filled = ""
    for is_variable, parts in itertools.groupby(_parts(inline), key=lambda part: part[1]):
        text = "".join(words for words, _ in parts)
        if not is_variable:
            text = text.replace("{{", APART)
        filled += text
    return filled.strip()


def _parts(inline: Token, *, names: bool = False) -> Iterator[tuple[str, bool]]:
    """The plain words of each part of an inline token, and whether it is a variable."""
    for child in inline.children or ():
        if child.type == "emoji":
            yield child.markup if names else child.content, False
        elif child.type in ("text", "code_inline", "variable", "term", "image"):
            yield child.content.replace("\ufdd2", " "), child.type == "variable"
        elif child.type in ("softbreak", "hardbreak"):
            yield " ", False


def _summary(tokens: list[Token]) -> str:
    """The words of the first paragraph, cut at a word when it is long; whole where it has variables."""
    for token, inline in itertools.pairwise(tokens):
        if token.type == "paragraph_open" and token.tag == "p" and not token.hidden and _words(inline):
            whole = " ".join(_to_fill(inline).split())
            if "{{" in whole:  # how long it is, is known once they are filled in
                return whole
            return shortened(whole)
    return ""

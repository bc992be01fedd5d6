"""The words of a text that a glossary explains: the first place of each term in running text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from hashlib import sha256

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from mentorsite.markdown.slug import in_word

MOST_WORDS = 10
"""The longest term that is looked for, in words: what looking takes is told by the length of the text alone."""
RUNNING = ("paragraph_open", "td_open")
"""What opens a block of running text; headings, terms and header cells are none."""
QUOTE = ("blockquote_open", "blockquote_close")
"""What is quoted is someone else's, or there to be said as it stands."""
RAW = re.compile(r"<(/?)(?:a|button|code|dt|h[1-6]|kbd|pre|samp|summary|th)(?![\w-])", re.I)
"""Where an element of raw HTML starts or ends whose text is no running text either."""
WORD = re.compile(r"\w+")
LAST_OF_ASCII = "\x7f"
"""Up to here `WORD` knows all that is in a word."""
BREAK = "\0"
"""Stands for the end of a line in running text, which holds no such character itself."""
SPACE = re.compile(rf"[\s{BREAK}]+")
JOINING = ("-", "\u2010", "\u2011", ".", "@")
"""What makes one word of two, with no space around it: `co-mentor`, `mentor.org`."""


# Without slots: `cached_property` keeps its value in an instance's own dictionary.
@dataclass(frozen=True)
class Terms:
    """What a glossary explains: its source, and each spelling of a term with the id of the term there."""

    glossary: str = ""
    ids: tuple[tuple[str, str], ...] = ()

    @cached_property
    def digest(self) -> str:
        """A hash of all of it."""
        return sha256(repr((self.glossary, self.ids)).encode("utf-8", "backslashreplace")).hexdigest()


NO_TERMS = Terms()


@dataclass(slots=True)
class _Branch:
    """How spellings that begin with the same words go on. `id` is that of the term that ends here."""

    id: str | None = None
    next: dict[str, "_Branch"] = field(default_factory=dict)


@dataclass(slots=True)
class _Reader:
    """Reads a text from its start: the terms met so far, and how deep in elements of raw HTML it is."""

    tree: _Branch
    met: set[str] = field(default_factory=set)
    raw: int = 0

    def read_raw(self, html: str) -> None:
        for found in RAW.finditer(html):
            is_end = bool(found[1])
            if not is_end:
                self.raw += 1
            elif self.raw:  # an end of nothing ends nothing
                self.raw -= 1

    def pass_over(self, children: list[Token]) -> None:
        for child in children:
            if child.type == "html_inline":
                self.read_raw(child.content)

    def marked(self, children: list[Token]) -> list[Token]:
        """The tokens of a block, those of its words told apart where a term stands."""
        made: list[Token] = []
        words: list[Token] = []
        links = 0
        for child in children:
            if child.type in ("link_open", "link_close"):
                links += child.nesting
            if child.type == "html_inline":
                self.read_raw(child.content)
            if child.type in ("text", "softbreak") and not links and not self.raw:
                words.append(child)
            else:
                made += [*self.with_terms(words), child]
                words = []
        return [*made, *self.with_terms(words)]

    def with_terms(self, words: list[Token]) -> list[Token]:
        """Words, with a token of its own for each term that was not met before."""
        # Looked through as one text: a term may go on in the next line.
        text = ""
        for each in words:
            text += BREAK if each.type == "softbreak" else each.content
        made: list[Token] = []
        read = 0
        for start, end, id in _found(text, self.tree):
            if id not in self.met:
                self.met.add(id)
                words_here = text[start:end].replace(BREAK, "\n")
                made += [*_lines(text[read:start]), Token("term", "", 0, content=words_here, meta={"id": id})]
                read = end
        if made:
            return [*made, *_lines(text[read:])]
        return words


def mark_terms(state: StateCore) -> None:
    """Makes a token `term` of the first place in running text of each of the terms that `env` holds."""
    terms = state.env.get("terms", NO_TERMS)
    if not terms.ids:
        return
    reader, quotes = _Reader(_tree(terms)), 0
    block = ""  # the type of the token before: an inline one stands right behind what opens its block
    for token in state.tokens:
        if token.type in QUOTE:
            quotes += token.nesting
        if token.type == "html_block":
            reader.read_raw(token.content)
        elif token.type == "inline" and token.children and block in RUNNING and not quotes:
            token.children = reader.marked(token.children)
        elif token.type == "inline":
            reader.pass_over(token.children or [])
        block = token.type


def same_start(spelling: str) -> str:
    """A spelling with a small first letter: where a sentence starts it has a capital."""
    return spelling[:1].lower() + spelling[1:]


@lru_cache(maxsize=64)
def _tree(terms: Terms) -> _Branch:
    """The spellings, word by word. One that starts or ends with a sign, or has too many words, is not in it."""
    root = _Branch()
    for spelling, id in terms.ids:
        words = _words(spelling)
        if not words or len(words) > MOST_WORDS:
            continue
        starts, ends = words[0][0], words[-1][1]
        if starts > 0 or ends < len(spelling):
            continue
        branch = root
        for at in range(len(words)):
            branch = branch.next.setdefault(_step(spelling, words, at, 0), _Branch())
        if branch.id is None:  # of a term that is explained twice, the first place counts
            branch.id = id
    return root


def _found(text: str, tree: _Branch) -> Iterator[tuple[int, int, str]]:
    """Where terms stand in a text, with their ids: the longest where one begins with another."""
    words, at = _words(text), 0
    while at < len(words):
        last, id = _longest(text, words, at, tree)
        if id is not None:
            yield words[at][0], words[last][1], id
        at = last + 1


def _longest(text: str, words: list[tuple[int, int]], first: int, branch: _Branch) -> tuple[int, str | None]:
    """The last word of the longest term that begins with a word, and its id."""
    best: tuple[int, str | None] = first, None
    for at in range(first, len(words)):
        following = branch.next.get(_step(text, words, at, first))
        if following is None:
            break
        branch = following
        if branch.id is not None and _stands_alone(text, words[first][0], words[at][1]):
            best = at, branch.id
    return best


def _step(text: str, words: list[tuple[int, int]], at: int, first: int) -> str:
    """A word with what stands between it and the word before; the first one has nothing before it."""
    start, end = words[at]
    if at == first:
        return same_start(text[start:end])
    return SPACE.sub(" ", text[words[at - 1][1] : end])


def _words(text: str) -> list[tuple[int, int]]:
    """Where each word starts and ends. An accent that is a character of its own belongs to its word."""
    words: list[tuple[int, int]] = []
    for found in WORD.finditer(text):
        start, end = found.span()
        while text[end : end + 1] > LAST_OF_ASCII and in_word(text[end]):
            end += 1
        # The accent stood between two letters, so that `WORD` began another word behind it.
        if words and words[-1][1] >= start:
            start = words.pop()[0]
        words.append((start, end))
    return words


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether nothing next to words makes one word of them and another."""
    before, after = text[max(start - 2, 0) : start], text[end : end + 2]
    is_joined_before = len(before) > 1 and before[1] in JOINING and in_word(before[0])
    is_joined_after = len(after) > 1 and after[0] in JOINING and in_word(after[1])
    return not (is_joined_before or is_joined_after)


def _lines(text: str) -> Iterator[Token]:
    """A text as tokens."""
    for number, line in enumerate(text.split(BREAK)):
        if number:
            yield Token("softbreak", "br", 0)
        if line:
            yield Token("text", "", 0, content=line)

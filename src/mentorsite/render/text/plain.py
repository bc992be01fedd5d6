"""Blocks → their words in one line, as calendars show them."""

import re
from collections.abc import Iterable, Iterator
from typing import assert_never

from mentorsite.markdown.document import LINE
from mentorsite.render.text.nodes import (
    Blank,
    Block,
    Break,
    CodeWords,
    FootnoteMark,
    Inline,
    Linked,
    Marked,
    Picture,
    Text,
)
from mentorsite.render.text.simple import one_line, simple_words

WHOLE = re.compile(r"https?:|mailto:|tel:", re.IGNORECASE)
CONTACT = re.compile("^(?:mailto|tel):")


def words_with_links(text: Iterable[Block]) -> str:
    """The words of a text, each link with its address behind it where that is whole; pictures show nothing."""
    return "".join(_words_of(one_line(text)))


def _words_of(words: Iterable[Inline]) -> Iterator[str]:
    for each in simple_words(words):
        match each:
            case Text(said) | CodeWords(said):
                yield said
            case Marked(words=inside):
                yield from _words_of(inside)
            case Linked(url, inside):
                yield _link(url, "".join(_words_of(inside)))
            case Break():
                yield " "
            case FootnoteMark(number):
                yield f"[{number}]"
            case Blank():
                yield LINE
            case Picture():
                continue
            case _:
                assert_never(each)


def _link(url: str, said: str) -> str:
    address = CONTACT.sub("", url)  # as people write it: without `mailto:` or `tel:`
    if WHOLE.match(url) and address != said.strip():
        return f"{said} ({address})"
    return said

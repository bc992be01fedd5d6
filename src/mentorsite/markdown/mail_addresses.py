"""Addresses of mail that are links without being marked as one, as GitHub has them: `jane_doe@example.org`.

They are looked for once emphasis is read: an address may hold `_`, and the part of it after that is someone else's.
"""

import re
from collections.abc import Iterator, Sequence

from markdown_it.common.utils import isLinkClose, isLinkOpen
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

ADDRESS = re.compile(
    r"(?<![^\s(])[*~]*"
    r"(?P<address>[A-Za-z0-9.+_-]+@[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+)"
    r"(?<![_-])(?![\w@-]|\.\w)"
)
"""A whole address, after a space or a bracket: in `a*b@example.org` there is none."""
BREAKS = ("softbreak", "hardbreak")


def mail_addresses(state: StateCore) -> None:
    """Makes a link of each address in a text that is in no link already."""
    for token in state.tokens:
        if token.type == "inline" and "@" in token.content:
            token.children = list(_linked(token.children or [], token.content))


def _linked(children: Sequence[Token], written: str) -> Iterator[Token]:
    links, read, begins_a_word = 0, 0, True
    for child in children:
        links = max(0, links + _opened(child))
        parts = [child] if links or "@" not in child.content else _parts(child, begins_a_word)
        for part in parts:
            if part is not child and part.type == "link_open":
                address = str(part.attrs["href"]).removeprefix("mailto:")
                # One with escapes, as `a\_b@…`, isn't found as it is read, and has the place of the one before.
                read = max(read, written.find(address, read))
                part.meta = {"at": read, "to": read + len(address)}
            yield part
        begins_a_word = _ends_a_word(child, begins_a_word)


def _opened(child: Token) -> int:
    """One where a link opens, less one where it closes."""
    if child.type in ("link_open", "link_close"):
        return child.nesting
    if child.type == "html_inline":
        return int(isLinkOpen(child.content)) - int(isLinkClose(child.content))
    return 0


def _ends_a_word(token: Token, begins_a_word: bool) -> bool:
    """Whether what follows a token begins a word: emphasis may open within one."""
    if token.type == "text":
        return token.content[-1:].isspace() or token.content.endswith("(")
    if token.nesting == 1 or (token.type == "nearly" and not token.content):
        return begins_a_word
    return token.type in BREAKS


def _parts(child: Token, begins_a_word: bool) -> Iterator[Token]:
    """A text as tokens, with a link around each address; anything else as it is."""
    if child.type != "text":
        yield child
        return
    text, read = child.content, 0
    for found in ADDRESS.finditer(text):
        if found.start() == 0 and not begins_a_word:
            continue
        start, end = found.span("address")
        if start > read:
            yield Token("text", "", 0, content=text[read:start])
        yield Token("link_open", "a", 1, {"href": f"mailto:{found['address']}"}, markup="autolink", info="auto")
        yield Token("text", "", 0, content=found["address"])
        yield Token("link_close", "a", -1, markup="autolink", info="auto")
        read = end
    if read < len(text):
        yield Token("text", "", 0, content=text[read:])

"""Terms, footnotes and addresses of links: what is defined and shown nowhere, or shown as part of something else."""

import re
from collections.abc import Iterator
from typing import Any

from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from mentorsite.markdown.near_misses.blocks import Note, Rule, line_of

FOOTNOTES, LINKS = "footnotes defined", "links defined"
FOOTNOTE = re.compile(r"\[\^([^\]\s]+)\]:")
LINK = re.compile(r"\[([^\[\]]{1,200})\]:[ \t]*(\S+)")
MEANING = re.compile(r"[:~][ \t]")
ADDRESS = re.compile(r"[/#:@{%]|\.\w")
"""What an address has somewhere, and one word of a sentence has not."""


def footnote(rule: Rule) -> Rule:
    """The rule, noting where each footnote is defined."""
    return _noting(rule, FOOTNOTES, FOOTNOTE)


def link(rule: Rule) -> Rule:
    """The rule, noting where the address of each link is defined."""
    return _noting(rule, LINKS, LINK)


def terms(rule: Rule) -> Rule:
    """The rule; a line that may be the next term is told, where it stands right below what another one means."""

    def ruled(state: StateBlock, line: int, end: int, silent: bool) -> bool:
        if not rule(state, line, end, silent):
            return False
        if not silent:
            notes = _joined_terms(state, line)
            state.env.setdefault("nearly", []).extend(notes)
        return True

    return ruled


def _joined_terms(state: StateBlock, first: int) -> Iterator[Note]:
    for row in range(first + 2, state.line - 1):
        text, column = line_of(state, row)
        is_margin = state.sCount[row] <= state.sCount[first]
        above, below = line_of(state, row - 1)[0], line_of(state, row + 1)[0]
        # Below an empty line it is read as a term, as it should be.
        looks_like_term = is_margin and text and not MEANING.match(text)
        if looks_like_term and above and MEANING.match(below):
            message = f"`{text.strip()}` is read as a part of what stands above it, not as a term"
            yield Note(row, column, message, "put an empty line above a term; indent what goes on by two spaces")


def _noting(rule: Rule, kind: str, pattern: re.Pattern[str]) -> Rule:
    def ruled(state: StateBlock, line: int, end: int, silent: bool) -> bool:
        if not rule(state, line, end, silent):
            return False
        text, column = line_of(state, line)
        found = pattern.match(text)
        if found and not silent:
            state.env.setdefault(kind, []).append((line, column, found))
        return True

    return ruled


def unused_definitions(state: StateCore) -> None:
    """Notes the footnotes that nothing shows, and the words that were read as the address of a link."""
    if FOOTNOTES in state.env or LINKS in state.env:
        notes = [*_footnotes(state.env), *_links(state)]
        state.env.setdefault("nearly", []).extend(notes)


def _footnotes(env: Any) -> Iterator[Note]:
    defined = env.get(FOOTNOTES, [])
    last = {found[1]: row for row, _, found in defined}  # the last one of a name is shown
    for row, column, found in defined:
        name = found[1]
        if row != last[name]:
            message = f"the footnote `{name}` is defined a second time below, so that this one is not shown"
            yield Note(row, column, message, f"give one of them another name, as `[^{name}-2]`")
        elif env["footnotes"]["refs"].get(f":{name}", -1) < 0:  # the plugin numbers those that are referred to
            message = f"nothing refers to the footnote `{name}`, so it is not shown"
            yield Note(row, column, message, f"write `[^{name}]` behind the words that it belongs to")


def _links(state: StateCore) -> Iterator[Note]:
    defined = []
    for row, column, found in state.env.get(LINKS, []):
        target = found[2]
        if not ADDRESS.search(target):
            defined.append((row, column, found))
    if not defined:  # as almost always: no need to go through all tokens
        return
    used = set(_targets(state.tokens))
    for row, column, found in defined:
        words, target = found.groups()
        if target not in used:
            message = f"`[{words}]: {target}` says where a link `[{words}]` leads, so it is not shown"
            yield Note(row, column, message, f"if it is meant as words, write `\\[{words}]: {target}`")


def _targets(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        for name in ("href", "src"):
            if name in token.attrs:
                yield str(token.attrs[name])
        yield from _targets(token.children or [])

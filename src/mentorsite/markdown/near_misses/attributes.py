"""Attributes as another generator has them, and a class that nearly is one of ours."""

import re
from collections.abc import Iterator

from markdown_it.rules_block import StateBlock

from mentorsite.markdown.near_misses.blocks import Rule, note

WITH_COLON = re.compile(r"\{: ?(?=\.[\w-]|[\w-]{1,40} ?=|toc\b)([^{}\n]{1,200}?) *\}")
"""As kramdown has them. A heading's id may stand so: `{: #goals}`."""
CLASS = re.compile(r"\.([\w-]+)")
BOXES = ("note", "tip", "important", "warning", "caution", "info", "danger")
NEARLY_CARDS = re.compile(r"\{\s*\.(cards?)\s*\}\s*", re.I)
POINT = re.compile(r"[-*+] ")


def attributes_with_colon(text: str, at: int) -> Iterator[tuple[str, str]]:
    """Attributes that begin at a brace."""
    found = WITH_COLON.match(text, at)
    if not found:
        return
    what = found[1]
    message = f"`{found[0]}` is shown as it is written: attributes have no colon here"
    named = CLASS.match(what)
    if what == "toc":
        yield message, "delete it, and the `TOC` above it: a page lists its headings by itself"
    elif "no_toc" in what:
        yield message, "delete it: the list of a page's headings has all of them"
    elif named and named[1] in BOXES:
        yield message, f"delete it; for a box, write `::: {named[1]}` above its words, and `:::` below them"
    elif named:
        yield (
            message,
            f"delete it, or write `{{{what}}}`: right behind a link or a picture, or above a paragraph or list",
        )
    else:
        yield message, "delete it"


def attribute_line(rule: Rule) -> Rule:
    """The rule; a list of cards that is called nearly so is a plain list."""

    def ruled(state: StateBlock, line: int, end: int, silent: bool) -> bool:
        written = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
        if not rule(state, line, end, silent):
            return False
        found = NEARLY_CARDS.fullmatch(written)
        if found and found[1] != "cards" and not silent and line + 1 < end:
            below = state.bMarks[line + 1] + state.tShift[line + 1]
            if POINT.match(state.src, below):
                message = f"`{found[0].strip()}` makes no cards of this list"
                note(state, line, message, "write `{.cards}`")
        return True

    return ruled

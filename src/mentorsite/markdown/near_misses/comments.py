"""Comments of other tools, which hide nothing here: a private note between their marks is shown to everyone."""

import re
from collections.abc import Iterator, MutableMapping
from typing import Any

from markdown_it.token import Token

from mentorsite.markdown.near_misses.points import Found

BRACE = re.compile(
    r"""
    \{\{?\s{0,9}/\*                              # MDX, Hugo
    | \{>>                                       # CriticMarkup
    | \{\{!(?:--)?(?!=)                          # Handlebars
    | \{::comment\b                              # kramdown
    | \{?\{%-?\s{0,9}(?:comment\b|\#)            # Liquid, Jinja
    | \{\#-?(?=\s[^{}]{0,2000}\#\})              # Jinja; `{#goals}` is the id of a heading
    | \{\#(?=[^{}\s][^{}]{0,2000}[^{}\s]\s?\#\})
    """,
    re.VERBOSE,
)
ANGLE = re.compile(r"<%(?:\#|!?--)")
"""ERB, EJS and JSP."""
PARAGRAPH = re.compile(r"/\*{1,2}(?=\s|[^\n*]{1,500}\*/[ \t]*$)|#\+BEGIN_COMMENT\b", re.IGNORECASE | re.MULTILINE)
"""Style sheets and programs; Org."""
PERCENTS = re.compile(r"(?<![\d%\\])%%(?!%)")
"""What begins a comment of Obsidian, and not `100%%`."""
SPOILER = re.compile(r"(?<![\w|])\|\|(?![\s|])([^|\n]{1,200})(?<!\s)\|\|(?![\w|])")
"""What Discord covers until someone taps it."""
PROGRAM = re.compile(
    r"""
    import\s+['"][^'"\n]{1,200}['"];?\s*$
    | import\s+[\w*{$][^'"\n]{0,200}\bfrom\s+['"][^'"\n]{1,200}['"];?\s*$
    | export\s+(?:const|let|var)\s+[\w$]{1,80}\s*=
    | export\s+(?:default\s+|async\s+){0,2}function\b[^\n]{0,80}\(
    """,
    re.VERBOSE | re.MULTILINE,
)
HINT = "write `<!--` and `-->` around it, or delete it"
IS_OPEN = "open comment"


def no_comment(mark: str) -> tuple[str, str]:
    """What is said of a mark that begins a comment elsewhere."""
    return f"`{mark}` begins no comment: all of it is shown to everyone", HINT


def comments_in_braces(text: str, at: int) -> Iterator[tuple[str, str]]:
    """A comment of a tool that begins at a brace."""
    if found := BRACE.match(text, at):
        mark = re.sub(r"\s+", " ", found[0].rstrip())
        yield no_comment(mark)


def comments_in_angles(text: str, at: int) -> Iterator[tuple[str, str]]:
    """A comment of a tool that begins at an angle."""
    if found := ANGLE.match(text, at):
        yield no_comment(found[0])


def comments_of_notes(token: Token, env: MutableMapping[str, Any]) -> Iterator[Found]:
    """Comments of Obsidian: what stands between two `%%`, in a line, in a paragraph, or over several of them."""
    if "%%" not in token.content:
        return
    text, at = _without_code(token), 0
    if IS_OPEN in env:
        end = text.find("%%")
        if end < 0:
            return
        del env[IS_OPEN]
        at = end + len("%%")
    while begin := PERCENTS.search(text, at):
        end = text.find("%%", begin.end())
        if end < 0 and not _begins_block(text, begin.start()):
            return
        yield begin.start(), *no_comment("%%")
        if end < 0:
            env[IS_OPEN] = True
            return
        at = end + len("%%")


def _begins_block(text: str, at: int) -> bool:
    """Whether a mark stands first in a text, or on a line of its own."""
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    if end < 0:
        end = len(text)
    return not text[:at].strip() or text[start:end].strip() == "%%"


def _without_code(token: Token) -> str:
    """A token's text with spaces in place of code, raw HTML and links."""
    kept, at = [], 0
    for child in token.children or ():
        if "to" in child.meta and child.meta["at"] >= at:
            kept += [token.content[at : child.meta["at"]], " " * (child.meta["to"] - child.meta["at"])]
            at = child.meta["to"]
    return "".join((*kept, token.content[at:]))


def comments_of_paragraphs(text: str) -> Iterator[Found]:
    """A paragraph that is a comment or a line of a program elsewhere."""
    if found := PARAGRAPH.match(text):
        yield 0, *no_comment(found[0])
    elif found := PROGRAM.match(text):
        message = f"`{found[0].split()[0]} …` runs nothing here: it is shown as it is written"
        yield 0, message, "delete it, and write in words what it would show"


def spoilers(text: str) -> Iterator[Found]:
    """Words that other tools cover until someone asks for them."""
    if found := SPOILER.search(text):
        message = f"`{found[0]}` covers nothing: it is shown to everyone"
        yield found.start(), message, f"{HINT}; for a fold, write `<details>`"

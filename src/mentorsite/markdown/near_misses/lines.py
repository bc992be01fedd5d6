"""Lines that nearly begin a block, and what is left of emphasis."""

import re
from bisect import bisect_right
from collections.abc import Iterator, MutableMapping
from itertools import pairwise
from operator import itemgetter
from typing import Any

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from mentorsite.errors import did_you_mean
from mentorsite.markdown.near_misses.attributes import BOXES
from mentorsite.markdown.near_misses.blocks import Note, cells
from mentorsite.markdown.near_misses.comments import comments_of_notes, comments_of_paragraphs, spoilers
from mentorsite.markdown.near_misses.in_line import nearly
from mentorsite.markdown.near_misses.links import lost_definition
from mentorsite.markdown.near_misses.points import (
    NO_BREAK,
    SPACE_AFTER,
    WIDE,
    Found,
    are_apart,
    points,
    space_name,
    starts,
    tight_in_item,
)

ALERTS = ("NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION")
# One `#` and letters may be a tag, as `#mentoring`; several are none.
HEADING = re.compile(rf"(#{{1,6}})([{NO_BREAK}{WIDE}])|(##{{1,5}})[^\W_]")
WIDE_HEADING = re.compile(rf"(＃{{1,6}})[ {WIDE}]{{1,9}}(\S.*)|(＃{{2,6}})(\w.*)")
"""With the sign that keyboards of Chinese and Japanese write; one alone before a word may be a tag."""
DEEPEST_HEADING = "######"
TOO_DEEP_HEADING = re.compile(r"#{7,20} +(\S.*)")
CONTENTS = re.compile(r"\[_{0,2}toc_{0,2}\]|\$\{toc\}|@\[toc\]", re.I)
"""Where other generators put the list of a page's headings."""
LONE_HEADING = re.compile(r"#[A-Z][a-z’']*(?: [\w’'&,-]+)* ?")
"""A line that is a paragraph of its own; a name behind `#` with capitals inside, or a sentence, is no heading."""
LONGEST_HEADING = 60
BANG_BOX = re.compile(r"(?:!!!|\?\?\?\+?) +([a-z]+)\b")
NO_SPACE_MEANING = re.compile(r":[^\W\d_](?![^\n]*:)")
LONGEST_TERM = 60
ALERT = re.compile(r"\[!([\w -]{1,30})\](.*)")
BOX = re.compile(
    r":{3,}[ \t]*\{?(?:\.callout-|\.)?(\w*)|::[ \t]*(note|tip|important|warning|caution|info|danger)\b", re.I
)
TASK = re.compile(r"\[([ \u00a0xX✓✔-]{0,3})\](?![(\[:])")
LOOSE_TASK = re.compile(r"\[[ xX]\] \S")
DASHES = re.compile(r"[ \t|:-]*-[ \t|:-]*")
ROW = re.compile(r"\|.*\|[ \t]*")
BETWEEN = re.compile(r"(?<=\S) {1,9}\|(?= {1,9}\S)")
BAR_AT_AN_END = re.compile(r"^\||(?<!\\)\|$")
ADDRESS = re.compile(
    r"\b(?:https?(?:;//|//|:/(?=[\w.])|:\\\\|: //)|(?:htps?|hhtps?|httpss|htpps?|ttps?)://)(?=[\w.-]+\.\w)", re.I
)
# Only the first of git's three marks: a line of `=` makes a heading of what stands above it.
CONFLICT = re.compile(r"^<{7} \S", re.M)
# Prices have single `$`, too, as `$5 and $6`: between those there has to be a sign that only formulas have.
FORMULA = re.compile(r"\$\$|(?<![\\$\w])\$(?=[^\s$])[^$\n]{0,200}[\\^_{}][^$\n]{0,200}(?<=[^\s\\$])\$(?![\w$])")
SPACED_STRONG = re.compile(r"(?<![\w*])\*\* +([^\W\d_]{2}[^*\n]{0,200}?) *\*\*(?![\w*])")
SPACED_UNDERLINES = re.compile(r"(?<![\w_])__ +([^\W\d_]{2}[^_\n]{0,200}?) *__(?![\w_])")
SPACED_SLANTED = re.compile(r"(?<![\w*_])([*_])([^\W\d_]{2}(?:[^*_\n]{0,100}[^\s*_])?) +\1(?![\w*_])")
RAISED = re.compile(r"\w\^(\w{1,4})\^(?!\w)")
STRONG = re.compile(r"(?<![\w*])\*\*(?=[\w“„«‘(\"'])")
CLOSES_NOTHING = re.compile(r"\*\*[^*\n]{1,200}[^\w\s*]\*\*\w")


def nearly_lines(state: StateCore) -> None:
    """Puts what is found in each text of a line or a paragraph first among its tokens."""
    # The two tokens before: what opens the text's block, and what that stands in or behind.
    before, above = Token("", "", 0), Token("", "", 0)
    quotes = 0
    for token in state.tokens:
        if token.type in ("blockquote_open", "blockquote_close"):
            quotes += token.nesting
        if token.type == "inline" and token.children:
            found = [*_in_text(token), *comments_of_notes(token, state.env)]
            if above.type == "paragraph_open":
                found += _in_paragraph(token, before, quotes, state.env)
            outside_code = [*_outside_code(found, token.children), *_empty_links(token)]
            token.children[:0] = [nearly(*each) for each in outside_code]
        is_heading = token.type == "inline" and above.type == "heading_open" and above.markup.startswith("#")
        if is_heading and not token.content.strip():
            message = "this heading has no words, so that a link to it has none"
            note = Note((token.map or [0])[0], 0, message, "write them behind it, or delete it")
            state.env.setdefault("nearly", []).append(note)
        before, above = above, token


def _outside_code(found: list[Found], children: list[Token]) -> Iterator[Found]:
    """What is found where no code, raw HTML or link is: those know from where to where they go."""
    if not found:  # as in most texts
        return
    spans = [child.meta for child in children if "to" in child.meta]
    for each in found:
        if not _within(each[0], spans):
            yield each


def _within(at: int, spans: list[dict[str, int]]) -> bool:
    """Whether an offset is within code, raw HTML, or a link: spans from `at` to `to`, in their order."""
    before = bisect_right(spans, at, key=itemgetter("at"))
    return before > 0 and at < spans[before - 1]["to"]


def _in_text(token: Token) -> Iterator[Found]:
    for found in ADDRESS.finditer(token.content):
        yield found.start(), f"`{found[0]}` begins no web address", "write `https://…`"
    if conflict := CONFLICT.search(token.content):
        message = "two versions of this place stand here, as git leaves them where they don't go together"
        yield conflict.start(), message, "keep one, and delete the lines with `<<<<<<<`, `=======` and `>>>>>>>`"
    yield from _in_words(token)


def _in_words(token: Token) -> Iterator[Found]:
    """What is found where no emphasis, link or code is."""
    words = []
    for child in token.children or ():
        if child.type == "text":
            words.append(child.content)
    for content in words:
        for at, message, hint in _marks_in(content):
            yield _offset(token, content, at), message, hint
    for content in words:
        if formula := FORMULA.search(content):
            hint = "say it in words, or show a picture of it"
            yield _offset(token, content, formula.start()), "a formula is shown as it is written", hint
            break
    for content in words:
        found = STRONG.search(content)
        if found:
            yield _offset(token, content, found.start()), *_no_strong(content, found.start())
            return


def _marks_in(content: str) -> Iterator[Found]:
    """Marks around words that are shown as they are written."""
    if spaced := SPACED_STRONG.search(content):
        message = "`**` makes no bold words here: spaces stand inside it"
        yield spaced.start(), message, f"write `**{spaced[1].strip()}**`"
    elif spaced := SPACED_UNDERLINES.search(content):
        message = "`__` makes no bold words here: spaces stand inside it"
        yield spaced.start(), message, f"write `**{spaced[1].strip()}**`"
    elif spaced := SPACED_SLANTED.search(content):
        message = f"`{spaced[1]}` makes no slanted words here: a space stands before its end"
        yield spaced.start(), message, f"write `*{spaced[2]}*`"
    if raised := RAISED.search(content):
        yield raised.start(), f"`{raised[0][1:]}` is shown as it is written", f"write `<sup>{raised[1]}</sup>`"
    yield from spoilers(content)


def _offset(token: Token, content: str, at: int) -> int:
    """Where in a token's text a spot of one of its pieces is, about."""
    # By the signs that stand there: a piece of text doesn't know where it begins, and has lost its backslashes.
    shown = content[at : at + 20].split("\n")[0]
    return max(token.content.find(shown), 0)


def _empty_links(token: Token) -> Iterator[Found]:
    children = token.children or []
    for child, behind in pairwise(children):
        if behind.type == "link_close":  # the check of links without words tells of it
            continue
        if child.type == "link_open" and child.attrs.get("href") in (None, "", "#"):
            message = "this link has no address, so that it leads to its own page"
            hint = "write one: `[…](page.md)`"
            if child.attrs.get("href"):
                hint += "; for the top of the page, `#top`"
            yield child.meta.get("at", 0), message, hint


def _no_strong(text: str, at: int) -> tuple[str, str]:
    closing = CLOSES_NOTHING.match(text, at)
    if closing:
        message = f"`{closing[0]}` makes no bold words: a letter stands right behind its end, and a sign before it"
        return message, f"write a space behind it: `{closing[0][:-1]} {closing[0][-1]}`"
    return "`**` begins bold words here and nothing ends them", "write `**` right behind the last bold word"


def _in_paragraph(token: Token, above: Token, quotes: int, env: MutableMapping[str, Any]) -> Iterator[Found]:
    """What is found in a paragraph; `above` is the token before it, `quotes` is how many stand around it."""
    lines = token.content.split("\n")
    yield from comments_of_paragraphs(token.content)
    yield from _headings(lines)
    yield from points(lines)
    yield from tight_in_item(lines, above)
    yield from _tables(lines)
    yield from lost_definition(token.content)
    if len(lines) > 1 and len(lines[0]) <= LONGEST_TERM and NO_SPACE_MEANING.match(lines[1]):
        at = len(lines[0]) + 1
        yield at, "this is not what a term means: it needs a space after its `:`", f"write `: {lines[1][1:]}`"
    if found := BANG_BOX.match(lines[0]):
        kind = "note"  # for a kind of others, as `!!! abstract`, the plainest of ours
        if found[1] in BOXES:
            kind = found[1]
        hint = f"write `::: {kind}` above its words, and `:::` below them"
        yield 0, f"`{found[0]}` begins no box: it is that of another generator", hint
    elif found := ALERT.match(lines[0]):
        kind = found[1].strip()
        if found[1] != kind and kind.upper() in ALERTS:
            yield 0, f"`[!{found[1]}]` makes no box: a space stands in it", f"write `> [!{kind}]`"
        else:
            yield from _alert(kind, found[2].strip(), quotes, first=above.type == "blockquote_open")
    elif found := BOX.match(lines[0]):
        yield from _no_box(found, env)
    yield from _tasks(lines[0], above)


def _headings(lines: list[str]) -> Iterator[Found]:
    for at, line in starts(lines):
        found = HEADING.match(line)
        if found and found[1]:
            yield at, f"this is no heading: {space_name(found[2])} follows its `#`", f"{SPACE_AFTER} `{found[1]}`"
        elif found:
            words = line[len(found[3]) :]
            yield at, "this is no heading: it needs a space after its `#`", f"write `{found[3]} {words}`"
        elif wide := WIDE_HEADING.fullmatch(line):
            mark = "#" * len(wide[1] or wide[3])
            yield at, "this is no heading: its `＃` is a wide one", f"write `{mark} {wide[2] or wide[4]}`"
        elif deep := TOO_DEEP_HEADING.fullmatch(line):
            yield (
                at,
                "this is no heading: it has more than six `#`",
                f"write `{DEEPEST_HEADING} {deep[1]}`, or fewer",
            )
    first = lines[0]
    if len(lines) == 1 and CONTENTS.fullmatch(first.strip()):
        message = f"`{first.strip()}` is shown as it is written: a page lists its headings by itself"
        yield 0, message, "delete it"
    if len(lines) == 1 and len(first) <= LONGEST_HEADING and LONE_HEADING.fullmatch(first):
        yield 0, "this is no heading: it needs a space after its `#`", f"write `# {first[1:]}`"


def _tables(lines: list[str]) -> Iterator[Found]:
    begun = list(starts(lines))
    for (at, line), before in zip(begun[1:], lines, strict=False):  # the last line is before none
        if "|" in line and "|" in before and DASHES.fullmatch(line):
            dashes, head = len(cells(line)), len(cells(before))
            if dashes != head:
                message = f"this is no table: its line of dashes has {dashes} cells, its head {head}"
                yield at, message, f"write `| {' | '.join(['---'] * head)} |`"
            return
    yield from _bare_rows(lines)
    rows = [ROW.fullmatch(line) for line in lines]
    if len(lines) > 1 and rows[0] and rows[1] and len(cells(lines[0])) > 1:
        hint = f"write `| {' | '.join(['---'] * len(cells(lines[0])))} |` below its head"
        yield 0, "this is no table: it has no line of dashes", hint


def _bare_rows(lines: list[str]) -> Iterator[Found]:
    """Rows with bars between their cells alone: several lines with as many cells each."""
    columns = len(BETWEEN.findall(lines[0])) + 1
    if len(lines) < 2 or columns < 2 or are_apart(lines):
        return
    for line in lines:
        if BAR_AT_AN_END.search(line) or len(BETWEEN.findall(line)) + 1 != columns:
            return
    hint = f"write `| {' | '.join(['---'] * columns)} |` below its head"
    yield 0, "this is no table: it has no line of dashes", hint


def _no_box(found: re.Match[str], env: MutableMapping[str, Any]) -> Iterator[Found]:
    """What begins no box, or ends none; the end of one that began as none follows from that."""
    if found[2]:
        yield 0, "this begins no box: it needs three colons", f"write `::: {found[2].lower()}`"
    elif found[1].lower() in BOXES:
        env["no box"] = True
        message = "these colons begin no box: braces and dots are those of another generator"
        yield 0, message, f"write `::: {found[1].lower()}`, and a title behind it if it has one"
    elif found[1]:
        env["no box"] = True
        hint = did_you_mean(found[1].lower(), BOXES) or f"write one of: {', '.join(BOXES)}"
        yield 0, f"`::: {found[1]}` is no kind of box", hint
    elif "no box" not in env:
        yield 0, "`:::` ends a box, and none is open here", "delete it, or write `::: note` above the box's words"


def _alert(kind: str, rest: str, quotes: int, *, first: bool) -> Iterator[Found]:
    if kind.upper() not in ALERTS:
        hint = did_you_mean(kind.upper(), ALERTS) or f"write one of: {', '.join(ALERTS)}"
        if quotes:
            yield 0, f"`[!{kind}]` is no kind of box", hint
    elif not quotes:
        message = f"`[!{kind}]` makes no box: it does not stand in a quote"
        yield 0, message, f"write `> [!{kind}]`, and `> ` before each line of the rest"
    elif rest:
        message = f"`[!{kind}]` makes no box: words stand behind it"
        yield 0, message, f"write `> [!{kind}]` alone, and the words on the next line"
    elif not first:
        message = f"`[!{kind}]` makes no box: it does not stand first in its quote"
        yield 0, message, "put an empty line above the quote"


def _tasks(line: str, above: Token) -> Iterator[Found]:
    in_list = above.type == "list_item_open"
    if in_list and "checked" not in above.meta and TASK.match(line):
        yield 0, "this is no task: its box is written another way", "write `- [ ] …`, or `- [x] …` for one that is done"
    elif not in_list and LOOSE_TASK.match(line):
        yield 0, "this is no task: it does not stand in a list", f"write `- {line[:3]} …`"

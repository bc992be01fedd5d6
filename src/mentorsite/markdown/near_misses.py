"""What nearly is Markdown: GitHub shows it as it is written, and so do pages, but its writer is told.

Each finding is a token `nearly`, which shows nothing, at its spot in a line; or a `Note` of a block's line.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, MutableMapping
from dataclasses import dataclass
from functools import cache
from html.entities import html5
from operator import itemgetter
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from mentorsite.errors import did_you_mean
from mentorsite.markdown.emoji import AROUND, SHORT_NAME, emoji_of

ALERTS = ("NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION")
BOXES = ("note", "tip", "important", "warning", "caution", "info", "danger")
LONGEST_SHOWN = 20
"""Of more signs in a row, a message says how many."""
FENCE_LINE = re.compile(r"(`{3,}|~{3,})[ \t]*")

SPACE_AFTER = "write an ordinary space after"
HEADING = re.compile(r"(#{1,6})[\u00a0\u2007\u202f]|(##{1,5})[^\W_]")
LONE_HEADING = re.compile(r"#[A-Z][a-z’']*(?: [\w’'&,-]+)* ?")
"""A line that is a paragraph of its own; a name behind `#` with capitals inside, or a sentence, is no heading."""
LONGEST_HEADING = 60
POINT = re.compile(r"([-*+]|\d{1,9}[.)])[\u00a0\u2007\u202f]|([•◦▪‣●])")
TIGHT_POINT = re.compile(r"([-+])[^\W\d_]|(\d{1,3}[.)])[^\W\d_]|(\*)[^\W_][^*]*$")
ALERT = re.compile(r"\[!([\w -]{1,30})\](.*)")
BOX = re.compile(r":{3,}[ \t]*\{?(\w*)|::[ \t]*(note|tip|important|warning|caution|info|danger)\b", re.I)
TASK = re.compile(r"\[([ \u00a0xX✓✔-]{0,3})\](?![(\[:])")
LOOSE_TASK = re.compile(r"\[[ xX]\] \S")
DASHES = re.compile(r"[ \t|:-]*-[ \t|:-]*")
ROW = re.compile(r"\|.*\|[ \t]*")
PIPE = re.compile(r"(?<!\\)\|")
ADDRESS = re.compile(
    r"\b(?:https?(?:;//|//|:/(?=[\w.])|:\\\\|: //)|(?:htps?|hhtps?|httpss|htpps?|ttps?)://)(?=[\w.-]+\.\w)", re.I
)
STRONG = re.compile(r"(?<![\w*])\*\*(?=\w)")

TOLD = "references told"
"""The names of links that a text lacks: each is told once, where it first stands."""
NOT_A_LINK = re.compile(r"\[([^\[\]\n]{1,200})\]([ \t\u00a0]?)\(([^()\n]{1,300})(\)?)")
REFERENCE = re.compile(r"\[([^\[\]\n]{1,200})\]\[([^\[\]\n]{0,200})\]")
FOOTNOTE = re.compile(r"\[\^([^\[\]\s]{1,60})\](?!:)")
WIKI = re.compile(r"\[\[([^\[\]\n|#]{1,100})(#[^\[\]\n|]{1,100})?(?:\|([^\[\]\n]{1,100}))?\]\]")
TURNED = re.compile(r"\[([^\[\]\s]{1,300})\]")
TARGET = re.compile(r"(?:https?://|mailto:|www\.|\.{1,2}/|/[\w-]|#[\w-])\S*")
ENDING = r"\.(?:md|markdown|html?|pdf|png|jpe?g|gif|svg|webp|docx?|xlsx?|pptx?|odt|ya?ml|csv|txt|zip|ics|mp[34])"
FILE = re.compile(rf"[^<>\"“”]*{ENDING}(?:#\S*)?", re.I)
CURLY_TITLE = re.compile(r"(\S+)\s+([“”„‘’«»].*)")
VARIABLE = re.compile(r"\{\{-?([^{}\n]{1,200})(\}{0,2})")
TAG = re.compile(r"\{%-?\s*(\w[^%\n]{0,200})%\}")
ROOTS = "program|roles|contact|conduct|cohort|cohorts|closing|communication|site|organization"
NAME = re.compile(rf"(?:{ROOTS})(?:\.[\w-]+)+")
ONE_BRACE = re.compile(rf"\{{[ \t]*((?:{ROOTS})(?:\.[\w-]+)+)[ \t]*\}}(?!\}})")
ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{2,30});")
NO_SEMICOLON = re.compile(r"&(nbsp|amp|lt|gt|quot|copy|mdash|ndash|hellip|euro|shy|rarr|larr)(?![\w;=])")
OTHERS = "an instruction of another generator is shown as it is written"


@dataclass(frozen=True, slots=True)
class Note:
    """What is told of a block: a row and a column of the text, both from 0."""

    row: int
    column: int
    message: str
    hint: str


Found = tuple[int, str, str]
"""An offset in a text, and the message and the hint for it."""
Rule = Callable[[StateBlock, int, int, bool], bool]


def look_for_nearly(md: MarkdownIt) -> None:
    """Makes a parser note what nearly is Markdown, and read the short names of emoji."""
    md.inline.ruler.before("attr", "emoji", _emoji)
    md.inline.ruler.before("attr", "nearly", _nearly_in_line)
    md.core.ruler.after("inline", "nearly_lines", _nearly_lines)
    for rule in md.block.ruler.__rules__:
        if rule.name in BLOCKS:
            rule.fn = BLOCKS[rule.name](rule.fn)


def nearly(at: int, message: str, hint: str, code: str = "nearly-markdown") -> Token:
    """A finding at an offset of an inline text."""
    return Token("nearly", "", 0, meta={"at": at, "code": code, "message": message, "hint": hint})


# Within a line: rules of the parser, which pass over code, and what other rules knew as theirs.


def _emoji(state: StateInline, silent: bool) -> bool:
    found = SHORT_NAME.match(state.src, state.pos, state.posMax) if state.src[state.pos] == ":" else None
    if not found:
        return False
    before, after = state.src[state.pos - 1 : state.pos] if state.pos else "", state.src[found.end() : found.end() + 1]
    if (before + after).strip(":") != before + after or before.isdigit() or after.isdigit():
        return False
    shown = emoji_of(found[1])
    if not shown:
        if not silent and _stand_around(before, after) and re.search("[A-Za-z]", found[1]):
            state.push("nearly", "", 0).meta = {"at": state.pos, "code": "unknown-emoji", "name": found[1]}
        return False
    if not silent:
        token = state.push("emoji", "", 0)
        token.content, token.markup = shown, found[0]
    state.pos = found.end()
    return True


def _stand_around(before: str, after: str) -> bool:
    return all(not each or AROUND.match(each) for each in (before, after))


def _nearly_in_line(state: StateInline, silent: bool) -> bool:
    """Matches nothing: what it finds is text for the rules that follow."""
    look = IN_LINE.get(state.src[state.pos])
    if look is None or silent:
        return False
    for message, hint in look(state):
        state.push("nearly", "", 0).meta = {
            "at": state.pos,
            "code": "nearly-markdown",
            "message": message,
            "hint": hint,
        }
        break
    return False


def _bracket(state: StateInline) -> Iterator[tuple[str, str]]:
    src, at = state.src, state.pos
    before = src[at - 1] if at else ""
    if before == ")" and (found := TURNED.match(src, at)) and _leads(found[1]):
        yield f"`(…)[{found[1]}]` is no link: its brackets are the wrong way round", f"write `[…]({found[1]})`"
    if found := NOT_A_LINK.match(src, at):
        yield from _no_link(found)
    if (found := FOOTNOTE.match(src, at)) and before != "[":
        hint = f"write what it says on a line of its own: `[^{found[1]}]: …`"
        yield f"there is no footnote `{found[1]}`", hint
    if found := WIKI.match(src, at):
        yield from _wiki(found)
    if (found := REFERENCE.match(src, at)) and not (before.isalnum() or before == "]"):
        yield from _no_reference(found, state.env)


def _leads(target: str) -> bool:
    return bool(TARGET.fullmatch(target) or (" " not in target and FILE.fullmatch(target)))


def _no_link(found: re.Match[str]) -> Iterator[tuple[str, str]]:
    words, space, target, end = found.groups()
    target = target.strip()
    if space and end and _leads(target):
        yield f"`[{words}] ({target})` is no link: a space stands between its brackets", f"write `[{words}]({target})`"
    elif space:
        return
    elif (curly := CURLY_TITLE.fullmatch(target)) and _leads(curly[1]):
        yield "a link's title stands between curly quotes", f'write straight ones: `[{words}]({curly[1]} "…")`'
    elif end and re.search(r"\s", target) and (FILE.fullmatch(target) or TARGET.match(target)):
        message = f"`[{words}]({target})` is no link: a path ends at a space"
        yield message, f"write `[{words}](<{target}>)`"
    elif not end and (first := target.split()[0]) and _leads(first):
        yield f"`[{words}]({first}` is no link: its bracket is never closed", f"write `[{words}]({first})`"


def _wiki(found: re.Match[str]) -> Iterator[tuple[str, str]]:
    name = found[1].strip()
    if re.search(r"[^\W\d_]", name):
        words = (found[3] or name).strip()
        yield f"`{found[0]}` is no link here", f"write `[{words}](<{name}.md>)`, with the path from this file"


def _no_reference(found: re.Match[str], env: MutableMapping[str, Any]) -> Iterator[tuple[str, str]]:
    words, name = found.groups()
    label = name or words
    if words.isdigit() or not re.search(r"\w", label) or label.startswith("^"):
        return
    known = normalizeReference(label)
    told = env.setdefault(TOLD, set())
    if known not in env.get("references", {}) and known not in told:
        told.add(known)
        hint = f"write where it leads: `[{words}](…)`, or put `[{label}]: …` on a line of its own"
        yield f"there is no link called `{label}`", hint


def _brace(state: StateInline) -> Iterator[tuple[str, str]]:
    src, at = state.src, state.pos
    if src[at - 1 : at] == "{" and at:
        return
    if found := TAG.match(src, at):
        yield OTHERS, f"write in words what `{{% {found[1].split()[0]} … %}}` would show"
    elif found := VARIABLE.match(src, at):
        yield from _no_variable(found[1].strip("- \t\ufdd2").replace("\ufdd2", " "), found[2])
    elif found := ONE_BRACE.match(src, at):
        yield f"`{{{found[1]}}}` is no variable: it needs two braces", f"write `{{{{ {found[1]} }}}}`"


def _no_variable(name: str, end: str) -> Iterator[tuple[str, str]]:
    known = NAME.match(name)
    if end == "}}" and (name.startswith(("<", "%", "#", "/", ">")) or "(" in name or '"' in name):
        yield OTHERS, "write in words what it would show, or put it between backquotes"
    elif end != "}}" and known:
        yield f"`{{{{ {known[0]}` is no variable: it is never closed", f"write `{{{{ {known[0]} }}}}`"
    elif end == "}}" and "|" in name:
        plain = name.split("|")[0].strip()
        yield f"`{{{{ {name} }}}}` is no variable: nothing can follow its name", f"write `{{{{ {plain} }}}}`"
    elif end == "}}" and re.search(r"[^\W\d_]", name):
        meant = re.sub(r"[^\w-]+", ".", name).strip(".")
        yield f"`{{{{ {name} }}}}` is no variable", f"a variable is names with dots between: `{{{{ {meant} }}}}`"


def _ampersand(state: StateInline) -> Iterator[tuple[str, str]]:
    if found := NO_SEMICOLON.match(state.src, state.pos):
        yield f"`{found[0]}` is shown as it is written: it lacks its `;`", f"write `{found[0]};`"
    elif (found := ENTITY.match(state.src, state.pos)) and (near := _near_entity(found[1])):
        yield f"`{found[0]}` is shown as it is written: there is no such character", near


def _near_entity(name: str) -> str:
    """A hint with the name that has the same letters in another order."""
    return did_you_mean(name, _by_letters().get(_letters(name), ())).replace("`", "`&", 1).replace("`?", ";`?")


def _letters(name: str) -> str:
    return name[0] + "".join(sorted(name))


@cache
def _by_letters() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in sorted({name.rstrip(";") for name in html5}):
        found.setdefault(_letters(name), []).append(name)
    return found


IN_LINE = {"[": _bracket, "{": _brace, "&": _ampersand}


# Lines: what would begin a block, and what is left of emphasis.


def _nearly_lines(state: StateCore) -> None:
    """Puts what is found in each text of a line or a paragraph first among its tokens."""
    above = [Token("", "", 0)] * 2
    quotes = 0
    for token in state.tokens:
        quotes += token.nesting if token.type in ("blockquote_open", "blockquote_close") else 0
        if token.type == "inline" and token.children:
            found = list(_in_text(token))
            if above[-1].type == "paragraph_open":
                found += _in_paragraph(token, above[-2], quotes, state.env)
            code = [child.meta for child in token.children if "to" in child.meta] if found else []
            token.children[:0] = [nearly(*each) for each in found if not _within(each[0], code)]
        above = [*above[1:], token]


def _within(at: int, spans: list[dict[str, int]]) -> bool:
    """Whether an offset is within code, raw HTML, or a link: spans from `at` to `to`, in their order."""
    before = bisect_right(spans, at, key=itemgetter("at"))
    return before > 0 and at < spans[before - 1]["to"]


def _in_text(token: Token) -> Iterator[Found]:
    for found in ADDRESS.finditer(token.content):
        yield found.start(), f"`{found[0]}` begins no web address", "write `https://…`"
    for child in token.children or ():
        for found in STRONG.finditer(child.content) if child.type == "text" else ():
            piece = child.content[found.start() : found.start() + 20].split("\n")[0]
            at = max(token.content.find(piece), 0)
            yield at, "`**` begins bold words here and nothing ends them", "write `**` right behind the last bold word"
            return


def _in_paragraph(token: Token, above: Token, quotes: int, env: MutableMapping[str, Any]) -> Iterator[Found]:
    """What is found in a paragraph; `above` is the token before it, `quotes` is how many stand around it."""
    lines = token.content.split("\n")
    yield from _headings(lines)
    yield from _points(lines)
    yield from _tables(lines)
    if found := ALERT.match(lines[0]):
        yield from _alert(found[1].strip(), found[2].strip(), quotes, first=above.type == "blockquote_open")
    elif found := BOX.match(lines[0]):
        yield from _no_box(found, env)
    yield from _tasks(lines[0], above)


def _starts(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Each line with the offset that it begins at."""
    at = 0
    for line in lines:
        yield at, line
        at += len(line) + 1


def _headings(lines: list[str]) -> Iterator[Found]:
    for at, line in _starts(lines):
        found = HEADING.match(line)
        if found and found[1]:
            yield at, "this is no heading: a no-break space follows its `#`", f"{SPACE_AFTER} `{found[1]}`"
        elif found:
            yield (
                at,
                "this is no heading: it needs a space after its `#`",
                f"write `{found[2]} {line[len(found[2]) :]}`",
            )
    first = lines[0]
    if len(lines) == 1 and len(first) <= LONGEST_HEADING and LONE_HEADING.fullmatch(first):
        yield 0, "this is no heading: it needs a space after its `#`", f"write `# {first[1:]}`"


def _points(lines: list[str]) -> Iterator[Found]:
    """The first of the lines that would be points of a list."""
    for at, line in _starts(lines):
        found = POINT.match(line)
        if found and found[1]:
            yield (
                at,
                f"this is no point of a list: a no-break space follows `{found[1]}`",
                f"{SPACE_AFTER} `{found[1]}`",
            )
            return
        if found:
            yield at, f"`{found[2]}` makes no list: the lines run together", "begin each with `- `"
            return
    tight = [TIGHT_POINT.match(line) for line in lines]
    signs = {_sign(each) for each in tight if each}
    if len(lines) > 1 and all(tight) and len(signs) == 1:
        yield 0, f"these are no points of a list: they need a space after `{signs.pop()}`", "write it after each"


def _sign(found: re.Match[str]) -> str:
    return found[1] or found[3] or "1."


def _tables(lines: list[str]) -> Iterator[Found]:
    starts = list(_starts(lines))
    for (at, line), before in zip(starts[1:], lines, strict=False):
        if "|" in line and "|" in before and DASHES.fullmatch(line):
            dashes, head = len(cells(line)), len(cells(before))
            if dashes != head:
                message = f"this is no table: its line of dashes has {dashes} cells, its head {head}"
                yield at, message, f"write `| {' | '.join(['---'] * head)} |`"
            return
    rows = [ROW.fullmatch(line) for line in lines]
    if len(lines) > 1 and rows[0] and rows[1] and len(cells(lines[0])) > 1:
        hint = f"write `| {' | '.join(['---'] * len(cells(lines[0])))} |` below its head"
        yield 0, "this is no table: it has no line of dashes", hint


def _no_box(found: re.Match[str], env: MutableMapping[str, Any]) -> Iterator[Found]:
    """What begins no box, or ends none; the end of one that began as none follows from that."""
    if found[2]:
        yield 0, "this begins no box: it needs three colons", f"write `::: {found[2].lower()}`"
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


# Blocks.


def cells(line: str) -> list[str]:
    """The cells of a row."""
    inner = line.strip()
    inner = inner.removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    return [each.strip() for each in PIPE.split(inner)]


def _line(state: StateBlock, row: int) -> tuple[str, int]:
    """A line within the blocks around it, and the column that it begins at."""
    start = state.bMarks[row] + state.tShift[row]
    return state.src[start : state.eMarks[row]], start - state.src.rfind("\n", 0, start) - 1


def _note(state: StateBlock, row: int, message: str, hint: str, after: int = 0) -> None:
    state.env.setdefault("nearly", []).append(Note(row, _line(state, row)[1] + after, message, hint))


def _table(rule: Rule) -> Rule:
    """The rule; cells that a row has beyond the table's head are shown nowhere."""

    def ruled(state: StateBlock, line: int, end: int, silent: bool) -> bool:
        if not rule(state, line, end, silent):
            return False
        if not silent:
            columns = len(cells(_line(state, line)[0]))
            for row in range(line + 2, state.line):
                _row(state, row, columns)
        return True

    return ruled


def _row(state: StateBlock, row: int, columns: int) -> None:
    text = _line(state, row)[0]
    found = cells(text)
    more = [each for each in found[columns:] if each]
    if more:
        pipes = [each.end() for each in PIPE.finditer(text)]
        first = pipes[columns if text.startswith("|") else columns - 1]
        first += len(text[first:]) - len(text[first:].lstrip())
        message = f"the row has {len(found)} cells and the table's head {columns}: `{more[0]}` is not shown"
        _note(state, row, message, "give the head another cell, or write a `|` that is meant as a sign as `\\|`", first)


def _fence(rule: Rule) -> Rule:
    """The rule; a block of code that nothing ends takes all that follows."""

    def ruled(state: StateBlock, line: int, end: int, silent: bool) -> bool:
        if not rule(state, line, end, silent):
            return False
        if not silent:
            markup, last = state.tokens[-1].markup, _line(state, state.line - 1)[0]
            closed = state.line - 1 > line and FENCE_LINE.fullmatch(last) and last.startswith(markup)
            if not closed:
                mark = f"`{markup}`" if len(markup) <= LONGEST_SHOWN else f"a line of {len(markup):,} `{markup[0]}`"
                message = f"the code that begins here never ends: {mark} is missing"
                _note(state, line, message, f"write {mark} on a line of its own below the code")
        return True

    return ruled


def _box(rule: Rule) -> Rule:
    """The rule; the outermost box that nothing ends is told."""

    def ruled(state: StateBlock, line: int, end: int, silent: bool) -> bool:
        first = len(state.tokens)
        if not rule(state, line, end, silent):
            return False
        opened = state.tokens[first] if not silent else None
        if opened and opened.map and state.line == opened.map[1]:
            message = "the box that begins here never ends: `:::` is missing"
            note = Note(line, _line(state, line)[1], message, "write `:::` on a line of its own below the box")
            state.env["open box"] = note
        return True

    return ruled


BLOCKS = {"table": _table, "fence": _fence, "container_aside": _box}

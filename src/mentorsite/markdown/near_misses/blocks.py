"""Blocks of which a part is not shown, or that never end."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from markdown_it.rules_block import StateBlock

LONGEST_SHOWN = 20
"""Of more signs in a row, a message says how many."""
FENCE_LINE = re.compile(r"(`{3,}|~{3,})[ \t]*")

PIPE = re.compile(r"(?<!\\)\|")
# By CommonMark 6.6 and by HTML these two are whole comments, though the same hyphens begin and end them.
EMPTY_COMMENT = re.compile("<!---?>")
ENDS = {"<pre": "</pre>", "<?": "?>", "<![cdata[": "]]>", "<!doctype": ">"}
"""What goes on to the end of the text where nothing ends it, by how it begins."""
DRAWN = ("mermaid", "math", "geojson", "topojson", "stl")
"""Code that GitHub shows as a drawing or a formula."""
Rule = Callable[[StateBlock, int, int, bool], bool]


@dataclass(frozen=True, slots=True)
class Note:
    """A problem in a block: the row and the column in the text, both from 0."""

    row: int
    column: int
    message: str
    hint: str


def cells(line: str) -> list[str]:
    """The cells of a row."""
    inner = line.strip()
    inner = inner.removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    return [each.strip() for each in PIPE.split(inner)]


def line_of(state: StateBlock, row: int) -> tuple[str, int]:
    """A line within the blocks around it, and the column that it begins at."""
    start = state.bMarks[row] + state.tShift[row]
    return state.src[start : state.eMarks[row]], start - state.src.rfind("\n", 0, start) - 1


def note(state: StateBlock, row: int, message: str, hint: str, after: int = 0) -> None:
    """Notes a problem in a line of a block."""
    state.env.setdefault("nearly", []).append(Note(row, line_of(state, row)[1] + after, message, hint))


def table(rule: Rule) -> Rule:
    """The rule; cells that a row has beyond the table's head are shown nowhere."""

    def ruled(state: StateBlock, line: int, end: int, silent: bool) -> bool:
        if not rule(state, line, end, silent):
            return False
        if not silent:
            columns = len(cells(line_of(state, line)[0]))
            # Below the head stands its line of dashes.
            for row in range(line + 2, state.line):
                _row(state, row, columns)
            _words_below(state, line + 2)
        return True

    return ruled


def _words_below(state: StateBlock, first: int) -> None:
    """Notes the first line without a bar, which was meant to stand below the table."""
    for row in range(first, state.line):
        text = line_of(state, row)[0]
        if not PIPE.search(text):
            message = "these words are a row of the table: they stand right below it"
            note(state, row, message, "put an empty line above them")
            return


def _row(state: StateBlock, row: int, columns: int) -> None:
    text = line_of(state, row)[0]
    found = cells(text)
    more = [each for each in found[columns:] if each]
    if more:
        pipes = [each.end() for each in PIPE.finditer(text)]
        if text.startswith("|"):
            first = pipes[columns]
        else:
            first = pipes[columns - 1]
        spaces = len(text[first:]) - len(text[first:].lstrip())
        first += spaces
        message = f"the row has {len(found)} cells and the table's head {columns}: `{more[0]}` is not shown"
        note(state, row, message, "give the head another cell, or write a `|` that is meant as a sign as `\\|`", first)


def fence(rule: Rule) -> Rule:
    """The rule; a block of code that nothing ends takes all that follows."""

    def ruled(state: StateBlock, line: int, end: int, silent: bool) -> bool:
        if not rule(state, line, end, silent):
            return False
        if not silent:
            kind = state.tokens[-1].info.strip()
            if kind in DRAWN:
                message = f"`{kind}` is shown as code: pages draw nothing of it, as GitHub does"
                note(state, line, message, "show a picture of it: `![What it shows](drawing.svg)`")
            markup, last = state.tokens[-1].markup, line_of(state, state.line - 1)[0]
            # The line that opens it, where nothing follows, looks like one that ends it.
            is_ended = state.line - 1 > line and FENCE_LINE.fullmatch(last) and last.startswith(markup)
            if not is_ended:
                _note_unended(state, line, markup)
        return True

    return ruled


def _note_unended(state: StateBlock, line: int, markup: str) -> None:
    """Notes that nothing ends the code that begins in a line."""
    if len(markup) <= LONGEST_SHOWN:
        mark = f"`{markup}`"
    else:
        mark = f"a line of {len(markup):,} `{markup[0]}`"
    message = f"the code that begins here never ends: {mark} is missing"
    note(state, line, message, f"write {mark} on a line of its own below the code")


def html(rule: Rule) -> Rule:
    """The rule; a comment, or HTML of another kind, that nothing ends takes all that follows."""

    def ruled(state: StateBlock, line: int, end: int, silent: bool) -> bool:
        if not rule(state, line, end, silent):
            return False
        if not silent:
            _html(state, line, state.tokens[-1].content)
        return True

    return ruled


def _html(state: StateBlock, line: int, text: str) -> None:
    """Notes what never ends in a block of HTML that begins in a line."""
    at = 0
    while (begin := text.find("<!--", at)) >= 0:
        after = begin + len("<!--")
        if EMPTY_COMMENT.match(text, begin):
            at = after
            continue
        at = text.find("-->", after)
        if at < 0:
            message = "the comment that begins here never ends, so nothing below it is shown: `-->` is missing"
            note(state, line + text.count("\n", 0, begin), message, "write `-->` where it ends, with two hyphens")
            break
        if text.find("<!--", after, at) >= 0:
            message = "another comment begins within this one, so what stands between is not shown"
            hint = "write `-->` where the first one ends, with two hyphens"
            note(state, line + text.count("\n", 0, begin), message, hint)
            break
    for start, ending in ENDS.items():
        if text.lstrip().lower().startswith(start) and ending not in text.lower():
            message = f"what `{start}` begins here never ends, so nothing below it is read: `{ending}` is missing"
            note(state, line, message, f"write `{ending}` where it ends")


def box(rule: Rule) -> Rule:
    """The rule; the outermost box that nothing ends is told, or where the end of one inside ends it, that one."""

    def ruled(state: StateBlock, line: int, end: int, silent: bool) -> bool:
        if silent:
            return rule(state, line, end, silent)
        first = len(state.tokens)
        around: list[int] = state.env.setdefault("boxes around", [])
        around.append(line)
        is_box = rule(state, line, end, silent)
        around.pop()
        if not is_box:
            return False
        opened = state.tokens[first]
        # Where a line ends the box, `map` ends before that line and the plugin goes on behind it.
        if opened.map and state.line == opened.map[1]:
            # It takes the place of the note on a box inside this one, whose rule ends first.
            state.env["open box"] = _open_box(state, line, around)
        return True

    return ruled


def _open_box(state: StateBlock, line: int, around: list[int]) -> Note:
    if around:
        outer = around[-1]
        message = "the end of the box inside this one ends this one, so that one of the two never ends"
        hint = "write `:::` above the other one; if that belongs into this one, begin and end this one with `::::`"
        return Note(outer, line_of(state, outer)[1], message, hint)
    message = "the box that begins here never ends: `:::` is missing"
    return Note(line, line_of(state, line)[1], message, "write `:::` on a line of its own below the box")

"""The lines of a Markdown text that is being turned into ours, each with its number in the source."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

FENCE = re.compile(r"\s*(?:[-*+>]\s+|\d{1,9}[.)]\s+)*(`{3,}|~{3,})(.*)")
HEADING_ID = re.compile(r"(\s{0,3}#{1,6}\s.*)\{#([^\s{}]*[^\w\s{}-][^\s{}]*)\}\s*")
# Docusaurus has ids of headings in comments as well, since MDX takes what stands in braces for a program.
ID_IN_COMMENT = re.compile(r"^(\s{0,3}#{1,6}\s.*)\{/\*\s*#([\w-]+)\s*\*/\}\s*$")
SPACED = re.compile(
    r"\]\((?=[^()<>\"'\n]{0,300}\S [^()<>\"'\n]{0,300}\.\w{2,5}(?:#[\w.-]{0,100})?\))([^()<>\"'\n]{1,700})\)"
)
CLOSING = re.compile(r"([\s>]*)(`{3,}|~{3,})\s*")
CODE_MARK = re.compile("\ue9f4(\\d{1,6})\ue9f5")
"""What stands for code while a line is changed: characters for a program's own use around a number."""
BACKTICKS = re.compile(r"`+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line, and which of the source's it was."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """What could not be imported of a line."""

    number: int
    what: str


Lines = tuple[Line, ...]
Step = Callable[[Lines], tuple[Lines, tuple[Note, ...]]]
"""A change to a text; what it can't bring is noted."""


def lines_of(text: str, first: int) -> Lines:
    """The lines of a text whose first one has a number."""
    return tuple(Line(number, line) for number, line in enumerate(text.split("\n"), first))


def through(steps: Iterable[Step], lines: Lines) -> tuple[Lines, tuple[Note, ...]]:
    """The lines after every step, and all notes."""
    notes: tuple[Note, ...] = ()
    for step in steps:
        lines, found = step(lines)
        notes += found
    return lines, notes


def split_fences(lines: Sequence[Line]) -> Iterator[tuple[Line, bool]]:
    """Each line, and whether it is code: in a fenced block, or one of its fences."""
    fence = ""
    for line in lines:
        fence, is_code = fence_behind(fence, line.text)
        yield line, is_code


def code_rows(lines: Sequence[Line]) -> list[bool]:
    """Of each line whether it is code."""
    return [is_code for _, is_code in split_fences(lines)]


def fence_behind(fence: str, text: str) -> tuple[str, bool]:
    """The fence that is open behind a line, where `fence` was open before it; and whether the line is code.

    A fence is its marks, with as many spaces before them as it is indented: what ends it has as many marks or more, no
    words behind them, and is not indented further than it by four columns.
    """
    if fence and _closes(fence, text):
        return "", True
    if fence:
        return fence, True
    found = FENCE.match(text)
    # Behind a fence of backticks stand none (CommonMark 4.5): such a line is words with code in them.
    if found and not ("`" in found[2] and found[1][0] == "`"):
        indent = " " * len(text[: found.start(1)].expandtabs(4))
        return indent + found[1], True
    return "", False


def _closes(fence: str, text: str) -> bool:
    found = CLOSING.fullmatch(text)
    indent = len(fence) - len(fence.lstrip())
    return found is not None and found[2].startswith(fence.lstrip()) and len(found[1].expandtabs(4)) < indent + 4


def each_line(change: Callable[[Line], tuple[str | None, Iterable[str]]]) -> Step:
    """A step that changes lines one by one where they are no code: to another text, or to nothing, with notes."""

    def step(lines: Lines) -> tuple[Lines, tuple[Note, ...]]:
        kept: list[Line] = []
        notes: list[Note] = []
        for line, code in split_fences(lines):
            if code:
                kept.append(line)
                continue
            text, found = change(line)
            for what in found:
                notes.append(Note(line.number, what))
            if text is not None:
                kept.append(replace(line, text=text))
        return tuple(kept), tuple(notes)

    return step


def unless_emptied(text: str, line: Line) -> str | None:
    """What a change made of a line; nothing where it left nothing of its words. A line that was blank stays."""
    if text.strip() or not line.text.strip():
        return text
    return None


def paragraph_end(lines: Lines, at: int) -> int:
    """The row of the next blank line from a row on, or the row behind the last line."""
    for row in range(at, len(lines)):
        if not lines[row].text.strip():
            return row
    return len(lines)


def ids_as_ours(lines: Lines) -> tuple[Lines, tuple[Note, ...]]:
    """Ids of headings with marks that no id of ours has, as `{#1.-goals}`, without them; links follow by the rest."""
    return tuple(line if code else replace(line, text=_own_id(line.text)) for line, code in split_fences(lines)), ()


def _own_id(text: str) -> str:
    if "{/*" in text:
        text = ID_IN_COMMENT.sub(r"\1{#\2}", text)
    found = HEADING_ID.fullmatch(text) if "{#" in text else None
    if found is None:
        return text
    bare = re.sub(r"[^\w-]+", "", found[2])
    return f"{found[1]}{{#{bare or 'heading'}}}"


def spaced_links(lines: Lines) -> tuple[Lines, tuple[Note, ...]]:
    """Links to files with a space in their names, which many tools allow, between `<` and `>`."""
    made: list[Line] = []
    for line, code in split_fences(lines):
        if code or "](" not in line.text:
            made.append(line)
        else:
            made.append(replace(line, text=_bracketed(line.text)))
    return tuple(made), ()


def _bracketed(text: str) -> str:
    return outside_code(text, lambda part: SPACED.sub(r"](<\1>)", part))


def outside_code(text: str, change: Callable[[str], str]) -> str:
    """A line with the change made to what is not between backticks."""
    parts, at = [], 0
    for start, end in _code_spans(text):
        parts += [change(text[at:start]), text[start:end]]
        at = end
    return "".join(parts) + change(text[at:])


def around_code(text: str, change: Callable[[str], str]) -> str:
    """A line with a change made to it that sees one mark for each piece of code between backticks, and keeps it."""
    kept = [text[start:end] for start, end in _code_spans(text)]
    # A line that has such marks itself would get code where they stand.
    if not kept or CODE_MARK.search(text):
        return outside_code(text, change)
    parts, at = [], 0
    for number, (start, end) in enumerate(_code_spans(text)):
        parts += [text[at:start], f"\ue9f4{number}\ue9f5"]
        at = end
    return CODE_MARK.sub(lambda found: kept[int(found[1])], change("".join(parts) + text[at:]))


def inside_code(text: str, change: Callable[[str], str]) -> str:
    """A line with the change made to what is between backticks."""
    parts, at = [], 0
    for start, end in _code_spans(text):
        parts += [text[at:start], change(text[start:end])]
        at = end
    return "".join(parts) + text[at:]


def without_code_spans(text: str) -> str:
    """A line with spaces for what is between backticks, and for those."""
    parts, at = [], 0
    for start, end in _code_spans(text):
        parts += [text[at:start], " " * (end - start)]
        at = end
    return "".join(parts) + text[at:]


def _code_spans(text: str) -> Iterator[tuple[int, int]]:
    """Where code stands between as many backticks on either side."""
    runs = [found.span() for found in BACKTICKS.finditer(text)]
    # Which run ends each is found from behind, once for all: to look ahead from each takes time by their square.
    next_of_length: dict[int, int] = {}
    closers: list[int | None] = [None] * len(runs)
    for index in range(len(runs) - 1, -1, -1):
        length = runs[index][1] - runs[index][0]
        closers[index] = next_of_length.get(length)
        next_of_length[length] = index
    index = 0
    while index < len(runs):
        closer = closers[index]
        if closer is None:
            index += 1
        else:
            yield runs[index][0], runs[closer][1]
            index = closer + 1


def end_of_indented(lines: Lines, at: int, indent: int) -> int:
    """Where lines end that are indented at least so far; blank ones at the end don't count."""
    end = at
    for row in range(at, len(lines)):
        text = lines[row].text.expandtabs(4)
        if text.strip() and len(text) - len(text.lstrip()) < indent:
            break
        if text.strip():
            end = row + 1
    return end


def dedented(lines: Iterable[Line], indent: int) -> Iterator[Line]:
    """The lines four columns further left, but no further than an indent."""
    for line in lines:
        text = line.text
        if "\t" in text[: indent + 4]:
            text = text.expandtabs(4)
        cut = min(4, len(text) - len(text.lstrip(" ")))
        yield replace(line, text=text[cut:])

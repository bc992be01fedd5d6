"""Lines that begin like items of a list, and that YAML joins to one text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mentorsite.loader.yaml_typos import indentation, spaces

BULLETS = "\u2022\u25e6\u25aa\u25cf\u2023\u00b7\u2610"
DASHES = "\u2013\u2014\u2212"
HYPHEN = re.compile(r"- ")
HYPHEN_BELOW_ITEM = re.compile(r"-(?: |[^\W\d])")
OTHER = re.compile(rf"\* |[{BULLETS}]")
"""What begins an item in Markdown or on paper, and hardly ever goes on with a sentence."""
NUMBER = re.compile(r"(?:\d{1,3}|[a-z])[.)] ")
"""What begins an item where several lines have it: a single one may go on with a date, as `3. May`."""
NO_SPACE = re.compile(rf"[{DASHES}]|-[^\W\d]|- ")
"""What begins an item of which a space was forgotten, or as office programs write it, where several lines have it."""
ITEM = re.compile(r"(?P<before>\s*)- +")
LONGEST_SHOWN = 40
BEGIN = "begin each item with a hyphen and a space: `- `"
BEGINS_LIKE_ITEM = "this line begins like an item of a list, and is joined to the one above it"
LINES_STAY = "where lines stay as they are"


@dataclass(frozen=True, slots=True)
class Joined:
    """The line (from 0) and column (from 0) that was joined to the one above, and what to say of it."""

    row: int
    column: int
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A text that goes on over several lines of a file: `start` is its column on the first of them."""

    lines: list[str]
    first: int
    last: int
    start: int
    style: str

    def rows(self) -> Iterator[tuple[int, str]]:
        """Each line of it that says something, without what stands before it there."""
        for row in range(self.first, min(self.last, len(self.lines) - 1) + 1):
            if row == self.first:
                here = self.lines[row][self.start :]
            else:
                here = self.lines[row].lstrip()
            if here.strip():
                yield row, here

    def joined(self, row: int, message: str, hint: str) -> Joined:
        """What to say of one of its lines."""
        line = self.lines[row]
        if row == self.first:
            column = self.start
        else:
            column = indentation(line)
        return Joined(row, column, message, hint)


def joined_items(text: FoldedText) -> Joined | None:
    """The first line that was meant as an item of a list, and is a part of one text."""
    if text.last == text.first:
        return None
    if text.style == ">":
        return _folded(text)
    if text.style:
        return _several(text, list(text.rows()), "write it below `|`, " + LINES_STAY)
    return _one_text(text) or _hyphen(text)


def _hyphen(text: FoldedText) -> Joined | None:
    """A hyphen below the text that it was joined to: its line is indented more, or that text lacks one."""
    item = _item(text)
    hyphen = HYPHEN_BELOW_ITEM if item else HYPHEN
    below = [row for row, here in text.rows() if row > text.first and hyphen.match(here)]
    if not below:
        return None
    row = below[0]
    if item is None:  # the first line is a text without a hyphen
        message = "this line begins with `- `, and is joined to the text above it"
        hint = f"write that as an item, too: `- {_start(text)}` on a line of its own; put one long text between quotes"
        return text.joined(row, message, hint)
    here, wanted = indentation(text.lines[row]), len(item["before"])
    if len(below) > 1 and not _goes_on(text, wanted):
        message = f"this item is indented by {spaces(wanted)}, and those below by {spaces(here)}: they became one text"
        return Joined(text.first, wanted, message, f"line them up: indent each by {spaces(here)}")
    message = f"this item is indented by {spaces(here)}, and the one above by {spaces(wanted)}: they became one text"
    return text.joined(row, message, f"line them up: indent each by {spaces(wanted)}")


def _item(text: FoldedText) -> re.Match[str] | None:
    """The hyphen right before a text, where it is an item of a list."""
    found = ITEM.match(text.lines[text.first])
    if found and found.end() == text.start:
        return found
    return None


def _start(text: FoldedText) -> str:
    """The beginning of a text, as a hint shows it."""
    start = text.lines[text.first][text.start :].strip(" ,")
    if len(start) <= LONGEST_SHOWN:
        return start
    return f"{start[:LONGEST_SHOWN]}…"


def _goes_on(text: FoldedText, indent: int) -> bool:
    """Whether a list goes on below a text, or began above it, with items indented so."""
    above = (line for line in reversed(text.lines[: text.first]) if line.strip())
    after = (line for line in text.lines[text.last + 1 :] if line.strip())
    item = f"{' ' * indent}- "
    return next(above, "").startswith(item) or next(after, "").startswith(item)


def _one_text(text: FoldedText) -> Joined | None:
    """Lines that begin with another mark than a hyphen and a space."""
    rows = list(text.rows())
    for mark in (OTHER, NUMBER, NO_SPACE):
        signs, marked = [], []
        for row, here in rows:
            found = mark.match(here)
            if found:
                signs.append(found[0].strip())
                marked.append(row)
        if _is_list(mark, marked, text.first):
            return text.joined(marked[0], f"these lines begin with `{signs[0]}` and are one text, no list", BEGIN)
    return None


def _is_list(mark: re.Pattern[str], marked: list[int], first: int) -> bool:
    """Whether lines with a mark were meant as a list."""
    if mark is OTHER:
        return any(row > first for row in marked)
    if mark is NUMBER:
        return len(marked) > 1
    return len(marked) > 1 and marked[0] == first  # a dash may also begin a line within a sentence


def _folded(text: FoldedText) -> Joined | None:
    """Items below `>`, which joins lines that are indented alike."""
    lines = []
    for line in text.lines[text.first + 1 : text.last + 1]:
        if line.strip():
            lines.append(line)
    indent = min(map(indentation, lines), default=0)
    alike = []  # YAML keeps the line breaks of those that are indented more
    for row, here in text.rows():
        if row > text.first and indentation(text.lines[row]) == indent:
            alike.append((row, here))
    return _several(text, alike, "write `|` in place of `>`, " + LINES_STAY)


def _several(text: FoldedText, rows: list[tuple[int, str]], hint: str) -> Joined | None:
    """Several lines with one mark, at least one of them right below another line of its text."""
    known = {row for row, _ in rows}
    for mark in (HYPHEN, OTHER, NUMBER):
        marked = [row for row, here in rows if mark.match(here)]
        below = [row for row in marked if row - 1 in known]
        if len(marked) > 1 and below:
            return text.joined(below[0], BEGINS_LIKE_ITEM, hint)
    marked = [row for row, here in rows if NO_SPACE.match(here) and not HYPHEN.match(here)]
    above = [here for row, here in rows if marked and row == marked[0] - 1]
    if len(marked) > 1 and above and above[0].rstrip().endswith(":"):
        return text.joined(marked[0], BEGINS_LIKE_ITEM, f"{hint}; {BEGIN}")
    return None
